"""A row of a table, made of a record of the seed by the declarations of its columns."""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from ocppdb.records.all import NOUNS

__all__ = ["Row", "row", "slug"]

Row = dict[str, Any]

_between_words = re.compile(r"[^A-Za-z0-9]+").sub


def slug(*parts: object) -> str:
    """Return an id without dots and brackets: ocpp16-UnitOfMeasure-StopTransaction."""
    return _between_words("-", "-".join(map(str, parts))).strip("-")


def row(table: str, record: Mapping[str, Any], **made: Any) -> Row:
    """Return the row of a record: a value for each column of the table, `made` ones before those of the record.

    A column that neither has is NULL, or what its declaration says it is where the seed says nothing.
    """
    return {
        column: made[column] if column in made else stored(record.get(field), default)
        for column, field, default, stored in _columns(table)
    }


@cache
def _columns(table: str) -> tuple[tuple[str, str, Any, Callable[[Any, Any], Any]], ...]:
    forms = {"plain": _plain, "lines": _lines, "json": _json}
    return tuple(
        (column.column, column.name, column.default, forms[column.form])
        for column in NOUNS[table].columns
        if not column.formula
    )


def _plain(value: Any, default: Any) -> Any:
    return default if value is None else value


def _lines(value: Any, default: Any) -> Any:
    return default if value is None else "\n".join(value)


def _json(value: Any, default: Any) -> Any:
    return default if value is None else json.dumps(value, ensure_ascii=False)
