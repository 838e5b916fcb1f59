"""What a tool takes: read from the signature of its function, told as JSON Schema, and demanded of every call."""

import inspect
import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, NewType

from ocppdb.errors import OcppdbError, nearest_of
from ocppdb.files import told
from ocppdb.records.declare import field_of

__all__ = ["Argument", "Data", "Frame", "Objects", "Refused", "Whole", "accepted", "arguments", "schema"]

LONGEST = 2_000
"""Most letters of a word or question."""
LARGEST = 1_000_000
"""Most letters of a text, frame or list of data."""


class Refused(OcppdbError):
    """A call that cannot be answered: its text says what was expected and what was found."""


Whole = NewType("Whole", str)
"""A long text, such as code or SQL."""
Frame = str | list[Any] | dict[str, Any]
"""A frame or payload: text, a list or an object."""
Objects = list[dict[str, Any]]
"""A list of objects."""
Data = dict[str, Any]
"""An object of names and values."""
KINDS: Mapping[Any, tuple[tuple[type, ...], Mapping[str, Any]]] = {
    str: ((str,), {"type": "string", "minLength": 1, "maxLength": LONGEST}),
    Whole: ((str,), {"type": "string", "minLength": 1, "maxLength": LARGEST}),
    int: ((int,), {"type": "integer", "minimum": 0, "maximum": 366 * 86400}),
    bool: ((bool,), {"type": "boolean"}),
    Frame: ((str, list, dict), {"type": ["string", "array", "object"]}),
    Objects: ((list,), {"type": "array", "items": {"type": "object"}, "minItems": 1, "maxItems": 1000}),
    Data: ((dict,), {"type": "object"}),
}
"""What an argument of each kind may be in Python, and as JSON Schema."""


class Argument(NamedTuple):
    """An argument of a tool."""

    name: str
    doc: str
    kind: Any
    values: tuple[str, ...]
    required: bool


@cache
def arguments(function: Callable[..., Any]) -> tuple[Argument, ...]:
    """Return the arguments of a tool's function: its parameters after the first, each annotated with what it is for."""
    found = []
    for name, parameter in list(inspect.signature(function).parameters.items())[1:]:
        field = field_of(name, parameter.annotation)
        found.append(Argument(name, field.doc, field.type, field.values, parameter.default is inspect.Parameter.empty))
    return tuple(found)


def schema(function: Callable[..., Any]) -> dict[str, Any]:
    """Return the JSON Schema of the arguments of a tool's function."""
    taken = arguments(function)
    return {
        "type": "object",
        "properties": {each.name: _shape(each) for each in taken},
        "required": [each.name for each in taken if each.required],
        "additionalProperties": False,
    }


def _shape(argument: Argument) -> dict[str, Any]:
    if argument.values:
        return {"enum": list(argument.values), "description": argument.doc}
    return {**KINDS[argument.kind][1], "description": argument.doc}


def accepted(name: str, function: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments with which a tool's function is called. Raises Refused, saying what was expected and what was found."""
    taken = {each.name: each for each in arguments(function)}
    for each in given:
        if each not in taken:
            near = nearest_of(each, list(taken))
            raise Refused(f"{name} takes no argument {told(each, 60)!r}; it takes {', '.join(near or taken)}")
    for argument in taken.values():
        if argument.required and given.get(argument.name) is None:
            raise Refused(f"{name} needs the argument {argument.name!r}: {argument.doc}")
    return {each: _accept(taken[each], value) for each, value in given.items() if value is not None}


def _accept(argument: Argument, value: Any) -> Any:
    types, shape = KINDS[argument.kind] if not argument.values else ((str,), {})
    wrong = not isinstance(value, types) or isinstance(value, bool) and bool not in types
    if wrong or argument.values and value not in argument.values:
        expected = ", ".join(argument.values) or " or ".join(_list(shape["type"]))
        raise Refused(f"{argument.name} is {told(_said(value), 80)}, expected {expected}")
    if isinstance(value, str):
        most = shape.get("maxLength", LARGEST)
        if not argument.values and not value.strip() or len(value) > most:
            raise Refused(f"{argument.name} has {len(value):,} letters, expected 1 to {most:,} of which one is no space")
    elif isinstance(value, int) and not isinstance(value, bool) and not shape["minimum"] <= value <= shape["maximum"]:
        raise Refused(f"{argument.name} is {told(str(value), 40)}, expected {shape['minimum']} to {shape['maximum']}")
    elif isinstance(value, (list, dict)):
        _weigh(argument, value, shape)
    return value


def _weigh(argument: Argument, value: Any, shape: Mapping[str, Any]) -> None:
    try:
        size = len(json.dumps(value))
    except RecursionError:
        raise Refused(f"{argument.name} is nested too deeply to be read") from None
    if size > LARGEST:
        raise Refused(f"{argument.name} is {size:,} letters of JSON, expected at most {LARGEST:,}")
    if argument.kind is Objects:
        if not 0 < len(value) <= shape["maxItems"]:
            raise Refused(f"{argument.name} has {len(value)} items, expected 1 to {shape['maxItems']}")
        if any(not isinstance(each, dict) for each in value):
            raise Refused(f"{argument.name} holds something that is no object, expected a list of objects")


def _list(types: Any) -> list[str]:
    return [types] if isinstance(types, str) else list(types)


def _said(value: Any) -> str:
    return repr(value) if isinstance(value, (str, int, float, bool)) else type(value).__name__
