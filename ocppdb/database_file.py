"""The SQLite file: how it is opened read-only, and how it is known for one of ours."""

import os
import sqlite3

from .release import APPLICATION_ID

__all__ = ["connect", "is_ours"]


def connect(path, **options):
    """Return a connection that can only read; a missing file is an error. SQLite asks for three characters of a URI to be escaped."""
    absolute = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{absolute}?mode=ro", uri=True, **options)


def is_ours(connection):
    """Return whether the file bears the mark that the build writes into its header. Raises sqlite3.Error for what is no database."""
    return connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
