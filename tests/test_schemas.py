"""Reading the schemas: other places, and files that are missing, damaged or strange."""

import importlib.util
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from ocppdb import SchemaError
from ocppdb.build import schema_files, schemas, seed

SEED = seed.read()
VERSIONS, MESSAGES = SEED.of("version"), SEED.of("messages")
PACKAGE = Path(importlib.util.find_spec("ocpp").submodule_search_locations[0])


def read(*paths):
    return schema_files.read(VERSIONS, MESSAGES, paths)


def transform(slug, files):
    version = next(each for each in VERSIONS if each["slug"] == slug)
    return schemas.transform(
        version, [file for file in files if file.version == version["id"]], SEED.of("types", version["id"])
    )


@pytest.fixture
def folder(tmp_path):
    """The schemas of 2.0.1 in a folder that a test may edit."""
    return shutil.copytree(PACKAGE / "v201" / "schemas", tmp_path / "schemas")


def edit(path, change):
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    change(content)
    path.write_text(json.dumps(content))


def test_a_folder_gives_what_the_distribution_gives(folder):
    assert [file.sha256 for file in read(folder)] == [file.sha256 for file in read()]
    assert {file.version: file.origin for file in read(folder)}["2.0.1"] == "schemas"


def test_a_zip_may_hold_both_versions(tmp_path):
    path = tmp_path / "oca.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("v16", "v201"):
            for file in (PACKAGE / name / "schemas").glob("*.json"):
                archive.write(file, f"{name}/json/{file.name}")
    assert [file.sha256 for file in read(path)] == [file.sha256 for file in read()]


def test_two_paths_together_give_a_version(tmp_path):
    base, extension = tmp_path / "base", tmp_path / "extension"
    base.mkdir(), extension.mkdir()
    for file in (PACKAGE / "v16" / "schemas").glob("*.json"):
        shutil.copy(file, extension if '"$id"' in file.read_text(encoding="utf-8-sig") else base)
    assert (len(list(base.iterdir())), len(list(extension.iterdir()))) == (56, 22)
    assert len(read(base, extension)) == 206 + 181
    with pytest.raises(
        SchemaError, match="^base: 22 schema files of OCPP 1.6 are missing, among them CertificateSigned.json of the message"
    ):
        read(base)


def test_a_missing_file_names_its_message(folder):
    (folder / "HeartbeatRequest.json").unlink()
    with pytest.raises(
        SchemaError,
        match=r"schemas: 1 schema files of OCPP 2.0.1 are missing, among them HeartbeatRequest.json of the message Heartbeat \(seed/ocpp201/messages.yml:\d+\)",
    ):
        read(folder)


def test_a_file_of_no_message(folder):
    (folder / "TeleportRequest.json").write_text("{}")
    with pytest.raises(
        SchemaError,
        match="TeleportRequest.json belongs to no message of OCPP 2.0.1. Remove the file, or add its message to seed/ocpp201/messages.yml.",
    ):
        read(folder)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (
            b'{"$schema": "http://json-schema.org/draft-06/schema#", "type"',
            r"schemas/HeartbeatRequest.json: not JSON at line 1, column 62",
        ),
        (b"\xff\xfe\x00", "not UTF-8 at byte 0"),
        (b"[]", "found a JSON list, expected an object"),
        (b"{}", "its \\$schema is None, expected http://json-schema.org/draft-06/schema#. Use the schemas that OCA publishes"),
        (b'{"$schema": "https://json-schema.org/draft/2020-12/schema"}', "2020-12"),
        (b"[" * 200_000, "nested too deeply|not JSON"),
    ],
    ids=["truncated", "not-text", "list", "no-draft", "wrong-draft", "deep"],
)
def test_a_damaged_file(folder, content, says):
    (folder / "HeartbeatRequest.json").write_bytes(content)
    with pytest.raises(SchemaError, match=says):
        read(folder)


def test_a_file_far_too_large(folder):
    with open(folder / "HeartbeatRequest.json", "wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(SchemaError, match="50000000 bytes, and a schema file has at most"):
        read(folder)


def test_no_folder_no_zip(tmp_path):
    with pytest.raises(SchemaError, match="absent: no such folder or zip file"):
        read(tmp_path / "absent")
    (tmp_path / "fake.zip").write_text("PK, but no more")
    with pytest.raises(SchemaError, match=r"fake.zip: not a zip file that can be read"):
        read(tmp_path / "fake.zip")
    (tmp_path / "empty").mkdir()
    with pytest.raises(SchemaError, match="empty: holds no JSON Schemas of OCPP"):
        read(tmp_path / "empty")


def test_a_keyword_without_a_place_in_the_model(folder):
    edit(folder / "AuthorizeRequest.json", lambda s: s["properties"]["certificate"].update(pattern="^[A-Z]"))
    with pytest.raises(
        SchemaError,
        match="AuthorizeRequest.json: Authorize.request.certificate: the keyword 'pattern' has no place in the model of plain schemas",
    ):
        transform("ocpp201", read(folder))


def test_one_name_two_structures_names_both_files(folder):
    edit(
        folder / "ResetResponse.json",
        lambda s: s["definitions"]["StatusInfoType"]["properties"]["reasonCode"].update(maxLength=21),
    )
    with pytest.raises(
        SchemaError,
        match="ResetResponse.json: StatusInfoType: differs in structure from StatusInfoType in BootNotificationResponse.json",
    ):
        transform("ocpp201", read(folder))


def test_a_definition_of_the_name_of_a_payload(folder):
    def rename(schema):
        schema["definitions"]["ResetResponse"] = schema["definitions"].pop("StatusInfoType")
        schema["properties"]["statusInfo"]["$ref"] = "#/definitions/ResetResponse"

    edit(folder / "ResetResponse.json", rename)
    with pytest.raises(
        SchemaError, match="ResetResponse.json: Reset.response: found a type ResetResponse, expected that name for"
    ):
        transform("ocpp201", read(folder))


def test_a_definition_of_the_name_of_an_alias():
    alias = {"type": "StatusInfoType", "places": [], "max_length": 20}
    with pytest.raises(
        SchemaError,
        match="StatusInfoType: found a definition of the name that seed/ocpp201/types.yml gives. Rename it there.",
    ):
        schemas.transform(VERSIONS[1], [file for file in read() if file.version == "2.0.1"], [alias])


def test_a_type_written_out_of_the_name_of_a_definition(folder):
    edit(folder / "ResetRequest.json", lambda s: s["properties"]["evseId"].update(type="string", enum=["1", "2"]))
    named = {"type": "StatusInfoType", "places": ["Reset.request.evseId"]}
    with pytest.raises(
        SchemaError,
        match="Reset.request.evseId: found a type written out, expected the StatusInfoType known already. Correct seed/ocpp201/types.yml.",
    ):
        schemas.transform(VERSIONS[1], [file for file in read(folder) if file.version == "2.0.1"], [named])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"default": "0"}, "found the default 0, expected one of type integer"),
        ({"default": True}, "found the default True, expected one of type integer"),
        ({"type": "any"}, "found type 'any', expected one of boolean, integer, number, string"),
        ({"type": "string", "enum": ["A"], "default": "B"}, "found the default B, expected a value of it"),
    ],
)
def test_what_could_not_be_given_back_is_refused(folder, change, says):
    edit(folder / "ResetRequest.json", lambda s: s["properties"]["evseId"].update(change))
    named = {"type": "EvseIdEnumType", "places": ["Reset.request.evseId"]} if "enum" in change else None
    with pytest.raises(SchemaError, match=f"ResetRequest.json: Reset.request.evseId: {says}"):
        schemas.transform(VERSIONS[1], [file for file in read(folder) if file.version == "2.0.1"], filter(None, [named]))


def test_a_place_that_is_no_longer_what_the_seed_names(folder):
    named = {"type": "Words", "places": ["Reset.request.evseId"], "max_length": 20}
    with pytest.raises(
        SchemaError, match="Reset.request.evseId: found type integer, expected Words, as seed/ocpp201/types.yml"
    ):
        schemas.transform(VERSIONS[1], [file for file in read(folder) if file.version == "2.0.1"], [named])


def test_wording_may_differ_and_each_file_keeps_its_own(folder):
    edit(folder / "ResetResponse.json", lambda s: s["definitions"]["StatusInfoType"].update(description="Other words"))
    structure = transform("ocpp201", read(folder))
    assert structure.types["StatusInfoType"]["description"] == "Element providing more information about the status."
    assert structure.texts["ResetResponse.json", "StatusInfoType"] == "Other words"


def test_an_inline_type_without_a_name():
    files = [file for file in read() if file.version == "1.6"]
    version = VERSIONS[0]
    with pytest.raises(
        SchemaError,
        match="Authorize.response.idTagInfo: an object or enumeration without a name. Name it in seed/ocpp16/types.yml.",
    ):
        schemas.transform(version, files, [])


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("APN. APN. User_ Name\r\nurn:x-oca:ocpp:uid:1:568818\r\nAPN username.\r\n", "APN username."),
        ("Charging_ Needs\r\nurn:x-oca:ocpp:uid:2:233249\r\n", None),
        ("a number (&gt;0) designating", "a number (>0) designating"),
        ("Variable: <<configkey-currency,`Currency`>>. When", "Variable: `Currency`. When"),
        (None, None),
    ],
)
def test_descriptions_lose_their_noise(raw, clean):
    assert schemas.clean(raw) == clean
