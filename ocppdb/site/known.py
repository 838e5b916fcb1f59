"""What the pages of a database need again and again, read once: the database never changes."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, cast

from ocppdb.query import Database
from ocppdb.query.search import MOST_HITS
from ocppdb.records.dossiers import Dossier
from ocppdb.records.lists import Rule
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import Addresses

__all__ = ["TITLED", "Known"]

T = TypeVar("T")
FORMS = 64
"""Dossiers that are kept while the forms of a page are made."""


class Known:
    """A database, the addresses of what is in it, and what was read of it before. May be shared by threads."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.addresses = Addresses(db)
        self._answers: dict[object, Any] = {}
        self.dossier = lru_cache(maxsize=FORMS)(self._dossier)

    def _once(self, key: object, answer: Callable[[], T]) -> T:
        if key not in self._answers:
            self._answers.setdefault(key, answer())
        return cast(T, self._answers[key])

    def _dossier(self, hit: Hit) -> Dossier:
        """The whole dossier about a thing, of which each form of its page is made."""
        return self.db.about(hit.name, hit.version, kind=hit.kind, limit=MOST_HITS)

    def rules(self, version: str) -> dict[str, Rule]:
        """Return the rules of a version by their ids."""
        return self._once(("rules", version), lambda: {rule.id: rule for rule in self.db.rules(version=version)})

    def errata(self, version: str) -> dict[str, Any]:
        """Return the errata of a version by their ids."""
        return self._once(("errata", version), lambda: {each.id: each for each in self.db.facts("errata", version)})

    def values(self, version: str) -> dict[str, list[str]]:
        """Return the values of each enumeration of a version, by its name."""

        def read() -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            for row in self.db.sql(
                "SELECT enum, value FROM enumerations WHERE version = ? ORDER BY type_id, position", (version,)
            ):
                found.setdefault(row["enum"], []).append(row["value"])
            return found

        return self._once(("values", version), read)

    def blocks(self, version: str | None) -> dict[str, str]:
        """Return the names of the functional blocks of a version by their letters."""
        sql = "SELECT code, name FROM groups WHERE version = ? AND code IS NOT NULL"
        return self._once(("blocks", version), lambda: {row["code"]: row["name"] for row in self.db.sql(sql, (version,))})

    def group_of(self, point: str) -> str:
        """Return the first feature profile or functional block that a point belongs to."""
        sql = "SELECT point, group_name FROM point_groups ORDER BY rowid DESC"
        first = self._once("groups", lambda: {row["point"]: str(row["group_name"]) for row in self.db.sql(sql)})
        return first.get(point, "Others")

    def counts(self) -> dict[tuple[str | None, str], int]:
        """Return how many things there are, by version and kind."""
        sql = "SELECT version, kind, count(*) AS number FROM subjects GROUP BY version, kind"
        return self._once("counts", lambda: {(row["version"], row["kind"]): row["number"] for row in self.db.sql(sql)})

    def hits(self, version: str | None, kind: str) -> list[Hit]:
        """Return everything of a kind, of one version or of all, in the order of the index."""
        sql = "SELECT version, kind, name, text, location FROM subjects WHERE kind = ?1 AND (?2 IS NULL OR version = ?2) ORDER BY id"
        return self._once(("hits", version, kind), lambda: [Hit(**row) for row in self.db.sql(sql, (kind, version))])

    def rows(self, table: str) -> dict[str, dict[str, Any]]:
        """Return the rows of a table by their key."""

        def read() -> dict[str, dict[str, Any]]:
            key = next(each["name"] for each in self.db.sql(f'PRAGMA table_info("{table}")') if each["pk"])
            return {str(row[key]): row for row in self.db.sql(f'SELECT * FROM "{table}"')}

        return self._once(("rows", table), read)

    def row(self, hit: Hit) -> dict[str, Any]:
        """Return the row of a Hit, as the table has it."""
        table, _, key = hit.location.partition("/")
        return self.rows(table)[key]

    def title(self, hit: Hit) -> str:
        """Return what a Hit is headed with: its title where it has one, else its name."""
        if hit.kind in NUMBERED:
            return f"{hit.name} {hit.text}"
        return str(self.row(hit)["title"]) if hit.kind in TITLED else hit.name


TITLED = ("sequence", "escalation", "settled", "schedule-example", "source", "version")
"""Kinds whose things are known by a title rather than by their name, which is an id."""
NUMBERED = ("use-case", "test-case")
"""Kinds whose things are known by their number and title together."""
