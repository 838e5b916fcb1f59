"""All nouns together: every table and every list of the seed, and the hash by which a database of these tables is known."""

import hashlib

from ocppdb.records import links, lists, messages, parts, points, schemas, sequences, subjects, versions
from ocppdb.records.declare import LISTS, NOUNS

__all__ = [
    "LISTS",
    "NOUNS",
    "fingerprint",
    "links",
    "lists",
    "messages",
    "parts",
    "points",
    "schemas",
    "sequences",
    "subjects",
    "versions",
]


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
