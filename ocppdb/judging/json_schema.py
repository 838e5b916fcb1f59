"""The way back: a payload's JSON Schema put together again from the tables alone."""

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["base_name", "json_schema"]

PLAIN = (
    ("max_length", "maxLength"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("multiple_of", "multipleOf"),
    ("format", "format"),
)
ARRAY = (("min_items", "minItems"), ("max_items", "maxItems"))


Schema = dict[str, Any]
Row = Mapping[str, Any]
"""A row of `fields` or `types`; that of a type holds its `fields` and `values` too."""


def json_schema(
    root: Row,
    draft: str,
    types: Mapping[str, Row],
    texts: Mapping[str, str | None] | None = None,
    rules: Mapping[str, list[Schema]] | None = None,
) -> Schema:
    """Return the JSON Schema of a payload as a dict.

    `root` is the payload's type, `draft` its `$schema`, `types` a mapping of type names to rows that hold their `fields` and
    `values`. `texts` are descriptions by type name, in place of those that the types have: files that repeat a type may
    describe it differently. Types that the official files write out in place are written out in place. `rules` are the checks of rules
    by type name, which are put into the schema of that type.
    """
    return _Schema(types, texts or {}, rules or {}).payload(root, draft)


class _Schema:
    """One schema on its way, with the definitions that it needs."""

    def __init__(self, types: Mapping[str, Row], texts: Mapping[str, str | None], rules: Mapping[str, list[Schema]]) -> None:
        self.types = types
        self.texts = texts
        self.rules = rules
        self.definitions: dict[str, Schema] = {}

    def payload(self, root: Row, draft: str) -> Schema:
        body = self.described(root) | self.object(root)
        head: Schema = {"$schema": draft, "title": root["name"]}
        if self.definitions:
            head["definitions"] = dict(sorted(self.definitions.items()))
        return head | body

    def object(self, type_: Row) -> Schema:
        schema: Schema = {"type": "object"}
        _put(schema, "additionalProperties", _boolean(type_["additional_properties"]))
        if type_["fields"]:
            schema["properties"] = {field["name"]: self.field(field) for field in type_["fields"]}
        required = [field["name"] for field in type_["fields"] if field["required"]]
        _put(schema, "required", required or None)
        _put(schema, "allOf", self.rules.get(base_name(type_["name"])))
        return schema

    def field(self, field: Row) -> Schema:
        item = self.item(field)
        if not field["is_array"]:
            return _described(field["description"]) | item
        schema = _described(field["description"]) | {"type": "array"}
        _put(schema, "additionalItems", _boolean(field["additional_items"]))
        schema["items"] = item
        for column, keyword in ARRAY:
            _put(schema, keyword, field[column])
        return schema

    def item(self, field: Row) -> Schema:
        type_ = self.types.get(field["data_type"])
        if type_ is not None and type_["category"] != "alias":
            if type_["inline"]:
                return self.structure(type_)
            name: str = type_["name"]
            if name not in self.definitions:
                self.definitions[name] = {}
                self.definitions[name] = self.described(type_) | self.structure(type_)
            return {"$ref": f"#/definitions/{name}"}
        schema: Schema = {} if field["type"] == "any" else {"type": field["type"]}
        for column, keyword in PLAIN:
            _put(schema, keyword, field[column])
        _put(schema, "default", _value(field["default_value"], field["type"]))
        return schema

    def structure(self, type_: Row) -> Schema:
        if type_["category"] == "object":
            return self.object(type_)
        schema: Schema = {"type": type_["json_type"]}
        _put(schema, "additionalProperties", _boolean(type_["additional_properties"]))
        schema["enum"] = list(type_["values"])
        _put(schema, "default", type_["default_value"])
        return schema

    def described(self, type_: Row) -> Schema:
        return _described(self.texts.get(type_["name"], type_["description"]))


def _described(text: str | None) -> Schema:
    return {"description": text} if text else {}


def _boolean(value: object) -> bool | None:
    return None if value is None else bool(value)


def _value(text: str | None, type_: str) -> Any:
    return text if text is None or type_ == "string" else json.loads(text)


def _put(schema: Schema, keyword: str, value: object) -> None:
    if value is not None:
        schema[keyword] = value


def base_name(name: str) -> str:
    """Return the name of a type without the brackets of a variant."""
    return name.partition("[")[0]
