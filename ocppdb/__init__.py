"""The reference database of the Open Charge Point Protocol: `ocppdb.open()` and ask."""

from .errors import BuildError, DatabaseError, NotFound, OcppdbError, SchemaError, SeedError
from .mode import escalation_mode
from .query import Database, open
from .release import RELEASE as __version__

__all__ = [
    "BuildError",
    "Database",
    "DatabaseError",
    "NotFound",
    "OcppdbError",
    "SchemaError",
    "SeedError",
    "__version__",
    "escalation_mode",
    "open",
]
