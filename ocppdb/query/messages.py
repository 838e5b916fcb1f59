"""Messages, fields, types and enumerations, and the JSON Schemas put together again."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from ocppdb.errors import NotFound
from ocppdb.query.filters import Condition, where
from ocppdb.query.names import Resolved, resolve
from ocppdb.query.open_points import about
from ocppdb.query.reader import Reader, columns, made, maker
from ocppdb.records.examples import Example
from ocppdb.records.messages import DataType, Enumeration, Field, Message, Payload, Value

__all__ = ["data_type", "enum", "field", "message", "messages", "schema", "structure"]

DRAFT_07 = "http://json-schema.org/draft-07/schema#"
"""The oldest draft that has all that the checks of rules say."""
UNFOLDED = (
    "payload_id, depth, action || '.' || kind || '.' || path AS place, owner || '.' || payload_fields.name AS declared "
    "FROM payload_fields JOIN fields ON fields.id = field_id"
)


def message(reader: Reader, action: str, version: str | None = None) -> Message:
    """Return the Message of an action, with its payloads. Raises NotFound."""
    return reader.once(("message", action, version), lambda: _message(reader, resolve(reader, "message", action, version)))


def _message(reader: Reader, resolved: Resolved) -> Message:
    found = _messages(reader, ("version = ? AND action = ?", (resolved.version, resolved.name)))[0]
    return found._replace(assumed=resolved.assumed)


def messages(reader: Reader, version: str | None = None, **given: object) -> list[Message]:
    """Return the list of Messages of a version, group or direction, by version and action. Raises NotFound for a value that is none."""
    return _messages(reader, where(reader, "messages", version, given))


def _messages(reader: Reader, condition: Condition) -> list[Message]:
    """Read messages, their payloads and all their fields, in as many queries for many as for one."""
    terms, parameters = condition
    chosen = f"SELECT payloads.id FROM payloads JOIN messages ON messages.id = message_id WHERE {_of('messages', terms)}"
    payload_rows = reader.rows(
        f"SELECT payloads.id, message_id, payloads.kind, payloads.name FROM payloads WHERE id IN ({chosen}) ORDER BY kind",
        parameters,
    )
    field_rows = reader.rows(
        f"SELECT {columns(Field, 'payload_fields')}, payload_fields.version AS version, {UNFOLDED} "
        f"WHERE payload_id IN ({chosen}) ORDER BY payload_id, payload_fields.position DESC",
        parameters,
    )
    by_payload: dict[str, list[sqlite3.Row]] = {}
    for row in field_rows:
        by_payload.setdefault(row["payload_id"], []).append(row)
    examples: dict[str, list[Example]] = {}
    for row in reader.rows(
        f"SELECT {columns(Example)}, payload_id FROM examples WHERE payload_id IN ({chosen}) ORDER BY rowid", parameters
    ):
        examples.setdefault(row["payload_id"], []).append(made(Example, row))
    payloads: dict[str, list[Payload]] = {}
    for row in payload_rows:
        fields = _tree(reader, by_payload.get(row["id"], []))
        payloads.setdefault(row["message_id"], []).append(
            Payload(row["name"], row["kind"], fields, tuple(examples.get(row["id"], ())))
        )
    rows = reader.rows(f"SELECT {columns(Message)}, id FROM messages WHERE {terms} ORDER BY version, action", parameters)
    return [_with_points(reader, made(Message, row, payloads=tuple(payloads.get(row["id"], ())))) for row in rows]


def _of(table: str, terms: str) -> str:
    """The terms of a condition, with the table before the columns that another table has as well."""
    return terms.replace("version =", f"{table}.version =")


def _with_points(reader: Reader, found: Message) -> Message:
    ids = set(about(reader, found.version).get(found.action, ()))
    for payload in found.payloads:
        for each in payload.walk():
            ids.update(each.escalations)
    return found._replace(escalations=tuple(sorted(ids)))


def field(reader: Reader, name: str, version: str | None = None) -> Field:
    """Return the Field of a name such as `BootNotification.request.chargingStation.model`. Raises NotFound."""
    resolved = resolve(reader, "field", name, version)
    action, _, rest = resolved.name.partition(".")
    kind, _, path = rest.partition(".")
    if kind not in ("request", "response"):
        return _field_of_type(reader, resolved)
    rows = reader.rows(
        f"SELECT {columns(Field, 'payload_fields')}, payload_fields.version AS version, {UNFOLDED} "
        "WHERE payload_fields.version = ?1 AND action = ?2 AND kind = ?3 AND (path = ?4 OR substr(path, 1, length(?4) + 1) = ?4 || '.' "
        "OR substr(path, 1, length(?4) + 3) = ?4 || '[].') ORDER BY payload_fields.position DESC",
        (resolved.version, action, kind, path),
    )
    return _tree(reader, rows)[0]


def _field_of_type(reader: Reader, resolved: Resolved) -> Field:
    owner, _, name = resolved.name.rpartition(".")
    return next(each for each in data_type(reader, owner, resolved.version).fields if each.name == name)


def _tree(reader: Reader, rows: Iterable[Any]) -> tuple[Field, ...]:
    """Put flat rows in reversed reading order together as Fields within Fields; the shallowest depth is the root's.

    An open point may speak of a field by its place, by the type that declares it, or by its own type.
    """
    make = maker(Field)
    waiting: dict[int, list[Field]] = {}
    for row in rows:
        depth, by_name = row["depth"], about(reader, row["version"])
        ids: dict[str, None] = {}
        for name in (row["place"], row["declared"], row["data_type"]):
            if name in by_name:
                ids |= dict.fromkeys(by_name[name])
        below = tuple(reversed(waiting.pop(depth + 1, ())))
        waiting.setdefault(depth, []).append(make(row, fields=below, escalations=tuple(ids)))
    return tuple(reversed(waiting.get(min(waiting, default=0), ())))


def data_type(reader: Reader, name: str, version: str | None = None) -> DataType:
    """Return the DataType of that name: an object with its fields, or an alias of a string. Raises NotFound."""
    return reader.once(("data_type", name, version), lambda: _data_type(reader, resolve(reader, "type", name, version)))


def _data_type(reader: Reader, resolved: Resolved) -> DataType:
    id_ = _type_id(reader, resolved, ("object", "alias"), "type")
    found = reader.read(DataType, "types WHERE id = ?", (id_,))[0]
    fields = _tree(reader, reversed(_below(reader, resolved.version, id_, "", 0)))
    return found._replace(fields=fields, used_by=_used_by(reader, id_), assumed=resolved.assumed)


def enum(reader: Reader, name: str, version: str | None = None) -> Enumeration:
    """Return the Enumeration of that name. Raises NotFound."""
    return reader.once(("enum", name, version), lambda: _enum(reader, resolve(reader, "type", name, version)))


def _enum(reader: Reader, resolved: Resolved) -> Enumeration:
    id_ = _type_id(reader, resolved, ("enumeration",), "enumeration")
    meanings = tuple(reader.read(Value, "enumerations WHERE type_id = ? ORDER BY position", (id_,)))
    found = reader.read(Enumeration, "types WHERE id = ?", (id_,))[0]
    return found._replace(meanings=meanings, used_by=_used_by(reader, id_), assumed=resolved.assumed)


def _type_id(reader: Reader, resolved: Resolved, categories: tuple[str, ...], wanted: str) -> str:
    row = reader.rows("SELECT id, category FROM types WHERE version = ? AND name = ?", resolved[:2])[0]
    if row["category"] not in categories:
        call = "enum" if row["category"] == "enumeration" else "data_type"
        raise NotFound(
            f"{resolved.name!r} of OCPP {resolved.version} is no {wanted} but an {row['category']}: ask {call}({resolved.name!r})",
            (resolved.name,),
        )
    return str(row["id"])


def _below(reader: Reader, version: str, owner_id: str, prefix: str, depth: int) -> list[dict[str, Any]]:
    """Return the rows of the fields of a type and of their types, in reading order."""
    rows = []
    for row in _declared(reader, version).get(owner_id, ()):
        path = prefix + row["name"]
        declared = f"{row['owner']}.{row['name']}"
        rows.append(row | {"path": path, "depth": depth, "place": declared, "declared": declared})
        rows += _below(reader, version, row["type_id"], path + ("[]." if row["is_array"] else "."), depth + 1)
    return rows


def _declared(reader: Reader, version: str) -> dict[str, list[dict[str, Any]]]:
    """Return the fields that the types of a version declare, by the id of the type."""

    def read() -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = {}
        for row in reader.rows("SELECT * FROM fields WHERE version = ? ORDER BY owner_id, position", (version,)):
            found.setdefault(row["owner_id"], []).append(dict(row))
        return found

    return reader.once(("declared", version), read)


def _used_by(reader: Reader, type_id: str) -> tuple[str, ...]:
    return tuple(
        reader.values(
            "SELECT action || '.' || kind || '.' || path FROM payload_fields WHERE type_id = ? ORDER BY action, kind, position",
            (type_id,),
        )
    )


def schema(
    reader: Reader,
    action: str,
    kind: str = "request",
    version: str | None = None,
    rules: Mapping[str, list[dict[str, Any]]] | None = None,
) -> dict[str, Any]:
    """Return the JSON Schema of a request or response, put together from the tables, with its file's own words.

    `rules` are the checks of rules by the type into whose schema they are put, which is of draft-07 then. Raises NotFound.
    """
    from ocppdb.judging.json_schema import json_schema

    resolved = resolve(reader, "message", action, version)
    found = reader.rows(
        "SELECT types.name, draft, schema_files.id AS file FROM payloads JOIN messages ON messages.id = message_id JOIN types ON types.id = "
        "payloads.type_id JOIN schema_files ON schema_files.id = schema_file WHERE messages.version = ? AND action = ? AND kind = ?",
        (resolved.version, resolved.name, kind),
    )
    if not found:
        message(reader, resolved.name, resolved.version).payload("response" if kind == "response" else "request")
        raise NotFound.of(f"no kind of payload {kind!r}", kind, ("request", "response"))
    types = reader.once(("structure", resolved.version), lambda: structure(reader, resolved.version))
    texts = {
        row["type"]: row["description"]
        for row in reader.rows("SELECT type, description FROM definition_texts WHERE schema_file = ?", (found[0]["file"],))
    }
    draft = found[0]["draft"] if rules is None else DRAFT_07
    return json_schema(types[found[0]["name"]], draft, types, texts, rules)


def structure(reader: Reader, version: str) -> dict[str, dict[str, Any]]:
    """Return all types of a version by name, each with its `fields` and `values`, described in the words of the schemas alone."""
    types: dict[str, dict[str, Any]] = {
        row["name"]: dict(row) | {"description": None, "fields": [], "values": []}
        for row in reader.rows("SELECT * FROM types WHERE version = ? ORDER BY id", (version,))
    }
    for fields in _declared(reader, version).values():
        for each in fields:
            types[each["owner"]]["fields"].append(each | {"description": each["schema_text"]})
    for row in reader.rows("SELECT enum, value FROM enumerations WHERE version = ? ORDER BY type_id, position", (version,)):
        types[row["enum"]]["values"].append(row["value"])
    return types
