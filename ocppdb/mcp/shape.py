"""The JSON Schema of what tools answer, made of the declarations of its records."""

from functools import cache
from typing import Any, get_args, get_origin

from ocppdb.mcp.answers import Answer
from ocppdb.records.declare import declared

__all__ = ["answer_shape"]

TYPES = {str: "string", int: "integer", float: "number", bool: "boolean"}


def answer_shape(item: type | None, head: type | None = None) -> dict[str, Any]:
    """Return the JSON Schema of the Answer of a tool whose items and head are records of some classes; None for any object."""
    shape = _record(Answer, told=False)
    shape["required"] = ["versions", "assumed", "mode", "items", "total"]
    shape["properties"]["items"]["items"] = _record(item) if item else {"type": "object"}
    shape["properties"]["head"] = _record(head) if head else {"type": "object"}
    return shape


@cache
def _fields(record: type) -> tuple[tuple[str, Any, str, tuple[str, ...]], ...]:
    return tuple((field.name, field.type, field.doc, field.values) for field in declared(record))


def _record(record: type, told: bool = True) -> dict[str, Any]:
    """An object with the fields of a record; none must be there, because what is empty is left out.

    What every answer has is `told` once, in the instructions of the server.
    """
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            name: ({"description": doc} if told else {}) | _value(of, values, told) for name, of, doc, values in _fields(record)
        },
    }


def _value(of: Any, values: tuple[str, ...] = (), told: bool = True) -> dict[str, Any]:
    if values:
        return {"enum": list(values)}
    if get_origin(of) is tuple:
        item = get_args(of)[0]
        return {"type": "array", "items": {"type": TYPES[item]} if item in TYPES else _item(item, told)}
    if hasattr(of, "_fields"):
        return _record(of, told)
    return {"type": TYPES[of]} if of in TYPES else {"type": "object"}


def _item(item: Any, told: bool) -> dict[str, Any]:
    """The shape of an item of a list: a record in it is told by its own fields, but not those of records that hold their like."""
    return _record(item, told) if hasattr(item, "_fields") else {}
