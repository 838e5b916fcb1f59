"""The reference database of the Open Charge Point Protocol: `ocppdb.open()` and ask."""

import importlib
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from ocppdb import smart_charging

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


def __getattr__(name: str) -> object:
    """What most programs do not ask for is read when it is asked for."""
    if name == "smart_charging":
        return importlib.import_module("ocppdb.smart_charging")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
