"""A schema with the checks of rules in it as one tree: each place of a payload is then looked at once, not once for every rule."""

from collections.abc import Mapping
from itertools import count
from typing import Any

from ocppdb.judging.schema import Broken, made_ready

__all__ = ["as_tree"]

Schema = Mapping[str, Any]
TEXTS = ("$comment", "title", "description", "default")
ALONE = {"$id", "$ref", "$schema", "additionalProperties", "additionalItems", "if", "then", "else", "definitions"}
"""Keywords that mean something only beside others of their schema: a part that has them stays as it is."""
DRAFT_04 = "http://json-schema.org/draft-04/schema#"
_numbers = count()
OF_TYPE = {"pattern": "string", "minLength": "string", "maxLength": "string", "minimum": "number", "maximum": "number"}
"""The type of which a keyword asks something."""
ALSO = {"integer": "number", "number": "integer"}


def as_tree(schema: Schema, *, draft_04: bool = False) -> dict[str, Any]:
    """Return a schema of draft-07 that holds for the same values: definitions in place, and the parts of allOf where they belong.

    In a schema of draft-04, `1.0` is no integer.
    """
    made: dict[str, Any] = _tree(schema, schema.get("definitions", {}), draft_04, ())
    return made | {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": schema.get("definitions", {})}


def _tree(schema: Any, definitions: Schema, draft_04: bool, within: tuple[str, ...]) -> Any:
    if not isinstance(schema, Mapping):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/definitions/")
        return dict(schema) if name in within else _tree(definitions[name], definitions, draft_04, (*within, name))
    out = {key: value for key, value in schema.items() if key not in (*TEXTS, "$schema", "definitions", "allOf")}
    if "properties" in out:
        out["properties"] = {name: _tree(each, definitions, draft_04, within) for name, each in out["properties"].items()}
    if isinstance(out.get("items"), Mapping):
        out["items"] = _tree(out["items"], definitions, draft_04, within)
    if draft_04 and out.get("type") == "integer":
        del out["type"]
        out["allOf"] = [{"$id": f"urn:integer:{next(_numbers)}", "$schema": DRAFT_04, "type": "integer"}]
    for part in schema.get("allOf", ()):
        out = _both(out, _tree(part, definitions, draft_04, within))
    return out


def _both(one: Any, other: Any) -> Any:
    """A schema that holds where both do."""
    if one in ({}, True) or other is False:
        return other
    if other in ({}, True) or one is False:
        return one
    if other.keys() == {"additionalProperties"} and one.get("additionalProperties") is False:
        return _of_all(one, other["additionalProperties"])
    out = dict(one)
    beside = {key: value for key, value in other.items() if key in ALONE}
    if {"additionalProperties", "$id", "$ref"} & beside.keys():
        return out | {"allOf": [*out.get("allOf", ()), other]}
    for key, value in other.items():
        if key in beside:
            continue
        if key == "properties":
            known = out.get("properties", {})
            # Where an object is closed, a name that it does not know must not become known.
            mine = {name: each for name, each in value.items() if name in known or "additionalProperties" not in out}
            out["properties"] = known | {name: _both(known.get(name, {}), each) for name, each in mine.items()}
            strange = {name: each for name, each in value.items() if name not in mine}
            if strange:
                beside["properties"] = strange
        elif key not in out:
            out[key] = value
        elif key == "items" and isinstance(value, Mapping) and isinstance(out["items"], Mapping):
            out["items"] = _both(out["items"], value)
        elif key in ("required", "allOf"):
            out[key] = [*out[key], *(each for each in value if each not in out[key])]
        elif out[key] != value:
            beside[key] = value
    return out | {"allOf": [*out.get("allOf", ()), beside]} if beside else out


def _of_all(closed: Schema, asked: Any) -> dict[str, Any]:
    """A closed object, of each of whose fields something is asked."""
    fields = closed.get("properties", {})
    return dict(closed) | {
        "properties": {name: _both(each, asked) if _matters(each, asked) else each for name, each in fields.items()}
    }


def _matters(field: Any, asked: Any) -> bool:
    """Whether something that is asked can be wrong in a field: it mostly speaks of texts or numbers alone."""
    if not isinstance(field, Mapping) or not isinstance(asked, Mapping):
        return True
    if "enum" in field:
        broken: list[Broken] = []
        for value in field["enum"]:
            made_ready(asked)(value, broken)
        return bool(broken)
    refused = asked["not"] if asked.keys() == {"not"} and isinstance(asked["not"], Mapping) else {}
    types = {refused["type"]} if isinstance(refused.get("type"), str) else {OF_TYPE.get(key, "") for key in asked}
    return "" in types or not isinstance(field.get("type"), str) or bool(types & {field["type"], ALSO.get(field["type"], "")})
