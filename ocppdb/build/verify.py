"""A finished database is still what the build wrote: read all of it, and compare.

A changed bit that leaves the file readable is found by nothing but a checksum over the contents, so the build keeps one in `about`.
"""

import contextlib
import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable

from ocppdb.files import cannot_read, open_database, told
from ocppdb.tables.invariants import INVARIANTS

__all__ = ["CONTENT_HASH", "broken", "content_hash", "verify_file"]

CONTENT_HASH = "content_sha256"
"""The name under which `about` keeps what `content_hash` returned when the database was built."""
MOST = 20
"""How many problems of one kind are told: a damaged table can break thousands of references."""
ROWS_AT_ONCE = 1000


def verify_file(path: str | os.PathLike[str]) -> list[str]:
    """Return every problem of a database as a sentence; none where it is what the build wrote.

    Takes about half a second. Raises DatabaseError, with the cure, where the file cannot be opened as a database of this release.
    """
    with contextlib.closing(open_database(path)) as connection:
        problems = []
        for check in (_damage, broken, _changed):
            try:
                problems += check(connection)
            except sqlite3.Error as error:
                problems.append(str(cannot_read(path, error)))
    return list(dict.fromkeys(problems))


def content_hash(connection: sqlite3.Connection) -> str:
    """Return the SHA-256, in hexadecimal, of what a database says: its tables, views and indexes, and all rows, those of the search too.

    The row of `about` that keeps this very hash is left out. The same contents have the same hash on every release of Python, in a
    file that was compacted, and within an open transaction. Raises sqlite3.Error where a row cannot be read.
    """
    found = hashlib.sha256()
    encode = json.JSONEncoder(default=bytes.hex).encode
    schema = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY 1, 2"
    )
    for kind, name, sql in schema.fetchall():
        found.update(encode([kind, name, sql]).encode())
        if kind == "table" and not str(sql).startswith("CREATE VIRTUAL"):  # whose rows lie in tables of their own
            where = f"WHERE name != '{CONTENT_HASH}'" if name == "about" else ""
            # not by an index, which may tell the rows in another order
            rows = connection.execute(f'SELECT * FROM "{name}" NOT INDEXED {where}')
            while some := rows.fetchmany(ROWS_AT_ONCE):
                found.update(encode(some).encode())
    return found.hexdigest()


def broken(connection: sqlite3.Connection) -> list[str]:
    """Return a sentence for each reference between tables, and each invariant, that does not hold. Raises sqlite3.Error."""
    references = (
        f"{table} row {row} refers to no row of {other}."
        for table, row, other, _ in connection.execute("PRAGMA foreign_key_check")
    )
    problems = _some(references)
    for sentence, query in INVARIANTS.items():
        problems += _some(f"{sentence} Broken by {told(str(row[0]))}." for row in connection.execute(query))
    return problems


def _damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite itself finds wrong in pages and indexes."""
    found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({MOST})")]
    return [] if found == ["ok"] else [f"SQLite finds damage: {told(' '.join(each.split()))}." for each in found]


def _changed(connection: sqlite3.Connection) -> list[str]:
    kept = connection.execute("SELECT value FROM about WHERE name = ?", (CONTENT_HASH,)).fetchone()
    if kept is None:
        return [f"The table about has no {CONTENT_HASH}, so nothing tells whether the contents are what the build wrote."]
    if kept[0] != content_hash(connection):
        return ["The contents are not what the build wrote: their hash differs from the one that the build kept."]
    return []


def _some(problems: Iterable[str]) -> list[str]:
    """The first problems of one kind, and how many more there are."""
    every = list(problems)
    return every if len(every) <= MOST else [*every[:MOST], f"And {len(every) - MOST} more of this kind."]
