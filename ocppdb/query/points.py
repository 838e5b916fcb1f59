"""The part of the API that answers about open and settled points."""

__all__ = ["OpenPoints"]


class OpenPoints:
    """Escalations and settled points, for Database."""

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
        return [
            self.escalation(id)
            for id in self._open_points("escalations", "escalation", action, version, category, path, sequence, subject, group)
        ]

    def settled(self, action=None, version=None, category=None, path=None, sequence=None, subject=None, group=None):
        """Return the list of Settled points, chosen as by `escalations`."""
        return [
            self.settled_point(id)
            for id in self._open_points("settled", "settled", action, version, category, path, sequence, subject, group)
        ]

    def _open_points(self, table, kind, action, version, category, path, sequence, subject, group):
        version = version and self.version(version).id
        condition, parameters = self._where(category=category and category.upper())
        if version is not None:
            condition += f" AND id IN (SELECT {kind} FROM {kind}_versions WHERE version = ?)"
            parameters += (version,)
        if group is not None:
            of_group, values = self._where(version, group_name=group)
            condition += f" AND id IN (SELECT {kind} FROM {kind}_groups WHERE {of_group})"
            parameters += values
        found = [row[0] for row in self._rows(f"SELECT id FROM {table} WHERE {condition} ORDER BY id", parameters)]
        for names in (
            action and self._names_of_message(action, version),
            path and self._names_of_field(path, version),
            sequence and self._names_of_sequence(sequence),
            subject and {subject},
        ):
            if names:
                about = self._ids_about(kind, names, version)
                found = [id for id in found if id in about]
        return found

    def _ids_about(self, kind, names, version):
        """Return the ids of the open or settled points about any of some names, in one version or in all."""
        points = [self._points_of(kind, each) for each in ([version] if version else self._versions)]
        return {id for by_name in points for name in names for id in by_name.get(name, ())}

    def _points_of(self, kind, version):
        """Return the ids of the escalations, or settled points, of a version by the name that they are about.

        What is about a value of an enumeration is about the enumeration as well.
        """
        return self._once(("points", kind, version), lambda: self._read_points_of(kind, version))

    def _read_points_of(self, kind, version):
        found = {}
        for subject, subject_kind, id in self._rows(
            f"SELECT DISTINCT subject, kind, {kind} FROM {kind}_subjects WHERE version = ? ORDER BY {kind}", (version,)
        ):
            for name in (subject, subject.partition(".")[0]) if subject_kind == "enum-value" else (subject,):
                ids = found.setdefault(name, [])
                if id not in ids:
                    ids.append(id)
        return found

    def _names_of_message(self, action, version):
        """The names by which records may speak of a message: its own, its fields', their types' and types' fields'."""
        self.message(action, version)
        names = {action}
        for path, kind, data_type, owner, name in self._rows(
            "SELECT path, kind, payload_fields.data_type, owner, fields.name FROM payload_fields JOIN fields ON fields.id = field_id WHERE action = ?"
            + (" AND payload_fields.version = ?" if version else ""),
            (action, version) if version else (action,),
        ):
            names |= {f"{action}.{kind}.{path}", f"{owner}.{name}"} | ({data_type} if data_type else set())
        return names

    def _names_of_field(self, path, version):
        self.field(path, version)
        action, kind, rest = path.split(".", 2)
        rows = self._rows(
            "SELECT owner, fields.name, payload_fields.data_type FROM payload_fields JOIN fields ON fields.id = field_id "
            "WHERE action = ? AND kind = ? AND path = ?",
            (action, kind, rest),
        )
        return {path} | {f"{owner}.{name}" for owner, name, _ in rows} | {data_type for _, _, data_type in rows if data_type}

    def _names_of_sequence(self, id):
        found = self.sequence(id)
        return {id, found.use_case} | {step.action for step in found.steps if step.action}

    def _open_point(self, table, kind, id):
        return self._once((table, id), lambda: self._read_open_point(table, kind, id))

    def _read_open_point(self, table, kind, id):
        from ocppdb.records.points import Escalation, Evidence, Option, Settled, Subject

        answer = {"escalations": Escalation, "settled": Settled}[table]
        own = answer._fields[: answer._fields.index("versions")]
        found = self._rows(f"SELECT {', '.join(own)} FROM {table} WHERE id = ?", (id,))
        if not found:
            raise self._unknown(kind, id, None, True)

        def part(name, columns, make=lambda *row: row[0]):
            return tuple(
                make(*row) for row in self._rows(f"SELECT {columns} FROM {kind}_{name} WHERE {kind} = ? ORDER BY rowid", (id,))
            )

        parts = {
            "versions": part("versions", "version"),
            "groups": tuple(dict.fromkeys(part("groups", "group_name"))),
            "evidence": part("evidence", "version, source, section, note", Evidence),
            "subjects": part("subjects", "version, kind, subject", Subject),
            "related": part("related", "related"),
        }
        if answer is Escalation:
            parts["options"] = part(
                "options",
                "label, consequence, pragmatic",
                lambda label, consequence, pragmatic: Option(label, consequence, bool(pragmatic)),
            )
        return answer(*found[0], **parts)
