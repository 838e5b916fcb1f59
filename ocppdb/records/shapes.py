"""The shape of what the seed holds: JSON Schemas made of the declarations, one for the records and one for the files of each list."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ForwardRef, get_args, get_origin

from ocppdb.errors import NotFound, nearest_of
from ocppdb.records.all import LISTS
from ocppdb.records.decisions import Decision
from ocppdb.records.declare import Declared, Listed, declared, field_of

__all__ = ["CITED", "decisions_shape", "editor_settings", "file_shape", "one_to_a_file", "record_shape", "written_files"]

TYPES = {int: "integer", float: "number", bool: "boolean"}
DRAFT = "https://json-schema.org/draft/2020-12/schema"
CITED = ("source", "confidence")
"""What all records of a file may share: given once at its top."""
SETTINGS = ".vscode/settings.json"
ONE_TO_A_FILE = ("sequences", "escalations", "settled", "schedule-examples")
"""Lists whose files are one record each, with the name of the file as its id."""


def one_to_a_file(name: str) -> bool:
    """Return whether each record of a list is a file of its own."""
    return name in ONE_TO_A_FILE


def record_shape(name: str) -> dict[str, Any]:
    """Return the JSON Schema of one record of a list, with all that its file shares filled in. Raises NotFound for no such list."""
    if name not in LISTS:
        raise NotFound(f"no list is called {name!r}; expected one of {', '.join(sorted(LISTS))}", nearest_of(name, list(LISTS)))
    listed = LISTS[name]
    definitions: dict[str, Any] = {}
    shape = _object([*declared(listed.record), *_written(listed)], definitions, listed.record.__doc__ or "")
    return {"$schema": DRAFT} | shape | ({"$defs": definitions} if definitions else {})


def file_shape(name: str) -> dict[str, Any]:
    """Return the JSON Schema of a file of a list, for editors: complete, and standing on its own."""
    record = record_shape(name)
    definitions = record.pop("$defs", {})
    draft = record.pop("$schema")
    properties = record["properties"]
    if one_to_a_file(name):
        properties.pop("id", None)
        record["required"] = [key for key in record["required"] if key != "id"]
        return {"$schema": draft} | record | ({"$defs": definitions} if definitions else {})
    shared = {key: properties[key] for key in CITED if key in properties}
    told = {key: {"description": said, "type": "string", "minLength": 1} for key, said in LISTS[name].told.items()}
    record["required"] = [key for key in record["required"] if key not in shared]
    return {
        "$schema": draft,
        "title": f"The list {name}",
        "description": record["description"],
        "type": "object",
        "additionalProperties": False,
        "properties": told | shared | {"records": {"type": "array", "items": {"$ref": "#/$defs/record"}}},
        "required": [*told, "records"],
        "$defs": {"record": record} | definitions,
    }


def decisions_shape() -> dict[str, Any]:
    """Return the JSON Schema of the file in which a project keeps its decisions."""
    definitions: dict[str, Any] = {}
    decision = _object(list(declared(Decision)), definitions, Decision.__doc__ or "")
    decision["required"] = [key for key in decision["required"] if key not in ("option", "answer")]
    decision["oneOf"] = [{"required": ["option"]}, {"required": ["answer"]}]
    decision["properties"]["option"] |= {"minimum": 1}
    return {
        "$schema": DRAFT,
        "title": "Decisions of a project on open points of OCPP",
        "type": "object",
        "additionalProperties": False,
        "properties": {"decisions": {"type": ["array", "null"], "items": {"$ref": "#/$defs/decision"}}},
        "required": ["decisions"],
        "$defs": {"decision": decision},
    }


def _written(listed: Listed) -> list[Declared]:
    return [field_of(name, annotation) for name, annotation in listed.written.items()]


def _object(fields: list[Declared], definitions: dict[str, Any], doc: str) -> dict[str, Any]:
    kept = [field for field in fields if not field.made]
    return {
        **({"description": " ".join(doc.split())} if doc else {}),
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _value(field, definitions) for field in kept},
        "required": [field.name for field in kept if field.wanted],
    }


def _value(field: Declared, definitions: dict[str, Any]) -> dict[str, Any]:
    said = {"description": field.doc} if field.doc else {}
    if get_origin(field.type) is tuple:
        shape: dict[str, Any] = {"type": "array", "items": _item(get_args(field.type)[0], definitions)}
        least = field.part.least if field.part else 1
        if least:
            shape["minItems"] = least
        if field.part and field.part.most:
            shape["maxItems"] = field.part.most
        if field.wanted and shape["items"].get("type") == "string":
            shape["uniqueItems"] = True
        return said | shape
    if hasattr(field.type, "_fields"):
        return said | _object(list(declared(field.type)), definitions, "")
    if get_origin(field.type) is dict:
        return said | {"type": "object"} | ({} if field.empty else {"minProperties": 1})
    if field.values:
        return said | {"enum": list(field.values)}
    if field.type is str:
        return said | {"type": "string"} | ({"pattern": field.pattern} if field.pattern else {"minLength": 1})
    return said | {"type": TYPES[field.type]}


def _item(item: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The shape of an item of a list: a record within the record, a step that may hold steps, or a single value."""
    if isinstance(item, (str, ForwardRef)):
        return {"$ref": f"#/$defs/{item if isinstance(item, str) else item.__forward_arg__}"}
    if hasattr(item, "__total__"):
        if item.__name__ not in definitions:
            definitions[item.__name__] = {}
            fields = [field_of(key, annotation)._replace(wanted=False) for key, annotation in item.__annotations__.items()]
            definitions[item.__name__] = _object(fields, definitions, item.__doc__ or "")
        return {"$ref": f"#/$defs/{item.__name__}"}
    if hasattr(item, "_fields"):
        return _object(list(declared(item)), definitions, item.__doc__ or "")
    return _value(field_of("item", item), definitions)


def editor_settings() -> dict[str, Any]:
    """Return the settings by which an editor with a YAML language server knows the shape of each file of the seed."""
    places = {name: [f"seed/*/{name}.yml", f"seed/*/{name}/*.yml"] for name in LISTS}
    places |= {name: [f"seed/{name}.yml"] for name in ("sources", "synonyms")}
    places |= {name: [f"seed/{name}/*/*.yml"] for name, listed in LISTS.items() if listed.told}
    places["decisions"] = ["ocpp-decisions.yml"]
    return {"yaml.schemas": {f"./seed/shapes/{name}.json": globs for name, globs in sorted(places.items())}}


def written_files() -> Mapping[str, str]:
    """Return what `python -m ocppdb.records.shapes` writes, by the path within the checkout."""
    files = {f"seed/shapes/{name}.json": file_shape(name) for name in sorted(LISTS)}
    files["seed/shapes/decisions.json"] = decisions_shape()
    return {path: json.dumps(content, indent=2) + "\n" for path, content in (files | {SETTINGS: editor_settings()}).items()}


def main() -> None:
    """Write the shape of every list, and the editor's settings, into the checkout that this runs in."""
    for path, content in written_files().items():
        Path(path).parent.mkdir(exist_ok=True)
        Path(path).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
