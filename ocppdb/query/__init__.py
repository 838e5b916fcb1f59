"""The query API: a database, and what it answers. The standard library only."""

from ocppdb.query.database import Database, open

__all__ = ["Database", "open"]
