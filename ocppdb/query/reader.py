"""A connection, and how answers are read from it: by the names of their fields, as the declarations of the records say."""

import json
import sqlite3
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

from ocppdb.files import cannot_read, open_database
from ocppdb.records.declare import declared

__all__ = ["Reader", "columns", "made"]

T = TypeVar("T")


class Reader:
    """A database file, open for reading. May be shared by threads."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._answers: dict[object, Any] = {}
        self._connection = open_database(path)
        self._connection.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the file. What was answered before stays usable."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query. Raises DatabaseError where SQLite cannot answer it."""
        with self._lock:
            try:
                return cast(list[sqlite3.Row], self._connection.execute(sql, tuple(parameters)).fetchall())
            except (sqlite3.Error, OverflowError, UnicodeError) as error:
                raise cannot_read(
                    self.path, error if isinstance(error, sqlite3.Error) else sqlite3.DataError(str(error))
                ) from None

    def values(self, sql: str, parameters: Iterable[object] = ()) -> list[Any]:
        """Return the first value of each row of a query."""
        return [row[0] for row in self.rows(sql, parameters)]

    def read(self, record: type[T], source: str, parameters: Iterable[object] = (), table: str = "") -> list[T]:
        """Return the rows of `source`, what follows FROM, as answers of a class; `table` has its columns where there are several."""
        return [made(record, row) for row in self.rows(f"SELECT {columns(record, table)} FROM {source}", parameters)]

    def once(self, key: object, answer: Callable[[], T]) -> T:
        """Return what `answer` returns, and remember it: the database never changes."""
        found = self._answers.get(key)
        if found is None:
            found = self._answers.setdefault(key, answer())
        return cast(T, found)


def columns(record: type[Any], table: str = "") -> str:
    """Return the list of columns from which a record is made, for a SELECT."""
    return _columns(cast(Hashable, record), table)


@cache
def _columns(record: Hashable, table: str) -> str:
    of = f"{table}." if table else ""
    return ", ".join(f'{of}"{field.column}" AS "{field.name}"' for field in declared(cast(type, record)) if field.is_column)


def made(record: type[T], row: sqlite3.Row | Mapping[str, Any], **joined: Any) -> T:
    """Return the record of a row that begins with its columns, or of a mapping that has them, and of what is joined to it."""
    names, forms = _forms(cast(Hashable, record))
    values = [row[name] for name in names] if isinstance(row, Mapping) else list(row[: len(names)])
    for place, form in forms:
        values[place] = form(values[place])
    return record(*values, **joined)


@cache
def _forms(record: Hashable) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[[Any], Any]], ...]]:
    """The names of a record's columns, and those that SQLite keeps in another form: where they stand, and the way back."""
    kept = [field for field in declared(cast(type, record)) if field.is_column]
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, field in enumerate(kept):
        if field.form == "lines":
            found.append((place, lambda text: tuple(text.splitlines()) if text else ()))
        elif field.form == "json":
            found.append((place, lambda text: json.loads(text) if text else {}))
        elif field.type is bool:
            found.append((place, lambda value: None if value is None else bool(value)))
    return tuple(field.name for field in kept), tuple(found)
