"""Everything that can go wrong, one exception for each situation.

OcppdbError
├── NotFound            no such name, value, column or version; carries the nearest ones
│   └── NotReached      the version is not recorded so far: there is nothing to find, whatever its texts say
├── DatabaseError       the file is missing, not a database of ocppdb, damaged, or of other tables
├── SchemaError         a schema file is missing, damaged, or holds what the model cannot
├── DecisionError       a project's file of decisions, or an entry to write into it, is wrong
├── SeedError           the curated data breaks its shape or a rule; carries every problem
├── BuildError          the database could not be written or did not verify
├── ExportError         the files of an export could not be written
└── ScheduleError       a charging profile, or what is asked of it, cannot be computed with
    └── OpenPoint       the answer depends on what the specification leaves open; carries the question
"""

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = [
    "BuildError",
    "DatabaseError",
    "DecisionError",
    "ExportError",
    "NotFound",
    "NotReached",
    "OcppdbError",
    "OpenPoint",
    "ScheduleError",
    "SchemaError",
    "SeedError",
    "nearest_of",
]


class OcppdbError(Exception):
    """Base of all errors that ocppdb raises on purpose; its text names the cure."""


class NotFound(OcppdbError):
    """Nothing has that name or value; `.nearest` are the names most like it."""

    def __init__(self, message: str, nearest: Iterable[str] = ()) -> None:
        super().__init__(message, tuple(nearest))
        self.message = message
        self.nearest = tuple(nearest)

    def __str__(self) -> str:
        return self.message

    @classmethod
    def of(cls, what: str, name: str, choices: Iterable[str], hint: str = "try a search") -> "NotFound":
        """Return a NotFound that says what was not found, and which of some names are most like it, or all where they are few."""
        names = list(dict.fromkeys(choices))
        nearest = nearest_of(name, names)
        if nearest:
            return cls(f"{what}; nearest: {', '.join(nearest)}", nearest)
        if 0 < len(names) <= 12:
            return cls(f"{what}; there are {', '.join(names)}", names)
        return cls(f"{what}; {hint}", ())


class NotReached(NotFound):
    """A version is not recorded so far as a question asks; `.nearest` are the versions that are."""


class DatabaseError(OcppdbError):
    """The file cannot be read as a database of this release of ocppdb."""


class DecisionError(OcppdbError):
    """The decisions of a project cannot be read, or one cannot be written as it was asked for."""


class SchemaError(OcppdbError):
    """A JSON Schema file is missing or damaged, or uses what the model cannot hold."""


class SeedError(OcppdbError):
    """The curated data is wrong; `.problems` lists every place at once."""

    def __init__(self, problems: Iterable[Any]) -> None:
        self.problems: tuple[Any, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the seed files"
        return "\n".join([head, *map(str, self.problems)])


class BuildError(OcppdbError):
    """The new database could not be finished; an older one is untouched."""


class ExportError(OcppdbError):
    """A folder cannot hold an export, or could not be written; what is not ours in it is untouched."""


class ScheduleError(OcppdbError):
    """A charging profile is wrong, or what is asked of it cannot be computed; the text names the field and the cure."""


class OpenPoint(ScheduleError):
    """The result depends on what the specification leaves open, and nobody has decided; `.point` is the id of the escalation."""

    def __init__(self, point: str, option: str, question: str, choices: Iterable[tuple[str, str]]) -> None:
        told = tuple(choices)
        super().__init__(point, option, question, told)
        self.point, self.option, self.question, self.choices = point, option, question, told

    def __str__(self) -> str:
        lines = [f"  {self.option}={choice:<12} {label}" for choice, label in self.choices]
        return "\n".join([f"the specification leaves open ({self.point}): {self.question} Decide by an option:", *lines])


def nearest_of(name: str, names: Sequence[str], most: int = 3, alike: float = 0.5) -> list[str]:
    """Return the names most like one that was not found, best first; upper and lower case do not matter."""
    import difflib

    if len(name) > 200:
        return []
    folded: dict[str, str] = {}
    for each in names:
        folded.setdefault(each.lower(), each)
    return [folded[each] for each in difflib.get_close_matches(name.lower(), list(folded), most, alike)]
