"""The seed and the structure of the schemas as rows: one function for each table that needs more than copying."""

import re
from pathlib import PurePosixPath

from ocppdb.build.names import device_variable, owner_name

__all__ = ["slug", "words"]


def slug(*parts):
    """Return an id without dots and brackets: ocpp16-UnitOfMeasure-StopTransaction."""
    return _between_words("-", "-".join(map(str, parts))).strip("-")


_between_words = re.compile(r"[^A-Za-z0-9]+").sub


def words(name):
    """Return a name taken apart into words: `UnlockConnector.request.connectorId` -> `Unlock Connector request connector Id`."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name))


def fact(record, **values):
    """A row of a cited table: the citation of a seed record and the values of its own."""
    return {
        "version": record["version"],
        "source": record["source"],
        "section": record["section"],
        "confidence": record.get("confidence", "specification"),
    } | values


def derived(version, file, **values):
    """A row of a cited table whose source is a schema file."""
    return {
        "version": version["id"],
        "source": version["schema_source"],
        "section": file,
        "confidence": "schema-derived",
    } | values


def versions(seed):
    for position, record in enumerate(seed.of("version"), 1):
        yield {
            "id": record["id"],
            "slug": record["slug"],
            "title": record["title"],
            "position": position,
            "assumed": record["assumed"],
            "subprotocol": record["subprotocol"],
            "summary": record["summary"],
            "source": record["source"],
            "section": record["section"],
        }


def version_words(seed):
    for record in seed.of("version"):
        for word in record["words"]:
            yield {"word": word, "version": record["id"]}


def roles(seed):
    for record in seed.of("roles"):
        yield fact(
            record, id=slug(record["slug"], record["name"]), name=record["name"], side=record["side"], summary=record["summary"]
        )


def device_levels(seed):
    depth = {}
    for record in seed.of("device-levels"):
        id_ = slug(record["slug"], record["name"])
        parent = slug(record["slug"], record["parent"]) if "parent" in record else None
        depth[id_] = depth.get(parent, 0) + 1
        yield fact(
            record,
            id=id_,
            position=depth[id_],
            name=record["name"],
            parent=parent,
            addressed_by=record["addressed_by"],
            numbers=record["numbers"],
            summary=record["summary"],
        )


def frames(seed):
    for record in seed.of("frames"):
        yield fact(
            record,
            id=slug(record["slug"], record["name"]),
            name=record["name"],
            layout=record["layout"],
            message_type_id=record["message_type_id"],
            summary=record["summary"],
        )


def frame_elements(seed):
    for record in seed.of("frames"):
        frame = slug(record["slug"], record["name"])
        for position, element in enumerate(record["elements"], 1):
            yield {
                "id": slug(frame, element["name"]),
                "frame": frame,
                "position": position,
                "max_length": element.get("max_length"),
                "name": element["name"],
                "type": element["type"],
                "summary": element["summary"],
            }


def groups(seed):
    for version in seed.of("version"):
        for position, record in enumerate(seed.of("groups", version["id"]), 1):
            yield fact(
                record,
                id=slug(record["slug"], record["name"]),
                position=position,
                name=record["name"],
                code=record.get("code"),
                summary=record["summary"],
                note=record.get("note"),
            )


def messages(seed):
    for record in seed.of("messages"):
        yield fact(
            record,
            id=slug(record["slug"], record["action"]),
            action=record["action"],
            direction=record["direction"],
            group_id=slug(record["slug"], record["group"]),
            group_name=record["group"],
            extension=record.get("extension"),
            summary=record["summary"],
            note=record.get("note"),
        )


def schema_files(version, files):
    for file in files:
        yield {
            "id": slug(version["slug"], file.name.removesuffix(".json")),
            "version": version["id"],
            "name": file.name,
            "draft": file.content["$schema"],
            "sha256": file.sha256,
            "origin": file.origin,
        }


def types(seed, version, structure):
    named = {record["type"]: record for record in seed.of("types", version["id"])}
    for type_ in structure.types.values():
        own = {
            "id": slug(version["slug"], type_["name"]),
            "variant_of": type_["variant_of"] and slug(version["slug"], type_["variant_of"]),
        } | {
            key: type_[key]
            for key in ("name", "category", "json_type", "inline", "additional_properties", "max_length", "default_value")
        }
        record = named.get(type_["variant_of"] or type_["name"])
        if record is None:
            yield derived(version, type_["file"], **own, description=type_["description"], note=type_["note"])
        elif type_["category"] == "alias":
            yield fact(record, **own, description=record["summary"], note=record.get("note"))
        else:
            notes = [type_["note"], record.get("note"), f"Named by section {record['section']} of {record['source']}."]
            yield derived(version, type_["file"], **own, description=record["summary"], note=" ".join(filter(None, notes)))


def enumerations(seed, version, structure):
    meanings = {record["value"]: record for record in seed.of("value-meanings", version["id"])}
    for type_ in structure.types.values():
        for position, value in enumerate(type_["values"], 1):
            said = meanings.get(f"{type_['variant_of'] or type_['name']}.{value}", {})
            yield derived(
                version,
                type_["file"],
                id=slug(version["slug"], type_["name"], value),
                value=value,
                position=position,
                type_id=slug(version["slug"], type_["name"]),
                enum=type_["name"],
                meaning=said.get("meaning"),
                meaning_in=_cited(said),
                note=said.get("note"),
            )


def fields(seed, version, structure):
    said_of = {record["field"]: record for record in seed.of("field-descriptions", version["id"])}
    for type_ in structure.types.values():
        owner = owner_name(type_, structure)
        for field in type_["fields"]:
            said = said_of.get(f"{owner}.{field['name']}", {})
            described = {
                "description": said.get("description") or field["description"],
                "unit": said.get("unit"),
                "described_in": _cited(said),
                "note": said.get("note"),
            }
            yield derived(
                version,
                type_["file"],
                **field | described,
                id=slug(version["slug"], type_["name"], field["name"]),
                owner_id=slug(version["slug"], type_["name"]),
                owner=type_["name"],
                type_id=field["data_type"] and slug(version["slug"], field["data_type"]),
            )


def _cited(record):
    """Source, section and confidence of a text that stands in a row of another source."""
    if not record:
        return None
    reading = "" if record.get("confidence", "specification") == "specification" else f" ({record['confidence']})"
    return f"{record['source']}, {record['section']}{reading}"


def payloads(version, structure):
    for payload in structure.payloads:
        yield {
            "id": slug(version["slug"], payload["action"], payload["kind"]),
            "message_id": slug(version["slug"], payload["action"]),
            "kind": payload["kind"],
            "name": payload["name"],
            "type_id": slug(version["slug"], payload["name"]),
            "schema_file": slug(version["slug"], payload["file"].removesuffix(".json")),
        }


def payload_fields(version, structure, fields_by_owner):
    """Unfold every payload along its types, in reading order. `fields_by_owner` are the rows of `fields` by owner's id."""
    hidden = ("id", "owner_id", "owner", "is_array", "additional_items", "position")
    types_by_id = {slug(version["slug"], name): type_ for name, type_ in structure.types.items()}
    for payload in structure.payloads:
        payload_id = slug(version["slug"], payload["action"], payload["kind"])
        place = {"payload_id": payload_id, "action": payload["action"], "kind": payload["kind"]}
        walk = _unfold(slug(version["slug"], payload["name"]), "", 0, fields_by_owner)
        for position, (path, depth, field) in enumerate(walk, 1):
            shown = {key: value for key, value in field.items() if key not in hidden}
            if shown["description"] is None and field["type_id"]:
                shown["description"] = types_by_id[field["type_id"]]["description"]
            yield (
                shown
                | place
                | {
                    "id": slug(payload_id, path),
                    "path": path,
                    "depth": depth,
                    "position": position,
                    "field_id": field["id"],
                    "section": payload["file"],
                }
            )


def _unfold(type_id, prefix, depth, fields_by_owner):
    for field in fields_by_owner.get(type_id, ()):
        path = f"{prefix}{field['name']}"
        yield path, depth, field
        step = "[]." if field["is_array"] else "."
        yield from _unfold(field["type_id"], path + step, depth + 1, fields_by_owner)


def listed(record, columns, identity):
    """A row of a reference list: the keys of a seed record under the names of columns."""
    own = {
        column: record.get(column) for column in columns if column not in ("slug", "version", "source", "section", "confidence")
    }
    return fact(record, **own, slug=slug(record["slug"], *(record[key] for key in identity if key in record)))


def finished(name, row, record):
    """A row of a reference list with the columns that no seed record has: links, names made of parts."""
    if name == "rules":
        row["topic"] = PurePosixPath(record.file).stem
    elif name == "device-variables":
        row |= {
            "name": device_variable(record),
            "component_slug": slug(record["slug"], record["component"]),
            "variable_slug": slug(record["slug"], record["variable"]),
        }
    elif name in ("requirements", "test-cases"):
        row["use_case_slug"] = slug(record["slug"], record["use_case"]) if "use_case" in record else None
    return row


def requirement_messages(seed):
    for record in seed.of("requirements"):
        for action in record.get("messages", ()):
            yield {
                "slug": slug(record["slug"], record["id"], action),
                "version": record["version"],
                "requirement": record["id"],
                "action": action,
                "requirement_slug": slug(record["slug"], record["id"]),
                "message_id": slug(record["slug"], action),
            }
