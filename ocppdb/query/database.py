"""The read-only Python API: `open` a database and ask it.

Everything it returns is a plain immutable value that outlives the database. Only the standard library is imported here; the
build is reached for once, when the default database does not exist yet.
"""

import os
import re
import sqlite3
import threading

from ocppdb.errors import DatabaseError, NotFound
from ocppdb.files import cannot_read, default_path, open_database
from ocppdb.query.lists import Lists
from ocppdb.query.messages import Messages
from ocppdb.query.names import Names
from ocppdb.query.points import OpenPoints
from ocppdb.query.sequences import Sequences
from ocppdb.records.messages import Version

__all__ = ["Database", "open"]


def open(path=None):
    """Open a database read-only and return it.

    Without `path`, the default database is opened. It is ours alone, so it is built where it does not exist yet, and once more where it
    cannot be read. Raises DatabaseError where a file is missing, is none of ours, is damaged, or belongs to another release.
    """
    if path is not None:
        return Database(path)
    path = default_path()
    try:
        return Database(path)
    except DatabaseError:
        from ocppdb.build.write import build

        build()
    return Database(path)


class Database(Messages, Lists, Sequences, OpenPoints, Names):
    """A database of ocppdb, read-only. May be shared by threads, and used as a context manager."""

    def __init__(self, path):
        self.path = os.fspath(path)
        self._lock = threading.Lock()
        self._answers = {}
        self._connection = open_database(self.path)
        self._versions = {
            row[0]: Version(*row[:5])
            for row in self._rows("SELECT id, slug, title, subprotocol, summary, assumed FROM versions ORDER BY position")
        }
        self._assumed = self._rows("SELECT id FROM versions WHERE assumed")[0][0]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"Database({self.path!r})"

    def close(self):
        """Close the file. What was returned before stays usable."""
        with self._lock:
            self._connection.close()

    def _rows(self, sql, parameters=()):
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.Error as error:
                raise cannot_read(self.path, error) from None

    def _once(self, key, answer):
        """Remember an answer: the database never changes."""
        found = self._answers.get(key)
        return found if found is not None else self._answers.setdefault(key, answer())

    @property
    def versions(self):
        """The versions of OCPP, oldest first."""
        return tuple(self._versions.values())

    def version(self, word):
        """Return the Version that a word means: '1.6', '1.6J', 'ocpp1.6', 'OCPP 2.0.1' ... Raises NotFound."""
        plain = re.sub(r"^(ocpp)?[-_ ]*v?", "", str(word).strip().lower())
        found = self._rows("SELECT version FROM version_words WHERE word = ?", (plain,))
        if not found:
            known = ", ".join(self._versions)
            raise NotFound(f"no version {word!r}; this database has {known}", tuple(self._versions))
        return self._versions[found[0][0]]

    def _where(self, version=None, **columns):
        """Return an SQL condition, and its parameters, that a table's rows are of a version and have some values; None asks nothing."""
        wanted = {"version": version and self.version(version).id} | columns
        given = {column: value for column, value in wanted.items() if value is not None}
        return " AND ".join(f"{column} = ?" for column in given) or "1", tuple(given.values())

    def _which(self, kind, name, version):
        """Return the version to look in, and whether it was assumed."""
        if version is not None:
            return self.version(version).id, False
        having = [row[0] for row in self._rows("SELECT version FROM subjects WHERE kind = ? AND name = ?", (kind, name))]
        if len(having) == 1:
            return having[0], True
        return self._assumed, True

    def _unknown(self, kind, name, version, assumed=False):
        """A NotFound that tells the nearest names, and the versions that do have the name."""
        import difflib

        elsewhere = [
            row[0]
            for row in self._rows(
                "SELECT version FROM subjects WHERE kind = ? AND name = ? AND version != ?", (kind, name, version)
            )
        ]
        where = "any version of OCPP" if assumed else f"OCPP {version}"
        if elsewhere:
            return NotFound(f"no {kind} {name!r} in {where}; OCPP {' and '.join(elsewhere)} has it", (name,))
        names = {
            row[0].lower(): row[0]
            for row in self._rows(
                "SELECT name FROM subjects WHERE kind = ?" + ("" if assumed else " AND version = ?"),
                (kind,) if assumed else (kind, version),
            )
        }
        nearest = [names[each] for each in difflib.get_close_matches(name.lower(), names, 3, 0.5)]
        hint = f"; nearest: {', '.join(nearest)}" if nearest else "; try a search"
        return NotFound(f"no {kind} {name!r} in {where}{hint}", nearest)
