"""From the tables alone, every official JSON Schema can be put together again."""

import pytest

from ocppdb.build import schema_files, seed

SEED = seed.read()
FILES = schema_files.read(SEED.of("version"), SEED.of("messages"))
SAYS_NOTHING_OF_DATA = {"$schema", "title", "comment", "$comment", "description", "$id", "id", "javaType"}


def constraining(node):
    """The keywords that constrain data; `required` is a set, and no properties are as good as none."""
    if isinstance(node, dict):
        kept = {}
        for key, value in node.items():
            if key in ("properties", "definitions"):
                kept |= {key: {name: constraining(child) for name, child in value.items()}} if value else {}
            elif key == "required":
                kept[key] = sorted(value)
            elif key not in SAYS_NOTHING_OF_DATA:
                kept[key] = constraining(value)
        return kept
    return node


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.version}-{file.name}")
def test_schema_equals_the_original(db, file):
    assert constraining(db.schema(file.action, file.kind, file.version)) == constraining(file.content)


def test_all_206_files_are_there():
    assert sorted(file.version for file in FILES) == ["1.6"] * 78 + ["2.0.1"] * 128


def test_the_rebuilt_schema_validates_a_whole_message(db):
    from jsonschema import Draft6Validator

    validator = Draft6Validator(db.schema("BootNotification", "request", "2.0.1"))
    good = {"reason": "PowerUp", "chargingStation": {"model": "SingleSocketCharger", "vendorName": "VendorX"}}
    assert list(validator.iter_errors(good)) == []
    assert [error.message for error in validator.iter_errors(good | {"reason": "Switched"})][0].startswith(
        "'Switched' is not one of"
    )
