"""Where the structure comes from: schema files and what they say, and what the seed says of the types, fields and values that they hold."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.common import InVersion, Note, PayloadKind, Section, Source, Trust
from ocppdb.records.declare import NUMBERED, Key, Part, noun, written_list

__all__ = ["DefinitionText", "FieldDescription", "NamedType", "SchemaFile", "TypeDescription", "ValueMeaning"]


@noun(
    "payloads",
    key="id",
    unique=(("message_id", "kind"),),
    label="name",
    facets=("kind",),
    doc="The request or the response of a message.",
    keys=(
        Key("id", "Slug."),
        Key("message_id", "Its message.", "messages"),
        Key("type_id", "The type of its root.", "types"),
        Key("schema_file", "The file that defines it.", "schema_files"),
    ),
)
class _PayloadRow(NamedTuple):
    kind: Annotated[PayloadKind, "request or response."]
    name: Annotated[str, "Name in the specification: BootNotification.req, BootNotificationRequest."]


@noun("schema_files", key="id", label="name", facets=("version", "draft"), keys=(Key("id", "Slug."),))
class SchemaFile(NamedTuple):
    """An official JSON Schema file that was read."""

    version: InVersion
    name: Annotated[str, "Name of the file."]
    draft: Annotated[str, "Its `$schema`: the draft of JSON Schema."]
    sha256: Annotated[str, "SHA-256 of its bytes."]
    origin: Annotated[str, "The distribution and release it came with, or the name of the folder or zip given."]


@noun(
    "definition_texts",
    key=NUMBERED,
    unique=(("schema_file", "type_id"),),
    facets=("version",),
    keys=(
        Key("schema_file", "The file.", "schema_files"),
        Key("type_id", "The type that it defines.", "types"),
    ),
)
class DefinitionText(NamedTuple):
    """What a schema file says of a type that it defines: files that share a type may describe it differently."""

    version: InVersion
    type: Annotated[str, "Name of the type."]
    file: Annotated[str, "Name of the file."]
    description: Annotated[str | None, "The file's own words, without the noise of its making."]


@written_list("types", identity=("type",))
class NamedType(NamedTuple):
    """The name of a type that schema files write out in place."""

    version: InVersion
    type: Annotated[str, "Name in the specification."]
    places: Annotated[tuple[str, ...], Part("The places that have it.")]
    max_length: Annotated[int | None, "Longest string of an alias, in characters."]
    summary: Annotated[str, "What it stands for."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


Unit = Literal[
    "s",
    "s for Periodic and PeriodicClockAligned",
    "Wh",
    "W",
    "VA",
    "var",
    "V",
    "A",
    "A or W",
    "Hz",
    "S",
    "%",
    "%/s",
    "g/kWh or %",
    "as in unitOfMeasure",
    "currency of TariffCostCtrlr.Currency",
]


@written_list("field-descriptions", identity=("field",))
class FieldDescription(NamedTuple):
    """What a field holds, in our words."""

    version: InVersion
    field: Annotated[str, "Name of the field: BootNotification.request.reason, IdTokenType.idToken."]
    description: Annotated[str | None, "What it holds, its edge cases, and what its absence means."]
    unit: Annotated[Unit | None, "Unit of the number."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@written_list("type-descriptions", identity=("type",))
class TypeDescription(NamedTuple):
    """What a type stands for, wherever it is used, in our words."""

    version: InVersion
    type: Annotated[str, "Name of the type."]
    description: Annotated[str, "What it stands for."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@written_list("value-meanings", identity=("value",))
class ValueMeaning(NamedTuple):
    """What a value of an enumeration means."""

    version: InVersion
    value: Annotated[str, "Enumeration and value: BootReasonEnumType.PowerUp."]
    meaning: Annotated[str, "What it means."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
