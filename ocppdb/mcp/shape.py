"""The JSON Schema of what tools answer, made of the declarations of its records."""

from functools import cache
from typing import Any, get_args, get_origin

from ocppdb.mcp.answers import Answer
from ocppdb.records.declare import declared

__all__ = ["answer_shape"]

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def answer_shape(item: type | None, head: type | None = None) -> dict[str, Any]:
    """Return the JSON Schema of the Answer of a tool whose items and head are records of some classes; None for any object."""
    shape = _record(Answer)
    shape["required"] = ["versions", "assumed", "mode", "items", "total"]
    shape["properties"]["items"]["items"] = _record(item) if item else {"type": "object"}
    shape["properties"]["head"] = {"description": "What it is about."} | (_record(head) if head else {"type": "object"})
    return shape


@cache
def _fields(record: type) -> tuple[tuple[str, Any, str, tuple[str, ...]], ...]:
    return tuple((field.name, field.type, field.doc, field.values) for field in declared(record))


def _record(record: type) -> dict[str, Any]:
    """An object with the fields of a record; none must be there, because what is empty is left out."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"description": doc} | _value(of, values) for name, of, doc, values in _fields(record)},
    }


def _value(of: Any, values: tuple[str, ...] = ()) -> dict[str, Any]:
    if values:
        return {"enum": list(values)}
    if get_origin(of) is tuple:
        item = get_args(of)[0]
        return {"type": "array", "items": {"type": TYPES[item]} if item in TYPES else _item(item)}
    if hasattr(of, "_fields"):
        return _record(of)
    return {"type": TYPES[of]} if of in TYPES else {"type": "object"}


def _item(item: Any) -> dict[str, Any]:
    """The shape of an item of a list: a record in it is told by its own fields, but not those of records that hold their like."""
    return _record(item) if hasattr(item, "_fields") else {}
