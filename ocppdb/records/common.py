"""What many records have in common: version, citation, note, and the closed sets that several of them use."""

from typing import Annotated, Literal, get_args

from ocppdb.records.declare import Column

__all__ = [
    "Confidence",
    "KINDS",
    "Direction",
    "InVersion",
    "Note",
    "Origin",
    "PayloadKind",
    "Proof",
    "Side",
    "Source",
    "Section",
    "SubjectKind",
    "Trust",
]

Confidence = Literal["schema-derived", "schema-described", "specification", "interpretation"]
Direction = Literal["station-to-csms", "csms-to-station", "either"]
Side = Literal["station", "csms"]
PayloadKind = Literal["request", "response"]
SubjectKind = Literal[
    "message",
    "type",
    "enum-value",
    "field",
    "group",
    "role",
    "device-level",
    "frame",
    "config-key",
    "component",
    "variable",
    "error-code",
    "fault",
    "state",
    "status-transition",
    "rule",
    "concept",
    "security-event",
    "reason-code",
    "unit",
    "measurand",
    "id-token-type",
    "use-case",
    "requirement",
    "erratum",
    "term",
    "certification-feature",
    "test-case",
    "sequence",
    "escalation",
    "settled",
]
"""What a record can be about: the kinds of things that have a name within a version."""
KINDS = (*get_args(SubjectKind), "schedule-example", "version", "source")
"""What the index of names has, in its order."""

InVersion = Annotated[str, Column("Version of OCPP, by its id.", references="versions", made=True)]
Source = Annotated[str, Column("The document that states it.", references="sources")]
Section = Annotated[str, "Where in the document: section, requirement id, or name of a schema file."]
Trust = Annotated[
    Confidence,
    Column(
        "schema-derived (structure in a JSON Schema), schema-described (words in a JSON Schema), specification (read in the text) or "
        "interpretation (our reading of it).",
        default="specification",
    ),
]
Note = Annotated[str | None, "What else is to be known, such as a contradiction."]
Origin = Annotated[
    Literal["written", "carried-over"],
    Column(
        "written for this version, or carried-over: a record of the version before, which holds here as well.",
        made=True,
        default="written",
    ),
]
Proof = Annotated[
    str | None,
    Column(
        "What a record that was carried over rests on: the requirements that read the same in both, or where each was read.",
        made=True,
    ),
]
