"""The query API: a database, and what it answers. The standard library only."""

from ocppdb.query.database import Database, detect, open

__all__ = ["Database", "detect", "open"]
