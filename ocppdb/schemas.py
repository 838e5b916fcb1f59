"""The official JSON Schemas, read and taken apart into types and fields.

`read` finds the files, `transform` turns those of one version into plain records. Nothing is dropped: a keyword that the
model has no place for is an error, and `json_schema.py` puts the files together again from the tables.
"""

import hashlib
import html
import importlib.metadata
import importlib.util
import json
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from .errors import SchemaError
from .release import SCHEMAS

__all__ = ["File", "Structure", "places", "read", "transform"]

MOST_BYTES = 5_000_000
"""No schema file comes near this; a larger one is not a schema."""

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


class File(NamedTuple):
    """One schema file: whose it is, where it came from, and what it says."""

    version: str
    action: str
    kind: str
    name: str
    origin: str
    sha256: str
    content: dict


class Structure(NamedTuple):
    """One version's schemas as records: `types` by name in order of appearance, `payloads` in order of file name."""

    types: dict
    payloads: list


# --- reading ---------------------------------------------------------------------------------------------------------------


def read(versions, messages, paths=()):
    """Return the schema files of all versions, by version and file name.

    `versions` and `messages` are the seed's records. `paths` are folders or zip files to take a version's schemas from;
    a version that none of them holds comes from the installed distribution. Raises SchemaError.
    """
    expected = {version["id"]: _expected(version, messages) for version in versions}
    given = _given(paths, expected)
    files = []
    for version in versions:
        names = expected[version["id"]]
        contents, origin = given.get(version["id"]) or _distributed(version)
        missing = sorted(names.keys() - contents.keys())
        if missing:
            action = names[missing[0]][0]
            place = next(m.place for m in messages if (m["version"], m["action"]) == (version["id"], action))
            raise SchemaError(
                f"{origin}: {len(missing)} schema files of OCPP {version['id']} are missing, among them {missing[0]} "
                f"of the message {action} ({place}). Correct the message's name, or give a folder or zip that holds the "
                "files too (--schemas may be repeated), or none to use the installed ones."
            )
        strangers = sorted(contents.keys() - names.keys())
        if strangers:
            raise SchemaError(
                f"{origin}: {strangers[0]} belongs to no message of OCPP {version['id']}. "
                f"Remove the file, or add its message to seed/{version['slug']}/messages.yml."
            )
        for name in sorted(names):
            action, kind = names[name]
            content = _parse(contents[name], f"{origin}/{name}", version)
            digest = hashlib.sha256(contents[name]).hexdigest()
            files.append(File(version["id"], action, kind, name, origin, digest, content))
    return files


def _expected(version, messages):
    actions = [message["action"] for message in messages if message["version"] == version["id"]]
    return {
        version[f"{kind}_file"].format(action=action): (action, kind)
        for action in actions
        for kind in ("request", "response")
    }


def _distributed(version):
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        raise SchemaError(f"the distribution {SCHEMAS} is not installed. Run: pip install {SCHEMAS}")
    folder = Path(spec.submodule_search_locations[0]) / version["schema_folder"]
    origin = f"{SCHEMAS} {importlib.metadata.version(SCHEMAS)}/{version['schema_folder']}"
    if not folder.is_dir():
        raise SchemaError(f"{origin}: no such folder. Install {SCHEMAS} again.")
    return {path.name: _bytes(path) for path in folder.glob("*.json")}, origin


def _given(paths, expected):
    """Return {version: ({file name: bytes}, origin)} for the folders and zips that were named."""
    given = {}
    for path in map(Path, paths):
        found = 0
        for folder, contents in (_zipped(path) if path.is_file() else _foldered(path)).items():
            score = {version: len(names.keys() & contents.keys()) for version, names in expected.items()}
            version = max(score, key=score.get)
            if not score[version]:
                continue
            found += 1
            origin = path.name if folder in ("", ".") else f"{path.name}/{folder}"
            known, first = given.setdefault(version, ({}, origin))
            for name, data in contents.items():
                if known.setdefault(name, data) != data:
                    raise SchemaError(f"{origin}/{name} differs from the same file in {first}: give only one of the two.")
        if not found:
            raise SchemaError(f"{path.name}: holds no JSON Schemas of OCPP. Expected files such as BootNotificationResponse.json.")
    return given


def _foldered(path):
    if not path.is_dir():
        raise SchemaError(f"{path.name}: no such folder or zip file. --schemas expects one of the two.")
    folders = {}
    for file in sorted(path.rglob("*.json")):
        folders.setdefault(file.parent.relative_to(path).as_posix(), {})[file.name] = _bytes(file)
    return folders


def _zipped(path):
    folders = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                name = PurePosixPath(entry.filename)
                if name.suffix != ".json" or name.parts[0] == "__MACOSX":
                    continue
                _check_size(entry.file_size, f"{path.name}/{name}")
                folders.setdefault(name.parent.as_posix(), {})[name.name] = archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SchemaError(f"{path.name}: not a zip file that can be read ({error}). Expected OCA's zip, or a folder.") from None
    return folders


def _bytes(path):
    try:
        _check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise SchemaError(f"{path.name}: cannot be read ({error.strerror}).") from None


def _check_size(size, name):
    if size > MOST_BYTES:
        raise SchemaError(f"{name}: {size} bytes, and a schema file has at most {MOST_BYTES}. Remove the file.")


def _parse(data, name, version):
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SchemaError(f"{name}: not UTF-8 at byte {error.start}. Get the file again from its publisher.") from None
    except json.JSONDecodeError as error:
        raise SchemaError(
            f"{name}: not JSON at line {error.lineno}, column {error.colno}: {error.msg}. The file is damaged; get it again."
        ) from None
    except RecursionError:
        raise SchemaError(f"{name}: nested too deeply to be a schema. Get the file again from its publisher.") from None
    if not isinstance(content, dict):
        raise SchemaError(f"{name}: found a JSON {type(content).__name__}, expected an object. Get the file again.")
    if content.get("$schema") not in version["drafts"]:
        drafts = " or ".join(version["drafts"])
        raise SchemaError(
            f"{name}: its $schema is {content.get('$schema')!r}, expected {drafts}. "
            f"Use the schemas that OCA publishes for OCPP {version['id']}."
        )
    return content


# --- transforming ----------------------------------------------------------------------------------------------------------


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
                    record["type"], "alias", "string", None, inline=True, max_length=record["max_length"], note=record.get("note")
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
                    name, f"differs in structure from {name} in {first_file}. One name must mean one type: use files of one release."
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
            return _type(name, "enumeration", "string", self.file.name, inline=inline, values=list(node["enum"]),
                         additional_properties=node.get("additionalProperties"), default_value=_text(node.get("default")),
                         description=clean(node.get("description")))
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
        return _type(name, category, "object", self.file.name, fields=fields,
                     additional_properties=node.get("additionalProperties"), description=clean(node.get("description")))

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
        "inline": False, "variant_of": None, "additional_properties": None, "max_length": None, "default_value": None,
        "description": None, "note": None, "values": [], "fields": [],
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
