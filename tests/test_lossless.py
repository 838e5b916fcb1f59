"""From the tables alone, every official JSON Schema can be put together again."""

import copy
import json
import random

import pytest

from ocppdb import SchemaError
from ocppdb.build import schema_files, schemas, seed
from ocppdb.build.schema_form import parse
from ocppdb.judging.json_schema import json_schema

SEED = seed.read()
VERSIONS = {version["id"]: version for version in SEED.of("version")}
FILES = schema_files.read(SEED.of("version"), SEED.of("messages"))
SAYS_NOTHING_OF_DATA = {"$schema", "title", "comment", "$comment", "description", "$id", "id", "javaType"}


def constraining(node):
    """The keywords that constrain data; `required` is a set, and what is empty is as good as absent."""
    if isinstance(node, dict):
        kept = {}
        for key, value in node.items():
            if key in ("properties", "definitions"):
                kept |= {key: {name: constraining(child) for name, child in value.items()}} if value else {}
            elif key == "required":
                kept |= {key: sorted(value)} if value else {}
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


def structure_of(files, version):
    return schemas.transform(VERSIONS[version], files, SEED.of("types", version))


@pytest.fixture(scope="module")
def structures():
    return {version: structure_of([file for file in FILES if file.version == version], version) for version in VERSIONS}


def rebuilt(file, structure):
    """The schema of a file, with each type described in that file's own words."""
    (name,) = (payload["name"] for payload in structure.payloads if payload["file"] == file.name)
    texts = {type_: text for (of, type_), text in structure.texts.items() if of == file.name}
    return json_schema(structure.types[name], file.content["$schema"], structure.types, texts)


def descriptions(node, place="", read=lambda text: text):
    """Every description of a schema by its place: `definitions/StatusInfoType/properties/reasonCode`."""
    found = {}
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "description" and isinstance(value, str):
                found |= {place: read(value)} if read(value) else {}
            else:
                found |= descriptions(value, f"{place}/{key}".strip("/"), read)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.version}-{file.name}")
def test_every_description_is_that_of_the_file_itself(structures, file):
    assert descriptions(rebuilt(file, structures[file.version])) == descriptions(file.content, read=schemas.clean)


def test_eleven_enumerations_are_described_differently_in_the_files_that_repeat_them(structures):
    texts = {}
    for (_, type_), text in structures["2.0.1"].texts.items():
        texts.setdefault(type_, set()).add(text)
    assert [type_ for type_, different in sorted(texts.items()) if len(different) > 1] == [
        "AttributeEnumType",
        "CertificateSigningUseEnumType",
        "ChargingLimitSourceEnumType",
        "ChargingProfilePurposeEnumType",
        "ChargingRateUnitEnumType",
        "GenericDeviceModelStatusEnumType",
        "GenericStatusEnumType",
        "GetCertificateIdUseEnumType",
        "MessagePriorityEnumType",
        "MessageStateEnumType",
        "RequestStartStopStatusEnumType",
    ]
    assert structures["2.0.1"].texts["SetMonitoringLevelResponse.json", "GenericStatusEnumType"] == (
        "Indicates whether the Charging Station was able to accept the request."
    )


STRANGE = [
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    float("nan"),
    float("inf"),
    "",
    "20",
    "object",
    "any",
    "\ud800",
    [],
    ["A"],
    {},
    {"a": {}},
]
KEYWORDS = [
    "type",
    "enum",
    "$ref",
    "items",
    "properties",
    "required",
    "default",
    "maxLength",
    "minItems",
    "description",
    "pattern",
]


def mutate(content, chance):
    """Change one keyword, name or value somewhere in a schema."""
    nodes = []

    def walk(node):
        if isinstance(node, (dict, list)) and node:
            nodes.append(node)
            for child in node.values() if isinstance(node, dict) else node:
                walk(child)

    walk(content)
    node = chance.choice(nodes)
    key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
    how = chance.randrange(4)
    if how == 0:
        del node[key]
    elif how == 1 and isinstance(node, dict):
        node[chance.choice(KEYWORDS)] = chance.choice([chance.choice(STRANGE), copy.deepcopy(node[key])])
    elif how == 2:
        node[key] = copy.deepcopy(chance.choice(nodes))
    else:
        node[key] = chance.choice(STRANGE)


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("1.6", "BootNotification.json"),
        ("1.6", "MeterValues.json"),
        ("1.6", "SecurityEventNotification.json"),
        ("2.0.1", "BootNotificationRequest.json"),
        ("2.0.1", "SetChargingProfileRequest.json"),
        ("2.0.1", "GetVariablesRequest.json"),
    ],
)
def test_a_changed_schema_is_given_back_as_it_is_or_refused(version, name):
    (file,) = (file for file in FILES if (file.version, file.name) == (version, name))
    chance, refused = random.Random(name), 0
    for _ in range(100):
        content = copy.deepcopy(file.content)
        mutate(content, chance)
        try:
            read = parse(json.dumps(content).encode(), name, f"{file.action}.{file.kind}", VERSIONS[version]["drafts"])
            changed = file._replace(content=read)
            assert constraining(rebuilt(changed, structure_of([changed], version))) == constraining(content)
        except SchemaError as error:
            refused += 1
            assert name in str(error) and len(str(error)) < 500
    assert 20 < refused < 100
