"""What the query API returns: plain immutable values, one class for each noun."""

from typing import NamedTuple

__all__ = ["DataType", "Enumeration", "Field", "Hit", "Message", "Payload", "Value", "Version"]


class Version(NamedTuple):
    """A version of OCPP."""

    id: str
    slug: str
    title: str
    subprotocol: str
    summary: str


class Field(NamedTuple):
    """A field at its place in a payload or type; `fields` are those of its own type, in order.

    `escalations` are the ids of the points about it that the specification leaves open.
    """

    name: str
    path: str
    type: str
    data_type: str | None
    cardinality: str
    required: bool
    min_items: int | None
    max_items: int | None
    max_length: int | None
    minimum: float | None
    maximum: float | None
    multiple_of: float | None
    format: str | None
    default_value: str | None
    unit: str | None
    description: str | None
    described_in: str | None
    note: str | None
    source: str
    section: str
    confidence: str
    fields: tuple = ()
    escalations: tuple = ()

    def walk(self):
        """Yield this field and every field below it, in reading order."""
        yield self
        for field in self.fields:
            yield from field.walk()


class Payload(NamedTuple):
    """The request or the response of a message; `name` is the specification's."""

    name: str
    kind: str
    fields: tuple

    def walk(self):
        """Yield every field at every depth, in reading order."""
        for field in self.fields:
            yield from field.walk()


class Message(NamedTuple):
    """A message. `assumed` tells that no version was asked for and `version` was assumed.

    `escalations` are the ids of the points about it, its fields and their types that the specification leaves open.
    """

    version: str
    action: str
    direction: str
    group: str
    extension: str | None
    summary: str
    note: str | None
    source: str
    section: str
    confidence: str
    request: Payload
    response: Payload
    assumed: bool = False
    escalations: tuple = ()


class Value(NamedTuple):
    """A value of an enumeration."""

    value: str
    meaning: str | None
    meaning_in: str | None
    note: str | None
    source: str
    section: str
    confidence: str


class DataType(NamedTuple):
    """An object type or an alias of a string. `used_by` are the places in payloads that have it."""

    version: str
    name: str
    category: str
    type: str
    max_length: int | None
    description: str | None
    note: str | None
    fields: tuple
    used_by: tuple
    source: str
    section: str
    confidence: str
    assumed: bool = False

    def walk(self):
        """Yield every field at every depth, in reading order."""
        for field in self.fields:
            yield from field.walk()


class Enumeration(NamedTuple):
    """An enumeration: `values` are its words in the schema's order, `meanings` the same with what they mean."""

    version: str
    name: str
    values: tuple
    meanings: tuple
    default_value: str | None
    description: str | None
    note: str | None
    used_by: tuple
    source: str
    section: str
    confidence: str
    assumed: bool = False


class Hit(NamedTuple):
    """A subject that was found: its version, kind and name, what it says, and the table and id of its row."""

    version: str | None
    kind: str
    name: str
    text: str | None
    location: str
