"""The ready queries of the site, for other faces: their names, and what they answer."""

from collections.abc import Mapping
from typing import Any

from ocppdb.errors import NotFound
from ocppdb.query import Database
from ocppdb.site.serve import WRITTEN_FOR, metadata

__all__ = ["listed", "run"]


def _queries() -> dict[str, dict[str, Any]]:
    queries: dict[str, dict[str, Any]] = metadata(WRITTEN_FOR)["databases"][WRITTEN_FOR]["queries"]
    return queries


def listed() -> list[tuple[str, str]]:
    """Return the name and title of every ready query."""
    return [(name, query["title"]) for name, query in _queries().items()]


def run(db: Database, name: str, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows that a ready query answers, as dicts; a parameter that is not given is empty. Raises NotFound."""
    queries = _queries()
    if name not in queries:
        raise NotFound.of(f"no ready query is called {name!r}", name, queries)
    parameters = queries[name].get("params", [])
    for each in given:
        if each not in parameters:
            raise NotFound.of(f"{name} has no parameter {each!r}", each, parameters, "it has none")
    return db.sql(queries[name]["sql"], {each: given.get(each, "") for each in parameters})
