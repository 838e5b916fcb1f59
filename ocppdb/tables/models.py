"""The tables as SQLAlchemy knows them, made of the declarations of the records.

Versions are rows, never columns. Ids are readable slugs without dots (`ocpp201-BootNotificationRequest`), so that every link is short
and stays the same from build to build.
"""

from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase

from ocppdb.errors import NotFound
from ocppdb.records.all import NOUNS
from ocppdb.records.declare import Declared, Noun

__all__ = ["METADATA", "Base", "model"]

TYPES: dict[Any, Any] = {str: String, int: Integer, float: Double, bool: Boolean}


class Base(DeclarativeBase):
    """The base of the classes that `model` returns."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


METADATA = Base.metadata


def _column(noun: Noun, declared: Declared) -> Column[Any]:
    more: list[Any] = [ForeignKey(f"{declared.references}.{NOUNS[declared.references].key}")] if declared.references else []
    more += [Computed(declared.formula)] if declared.formula else []
    first_of_unique = {_name(noun, fields[0]) for fields in noun.unique}
    return Column(
        declared.column,
        TYPES[declared.type if declared.form == "plain" else str](),
        *more,
        primary_key=declared.column == noun.key,
        nullable=declared.optional,
        index=declared.indexed and declared.column not in (noun.key, *first_of_unique),
        doc=declared.doc,
    )


def _checks(noun: Noun) -> list[CheckConstraint]:
    """A CHECK for each column that is one of a closed set."""
    return [
        CheckConstraint(f'"{column.column}" IN ({", ".join(map(_quoted, column.values))})', name=column.column)
        for column in noun.columns
        if column.values
    ]


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _table(noun: Noun) -> Table:
    unique = [UniqueConstraint(*(_name(noun, field) for field in fields)) for fields in noun.unique]
    return Table(noun.table, METADATA, *(_column(noun, each) for each in noun.columns), *unique, *_checks(noun))


def _name(noun: Noun, field: str) -> str:
    return next(column.column for column in noun.columns if field in (column.name, column.column))


for _noun in NOUNS.values():
    _table(_noun)


@cache
def model(table: str) -> type[Any]:
    """Return a class mapped to a table, for a SQLAlchemy session of one's own. Raises NotFound with the nearest tables."""
    if table not in METADATA.tables:
        raise NotFound.of(f"no table {table!r}", table, METADATA.tables)
    noun = NOUNS[table]
    return type(noun.records[0].__name__.strip("_"), (Base,), {"__table__": METADATA.tables[table], "__doc__": noun.doc})
