"""The form of a schema file: strict JSON, each keyword with a value that it can take, references that lead somewhere and end.

Which keywords the model has a place for is not asked here but in `schemas.py`.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from ocppdb.build.schema_folders import brief
from ocppdb.errors import SchemaError

__all__ = ["REFERENCE", "Schema", "parse"]

Schema = dict[str, Any]
"""A JSON Schema, or a part of one, as json reads it."""

DEEPEST = 16
"""Schemas within schemas, references followed; those of OCPP go down 6."""
MOST_FIELDS = 5_000
"""Fields of a payload with all its types unfolded; those of OCPP have up to 250."""
MOST = 2**53
"""Up to here an integer and a floating-point number are the same, in SQLite and in JSON."""
REFERENCE = "#/definitions/"


class _Refused(Exception):
    """What is wrong at one place of a file: place, found, expected."""

    def __init__(self, place: str, found: str, expected: str) -> None:
        super().__init__(place, found, expected)
        self.text = f"{place}: found {found}, expected {expected}"


def parse(data: bytes, name: str, place: str, drafts: Sequence[str]) -> Schema:
    """Return the schema of a payload that the bytes of a file spell.

    `name` is the file's, `place` the payload's (`Authorize.request`), `drafts` are the `$schema`s that it may have. Raises
    SchemaError that names file, place, what was found and what was expected.
    """
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_object, parse_int=_integer)
        if not isinstance(content, dict):
            raise SchemaError(f"{name}: found a JSON {type(content).__name__}, expected an object. Get the file again.")
        _check_values(content, place, 0)
        if content.get("$schema") not in drafts:
            found = _found(content["$schema"]) if "$schema" in content else None
            raise SchemaError(
                f"{name}: its $schema is {found}, expected {' or '.join(drafts)}. "
                "Use the schemas that OCA publishes for this version of OCPP."
            )
        _check_schema(content, place, 0)
        for defined, node in content.get("definitions", {}).items():
            _check_schema(node, defined, 0)
        _check_references(content, place)
    except UnicodeDecodeError as error:
        raise SchemaError(f"{name}: not UTF-8 at byte {error.start}. Get the file again from its publisher.") from None
    except json.JSONDecodeError as error:
        raise SchemaError(
            f"{name}: not JSON at line {error.lineno}, column {error.colno}: {error.msg}. The file is damaged; get it again."
        ) from None
    except RecursionError:
        raise SchemaError(f"{name}: nested too deeply to be a schema. Get the file again from its publisher.") from None
    except _Refused as error:
        raise SchemaError(f"{name}: {error.text}. Get the file again from its publisher.") from None
    return content


def _object(pairs: list[tuple[str, Any]]) -> Schema:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in found if keys.count(key) > 1)
        raise _Refused(brief(twice), "the same key twice in an object", "it once")
    return found


def _integer(digits: str) -> int | float:
    """An integer, or where it has more digits than any bound of OCPP a number that no keyword takes."""
    return int(digits) if len(digits) < 20 else float("inf")


def _check_values(value: object, place: str, depth: int) -> None:
    """Refuse what no schema has anywhere: deep nesting, and halves of characters that cannot be stored."""
    if depth > 4 * DEEPEST:
        raise _Refused(place, "an object nested too deeply", f"at most {4 * DEEPEST} within each other")
    if isinstance(value, dict):
        for key, child in value.items():
            _check_values(key, place, depth)
            _check_values(child, place, depth + 1)
    elif isinstance(value, list):
        for child in value:
            _check_values(child, place, depth + 1)
    elif isinstance(value, str) and not value.isascii() and re.search("[\ud800-\udfff]", value):
        raise _Refused(place, f"half a character in '{brief(value)}'", "whole ones")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_number(value: Any) -> bool:
    """Not so for NaN and the infinities, which the comparison leaves out."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -MOST <= value <= MOST


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and _is_number(value) and value >= 0


def _is_list_of_names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each for each in value) and len(set(value)) == len(value)


def _is_named_schemas(value: Any) -> bool:
    return isinstance(value, dict) and all(
        re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) and isinstance(child, dict) for name, child in value.items()
    )


TEXT = (_is_text, "a text")
SWITCH = (_is_switch, "true or false")
COUNT = (_is_count, "a whole number from 0 to 2^53")
NUMBER = (_is_number, "a number between -2^53 and 2^53")
NAMED = (_is_named_schemas, "an object of objects, whose names are letters, digits and underscores")
VALUES: dict[str, tuple[Callable[[Any], bool], str]] = {
    "$schema": TEXT,
    "$id": TEXT,
    "id": TEXT,
    "$ref": TEXT,
    "$comment": TEXT,
    "comment": TEXT,
    "title": TEXT,
    "description": TEXT,
    "javaType": TEXT,
    "type": TEXT,
    "format": TEXT,
    "additionalProperties": SWITCH,
    "additionalItems": SWITCH,
    "maxLength": COUNT,
    "minItems": COUNT,
    "maxItems": (lambda value: _is_count(value) and value > 0, "a whole number from 1 to 2^53"),
    "minimum": NUMBER,
    "maximum": NUMBER,
    "multipleOf": (lambda value: _is_number(value) and value > 0, "a number above 0, up to 2^53"),
    "default": (
        lambda value: isinstance(value, str | bool) or _is_number(value),
        "a text, true, false or a number between -2^53 and 2^53",
    ),
    "required": (_is_list_of_names, "a list of different names"),
    "enum": (lambda value: _is_list_of_names(value) and value != [], "a list of different texts, none empty, and at least one"),
    "properties": NAMED,
    "definitions": NAMED,
    "items": (lambda value: isinstance(value, dict), "an object, the schema of every item"),
}
"""The meta-schema: which values a keyword can take, and how that is said."""
BOUNDS = (("minimum", "maximum"), ("minItems", "maxItems"))


def _check_schema(node: Schema, place: str, depth: int) -> None:
    if depth > DEEPEST:
        raise _Refused(place, "a schema nested too deeply", f"at most {DEEPEST} within each other")
    for keyword, value in node.items():
        takes, expected = VALUES.get(keyword, (None, ""))
        if takes is not None and not takes(value):
            raise _Refused(f"{place}: {keyword}", _found(value), expected)
    for low, high in BOUNDS:
        if low in node and high in node and node[low] > node[high]:
            raise _Refused(f"{place}: {low}", f"{node[low]} above {high} {node[high]}", "bounds that a value can keep")
    for name, child in node.get("properties", {}).items():
        _check_schema(child, f"{place}.{name}", depth + 1)
    if "items" in node:
        _check_schema(node["items"], f"{place}[]", depth + 1)


def _check_references(content: Schema, root: str) -> None:
    """Every reference leads to a definition of the same file, none leads back to where it stands, and all are needed."""
    definitions: Schema = content.get("definitions", {})
    unfolded: dict[str, int] = {}

    def fields(node: Schema, place: str, trail: tuple[str, ...], depth: int) -> int:
        """Count the fields of a schema with all that it refers to."""
        if depth > DEEPEST:
            raise _Refused(place, "types nested too deeply", f"at most {DEEPEST} within each other")
        total = 0
        for name, child in node.get("properties", {}).items():
            item, here = child.get("items", child), f"{place}.{name}"
            below = referred(item["$ref"], here, trail, depth) if "$ref" in item else fields(item, here, trail, depth + 1)
            total += 1 + below
        if total > MOST_FIELDS:
            raise _Refused(place, f"{total} fields with all types unfolded", f"at most {MOST_FIELDS}")
        return total

    def referred(reference: str, place: str, trail: tuple[str, ...], depth: int) -> int:
        name = reference.removeprefix(REFERENCE)
        if name not in definitions or not reference.startswith(REFERENCE):
            raise _Refused(f"{place}: $ref", _found(reference), f"{REFERENCE} and the name of a definition of this file")
        if name in trail:
            raise _Refused(f"{place}: $ref", f"the type {name} within itself", "types that end")
        if name not in unfolded:
            unfolded[name] = fields(definitions[name], name, (*trail, name), depth + 1)
        return unfolded[name]

    fields(content, root, (), 0)
    unused = sorted(definitions.keys() - unfolded.keys())
    if unused:
        raise _Refused(brief(unused[0]), "a definition that no field refers to", "used ones only")


def _found(value: object) -> str:
    """What was found, in a few characters."""
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return f"{'an object' if isinstance(value, dict) else 'a list'} of {len(value)}"
    if isinstance(value, float) and abs(value) > MOST or value != value:
        return "a number that is not finite or too large"
    return repr(value) if isinstance(value, int | float) else f"'{brief(str(value))}'"
