"""What the query API returns of the reference lists: a plain immutable value for each row. Imported when one is first asked for."""

from typing import NamedTuple

__all__ = [
    "CertificationFeature",
    "Component",
    "ConfigKey",
    "DeviceVariable",
    "ErrorCode",
    "Erratum",
    "IdTokenType",
    "LISTS",
    "Measurand",
    "ReasonCode",
    "Requirement",
    "Rule",
    "SecurityEvent",
    "State",
    "StatusTransition",
    "Term",
    "TestCase",
    "Unit",
    "UseCase",
    "Variable",
]


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
    """A configuration key of 1.6; `escalations` are the ids of open points about it."""

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
    escalations: tuple = ()


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
    without_messages: str | None
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
