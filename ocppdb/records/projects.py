"""What is said of a project: the versions that it speaks and how that is known, what its team has decided, and what is wrong in its code."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple

from ocppdb.records.declare import Column, Part

__all__ = ["Clue", "ClueKind", "Detection", "Sure", "Where"]

Sure = Literal["certain", "likely", "unclear"]
ClueKind = Literal["subprotocol", "version", "frame", "payload", "name", "pair", "wording", "companion"]


class Clue(NamedTuple):
    """One thing that was seen in a text and speaks for some versions."""

    file: Annotated[str | None, "The file, as it is called within the project; empty for a text."]
    line: Annotated[int, "The line, from 1; 0 for the name of the file itself."]
    kind: Annotated[
        ClueKind,
        "subprotocol (ocpp1.6), version (a number beside the word OCPP), frame, payload (an object by itself), name (that some versions "
        "lack), pair (a message and its fields), wording (a role, or an ending such as .req) or companion (a field without the one "
        "that another version demands beside it).",
    ]
    seen: Annotated[str, "What was seen, shortened where it is long."]
    speaks_for: Annotated[tuple[str, ...], Part("The versions that it speaks for, oldest first: one of them, or all.")]
    why: Annotated[str, "Why it speaks for them."]
    weight: Annotated[float, "How much it weighs; 0 for what is denied, or told of the past."]


class Where(NamedTuple):
    """A file, and the versions that it speaks."""

    file: Annotated[str, "The file, as it is called within the project."]
    speaks: Annotated[tuple[tuple[str, ...], ...], Part("As in Detection.")]


class Detection(NamedTuple):
    """Which versions of OCPP a text or a project speaks."""

    speaks: Annotated[
        tuple[tuple[str, ...], ...],
        Part("A version each, or several where it is one of them and nothing says which; empty where nothing speaks for any."),
    ]
    sure: Annotated[Sure, "certain (it is said, or a frame or several names show it), likely or unclear."]
    assumed: Annotated[str | None, "Version to assume where one must be and none is known."]
    ask: Annotated[str | None, Column("What to ask the developer, where it is not certain.")]
    not_covered: Annotated[
        tuple[str, ...], Part("Other versions and transports of OCPP that were seen: OCPP 1.5, SOAP.", made=True)
    ]
    relatives: Annotated[tuple[str, ...], Part("Other protocols that were seen, which are not OCPP.", made=True)]
    evidence: Annotated[tuple[Clue, ...], Part("What was seen, the weightiest first; what is denied comes last.", made=True)]
    files: Annotated[tuple[Where, ...], Part("The files that speak for a version.", made=True)] = ()
    read: Annotated[int, "Number of files that were read."] = 0
    left: Annotated[Mapping[str, int], Part("Numbers of files and folders that were not read, by the reason.", made=True)] = {}

    @property
    def versions(self) -> tuple[str, ...]:
        """The versions that are spoken, or may be."""
        return tuple(dict.fromkeys(version for each in self.speaks for version in each))

    @property
    def version(self) -> str | None:
        """The version, where there is exactly one."""
        return self.speaks[0][0] if len(self.speaks) == 1 and len(self.speaks[0]) == 1 else None

    def text(self, evidence: int = 8) -> str:
        """Return the answer in words, with so many pieces of evidence."""
        from ocppdb.show.projects import detection

        return detection(self, evidence)
