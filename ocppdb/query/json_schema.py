"""The way back: a payload's JSON Schema put together again from the tables alone."""

import json

__all__ = ["json_schema"]

PLAIN = (
    ("max_length", "maxLength"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("multiple_of", "multipleOf"),
    ("format", "format"),
)
ARRAY = (("min_items", "minItems"), ("max_items", "maxItems"))


def json_schema(root, draft, types):
    """Return the JSON Schema of a payload as a dict.

    `root` is the payload's type, `draft` its `$schema`, `types` a mapping of type names to rows that hold their `fields` and
    `values`. Types that the official files write out in place are written out in place.
    """
    definitions = {}
    body = _object(root, types, definitions)
    head = {"$schema": draft, "title": root["name"]}
    if definitions:
        head["definitions"] = dict(sorted(definitions.items()))
    return head | body


def _object(type_, types, definitions):
    schema = {"type": "object"}
    _put(schema, "additionalProperties", _boolean(type_["additional_properties"]))
    if type_["fields"]:
        schema["properties"] = {field["name"]: _field(field, types, definitions) for field in type_["fields"]}
    required = [field["name"] for field in type_["fields"] if field["required"]]
    _put(schema, "required", required or None)
    return schema


def _field(field, types, definitions):
    item = _item(field, types, definitions)
    if not field["is_array"]:
        return _described(field) | item
    schema = _described(field) | {"type": "array"}
    _put(schema, "additionalItems", _boolean(field["additional_items"]))
    schema["items"] = item
    for column, keyword in ARRAY:
        _put(schema, keyword, field[column])
    return schema


def _item(field, types, definitions):
    type_ = types.get(field["data_type"])
    if type_ is not None and type_["category"] != "alias":
        if type_["inline"]:
            return _structure(type_, types, definitions)
        if type_["name"] not in definitions:
            definitions[type_["name"]] = None
            definitions[type_["name"]] = _described(type_) | _structure(type_, types, definitions)
        return {"$ref": f"#/definitions/{type_['name']}"}
    schema = {} if field["type"] == "any" else {"type": field["type"]}
    for column, keyword in PLAIN:
        _put(schema, keyword, field[column])
    _put(schema, "default", _value(field["default_value"], field["type"]))
    return schema


def _structure(type_, types, definitions):
    if type_["category"] == "object":
        return _object(type_, types, definitions)
    schema = {"type": type_["json_type"]}
    _put(schema, "additionalProperties", _boolean(type_["additional_properties"]))
    schema["enum"] = list(type_["values"])
    _put(schema, "default", type_["default_value"])
    return schema


def _described(row):
    return {"description": row["description"]} if row["description"] else {}


def _boolean(value):
    return None if value is None else bool(value)


def _value(text, type_):
    return text if text is None or type_ == "string" else json.loads(text)


def _put(schema, keyword, value):
    if value is not None:
        schema[keyword] = value
