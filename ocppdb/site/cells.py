"""The cells of tables and of the results of queries: the names of OCPP in them lead to their pages."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from datasette import __version__ as datasette_version
from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from ocppdb.errors import OcppdbError
from ocppdb.query import Database
from ocppdb.records.all import NOUNS
from ocppdb.site.addresses import address
from ocppdb.site.limits import ours

__all__ = ["extra_css_urls", "extra_js_urls", "extra_template_vars", "render_cell"]

STATIC = "/-/static-plugins/ocppdb/"
KNOWN = datasette_version.startswith("0.")
"""Whether our templates of tables know the words of this Datasette's; with others its own templates are shown."""
RULED = ("rule", "escalation", "settled", "sequence", "requirement", "use-case", "erratum", "test-case", "term")
SPOKEN_OF = ("message", "field", "type", "enum-value", "config-key", "component", "variable", "state", "requirement", *RULED)
KINDS: Mapping[str, tuple[str, ...]] = {
    "action": ("message",),
    "next_action": ("message",),
    "enum": ("type",),
    "type": ("type",),
    "data_type": ("type",),
    "owner": ("type",),
    "only_in": ("version",),
    "key": ("config-key",),
    "component": ("component",),
    "code": ("error-code", "reason-code"),
    "state": ("state",),
    "use_case": ("use-case",),
    "requirement": ("requirement",),
    "section": ("requirement",),
    "sequence": ("sequence",),
    "escalation": ("escalation",),
    "settled": ("settled",),
    "source": ("source",),
    "group_name": ("group",),
    "id": RULED,
    "subject": SPOKEN_OF,
    "from_name": SPOKEN_OF,
    "to_name": SPOKEN_OF,
}
"""What the value of a column names, by the kinds of the index; the first that has the name is meant."""
ENDS = ("from", "to")
"""How columns of the two ends of a row begin."""
FIRST = ("version", "kind", "action", "name", "path", "key", "code", "enum", "value", "component", "title")
TEXTS = ("summary", "description", "text", "question", "ambiguity", "belief", "answer", "meaning", "change", "when")
LAST = ("note", "source", "section", "confidence", "position", "location")
UNREAD = ("plain", "schema_text", "additional_properties", "additional_items")
"""Columns for machines: of the search, and of the rebuilding of schemas."""


@hookimpl
def render_cell(row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """A name of OCPP is a link to its page, or to its row where no pages are."""
    if not isinstance(value, str) or not value or not ours(datasette, database):
        return None
    kinds = KINDS.get(column) or _kind_of_column(table, column)
    names = _names(str(datasette.databases[database].path)) if kinds else {}
    version = _version(row, column)
    for kind in kinds:
        places = names.get((kind, value), {})
        found = version if version in places else next(iter(places)) if len(places) == 1 else None
        if found is not None or None in places:
            return _link(_addressed(datasette, found, kind, value) or _row(datasette, database, places[found]), value)
    other = _references(table).get(column)
    return _link(_row(datasette, database, f"{other}/{value}"), value) if other else None


def _link(path: str, words: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(path, words)


def _version(row: Any, column: str) -> str | None:
    """The version that a row, or one of its two ends, is of; among tables it is told with its label."""
    end = column.partition("_")[0]
    try:
        version = row[f"{end}_version" if end in ENDS else "version"]
    except (KeyError, IndexError):
        return _version(row, "") if end in ENDS else None
    found = version["value"] if isinstance(version, dict) else version
    return found if isinstance(found, str) else None


@cache
def _references(table: str | None) -> Mapping[str, str]:
    """The tables whose keys the columns of a table hold."""
    noun = NOUNS.get(table or "")
    return {each.column: each.references for each in noun.columns if each.references} if noun else {}


@hookimpl
def extra_css_urls(template: str) -> list[str]:
    """The tables have a style of their own."""
    return (
        [f"{STATIC}tables.css"] if template in ("table.html", "database.html", "row.html", "query.html", "error.html") else []
    )


@hookimpl
def extra_js_urls(datasette: Any, database: str | None) -> list[dict[str, Any]]:
    """The pages of our databases that Datasette makes say in which language they are, and where their content is."""
    return [{"url": datasette.urls.path(f"{STATIC}datasette.js"), "module": False}] if ours(datasette, database) else []


@hookimpl
def extra_template_vars(datasette: Any, database: str | None, view_name: str, request: Any) -> dict[str, Any]:
    """For tables: `ocpp` says whether our templates show them, `ocpp_columns` in which order columns are read and which are left out."""
    if not ours(datasette, database) or not KNOWN:
        return {"ocpp": False}
    chosen = view_name == "row" or any(name in ("_col", "_nocol") for name in request.args)

    def columns(shown: list[dict[str, Any]]) -> dict[str, list[Any]]:
        return {
            "read": sorted(
                (each for each in range(len(shown)) if chosen or not _unread(shown, each)), key=lambda each: _place(shown, each)
            ),
            "unread": [] if chosen else [shown[each]["name"] for each in range(len(shown)) if _unread(shown, each)],
        }

    return {"ocpp": True, "ocpp_static": datasette.urls.path(STATIC), "ocpp_columns": columns, "ocpp_grouped": _grouped}


def _place(shown: list[dict[str, Any]], number: int) -> tuple[int, int]:
    """Where a column stands: what names the row, what it says, what else is known, and where that comes from."""
    name = shown[number]["name"]
    for part, names in enumerate((FIRST, TEXTS)):
        if name in names:
            return part + 1, names.index(name)
    if number == 0 or name == "Link":
        return 0, 0
    return (4, LAST.index(name)) if name in LAST else (3, number)


def _unread(shown: list[dict[str, Any]], number: int) -> bool:
    """Whether a column says nothing to a reader: made for machines, or once more what a link beside it says."""
    name = shown[number]["name"]
    names = {each["name"] for each in shown}
    return name in UNREAD or name.endswith("_slug") or (name.endswith("_name") and f"{name[:-5]}_id" in names)


def _grouped(queries: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The ready queries by what they are about, in the order of the metadata."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for query in queries:
        groups.setdefault(query.get("group", "Others"), []).append(query)
    return groups


@cache
def _kind_of_column(table: str | None, column: str) -> tuple[str, ...]:
    """The kind of things that a table is a list of, where the column is the one that names them."""
    noun = NOUNS.get(table or "")
    return (
        (noun.kind,)
        if noun is not None and noun.kind and column in ("name", "id", "term", "unit", "measurand", "event")
        else ()
    )


@cache
def _names(path: str) -> dict[tuple[str, str], dict[str | None, str]]:
    """Where the things of an index are: the version and the row of each, by kind and name."""
    names: dict[tuple[str, str], dict[str | None, str]] = {}
    try:
        with Database(path) as db:
            for row in db.sql("SELECT kind, name, version, location FROM subjects"):
                names.setdefault((row["kind"], row["name"]), {})[row["version"]] = row["location"]
    except OcppdbError:  # of another release: its tables are shown, without links
        return {}
    return names


def _addressed(datasette: Any, version: str | None, kind: str, name: str) -> str | None:
    """The address of a page; None for a kind that has no pages."""
    try:
        return str(datasette.urls.path(address(version, kind, name)))
    except KeyError:
        return None


def _row(datasette: Any, database: str, location: str) -> str:
    table, _, key = location.partition("/")
    return f"{datasette.urls.table(database, table)}/{tilde_encode(key)}"
