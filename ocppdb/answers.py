"""What the query API returns: plain immutable values, one class for each noun."""

from typing import NamedTuple

__all__ = [
    "Component", "ConfigKey", "DataType", "DeviceVariable", "Enumeration", "ErrorCode", "Erratum", "Field", "Hit", "IdTokenType",
    "LISTS", "Measurand", "Message", "Payload", "ReasonCode", "Requirement", "Rule", "SecurityEvent", "State", "StatusTransition", "Term",
    "TestCase", "CertificationFeature", "Unit", "UseCase", "Value", "Variable", "Version",
]


class Version(NamedTuple):
    """A version of OCPP."""

    id: str
    slug: str
    title: str
    subprotocol: str
    summary: str


class Field(NamedTuple):
    """A field at its place in a payload or type; `fields` are those of its own type, in order."""

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
    """A message. `assumed` tells that no version was asked for and `version` was assumed."""

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


class Component(NamedTuple):
    """A standardized component of the device model; `variables` are the DeviceVariables that belong to it."""

    version: str
    name: str
    category: str
    description: str
    note: str | None
    source: str
    section: str
    confidence: str
    variables: tuple = ()


class ConfigKey(NamedTuple):
    """A configuration key of 1.6."""

    version: str
    key: str
    profile: str
    accessibility: str
    type: str
    required: bool
    unit: str | None
    default_value: str | None
    allowed_values: str | None
    reboot: str
    description: str
    note: str | None
    source: str
    section: str
    confidence: str


class Variable(NamedTuple):
    """A standardized variable, whichever components have it."""

    version: str
    name: str
    data_type: str | None
    unit: str | None
    description: str
    note: str | None
    source: str
    section: str
    confidence: str


class DeviceVariable(NamedTuple):
    """A variable at a component."""

    version: str
    name: str
    component: str
    component_instance: str | None
    variable: str
    variable_instance: str | None
    data_type: str | None
    mutability: str | None
    unit: str | None
    required: str
    allowed_values: str | None
    description: str
    requirement: str | None
    note: str | None
    source: str
    section: str
    confidence: str


class ErrorCode(NamedTuple):
    """An error code of CALLERROR."""

    version: str
    code: str
    meaning: str
    when: str
    note: str | None
    source: str
    section: str
    confidence: str


class State(NamedTuple):
    """A state that rules speak of."""

    version: str
    name: str
    kind: str
    meaning: str
    note: str | None
    source: str
    section: str
    confidence: str


class StatusTransition(NamedTuple):
    """A change of a connector's status that the specification allows."""

    version: str
    from_status: str
    to_status: str
    event: str
    trigger: str
    note: str | None
    source: str
    section: str
    confidence: str


class Rule(NamedTuple):
    """A rule that only prose states."""

    version: str
    id: str
    topic: str
    kind: str
    subject_kind: str | None
    subject: str | None
    state: str | None
    value: str | None
    who: str | None
    allowed: str | None
    text: str
    note: str | None
    source: str
    section: str
    confidence: str


class SecurityEvent(NamedTuple):
    """A security event."""

    version: str
    event: str
    critical: bool
    description: str
    note: str | None
    source: str
    section: str
    confidence: str


class ReasonCode(NamedTuple):
    """A standardized reason code."""

    version: str
    code: str
    meaning: str
    note: str | None
    source: str
    section: str
    confidence: str


class Unit(NamedTuple):
    """A standardized unit."""

    version: str
    unit: str
    meaning: str
    quantity: str | None
    note: str | None
    source: str
    section: str
    confidence: str


class Measurand(NamedTuple):
    """A quantity that a sampled value measures, and its default unit."""

    version: str
    measurand: str
    meaning: str
    unit: str | None
    note: str | None
    source: str
    section: str
    confidence: str


class IdTokenType(NamedTuple):
    """A type of identifier."""

    version: str
    type: str
    meaning: str
    note: str | None
    source: str
    section: str
    confidence: str


class UseCase(NamedTuple):
    """A use case, or a section of 1.6 that describes an operation."""

    version: str
    id: str
    title: str
    block: str
    note: str | None
    source: str
    section: str
    confidence: str


class Requirement(NamedTuple):
    """A requirement: facts about it, not its text."""

    version: str
    id: str
    use_case: str | None
    role: str | None
    level: str
    edition: str
    note: str | None
    source: str
    section: str
    confidence: str


class Erratum(NamedTuple):
    """What an errata sheet changes, or a contradiction and what goes over the wire."""

    version: str
    id: str
    document: str
    subject_kind: str | None
    subject: str | None
    change: str
    note: str | None
    source: str
    section: str
    confidence: str


class Term(NamedTuple):
    """A term of the glossary."""

    version: str
    term: str
    abbreviation_of: str | None
    meaning: str
    note: str | None
    source: str
    section: str
    confidence: str


class CertificationFeature(NamedTuple):
    """A feature that a certification profile asks for."""

    version: str
    id: str
    profile: str
    feature: str
    role: str
    requirement: str | None
    note: str | None
    source: str
    section: str
    confidence: str


class TestCase(NamedTuple):
    """A test case of the certification."""

    version: str
    id: str
    use_case: str | None
    role: str | None
    title: str
    profile: str | None
    note: str | None
    source: str
    section: str
    confidence: str


LISTS = {
    "components": Component,
    "config_keys": ConfigKey,
    "variables": Variable,
    "device_variables": DeviceVariable,
    "error_codes": ErrorCode,
    "states": State,
    "status_transitions": StatusTransition,
    "rules": Rule,
    "security_events": SecurityEvent,
    "reason_codes": ReasonCode,
    "units": Unit,
    "measurands": Measurand,
    "id_token_types": IdTokenType,
    "use_cases": UseCase,
    "requirements": Requirement,
    "errata": Erratum,
    "terms": Term,
    "certification_features": CertificationFeature,
    "test_cases": TestCase,
}
"""The reference lists: table and what a row of it is returned as."""
