"""The official JSON Schemas, taken apart into types and fields.

Nothing is dropped: a keyword that the model has no place for is an error, and `json_schema.py` puts the files together again
from the tables.
"""

import html
import json
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from ocppdb.build.schema_files import File
from ocppdb.build.schema_folders import brief
from ocppdb.build.schema_form import REFERENCE, Schema
from ocppdb.build.seed import Record
from ocppdb.build.structure import Category, Field, Payload, Structure, Type, cardinality, new_type, places
from ocppdb.errors import SchemaError

__all__ = ["Field", "Payload", "Structure", "Type", "clean", "places", "transform"]

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


def transform(version: Record, files: Iterable[File], type_names: Iterable[Record]) -> Structure:
    """Return the Structure of one version.

    `type_names` are the seed's records that name what the files write out in place. Raises SchemaError, naming the file.
    """
    return _Transform(version, files, type_names).run()


class _Transform:
    def __init__(self, version: Record, files: Iterable[File], type_names: Iterable[Record]) -> None:
        self.version = version
        self.files = list(files)
        self.names: dict[str, str] = {}
        self.types: dict[str, Type] = {}
        self.seen: dict[str, tuple[str, str]] = {}
        """Shape and file of each type when it was met first."""
        for record in type_names:
            self.names |= dict.fromkeys(record["places"], record["type"])
            if "max_length" in record:
                alias = new_type(record["type"], "alias", "string", None, inline=True)
                alias["max_length"], alias["note"] = record["max_length"], record.get("note")
                self.types[record["type"]] = alias

    def run(self) -> Structure:
        payloads: list[Payload] = []
        texts = {}
        for self.file in self.files:  # noqa: B020
            for name, node in self.file.content.get("definitions", {}).items():
                self.define(name, node)
                texts[self.file.name, name] = clean(node.get("description"))
        for self.file in self.files:  # noqa: B020
            file = self.file
            name = self.version["one_way_name" if file.one_way else f"{file.kind}_name"].replace("{action}", file.action)
            place = f"{file.action}.{file.kind}"
            if name in self.types:
                self.fail(place, f"found a type {name}, expected that name for the payload only. Get the files again.")
            self.check(file.content, "payload", place)
            self.types[name] = self.object(name, "payload", file.content, place)
            payloads.append({"action": file.action, "kind": file.kind, "name": name, "file": file.name})
        return Structure(self.types, payloads, texts)

    def fail(self, place: str, text: str) -> NoReturn:
        raise SchemaError(f"{self.file.origin}/{self.file.name}: {place}: {text}")

    def check(self, node: Schema, category: str, place: str) -> None:
        unknown = sorted(node.keys() - KEYWORDS[category])
        if unknown:
            self.fail(
                place,
                f"the keyword '{brief(unknown[0])}' has no place in the model of {category} schemas. "
                "Use the files that OCA publishes, or extend the model first.",
            )

    def define(self, name: str, node: Schema) -> None:
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
        if name in self.types:
            self.fail(
                name, f"found a definition of the name that seed/{self.version['slug']}/types.yml gives. Rename it there."
            )
        self.seen[name] = shape, self.file.name
        self.types[name] = self.structured(name, node, name, inline=False)

    def in_place(self, node: Schema, place: str) -> str:
        """Return the name of a type written out in place: named by the seed, and a variant where files disagree."""
        base = self.names.get(place.removesuffix("[]"))
        if base is None:
            self.fail(place, f"an object or enumeration without a name. Name it in seed/{self.version['slug']}/types.yml.")
        if base in self.types and (base not in self.seen or not self.types[base]["inline"]):
            self.fail(
                place,
                f"found a type written out, expected the {base} known already. Correct seed/{self.version['slug']}/types.yml.",
            )
        name, shape = base, _shape(node)
        if name in self.seen and self.seen[name][0] != shape:
            name = f"{base}[{self.file.action}]"
        if name in self.seen:
            if self.seen[name][0] != shape:
                self.fail(place, f"a third form of {base}; the seed can tell apart one form for each message.")
            return name
        self.seen[name] = shape, self.file.name
        type_ = self.structured(name, node, place, inline=True)
        if name != base:
            type_["variant_of"], type_["note"] = base, self.difference(type_, self.types[base])
        self.types[name] = type_
        return name

    def difference(self, variant: Type, base: Type) -> str:
        here, there = variant["values"], base["values"]
        parts = []
        if set(there) - set(here):
            parts.append(f"lacks {', '.join(v for v in there if v not in here)}")
        if set(here) - set(there):
            parts.append(f"adds {', '.join(v for v in here if v not in there)}")
        nested = [
            f["name"] for f, g in zip(variant["fields"], base["fields"], strict=False) if f["data_type"] != g["data_type"]
        ]
        if nested:
            parts.append(f"differs in the type of {', '.join(nested)}")
        first = self.seen[base["name"]][1]
        return f"In {self.file.name} it {' and '.join(parts) or 'differs'}, compared with {base['name']} in {first}."

    def structured(self, name: str, node: Schema, place: str, *, inline: bool) -> Type:
        if "enum" in node:
            return self.enumeration(name, node, place, inline=inline)
        if node.get("type") != "object":
            self.fail(
                place,
                f"found type {brief(str(node.get('type')))}, expected an object or an enumeration. Extend the model first.",
            )
        self.check(node, "object", place)
        return self.object(name, "object", node, place, inline=inline)

    def enumeration(self, name: str, node: Schema, place: str, *, inline: bool) -> Type:
        self.check(node, "enumeration", place)
        if node.get("type") != "string":
            self.fail(place, "an enumeration must be of distinct strings. Get the file again.")
        if node.get("default", node["enum"][0]) not in node["enum"]:
            self.fail(place, f"found the default {brief(str(node['default']))}, expected a value of it. Get the file again.")
        type_ = new_type(name, "enumeration", "string", self.file.name, inline=inline)
        type_["values"] = list(node["enum"])
        type_["additional_properties"] = node.get("additionalProperties")
        type_["default_value"] = node.get("default")
        type_["description"] = clean(node.get("description"))
        return type_

    def object(self, name: str, category: Category, node: Schema, place: str, *, inline: bool = False) -> Type:
        if node.get("type") != "object":
            self.fail(place, f"found type {brief(str(node.get('type')))}, expected object. Get the file again.")
        properties, required = node.get("properties", {}), node.get("required", [])
        unknown = [each for each in required if each not in properties]
        if unknown:
            self.fail(place, f"requires '{brief(unknown[0])}', which is no property of it. Get the file again.")
        type_ = new_type(name, category, "object", self.file.name, inline=inline)
        type_["fields"] = [
            self.field(position, each, child, f"{place}.{each}", required=each in required)
            for position, (each, child) in enumerate(properties.items(), 1)
        ]
        type_["additional_properties"] = node.get("additionalProperties")
        type_["description"] = clean(node.get("description"))
        return type_

    def field(self, position: int, name: str, node: Schema, place: str, *, required: bool) -> Field:
        is_array = node.get("type") == "array"
        item = node
        if is_array:
            self.check(node, "array", place)
            if "items" not in node:
                self.fail(place, "an array without one schema for its items. Extend the model first.")
            item = node["items"]
            place += "[]"
        type_, data_type = self.item(item, place)
        plain = "$ref" not in item and type_ in PLAIN_TYPES and "enum" not in item
        field: Field = {
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
            "default_value": _text(item.get("default")) if plain else None,
            "description": clean(node.get("description")) or (clean(item.get("description")) if plain else None),
            "required": required,
            "cardinality": "",
        }
        field["cardinality"] = cardinality(field)
        return field

    def item(self, node: Schema, place: str) -> tuple[str, str | None]:
        """Return the JSON type of a field, or of the items of an array, and the name of its type where it has one."""
        if "$ref" in node:
            self.check(node, "reference", place)
            data_type: str = node["$ref"].removeprefix(REFERENCE)
            # A definition without a type is refused where it stands.
            return self.file.content["definitions"][data_type].get("type", ANY), data_type
        if "enum" in node or node.get("type") == "object":
            data_type = self.in_place(node, place)
            return "string" if "enum" in node else "object", data_type
        self.check(node, "plain", place)
        type_ = node.get("type", ANY)
        if type_ not in PLAIN_TYPES and "type" in node:
            self.fail(place, f"found type '{brief(type_)}', expected one of {', '.join(sorted(PLAIN_TYPES))}.")
        if "default" in node and not _fits(node["default"], type_):
            self.fail(
                place, f"found the default {brief(str(node['default']))}, expected one of type {type_}. Get the file again."
            )
        alias = self.names.get(place.removesuffix("[]"))
        if alias is not None and (alias not in self.types or self.types[alias]["json_type"] != type_):
            self.fail(
                place,
                f"found type {type_}, expected {alias}, as seed/{self.version['slug']}/types.yml names it. Correct one of the two.",
            )
        return type_, alias


def _fits(default: object, type_: str) -> bool:
    if isinstance(default, bool) or type_ == "boolean":
        return isinstance(default, bool) and type_ == "boolean"
    if isinstance(default, str) or type_ == "string":
        return isinstance(default, str) and type_ == "string"
    return type_ == "number" or type_ == "integer" and isinstance(default, int)


def _shape(node: Schema) -> str:
    """The part of a schema that constrains data, in a form that can be compared."""
    return json.dumps(_constraining(node), sort_keys=True)


def _constraining(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    kept = {}
    for key, value in node.items():
        if key == "properties" and isinstance(value, dict):
            kept[key] = {name: _constraining(child) for name, child in value.items()}
        elif key not in ANNOTATIONS:
            kept[key] = _constraining(value)
    return kept


def _text(value: Any) -> str | None:
    """A default as text: strings as they are, the rest as JSON writes it."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def clean(description: str | None) -> str | None:
    """Return a description without its URN and model path, entities and cross-reference marks; None where nothing is left."""
    if description is None:
        return None
    lines = description.splitlines()
    if len(lines) > 1 and lines[1].startswith("urn:x-"):
        lines = lines[2:]
    text = html.unescape(" ".join(lines))
    text = re.sub(r"<<[^<>,]*,([^<>]*)>>", r"\1", text)
    return re.sub(r"\s+", " ", text).strip() or None
