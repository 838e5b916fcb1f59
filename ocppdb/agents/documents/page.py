"""A document while it is being written: the database, the document, and what it has cited so far."""

import posixpath
from collections.abc import Iterable
from typing import Any

from ocppdb.agents.documents.markdown import anchor
from ocppdb.query import Database
from ocppdb.records.documents import Document
from ocppdb.records.versions import Version

__all__ = ["Page"]


class Page:
    """What the parts of a document have in common.

    `cited` are its sources; `unfolded` the types whose fields were shown, each with the message; `points` the open points that it
    has, each with its title.
    """

    def __init__(self, db: Database, document: Document) -> None:
        self.db = db
        self.document = document
        self.cited: dict[str, None] = {}
        self.unfolded: dict[str, str] = {}
        self.points: dict[str, str] = {}
        self.version: Version = db.version(document.version)

    @property
    def id(self) -> str:
        """The id of its version."""
        return self.document.version

    def place(self, source: object, section: object, confidence: object = None) -> str:
        """Return a citation, and remember the source: `K01.FR.03` of `ocpp201-part2`; our reading says so."""
        self.cited.setdefault(str(source))
        ours = ", our reading" if confidence == "interpretation" else ""
        return f"{source} {section}{ours}"

    def cite(self, record: Any) -> str:
        """Return the citation of a record, or of a row."""
        if isinstance(record, dict):
            return self.place(record["source"], record["section"], record.get("confidence"))
        return self.place(record.source, record.section, getattr(record, "confidence", None))

    def link(self, document: Document) -> str:
        """Return a link to another document."""
        here = posixpath.dirname(self.document.path) or "."
        return f"[{document.path.rpartition('/')[2]}]({posixpath.relpath(document.path, here)})"

    def point(self, id_: str) -> str:
        """Return an open point as a link to where this document has it; else its id alone."""
        title = self.points.get(id_)
        return f"[`{id_}`](#{anchor(title)})" if title else f"`{id_}`"

    def rows(self, sql: str, *parameters: object) -> list[dict[str, Any]]:
        """Return the rows of a query."""
        return self.db.sql(sql, parameters)

    def groups(self) -> dict[str, str]:
        """Return what each group of the version is for, in order."""
        sql = "SELECT name, summary FROM groups WHERE version = ? ORDER BY position"
        return {row["name"]: row["summary"] for row in self.rows(sql, self.id)}

    def chosen(self, table: str, column: str, of: Iterable[str]) -> list[dict[str, Any]]:
        """Return the rows of a table of which a column has one of some values, in the order of the values and rows; all without any."""
        values = tuple(of)
        if not values:
            return self.rows(f"SELECT * FROM {table} WHERE version = ? ORDER BY rowid", self.id)
        sql = f'SELECT * FROM {table} WHERE version = ? AND "{column}" = ? ORDER BY rowid'
        return [row for value in values for row in self.rows(sql, self.id, value)]
