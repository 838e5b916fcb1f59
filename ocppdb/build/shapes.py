"""Whether a record is of its shape: the JSON Schema that follows from the declaration of its list."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ocppdb.build.problem import Problem, problem
from ocppdb.build.strict_yaml import Record
from ocppdb.errors import NotFound
from ocppdb.records.all import LISTS
from ocppdb.records.shapes import record_shape

__all__ = ["explained", "place_of", "quick_check", "shape_problems", "validator"]

Test = Callable[[Any], bool]


def shape_problems(name: str, records: Sequence[Record], place: str) -> Iterator[Problem]:
    """Yield what is wrong with the shape of each record of a list; `place` is where the list begins."""
    try:
        whole = validator(name)
    except NotFound as unknown:
        yield problem(place, "unknown-list", f"{unknown}; the folder of a version has a version.yml")
        return
    surely_valid = quick_check(whole)
    for record in records:
        if not surely_valid(record):
            for error in whole.iter_errors(record):
                yield problem(place_of(record, error), "shape", explained(error))


def validator(name: str) -> Draft202012Validator:
    """Return a validator of the records of a list, with the keys that reading adds. Raises NotFound for a list that is not declared."""
    shape = record_shape(name)
    read = ("slug", "version", *(f"{key}_version" for key in LISTS[name].told))
    return Draft202012Validator(shape | {"properties": shape["properties"] | {key: {} for key in read}})


def quick_check(validator: Draft202012Validator) -> Test:
    """Return a function that is true only of records that the validator accepts: it passes the many that are plainly right.

    Asking jsonschema of each of thousands of records takes most of a build; it is asked of those that this leaves in doubt.
    """
    whole: Any = validator.schema
    named: dict[str, Test] = {}

    def test(shape: Any) -> Test:
        keywords = shape.keys() - {"$schema", "$defs", "description"}
        if not keywords:
            return lambda value: True
        if keywords == {"$ref"}:
            name = shape["$ref"].removeprefix("#/$defs/")
            if name not in named:
                named[name] = lambda value: named[name](value)
                named[name] = test(whole["$defs"][name])
            return lambda value: named[name](value)
        if keywords == {"enum"}:
            return lambda value: isinstance(value, str) and value in shape["enum"]
        if shape.get("type") == "string" and keywords <= {"type", "minLength"} and shape.get("minLength", 1) == 1:
            return lambda value: isinstance(value, str) and value != ""
        if shape.get("type") == "string" and keywords == {"type", "pattern"}:
            matches = re.compile(shape["pattern"]).search
            return lambda value: isinstance(value, str) and matches(value) is not None
        if shape.get("type") == "boolean" and keywords == {"type"}:
            return lambda value: isinstance(value, bool)
        if shape.get("type") == "array" and keywords <= {"type", "items", "minItems"}:
            item, least = test(shape["items"]), shape.get("minItems", 0)
            return lambda value: isinstance(value, list) and len(value) >= least and all(map(item, value))
        if (
            shape.get("type") == "object"
            and keywords <= {"type", "properties", "required", "additionalProperties"}
            and "properties" in shape
        ):
            return record_test({key: test(child) for key, child in shape["properties"].items()}, set(shape.get("required", ())))
        return validator.evolve(schema=shape).is_valid

    def record_test(fields: dict[str, Test], required: set[str]) -> Test:
        def surely_valid(value: Any) -> bool:
            if not (isinstance(value, dict) and required <= value.keys() <= fields.keys()):
                return False
            for key, child in value.items():  # noqa: SIM110 - a loop is a third faster here
                if not fields[key](child):
                    return False
            return True

        return surely_valid

    return test(whole)


def place_of(record: Record, error: ValidationError) -> str:
    """Return where the trouble is: the key nearest to it, for a key that is too much that key itself."""
    place: str = record.place
    here: Any = record
    for step in error.absolute_path:
        if isinstance(here, Record):
            place = here.at(str(step))
        here = here[step]
    if isinstance(here, Record):
        place = here.place
        if error.validator == "additionalProperties":
            known: Any = error.schema
            strangers = [key for key in here if key not in known.get("properties", {})]
            place = here.at(strangers[0]) if strangers else place
    return place


def explained(error: ValidationError) -> str:
    """Return what is wrong, in words: what was found, and what was expected."""
    where = ".".join(map(str, error.absolute_path)) or "the record"
    if error.validator == "type" and isinstance(error.instance, (int, float)) and error.validator_value == "string":
        return f'{where} is the number {error.instance}, expected text: write it in quotes, "{error.instance}"'
    if error.validator == "required":
        return f"{error.message.split(' is a')[0]} is missing in {where}"
    if error.validator == "enum":
        choices: Any = error.validator_value
        return f"{where} is {error.instance!r}, expected one of {', '.join(map(str, choices))}"
    return f"{where}: {error.message}"
