"""A JSON Schema made into a function that yields every fault of a value, with exact decimals.

The official schemas use a dozen keywords; the checks of rules use those of draft-07 that a check is made of. A keyword that is not
known here is refused when the schema is made ready, never passed over.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any, NamedTuple

from ocppdb.errors import SchemaError
from ocppdb.judging.fault import Path
from ocppdb.judging.formats import FORMATS

__all__ = ["KEYWORDS", "Broken", "Test", "is_integer", "made_ready"]

Schema = Mapping[str, Any]


class Broken(NamedTuple):
    """A keyword that a value breaks; of `required` and `additionalProperties` the path leads to the field."""

    path: Path
    keyword: str
    schema: Schema
    value: Any


Test = Callable[[Any, list[Broken]], None]
"""Adds what a value breaks to a list."""
Number = int | Decimal
REST = {"$schema", "$id", "$comment", "title", "description", "definitions", "default", "additionalItems", "then", "else"}
"""Keywords that forbid nothing by themselves. `additionalItems` has no meaning beside one schema for all items."""
WIDE = Context(prec=800)
"""Enough digits for every number that the layer of the text lets pass."""


def made_ready(schema: Schema, *, draft_04: bool = False) -> Test:
    """Return the function that tests a value. In draft-04, `1.0` is no integer. Raises SchemaError for a keyword that is not known."""
    return _Maker(schema, draft_04).test(schema)


def is_integer(value: Any, draft_04: bool = False) -> bool:
    """Return whether a value is an integer of JSON Schema."""
    if type(value) is int:
        return True
    return type(value) is Decimal and not draft_04 and value == value.to_integral_value(context=WIDE)


class _Maker:
    """What making one schema ready needs to know: its definitions, each made once, and the draft."""

    def __init__(self, root: Schema, draft_04: bool) -> None:
        self.definitions: Schema = root.get("definitions", {})
        self.draft_04 = draft_04
        self.made: dict[str, Test] = {}

    def test(self, schema: Any) -> Test:
        if schema is True or schema == {}:
            return _nothing
        if schema is False:
            return lambda value, out: out.append(Broken((), "false", {"false": False}, value))
        if "$ref" in schema:
            return self.definition(schema["$ref"])
        unknown = schema.keys() - KEYWORDS.keys() - REST
        if unknown:
            raise SchemaError(f"found the keyword {min(unknown)!r}, expected one of {', '.join(sorted(KEYWORDS))}")
        of_type = TYPES[schema["type"]](self.draft_04) if isinstance(schema.get("type"), str) else None
        tests = [KEYWORDS[key](self, schema) for key in schema if key in KEYWORDS and (key != "type" or of_type is None)]
        if {"properties", "required", "additionalProperties"} & schema.keys():
            tests.append(_object(self, schema))
        return _one_type(schema, of_type, [each for each in tests if each is not _nothing])

    def definition(self, reference: str) -> Test:
        name = reference.removeprefix("#/definitions/")
        if name not in self.made:
            self.made[name] = lambda value, out: self.made[name](value, out)  # a definition may hold itself
            self.made[name] = self.test(self.definitions[name])
        return self.made[name]

    def holds(self, schema: Any) -> Callable[[Any], bool]:
        """Return whether a value is right by a schema, as a function."""
        test = self.test(schema)

        def holds(value: Any) -> bool:
            out: list[Broken] = []
            test(value, out)
            return not out

        return holds


def _nothing(value: Any, out: list[Broken]) -> None:
    return None


def _one_type(schema: Schema, of_type: Callable[[Any], bool] | None, tests: list[Test]) -> Test:
    """A value of another type is told as that alone."""
    if of_type is None:
        if len(tests) == 1:
            return tests[0]

        def all_of(value: Any, out: list[Broken]) -> None:
            for test in tests:
                test(value, out)

        return all_of

    def typed(value: Any, out: list[Broken]) -> None:
        if of_type(value):
            for test in tests:
                test(value, out)
        else:
            out.append(Broken((), "type", schema, value))

    return typed


def _below(test: Test, name: str | int, value: Any, out: list[Broken]) -> None:
    """Test a value below another; what it breaks is told with the way down."""
    before = len(out)
    test(value, out)
    _lead_down(out, before, name)


def _lead_down(out: list[Broken], first: int, name: str | int) -> None:
    """Put a step before the paths of what was found from a place of the list on."""
    for place in range(first, len(out)):
        broken = out[place]
        out[place] = Broken((name, *broken.path), *broken[1:])


def _object(maker: _Maker, schema: Schema) -> Test:
    tests = {name: maker.test(each) for name, each in schema.get("properties", {}).items()}
    required = tuple(schema.get("required", ()))
    others = schema.get("additionalProperties", True)
    closed, rest = others is False, maker.test({} if others is False else others)

    def test(value: Any, out: list[Broken]) -> None:
        if type(value) is not dict:
            return
        for name, each in value.items():
            found = tests.get(name)
            if found is not None:
                before = len(out)
                found(each, out)
                if len(out) != before:
                    _lead_down(out, before, name)
            elif closed:
                out.append(Broken((name,), "additionalProperties", schema, each))
            elif rest is not _nothing:
                _below(rest, name, each, out)
        out.extend(Broken((name,), "required", schema, value) for name in required if name not in value)

    return test


def _items(maker: _Maker, schema: Schema) -> Test:
    if isinstance(schema["items"], list):
        return _first_items([maker.test(each) for each in schema["items"]])
    each_item = maker.test(schema["items"])

    def test(value: Any, out: list[Broken]) -> None:
        if type(value) is list:
            for index, each in enumerate(value):
                _below(each_item, index, each, out)

    return test


def _first_items(tests: list[Test]) -> Test:
    def test(value: Any, out: list[Broken]) -> None:
        for index, (test, each) in enumerate(zip(tests, value if type(value) is list else (), strict=False)):
            _below(test, index, each, out)

    return test


def _simple(keyword: str, types: tuple[type, ...], wrong: Callable[[Any, Any], bool]) -> Callable[[_Maker, Schema], Test]:
    """A keyword that asks one thing of values of some types."""

    def make(maker: _Maker, schema: Schema) -> Test:
        limit = schema[keyword]

        def test(value: Any, out: list[Broken]) -> None:
            if type(value) in types and wrong(value, limit):
                out.append(Broken((), keyword, schema, value))

        return test

    return make


def _multiple_of(maker: _Maker, schema: Schema) -> Test:
    step = Decimal(str(schema["multipleOf"]))

    def test(value: Any, out: list[Broken]) -> None:
        if type(value) in (int, Decimal) and WIDE.remainder(Decimal(value), step) != 0:
            out.append(Broken((), "multipleOf", schema, value))

    return test


def _type(maker: _Maker, schema: Schema) -> Test:
    tests = [TYPES[each](maker.draft_04) for each in schema["type"]]

    def test(value: Any, out: list[Broken]) -> None:
        if not any(each(value) for each in tests):
            out.append(Broken((), "type", schema, value))

    return test


def _alike(value: Any) -> Any:
    """A value in a form in which 1 and true differ, and 1 and 1.0 do not."""
    if isinstance(value, bool):
        return ("bool", value)
    if isinstance(value, float):
        return Decimal(str(value))
    if isinstance(value, dict):
        return frozenset((name, _alike(each)) for name, each in value.items())
    return tuple(map(_alike, value)) if isinstance(value, list) else value


def _enum(maker: _Maker, schema: Schema) -> Test:
    values = {_alike(each) for each in schema["enum"]} if "enum" in schema else {_alike(schema["const"])}
    keyword = "enum" if "enum" in schema else "const"

    def test(value: Any, out: list[Broken]) -> None:
        if _alike(value) not in values:
            out.append(Broken((), keyword, schema, value))

    return test


def _all_of(maker: _Maker, schema: Schema) -> Test:
    return _one_type(schema, None, [maker.test(each) for each in schema["allOf"]])


def _count_of(keyword: str, right: Callable[[int], bool]) -> Callable[[_Maker, Schema], Test]:
    """A keyword that counts how many of some schemas hold."""

    def make(maker: _Maker, schema: Schema) -> Test:
        given = schema[keyword]
        tests = [maker.holds(each) for each in (given if isinstance(given, list) else [given])]

        def test(value: Any, out: list[Broken]) -> None:
            if not right(sum(each(value) for each in tests)):
                out.append(Broken((), keyword, schema, value))

        return test

    return make


def _if(maker: _Maker, schema: Schema) -> Test:
    holds = maker.holds(schema["if"])
    then, otherwise = maker.test(schema.get("then", {})), maker.test(schema.get("else", {}))
    return lambda value, out: (then if holds(value) else otherwise)(value, out)


def _contains(maker: _Maker, schema: Schema) -> Test:
    holds = maker.holds(schema["contains"])

    def test(value: Any, out: list[Broken]) -> None:
        if type(value) is list and not any(map(holds, value)):
            out.append(Broken((), "contains", schema, value))

    return test


def _names(maker: _Maker, schema: Schema) -> Test:
    holds = maker.holds(schema["propertyNames"])

    def test(value: Any, out: list[Broken]) -> None:
        names = value if type(value) is dict else ()
        out.extend(Broken((name,), "propertyNames", schema, name) for name in names if not holds(name))

    return test


def _dependencies(maker: _Maker, schema: Schema) -> Test:
    tests = {
        name: maker.test({"required": each} if isinstance(each, list) else each)
        for name, each in schema["dependencies"].items()
    }

    def test(value: Any, out: list[Broken]) -> None:
        for name, each in tests.items() if type(value) is dict else ():
            if name in value:
                each(value, out)

    return test


def _part_of_object(maker: _Maker, schema: Schema) -> Test:
    return _nothing


def _type_test(types: tuple[type, ...]) -> Callable[[bool], Callable[[Any], bool]]:
    return lambda draft_04: lambda value: type(value) in types


TYPES: Mapping[str, Callable[[bool], Callable[[Any], bool]]] = {
    "string": _type_test((str,)),
    "object": _type_test((dict,)),
    "array": _type_test((list,)),
    "boolean": _type_test((bool,)),
    "null": _type_test((type(None),)),
    "number": _type_test((int, Decimal)),
    "integer": lambda draft_04: lambda value: is_integer(value, draft_04),
}
NUMBERS = (int, Decimal)
KEYWORDS: Mapping[str, Callable[[_Maker, Schema], Test]] = {
    "type": _type,
    "properties": _part_of_object,
    "required": _part_of_object,
    "additionalProperties": _part_of_object,
    "items": _items,
    "enum": _enum,
    "const": _enum,
    "multipleOf": _multiple_of,
    "format": _simple("format", (str,), lambda value, name: name in FORMATS and not FORMATS[name](value)),
    "minLength": _simple("minLength", (str,), lambda value, least: len(value) < least),
    "maxLength": _simple("maxLength", (str,), lambda value, most: len(value) > most),
    "pattern": _simple("pattern", (str,), lambda value, pattern: re.search(pattern, value) is None),
    "minItems": _simple("minItems", (list,), lambda value, least: len(value) < least),
    "maxItems": _simple("maxItems", (list,), lambda value, most: len(value) > most),
    "uniqueItems": _simple("uniqueItems", (list,), lambda value, yes: yes and len(set(map(_alike, value))) < len(value)),
    "minimum": _simple("minimum", NUMBERS, lambda value, least: value < Decimal(str(least))),
    "maximum": _simple("maximum", NUMBERS, lambda value, most: value > Decimal(str(most))),
    "exclusiveMinimum": _simple("exclusiveMinimum", NUMBERS, lambda value, least: value <= Decimal(str(least))),
    "exclusiveMaximum": _simple("exclusiveMaximum", NUMBERS, lambda value, most: value >= Decimal(str(most))),
    "minProperties": _simple("minProperties", (dict,), lambda value, least: len(value) < least),
    "maxProperties": _simple("maxProperties", (dict,), lambda value, most: len(value) > most),
    "propertyNames": _names,
    "dependencies": _dependencies,
    "contains": _contains,
    "allOf": _all_of,
    "anyOf": _count_of("anyOf", lambda count: count > 0),
    "oneOf": _count_of("oneOf", lambda count: count == 1),
    "not": _count_of("not", lambda count: count == 0),
    "if": _if,
}
"""The keywords that are known, and how each is made ready."""
