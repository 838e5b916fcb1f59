"""The read-only Python API: `open` a database and ask it.

Everything it returns is a plain immutable value that outlives the database. Only the standard library is imported here; the
build is reached for once, when the default database does not exist yet.
"""

import json
import os
import re
import sqlite3
import threading

from .answers import DataType, Enumeration, Field, Hit, Message, Payload, Value, Version
from .default import default_path
from .errors import DatabaseError, NotFound
from .release import APPLICATION_ID, RELEASE, REVISION

__all__ = ["Database", "open"]

FIELD_COLUMNS = (
    "name, path, type, data_type, cardinality, required, min_items, max_items, max_length, minimum, maximum, multiple_of, "
    "format, default_value, unit, description, described_in, note, source, section, confidence"
)
RANK = (
    "CASE WHEN lower(?) IN (lower(subjects.name), lower(subjects.words)) THEN 10 WHEN kind = 'message' THEN 2 "
    "WHEN kind = 'field' AND subjects.text IS NULL THEN 0.4 WHEN kind = 'field' THEN 0.8 ELSE 1 END"
)
"""How much a hit counts in a search: its very name most, a field deep in a payload least."""


def open(path=None):
    """Open a database read-only and return it.

    Without `path`, the default database is opened, and built first where it does not exist yet. Raises DatabaseError where the
    file is missing, is none of ours, or belongs to another release.
    """
    if path is None:
        path = default_path()
        if not os.path.exists(path):
            from .build import build

            build(path)
    return Database(path)


class Database:
    """A database of ocppdb, read-only. May be shared by threads, and used as a context manager."""

    def __init__(self, path):
        self.path = os.fspath(path)
        self._lock = threading.Lock()
        self._answers = {}
        self._connection = _connect(self.path)
        self._versions = {row[0]: Version(*row[:5]) for row in self._rows(
            "SELECT id, slug, title, subprotocol, summary, assumed FROM versions ORDER BY position")}
        self._assumed = self._rows("SELECT id FROM versions WHERE assumed")[0][0]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def __repr__(self):
        return f"Database({self.path!r})"

    def close(self):
        """Close the file. What was returned before stays usable."""
        with self._lock:
            self._connection.close()

    def _rows(self, sql, parameters=()):
        with self._lock:
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.ProgrammingError as error:
                raise DatabaseError(f"{self.path}: {error}. Open it again with ocppdb.open().") from None

    def _once(self, key, answer):
        """Remember an answer: the database never changes."""
        found = self._answers.get(key)
        return found if found is not None else self._answers.setdefault(key, answer())

    # --- versions ----------------------------------------------------------------------------------------------------------

    @property
    def versions(self):
        """The versions of OCPP, oldest first."""
        return tuple(self._versions.values())

    def version(self, word):
        """Return the Version that a word means: '1.6', '1.6J', 'ocpp1.6', 'OCPP 2.0.1' ... Raises NotFound."""
        plain = re.sub(r"^(ocpp)?[-_ ]*v?", "", str(word).strip().lower())
        found = self._rows("SELECT version FROM version_words WHERE word = ?", (plain,))
        if not found:
            known = ", ".join(self._versions)
            raise NotFound(f"no version {word!r}; this database has {known}", tuple(self._versions))
        return self._versions[found[0][0]]

    def _which(self, kind, name, version):
        """Return the version to look in, and whether it was assumed."""
        if version is not None:
            return self.version(version).id, False
        having = [row[0] for row in self._rows(
            "SELECT version FROM subjects WHERE kind = ? AND name = ?", (kind, name))]
        if len(having) == 1:
            return having[0], True
        return self._assumed, True

    def _unknown(self, kind, name, version, assumed=False):
        """A NotFound that tells the nearest names, and the versions that do have the name."""
        import difflib

        elsewhere = [row[0] for row in self._rows(
            "SELECT version FROM subjects WHERE kind = ? AND name = ? AND version != ?", (kind, name, version))]
        where = "any version of OCPP" if assumed else f"OCPP {version}"
        if elsewhere:
            return NotFound(f"no {kind} {name!r} in {where}; OCPP {' and '.join(elsewhere)} has it", (name,))
        names = {row[0].lower(): row[0] for row in self._rows(
            "SELECT name FROM subjects WHERE kind = ?" + ("" if assumed else " AND version = ?"),
            (kind,) if assumed else (kind, version))}
        nearest = [names[each] for each in difflib.get_close_matches(name.lower(), names, 3, 0.5)]
        hint = f"; nearest: {', '.join(nearest)}" if nearest else "; try a search"
        return NotFound(f"no {kind} {name!r} in {where}{hint}", nearest)

    # --- messages ----------------------------------------------------------------------------------------------------------

    def message(self, action, version=None):
        """Return the Message of an action, with its request and response. Raises NotFound."""
        return self._once(("message", action, version), lambda: self._message(action, version))

    def _message(self, action, version):
        version, assumed = self._which("message", action, version)
        found = self._rows(
            "SELECT version, action, direction, group_name, extension, summary, note, source, section, confidence, id "
            "FROM messages WHERE version = ? AND action = ?", (version, action))
        if not found:
            raise self._unknown("message", action, version, assumed)
        *columns, message_id = found[0]
        payloads = {}
        for payload_id, name, kind in self._rows("SELECT id, name, kind FROM payloads WHERE message_id = ?", (message_id,)):
            payloads[kind] = Payload(name, kind, self._unfolded(payload_id, version))
        open_points = self._open_of(version)
        ids = set(open_points.get(action, ()))
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
            "ORDER BY payload_fields.position DESC", (payload_id, first, last or 1_000_000))
        return _tree(rows, self._open_of(version))

    def _open_of(self, version):
        """Return the ids of the escalations of a version by the subject they are about."""
        return self._once(("open", version), lambda: self._read_open_of(version))

    def _read_open_of(self, version):
        found = {}
        for subject, id in self._rows("SELECT DISTINCT subject, escalation FROM escalation_subjects WHERE version = ? ORDER BY escalation", (version,)):
            found.setdefault(subject, []).append(id)
        return found

    def messages(self, version=None, group=None, direction=None):
        """Return the list of Messages, of one version, group or direction where given, by version and action."""
        wanted = {"version": version and self.version(version).id, "group_name": group, "direction": direction}
        given = {column: value for column, value in wanted.items() if value is not None}
        condition = " AND ".join(f"{column} = ?" for column in given) or "1"
        rows = self._rows(f"SELECT action, version FROM messages WHERE {condition} ORDER BY version, action", tuple(given.values()))
        return [self.message(action, version) for action, version in rows]

    def schema(self, action, kind="request", version=None):
        """Return the JSON Schema of a request or response, put together from the tables. Raises NotFound."""
        version, assumed = self._which("message", action, version)
        found = self._rows(
            "SELECT types.name, draft FROM payloads JOIN messages ON messages.id = message_id JOIN types ON types.id = payloads.type_id "
            "JOIN schema_files ON schema_files.id = schema_file WHERE messages.version = ? AND action = ? AND kind = ?",
            (version, action, kind))
        if not found:
            raise self._unknown("message", action, version, assumed)
        from .json_schema import json_schema

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

    # --- types -------------------------------------------------------------------------------------------------------------

    def data_type(self, name, version=None):
        """Return the DataType of that name: an object with its fields, or an alias of a string. Raises NotFound."""
        return self._once(("data_type", name, version), lambda: self._data_type(name, version))

    def _data_type(self, name, version):
        row, assumed = self._type(name, version, ("object", "alias"), "type")
        return DataType(
            row["version"], name, row["category"], row["json_type"], row["max_length"], row["description"], row["note"],
            _tree(self._below(row["id"], "", 0)[::-1], self._open_of(row["version"])), self._used_by(row["id"]), row["source"], row["section"], row["confidence"], assumed)

    def enum(self, name, version=None):
        """Return the Enumeration of that name. Raises NotFound."""
        return self._once(("enum", name, version), lambda: self._enum(name, version))

    def _enum(self, name, version):
        row, assumed = self._type(name, version, ("enumeration",), "enumeration")
        meanings = tuple(Value(*each) for each in self._rows(
            "SELECT value, meaning, meaning_in, note, source, section, confidence FROM enumerations WHERE type_id = ? ORDER BY position", (row["id"],)))
        return Enumeration(
            row["version"], name, tuple(each.value for each in meanings), meanings, row["default_value"], row["description"],
            row["note"], self._used_by(row["id"]), row["source"], row["section"], row["confidence"], assumed)

    def _type(self, name, version, categories, wanted):
        version, assumed = self._which("type", name, version)
        columns = ("id", "version", "category", "json_type", "max_length", "default_value", "description", "note", "source", "section",
                   "confidence")
        found = self._rows(
            f"SELECT {', '.join(columns)} FROM types WHERE version = ? AND name = ? AND category != 'payload'", (version, name))
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
        return tuple(f"{action}.{kind}.{path}" for action, kind, path in self._rows(
            "SELECT action, kind, path FROM payload_fields WHERE type_id = ? ORDER BY action, kind, position", (type_id,)))

    # --- reference lists ---------------------------------------------------------------------------------------------------

    def facts(self, table, version=None, **where):
        """Return the rows of a reference list, such as `facts("config_keys", profile="Core", required=True)`.

        `table` is one of `reference.LISTS`, `where` are columns and the values they must have; None stands for empty. Raises
        NotFound for a list or column that does not exist.
        """
        from .reference import LISTS

        if table not in LISTS:
            raise NotFound(f"no list {table!r}; there are {', '.join(LISTS)}", LISTS)
        answer = LISTS[table]
        columns = [column for column in answer._fields if column not in ("variables", "escalations")]
        unknown = sorted(where.keys() - set(columns))
        if unknown:
            raise NotFound(f"{table} has no column {unknown[0]!r}; it has {', '.join(columns)}", columns)
        if version is not None:
            where["version"] = self.version(version).id
        condition = " AND ".join(f'"{column}" IS ?' for column in where) or "1"
        names = ", ".join(f'"{column}"' for column in columns)
        rows = self._rows(f"SELECT {names} FROM {table} WHERE {condition} ORDER BY rowid", tuple(where.values()))
        yes_or_no = [column for column in columns if answer.__annotations__[column] is bool]
        found = [answer(*row) for row in rows]
        return [row._replace(**{column: bool(getattr(row, column)) for column in yes_or_no}) for row in found] if yes_or_no else found

    def _fact(self, table, kind, column, name, version):
        version, assumed = self._which(kind, name, version)
        found = self.facts(table, version, **{column: name})
        if not found:
            raise self._unknown(kind, name, version, assumed)
        return found[0]

    def config_key(self, key, version=None):
        """Return the ConfigKey of that name. Raises NotFound."""
        found = self._fact("config_keys", "config-key", "key", key, version)
        return found._replace(escalations=tuple(self._open_of(found.version).get(key, ())))

    def component(self, name, version=None):
        """Return the Component of that name, with its variables. Raises NotFound."""
        found = self._fact("components", "component", "name", name, version)
        return found._replace(variables=tuple(self.facts("device_variables", found.version, component=name)))

    def device_variable(self, name, version=None):
        """Return the DeviceVariable of a name such as `OCPPCommCtrlr.HeartbeatInterval`. Raises NotFound."""
        return self._fact("device_variables", "variable", "name", name, version)

    def error_code(self, code, version=None):
        """Return the ErrorCode of that name. Raises NotFound."""
        return self._fact("error_codes", "error-code", "code", code, version)

    def use_case(self, id, version=None):
        """Return the UseCase of that id. Raises NotFound."""
        return self._fact("use_cases", "use-case", "id", id, version)

    def requirement(self, id, version=None):
        """Return the Requirement of that id. Raises NotFound."""
        return self._fact("requirements", "requirement", "id", id, version)

    def rule(self, id, version=None):
        """Return the Rule of that id. Raises NotFound."""
        return self._fact("rules", "rule", "id", id, version)

    def rules(self, about=None, version=None, words=None, **where):
        """Return the list of Rules about a subject, or with some words, or with some columns (kind, topic, state, who, allowed ...).

        `about` is the name of a message, type, key or field; the rules about its fields count as well. `words` must all occur.
        """
        found = self.facts("rules", version, **where)
        if about is not None:
            found = [rule for rule in found if rule.subject and (rule.subject == about or rule.subject.startswith((f"{about}.", f"{about}[")))]
        if words is not None:
            hits = {(hit.version, hit.name) for hit in self._match(" ".join(_terms(words)), " AND kind = 'rule'", [], words, -1)} if _terms(words) else set()
            found = [rule for rule in found if (rule.version, rule.id) in hits]
        return found

    # --- sequences ---------------------------------------------------------------------------------------------------------

    def sequence(self, id):
        """Return the Sequence of an id such as `ocpp201-b01-cold-boot`. Raises NotFound."""
        return self._once(("sequence", id), lambda: self._sequence(id))

    def _sequence(self, id):
        from .sequence import Sequence, Step

        found = self._rows(
            "SELECT version, id, title, group_name, use_case, kind, summary, preconditions, postconditions, checked_against, note, source, section, "
            "confidence FROM sequences WHERE id = ?", (id,))
        if not found:
            raise self._unknown("sequence", id, None, True)
        *head, before, after, against, note, source, section, confidence = found[0]
        demanded = {}
        for position, requirement in self._rows(
            "SELECT position, requirement FROM step_requirements WHERE sequence = ? ORDER BY rowid", (id,)
        ):
            demanded.setdefault(position, []).append(requirement)
        steps = tuple(
            Step(*row[:8], json.loads(row[8]) if row[8] else {}, row[9], tuple(demanded.get(row[0], ())))
            for row in self._rows(
                "SELECT position, depth, fragment, guard, sender, receiver, action, kind, field_values, note FROM sequence_steps "
                "WHERE sequence = ? ORDER BY position", (id,))
        )
        told = (tuple((text or "").splitlines()) for text in (before, after, against))
        open_points = self._open_of(head[0])
        names = {id, head[4], *(step.action for step in steps if step.action)}
        ids = tuple(sorted({each for name in names for each in open_points.get(name, ())}))
        return Sequence(*head, *told, note, source, section, confidence, self._participants(head[0], steps), steps, ids)

    def _participants(self, version, steps):
        """The participants from left to right: who deals with the station, the station, who is between, the CSMS, who deals with it."""
        roles = dict(self._rows("SELECT side, name FROM roles WHERE version = ?", (version,)))
        partners = {}
        for step in steps:
            if step.sender:
                partners.setdefault(step.sender, set()).update({step.receiver} - {None})
                if step.receiver:
                    partners.setdefault(step.receiver, set()).add(step.sender)

        def place(name):
            if name in roles.values():
                return 1 if name == roles["station"] else 3
            stations, csms = roles["station"] in partners[name], roles["csms"] in partners[name]
            return 2 if stations and csms else 4 if csms else 0

        return tuple(sorted(partners, key=place))

    def sequences(self, action=None, version=None, use_case=None, group=None, kind=None):
        """Return the list of Sequences that have a message, or belong to a use case, group or kind; of one version where given."""
        wanted = {"version": version and self.version(version).id, "use_case": use_case, "group_name": group, "kind": kind}
        given = {column: value for column, value in wanted.items() if value is not None}
        conditions, parameters = [f"{column} = ?" for column in given], list(given.values())
        if action is not None:
            conditions, parameters = [*conditions, "id IN (SELECT sequence FROM sequence_steps WHERE action = ?)"], [*parameters, action]
        rows = self._rows(f"SELECT id FROM sequences WHERE {' AND '.join(conditions) or '1'} ORDER BY rowid", tuple(parameters))
        return [self.sequence(id) for (id,) in rows]

    # --- escalations -------------------------------------------------------------------------------------------------------

    def escalation(self, id):
        """Return the Escalation of that id. Raises NotFound."""
        return self._open_point("escalations", "escalation", id)

    def settled_point(self, id):
        """Return the Settled point of that id. Raises NotFound."""
        return self._open_point("settled", "settled", id)

    def escalations(self, action=None, version=None, category=None, path=None, sequence=None, subject=None, group=None):
        """Return the list of Escalations about a message, field, sequence or any other subject; of a version, category or group.

        A message's escalations are those of its name, its fields, their types and values; a sequence's are those of its name, its use
        case and its messages. `path` is the full name of a field. Raises NotFound where one of them does not exist.
        """
        return [self.escalation(id) for id in self._open_points("escalations", "escalation", action, version, category, path, sequence, subject, group)]

    def settled(self, action=None, version=None, category=None, path=None, sequence=None, subject=None, group=None):
        """Return the list of Settled points, chosen as by `escalations`."""
        return [self.settled_point(id) for id in self._open_points("settled", "settled", action, version, category, path, sequence, subject, group)]

    def _open_points(self, table, column, action, version, category, path, sequence, subject, group):
        version = version and self.version(version).id
        stem = table.removesuffix("s") if table == "escalations" else table
        conditions, parameters = [], []

        def among(part, condition, values):
            conditions.append(f"id IN (SELECT {column} FROM {stem}_{part} WHERE {condition})")
            parameters.extend(values)

        if category is not None:
            conditions.append("category = ?")
            parameters.append(category.upper())
        if version is not None:
            among("versions", "version = ?", [version])
        if group is not None:
            among("groups", "group_name = ?" + (" AND version = ?" if version else ""), [group, version] if version else [group])
        for names in (
            action and self._names_of_message(action, version), path and self._names_of_field(path, version),
            sequence and self._names_of_sequence(sequence), subject and {subject},
        ):
            if names:
                among("subjects", f"subject IN ({', '.join('?' * len(names))})" + (" AND version = ?" if version else ""),
                      [*sorted(names), *([version] if version else [])])
        return [row[0] for row in self._rows(f"SELECT id FROM {table} WHERE {' AND '.join(conditions) or '1'} ORDER BY id", tuple(parameters))]

    def _names_of_message(self, action, version):
        """The names by which records may speak of a message: its own, its fields', their types' and types' fields'."""
        self.message(action, version)
        names = {action}
        for path, kind, data_type, owner, name in self._rows(
            "SELECT path, kind, payload_fields.data_type, owner, fields.name FROM payload_fields JOIN fields ON fields.id = field_id WHERE action = ?"
            + (" AND payload_fields.version = ?" if version else ""), (action, version) if version else (action,)
        ):
            names |= {f"{action}.{kind}.{path}", f"{owner}.{name}"} | ({data_type} if data_type else set())
        return names

    def _names_of_field(self, path, version):
        self.field(path, version)
        action, kind, rest = path.split(".", 2)
        rows = self._rows("SELECT owner, fields.name, payload_fields.data_type FROM payload_fields JOIN fields ON fields.id = field_id "
                          "WHERE action = ? AND kind = ? AND path = ?", (action, kind, rest))
        return {path} | {f"{owner}.{name}" for owner, name, _ in rows} | {data_type for _, _, data_type in rows if data_type}

    def _names_of_sequence(self, id):
        found = self.sequence(id)
        return {id, found.use_case} | {step.action for step in found.steps if step.action}

    def _open_point(self, table, kind, id):
        return self._once((table, id), lambda: self._read_open_point(table, kind, id))

    def _read_open_point(self, table, kind, id):
        from .escalation import Escalation, Evidence, Option, Settled, Subject

        answer = {"escalations": Escalation, "settled": Settled}[table]
        own = answer._fields[: answer._fields.index("versions")]
        found = self._rows(f"SELECT {', '.join(own)} FROM {table} WHERE id = ?", (id,))
        if not found:
            raise self._unknown(kind, id, None, True)

        def part(name, columns, make=lambda *row: row[0]):
            return tuple(make(*row) for row in self._rows(f"SELECT {columns} FROM {kind}_{name} WHERE {kind} = ? ORDER BY rowid", (id,)))

        parts = {
            "versions": part("versions", "version"), "groups": tuple(dict.fromkeys(part("groups", "group_name"))),
            "evidence": part("evidence", "version, source, section, note", Evidence), "subjects": part("subjects", "version, kind, subject", Subject),
            "related": part("related", "related"),
        }
        if answer is Escalation:
            parts["options"] = part("options", "label, consequence, pragmatic", lambda label, consequence, pragmatic: Option(label, consequence, bool(pragmatic)))
        return answer(*found[0], **parts)

    # --- names and search --------------------------------------------------------------------------------------------------

    def find(self, name, version=None, kind=None):
        """Return the list of Hits that have this name, or else this name upper and lower case aside. Empty where there is none."""
        exactly = self._rows("SELECT 1 FROM subjects WHERE name = ? LIMIT 1", (name,))
        where, parameters = ["name = ?" if exactly else "name = ? COLLATE NOCASE"], [name]
        if version is not None:
            where, parameters = [*where, "version = ?"], [*parameters, self.version(version).id]
        if kind is not None:
            where, parameters = [*where, "kind = ?"], [*parameters, kind]
        rows = self._rows(f"SELECT version, kind, name, text, location FROM subjects WHERE {' AND '.join(where)} ORDER BY id", tuple(parameters))
        return [Hit(*row) for row in rows]

    def row(self, hit):
        """Return the row behind a Hit as a dict: column names and values, links between tables aside."""
        table, _, key = hit.location.partition("/")
        columns = self._rows(f"PRAGMA table_info({table})")
        primary = next(column[1] for column in columns if column[5])
        row = dict(zip((column[1] for column in columns), self._rows(f"SELECT * FROM {table} WHERE {primary} = ?", (key,))[0]))
        return {column: value for column, value in row.items() if column != primary and not column.endswith(("_id", "_slug"))}

    def field(self, name, version=None):
        """Return the Field of a name such as `BootNotification.request.chargingStation.model`. Raises NotFound."""
        version, assumed = self._which("field", name, version)
        action, _, rest = name.partition(".")
        kind, _, path = rest.partition(".")
        found = self._rows("SELECT payload_id, position, depth FROM payload_fields WHERE version = ? AND action = ? AND kind = ? AND path = ?",
                           (version, action, kind, path))
        if not found:
            raise self._unknown("field", name, version, assumed)
        payload_id, position, depth = found[0]
        after = self._rows("SELECT min(position) FROM payload_fields WHERE payload_id = ? AND position > ? AND depth <= ?",
                           (payload_id, position, depth))[0][0]
        return self._unfolded(payload_id, version, position, after - 1 if after else None)[0]

    def nearest(self, name):
        """Return up to five names of any kind that are most like a name that was not found."""
        import difflib

        names = {row[0].lower(): row[0] for row in self._rows(
            "SELECT DISTINCT name FROM subjects WHERE instr(name, '.request.') = 0 AND instr(name, '.response.') = 0")}
        return [names[each] for each in difflib.get_close_matches(name.lower(), names, 5, 0.6)]

    def search(self, text, version=None, kind=None, limit=20):
        """Return the list of Hits for some words, best first: all of the words, or else any of them.

        Any text will do; nothing in it has a special meaning.
        """
        terms = _terms(text)
        where, parameters = "", []
        if version is not None:
            where, parameters = where + " AND version = ?", [*parameters, self.version(version).id]
        if kind is not None:
            where, parameters = where + " AND kind = ?", [*parameters, kind]
        if not terms:
            return []
        return (
            self._match(" ".join(terms), where, parameters, text, limit) or self._match(" OR ".join(terms), where, parameters, text, limit)
        )

    def _match(self, expression, where, parameters, text, limit):
        return [Hit(*row) for row in self._rows(
            "SELECT version, kind, subjects.name, subjects.text, location FROM subjects_fts JOIN subjects ON subjects.id = subjects_fts.rowid "
            f"WHERE subjects_fts MATCH ?{where} ORDER BY bm25(subjects_fts, 8, 8, 2) * {RANK}, length(subjects.name), subjects.id LIMIT ?",
            (expression, *parameters, text.strip(), limit))]


def _terms(text):
    """The words of a text, in quotes that take away any meaning they have for full-text search."""
    return [f'"{term}"' for term in re.findall(r"\w+", text)]


def _connect(path):
    if not os.path.exists(path):
        raise DatabaseError(f"{path}: no such file. Build it with: ocppdb build --output {path}")
    try:
        connection = sqlite3.connect(_read_only(path), uri=True, check_same_thread=False)
        ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        about = dict(connection.execute("SELECT name, value FROM about")) if ours else {}
    except sqlite3.Error as error:
        raise DatabaseError(f"{path}: cannot be read as a database of ocppdb ({error}). Build a new one with: ocppdb build") from None
    if not ours:
        raise DatabaseError(f"{path}: no database of ocppdb. Build one with: ocppdb build --output FILE")
    if about.get("revision") != REVISION:
        raise DatabaseError(
            f"{path}: built by ocppdb {about.get('release')} (tables of revision {about.get('revision')}), and this is ocppdb {RELEASE} "
            f"(revision {REVISION}). Build it again with: ocppdb build --output {path}"
        )
    return connection


def _read_only(path):
    """A URI that opens a file read-only; SQLite asks for these three characters to be escaped."""
    absolute = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file:{absolute}?mode=ro"


def _tree(rows, open_points):
    """Put flat rows in reversed reading order together as Fields within Fields.

    A row ends with the two names by which an open point may speak of the field, and its depth; the shallowest depth is the root's.
    """
    waiting = {}
    for row in rows:
        *columns, place, declared, depth = row
        below = tuple(reversed(waiting.pop(depth + 1, ())))
        ids = tuple(open_points.get(place, ())) + (tuple(open_points.get(declared, ())) if declared != place else ())
        columns[5] = bool(columns[5])
        waiting.setdefault(depth, []).append(Field(*columns, below, ids))
    return tuple(reversed(waiting.get(min(waiting, default=0), ())))
