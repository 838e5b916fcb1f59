"""The part of the API that finds things by name and by words."""

import re

from ocppdb.records.messages import Hit

__all__ = ["Names"]

RANK = (
    "CASE WHEN lower(?) IN (lower(subjects.name), lower(subjects.words)) THEN 10 WHEN kind = 'message' THEN 2 "
    "WHEN kind = 'field' AND subjects.text IS NULL THEN 0.4 WHEN kind = 'field' THEN 0.8 ELSE 1 END"
)
"""How much a hit counts in a search: its very name most, a field deep in a payload least."""


class Names:
    """Names and search, for Database."""

    def find(self, name, version=None, kind=None):
        """Return the list of Hits that have this name, or else this name upper and lower case aside, or else as their last part.

        `Heartbeat` is a message, `heartbeat` finds it as well, and `AlwaysFront` finds MessagePriorityEnumType.AlwaysFront. Empty where
        there is none.
        """
        where, parameters = self._where(version, kind=kind)
        for condition in (
            "name = ?",
            "name = ? COLLATE NOCASE",
            "substr(name, -1 - length(?1)) = '.' || ?1 AND instr(location, 'payload_fields') = 0",
        ):
            rows = self._rows(
                f"SELECT version, kind, name, text, location FROM subjects WHERE {condition} AND {where} ORDER BY id",
                (name, *parameters),
            )
            if rows:
                break
        return [Hit(*row) for row in rows]

    def at(self, location):
        """Return the list of Hits whose row is at a location such as `messages/ocpp201-BootNotification`; one for each of its versions."""
        rows = self._rows("SELECT version, kind, name, text, location FROM subjects WHERE location = ?", (location,))
        return [Hit(*row) for row in rows]

    def row(self, hit):
        """Return the row behind a Hit as a dict: column names and values, links between tables aside."""
        table, _, key = hit.location.partition("/")
        columns = self._rows(f"PRAGMA table_info({table})")
        primary = next(column[1] for column in columns if column[5])
        row = dict(zip((column[1] for column in columns), self._rows(f"SELECT * FROM {table} WHERE {primary} = ?", (key,))[0]))
        return {column: value for column, value in row.items() if column != primary and not column.endswith(("_id", "_slug"))}

    def nearest(self, name):
        """Return up to five names of any kind that are most like a name that was not found."""
        import difflib

        names = {
            row[0].lower(): row[0]
            for row in self._rows(
                "SELECT DISTINCT name FROM subjects WHERE instr(name, '.request.') = 0 AND instr(name, '.response.') = 0"
            )
        }
        return [names[each] for each in difflib.get_close_matches(name.lower(), names, 5, 0.6)]

    def search(self, text, version=None, kind=None, limit=20):
        """Return the list of Hits for some words, best first: all of the words, or else any of them.

        Any text will do; nothing in it has a special meaning.
        """
        terms = _terms(text)
        where, parameters = self._where(version, kind=kind)
        if not terms:
            return []
        return self._match(" ".join(terms), where, parameters, text, limit) or self._match(
            " OR ".join(terms), where, parameters, text, limit
        )

    def _with_all(self, text, kind):
        """The Hits of one kind that have all words of a text."""
        terms = _terms(text)
        return self._match(" ".join(terms), "kind = ?", (kind,), text, -1) if terms else []

    def _match(self, expression, where, parameters, text, limit):
        return [
            Hit(*row)
            for row in self._rows(
                "SELECT version, kind, subjects.name, subjects.text, location FROM subjects_fts JOIN subjects ON subjects.id = subjects_fts.rowid "
                f"WHERE subjects_fts MATCH ? AND {where} ORDER BY bm25(subjects_fts, 8, 8, 2) * {RANK}, length(subjects.name), subjects.id LIMIT ?",
                (expression, *parameters, text.strip(), limit),
            )
        ]


def _terms(text):
    """The words of a text, in quotes that take away any meaning they have for full-text search."""
    return [f'"{term}"' for term in re.findall(r"\w+", text)]
