"""Messages, payloads, fields, types and enumerations: what the official schemas hold, and what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, NamedTuple

from ocppdb.errors import NotFound
from ocppdb.records.common import Direction, InVersion, PayloadKind, Section, Source, Trust
from ocppdb.records.declare import Column, Key, Part, noun, one_line, table
from ocppdb.records.examples import Example
from ocppdb.records.versions import Stage

__all__ = ["Category", "DataType", "Enumeration", "Field", "Message", "Payload", "Value"]

Category = Literal["payload", "object", "enumeration", "alias"]
Odd = Annotated[str | None, "What is odd about it."]
OpenPoints = Annotated[tuple[str, ...], Part("Ids of the points about it that the specification leaves open.", made=True)]
Assumed = Annotated[bool, Part("Whether no version was asked for, so that this one was assumed.", made=True)]
UsedBy = Annotated[tuple[str, ...], Part("The places in payloads that have it: `Authorize.request.idTag`.", made=True)]


@noun(
    "payload_fields",
    key="id",
    unique=(),
    kind="field",
    called="{action}.{kind}.{path}",
    text="description",
    label="path",
    sort="position",
    compared=(),
    facets=("version", "kind", "type", "cardinality"),
    doc="Every place in a payload, at every level of nesting: `fields` unfolded along the types, for reading.",
    keys=(
        Key("id", "Slug."),
        Key("version", "Version of OCPP, by its id.", "versions"),
        Key("action", "The message.", indexed=True),
        Key("kind", "request or response.", values=("request", "response")),
        Key("depth", "0 for a field of the payload itself.", type=int),
        Key("position", "Order, from 1.", type=int),
        Key("type_id", "Its type.", "types", optional=True, indexed=True),
        Key("payload_id", "The payload.", "payloads", indexed=True),
        Key("field_id", "The declaration of the field.", "fields"),
    ),
)
class Field(NamedTuple):
    """A field at its place in a payload or type."""

    name: Annotated[str, "Name of the field."]
    path: Annotated[str, "The way down from the payload: meterValue[].sampledValue[].value."]
    type: Annotated[str, "JSON type of the value, or of one item of an array: string, integer, number, boolean, object."]
    data_type: Annotated[str | None, "Name of its type; empty for a plain value."]
    cardinality: Annotated[str, "0..1, 1..1, 0..*, 1..4 ...; an upper bound above 1 or * tells an array."]
    required: Annotated[bool, "1 where the field must be present."]
    min_items: Annotated[int | None, "Fewest items of an array that is present."]
    max_items: Annotated[int | None, "Most items of an array."]
    max_length: Annotated[int | None, "Longest string, in characters."]
    minimum: Annotated[float | None, "Smallest number."]
    maximum: Annotated[float | None, "Largest number."]
    multiple_of: Annotated[float | None, "The number is a multiple of this."]
    format: Annotated[str | None, "date-time or uri."]
    default_value: Annotated[str | None, "Default that the schema gives."]
    unit: Annotated[str | None, "Unit of the number."]
    description: Annotated[str | None, "What it holds."]
    described_in: Annotated[
        str | None, "Source and section of the description or unit, where another document than the schema has it."
    ]
    note: Odd
    source: Source
    section: Section
    confidence: Trust
    fields: Annotated[tuple["Field", ...], Part("The fields of its own type, in order.", made=True)] = ()
    escalations: OpenPoints = ()

    def walk(self) -> Iterator["Field"]:
        """Yield this field and every field below it, in reading order."""
        yield self
        for field in self.fields:
            yield from field.walk()


@dataclass(frozen=True, slots=True)
class Payload:
    """The request or the response of a message. `payload["chargingStation.model"]` is the field at a path."""

    name: Annotated[str, "Name in the specification: BootNotification.req, BootNotificationRequest."]
    kind: Annotated[PayloadKind, "request or response."]
    fields: Annotated[tuple[Field, ...], Part("Its fields, in order.", made=True)]
    examples: Annotated[tuple[Example, ...], Part("A minimal and a realistic example, where there are any.", made=True)] = ()

    def __repr__(self) -> str:
        return one_line(self)

    def walk(self) -> Iterator[Field]:
        """Yield every field at every depth, in reading order."""
        for field in self.fields:
            yield from field.walk()

    def __getitem__(self, path: str) -> Field:
        """Return the Field at a path such as `chargingStation.model`; `[]` may be left out. Raises NotFound with the nearest paths."""
        places = {field.path.replace("[]", ""): field for field in self.walk()}
        plain = path.replace("[]", "")
        if plain in places:
            return places[plain]
        raise NotFound.of(f"no field {path!r} in {self.name}", plain, places)


@noun(
    "messages",
    key="id",
    list="messages",
    identity=("action",),
    kind="message",
    text="summary",
    compared=("direction", "group_name", "extension", "one_way"),
    facets=("version", "direction", "group_name", "extension"),
    keys=(Key("id", "Slug."), Key("group_id", "Its feature profile or functional block.", "groups")),
    written={
        "payloads": Annotated[
            tuple[PayloadKind, ...] | None,
            Part("The payloads that the version has a schema of; absent for both.", wanted=False),
        ]
    },
)
class Message(NamedTuple):
    """A message, named by its action: a request and its response."""

    version: InVersion
    action: Annotated[str, "The Action of the CALL, such as BootNotification."]
    direction: Annotated[Direction, "station-to-csms, csms-to-station or either: who may send the request."]
    group: Annotated[str, Column("Name of its feature profile or functional block.", column="group_name")]
    extension: Annotated[
        Literal["security"] | None, "The extension that brought it, where it is not of the version's own text."
    ]
    one_way: Annotated[bool, Column("1 where nobody answers it.", default=False)]
    summary: Annotated[str, "What it is for, in a sentence."]
    note: Odd
    source: Source
    section: Section
    confidence: Trust
    payloads: Annotated[
        tuple[Payload, ...], Part("The request and the response, as far as there are schemas of them.", made=True)
    ] = ()
    assumed: Assumed = False
    escalations: OpenPoints = ()
    reaches: Annotated[
        tuple[Stage, ...], Part("How far its version goes here: without `points`, no escalations are recorded.", made=True)
    ] = ()

    def payload(self, kind: PayloadKind) -> Payload:
        """Return the request or the response. Raises NotFound where the message has none."""
        for payload in self.payloads:
            if payload.kind == kind:
                return payload
        why = "nobody answers it" if self.one_way else "there is no schema of it"
        raise NotFound(f"{self.action} of OCPP {self.version} has no {kind}: {why}", ())

    @property
    def request(self) -> Payload:
        """The request. Raises NotFound where the version has no schema of it."""
        return self.payload("request")

    @property
    def response(self) -> Payload:
        """The response. Raises NotFound where the message has none."""
        return self.payload("response")


@noun(
    "enumerations",
    key="id",
    unique=(("type_id", "value"),),
    kind="enum-value",
    called="{enum}.{value}",
    text="meaning",
    label="value",
    sort="position",
    compared=(),
    facets=("version", "enum"),
    keys=(
        Key("id", "Slug."),
        Key("version", "Version of OCPP, by its id.", "versions"),
        Key("enum", "Name of the enumeration."),
        Key("position", "Place in the schema's list, from 1.", type=int),
        Key("type_id", "The enumeration.", "types"),
    ),
)
class Value(NamedTuple):
    """A value of an enumeration."""

    value: Annotated[str, "The value as it goes over the wire."]
    meaning: Annotated[str | None, "What it means."]
    meaning_in: Annotated[str | None, "Source and section of the meaning, which no schema has."]
    note: Odd
    source: Source
    section: Section
    confidence: Trust


CATEGORY = Annotated[Category, "payload, object, enumeration or alias."]
TYPE_NAME = Annotated[
    str,
    "Name in the specification. A variant carries in brackets the message whose schema departs from the others: "
    "UnitOfMeasure[StopTransaction].",
]
JSON_TYPE = Annotated[str, Column("JSON type: object, string ...", column="json_type")]
STANDS_FOR = Annotated[str | None, "What it stands for, wherever it is used."]
DESCRIBED_IN = Annotated[str | None, "Source and section of the description, where another document than the schema has it."]


class DataType(NamedTuple):
    """An object type, or an alias of a string."""

    version: InVersion
    name: TYPE_NAME
    category: CATEGORY
    type: JSON_TYPE
    max_length: Annotated[int | None, "Longest string of an alias, in characters."]
    description: STANDS_FOR
    described_in: DESCRIBED_IN
    note: Odd
    source: Source
    section: Section
    confidence: Trust
    fields: Annotated[tuple[Field, ...], Part("Its fields, in order.", made=True)] = ()
    used_by: UsedBy = ()
    assumed: Assumed = False

    def walk(self) -> Iterator[Field]:
        """Yield every field at every depth, in reading order."""
        for field in self.fields:
            yield from field.walk()


class Enumeration(NamedTuple):
    """An enumeration."""

    version: InVersion
    name: TYPE_NAME
    category: CATEGORY
    type: JSON_TYPE
    default_value: Annotated[str | None, "Default that the schema gives an enumeration."]
    description: STANDS_FOR
    described_in: DESCRIBED_IN
    note: Odd
    source: Source
    section: Section
    confidence: Trust
    meanings: Annotated[tuple[Value, ...], Part("Its values with what they mean, in the schema's order.", made=True)] = ()
    used_by: UsedBy = ()
    assumed: Assumed = False

    @property
    def values(self) -> tuple[str, ...]:
        """The words that go over the wire, in the schema's order."""
        return tuple(each.value for each in self.meanings)


table(
    "types",
    DataType,
    Enumeration,
    doc="A type: the root of a payload, an object, an enumeration, or an alias of a string.",
    key="id",
    identity=("name",),
    kind="type",
    text="description",
    compared=("category", "max_length", "default_value", "additional_properties"),
    facets=("version", "category"),
    keys=(
        Key("id", "Slug."),
        Key("inline", "1 where the schema files write it out in place, without a name of its own.", type=bool),
        Key("variant_of", "The type that it is a variant of.", "types", optional=True),
        Key(
            "additional_properties",
            "The schema's additionalProperties: 0 forbids fields that are not listed; empty where it says nothing.",
            type=bool,
            optional=True,
        ),
    ),
)
table(
    "fields",
    Field,
    doc="A field of a type, once for each type that declares it.",
    key="id",
    without=("path",),
    unique=(("owner_id", "name"),),
    kind="field",
    called="{owner}.{name}",
    text="description",
    label="name",
    sort="position",
    compared=(),
    facets=("version", "type", "cardinality"),
    keys=(
        Key("id", "Slug."),
        Key("version", "Version of OCPP, by its id.", "versions"),
        Key("owner_id", "The type that declares it.", "types"),
        Key("owner", "Name of that type."),
        Key("position", "Order, from 1.", type=int),
        Key("type_id", "Its type.", "types", optional=True),
        Key("is_array", "1 for an array of the type.", type=bool),
        Key("additional_items", "The schema's additionalItems; empty where it says nothing.", type=bool, optional=True),
        Key("schema_text", "The schema's own words, which only the rebuilt schema gives back.", optional=True),
    ),
)
