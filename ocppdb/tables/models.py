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
    origin: Mapped[str] = mapped_column(
        doc="The distribution and release it came with, or the name of the folder or zip given."
    )


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
    meaning_in: Mapped[str | None] = mapped_column(doc="Source and section of the meaning, which no schema has.")
    note: Mapped[str | None] = mapped_column(doc="What is odd about it.")


class Constrained:
    """What a schema says of one field."""

    position: Mapped[int] = mapped_column(sort_order=10, doc="Order, from 1.")
    name: Mapped[str] = mapped_column(sort_order=11, doc="Name of the field.")
    type: Mapped[str] = mapped_column(
        sort_order=12, doc="JSON type of the value, or of one item of an array: string, integer, number, boolean, object."
    )
    data_type: Mapped[str | None] = mapped_column(sort_order=13, doc="Name of its type; empty for a plain value.")
    type_id: Mapped[str | None] = mapped_column(ForeignKey("types.id"), index=True, sort_order=14, doc="That type.")
    cardinality: Mapped[str] = mapped_column(
        sort_order=15, doc="0..1, 1..1, 0..*, 1..4 ...; an upper bound above 1 or * tells an array."
    )
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
    described_in: Mapped[str | None] = mapped_column(
        sort_order=27, doc="Source and section of the description or unit, where another document than the schema has it."
    )
    note: Mapped[str | None] = mapped_column(sort_order=28, doc="What is odd about it.")


class Field(Cited, Constrained, Base):
    """A field of a type, once for each type that declares it."""

    __tablename__ = "fields"
    __table_args__ = cited(UniqueConstraint("owner_id", "name"))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Slug.")
    owner_id: Mapped[str] = mapped_column(ForeignKey("types.id"), index=True, sort_order=2, doc="The type that declares it.")
    owner: Mapped[str] = mapped_column(sort_order=3, doc="Name of that type.")
    is_array: Mapped[bool] = mapped_column(sort_order=30, doc="1 for an array of the type.")
    additional_items: Mapped[bool | None] = mapped_column(
        sort_order=31, doc="The schema's additionalItems; empty where it says nothing."
    )


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
    field_id: Mapped[str] = mapped_column(
        ForeignKey("fields.id"), index=True, sort_order=41, doc="The declaration of the field."
    )


class Subject(Base):
    """Everything that can be named, by version, kind and name: the index behind `show` and `search`."""

    __tablename__ = "subjects"
    __table_args__ = (UniqueConstraint("kind", "name", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True, doc="Row number.")
    version: Mapped[str | None] = mapped_column(
        ForeignKey("versions.id"), index=True, doc="Version of OCPP; empty for a source."
    )
    kind: Mapped[str] = mapped_column(index=True, doc="message, field, type, enum-value ...")
    name: Mapped[str] = mapped_column(index=True, doc="Name of that kind, such as BootReasonEnumType.PowerUp.")
    words: Mapped[str] = mapped_column(doc="The name taken apart into words, for the search.")
    text: Mapped[str | None] = mapped_column(doc="What it says.")
    location: Mapped[str] = mapped_column(index=True, doc="Table and id of its row: messages/ocpp201-BootNotification.")


class About(Base):
    """What this database was built from."""

    __tablename__ = "about"

    name: Mapped[str] = mapped_column(primary_key=True, doc="release, revision, seed_sha256, schemas.")
    value: Mapped[str] = mapped_column(doc="Its value.")


# --- reference lists: what only prose says -----------------------------------------------------------------------------------


class Access(StrEnum):
    """How a configuration key of 1.6 may be reached."""

    READ = "R"
    READ_WRITE = "RW"
    WRITE = "W"


class Need(StrEnum):
    """Whether a component's variable must be there."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"


class RuleKind(StrEnum):
    """What a rule is about."""

    STATE = "state"
    CONDITION = "condition"
    SPECIAL_VALUE = "special-value"
    NUMBER = "number"
    TRANSPORT = "transport"
    BEHAVIOUR = "behaviour"


class Allowed(StrEnum):
    """What a rule says of a thing."""

    YES = "yes"
    NO = "no"
    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    RECOMMENDED = "recommended"
    DISCOURAGED = "discouraged"
    ONLY_IF_TRIGGERED = "only-if-triggered"
    OPTIONAL = "optional"


class Listed(Cited):
    """A fact of a reference list: beside the citation, a slug and a note."""

    slug: Mapped[str] = mapped_column(primary_key=True, sort_order=-2, doc="Id of the row.")
    note: Mapped[str | None] = mapped_column(sort_order=90, doc="What else is to be known, such as a contradiction.")


class ConfigKey(Listed, Base):
    """A configuration key of 1.6."""

    __tablename__ = "config_keys"
    __table_args__ = cited(UniqueConstraint("version", "key"), one_of("accessibility", Access))

    key: Mapped[str] = mapped_column(doc="Name of the key.")
    profile: Mapped[str] = mapped_column(doc="Feature profile, or Security.")
    accessibility: Mapped[str] = mapped_column(doc="R, RW or W.")
    type: Mapped[str] = mapped_column(doc="boolean, integer, string, CSL (comma separated list) or decimal.")
    required: Mapped[bool] = mapped_column(doc="1 where every station that has the profile must have it.")
    unit: Mapped[str | None] = mapped_column(doc="Unit of the number.")
    default_value: Mapped[str | None] = mapped_column(doc="Default, where the text gives one.")
    allowed_values: Mapped[str | None] = mapped_column(doc="Values that are allowed, where the text restricts them.")
    reboot: Mapped[str] = mapped_column(
        doc="Whether a change needs a reboot: yes, no, or unspecified where the text does not say."
    )
    description: Mapped[str] = mapped_column(doc="What it does.")


class Component(Listed, Base):
    """A standardized component of the device model."""

    __tablename__ = "components"
    __table_args__ = cited(UniqueConstraint("version", "name"))

    name: Mapped[str] = mapped_column(doc="Name of the component.")
    category: Mapped[str] = mapped_column(doc="controller (logical) or physical.")
    description: Mapped[str] = mapped_column(doc="What it stands for.")


class Variable(Listed, Base):
    """A standardized variable of the device model, whichever components have it."""

    __tablename__ = "variables"
    __table_args__ = cited(UniqueConstraint("version", "name"))

    name: Mapped[str] = mapped_column(doc="Name of the variable.")
    data_type: Mapped[str | None] = mapped_column(doc="Value of DataEnumType, where the text gives one.")
    unit: Mapped[str | None] = mapped_column(doc="Unit, where the text gives one.")
    description: Mapped[str] = mapped_column(doc="What it tells or sets.")


class DeviceVariable(Listed, Base):
    """A variable at a component: a pair that the specification refers to."""

    __tablename__ = "device_variables"
    __table_args__ = cited(one_of("required", Need))

    name: Mapped[str] = mapped_column(doc="Component[instance].Variable[instance].")
    component: Mapped[str] = mapped_column(doc="Name of the component.")
    component_instance: Mapped[str | None] = mapped_column(doc="Instance of the component.")
    variable: Mapped[str] = mapped_column(doc="Name of the variable.")
    variable_instance: Mapped[str | None] = mapped_column(doc="Instance of the variable.")
    data_type: Mapped[str | None] = mapped_column(doc="Value of DataEnumType.")
    mutability: Mapped[str | None] = mapped_column(
        doc="ReadOnly, ReadWrite or WriteOnly; empty where the text allows two or gives none."
    )
    unit: Mapped[str | None] = mapped_column(doc="Unit.")
    required: Mapped[str] = mapped_column(
        doc="yes, no, or conditional: only with an optional functional block or on a condition."
    )
    allowed_values: Mapped[str | None] = mapped_column(doc="Values that are allowed, where the text restricts them.")
    description: Mapped[str] = mapped_column(doc="What it does at this component.")
    requirement: Mapped[str | None] = mapped_column(doc="Requirement that rests on it.")
    component_slug: Mapped[str] = mapped_column(ForeignKey("components.slug"), index=True, doc="The component.")
    variable_slug: Mapped[str] = mapped_column(ForeignKey("variables.slug"), index=True, doc="The variable.")


class ErrorCode(Listed, Base):
    """An error code of CALLERROR."""

    __tablename__ = "error_codes"
    __table_args__ = cited(UniqueConstraint("version", "code"))

    code: Mapped[str] = mapped_column(doc="As it goes over the wire, misspellings kept.")
    meaning: Mapped[str] = mapped_column(doc="What it says.")
    when: Mapped[str] = mapped_column(doc="Which failure it answers.")


class State(Listed, Base):
    """A state that rules and sequences speak of."""

    __tablename__ = "states"
    __table_args__ = cited(UniqueConstraint("version", "name"))

    name: Mapped[str] = mapped_column(doc="Name, where there is one that of the enumeration.")
    kind: Mapped[str] = mapped_column(doc="Of what it is a state: registration, connection, connector, firmware ...")
    meaning: Mapped[str] = mapped_column(doc="What it means.")


class StatusTransition(Listed, Base):
    """A change of a connector's status that the specification allows."""

    __tablename__ = "status_transitions"
    __table_args__ = cited(UniqueConstraint("version", "from_status", "to_status"))

    from_status: Mapped[str] = mapped_column(doc="Status before.")
    to_status: Mapped[str] = mapped_column(doc="Status after.")
    event: Mapped[str] = mapped_column(doc="Id of the event in the specification, such as A2; none where it has none.")
    trigger: Mapped[str] = mapped_column(doc="What brings it about.")


class Rule(Listed, Base):
    """A rule that only prose states: what is allowed in a state, what a value means, what depends on what."""

    __tablename__ = "rules"
    __table_args__ = cited(UniqueConstraint("version", "id"), one_of("kind", RuleKind), one_of("allowed", Allowed))

    id: Mapped[str] = mapped_column(doc="Name of the rule.")
    topic: Mapped[str] = mapped_column(index=True, doc="The part of the protocol that it belongs to.")
    kind: Mapped[str] = mapped_column(
        doc="state (what holds in a state), condition (one field depends on another), special-value (what 0, absent, empty mean), "
        "number (unit, limit, default), transport (connection and frames) or behaviour."
    )
    subject_kind: Mapped[str | None] = mapped_column(doc="Kind of its subject: message, field, config-key ...")
    subject: Mapped[str | None] = mapped_column(index=True, doc="What it is about, by name.")
    state: Mapped[str | None] = mapped_column(doc="The state in which it holds; empty for always.")
    value: Mapped[str | None] = mapped_column(doc="The special value: 0, absent, empty, negative ...")
    who: Mapped[str | None] = mapped_column(doc="Whom it binds: a role, or either.")
    allowed: Mapped[str | None] = mapped_column(
        doc="yes, no, required, forbidden, recommended, discouraged, only-if-triggered or optional; empty where it permits and forbids nothing."
    )
    text: Mapped[str] = mapped_column(doc="The rule in our words.")


class SecurityEvent(Listed, Base):
    """A security event of SecurityEventNotification."""

    __tablename__ = "security_events"
    __table_args__ = cited(UniqueConstraint("version", "event"))

    event: Mapped[str] = mapped_column(doc="Name of the event.")
    critical: Mapped[bool] = mapped_column(doc="1 where it must be reported to the CSMS.")
    description: Mapped[str] = mapped_column(doc="What has happened.")


class ReasonCode(Listed, Base):
    """A standardized reason code of StatusInfoType."""

    __tablename__ = "reason_codes"
    __table_args__ = cited(UniqueConstraint("version", "code"))

    code: Mapped[str] = mapped_column(doc="As it goes over the wire.")
    meaning: Mapped[str] = mapped_column(doc="Why a request got its status.")


class Unit(Listed, Base):
    """A standardized unit."""

    __tablename__ = "units"
    __table_args__ = cited(UniqueConstraint("version", "unit"))

    unit: Mapped[str] = mapped_column(doc="As it goes over the wire.")
    meaning: Mapped[str] = mapped_column(doc="Name in full.")
    quantity: Mapped[str | None] = mapped_column(doc="What is measured in it.")


class Measurand(Listed, Base):
    """A quantity that a sampled value measures."""

    __tablename__ = "measurands"
    __table_args__ = cited(UniqueConstraint("version", "measurand"))

    measurand: Mapped[str] = mapped_column(doc="As it goes over the wire.")
    meaning: Mapped[str] = mapped_column(doc="What it measures.")
    unit: Mapped[str | None] = mapped_column(doc="Default unit, where the text gives one.")


class IdTokenType(Listed, Base):
    """A type of identifier of 2.0.1."""

    __tablename__ = "id_token_types"
    __table_args__ = cited(UniqueConstraint("version", "type"))

    type: Mapped[str] = mapped_column(doc="As it goes over the wire.")
    meaning: Mapped[str] = mapped_column(doc="What kind of identifier it is.")


class UseCase(Listed, Base):
    """A use case of 2.0.1, or a section that describes an operation of 1.6."""

    __tablename__ = "use_cases"
    __table_args__ = cited(UniqueConstraint("version", "id"))

    id: Mapped[str] = mapped_column(doc="B01, or the number of the section.")
    title: Mapped[str] = mapped_column(doc="Title in the specification.")
    without_messages: Mapped[str | None] = mapped_column(doc="Why no sequence tells it: it exchanges no messages.")
    block: Mapped[str] = mapped_column(doc="Letter of the functional block; feature profile in 1.6.")


class Requirement(Listed, Base):
    """A requirement, by its id; the text is the specification's and stays there."""

    __tablename__ = "requirements"
    __table_args__ = cited(UniqueConstraint("version", "id"))

    id: Mapped[str] = mapped_column(
        doc="B01.FR.04. Ids of the 1.6 security whitepaper are the same words for other requirements."
    )
    use_case: Mapped[str | None] = mapped_column(doc="Its use case.")
    role: Mapped[str | None] = mapped_column(doc="Who is obliged; empty where it is neither end of the connection.")
    level: Mapped[str] = mapped_column(doc="SHALL, SHALL NOT, SHOULD, SHOULD NOT, MAY, RECOMMENDED, OPTIONAL, or none.")
    edition: Mapped[str] = mapped_column(doc="The edition or errata that has it.")
    use_case_slug: Mapped[str | None] = mapped_column(ForeignKey("use_cases.slug"), index=True, doc="The use case.")


class RequirementMessage(Base):
    """A message that a requirement names."""

    __tablename__ = "requirement_messages"

    slug: Mapped[str] = mapped_column(primary_key=True, doc="Id of the row.")
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP: 1.6 or 2.0.1.")
    requirement: Mapped[str] = mapped_column(doc="Id of the requirement.")
    action: Mapped[str] = mapped_column(doc="The message.")
    requirement_slug: Mapped[str] = mapped_column(ForeignKey("requirements.slug"), index=True, doc="The requirement.")
    message_id: Mapped[str] = mapped_column(ForeignKey("messages.id"), index=True, doc="The message.")


class Erratum(Listed, Base):
    """What an errata sheet changes, or where two texts contradict each other and which one goes over the wire."""

    __tablename__ = "errata"
    __table_args__ = cited(UniqueConstraint("version", "id"))

    id: Mapped[str] = mapped_column(doc="Name of the erratum; contradiction-... for what no errata sheet settles.")
    document: Mapped[str] = mapped_column(ForeignKey("sources.id"), doc="The document that is changed.")
    subject_kind: Mapped[str | None] = mapped_column(doc="Kind of its subject.")
    subject: Mapped[str | None] = mapped_column(index=True, doc="What it is about, by name.")
    change: Mapped[str] = mapped_column(doc="What changes, and what goes over the wire.")


class Term(Listed, Base):
    """A term of the glossary."""

    __tablename__ = "terms"
    __table_args__ = cited(UniqueConstraint("version", "term"))

    term: Mapped[str] = mapped_column(doc="The term or abbreviation.")
    abbreviation_of: Mapped[str | None] = mapped_column(doc="What it stands for.")
    meaning: Mapped[str] = mapped_column(doc="What it means.")


class CertificationFeature(Listed, Base):
    """A feature that a certification profile asks for."""

    __tablename__ = "certification_features"
    __table_args__ = cited(UniqueConstraint("version", "id"))

    id: Mapped[str] = mapped_column(doc="Id in the specification, or a name of ours where it has none.")
    profile: Mapped[str] = mapped_column(doc="Certification profile.")
    feature: Mapped[str] = mapped_column(doc="The feature.")
    role: Mapped[str] = mapped_column(doc="Of whom it is asked.")
    requirement: Mapped[str | None] = mapped_column(
        doc="mandatory, optional or conditional; empty where the text does not say."
    )


class TestCase(Listed, Base):
    """A test case of the certification, by its id."""

    __tablename__ = "test_cases"
    __table_args__ = cited(UniqueConstraint("version", "id"))

    id: Mapped[str] = mapped_column(doc="TC_B_01_CS.")
    use_case: Mapped[str | None] = mapped_column(doc="The use case that it tests.")
    role: Mapped[str | None] = mapped_column(doc="Who is tested.")
    title: Mapped[str] = mapped_column(doc="Title in the specification.")
    profile: Mapped[str | None] = mapped_column(doc="Certification profile.")
    use_case_slug: Mapped[str | None] = mapped_column(ForeignKey("use_cases.slug"), index=True, doc="The use case.")


# --- sequences: how messages follow each other -------------------------------------------------------------------------------


class SequenceKind(StrEnum):
    """What a sequence tells of its use case."""

    MAIN = "main"
    ALTERNATIVE = "alternative"
    FAILURE = "failure"


class Fragment(StrEnum):
    """A row of a sequence that opens, divides or closes a group of steps."""

    ALT = "alt"
    ELSE = "else"
    OPT = "opt"
    LOOP = "loop"
    PAR = "par"
    END = "end"


class StepKind(StrEnum):
    """What happens in a step."""

    REQUEST = "request"
    RESPONSE = "response"
    INTERNAL = "internal"


class Sequence(Cited, Base):
    """A flow of messages, from a use case or a section of the specification."""

    __tablename__ = "sequences"
    __table_args__ = cited(one_of("kind", SequenceKind))

    id: Mapped[str] = mapped_column(primary_key=True, doc="ocpp201-b01-cold-boot.")
    title: Mapped[str] = mapped_column(doc="What it tells.")
    group_name: Mapped[str] = mapped_column(doc="Feature profile or functional block.")
    use_case: Mapped[str] = mapped_column(doc="Its use case; the section of the operation in 1.6.")
    kind: Mapped[str] = mapped_column(doc="main, alternative or failure.")
    summary: Mapped[str] = mapped_column(doc="What happens, in a sentence or two.")
    preconditions: Mapped[str | None] = mapped_column(doc="What holds before, one to a line.")
    postconditions: Mapped[str | None] = mapped_column(doc="What holds after, one to a line.")
    checked_against: Mapped[str | None] = mapped_column(doc="Scenario texts, figures and test cases that it was compared with.")
    note: Mapped[str | None] = mapped_column(doc="What is odd about it, such as a contradiction of the texts.")
    use_case_slug: Mapped[str] = mapped_column(ForeignKey("use_cases.slug"), index=True, doc="The use case.")


class SequenceStep(Base):
    """A step of a sequence, or a row that brackets steps: alt, else, opt, loop, par, end."""

    __tablename__ = "sequence_steps"
    __table_args__ = (UniqueConstraint("sequence", "position"), one_of("fragment", Fragment), one_of("kind", StepKind))

    slug: Mapped[str] = mapped_column(primary_key=True, doc="Id of the row.")
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP: 1.6 or 2.0.1.")
    sequence: Mapped[str] = mapped_column(ForeignKey("sequences.id"), index=True, doc="The sequence.")
    position: Mapped[int] = mapped_column(doc="Order, from 1.")
    depth: Mapped[int] = mapped_column(doc="How many fragments the row stands in.")
    fragment: Mapped[str | None] = mapped_column(doc="alt, else, opt, loop, par or end; empty for a step.")
    guard: Mapped[str | None] = mapped_column(doc="The condition of a fragment.")
    sender: Mapped[str | None] = mapped_column(doc="Who sends, or in whom an internal step happens.")
    receiver: Mapped[str | None] = mapped_column(doc="Who receives; empty for an internal step of one participant.")
    action: Mapped[str | None] = mapped_column(index=True, doc="The message.")
    kind: Mapped[str | None] = mapped_column(doc="request, response or internal.")
    field_values: Mapped[str | None] = mapped_column(doc="The field values that matter, as a JSON object of paths and values.")
    note: Mapped[str | None] = mapped_column(doc="What is to be known of the step.")
    message_id: Mapped[str | None] = mapped_column(ForeignKey("messages.id"), index=True, doc="The message.")


class StepRequirement(Base):
    """A requirement or section that demands a step."""

    __tablename__ = "step_requirements"

    slug: Mapped[str] = mapped_column(primary_key=True, doc="Id of the row.")
    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP: 1.6 or 2.0.1.")
    sequence: Mapped[str] = mapped_column(ForeignKey("sequences.id"), index=True, doc="The sequence.")
    position: Mapped[int] = mapped_column(doc="Position of the step.")
    requirement: Mapped[str] = mapped_column(index=True, doc="Requirement id, or section.")
    requirement_slug: Mapped[str | None] = mapped_column(
        ForeignKey("requirements.slug"), index=True, doc="The requirement; empty for a section."
    )


# --- escalations: what the specification leaves open -------------------------------------------------------------------------


class EscalationCategory(StrEnum):
    """Who must decide a point that the specification leaves open."""

    SPEC_SILENT = "SPEC-SILENT"
    VENDOR_DEPENDENT = "VENDOR-DEPENDENT"
    POLICY_DEPENDENT = "POLICY-DEPENDENT"


class RestsOn(StrEnum):
    """What an escalation rests on."""

    PERMISSION = "permission"
    ABSENCE = "absence"


CATEGORY = "SPEC-SILENT (not defined: ask the developer), VENDOR-DEPENDENT (ask which hardware and firmware) or POLICY-DEPENDENT (ask about the business)."


class Escalation(Base):
    """A point that the specification leaves open: what must be asked, and never guessed."""

    __tablename__ = "escalations"
    __table_args__ = (one_of("category", EscalationCategory), one_of("rests_on", RestsOn), one_of("confidence", Confidence))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Name of the record.")
    category: Mapped[str] = mapped_column(doc=CATEGORY)
    title: Mapped[str] = mapped_column(doc="The point in a few words.")
    ambiguity: Mapped[str] = mapped_column(doc="What is not defined.")
    why: Mapped[str] = mapped_column(doc="What breaks when two sides decide differently.")
    question: Mapped[str] = mapped_column(doc="The question to ask.")
    pragmatic_option: Mapped[str] = mapped_column(doc="The option to take where the project has chosen the pragmatic mode.")
    pragmatic_reason: Mapped[str] = mapped_column(doc="Why that option.")
    category_reason: Mapped[str] = mapped_column(doc="Why this category and no other.")
    rests_on: Mapped[str] = mapped_column(
        doc="permission (a text grants the freedom) or absence (nothing was found where it was searched)."
    )
    practice: Mapped[str | None] = mapped_column(doc="What named implementations do, where that was read.")
    confidence: Mapped[str] = mapped_column(doc="specification, or interpretation where it is our reading.")


class Part:
    """A row that belongs to an escalation or settled point."""

    slug: Mapped[str] = mapped_column(primary_key=True, sort_order=-2, doc="Id of the row.")


class OfVersion(Part):
    """What is said of one version."""

    version: Mapped[str] = mapped_column(ForeignKey("versions.id"), index=True, doc="Version of OCPP: 1.6 or 2.0.1.")


class OfSubject(OfVersion):
    """What the point is about."""

    kind: Mapped[str] = mapped_column(doc="Kind of the subject.")
    subject: Mapped[str] = mapped_column(index=True, doc="Name of the subject.")


class OfGroup(OfVersion):
    """Where the point belongs."""

    group_name: Mapped[str] = mapped_column(doc="Name of the group.")


class OfEvidence(OfVersion):
    """What the point rests on."""

    source: Mapped[str] = mapped_column(ForeignKey("sources.id"), doc="The document.")
    section: Mapped[str] = mapped_column(doc="Section or requirement id.")
    note: Mapped[str] = mapped_column(doc="What it says, in our words.")


class OfRelated(Part):
    """What has to do with the point."""

    related: Mapped[str] = mapped_column(doc="Id of another escalation or settled point.")


class EscalationVersion(OfVersion, Base):
    """A version in which the point is open."""

    __tablename__ = "escalation_versions"

    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, sort_order=-1, doc="The escalation.")


class EscalationOption(Base):
    """An option to decide for."""

    __tablename__ = "escalation_options"

    slug: Mapped[str] = mapped_column(primary_key=True, doc="Id of the row.")
    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, doc="The escalation.")
    position: Mapped[int] = mapped_column(doc="Order, from 1.")
    label: Mapped[str] = mapped_column(doc="The option.")
    consequence: Mapped[str] = mapped_column(doc="What follows from it.")
    pragmatic: Mapped[bool] = mapped_column(doc="1 for the option of the pragmatic mode.")


class EscalationSubject(OfSubject, Base):
    """A message, field, value, key ... that the point is about."""

    __tablename__ = "escalation_subjects"

    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, sort_order=-1, doc="The escalation.")


class EscalationGroup(OfGroup, Base):
    """A feature profile or functional block that the point belongs to."""

    __tablename__ = "escalation_groups"

    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, sort_order=-1, doc="The escalation.")


class EscalationEvidence(OfEvidence, Base):
    """A text that grants the freedom, or in which nothing was found."""

    __tablename__ = "escalation_evidence"

    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, sort_order=-1, doc="The escalation.")


class EscalationRelated(OfRelated, Base):
    """Another record that has to do with an escalation."""

    __tablename__ = "escalation_related"

    escalation: Mapped[str] = mapped_column(ForeignKey("escalations.id"), index=True, sort_order=-1, doc="The escalation.")


class Settled(Base):
    """A point widely believed open, or widely got wrong, that the specification settles."""

    __tablename__ = "settled"
    __table_args__ = (one_of("category", EscalationCategory), one_of("confidence", Confidence))

    id: Mapped[str] = mapped_column(primary_key=True, doc="Name of the record.")
    category: Mapped[str] = mapped_column(doc="What it is believed to be: " + CATEGORY)
    title: Mapped[str] = mapped_column(doc="The point in a few words.")
    belief: Mapped[str] = mapped_column(doc="What is believed, or got wrong.")
    answer: Mapped[str] = mapped_column(doc="What the specification says, in our words.")
    confidence: Mapped[str] = mapped_column(doc="specification, or interpretation where it is our reading.")


class SettledVersion(OfVersion, Base):
    """A version in which the point is settled."""

    __tablename__ = "settled_versions"

    settled: Mapped[str] = mapped_column(ForeignKey("settled.id"), index=True, sort_order=-1, doc="The settled point.")


class SettledSubject(OfSubject, Base):
    """A message, field, value, key ... that a settled point is about."""

    __tablename__ = "settled_subjects"

    settled: Mapped[str] = mapped_column(ForeignKey("settled.id"), index=True, sort_order=-1, doc="The settled point.")


class SettledGroup(OfGroup, Base):
    """A feature profile or functional block that a settled point belongs to."""

    __tablename__ = "settled_groups"

    settled: Mapped[str] = mapped_column(ForeignKey("settled.id"), index=True, sort_order=-1, doc="The settled point.")


class SettledEvidence(OfEvidence, Base):
    """A text that settles the point."""

    __tablename__ = "settled_evidence"

    settled: Mapped[str] = mapped_column(ForeignKey("settled.id"), index=True, sort_order=-1, doc="The settled point.")


class SettledRelated(OfRelated, Base):
    """Another record that has to do with a settled point."""

    __tablename__ = "settled_related"

    settled: Mapped[str] = mapped_column(ForeignKey("settled.id"), index=True, sort_order=-1, doc="The settled point.")
