"""The reference database of the Open Charge Point Protocol: `ocppdb.open()` and ask."""

from ocppdb import smart_charging
from ocppdb.agents.mode import escalation_mode
from ocppdb.errors import (
    BuildError,
    DatabaseError,
    DecisionError,
    NotFound,
    OcppdbError,
    OpenPoint,
    ScheduleError,
    SchemaError,
    SeedError,
)
from ocppdb.query import Database, detect, open
from ocppdb.release import RELEASE as __version__

__all__ = [
    "BuildError",
    "Database",
    "DatabaseError",
    "DecisionError",
    "NotFound",
    "OcppdbError",
    "OpenPoint",
    "ScheduleError",
    "SchemaError",
    "SeedError",
    "__version__",
    "detect",
    "escalation_mode",
    "open",
    "smart_charging",
]
