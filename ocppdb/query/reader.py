"""A connection, and how answers are read from it: by the names of their fields, as the declarations of the records say."""

import json
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from ocppdb.files import cannot_read, open_database
from ocppdb.records.declare import declared

__all__ = ["Reader", "columns", "made", "maker"]

T = TypeVar("T")


class Reader:
    """A database file, open for reading. May be shared by threads."""

    def __init__(self, path: str, any_release: bool = False) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._answers: dict[object, Any] = {}
        self._connection = open_database(path, any_release)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the file. What was answered before stays usable."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, parameters: Iterable[object] | Mapping[str, object] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query. Raises DatabaseError where SQLite cannot answer it."""
        with self._lock:
            try:
                given = parameters if isinstance(parameters, dict) else tuple(parameters)
                return cast("list[sqlite3.Row]", self._connection.execute(sql, given).fetchall())
            except sqlite3.Error as error:
                raise cannot_read(self.path, error) from None
            except (OverflowError, UnicodeError) as error:  # of the question: no number or text of SQLite's
                raise cannot_read(self.path, sqlite3.ProgrammingError(str(error))) from None

    def values(self, sql: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Return the first value of each row of a query."""
        return [row[0] for row in self.rows(sql, parameters)]

    def read(self, record: type[T], source: str, parameters: Iterable[object] = (), table: str = "") -> list[T]:
        """Return the rows of `source`, what follows FROM, as answers of a class; `table` has its columns where there are several."""
        return list(map(maker(record), self.rows(f"SELECT {columns(record, table)} FROM {source}", parameters)))

    def once(self, key: object, answer: Callable[[], T]) -> T:
        """Return what `answer` returns, and remember it: the database never changes."""
        found: T | None = self._answers.get(key)
        return self._answers.setdefault(key, answer()) if found is None else found


def columns(record: type[Any], table: str = "") -> str:
    """Return the list of columns from which a record is made, for a SELECT."""
    return _columns(cast(Hashable, record), table)


@cache
def _columns(record: Hashable, table: str) -> str:
    of = f"{table}." if table else ""
    return ", ".join(f'{of}"{field.column}" AS "{field.name}"' for field in declared(cast(type, record)) if field.is_column)


def made(record: type[T], row: sqlite3.Row | Mapping[str, Any], **joined: Any) -> T:
    """Return the record of a row that begins with its columns, or of a mapping that has them, and of what is joined to it."""
    return cast(T, _maker(cast(Hashable, record))(row, **joined))


def maker(record: type[T]) -> Callable[..., T]:
    """Return the function that makes a record, as `made` does, for whoever makes many."""
    return cast("Callable[..., T]", _maker(cast(Hashable, record)))


@cache
def _maker(record: Hashable) -> Callable[..., Any]:
    answer: Any = record
    kept = [field for field in declared(cast(type, record)) if field.is_column]
    names = [field.name for field in kept]
    forms = [(place, BACK[key]) for place, field in enumerate(kept) for key in (field.form, field.type) if key in BACK]
    count = len(kept)
    if not forms and names == list(getattr(record, "_fields", ())):  # a tuple of the columns as they are
        new = tuple.__new__
        return lambda row: new(answer, row[:count] if isinstance(row, sqlite3.Row) else map(row.__getitem__, names))

    def make(row: Any, **joined: Any) -> Any:
        values = list(row[:count]) if isinstance(row, sqlite3.Row) else [row[name] for name in names]
        for place, form in forms:
            values[place] = form(values[place])
        return answer(*values, **joined)

    return make


BACK: Mapping[object, Callable[[Any], Any]] = {
    "lines": lambda text: tuple(text.splitlines()) if text else (),
    "json": lambda text: json.loads(text) if text else {},
    bool: lambda value: None if value is None else value == 1,
}
"""The way back from the form in which SQLite keeps a column, by the form or type that was declared."""
