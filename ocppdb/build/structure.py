"""What the schemas of a version say, as records: types with their fields and values, and the payloads that they make up."""

from typing import Literal, NamedTuple, TypedDict

__all__ = ["Category", "Field", "Payload", "Structure", "Type", "cardinality", "new_type", "places"]

Category = Literal["payload", "object", "enumeration", "alias"]


class Field(TypedDict):
    """A field as its type declares it."""

    position: int
    """From 1, in the order of the schema."""
    name: str
    type: str
    """string, integer, number, boolean, object or any; of an array, that of its items."""
    data_type: str | None
    """The name of its type, where it has one."""
    is_array: bool
    min_items: int | None
    max_items: int | None
    additional_items: bool | None
    max_length: int | None
    minimum: float | None
    maximum: float | None
    multiple_of: float | None
    format: str | None
    default_value: str | None
    """As text: strings as they are, the rest as JSON writes it."""
    description: str | None
    required: bool
    cardinality: str


class Type(TypedDict):
    """A payload, an object, an enumeration, or an alias that the seed gives to a string of some length."""

    name: str
    category: Category
    json_type: str
    file: str | None
    """The first file that defines it; None for an alias."""
    inline: bool
    """Whether it is written out in place and named by the seed."""
    variant_of: str | None
    additional_properties: bool | None
    max_length: int | None
    default_value: str | None
    description: str | None
    """That of the first file; each file's own is in `Structure.texts`."""
    note: str | None
    values: list[str]
    fields: list[Field]


class Payload(TypedDict):
    """What a file is the schema of: `name` is that of its type."""

    action: str
    kind: str
    name: str
    file: str


class Structure(NamedTuple):
    """One version's schemas as records."""

    types: dict[str, Type]
    """By name, in order of appearance."""
    payloads: list[Payload]
    """In order of file name."""
    texts: dict[tuple[str, str], str | None]
    """The description of each named definition in each file that has it, by file name and type name."""


def new_type(name: str, category: Category, json_type: str, file: str | None, *, inline: bool) -> Type:
    """Return a type of which nothing more is known yet."""
    return {
        "name": name,
        "category": category,
        "json_type": json_type,
        "file": file,
        "inline": inline,
        "variant_of": None,
        "additional_properties": None,
        "max_length": None,
        "default_value": None,
        "description": None,
        "note": None,
        "values": [],
        "fields": [],
    }


def cardinality(field: Field) -> str:
    """Return how often a field may occur, as OCPP's tables write it: 0..1, 1..1, 0..*, 1..4."""
    lowest = (field["min_items"] or 1) if field["required"] else 0
    highest = (field["max_items"] or "*") if field["is_array"] else 1
    return f"{lowest}..{highest}"


def places(structure: Structure) -> dict[str, Field]:
    """Return every field of a version's payloads by its place: `MeterValues.request.meterValue[].sampledValue[].unit`."""
    found: dict[str, Field] = {}

    def walk(type_: Type, prefix: str) -> None:
        for field in type_["fields"]:
            place = f"{prefix}.{field['name']}"
            found[place] = field
            below = structure.types.get(field["data_type"] or "")
            if below is not None:
                walk(below, place + ("[]" if field["is_array"] else ""))

    for payload in structure.payloads:
        walk(structure.types[payload["name"]], f"{payload['action']}.{payload['kind']}")
    return found
