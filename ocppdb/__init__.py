"""The reference database of the Open Charge Point Protocol: `ocppdb.open()` and ask."""

from ocppdb import smart_charging
from ocppdb.agents.mode import escalation_mode
from ocppdb.errors import BuildError, DatabaseError, NotFound, OcppdbError, OpenPoint, ScheduleError, SchemaError, SeedError
from ocppdb.query import Database, open
from ocppdb.release import RELEASE as __version__

__all__ = [
    "BuildError",
    "Database",
    "DatabaseError",
    "NotFound",
    "OcppdbError",
    "OpenPoint",
    "ScheduleError",
    "SchemaError",
    "SeedError",
    "__version__",
    "escalation_mode",
    "open",
    "smart_charging",
]
