"""What a broken keyword of a schema means, in words: what was expected, what was found, and what is probably meant."""

import difflib
import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ocppdb.judging.book import Book
from ocppdb.judging.fault import Fault, Path, shown
from ocppdb.judging.schema import Broken, Schema
from ocppdb.records.verdicts import Layer

__all__ = ["fault_of", "nearest"]

FAULTS = {
    "required": "missing-field",
    "additionalProperties": "unknown-field",
    "type": "wrong-type",
    "enum": "value-not-allowed",
    "maxLength": "too-long",
    "minItems": "too-few-items",
    "maxItems": "too-many-items",
    "minimum": "out-of-range",
    "maximum": "out-of-range",
    "multipleOf": "too-many-decimals",
    "format": "bad-format",
}
"""The kind of fault in the list callerrors, by the keyword that is broken."""
FEW = 4


def fault_of(broken: Broken, root: Schema, book: Book) -> Fault:
    """Return the Fault of a keyword of a payload's schema."""
    layer: Layer = "format" if broken.keyword == "format" else "schema"
    fault = FAULTS.get(broken.keyword)
    if broken.keyword == "type" and broken.value is None:
        fault = "null-value"
    elif broken.keyword == "type" and broken.schema["type"] == "array":
        fault = "object-instead-of-list" if isinstance(broken.value, dict) else fault
    expected, found = WORDS[broken.keyword](broken)
    if broken.value is None or broken.keyword == "format" and broken.value == "":
        expected += ", or leave the field out" if _optional(root, broken.path) else ""
    tip = TIPS.get(broken.keyword, _no_tip)(broken, root, book)
    return Fault(layer, fault, broken.path, broken.keyword, expected, found, tip)


def _optional(root: Schema, path: Path) -> bool:
    return bool(path) and isinstance(path[-1], str) and path[-1] not in _at(root, path[:-1]).get("required", ())


def _at(root: Schema, path: Path) -> Schema:
    """The schema at a path, references followed."""
    schema: Any = root
    for part in path:
        schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
        schema = _followed(root, schema)
    return dict(schema)


def _followed(root: Schema, schema: Any) -> Any:
    return root["definitions"][schema["$ref"].removeprefix("#/definitions/")] if "$ref" in schema else schema


def _type(broken: Broken) -> tuple[str, str]:
    return str(broken.schema["type"]).replace("array", "list"), shown(broken.value)


def _enum(broken: Broken) -> tuple[str, str]:
    values = broken.schema["enum"]
    if len(values) <= FEW:
        return " or ".join(map(str, values)), shown(broken.value)
    like = nearest(str(broken.value), values)
    first = like or ", ".join(values[:2])
    return f"{first} or another of {len(values)} values", shown(broken.value)


def _count(what: str, least: bool) -> Callable[[Broken], tuple[str, str]]:
    return lambda broken: (
        f"at {'least' if least else 'most'} {broken.schema[broken.keyword]} {what}",
        f"{len(broken.value)} {what}",
    )


def _bound(word: str) -> Callable[[Broken], tuple[str, str]]:
    return lambda broken: (f"{word} {broken.schema[broken.keyword]}", shown(broken.value))


WORDS: Mapping[str, Callable[[Broken], tuple[str, str]]] = {
    "required": lambda broken: ("present", "missing"),
    "additionalProperties": lambda broken: ("no such field", shown(broken.value)),
    "type": _type,
    "enum": _enum,
    "maxLength": _count("characters", least=False),
    "minItems": _count("items", least=True),
    "maxItems": _count("items", least=False),
    "minimum": _bound("at least"),
    "maximum": _bound("at most"),
    "multipleOf": _bound("a multiple of"),
    "format": lambda broken: (str(broken.schema["format"]), shown(broken.value)),
}
"""What was expected and what was found, by keyword; the official schemas use these."""


def nearest(name: str, names: Any) -> str | None:
    """Return the name that is most like another, letters' case aside, or None."""
    folded = {each.lower(): each for each in names}
    lower = name.lower()[:100]
    if lower in folded:
        return str(folded[lower])
    found = difflib.get_close_matches(lower, folded, 1, 0.55)
    within = [each for each in folded if len(each) > 3 and each in lower]
    return str(folded[(found or within or [""])[0]]) if found or within else None


def _no_tip(broken: Broken, root: Schema, book: Book) -> str | None:
    return None


def _tip_on_name(broken: Broken, root: Schema, book: Book) -> str | None:
    name = str(broken.path[-1])
    legal = broken.schema.get("properties", {})
    if not legal and len(broken.path) == 1:
        return "the payload has no fields here"
    like = nearest(name, legal)
    if like and like.lower() == name.lower():
        return f"{like} is meant: upper and lower case count"
    deeper = next(_deeper(root, name, root, ()), None)
    if deeper:
        return f"{name} belongs into {deeper}"
    there = book.elsewhere("field", name)
    return "; ".join(filter(None, (f"{like} is probably meant" if like else None, there))) or None


def _deeper(root: Schema, name: str, schema: Any, seen: tuple[str, ...]) -> Iterator[str]:
    """The objects below a schema that have a field of a name, by the name of the field that holds them."""
    for field, below in schema.get("properties", {}).items():
        inner = _followed(root, below.get("items", below))
        if field not in seen and field != "customData":
            if name in inner.get("properties", {}):
                yield field
            yield from _deeper(root, name, inner, (*seen, field))


def _tip_on_missing(broken: Broken, root: Schema, book: Book) -> str | None:
    name = str(broken.path[-1])
    like = nearest(name, broken.value)
    legal = broken.schema.get("properties", {})
    return f"{like} may be it, misspelt" if like and like not in legal else None


def _tip_on_value(broken: Broken, root: Schema, book: Book) -> str | None:
    values = broken.schema["enum"]
    if not isinstance(broken.value, str):
        return None
    like = nearest(broken.value, values)
    if like and like.lower() == broken.value.lower():
        return f"{like} is meant: upper and lower case count"
    there = book.elsewhere("enum-value", broken.value)
    return "; ".join(filter(None, (f"{like} is probably meant" if like else None, there))) or None


def _tip_on_type(broken: Broken, root: Schema, book: Book) -> str | None:
    wanted, value = broken.schema["type"], broken.value
    if value is None:
        return "null does not stand for an absent field"
    if wanted == "array":
        return "a list of one is still written as a list, in [ ]"
    if isinstance(value, str):
        return _tip_on_string(value, wanted)
    if wanted == "string" and isinstance(value, (dict, list)):
        return "JSON within a text is written as a string, with its quotes escaped"
    if wanted == "string":
        return "the value is a text here: put it in double quotes"
    return None


def _tip_on_string(value: str, wanted: str) -> str | None:
    try:
        inner = json.loads(value) if len(value) < 10_000 else None
    except (ValueError, RecursionError):
        return None
    if isinstance(inner, bool) and wanted == "boolean" or type(inner) in (int, float) and wanted in ("integer", "number"):
        return "take the quotes away"
    if isinstance(inner, dict) and wanted == "object":
        return "the JSON is written as a string: send the object itself"
    return None


TIPS: Mapping[str, Callable[[Broken, Schema, Book], str | None]] = {
    "additionalProperties": _tip_on_name,
    "required": _tip_on_missing,
    "enum": _tip_on_value,
    "type": _tip_on_type,
}
