"""Messages, and the structure of the schemas, as rows."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ocppdb.build.names import owner_name
from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.schema_files import File
from ocppdb.build.schemas import Structure
from ocppdb.build.seed import Record, Seed

__all__ = ["definition_texts", "enumerations", "fields", "messages", "payload_fields", "payloads", "schema_files", "types"]


def messages(seed: Seed) -> Iterator[Row]:
    for record in seed.of("messages"):
        id_, group = slug(record["slug"], record["action"]), slug(record["slug"], record["group"])
        yield row("messages", record, id=id_, group_id=group)


def schema_files(version: Record, files: list[File]) -> Iterator[Row]:
    for file in files:
        yield {
            "id": _file_id(version, file.name),
            "version": version["id"],
            "name": file.name,
            "draft": file.content["$schema"],
            "sha256": file.sha256,
            "origin": file.origin,
        }


def _file_id(version: Record, name: str) -> str:
    return slug(version["slug"], name.removesuffix(".json"))


def _derived(version: Record, file: str | None) -> dict[str, Any]:
    """The citation of a row whose source is a schema file."""
    return {
        "version": version["id"],
        "source": version["schema_source"],
        "section": file,
        "confidence": "schema-derived",
    }


def types(seed: Seed, version: Record, structure: Structure) -> Iterator[Row]:
    """The types: named by the schemas, or by the seed where the files write them out in place; described in our own words."""
    named = {record["type"]: record for record in seed.of("types", version["id"])}
    described = {record["type"]: record for record in seed.of("type-descriptions", version["id"])}
    for type_ in structure.types.values():
        own = type_["variant_of"] or type_["name"]
        made: dict[str, Any] = {
            "id": slug(version["slug"], type_["name"]),
            "variant_of": type_["variant_of"] and slug(version["slug"], type_["variant_of"]),
            "json_type": type_["json_type"],
        }
        record = named.get(own)
        if record is None:
            said: Mapping[str, Any] = described.get(own, {})
            made |= {"description": said.get("description"), "described_in": _cited(said)}
            made["note"] = " ".join(filter(None, (type_["note"], said.get("note")))) or None
            yield row("types", type_, **made, **_derived(version, type_["file"]))
        elif type_["category"] == "alias":
            yield row("types", dict(type_) | record, **made, description=record["summary"])
        else:
            notes = [type_["note"], record.get("note"), f"Named by section {record['section']} of {record['source']}."]
            made |= {"description": record["summary"], "note": " ".join(filter(None, notes)), "described_in": _cited(record)}
            yield row("types", type_, **made, **_derived(version, type_["file"]))


def definition_texts(version: Record, structure: Structure) -> Iterator[Row]:
    """What each file says of the types that it defines, where it says anything."""
    for (file, name), description in structure.texts.items():
        if description:
            yield {
                "version": version["id"],
                "type": name,
                "file": file,
                "description": description,
                "schema_file": _file_id(version, file),
                "type_id": slug(version["slug"], name),
            }


def enumerations(seed: Seed, version: Record, structure: Structure) -> Iterator[Row]:
    meanings = {record["value"]: record for record in seed.of("value-meanings", version["id"])}
    for type_ in structure.types.values():
        for position, value in enumerate(type_["values"], 1):
            said: Mapping[str, Any] = meanings.get(f"{type_['variant_of'] or type_['name']}.{value}", {})
            yield row(
                "enumerations",
                said,
                id=slug(version["slug"], type_["name"], value),
                value=value,
                position=position,
                type_id=slug(version["slug"], type_["name"]),
                enum=type_["name"],
                meaning_in=_cited(said),
                **_derived(version, type_["file"]),
            )


def fields(seed: Seed, version: Record, structure: Structure) -> Iterator[Row]:
    said_of = {record["field"]: record for record in seed.of("field-descriptions", version["id"])}
    for type_ in structure.types.values():
        owner = owner_name(type_, structure)
        for field in type_["fields"]:
            said: Mapping[str, Any] = said_of.get(f"{owner}.{field['name']}", {})
            yield row(
                "fields",
                field,
                description=said.get("description"),
                unit=said.get("unit"),
                described_in=_cited(said),
                note=said.get("note"),
                id=slug(version["slug"], type_["name"], field["name"]),
                owner_id=slug(version["slug"], type_["name"]),
                owner=type_["name"],
                schema_text=field["description"],
                type_id=field["data_type"] and slug(version["slug"], field["data_type"]),
                **_derived(version, type_["file"]),
            )


def _cited(record: Mapping[str, Any]) -> str | None:
    """Source, section and confidence of a text that stands in a row of another source."""
    if not record:
        return None
    reading = "" if record.get("confidence", "specification") == "specification" else f" ({record['confidence']})"
    return f"{record['source']}, {record['section']}{reading}"


def payloads(version: Record, structure: Structure) -> Iterator[Row]:
    for payload in structure.payloads:
        yield {
            "id": slug(version["slug"], payload["action"], payload["kind"]),
            "message_id": slug(version["slug"], payload["action"]),
            "kind": payload["kind"],
            "name": payload["name"],
            "type_id": slug(version["slug"], payload["name"]),
            "schema_file": _file_id(version, payload["file"]),
        }


def payload_fields(
    version: Record, structure: Structure, types: Iterable[Row], fields_by_owner: Mapping[str, list[Row]]
) -> Iterator[Row]:
    """Unfold every payload along its types, in reading order. `fields_by_owner` are the rows of `fields` by owner's id.

    A field of which nothing is said in its place has the words of its type.
    """
    said_of_type = {type_["id"]: type_["description"] for type_ in types}
    for payload in structure.payloads:
        payload_id = slug(version["slug"], payload["action"], payload["kind"])
        walk = _unfold(slug(version["slug"], payload["name"]), "", 0, fields_by_owner)
        for position, (path, depth, field) in enumerate(walk, 1):
            yield row(
                "payload_fields",
                field,
                id=slug(payload_id, path),
                action=payload["action"],
                kind=payload["kind"],
                path=path,
                depth=depth,
                position=position,
                description=field["description"] or said_of_type.get(field["type_id"]),
                section=payload["file"],
                payload_id=payload_id,
                field_id=field["id"],
            )


def _unfold(type_id: str, prefix: str, depth: int, fields_by_owner: Mapping[str, list[Row]]) -> Iterator[tuple[str, int, Row]]:
    for field in fields_by_owner.get(type_id, ()):
        path = f"{prefix}{field['name']}"
        yield path, depth, field
        step = "[]." if field["is_array"] else "."
        yield from _unfold(field["type_id"], path + step, depth + 1, fields_by_owner)
