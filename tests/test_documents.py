"""Documents: all of the file map, the same bytes each time, links that lead somewhere, citations, examples that their schemas take."""

import json
import posixpath
import re

import jsonschema
import pytest

import ocppdb
from ocppdb.agents import documents

MAP = """
OCPP-2.0.1-DataTypes.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Authorization.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Availability.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Diagnostics.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Display.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Firmware.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Provisioning.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Reservation.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Security.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-SmartCharging.md
OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Transactions.md
OCPP-2.0.1-Sequences/OCPP-2.0.1-Sequences.md
OCPP-2.0.1-Sequences/OCPP-2.0.1-Sequences-Operational.md
OCPP-2.0.1-SmartCharging/OCPP-2.0.1-SmartCharging.md
OCPP-2.0.1-SmartCharging/OCPP-2.0.1-SmartCharging-Examples.md
OCPP-2.0.1-SmartCharging/OCPP-2.0.1-SmartCharging-ISO15118.md
OCPP-2.0.1.md
METHODOLOGY.md
OCPP-1.6J.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-Core.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-SmartCharging.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-Firmware.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-LocalAuthList.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-Reservation.md
OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-RemoteTrigger.md
OCPP-1.6J-Sequences/OCPP-1.6J-Sequences.md
OCPP-1.6J-SmartCharging/OCPP-1.6J-SmartCharging.md
""".split()


@pytest.fixture(scope="module")
def written(db):
    return {document.path: documents.text(db, document) for document in db.documents()}


def test_every_document_of_the_map_is_written(written):
    assert [path for path in MAP if path not in written] == []
    assert len(MAP) == 27


def test_the_same_database_gives_the_same_bytes(db, database_file, written, tmp_path):
    with ocppdb.open(database_file) as other:
        said = documents.export(other, tmp_path)
    assert {each.path: (tmp_path / each.path).read_bytes() for each in said} == {
        path: text.encode() for path, text in written.items()
    }


def test_every_link_leads_somewhere(written):
    broken = []
    for path, text in written.items():
        places = documents.sections(text)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            file, _, place = target.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
            if there not in written or (place and place not in (documents.sections(written[there]) if file else places)):
                broken.append((path, target))
    assert broken == []


def test_long_documents_begin_with_their_contents(written):
    long = [path for path, text in written.items() if len(text) > 4000]
    assert [path for path in long if "\n## Contents\n" not in written[path][:600]] == []


def cited(part):
    return re.search(r"ocpp[j0-9]+-?\w*|signed-meter-values", part) is not None


def test_every_section_says_where_it_is_from_or_holds_nothing(written):
    silent = [
        (path, place)
        for path, text in written.items()
        for place, part in documents.sections(text).items()
        if part.startswith("## ") and not part.startswith(("## Contents", "## Documents", "## Method")) and not cited(part)
    ]
    told = ("recorded", "no text fixes", "none is computed", "computed by comparing")
    assert [
        each for each in silent if not any(said in documents.sections(written[each[0]])[each[1]].lower() for said in told)
    ] == []


def test_every_example_is_one_that_its_schema_takes(db, written):
    wrong, count = [], 0
    versions = {document.path: document.version for document in db.documents()}
    for path, text in written.items():
        for name, body in re.findall(r"```json (\S+)\n(.*?)```", text, re.DOTALL):
            action, kind = name.split(".")
            schema = db.schema(action, kind, versions[path])
            count += 1
            wrong += [
                (path, name, error.message)
                for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(json.loads(body))
            ]
    assert wrong == []
    assert count > 400
    assert [path for path, text in written.items() if "```json\n" in text] == []


def test_open_points_are_markers_with_numbered_options_and_one_default(db, written):
    text = written["OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Reservation.md"]
    part = documents.section(db, db.document("OCPP-2.0.1-Schemas-Reservation"), "Reservation with evseId 0")
    assert part.startswith(
        "### Reservation with evseId 0\n\n> **ESCALATE: SPEC-SILENT** A reservation of any EVSE leaves evseId out."
    )
    assert "\n> 1. Answer Rejected with reason code UnknownEvse **(default)**: The CSMS sees its mistake" in part
    for point in re.findall(r"> \*\*ESCALATE: .*?(?=\n\n)", text, re.DOTALL):
        assert point.count("**(default)**") == 1
        assert re.findall(r"^> (\d)\.", point, re.MULTILINE)[:2] == ["1", "2"]


def test_the_points_of_every_group_stand_in_some_document(db, written):
    shown = "\n".join(written.values())
    grouped = {
        row["point"] for row in db.sql("SELECT point FROM point_groups JOIN points ON points.id = point WHERE status = 'open'")
    }
    assert [point for point in sorted(grouped) if f"`{point}`" not in shown] == []


def test_every_concept_stands_in_a_document_and_is_found(db, written):
    assert [
        row["title"]
        for row in db.sql("SELECT title FROM concepts")
        if not any(row["title"] in text for text in written.values())
    ] == []
    chapter = next(each for each in db.about("SetChargingProfile", "2.0.1").chapters if each.title == "How it hangs together")
    assert "smart-charging-idea" in [item.name for item in chapter.items]


def test_a_part_can_be_read_alone(db):
    document = db.document("OCPP-1.6J")
    part = documents.section(db, document, "Configuration keys")
    assert part.startswith("## Configuration keys\n")
    assert len(part) < len(documents.text(db, document)) / 2
    with pytest.raises(ocppdb.NotFound, match="^no part 'Configuration keyz' in OCPP-1.6J.md; nearest: configuration-keys"):
        documents.section(db, document, "Configuration keyz")


def test_documents_are_named_in_many_ways(db):
    path = "OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-Reservation.md"
    for name in (path, "ocpp-2.0.1-schemas-reservation", "OCPP-2.0.1-Schemas-Reservation.md"):
        assert db.document(name).path == path
    with pytest.raises(
        ocppdb.NotFound, match="^no document 'OCPP-2.0.1-Schemas-Reservations'; nearest: OCPP-2.0.1-Schemas-Reservation"
    ):
        db.document("OCPP-2.0.1-Schemas-Reservations")
