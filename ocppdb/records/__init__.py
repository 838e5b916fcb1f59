"""The words: every noun declared once, with what each of its fields holds. The standard library only."""

import hashlib

from ocppdb.records import lists, messages, points, sequences, subjects, versions
from ocppdb.records.declare import LISTS, NOUNS, Listed, Noun

__all__ = ["LISTS", "NOUNS", "Listed", "Noun", "fingerprint", "lists", "messages", "points", "sequences", "subjects", "versions"]


def fingerprint() -> str:
    """Return a hash of all tables as they are declared: names, columns, types, keys and closed sets, but no texts."""
    said = [
        (
            noun.table,
            noun.key,
            noun.unique,
            [
                (column.column, column.type.__name__ if column.form == "plain" else "str", column.optional, column.values, column.references)
                for column in noun.columns
            ],
        )
        for noun in NOUNS.values()
    ]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]
