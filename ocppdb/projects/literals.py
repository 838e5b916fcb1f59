"""Texts in quotes that are names of OCPP, or look like one and are none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ocppdb.projects.words import GENERAL, parts

__all__ = ["Literal", "Spelling", "literals", "spelling"]

QUOTED = re.compile(r"(?P<quote>[\"'`])(?P<name>[A-Z][A-Za-z0-9]{6,59})(?P=quote)")
ENDINGS = ("s", "d", "r", "n")
LEAST = 9
"""A shorter name is too near to other words."""


class Literal(NamedTuple):
    """A text in quotes: what it says, and where it stands."""

    name: str
    start: int


class Spelling(NamedTuple):
    """The names of OCPP as they are spelt: all of them in small letters, and those that a misspelling may mean by what is left of them.

    `words` are those of which names are made: what consists of such words alone may be another name, and not a misspelt one.
    """

    known: frozenset[str]
    meant: Mapping[str, tuple[str, ...]]
    words: frozenset[str]

    def nearest(self, name: str) -> str | None:
        """Return the name that another differs from by one letter that is more, less, other, or changes places; None for a known one."""
        plain = name.lower()
        if len(plain) < LEAST or plain in self.known or len(parts(name)) < 2:
            return None
        for left in _left(plain):
            for meant in self.meant.get(left, ()):
                if not _another_form(name, meant):
                    return meant
        return None


def spelling(names: Iterable[str], meant: Iterable[str]) -> Spelling:
    """Return the Spelling of all names, of which some are what a misspelling may mean."""
    every = frozenset(names)
    by: dict[str, list[str]] = {}
    for name in sorted(set(meant)):
        if len(name) >= LEAST and len(parts(name)) > 1:
            for left in _left(name.lower()):
                by.setdefault(left, []).append(name)
    words = GENERAL.union(*map(parts, every))
    return Spelling(frozenset(name.lower() for name in every), {left: tuple(several) for left, several in by.items()}, words)


def literals(text: str) -> Iterator[Literal]:
    """Yield the Literals of a text that are written as OCPP writes its names."""
    for found in QUOTED.finditer(text):
        yield Literal(found["name"], found.start("name"))


def _left(name: str) -> list[str]:
    """A name, and what is left of it where one letter is taken away."""
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _another_form(name: str, meant: str) -> bool:
    """Whether two names are two, and not one misspelt: they differ in their ending (MeterValue, MeterValues), a digit or an abbreviation."""
    shorter, longer = sorted((name.lower(), meant.lower()), key=len)
    if longer.endswith(shorter) or (longer.startswith(shorter) and longer[len(shorter) :] in ENDINGS):
        return len(shorter) < len(longer)
    different = [(one, other) for one, other in zip(name, meant, strict=False) if one.lower() != other.lower()]
    return len(name) == len(meant) and any(
        one.isdigit() or other.isdigit() or one.isupper() and other.isupper() for one, other in different
    )
