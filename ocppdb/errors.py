"""Everything that can go wrong, one exception for each situation.

OcppdbError
├── NotFound            no such message, type, enumeration or version; carries the nearest names
├── DatabaseError       the file is missing, not a database of ocppdb, or of another release
├── SchemaError         a schema file is missing, damaged, or holds what the model cannot
├── SeedError           the curated data breaks its shape or a rule; carries every problem
└── BuildError          the database could not be written or did not verify
"""

__all__ = ["OcppdbError", "NotFound", "DatabaseError", "SchemaError", "SeedError", "BuildError"]


class OcppdbError(Exception):
    """Base of all errors that ocppdb raises on purpose; its text names the cure."""


class NotFound(OcppdbError):
    """Nothing in the database has that name; `.nearest` are the names most like it."""

    def __init__(self, message, nearest=()):
        super().__init__(message, nearest)
        self.message = message
        self.nearest = tuple(nearest)

    def __str__(self):
        return self.message


class DatabaseError(OcppdbError):
    """The file cannot be read as a database of this release of ocppdb."""


class SchemaError(OcppdbError):
    """A JSON Schema file is missing or damaged, or uses what the model cannot hold."""


class SeedError(OcppdbError):
    """The curated data is wrong; `.problems` lists every place at once."""

    def __init__(self, problems):
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self):
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in the seed files"
        return "\n".join([head, *map(str, self.problems)])


class BuildError(OcppdbError):
    """The new database could not be finished; an older one is untouched."""
