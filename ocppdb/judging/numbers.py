"""Numbers of absurd size on the quick way: a schema that lets in plain integers alone keeps them out, else the text is looked at."""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any

from ocppdb.judging.tree import DRAFT_04

__all__ = ["bounded", "plain"]

LARGE = 10**18
"""Integers up to this are surely plain; of larger ones the careful way tells."""
NUMERIC = b"0123456789.+-"
"""What numbers are written with, but for exponents."""
WITHOUT_NUMBERS = bytes.maketrans(b"[]}, \t\r\nE", b"::::::::e")
EXPONENT = b":e:"
"""What is left of a number with an exponent when all that may stand beside a number is made a colon, and its digits are taken out."""
_exponent = re.compile(rb"[:,\[\s]-?[0-9][0-9.]*[eE][+-]?[0-9]+[,\]}\s]").search
ALIKE = bytes.maketrans(NUMERIC, b"0" * len(NUMERIC))
FEW = 100
"""No number of less digits is too long."""
APART, LONG = 20, b"0" * 5
"""Of a longer number at least five of every 20th signs of a text are part."""
_made = count()


def plain(raw: bytes) -> bool:
    """Return whether no number of a list has an exponent, or very many digits; False may be said of a text in a string, too."""
    rest = raw.translate(WITHOUT_NUMBERS, NUMERIC)
    if len(raw) - len(rest) >= FEW and raw[::APART].translate(ALIKE).find(LONG) >= 0:
        return False
    return rest.find(EXPONENT) < 0 or not _exponent(raw)


def bounded(schema: Any) -> dict[str, Any] | None:
    """Return a schema of draft-07 that holds only where another does, and only where all numbers are integers of no great size.

    None where that would refuse numbers that are meant to be there. A float is no integer here, even if it is whole: what is read with
    floats is then as good as exact. An object that is open may have texts, integers and truth values beside what is known.
    """
    if not isinstance(schema, Mapping):
        return None
    kind = schema.get("type")
    if kind in ("string", "boolean"):
        return dict(schema)
    if kind == "integer":
        return _integer(schema)
    if kind == "array":
        items = bounded(schema.get("items"))
        return None if items is None else dict(schema) | {"items": items}
    return _object(schema) if kind == "object" else None


def _integer(schema: Mapping[str, Any]) -> dict[str, Any]:
    """In draft-04, `1.0` is no integer."""
    only = {"$id": f"urn:plain:{next(_made)}", "$schema": DRAFT_04, "type": "integer"}
    rest = {key: value for key, value in schema.items() if key != "type"}
    return {"minimum": -LARGE, "maximum": LARGE} | rest | {"allOf": [only, *schema.get("allOf", ())]}


def _object(schema: Mapping[str, Any]) -> dict[str, Any] | None:
    fields = {name: bounded(each) for name, each in schema.get("properties", {}).items()}
    others = schema.get("additionalProperties", True)
    if None in fields.values() or others not in (True, False):
        return None
    beside = {"anyOf": [{"type": ["string", "boolean"]}, _integer({})]} if others else False
    return dict(schema) | {"properties": fields, "additionalProperties": beside}
