"""What a question in SQL may cost and see: how long a value, how much an answer, how long it takes, and nothing but reading."""

import sqlite3
import time
from collections.abc import Mapping
from typing import Any
from weakref import ref

__all__ = ["ANSWER", "LIMITS", "VALUE", "limit", "stop_after"]

VALUE = 250_000
"""Most bytes of a value. The longest text of the database has about 1,300; what SQLite does with two of this length takes 0.1 seconds,
and with two of a million 3 seconds, in which no time limit can stop it."""
ANSWER = 8_000_000
"""Most letters and bytes of an answer, so that thousands of long values do not fill the memory. A page of the widest table has 1 million."""
LIMITS: Mapping[int, int] = {
    sqlite3.SQLITE_LIMIT_LENGTH: VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,  # one row is in memory at a time: with VALUE, at most 25 MB
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)


def limit(connection: sqlite3.Connection) -> None:
    """Set the limits of a connection on which visitors ask."""
    for what, most in LIMITS.items():
        connection.setlimit(what, most)
    connection.set_authorizer(_allowed)
    connection.row_factory = _Weighed()


def stop_after(connection: sqlite3.Connection, seconds: float) -> None:
    """Interrupt whatever runs on a connection when so many seconds from now have passed."""
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, 10_000)


def _allowed(action: int, first: str | None, *_: str | None) -> int:
    """Only reading is allowed. The path of the file is nobody's business, yet Datasette asks for it itself: so it is told nothing."""
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_IGNORE if first == "database_list" else sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_UPDATE and first == "sqlite_master":
        return (
            sqlite3.SQLITE_OK
        )  # so SQLite itself declares the columns of an FTS5 table or a table function; the file is open for reading only
    return sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY


class _Weighed:
    """Makes the rows of a connection, and ends an answer that has grown too large."""

    def __init__(self) -> None:
        self._of: Any = lambda: None
        self._weight = 0

    def __call__(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        if self._of() is not cursor:
            self._of, self._weight = ref(cursor), 0
        self._weight += sum(len(value) for value in values if isinstance(value, (str, bytes)))
        if self._weight > ANSWER:
            raise sqlite3.OperationalError(f"the answer is longer than {ANSWER:,} letters; ask for fewer rows or columns")
        return sqlite3.Row(cursor, values)
