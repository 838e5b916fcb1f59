"""The part of the API that answers about the reference lists and rules."""

from ocppdb.errors import NotFound

__all__ = ["Lists"]


class Lists:
    """Reference lists and rules, for Database."""

    def facts(self, table, version=None, **where):
        """Return the rows of a reference list, such as `facts("config_keys", profile="Core", required=True)`.

        `table` is one of `reference.LISTS`, `where` are columns and the values they must have; None stands for empty. Raises
        NotFound for a list or column that does not exist.
        """
        from ocppdb.records.lists import LISTS

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
        return (
            [row._replace(**{column: bool(getattr(row, column)) for column in yes_or_no}) for row in found]
            if yes_or_no
            else found
        )

    def _fact(self, table, kind, column, name, version):
        version, assumed = self._which(kind, name, version)
        found = self.facts(table, version, **{column: name})
        if not found:
            raise self._unknown(kind, name, version, assumed)
        return found[0]

    def config_key(self, key, version=None):
        """Return the ConfigKey of that name. Raises NotFound."""
        found = self._fact("config_keys", "config-key", "key", key, version)
        return found._replace(escalations=tuple(self._points_of("escalation", found.version).get(key, ())))

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

    def rules(self, about=None, version=None, words=None, action=None, **where):
        """Return the list of Rules about a subject, or with some words, or with some columns (kind, topic, state, who, allowed ...).

        `about` is the name of a message, type, key or field; the rules about its fields count as well. `action` is the name of a
        message, and the rules about the types of its fields and their values count too. `words` must all occur.
        """
        found = self.facts("rules", version, **where)
        if about is not None:
            found = [rule for rule in found if rule.subject and _within(rule.subject, {about})]
        if action is not None:
            names = {}
            for rule in found:
                if rule.version not in names:
                    names[rule.version] = (
                        self._names_of_message(action, rule.version) if self.find(action, rule.version, "message") else ()
                    )
            found = [rule for rule in found if rule.subject and _within(rule.subject, names[rule.version])]
        if words is not None:
            hits = {(hit.version, hit.name) for hit in self._with_all(words, "rule")}
            found = [rule for rule in found if (rule.version, rule.id) in hits]
        return found


def _within(subject, names):
    """Whether a subject is one of some names, or a field, value or instance of one: `Measurand.SoC` is within `Measurand`."""
    while subject not in names:
        cut = max(subject.rfind("."), subject.rfind("["))
        if cut < 0:
            return False
        subject = subject[:cut]
    return True
