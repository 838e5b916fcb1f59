"""The part of the API that answers about messages, fields, types and enumerations."""

from ocppdb.errors import NotFound
from ocppdb.records.messages import DataType, Enumeration, Field, Message, Payload, Value

__all__ = ["Messages"]

FIELD_COLUMNS = (
    "name, path, type, data_type, cardinality, required, min_items, max_items, max_length, minimum, maximum, multiple_of, "
    "format, default_value, unit, description, described_in, note, source, section, confidence"
)


class Messages:
    """Messages and types, for Database."""

    def message(self, action, version=None):
        """Return the Message of an action, with its request and response. Raises NotFound."""
        return self._once(("message", action, version), lambda: self._message(action, version))

    def _message(self, action, version):
        version, assumed = self._which("message", action, version)
        found = self._rows(
            "SELECT version, action, direction, group_name, extension, summary, note, source, section, confidence, id "
            "FROM messages WHERE version = ? AND action = ?",
            (version, action),
        )
        if not found:
            raise self._unknown("message", action, version, assumed)
        *columns, message_id = found[0]
        payloads = {}
        for payload_id, name, kind in self._rows("SELECT id, name, kind FROM payloads WHERE message_id = ?", (message_id,)):
            payloads[kind] = Payload(name, kind, self._unfolded(payload_id, version))
        ids = set(self._points_of("escalation", version).get(action, ()))
        for payload in payloads.values():
            for field in payload.walk():
                ids.update(field.escalations)
        return Message(*columns, payloads["request"], payloads["response"], assumed, tuple(sorted(ids)))

    def _unfolded(self, payload_id, version, first=1, last=None):
        """Return the Fields of a payload, or of the part of it from one position to another, each with its open points."""
        columns = ", ".join(f"payload_fields.{column}" for column in FIELD_COLUMNS.split(", "))
        rows = self._rows(
            f"SELECT {columns}, action || '.' || kind || '.' || path, owner || '.' || payload_fields.name, depth FROM payload_fields "
            "JOIN fields ON fields.id = field_id WHERE payload_id = ? AND payload_fields.position BETWEEN ? AND ? "
            "ORDER BY payload_fields.position DESC",
            (payload_id, first, last or 1_000_000),
        )
        return _tree(rows, self._points_of("escalation", version))

    def field(self, name, version=None):
        """Return the Field of a name such as `BootNotification.request.chargingStation.model`. Raises NotFound."""
        version, assumed = self._which("field", name, version)
        action, _, rest = name.partition(".")
        kind, _, path = rest.partition(".")
        found = self._rows(
            "SELECT payload_id, position, depth FROM payload_fields WHERE version = ? AND action = ? AND kind = ? AND path = ?",
            (version, action, kind, path),
        )
        if not found:
            raise self._unknown("field", name, version, assumed)
        payload_id, position, depth = found[0]
        after = self._rows(
            "SELECT min(position) FROM payload_fields WHERE payload_id = ? AND position > ? AND depth <= ?",
            (payload_id, position, depth),
        )[0][0]
        return self._unfolded(payload_id, version, position, after - 1 if after else None)[0]

    def messages(self, version=None, group=None, direction=None):
        """Return the list of Messages, of one version, group or direction where given, by version and action."""
        condition, parameters = self._where(version, group_name=group, direction=direction)
        rows = self._rows(f"SELECT action, version FROM messages WHERE {condition} ORDER BY version, action", parameters)
        return [self.message(action, version) for action, version in rows]

    def schema(self, action, kind="request", version=None):
        """Return the JSON Schema of a request or response, put together from the tables. Raises NotFound."""
        version, assumed = self._which("message", action, version)
        found = self._rows(
            "SELECT types.name, draft FROM payloads JOIN messages ON messages.id = message_id JOIN types ON types.id = payloads.type_id "
            "JOIN schema_files ON schema_files.id = schema_file WHERE messages.version = ? AND action = ? AND kind = ?",
            (version, action, kind),
        )
        if not found:
            raise self._unknown("message", action, version, assumed)
        from ocppdb.query.json_schema import json_schema

        types = self._once(("structure", version), lambda: self._structure(version))
        name, draft = found[0]
        return json_schema(types[name], draft, types)

    def _structure(self, version):
        """Return all types of a version by name, each with its `fields` and `values`."""
        types = {row["name"]: row | {"fields": [], "values": []} for row in self._dicts("types", version, "id")}
        for row in self._dicts("fields", version, "owner_id, position"):
            types[row["owner"]]["fields"].append(row)
        for row in self._dicts("enumerations", version, "type_id, position"):
            types[row["enum"]]["values"].append(row["value"])
        return types

    def _dicts(self, table, version, order):
        columns = [row[1] for row in self._rows(f"PRAGMA table_info({table})")]
        for row in self._rows(f"SELECT * FROM {table} WHERE version = ? ORDER BY {order}", (version,)):
            yield dict(zip(columns, row))

    def data_type(self, name, version=None):
        """Return the DataType of that name: an object with its fields, or an alias of a string. Raises NotFound."""
        return self._once(("data_type", name, version), lambda: self._data_type(name, version))

    def _data_type(self, name, version):
        row, assumed = self._type(name, version, ("object", "alias"), "type")
        return DataType(
            row["version"],
            name,
            row["category"],
            row["json_type"],
            row["max_length"],
            row["description"],
            row["note"],
            _tree(self._below(row["id"], "", 0)[::-1], self._points_of("escalation", row["version"])),
            self._used_by(row["id"]),
            row["source"],
            row["section"],
            row["confidence"],
            assumed,
        )

    def enum(self, name, version=None):
        """Return the Enumeration of that name. Raises NotFound."""
        return self._once(("enum", name, version), lambda: self._enum(name, version))

    def _enum(self, name, version):
        row, assumed = self._type(name, version, ("enumeration",), "enumeration")
        meanings = tuple(
            Value(*each)
            for each in self._rows(
                "SELECT value, meaning, meaning_in, note, source, section, confidence FROM enumerations WHERE type_id = ? ORDER BY position",
                (row["id"],),
            )
        )
        return Enumeration(
            row["version"],
            name,
            tuple(each.value for each in meanings),
            meanings,
            row["default_value"],
            row["description"],
            row["note"],
            self._used_by(row["id"]),
            row["source"],
            row["section"],
            row["confidence"],
            assumed,
        )

    def _type(self, name, version, categories, wanted):
        version, assumed = self._which("type", name, version)
        columns = (
            "id",
            "version",
            "category",
            "json_type",
            "max_length",
            "default_value",
            "description",
            "note",
            "source",
            "section",
            "confidence",
        )
        found = self._rows(
            f"SELECT {', '.join(columns)} FROM types WHERE version = ? AND name = ? AND category != 'payload'", (version, name)
        )
        if not found:
            raise self._unknown("type", name, version, assumed)
        row = dict(zip(columns, found[0]))
        if row["category"] not in categories:
            call = "enum" if row["category"] == "enumeration" else "data_type"
            raise NotFound(f"{name!r} of OCPP {version} is no {wanted} but an {row['category']}: ask {call}({name!r})", (name,))
        return row, assumed

    def _below(self, owner_id, prefix, depth):
        """Return the rows of the fields of a type and of their types, in reading order."""
        rows = []
        for row in self._rows(
            f"SELECT {FIELD_COLUMNS.replace('path', 'name')}, owner || '.' || name, type_id, is_array FROM fields WHERE owner_id = ? ORDER BY position",
            (owner_id,),
        ):
            name, _, *columns, declared, type_id, is_array = row
            path = prefix + name
            rows.append((name, path, *columns, declared, declared, depth))
            rows += self._below(type_id, path + ("[]." if is_array else "."), depth + 1)
        return rows

    def _used_by(self, type_id):
        return tuple(
            f"{action}.{kind}.{path}"
            for action, kind, path in self._rows(
                "SELECT action, kind, path FROM payload_fields WHERE type_id = ? ORDER BY action, kind, position", (type_id,)
            )
        )


def _tree(rows, open_points):
    """Put flat rows in reversed reading order together as Fields within Fields.

    A row ends with the two names by which an open point may speak of the field, beside that of its type, and with its depth; the
    shallowest depth is the root's.
    """
    waiting = {}
    for row in rows:
        *columns, place, declared, depth = row
        below = tuple(reversed(waiting.pop(depth + 1, ())))
        names = dict.fromkeys((place, declared, columns[3]))
        ids = tuple(dict.fromkeys(id for name in names for id in open_points.get(name, ())))
        columns[5] = bool(columns[5])
        waiting.setdefault(depth, []).append(Field(*columns, below, ids))
    return tuple(reversed(waiting.get(min(waiting, default=0), ())))
