"""What a version says of frames and payloads, as the judge needs it: from a database, or from the seed that one is made of."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ocppdb.records.lists import CallErrorFor
from ocppdb.records.verdicts import Severity

__all__ = ["Book", "Check", "Element", "FrameForm", "Payload"]


class Element(NamedTuple):
    """An element of a frame: its name, JSON type, and the longest string."""

    name: str
    type: str
    max_length: int | None


class FrameForm(NamedTuple):
    """A type of frame, such as CALL."""

    name: str
    number: int
    layout: str
    elements: tuple[Element, ...]
    source: str
    section: str


class Check(NamedTuple):
    """The check of a rule: a JSON Schema, or the name of a check and the paths that it looks at."""

    rule: str
    severity: Severity
    text: str
    applies_to: tuple[str, ...]
    schema: Mapping[str, Any] | None
    named: str | None
    of: tuple[str, ...]
    source: str | None
    section: str | None


class Payload(NamedTuple):
    """A request or response: its schema, with the checks of rules in it where they are wanted, and where it is defined."""

    schema: Mapping[str, Any]
    source: str
    section: str


class Book(NamedTuple):
    """All that one version says. `elsewhere` tells what a name is in other versions, or None."""

    version: str
    frames: Mapping[int, FrameForm]
    actions: Mapping[str, tuple[str, ...]]
    """The kinds of payload of each action."""
    codes: tuple[str, ...]
    answers: Mapping[str, CallErrorFor]
    payload: Callable[[str, str], Payload]
    """Returns the payload of an action and kind."""
    stricter: Callable[[str, str], Mapping[str, Any]]
    """Returns the schema of a payload with the checks of rules in it."""
    checked: Callable[[str, str], tuple["PlacedCheck", ...]]
    """Returns the checks of an action and kind (`exchange` for both together), each with the places that it looks at."""
    elsewhere: Callable[[str, str], str | None]
    """Returns what a name of a kind (message, field, enum-value) is in other versions."""


class PlacedCheck(NamedTuple):
    """A check at the places of a payload at which it holds: () for the payload itself, ("meterValue", "[]") for a type within."""

    check: Check
    place: tuple[str, ...]
