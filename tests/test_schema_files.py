"""Schemas from folders, zips and the installed distribution: what is hostile or damaged, departs, or is still in the making."""

import importlib.metadata
import importlib.util
import json
import os
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from ocppdb import SchemaError, SeedError
from ocppdb.build import schema_files, schemas, seed
from ocppdb.build.schema_form import parse
from ocppdb.files import shipped

SEED = seed.read()
VERSIONS = SEED.of("version")
OCPP201 = VERSIONS[1]
HEARTBEAT = [message for message in SEED.of("messages", "2.0.1") if message["action"] == "Heartbeat"]
PACKAGE = Path(importlib.util.find_spec("ocpp").submodule_search_locations[0])
REQUEST, RESPONSE = (PACKAGE / "v201" / "schemas" / f"Heartbeat{kind}.json" for kind in ("Request", "Response"))


def read(*paths):
    """The two schemas of Heartbeat in 2.0.1."""
    return schema_files.read([OCPP201], HEARTBEAT, paths)


@pytest.fixture
def folder(tmp_path):
    """A folder with the two schemas of Heartbeat."""
    path = tmp_path / "schemas"
    path.mkdir()
    shutil.copy(REQUEST, path), shutil.copy(RESPONSE, path)
    return path


@pytest.fixture
def small_seed(tmp_path):
    """The shapes of the seed and one version, for a test to add to."""
    shutil.copytree(shipped("seed") / "shapes", tmp_path / "seed" / "shapes")
    (tmp_path / "seed" / "ocpp201").mkdir()
    shutil.copy(shipped("seed") / "ocpp201" / "version.yml", tmp_path / "seed" / "ocpp201")
    return tmp_path / "seed"


def zipped(path, contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in contents:
            archive.writestr(name, data)
    return path


@pytest.fixture
def heartbeat_zip(tmp_path):
    return zipped(tmp_path / "oca.zip", [(file.name, file.read_bytes()) for file in (REQUEST, RESPONSE)])


# Damaged and hostile places


def test_a_zip_with_a_changed_byte_or_cut_short_is_read_or_refused(heartbeat_zip):
    whole, chance = heartbeat_zip.read_bytes(), random.Random(1)
    refused = 0
    for attempt in range(320):
        data = bytearray(whole)
        if attempt % 8:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        else:
            del data[chance.randrange(len(data)) :]
        heartbeat_zip.write_bytes(data)
        try:
            assert [file.content for file in read(heartbeat_zip)] == [file.content for file in read()]
        except SchemaError:
            refused += 1
    assert 150 < refused < 320


def test_a_zip_that_unpacks_to_more_than_schemas_ever_are(tmp_path):
    bomb = zipped(tmp_path / "bomb.zip", [(f"{number}/HeartbeatRequest.json", bytes(4_900_000)) for number in range(5)])
    assert bomb.stat().st_size < 100_000
    with pytest.raises(SchemaError, match="^bomb.zip: found more than 20000000 bytes of JSON, expected schemas only"):
        read(bomb)


def test_a_zip_with_too_many_entries(tmp_path):
    crowd = zipped(tmp_path / "crowd.zip", [(f"{number}.json", b"") for number in range(20_001)])
    with pytest.raises(SchemaError, match="^crowd.zip: found more than 20000 files and folders"):
        read(crowd)


def test_a_zip_that_is_too_large_itself(tmp_path):
    with open(tmp_path / "all.zip", "wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(SchemaError, match="^all.zip: 20000001 bytes, and a zip of schemas has at most 20000000"):
        read(tmp_path / "all.zip")


def test_a_zip_with_a_name_that_is_no_text(tmp_path):
    path = zipped(tmp_path / "oca.zip", [("é.json", b"{}")])
    path.write_bytes(path.read_bytes().replace("é".encode(), b"\xff\xff"))
    with pytest.raises(SchemaError, match="^oca.zip: not a zip file that can be read .*Expected OCA's zip, or a folder"):
        read(path)


def test_what_a_mac_adds_to_a_zip_is_passed_over(tmp_path):
    files = [(file.name, file.read_bytes()) for file in (REQUEST, RESPONSE)]
    path = zipped(tmp_path / "oca.zip", [*files, ("__MACOSX/HeartbeatRequest.json", b"Mac OS X")])
    assert [file.origin for file in read(path)] == ["oca.zip", "oca.zip"]


def test_a_zip_whose_compression_has_no_measure(tmp_path):
    path = tmp_path / "bzip2.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.write(REQUEST, REQUEST.name)
    with pytest.raises(SchemaError, match="bzip2.zip/HeartbeatRequest.json: found compression 12, expected deflate"):
        read(path)


def test_a_zip_that_holds_a_name_twice(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "twice.zip", [(REQUEST.name, REQUEST.read_bytes()), (REQUEST.name, b"{}")])
    with pytest.raises(SchemaError, match="twice.zip/HeartbeatRequest.json: found twice, with different contents"):
        read(path)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (os.mkfifo, "a pipe"),
        (lambda path: path.symlink_to("/dev/zero"), "a device"),
    ],
    ids=["pipe", "link-to-endless-device"],
)
def test_what_is_no_regular_file_is_not_read(folder, make, kind):
    (folder / "HeartbeatRequest.json").unlink()
    make(folder / "HeartbeatRequest.json")
    with pytest.raises(SchemaError, match=f"HeartbeatRequest.json: found {kind}, expected a regular file"):
        read(folder)
    make(folder.parent / "oca.zip")
    with pytest.raises(SchemaError, match=f"oca.zip: found {kind}, expected a folder or a zip file"):
        read(folder.parent / "oca.zip")


def test_links_are_followed_but_not_in_circles(folder, tmp_path):
    (folder / "again").symlink_to(folder)
    (tmp_path / "link").symlink_to(folder)
    assert [file.origin for file in read(tmp_path / "link")] == ["link", "link"]


def test_a_link_that_leads_to_itself(folder):
    (folder / "BootNotificationRequest.json").symlink_to(folder / "BootNotificationRequest.json")
    with pytest.raises(SchemaError, match="BootNotificationRequest.json: cannot be read .Too many levels"):
        read(folder)


def test_folders_without_end(tmp_path):
    (tmp_path / "deep" / "/".join("d" * 30)).mkdir(parents=True)
    with pytest.raises(SchemaError, match="^deep: found folders more than 20 deep, expected schemas"):
        read(tmp_path / "deep")


def test_names_that_no_message_could_show(folder):
    (folder / ("x" * 200 + ".json")).write_text("{}")
    with pytest.raises(SchemaError, match=r"schemas: x{77}\.\.\. belongs to no message of OCPP 2.0.1"):
        read(folder)
    with pytest.raises(SchemaError, match=r"^x{77}\.\.\.: no such folder or zip file"):
        read("x" * 100_000)
    with pytest.raises(SchemaError, match="^--schemas: found an empty path, expected a folder or zip file"):
        read("")


# The form of a schema


def form(text, definitions="{}"):
    """A schema with one property `model`."""
    draft = OCPP201["drafts"][0]
    whole = f'{{"$schema": "{draft}", "definitions": {definitions}, "type": "object", "properties": {{"model": {text}}}}}'
    return parse(whole.encode(), "AuthorizeRequest.json", "Authorize.request", OCPP201["drafts"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"maxLength": "20"}', r"model: maxLength: found '20', expected a whole number from 0 to 2\^53"),
        ('{"maxLength": null}', "model: maxLength: found null, expected a whole number"),
        ('{"maxLength": true}', "model: maxLength: found True, expected a whole number"),
        ('{"maxLength": -1}', "model: maxLength: found -1, expected a whole number"),
        ('{"maxLength": %s}' % ("9" * 5000), "model: maxLength: found a number that is not finite or too large"),
        ('{"minimum": NaN}', "model: minimum: found a number that is not finite or too large, expected a number"),
        ('{"maximum": Infinity}', "model: maximum: found a number that is not finite or too large"),
        ('{"maximum": 1e999}', "model: maximum: found a number that is not finite or too large"),
        ('{"default": -Infinity}', "model: default: found a number that is not finite or too large"),
        ('{"default": null}', "model: default: found null, expected a text, true, false or a number"),
        ('{"maxItems": 0}', "model: maxItems: found 0, expected a whole number from 1"),
        ('{"multipleOf": 0}', "model: multipleOf: found 0, expected a number above 0"),
        ('{"minimum": 2, "maximum": 1}', "model: minimum: found 2 above maximum 1, expected bounds that a value can keep"),
        ('{"required": null}', "model: required: found null, expected a list of different names"),
        ('{"required": ["a", "a"]}', "model: required: found a list of 2, expected a list of different names"),
        ('{"enum": {}}', "model: enum: found an object of 0, expected a list of different texts"),
        ('{"enum": []}', "model: enum: found a list of 0, expected a list of different texts"),
        ('{"enum": ["A", 1]}', "model: enum: found a list of 2, expected a list of different texts"),
        ('{"properties": []}', "model: properties: found a list of 0, expected an object of objects"),
        ('{"properties": {"vendor": 5}}', "model: properties: found an object of 1, expected an object of objects"),
        ('{"properties": {"vendor.name": {}}}', "whose names are letters, digits and underscores"),
        ('{"items": [{}]}', "model: items: found a list of 1, expected an object, the schema of every item"),
        ('{"items": {"type": ["string", "null"]}}', r"model\[\]: type: found a list of 2, expected a text"),
        ('{"additionalProperties": {}}', "model: additionalProperties: found an object of 0, expected true or false"),
        ('{"description": 5}', "model: description: found 5, expected a text"),
        (r'{"description": "\ud800"}', r"found half a character in '\\ud800', expected whole ones"),
        ('{"type": "string", "type": "integer"}', "type: found the same key twice in an object, expected it once"),
        ('{"x": ' * 70 + "1" + "}" * 70, "nested too deeply, expected at most 64 within each other"),
        ('{"items": ' * 20 + "{}" + "}" * 20, "a schema nested too deeply, expected at most 16 within each other"),
        (
            '{"$ref": "#/definitions/Absent"}',
            r"model: \$ref: found '#/definitions/Absent', expected #/definitions/ and the name",
        ),
        (
            '{"$ref": "https://elsewhere.example/type.json"}',
            "expected #/definitions/ and the name of a definition of this file",
        ),
    ],
)
def test_a_keyword_takes_its_own_kind_of_value(text, says):
    with pytest.raises(SchemaError, match=rf"^AuthorizeRequest.json: .*{says}") as caught:
        form(text)
    assert len(str(caught.value)) < 300


def test_a_reference_is_written_in_full():
    assert form('{"$ref": "#/definitions/Part"}', '{"Part": {}}')["properties"] == {"model": {"$ref": "#/definitions/Part"}}
    with pytest.raises(SchemaError, match=r"model: \$ref: found 'Part', expected #/definitions/ and the name of a definition"):
        form('{"$ref": "Part"}', '{"Part": {}}')


def test_a_type_within_itself():
    with pytest.raises(SchemaError, match=r"Part.parts: \$ref: found the type Part within itself, expected types that end"):
        form(
            '{"$ref": "#/definitions/Part"}',
            '{"Part": {"properties": {"parts": {"type": "array", "items": {"$ref": "#/definitions/Part"}}}}}',
        )


def test_types_that_unfold_to_millions_of_fields():
    doubling = {
        f"Level{level}": {"properties": {side: {"$ref": f"#/definitions/Level{level + 1}"} for side in ("left", "right")}}
        for level in range(14)
    }
    with pytest.raises(SchemaError, match=r"Level2: found 8190 fields with all types unfolded, expected at most 5000"):
        form('{"$ref": "#/definitions/Level0"}', json.dumps(doubling | {"Level14": {}}))


def test_a_definition_that_nothing_needs():
    with pytest.raises(SchemaError, match="Spare: found a definition that no field refers to, expected used ones only"):
        form("{}", '{"Spare": {}}')


# The installed distribution


def test_the_installed_schemas_are_those_that_this_release_knows():
    warnings = []
    schema_files.read(VERSIONS, SEED.of("messages"), warn=warnings.append)
    assert warnings == []
    assert all("schemas_sha256" in version for version in VERSIONS)


def test_other_schemas_than_those_known_are_a_warning(small_seed):
    file = small_seed / "ocpp201" / "version.yml"
    file.write_text(file.read_text().replace(OCPP201["schemas_sha256"], "0" * 64))
    warnings = []
    files = schema_files.read(seed.read(small_seed).of("version"), SEED.of("messages", "2.0.1"), warn=warnings.append)
    assert [text.partition(" (")[0] for text in warnings] == [
        f"ocpp {importlib.metadata.version('ocpp')}/v201/schemas: found other schemas of OCPP 2.0.1 than this release was checked against"
    ]
    assert f"schemas_sha256: {OCPP201['schemas_sha256']}" in warnings[0]
    assert schema_files.fingerprint(reversed(files)) == OCPP201["schemas_sha256"]


def test_an_installed_file_of_no_message_is_left_out_with_a_warning():
    warnings = []
    others = [message for message in SEED.of("messages", "2.0.1") if message["action"] != "Heartbeat"]
    assert len(schema_files.read([OCPP201], others, warn=warnings.append)) == 126
    assert "2 files belong to no message of OCPP 2.0.1 and were left out, among them HeartbeatRequest.json" in warnings[0]


def test_what_the_user_names_is_not_compared_with_the_installed(folder):
    warnings = []
    schema_files.read([OCPP201], HEARTBEAT, [folder], warn=warnings.append)
    assert warnings == []


# A version in the making


def messages(records):
    """The text of a messages.yml, of messages by action with the keys of their own."""
    lines = [
        f"- {{action: {action}, direction: either, group: Core, summary: In the making., section: '1'{keys}}}\n"
        for action, keys in records.items()
    ]
    return "source: ocpp201-part4\nrecords:\n" + "".join(lines)


def test_a_version_may_have_no_message_yet():
    assert schema_files.read([OCPP201], []) == []


def test_a_message_may_have_a_request_only(small_seed, folder):
    (folder / "HeartbeatResponse.json").unlink()
    (small_seed / "ocpp201" / "messages.yml").write_text(messages({"Heartbeat": ", payloads: [request]"}))
    files = schema_files.read([OCPP201], seed.read(small_seed).of("messages"), [folder])
    assert [(file.name, file.kind) for file in files] == [("HeartbeatRequest.json", "request")]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        (", one_way: true", "Heartbeat is one-way: expected one_way_file and one_way_name in seed/ocpp201/version.yml"),
        (", one_way: true, payloads: [request]", "Heartbeat is one-way: has payloads as well; keep one of the two"),
        (", payloads: [reply]", "payloads.0 is 'reply', expected one of request, response"),
    ],
)
def test_a_message_that_contradicts_itself_or_its_version(small_seed, keys, says):
    (small_seed / "ocpp201" / "messages.yml").write_text(messages({"Heartbeat": keys}))
    with pytest.raises(SeedError, match=f"seed/ocpp201/messages.yml:3 .*{says}"):
        schema_files.read([OCPP201], seed.read(small_seed).of("messages"))


OCPP21 = """\
source: ocpp201-part4
records:
- id: "2.1"
  title: OCPP 2.1
  section: "3.1.2"
  subprotocol: ocpp2.1
  assumed: false
  words: ["2.1"]
  reaches: [structure]
  request_name: "{action}Request"
  response_name: "{action}Response"
  one_way_name: "{action}"
  schema_source: ocpp201-schemas
  schema_folder: v21/schemas
  schema_mark: '"OCPP 2.1 '
  request_file: "{action}Request.json"
  response_file: "{action}Response.json"
  one_way_file: "{action}.json"
  drafts: [http://json-schema.org/draft-06/schema#]
  status_enumeration: ConnectorStatusEnumType
  summary: The version in the making.
"""


@pytest.fixture
def with_21(small_seed):
    """Return a function that gives versions and messages of the seed, and a version 2.1 of the messages alone that it is called with."""

    def make(records):
        (small_seed / "ocpp21").mkdir()
        (small_seed / "ocpp21" / "version.yml").write_text(OCPP21)
        (small_seed / "ocpp21" / "messages.yml").write_text(messages(records))
        added = seed.read(small_seed)
        versions = [each for each in VERSIONS if each["id"] != "2.1"]
        known = [each for each in SEED.of("messages") if each["version"] != "2.1"]
        return [*versions, *added.of("version", "2.1")], [*known, *added.of("messages", "2.1")]

    return make


def test_a_third_version_may_start_with_one_message(with_21):
    (versions, records), warnings = with_21({"NotifyPeriodicEventStream": ", one_way: true"}), []
    files = schema_files.read(versions, records, warn=warnings.append)
    assert (len(files), warnings) == (207, [])
    (stream,) = (file for file in files if file.version == "2.1")
    assert (stream.name, stream.kind, stream.one_way) == ("NotifyPeriodicEventStream.json", "request", True)
    structure = schemas.transform(versions[2], [stream], [])
    assert [payload["name"] for payload in structure.payloads] == ["NotifyPeriodicEventStream"]
    assert "NotifyPeriodicEventStream.request.data[].t" in schemas.places(structure)


def test_all_of_a_third_version_is_held(with_21):
    names = {file.stem for file in (PACKAGE / "v21" / "schemas").glob("*.json")}
    pairs = {name.removesuffix("Request") for name in names if name.endswith("Request")}
    one_way = {name for name in names if not name.endswith(("Request", "Response"))}
    versions, records = with_21(dict.fromkeys(pairs, "") | dict.fromkeys(one_way, ", one_way: true"))
    files = [file for file in schema_files.read(versions, records) if file.version == "2.1"]
    assert (len(pairs), len(one_way), len(files)) == (90, 1, 181)
    assert len(schemas.transform(versions[2], files, []).payloads) == 181


def test_a_folder_says_itself_of_which_version_it_is(with_21, tmp_path):
    """Nearly all file names of 2.0.1 are names of 2.1 as well."""
    folder = tmp_path / "given"
    folder.mkdir()
    shutil.copy(PACKAGE / "v21" / "schemas" / "BootNotificationRequest.json", folder)
    versions, records = with_21({"BootNotification": ", payloads: [request]"})
    files = schema_files.read(versions, records, [folder])
    assert [(file.version, file.name) for file in files if file.origin == "given"] == [("2.1", "BootNotificationRequest.json")]
