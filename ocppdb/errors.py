"""Everything that can go wrong, one exception for each situation.

OcppdbError
├── NotFound            no such name, value, column or version; carries the nearest ones
├── DatabaseError       the file is missing, not a database of ocppdb, damaged, or of other tables
├── SchemaError         a schema file is missing, damaged, or holds what the model cannot
├── DecisionError       a project's file of decisions, or an entry to write into it, is wrong
├── SeedError           the curated data breaks its shape or a rule; carries every problem
└── BuildError          the database could not be written or did not verify
"""

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["BuildError", "DatabaseError", "DecisionError", "NotFound", "OcppdbError", "SchemaError", "SeedError", "nearest_of"]


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


def nearest_of(name: str, names: Sequence[str], most: int = 3, alike: float = 0.5) -> list[str]:
    """Return the names most like one that was not found, best first; upper and lower case do not matter."""
    import difflib

    if len(name) > 200:
        return []
    folded: dict[str, str] = {}
    for each in names:
        folded.setdefault(each.lower(), each)
    return [folded[each] for each in difflib.get_close_matches(name.lower(), list(folded), most, alike)]
