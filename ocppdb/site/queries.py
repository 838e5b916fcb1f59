"""metadata.yml: what Datasette is told of the tables, and the ready queries in it."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import yaml

from ocppdb.errors import NotFound
from ocppdb.files import shipped
from ocppdb.query import Database

__all__ = ["listed", "metadata", "metadata_yaml", "run", "takes"]

WRITTEN_FOR = "ocpp"
"""The name of the database that metadata.yml is written for."""


def metadata(name: str) -> dict[str, Any]:
    """Return metadata.yml as a dict, for a database of any name."""
    content: dict[str, Any] = yaml.load(shipped("metadata.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    content["databases"] = {name: content["databases"][WRITTEN_FOR]}
    return content


def metadata_yaml(name: str = WRITTEN_FOR) -> str:
    """Return the same as YAML, for `datasette NAME.db -m FILE`."""
    return yaml.dump(metadata(name), Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=160)


@cache
def _queries() -> dict[str, dict[str, Any]]:
    queries: dict[str, dict[str, Any]] = metadata(WRITTEN_FOR)["databases"][WRITTEN_FOR]["queries"]
    return queries


def listed() -> list[tuple[str, str]]:
    """Return the name and title of every ready query."""
    return [(name, query["title"]) for name, query in _queries().items()]


def takes(name: str, parameter: str) -> bool:
    """Return whether a ready query has a parameter; no other query has any."""
    return name in _queries() and parameter in _queries()[name].get("params", [])


def run(db: Database, name: str, given: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows that a ready query answers, as dicts; a parameter that is not given is empty. Raises NotFound."""
    queries = _queries()
    if name not in queries:
        raise NotFound.of(f"no ready query is called {name!r}", name, queries)
    parameters = queries[name].get("params", [])
    for each in given:
        if each not in parameters:
            raise NotFound.of(f"{name} has no parameter {each!r}", each, parameters, "it has none")
    if given.get("version"):
        db.version(given["version"])  # a word that is no version would have no rows, as if nothing were known
    return db.sql(queries[name]["sql"], {each: given.get(each, "") for each in parameters})
