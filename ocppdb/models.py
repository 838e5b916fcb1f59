"""The tables, and with them the glossary: one class for each noun of OCPP, one `doc` for each column.

Versions are rows, never columns. Ids are readable slugs without dots (`ocpp201-BootNotificationRequest`), so that every link
is short and stays the same from build to build.
"""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = ["Base", "Category", "Confidence", "Direction", "PayloadKind", "Side"]


class Confidence(StrEnum):
    """How far a fact can be trusted."""

    SCHEMA_DERIVED = "schema-derived"
    SCHEMA_DESCRIBED = "schema-described"
    SPECIFICATION = "specification"
    INTERPRETATION = "interpretation"


class Direction(StrEnum):
    """Who may send a message."""

    STATION_TO_CSMS = "station-to-csms"
    CSMS_TO_STATION = "csms-to-station"
    EITHER = "either"


class Side(StrEnum):
    """The two ends of a connection."""

    STATION = "station"
    CSMS = "csms"


class PayloadKind(StrEnum):
    """The two payloads of a message."""

    REQUEST = "request"
    RESPONSE = "response"


class Category(StrEnum):
    """What a type is."""

    PAYLOAD = "payload"
    OBJECT = "object"
    ENUMERATION = "enumeration"
    ALIAS = "alias"


def one_of(column, values):
    """A CHECK that holds a column to a small closed set of our own."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(value)) for value in values)})", name=column)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Cited:
    """What every fact carries: its version, where it stands, and how far to trust it."""

    version: Mapped[str] = mapped_column(
        ForeignKey("versions.id"), index=True, sort_order=-1, doc="Version of OCPP: 1.6 or 2.0.1."
    )
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"), sort_order=100, doc="The document that states it.")
    section: Mapped[str] = mapped_column(
        sort_order=101, doc="Where in the document: section, requirement id, or name of a schema file."
    )
    confidence: Mapped[str] = mapped_column(
        sort_order=102,
        doc="schema-derived (structure in a JSON Schema), schema-described (words in a JSON Schema), specification (read in "
        "the text) or interpretation (our reading of it).",
    )


def cited(*constraints):
    """Table arguments of a fact: its own constraints and the check of `confidence`."""
    return (*constraints, one_of("confidence", Confidence))


class Source(Base):
    """A document that facts are cited from."""

    __tablename__ = "sources"

    id: Mapped[str] = mapped_column(primary_key=True, doc="Short id, as used in every `source` column.")
    title: Mapped[str] = mapped_column(doc="Title of the document.")
    edition: Mapped[str] = mapped_column(doc="Edition and date that was read.")
    publisher: Mapped[str] = mapped_column(doc="Who publishes it.")
    url: Mapped[str] = mapped_column(doc="Where to get it.")


class Version(Base):
    """A version of OCPP."""

    __tablename__ = "versions"

    id: Mapped[str] = mapped_column(primary_key=True, doc="1.6 or 2.0.1.")
    slug: Mapped[str] = mapped_column(unique=True, doc="How ids of this version begin: ocpp16, ocpp201.")
    title: Mapped[str] = mapped_column(doc="Name in full.")
    position: Mapped[int] = mapped_column(doc="Order of the versions, oldest first.")
    assumed: Mapped[bool] = mapped_column(doc="1 for the version that is assumed where none is named.")
    subprotocol: Mapped[str] = mapped_column(doc="Name of the WebSocket subprotocol.")
    summary: Mapped[str] = mapped_column(doc="What it is, in a sentence.")
    source: Mapped[str] = mapped_column(ForeignKey("sources.id"), doc="The document that states the subprotocol.")
    section: Mapped[str] = mapped_column(doc="Where in the document.")


class VersionWord(Base):
    """A way in which people write a version."""

    __tablename__ = "version_words"

    word: Mapped[str] = mapped_column(primary_key=True, doc="In lower case, without `ocpp` before it.")
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), doc="The version that is meant.")


class Role(Cited, Base):
    """One of the two ends of a connection, as its version calls it."""

    __tablename__ = "roles"
    __table_args__ = cited(one_of("side", Side))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    name: Mapped[str] = mapped_column(doc="Charge Point, Central System, Charging Station or CSMS.")
    side: Mapped[str] = mapped_column(doc="station or csms: the end that corresponds in all versions.")
    summary: Mapped[str] = mapped_column(doc="What it does.")


class DeviceLevel(Cited, Base):
    """A level of the device hierarchy, and how messages address it."""

    __tablename__ = "device_levels"
    __table_args__ = cited()

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    position: Mapped[int] = mapped_column(doc="Depth: 1 is the whole station.")
    name: Mapped[str] = mapped_column(doc="Charge Point, Charging Station, EVSE or Connector.")
    parent: Mapped[str | None] = mapped_column(ForeignKey("device_levels.id"), doc="The level above.")
    addressed_by: Mapped[str] = mapped_column(doc="The field that addresses it.")
    numbers: Mapped[str] = mapped_column(doc="The values that the field takes.")
    summary: Mapped[str] = mapped_column(doc="What it is, and what its number means.")


class Frame(Cited, Base):
    """A type of RPC frame: CALL, CALLRESULT or CALLERROR."""

    __tablename__ = "frames"
    __table_args__ = cited()

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    name: Mapped[str] = mapped_column(doc="CALL, CALLRESULT or CALLERROR.")
    message_type_id: Mapped[int] = mapped_column(doc="The number that begins the frame.")
    layout: Mapped[str] = mapped_column(doc="The JSON array that goes over the wire.")
    summary: Mapped[str] = mapped_column(doc="What it is for.")


class FrameElement(Base):
    """One element of the JSON array of a frame."""

    __tablename__ = "frame_elements"

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    frame: Mapped[str] = mapped_column(ForeignKey("frames.id"), index=True, doc="The frame it belongs to.")
    position: Mapped[int] = mapped_column(doc="Place in the array, from 1.")
    name: Mapped[str] = mapped_column(doc="Name in the specification.")
    type: Mapped[str] = mapped_column(doc="JSON type.")
    max_length: Mapped[int | None] = mapped_column(doc="Longest string, in characters.")
    summary: Mapped[str] = mapped_column(doc="What it holds.")


class Group(Cited, Base):
    """A group of messages: feature profile in 1.6, functional block in 2.0.1."""

    __tablename__ = "groups"
    __table_args__ = cited(UniqueConstraint("version", "name"))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    position: Mapped[int] = mapped_column(doc="Order in the specification.")
    name: Mapped[str] = mapped_column(doc="Name in the specification.")
    code: Mapped[str | None] = mapped_column(doc="Letter of the functional block.")
    summary: Mapped[str] = mapped_column(doc="What it covers.")
    note: Mapped[str | None] = mapped_column(doc="What is odd about it.")


class Message(Cited, Base):
    """A message: a request and its response, named by the action."""

    __tablename__ = "messages"
    __table_args__ = cited(UniqueConstraint("version", "action"), one_of("direction", Direction))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    action: Mapped[str] = mapped_column(doc="The Action of the CALL, such as BootNotification.")
    direction: Mapped[str] = mapped_column(doc="station-to-csms, csms-to-station or either: who may send the request.")
    group_id: Mapped[str] = mapped_column(ForeignKey("groups.id"), index=True, doc="Its feature profile or functional block.")
    group_name: Mapped[str] = mapped_column(doc="Name of that group.")
    extension: Mapped[str | None] = mapped_column(doc="`security` for the messages of 1.6's security extension, else empty.")
    summary: Mapped[str] = mapped_column(doc="What it is for, in a sentence.")
    note: Mapped[str | None] = mapped_column(doc="What is odd about it.")


class SchemaFile(Base):
    """An official JSON Schema file that was read."""

    __tablename__ = "schema_files"

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP: 1.6 or 2.0.1.")
    name: Mapped[str] = mapped_column(doc="Name of the file.")
    draft: Mapped[str] = mapped_column(doc="Its `$schema`: the draft of JSON Schema.")
    sha256: Mapped[str] = mapped_column(doc="SHA-256 of its bytes.")
    origin: Mapped[str] = mapped_column(doc="The distribution and release it came with, or the name of the folder or zip given.")


class Type(Cited, Base):
    """A type: the root of a payload, an object, an enumeration, or an alias of a string."""

    __tablename__ = "types"
    __table_args__ = cited(UniqueConstraint("version", "name"), one_of("category", Category))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    name: Mapped[str] = mapped_column(
        doc="Name in the specification. A variant carries in brackets the message whose schema departs from the others: "
        "UnitOfMeasure[StopTransaction]."
    )
    category: Mapped[str] = mapped_column(doc="payload, object, enumeration or alias.")
    json_type: Mapped[str] = mapped_column(doc="JSON type: object, string ...")
    inline: Mapped[bool] = mapped_column(doc="1 where the schema files write it out in place, without a name of its own.")
    variant_of: Mapped[str | None] = mapped_column(ForeignKey("types.id"), doc="The type that it is a variant of.")
    additional_properties: Mapped[bool | None] = mapped_column(
        doc="The schema's additionalProperties: 0 forbids fields that are not listed; empty where it says nothing."
    )
    max_length: Mapped[int | None] = mapped_column(doc="Longest string of an alias, in characters.")
    default_value: Mapped[str | None] = mapped_column(doc="Default that the schema gives an enumeration.")
    description: Mapped[str | None] = mapped_column(doc="What it stands for.")
    note: Mapped[str | None] = mapped_column(doc="What is odd about it.")


class Enumeration(Cited, Base):
    """A value of an enumeration."""

    __tablename__ = "enumerations"
    __table_args__ = cited(UniqueConstraint("type_id", "value"))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    type_id: Mapped[str] = mapped_column(ForeignKey("types.id"), index=True, doc="The enumeration.")
    enum: Mapped[str] = mapped_column(doc="Name of the enumeration.")
    value: Mapped[str] = mapped_column(doc="The value as it goes over the wire.")
    position: Mapped[int] = mapped_column(doc="Place in the schema's list, from 1.")
    meaning: Mapped[str | None] = mapped_column(doc="What it means.")


class Constrained:
    """What a schema says of one field."""

    position: Mapped[int] = mapped_column(sort_order=10, doc="Order, from 1.")
    name: Mapped[str] = mapped_column(sort_order=11, doc="Name of the field.")
    type: Mapped[str] = mapped_column(
        sort_order=12, doc="JSON type of the value, or of one item of an array: string, integer, number, boolean, object."
    )
    data_type: Mapped[str | None] = mapped_column(sort_order=13, doc="Name of its type; empty for a plain value.")
    type_id: Mapped[str | None] = mapped_column(ForeignKey("types.id"), index=True, sort_order=14, doc="That type.")
    cardinality: Mapped[str] = mapped_column(sort_order=15, doc="0..1, 1..1, 0..*, 1..4 ...; an upper bound above 1 or * tells an array.")
    required: Mapped[bool] = mapped_column(sort_order=16, doc="1 where the field must be present.")
    min_items: Mapped[int | None] = mapped_column(sort_order=17, doc="Fewest items of an array that is present.")
    max_items: Mapped[int | None] = mapped_column(sort_order=18, doc="Most items of an array.")
    max_length: Mapped[int | None] = mapped_column(sort_order=19, doc="Longest string, in characters.")
    minimum: Mapped[float | None] = mapped_column(sort_order=20, doc="Smallest number.")
    maximum: Mapped[float | None] = mapped_column(sort_order=21, doc="Largest number.")
    multiple_of: Mapped[float | None] = mapped_column(sort_order=22, doc="The number is a multiple of this.")
    format: Mapped[str | None] = mapped_column(sort_order=23, doc="date-time or uri.")
    default_value: Mapped[str | None] = mapped_column(sort_order=24, doc="Default that the schema gives.")
    unit: Mapped[str | None] = mapped_column(sort_order=25, doc="Unit of the number.")
    description: Mapped[str | None] = mapped_column(sort_order=26, doc="What it holds.")


class Field(Cited, Constrained, Base):
    """A field of a type, once for each type that declares it."""

    __tablename__ = "fields"
    __table_args__ = cited(UniqueConstraint("owner_id", "name"))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    owner_id: Mapped[str] = mapped_column(ForeignKey("types.id"), index=True, sort_order=2, doc="The type that declares it.")
    owner: Mapped[str] = mapped_column(sort_order=3, doc="Name of that type.")
    is_array: Mapped[bool] = mapped_column(sort_order=30, doc="1 for an array of the type.")
    additional_items: Mapped[bool | None] = mapped_column(sort_order=31, doc="The schema's additionalItems; empty where it says nothing.")


class Payload(Base):
    """The request or the response of a message."""

    __tablename__ = "payloads"
    __table_args__ = (UniqueConstraint("message_id", "kind"), one_of("kind", PayloadKind))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"), index=True, doc="Its message.")
    kind: Mapped[str] = mapped_column(doc="request or response.")
    name: Mapped[str] = mapped_column(doc="Name in the specification: BootNotification.req, BootNotificationRequest.")
    type_id: Mapped[str] = mapped_column(ForeignKey("types.id"), index=True, doc="The type of its root.")
    schema_file: Mapped[str] = mapped_column(ForeignKey("schema_files.id"), index=True, doc="The file that defines it.")


class PayloadField(Cited, Constrained, Base):
    """Every place in a payload, at every level of nesting: `fields` unfolded along the types, for reading."""

    __tablename__ = "payload_fields"
    __table_args__ = cited(UniqueConstraint("version", "action", "kind", "path"))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    action: Mapped[str] = mapped_column(sort_order=2, doc="The message.")
    kind: Mapped[str] = mapped_column(sort_order=3, doc="request or response.")
    path: Mapped[str] = mapped_column(sort_order=4, doc="The way down from the payload: meterValue[].sampledValue[].value.")
    depth: Mapped[int] = mapped_column(sort_order=5, doc="0 for a field of the payload itself.")
    payload_id: Mapped[str] = mapped_column(ForeignKey("payloads.id"), index=True, sort_order=40, doc="The payload.")
    field_id: Mapped[str] = mapped_column(ForeignKey("fields.id"), index=True, sort_order=41, doc="The declaration of the field.")


class Subject(Base):
    """Everything that can be named, by version, kind and name: the index behind `show` and `search`."""

    __tablename__ = "subjects"
    __table_args__ = (UniqueConstraint("kind", "name", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, doc="Row number.")
    version: Mapped[str | None] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP; empty for a source.")
    kind: Mapped[str] = mapped_column(index=True, doc="message, field, type, enum-value ...")
    name: Mapped[str] = mapped_column(index=True, doc="Name of that kind, such as BootReasonEnumType.PowerUp.")
    words: Mapped[str] = mapped_column(doc="The name taken apart into words, for the search.")
    text: Mapped[str | None] = mapped_column(doc="What it says.")
    location: Mapped[str] = mapped_column(doc="Table and id of its row: messages/ocpp201-BootNotification.")


class About(Base):
    """What this database was built from."""

    __tablename__ = "about"

    name: Mapped[str] = mapped_column(primary_key=True, doc="release, revision, seed_sha256, schemas.")
    value: Mapped[str] = mapped_column(doc="Its value.")
