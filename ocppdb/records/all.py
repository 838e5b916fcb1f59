"""All nouns together: every table and every list of the seed, and the hash by which a database of these tables is known."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from ocppdb.records import (
    carried,
    changes,
    documents,
    examples,
    links,
    lists,
    mappings,
    messages,
    parts,
    points,
    schedules,
    schemas,
    sequences,
    subjects,
    versions,
)
from ocppdb.records.declare import LISTS, NOUNS

T = TypeVar("T")

__all__ = [
    "LISTS",
    "NOUNS",
    "carried",
    "changes",
    "documents",
    "examples",
    "fingerprint",
    "links",
    "lists",
    "mappings",
    "messages",
    "parts",
    "points",
    "schedules",
    "schemas",
    "sequences",
    "subjects",
    "versions",
]


def _in_order(declared: dict[str, T], record: Callable[[T], type]) -> None:
    """Put what was declared in the order of its modules and lines, whichever module was imported first."""
    ordered = sorted(declared.items(), key=lambda item: record(item[1]).__module__)
    declared.clear()
    declared.update(ordered)


_in_order(NOUNS, lambda noun: noun.records[0])
_in_order(LISTS, lambda listed: listed.record)


def fingerprint() -> str:
    """Return a hash of all tables as they are declared: names, columns, types, keys and closed sets, but no texts."""
    said = [
        (
            noun.table,
            noun.key,
            noun.unique,
            [
                (
                    column.column,
                    column.type.__name__ if column.form == "plain" else "str",
                    column.optional,
                    column.values,
                    column.references,
                )
                for column in noun.columns
            ],
        )
        for noun in sorted(NOUNS.values(), key=lambda noun: noun.table)
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]
