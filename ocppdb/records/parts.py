"""Documents, and what a version is made of: roles, device levels, frames and groups."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.common import InVersion, Note, Section, Side, Source, Trust
from ocppdb.records.declare import Column, Key, Part, noun

__all__ = ["DeviceLevel", "Document", "Frame", "FrameElement", "Group", "Role"]


@noun("sources", key="id", list="sources", identity=("id",), unique=(), kind="source", text="{title}, {edition}", label="title")
class Document(NamedTuple):
    """A document that facts are cited from."""

    id: Annotated[str, Column("Short id, as used in every `source` column.", pattern="^[a-z0-9-]+$")]
    title: Annotated[str, "Title of the document."]
    edition: Annotated[str, "Edition and date that was read."]
    publisher: Annotated[str, "Who publishes it."]
    url: Annotated[str, Column("Where to get it.", pattern="^https://")]


@noun(
    "roles",
    key="id",
    list="roles",
    identity=("name",),
    unique=(),
    kind="role",
    text="summary",
    facets=("version",),
    keys=(Key("id", "Slug."),),
)
class Role(NamedTuple):
    """One of the two ends of a connection, as its version calls it."""

    version: InVersion
    name: Annotated[str, "Name in the specification."]
    side: Annotated[Side, "station or csms: the end that corresponds in all versions."]
    summary: Annotated[str, "What it does."]
    source: Source
    section: Section
    confidence: Trust


@noun(
    "device_levels",
    key="id",
    list="device-levels",
    identity=("name",),
    unique=(),
    kind="device-level",
    text="summary",
    facets=("version",),
    keys=(Key("id", "Slug."),),
)
class DeviceLevel(NamedTuple):
    """A level of the device hierarchy, and how messages address it."""

    version: InVersion
    position: Annotated[int, Column("Depth: 1 is the whole station.", made=True)]
    name: Annotated[str, "Name in the specification."]
    parent: Annotated[str | None, Column("The level above.", references="device_levels")]
    addressed_by: Annotated[str, "The field that addresses it."]
    numbers: Annotated[str, "The values that the field takes."]
    summary: Annotated[str, "What it is, and what its number means."]
    source: Source
    section: Section
    confidence: Trust


class WrittenElement(NamedTuple):
    """An element of a frame, as the seed writes it."""

    name: Annotated[str, "Name in the specification."]
    type: Annotated[str, "JSON type."]
    max_length: Annotated[int | None, "Longest string, in characters."]
    summary: Annotated[str, "What it holds."]


@noun(
    "frames",
    key="id",
    list="frames",
    identity=("name",),
    unique=(),
    kind="frame",
    text="summary",
    compared=("message_type_id",),
    facets=("version",),
    keys=(Key("id", "Slug."),),
    written={"elements": Annotated[tuple[WrittenElement, ...], Part("The elements of the array, in order.")]},
)
class Frame(NamedTuple):
    """A type of RPC frame, such as CALL."""

    version: InVersion
    name: Annotated[Literal["CALL", "CALLRESULT", "CALLERROR", "CALLRESULTERROR", "SEND"], "Name in the specification."]
    message_type_id: Annotated[int, "The number that begins the frame."]
    layout: Annotated[str, "The JSON array that goes over the wire."]
    summary: Annotated[str, "What it is for."]
    source: Source
    section: Section
    confidence: Trust


@noun("frame_elements", key="id", label="name", keys=(Key("id", "Slug."),))
class FrameElement(NamedTuple):
    """One element of the JSON array of a frame."""

    frame: Annotated[str, Column("The frame it belongs to.", references="frames", indexed=True)]
    position: Annotated[int, "Place in the array, from 1."]
    name: Annotated[str, "Name in the specification."]
    type: Annotated[str, "JSON type."]
    max_length: Annotated[int | None, "Longest string, in characters."]
    summary: Annotated[str, "What it holds."]


@noun(
    "groups",
    key="id",
    list="groups",
    identity=("name",),
    kind="group",
    text="summary",
    compared=(),
    facets=("version",),
    keys=(Key("id", "Slug."),),
)
class Group(NamedTuple):
    """A group of messages: a feature profile or functional block."""

    version: InVersion
    position: Annotated[int, Column("Order in the specification.", made=True)]
    name: Annotated[str, "Name in the specification."]
    code: Annotated[str | None, "Letter of the functional block."]
    summary: Annotated[str, "What it covers."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
