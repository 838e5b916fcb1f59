"""The seed: strict YAML, shapes, and rules of meaning, with every problem at its line."""

import os
import re

import pytest

from ocppdb import SchemaError, SeedError
from ocppdb.build import schema_files, seed, shapes
from ocppdb.build import write as build
from ocppdb.build.lint import rules as lint
from ocppdb.build.lint.points import ESCALATION_RULES
from ocppdb.build.lint.rules import RULES
from ocppdb.build.lint.sequences import SEQUENCE_RULES
from ocppdb.build.strict_yaml import parse


def problems(root):
    with pytest.raises(SeedError) as caught:
        seed.read(root)
    return [str(problem) for problem in caught.value.problems]


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_seed_has_no_problem():
    found, structures, _ = build.check()
    assert len(found["messages"]) == 28 + 11 + 64
    assert lint.check(found, structures) == []


def test_a_version_without_quotes(seed_copy):
    edit(seed_copy / "ocpp16" / "version.yml", 'id: "1.6"', "id: 1.6")
    assert 'seed/ocpp16/version.yml:3 shape: id is the number 1.6, expected text: write it in quotes, "1.6"' in problems(
        seed_copy
    )


def test_a_repeated_key(seed_copy):
    edit(seed_copy / "ocpp16" / "roles.yml", "  side: station\n", "  side: station\n  side: csms\n")
    assert problems(seed_copy) == [
        "seed/ocpp16/roles.yml:5 repeated-key: 'side' was already given at line 4; keep one of the two"
    ]


def test_words_that_other_readers_of_yaml_turn_into_something_else(tmp_path):
    (tmp_path / "shapes").mkdir()
    (tmp_path / "shapes" / "words.json").write_text(
        '{"cited": false, "properties": {"word": {"type": "string"}}, "required": ["word"]}'
    )
    (tmp_path / "words.yml").write_text(
        "records:\n- word: Off\n- word: No\n- word: 12:30\n- word: 2020-03-31\n- word: 1e3\n- word: 0x1F\n"
    )
    assert [record["word"] for record in seed.read(tmp_path).of("words")] == ["Off", "No", "12:30", "2020-03-31", "1e3", "0x1F"]


def test_every_problem_is_reported_at_once(seed_copy):
    edit(seed_copy / "ocpp16" / "roles.yml", "side: station", "side: client")
    edit(seed_copy / "ocpp201" / "messages.yml", "  summary: The Charging Station asks", "  sumary: The Charging Station asks")
    (seed_copy / "ocpp201" / "groups.yml").write_text("source: [\n")
    found = problems(seed_copy)
    assert "seed/ocpp16/roles.yml:4 shape: side is 'client', expected one of station, csms" in found
    assert any(re.match(r"seed/ocpp201/messages.yml:\d+ shape: .*'sumary' was unexpected", problem) for problem in found)
    assert any(problem.startswith("seed/ocpp201/messages.yml:") and "'summary' is missing" in problem for problem in found)
    assert any(problem.startswith("seed/ocpp201/groups.yml:2 yaml:") for problem in found)


def test_a_list_nobody_knows(seed_copy):
    (seed_copy / "ocpp16" / "mesages.yml").write_text("records:\n- action: Heartbeat\n")
    assert problems(seed_copy)[0].startswith(
        "seed/ocpp16/mesages.yml:2 unknown-list: no list is called 'mesages'; expected one of"
    )


def test_an_empty_list_nobody_knows(seed_copy):
    (seed_copy / "ocpp16" / "mesages.yml").write_text("records: []\n")
    assert problems(seed_copy)[0].startswith("seed/ocpp16/mesages.yml:1 unknown-list: no list is called 'mesages'")


def test_a_folder_without_version(seed_copy):
    (seed_copy / "ocpp16" / "version.yml").unlink()
    assert "no list is called 'ocpp16'" in problems(seed_copy)[0]
    assert problems(seed_copy)[0].endswith("the folder of a version has a version.yml")


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        ("- a\n- b\n", 1, "found a list, expected a mapping with 'records'"),
        ("", 1, "found nothing, expected a mapping with 'records'"),
        ("# nothing yet\n", 1, "found nothing, expected a mapping with 'records'"),
        ("source: ocppj16\nrecords: 3\n", 2, "found 'records' that is no list of mappings"),
        ("records: []\nauthor: me\n", 2, "found 'author' beside 'records'"),
        ("records:\n\t- x\n", 2, "found a tab, U+0009; expected strict YAML, with spaces"),
        ("records:\n- name: a\tb\n", 2, "found a tab"),
        ('records:\n- name: "a\\tb"\n', 2, "found a tab"),
        ("\ufeffrecords: []\n", 1, "found a byte order mark, U+FEFF"),
        ("records:\n- name: a\0b\n", 2, "found a NUL, U+0000"),
        ('records:\n- name: "a\\0b"\n', 2, "found a NUL, U+0000"),
        ("records:\n- name: a\u2028b\n", 2, "found a character that is not seen, U+2028"),
        ('records:\n- name: "\\ud800"\n', 2, "found invalid Unicode character escape code"),
        (
            "records: !!python/object/apply:os.system ['true']\n",
            1,
            "found the tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("records:\n- name: !!int abc\n", 2, "found the tag tag:yaml.org,2002:int"),
        ("records:\n- !!map\n  name: x\n", 2, "found the tag tag:yaml.org,2002:map"),
        ("records:\n- name: ! x\n", 2, "found the tag !"),
        ("records:\n- name: &x 1\n- name: *x\n", 2, "found an anchor; expected strict YAML, written out"),
        ("records:\n- &a x: 1\n- *b\n", 2, "found an anchor"),
        ("records:\n- *b\n", 2, "found an alias; expected strict YAML, written out"),
        ("records: &all\n- name: x\n- *all\n", 1, "found an anchor"),
        ("records:\n- <<: {name: x}\n", 2, "found a merge key"),
        ("records:\n- [key]: x\n", 2, "found a key that is no word"),
        ("records:\n- ? {key: x}\n  : y\n", 2, "found a key that is no word"),
        ("records: []\n---\nrecords: []\n", 2, "found a second document"),
        (f"records:\n- message_type_id: {'9' * 5000}\n", 2, "found a number of 5000 digits; expected at most 15"),
        (f"records:\n- message_type_id: 0.{'9' * 5000}\n", 2, "found a number of 5001 digits; expected at most 15"),
        ("records:\n- name: " + "[" * 33 + "]" * 33 + "\n", 2, "found nesting deeper than 32 levels"),
        ("[" * 5000, 1, "nesting"),
        ("- " * 5000, 1, "nesting"),
        ("records:\n- name: {\n", 3, "expected strict YAML"),
    ],
)
def test_files_that_are_no_list_of_records(seed_copy, content, line, says):
    (seed_copy / "ocpp16" / "frames.yml").write_text(content, encoding="utf-8")
    found = problems(seed_copy)
    assert len(found) == 1 and found[0].startswith(f"seed/ocpp16/frames.yml:{line} yaml: ") and says in found[0], found


def test_a_number_of_fifteen_digits_is_a_number():
    assert parse("records:\n- 123456789012345\n- -0.5\n- '1234567890123456'\n", "seed/x.yml") == {
        "records": [123456789012345, -0.5, "1234567890123456"]
    }


def test_lines_may_end_as_windows_ends_them(seed_copy):
    path = seed_copy / "ocpp16" / "frames.yml"
    before = seed.read(seed_copy).of("frames")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert seed.read(seed_copy).of("frames") == before


def test_bytes_that_are_no_text(seed_copy):
    (seed_copy / "ocpp16" / "frames.yml").write_bytes(b"records:\n- name: \xff\xfe\n")
    assert problems(seed_copy) == ["seed/ocpp16/frames.yml:2 yaml: not UTF-8; expected strict YAML"]


def a_folder(path):
    path.mkdir()


def a_pipe(path):
    os.mkfifo(path)


def a_broken_link(path):
    path.symlink_to("nowhere.yml")


def a_link_to_a_device(path):
    path.symlink_to("/dev/zero")


def a_hundred_megabytes(path):
    with path.open("wb") as file:
        file.truncate(100_000_000)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_folder, "found a folder; expected a file"),
        (a_pipe, "found a link, pipe or device; expected a file"),
        (a_broken_link, "cannot be read (No such file or directory); expected a file"),
        (a_link_to_a_device, "found a link, pipe or device; expected a file"),
        (a_hundred_megabytes, "found 100000000 bytes; expected at most 1000000"),
    ],
)
def test_what_is_called_a_file_and_is_none(seed_copy, make, says):
    path = seed_copy / "ocpp16" / "frames.yml"
    path.unlink()
    make(path)
    found = problems(seed_copy)
    assert len(found) == 1 and found[0].startswith(f"seed/ocpp16/frames.yml:1 yaml: {says}"), found


def test_a_file_that_would_be_passed_over(seed_copy):
    (seed_copy / "ocpp16" / "frames.yml").rename(seed_copy / "ocpp16" / "frames.yaml")
    assert problems(seed_copy) == ["seed/ocpp16/frames.yaml:1 yaml: found the ending .yaml; expected .yml: rename the file"]


def test_a_version_that_cannot_be_read_does_not_blame_its_records(seed_copy):
    (seed_copy / "ocpp16" / "version.yml").write_text("records: [\n")
    assert [problem.partition(" ")[0] for problem in problems(seed_copy)] == ["seed/ocpp16/version.yml:2"]


def test_a_message_echoes_nothing_at_length(seed_copy):
    edit(seed_copy / "ocpp16" / "roles.yml", "side: station", f"side: {'x' * 100_000}")
    (found,) = problems(seed_copy)
    assert len(found) < 1000 and found.endswith("expected one of station, csms")


BREAKS = {
    "once-only": (
        "ocpp16/messages.yml",
        "- action: Heartbeat\n",
        "- action: Authorize\n",
        "Authorize is already at seed/ocpp16/messages.yml:3",
    ),
    "known-source": (
        "ocpp16/roles.yml",
        "source: ocpp16-ed2",
        "source: hearsay",
        "found 'hearsay', expected a source of seed/sources.yml",
    ),
    "one-assumed-version": (
        "ocpp16/version.yml",
        "assumed: false",
        "assumed: true",
        "2 versions are assumed, expected exactly one",
    ),
    "version-words-differ": ("ocpp16/version.yml", "words: [", 'words: ["201", ', "'201' stands for 2 versions"),
    "known-group": (
        "ocpp16/messages.yml",
        "group: Core",
        "group: Basic",
        "found 'Basic', expected one of Core, Firmware Management",
    ),
    "group-in-use": ("ocpp16/groups.yml", "- name: Remote Trigger\n", "- name: Trigger\n", "no message belongs to Trigger"),
    "one-role-a-side": (
        "ocpp201/roles.yml",
        "side: csms",
        "side: station",
        "has roles for station, station, expected csms, station",
    ),
    "known-parent": (
        "ocpp201/device-levels.yml",
        "parent: EVSE",
        "parent: Outlet",
        "found 'Outlet', expected a level that stands before it",
    ),
    "subject-exists": (
        "ocpp16/rules/special-values.yml",
        "subject: ChangeAvailability.request.connectorId",
        "subject: ChangeAvailability.request.connector",
        "no field is called 'ChangeAvailability.request.connector' in OCPP 1.6",
    ),
    "reference-exists": (
        "ocpp201/requirements/B.yml",
        "  - BootNotification\n",
        "  - BootNotified\n",
        "no message is called 'BootNotified' in OCPP 2.0.1",
    ),
    "cited-requirement-exists": (
        "ocpp201/rules/smart-charging.yml",
        "section: K01.FR.03",
        "section: K01.FR.99",
        "no requirement is called 'K01.FR.99'",
    ),
    "known-role": (
        "ocpp16/rules/states.yml",
        "who: Charge Point",
        "who: CSMS",
        "found 'CSMS', expected one of Charge Point, Central System, either",
    ),
    "known-status": (
        "ocpp16/status-transitions.yml",
        "from_status: Available",
        "from_status: Free",
        "found 'Free', expected one of Available, Preparing",
    ),
    "known-unit": (
        "ocpp201/device-variables.yml",
        "  unit: s\n",
        "  unit: sec\n",
        "found 'sec', expected a unit of seed/ocpp201/units.yml",
    ),
    "known-data-type": (
        "ocpp201/variables.yml",
        "  data_type: boolean\n",
        "  data_type: bool\n",
        "found 'bool', expected one of string, decimal",
    ),
    "known-document": ("ocpp16/errata.yml", "document: ocpp16-ed2", "document: ocpp16", "found 'ocpp16', expected a source"),
    "everything-described": (
        "ocpp16/value-meanings.yml",
        "- value: AuthorizationStatus.Blocked\n",
        "- value: AuthorizationStatus.Accepted\n",
        "AuthorizationStatus.Blocked has no meaning; write one in seed/ocpp16/value-meanings.yml",
    ),
    "place-in-schemas": (
        "ocpp16/types.yml",
        "- Authorize.request.idTag\n",
        "- Authorize.request.idTags\n",
        "Authorize.request.idTags is in no schema of OCPP 1.6",
    ),
}


@pytest.mark.parametrize(
    "rule", [rule.__name__.replace("_", "-") for rule in RULES if rule not in (*SEQUENCE_RULES, *ESCALATION_RULES)]
)
def test_each_rule_finds_what_breaks_it(seed_copy, structures, rule):
    file, old, new, says = BREAKS[rule]
    edit(seed_copy / file, old, new)
    found = [problem for problem in lint.check(seed.read(seed_copy), structures) if problem.rule == rule]
    assert any(says in problem.text for problem in found)
    assert all(problem.place.rpartition(":")[0].startswith("seed/") for problem in found)


def test_an_alias_that_is_shorter_than_the_schema(seed_copy, structures):
    edit(seed_copy / "ocpp16" / "types.yml", "max_length: 25\n", "max_length: 24\n")
    found = [problem.text for problem in lint.check(seed.read(seed_copy), structures)]
    assert any("has length 25 in the schema and 24 as CiString25Type" in text for text in found)


def test_a_message_without_schemas(seed_copy):
    edit(seed_copy / "ocpp16" / "messages.yml", "- action: Heartbeat\n", "- action: Hartbeat\n")
    broken = seed.read(seed_copy)
    with pytest.raises(
        SchemaError, match=r"HartbeatResponse|Hartbeat.json of the message Hartbeat \(seed/ocpp16/messages.yml:\d+\)"
    ):
        schema_files.read(broken.of("version"), broken.of("messages"))


def test_the_quick_check_never_accepts_what_the_shape_refuses(seed_copy):
    """The quick check may leave a record in doubt, but must not pass a wrong one."""
    records = seed.read(seed_copy)
    for name, list_ in records.items():
        validator = shapes.validator(shapes.shape(name, seed_copy))
        surely_valid = shapes.quick_check(validator)
        for record in list_[:3]:
            assert surely_valid(record) == validator.is_valid(record) is True, record.place
            wrong = [dict(record) | {key: value} for key in record for value in (None, 1.6, [], {}, "") if key not in ("slug",)]
            wrong += [{key: value for key, value in record.items() if key != gone} for gone in record] + [
                dict(record) | {"stranger": "x"}
            ]
            assert [each for each in wrong if surely_valid(each) and not validator.is_valid(each)] == [], record.place
