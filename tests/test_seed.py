"""The seed: strict YAML, shapes, and rules of meaning, with every problem at its line."""

import os
import re
import shutil

import pytest

from ocppdb import SchemaError, SeedError
from ocppdb.build import schema_files, seed, shapes
from ocppdb.build.strict_yaml import parse, text_of
from ocppdb.files import shipped

FEW = ("version", "roles", "frames", "states", "groups", "messages")


@pytest.fixture
def seed_copy(tmp_path):
    """A copy of a few files of the seed: how a file is read does not depend on the others."""
    for path in (f"{slug}/{name}.yml" for slug in ("ocpp16", "ocpp201") for name in FEW):
        (tmp_path / "seed" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(shipped("seed") / path, tmp_path / "seed" / path)
    flow = "ocpp201/sequences/b01-cold-boot.yml"
    (tmp_path / "seed" / flow).parent.mkdir()
    shutil.copy(shipped("seed") / flow, tmp_path / "seed" / flow)
    return tmp_path / "seed"


@pytest.fixture
def problems():
    """What is wrong in a folder, as `seed.read` tells it."""

    def found(root):
        with pytest.raises(SeedError) as caught:
            seed.read(root)
        return [str(problem) for problem in caught.value.problems]

    return found


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_seed_has_no_problem(checked):
    """It would not be `checked` if lint found any."""
    assert len(checked.seed["messages"]) == 28 + 11 + 64 + 91


def test_a_version_without_quotes(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "version.yml", 'id: "1.6"', "id: 1.6")
    assert 'seed/ocpp16/version.yml:3 shape: id is the number 1.6, expected text: write it in quotes, "1.6"' in problems(
        seed_copy
    )


def test_a_repeated_key(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "roles.yml", "  side: station\n", "  side: station\n  side: csms\n")
    assert problems(seed_copy) == [
        "seed/ocpp16/roles.yml:5 repeated-key: 'side' was already given at line 4; keep one of the two"
    ]


def test_words_that_other_readers_of_yaml_turn_into_something_else():
    assert parse("[Off, No, 12:30, 2020-03-31, 1e3, 0x1F, ~]", "seed/x.yml") == [
        "Off",
        "No",
        "12:30",
        "2020-03-31",
        "1e3",
        "0x1F",
        "~",
    ]


def test_every_problem_is_reported_at_once(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "roles.yml", "side: station", "side: client")
    edit(seed_copy / "ocpp201" / "messages.yml", "  summary: The Charging Station asks", "  sumary: The Charging Station asks")
    (seed_copy / "ocpp201" / "groups.yml").write_text("source: [\n")
    found = problems(seed_copy)
    assert "seed/ocpp16/roles.yml:4 shape: side is 'client', expected one of station, csms" in found
    assert any(re.match(r"seed/ocpp201/messages.yml:\d+ shape: .*'sumary' was unexpected", problem) for problem in found)
    assert any(problem.startswith("seed/ocpp201/messages.yml:") and "'summary' is missing" in problem for problem in found)
    assert any(problem.startswith("seed/ocpp201/groups.yml:2 yaml:") for problem in found)


def test_a_list_nobody_knows(seed_copy, problems):
    (seed_copy / "ocpp16" / "mesages.yml").write_text("records:\n- action: Heartbeat\n")
    assert problems(seed_copy)[0].startswith(
        "seed/ocpp16/mesages.yml:2 unknown-list: no list is called 'mesages'; expected one of"
    )


def test_an_empty_list_nobody_knows(seed_copy, problems):
    (seed_copy / "ocpp16" / "mesages.yml").write_text("records: []\n")
    assert problems(seed_copy)[0].startswith("seed/ocpp16/mesages.yml:1 unknown-list: no list is called 'mesages'")


def test_a_folder_without_version(seed_copy, problems):
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
def test_files_that_are_no_list_of_records(seed_copy, content, line, says, problems):
    (seed_copy / "ocpp16" / "frames.yml").write_text(content, encoding="utf-8")
    found = problems(seed_copy)
    assert len(found) == 1 and found[0].startswith(f"seed/ocpp16/frames.yml:{line} yaml: ") and says in found[0], found


def test_numbers_have_fifteen_digits_at_most():
    assert parse("[123456789012345, -12345678901234.5, '1234567890123456']", "seed/x.yml") == [
        123456789012345,
        -12345678901234.5,
        "1234567890123456",
    ]
    for number in ("1234567890123456", "-1234567890123456", "1.234567890123456"):
        with pytest.raises(SeedError, match="found a number of 16 digits; expected at most 15; text stands in quotes"):
            parse(f"[{number}]", "seed/x.yml")


def test_nesting_is_32_deep_at_most():
    parse("[" * 32 + "]" * 32, "seed/x.yml")
    with pytest.raises(SeedError, match="seed/x.yml:1 yaml: found nesting deeper than 32 levels"):
        parse("[" * 33 + "]" * 33, "seed/x.yml")


def test_a_file_has_a_million_bytes_at_most(tmp_path):
    (tmp_path / "x.yml").write_text("#" * 1_000_000)
    assert len(text_of(tmp_path / "x.yml", "seed/x.yml")) == 1_000_000
    (tmp_path / "x.yml").write_text("#" * 1_000_001)
    with pytest.raises(SeedError, match="seed/x.yml:1 yaml: found 1000001 bytes; expected at most 1000000"):
        text_of(tmp_path / "x.yml", "seed/x.yml")


def test_the_name_of_a_schema_file_is_made_of_the_action_alone(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "version.yml", "{action}Response.json", "{action}{kind}.json")
    (found,) = problems(seed_copy)
    assert re.match(r"seed/ocpp16/version.yml:\d+ shape: response_file: .* does not match", found)


def test_a_message_about_an_unfinished_file_names_a_line_that_it_has():
    with pytest.raises(SeedError, match="seed/x.yml:2 yaml: could not find expected ':'"):
        parse("a: b\nc", "seed/x.yml")


def test_lines_may_end_as_windows_ends_them(seed_copy):
    path = seed_copy / "ocpp16" / "frames.yml"
    before = seed.read(seed_copy).of("frames")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert seed.read(seed_copy).of("frames") == before


def test_bytes_that_are_no_text(seed_copy, problems):
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
def test_what_is_called_a_file_and_is_none(seed_copy, make, says, problems):
    path = seed_copy / "ocpp16" / "frames.yml"
    path.unlink()
    make(path)
    found = problems(seed_copy)
    assert len(found) == 1 and found[0].startswith(f"seed/ocpp16/frames.yml:1 yaml: {says}"), found


def test_a_file_that_would_be_passed_over(seed_copy, problems):
    (seed_copy / "ocpp16" / "frames.yml").rename(seed_copy / "ocpp16" / "frames.yaml")
    assert problems(seed_copy) == ["seed/ocpp16/frames.yaml:1 yaml: found the ending .yaml; expected .yml: rename the file"]


def test_a_list_of_a_version_outside_of_one(seed_copy, problems):
    (seed_copy / "ocpp16" / "states.yml").rename(seed_copy / "states.yml")
    assert problems(seed_copy) == [
        "seed/states.yml:3 version-folder: found states that belong to no version; "
        "expected them in the folder of one, beside its version.yml"
    ]


def test_what_the_place_of_a_record_tells_is_not_told_again(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "roles.yml", "  side: station\n", "  side: station\n  slug: ocpp201\n")
    edit(seed_copy / "ocpp201" / "sequences" / "b01-cold-boot.yml", "title: ", "id: b01-warm-boot\ntitle: ")
    assert problems(seed_copy) == [
        "seed/ocpp16/roles.yml:5 told-twice: found 'slug', which the folder tells; take it out",
        "seed/ocpp201/sequences/b01-cold-boot.yml:1 told-twice: found 'id', which the name of the file tells; take it out",
    ]


def test_a_folder_is_of_one_version(seed_copy, problems):
    path = seed_copy / "ocpp16" / "version.yml"
    record = path.read_text().partition("records:\n")[2]
    path.write_text("source: ocppj16\nrecords:\n" + record + record.replace('id: "1.6"', 'id: "1.7"'))
    line = 3 + record.count("\n")
    assert problems(seed_copy) == [
        f"seed/ocpp16/version.yml:{line} version-folder: found a second version with the folder ocpp16, "
        "as at seed/ocpp16/version.yml:3; give it one of its own"
    ]


def test_a_version_has_one_folder(seed_copy, problems):
    edit(seed_copy / "ocpp201" / "version.yml", 'id: "2.0.1"', 'id: "1.6"')
    assert problems(seed_copy) == [
        "seed/ocpp201/version.yml:3 version-folder: found a second version with the id 1.6, "
        "as at seed/ocpp16/version.yml:3; give it one of its own"
    ]


def test_a_folder_whose_version_is_not_told(seed_copy, problems):
    (seed_copy / "ocpp16" / "version.yml").write_text("records: []\n")
    assert problems(seed_copy) == ["seed/ocpp16/version.yml:1 version-folder: found no version, expected the record of one"]


def test_a_version_that_cannot_be_read_does_not_blame_its_records(seed_copy, problems):
    (seed_copy / "ocpp16" / "version.yml").write_text("records: [\n")
    assert {problem.partition(":")[0] for problem in problems(seed_copy)} == {"seed/ocpp16/version.yml"}


def test_a_message_echoes_nothing_at_length(seed_copy, problems):
    edit(seed_copy / "ocpp16" / "roles.yml", "side: station", f"side: {'x' * 100_000}")
    (found,) = problems(seed_copy)
    assert len(found) < 1000 and found.endswith("expected one of station, csms")


def test_a_message_without_schemas(seed_copy):
    edit(seed_copy / "ocpp16" / "messages.yml", "- action: Heartbeat\n", "- action: Hartbeat\n")
    broken = seed.read(seed_copy)
    with pytest.raises(
        SchemaError, match=r"HartbeatResponse|Hartbeat.json of the message Hartbeat \(seed/ocpp16/messages.yml:\d+\)"
    ):
        schema_files.read(broken.of("version"), broken.of("messages"))


def test_the_quick_check_never_accepts_what_the_shape_refuses(shipped_seed):
    """The quick check may leave a record in doubt, but must not pass a wrong one."""
    for name, list_ in shipped_seed.items():
        validator = shapes.validator(name)
        surely_valid = shapes.quick_check(validator)
        for record in list_[:3]:
            assert surely_valid(record) == validator.is_valid(record) is True, record.place
            wrong = [dict(record) | {key: value} for key in record for value in (None, 1.6, [], {}, "") if key not in ("slug",)]
            wrong += [{key: value for key, value in record.items() if key != gone} for gone in record] + [
                dict(record) | {"stranger": "x"}
            ]
            assert [each for each in wrong if surely_valid(each) and not validator.is_valid(each)] == [], record.place
