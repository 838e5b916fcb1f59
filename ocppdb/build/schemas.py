"""The official JSON Schemas, taken apart into types and fields.

Nothing is dropped: a keyword that the model has no place for is an error, and `json_schema.py` puts the files together again
from the tables.
"""

import html
import json
import re
from typing import NamedTuple

from ocppdb.errors import SchemaError

__all__ = ["Structure", "places", "transform"]

ANNOTATIONS = {"description", "title", "comment", "$comment", "$id", "id", "javaType"}
KEYWORDS = {
    "payload": ANNOTATIONS | {"$schema", "definitions", "type", "properties", "required", "additionalProperties"},
    "object": ANNOTATIONS | {"type", "properties", "required", "additionalProperties"},
    "enumeration": ANNOTATIONS | {"type", "enum", "default", "additionalProperties"},
    "reference": ANNOTATIONS | {"$ref"},
    "array": ANNOTATIONS | {"type", "items", "minItems", "maxItems", "additionalItems"},
    "plain": ANNOTATIONS | {"type", "format", "maxLength", "minimum", "maximum", "multipleOf", "default"},
}
PLAIN_TYPES = {"string", "integer", "number", "boolean"}
ANY = "any"
"""The type of a field whose schema gives none: whatever JSON can say."""


class Structure(NamedTuple):
    """One version's schemas as records: `types` by name in order of appearance, `payloads` in order of file name."""

    types: dict
    payloads: list


def transform(version, files, type_names):
    """Return the Structure of one version.

    `type_names` are the seed's records that name what the files write out in place. Raises SchemaError, naming the file.
    """
    return _Transform(version, type_names).run(files)


class _Transform:
    def __init__(self, version, type_names):
        self.version = version
        self.names = {place: record["type"] for record in type_names for place in record["places"]}
        self.types = {}
        self.seen = {}
        self.file = None
        for record in type_names:
            if "max_length" in record:
                self.types[record["type"]] = _type(
                    record["type"],
                    "alias",
                    "string",
                    None,
                    inline=True,
                    max_length=record["max_length"],
                    note=record.get("note"),
                )

    def run(self, files):
        payloads = []
        for file in files:
            self.file = file
            for name, node in file.content.get("definitions", {}).items():
                self.define(name, node)
        for file in files:
            self.file = file
            name = self.version[f"{file.kind}_name"].format(action=file.action)
            place = f"{file.action}.{file.kind}"
            self.check(file.content, "payload", place)
            self.types[name] = self.object(name, "payload", file.content, place)
            payloads.append({"action": file.action, "kind": file.kind, "name": name, "file": file.name})
        for name, type_ in self.types.items():
            for field in type_["fields"]:
                if field["data_type"] is not None and field["type"] is None:
                    field["type"] = self.referred(field, name)["json_type"]
        return Structure(self.types, payloads)

    def fail(self, place, text):
        raise SchemaError(f"{self.file.origin}/{self.file.name}: {place}: {text}")

    def check(self, node, category, place):
        unknown = sorted(node.keys() - KEYWORDS[category])
        if unknown:
            self.fail(
                place,
                f"the keyword {unknown[0]!r} has no place in the model of {category} schemas. "
                "Use the files that OCA publishes, or extend the model first.",
            )

    def referred(self, field, owner):
        if field["data_type"] not in self.types:
            raise SchemaError(
                f"{self.version['id']}: {owner}.{field['name']} refers to {field['data_type']}, which no file defines. Get the files again."
            )
        return self.types[field["data_type"]]

    def define(self, name, node):
        """A named definition: one row, whichever files repeat it."""
        shape = _shape(node)
        if name in self.seen:
            first_shape, first_file = self.seen[name]
            if shape != first_shape:
                self.fail(
                    name,
                    f"differs in structure from {name} in {first_file}. One name must mean one type: use files of one release.",
                )
            return
        self.seen[name] = shape, self.file.name
        self.types[name] = self.structured(name, node, name, inline=False)

    def in_place(self, node, place):
        """A type written out in place: named by the seed, and a variant where files disagree."""
        base = name = self.names.get(place.removesuffix("[]"))
        if name is None:
            self.fail(place, f"an object or enumeration without a name. Name it in seed/{self.version['slug']}/types.yml.")
        shape = _shape(node)
        if name in self.seen and self.seen[name][0] != shape:
            name = f"{base}[{self.file.action}]"
        if name in self.seen:
            if self.seen[name][0] != shape:
                self.fail(place, f"a third form of {base}; the seed can tell apart one form for each message.")
            return name
        self.seen[name] = shape, self.file.name
        type_ = self.structured(name, node, place, inline=True)
        if name != base:
            type_ |= {"variant_of": base, "note": self.difference(type_, self.types[base], node)}
        self.types[name] = type_
        return name

    def difference(self, variant, base, node):
        here, there = variant["values"], base["values"]
        parts = []
        if set(there) - set(here):
            parts.append(f"lacks {', '.join(v for v in there if v not in here)}")
        if set(here) - set(there):
            parts.append(f"adds {', '.join(v for v in here if v not in there)}")
        nested = [f["name"] for f, g in zip(variant["fields"], base["fields"]) if f["data_type"] != g["data_type"]]
        if nested:
            parts.append(f"differs in the type of {', '.join(nested)}")
        first = self.seen[base["name"]][1]
        return f"In {self.file.name} it {' and '.join(parts) or 'differs'}, compared with {base['name']} in {first}."

    def structured(self, name, node, place, inline):
        if "enum" in node:
            self.check(node, "enumeration", place)
            if node.get("type") != "string" or len(set(node["enum"])) != len(node["enum"]):
                self.fail(place, "an enumeration must be of distinct strings. Get the file again.")
            return _type(
                name,
                "enumeration",
                "string",
                self.file.name,
                inline=inline,
                values=list(node["enum"]),
                additional_properties=node.get("additionalProperties"),
                default_value=_text(node.get("default")),
                description=clean(node.get("description")),
            )
        if node.get("type") != "object":
            self.fail(place, f"found type {node.get('type')!r}, expected an object or an enumeration. Extend the model first.")
        self.check(node, "object", place)
        return self.object(name, "object", node, place) | {"inline": inline}

    def object(self, name, category, node, place):
        if node.get("type") != "object":
            self.fail(place, f"found type {node.get('type')!r}, expected object. Get the file again.")
        properties, required = node.get("properties", {}), node.get("required", [])
        unknown = [each for each in required if each not in properties]
        if unknown:
            self.fail(place, f"requires {unknown[0]!r}, which is no property of it. Get the file again.")
        fields = [
            self.field(position, each, child, f"{place}.{each}") | {"required": each in required}
            for position, (each, child) in enumerate(properties.items(), 1)
        ]
        for field in fields:
            field["cardinality"] = cardinality(field)
        return _type(
            name,
            category,
            "object",
            self.file.name,
            fields=fields,
            additional_properties=node.get("additionalProperties"),
            description=clean(node.get("description")),
        )

    def field(self, position, name, node, place):
        is_array = node.get("type") == "array"
        item = node
        if is_array:
            self.check(node, "array", place)
            item = node.get("items")
            if not isinstance(item, dict):
                self.fail(place, "an array without one schema for its items. Extend the model first.")
            place += "[]"
        data_type, type_ = self.names.get(place.removesuffix("[]")), item.get("type", ANY)
        if "$ref" in item:
            self.check(item, "reference", place)
            data_type, type_ = item["$ref"].removeprefix("#/definitions/"), None
        elif "enum" in item or type_ == "object":
            data_type, type_ = self.in_place(item, place), None
        else:
            self.check(item, "plain", place)
            if type_ not in {*PLAIN_TYPES, ANY}:
                self.fail(place, f"found type {type_!r}, expected one of {', '.join(sorted(PLAIN_TYPES))}.")
        structured = type_ is None
        return {
            "position": position,
            "name": name,
            "type": type_,
            "data_type": data_type,
            "is_array": is_array,
            "min_items": node.get("minItems"),
            "max_items": node.get("maxItems"),
            "additional_items": node.get("additionalItems"),
            "max_length": item.get("maxLength"),
            "minimum": item.get("minimum"),
            "maximum": item.get("maximum"),
            "multiple_of": item.get("multipleOf"),
            "format": item.get("format"),
            "default_value": None if structured else _text(item.get("default")),
            "description": clean(node.get("description")) or (clean(item.get("description")) if not structured else None),
        }


def places(structure):
    """Return every field of a version's payloads by its place: `MeterValues.request.meterValue[].sampledValue[].unit`."""
    found = {}

    def walk(type_, prefix):
        for field in type_["fields"]:
            place = f"{prefix}.{field['name']}"
            found[place] = field
            if field["data_type"] in structure.types:
                walk(structure.types[field["data_type"]], place + ("[]" if field["is_array"] else ""))

    for payload in structure.payloads:
        walk(structure.types[payload["name"]], f"{payload['action']}.{payload['kind']}")
    return found


def _type(name, category, json_type, file, **more):
    blank = {
        "inline": False,
        "variant_of": None,
        "additional_properties": None,
        "max_length": None,
        "default_value": None,
        "description": None,
        "note": None,
        "values": [],
        "fields": [],
    }
    return {"name": name, "category": category, "json_type": json_type, "file": file} | blank | more


def cardinality(field):
    """Return how often a field may occur, as OCPP's tables write it: 0..1, 1..1, 0..*, 1..4."""
    lowest = (field["min_items"] or 1) if field["required"] else 0
    highest = (field["max_items"] or "*") if field["is_array"] else 1
    return f"{lowest}..{highest}"


def _shape(node):
    """The part of a schema that constrains data, in a form that can be compared."""
    return json.dumps(_constraining(node), sort_keys=True)


def _constraining(node):
    if isinstance(node, dict):
        return {
            key: {name: _constraining(child) for name, child in value.items()} if key == "properties" else _constraining(value)
            for key, value in node.items()
            if key not in ANNOTATIONS
        }
    return node


def _text(value):
    """A default as text: strings as they are, the rest as JSON writes it."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def clean(description):
    """Return a description without its URN and model path, entities and cross-reference marks; None where nothing is left."""
    if description is None:
        return None
    lines = description.splitlines()
    if len(lines) > 1 and lines[1].startswith("urn:x-"):
        lines = lines[2:]
    text = html.unescape(" ".join(lines))
    text = re.sub(r"<<[^<>,]*,([^<>]*)>>", r"\1", text)
    return re.sub(r"\s+", " ", text).strip() or None
