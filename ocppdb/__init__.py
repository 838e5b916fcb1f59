"""The reference database of the Open Charge Point Protocol: `ocppdb.open()` and ask."""

from ocppdb.agents.mode import escalation_mode
from ocppdb.errors import BuildError, DatabaseError, NotFound, OcppdbError, SchemaError, SeedError
from ocppdb.query import Database, open
from ocppdb.release import RELEASE as __version__

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
