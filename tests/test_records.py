"""The declarations, and what follows from them: answers, tables, shapes, documentation and types agree."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import ocppdb
from ocppdb.records.all import LISTS, NOUNS, fingerprint
from ocppdb.records.common import SubjectKind
from ocppdb.records.declare import declared, field_of
from ocppdb.records.messages import DataType, Enumeration, Message, Payload
from ocppdb.records.points import Escalation, Settled
from ocppdb.records.sequences import Sequence, Step
from ocppdb.records.shapes import record_shape, written_files
from ocppdb.release import TABLES
from ocppdb.tables import METADATA, VIEWS

ROOT = Path(__file__).parent.parent
ANSWERS = {record for noun in NOUNS.values() for record in noun.records} | {Payload, DataType, Enumeration}


@pytest.mark.parametrize("table", NOUNS)
def test_a_table_has_the_columns_that_are_declared(db, table):
    kept = {row["name"]: row for row in db._reader.rows(f'PRAGMA table_xinfo("{table}")')}
    for column in NOUNS[table].columns:
        assert bool(kept.pop(column.column)["notnull"]) == (not column.optional), column.column
    assert kept == {}


@pytest.mark.parametrize("table", NOUNS)
def test_a_closed_set_has_a_check(db, table):
    (sql,) = db._reader.values("SELECT sql FROM sqlite_master WHERE name = ?", (table,))
    for column in NOUNS[table].columns:
        if column.values:
            said = ", ".join(f"'{value}'" for value in column.values)
            assert f'CHECK ("{column.column}" IN ({said}))' in sql, column.column


@pytest.mark.parametrize("name", LISTS)
def test_a_seed_record_has_the_keys_of_the_answer(name):
    listed = LISTS[name]
    fields = {field.name for field in declared(listed.record) if not field.made}
    written = {name for name, annotation in listed.written.items() if not field_of(name, annotation).made}
    shape = record_shape(name)
    assert set(shape["properties"]) == fields | written
    assert set(shape["required"]) <= set(shape["properties"])


@pytest.mark.parametrize("record", sorted(ANSWERS, key=lambda record: record.__name__))
def test_every_field_of_an_answer_says_what_it_holds(record):
    assert record.__doc__ or record.__name__.startswith("_")
    assert [field.name for field in declared(record) if not field.doc] == []


def test_every_kind_of_name_is_known():
    kinds = {noun.kind for noun in NOUNS.values() if noun.kind}
    assert kinds - {*get_args(SubjectKind), "schedule-example", "version", "source"} == set(), (
        "name it in SubjectKind of ocppdb/records/common.py"
    )


def test_every_table_and_view_says_what_it_is():
    assert [noun.table for noun in NOUNS.values() if not noun.doc.endswith(".")] == []
    assert [name for name, view in VIEWS.items() if not view.doc or not all(view.columns.values())] == []


def test_no_text_names_a_version(db):
    named = re.compile("|".join(re.escape(version.id) for version in db.versions))
    texts = [noun.doc for noun in NOUNS.values()] + [column.doc for noun in NOUNS.values() for column in noun.columns]
    assert [text for text in texts if named.search(text)] == []


def test_a_database_is_known_by_the_hash_of_its_tables(db):
    assert fingerprint() == TABLES, "the tables have changed: cog -r ocppdb/release.py, and a migration"
    assert db._reader.values("SELECT value FROM about WHERE name = 'tables'") == [TABLES]


def test_every_table_is_in_the_metadata_of_sqlalchemy():
    assert set(METADATA.tables) == set(NOUNS)


@pytest.mark.parametrize("path", written_files())
def test_what_editors_know_is_up_to_date(path):
    assert (ROOT / path).read_text() == written_files()[path], "renew it: python -m ocppdb.records.shapes"


def test_an_editor_finds_the_shape_of_every_file_of_the_seed():
    globs = json.loads((ROOT / ".vscode" / "settings.json").read_text())["yaml.schemas"]
    known = {file for patterns in globs.values() for pattern in patterns for file in ROOT.glob(pattern)}
    assert sorted(set((ROOT / "seed").rglob("*.yml")) - known) == []


def test_answers_tell_themselves_in_one_line(db):
    answers = [
        db.message("TransactionEvent"),
        db.message("TransactionEvent").request,
        db.data_type("ChargingProfileType"),
        db.enum("ReasonEnumType"),
        db.component("OCPPCommCtrlr"),
        db.sequence("ocpp201-b01-cold-boot"),
        db.escalation("ocpp16-call-timeout-length"),
        db.rule("b-pending-boot-notification-by-itself"),
    ]
    assert [len(repr(answer)) for answer in answers if len(repr(answer)) > 120 or "\n" in repr(answer)] == []
    assert repr(answers[0]) == "Message(version='2.0.1', action='TransactionEvent')"


def test_a_payload_finds_a_field_by_its_path(db):
    boot = db.message("BootNotification", version="2.0.1").request
    assert boot["chargingStation.model"].max_length == 20
    meter = db.message("MeterValues", version="1.6").request
    assert meter["meterValue.sampledValue.unit"] is meter["meterValue[].sampledValue[].unit"]
    with pytest.raises(
        ocppdb.NotFound, match="^no field 'chargingStation.modle' in BootNotificationRequest; nearest: chargingStation"
    ):
        boot["chargingStation.modle"]


@pytest.mark.parametrize("record", [Message, Escalation, Settled, Sequence, Step])
def test_answers_are_plain_tuples(record):
    assert issubclass(record, tuple)


def mypy(*arguments):
    command = [sys.executable, "-m", "mypy", "--no-incremental", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_the_package_is_typed_strictly():
    result = mypy()
    assert result.returncode == 0, result.stdout


def test_mypy_finds_the_mistakes_of_a_user():
    result = mypy("--strict", "tests/typing/fine.py", "tests/typing/mistakes.py")
    codes = re.findall(r"mistakes\.py:\d+: error: .* \[([a-z-]+)\]", result.stdout)
    assert [code for code in codes if code != "no-any-return"] == [
        "attr-defined",
        "call-arg",
        "operator",
        "arg-type",
        "call-arg",
        "comparison-overlap",
    ], result.stdout
    assert "fine.py" not in result.stdout


def test_the_code_keeps_to_the_rules_of_ruff():
    for check in (["check"], ["format", "--check"]):
        result = subprocess.run([sys.executable, "-m", "ruff", *check, "."], cwd=ROOT, capture_output=True, text=True)
        assert result.returncode == 0, result.stdout
