"""What an audit of code finds."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from ocppdb.records.declare import Part

__all__ = ["RULES", "Audit", "AuditRule", "Level", "Remark", "Rule"]

Level = Literal["error", "warning", "note"]
Rule = Literal[
    "undecided",
    "decided",
    "stale-decision",
    "unknown-name",
    "misspelt-value",
    "other-version",
    "invalid-frame",
    "unused-ignore",
]


class AuditRule(NamedTuple):
    """A rule of the audit: how grave a breach is, what is found by it, what to do, and the kind of things that it is about."""

    level: Annotated[Level, "error, warning or note."]
    finds: Annotated[str, "What is found."]
    cure: Annotated[str, "What to do."]
    kind: Annotated[str | None, "Kind of the things whose pages help."]


RULES: Mapping[Rule, AuditRule] = {
    "undecided": AuditRule(
        "warning",
        "A comment marks an assumption on an open point, and no decision answers it.",
        "Put the question to whoever may decide, and keep the answer: ocppdb decide.",
        "escalation",
    ),
    "decided": AuditRule(
        "note",
        "A comment marks an assumption on an open point that has been decided.",
        "Nothing, as long as the code does so.",
        "escalation",
    ),
    "stale-decision": AuditRule(
        "warning",
        "A decision answers a record that has changed since, is settled, or is not there.",
        "Read the record again, and write the decision anew or take it out.",
        "escalation",
    ),
    "unknown-name": AuditRule(
        "warning",
        "A text looks like a name of OCPP and is none.",
        "Spell it as OCPP does, or ignore it where it is a name of your own.",
        "message",
    ),
    "misspelt-value": AuditRule(
        "warning",
        "A text looks like a value or an error code of OCPP and is none.",
        "Spell it as it goes over the wire.",
        "enum-value",
    ),
    "other-version": AuditRule(
        "warning",
        "A name belongs to another version of OCPP than those that the project speaks.",
        "Use what the project's version has in its place.",
        "message",
    ),
    "invalid-frame": AuditRule(
        "error",
        "A frame is not valid in any version that the project speaks.",
        "Mend it, or ignore it where it is meant to be wrong.",
        "frame",
    ),
    "unused-ignore": AuditRule("warning", "A comment ignores a rule that finds nothing there.", "Take the comment out.", None),
}
"""The rules, by their ids."""


class Remark(NamedTuple):
    """One thing that an audit found."""

    rule: Annotated[Rule, "Id of the rule."]
    level: Annotated[Level, "error, warning or note."]
    file: Annotated[str, "The file, as it is called within the project."]
    line: Annotated[int, "The line, from 1."]
    column: Annotated[int, "The column, from 1."]
    text: Annotated[str, "What was found, what was expected, and the cure."]
    about: Annotated[tuple[str, str, str] | None, Part("Version, kind and name of the thing of OCPP that it is about.")]
    fingerprint: Annotated[str, "What stays the same while only lines around it change."]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.level} {self.rule}: {self.text}"


class Audit(NamedTuple):
    """What an audit found, file by file, and by which versions it judged."""

    versions: Annotated[
        tuple[str, ...], Part("The versions that the project speaks, or by which it was asked to judge.", made=True)
    ]
    remarks: Annotated[tuple[Remark, ...], Part("What was found.", made=True)]
    read: Annotated[int, "Number of files that were read."]

    @property
    def ok(self) -> bool:
        """Whether nothing graver than a note was found."""
        return all(remark.level == "note" for remark in self.remarks)
