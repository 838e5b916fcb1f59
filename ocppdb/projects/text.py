"""A text whose places can be told as lines, and the clues that are found in it."""

import bisect
import re
from functools import cached_property

from ocppdb.files import told
from ocppdb.projects.denial import denied
from ocppdb.projects.words import Vocabulary
from ocppdb.records.projects import Clue, ClueKind

__all__ = ["Known", "Text", "clue"]

Known = dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
"""The names of OCPP in each token of a text."""


class Text:
    """A text whose places can be told as lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower()

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def line(self, at: int) -> int:
        """The number of the line in which a place is, from 1."""
        return bisect.bisect_right(self.starts, at)

    def denied(self, start: int, end: int) -> bool:
        """Whether what stands at a place is denied in its line."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return denied(self.text[first : last if last >= 0 else len(self.text)], start - first, end - first)


def clue(
    vocabulary: Vocabulary, file: str | None, line: int, kind: ClueKind, seen: str, of: frozenset[str], why: str, weight: float
) -> Clue:
    """Return a Clue; what was seen is told in one line, the versions `of` which it speaks in their order."""
    return Clue(
        file,
        line,
        kind,
        told(" ".join(seen.split()), 100),
        tuple(each for each in vocabulary.versions if each in of),
        why,
        weight,
    )
