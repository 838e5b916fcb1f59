"""The Datasette plugin: what the pages need beside metadata.yml. Loaded by its entry point wherever ocppdb is installed.

A page of a message, type, component, sequence or point ends with the answer that the API and the command line give: a tree, a picture,
the question with its options.
"""

import asyncio
from collections.abc import Callable
from functools import cache
from typing import Any

from datasette import Response, hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup

from ocppdb.errors import OcppdbError
from ocppdb.query import Database
from ocppdb.show.answer import shown
from ocppdb.site import drawing
from ocppdb.site.addresses import PLACES, address
from ocppdb.site.routes import Asked, answered, lost, routes, site_of
from ocppdb.site.safety import is_datasettes

__all__ = ["extra_css_urls", "extra_template_vars", "handle_exception", "register_routes", "render_cell"]


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """The pages of things, which name no table; the tables stay Datasette's."""
    return routes(datasette)


@hookimpl
def extra_css_urls() -> list[str]:
    return ["/-/static-plugins/ocppdb/sequence.css", "/-/static-plugins/ocppdb/pages.css"]


@hookimpl
def extra_template_vars(datasette: Any, database: str | None, table: str | None) -> dict[str, Callable[..., Any]]:
    def ocpp_answer(keys: list[str]) -> Markup | str:
        path = database and datasette.databases[database].path
        return _answer(str(path), table, keys[0]) if path and table and keys else ""

    def ocpp_pages(keys: list[str]) -> Markup | str:
        path = database and datasette.databases[database].path
        return _pages(str(path), table, keys[0], datasette.urls.path) if path and table and keys else ""

    return {"ocpp_answer": ocpp_answer, "ocpp_pages": ocpp_pages}


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """The location of a subject is a link to its row."""
    if table == "subjects" and column == "location" and value:
        target, _, key = value.partition("/")
        return Markup('<a href="{}">{}</a>').format(f"{datasette.urls.table(database, target)}/{tilde_encode(key)}", value)
    return None


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """An address at which nothing is gets the page of ours that says so, but for those of Datasette itself."""
    site = site_of(datasette)
    if site is None or getattr(exception, "status", None) != 404 or is_datasettes(datasette, request.scope):
        return None

    async def answer() -> Response:
        ending = "json" if request.path.endswith(".json") else ""
        found = await asyncio.to_thread(answered, site, lost, Asked((("path", request.path),), ending))
        return Response(found.body, status=found.status, content_type=found.form)

    return answer


def _pages(path: str, table: str, key: str, link: Callable[[str], str]) -> Markup:
    """The links from a row to its page; a row that has none stands without."""
    db = _open(path)
    hits = [hit for hit in db.at(f"{table}/{key}") if hit.kind in PLACES or hit.kind == "version"] if db is not None else []
    shown = Markup('<p class="ocpp-page">Its page: <a href="{}">{}</a></p>')
    links = [(address(hit.version, hit.kind, hit.name), hit) for hit in hits]
    return Markup("").join(shown.format(link(own), hit.name) for own, hit in links)


@cache
def _open(path: str) -> Database | None:
    """The database of a page, or None for one that is not ours."""
    try:
        return Database(path)
    except OcppdbError:
        return None


def _answer(path: str, table: str, key: str) -> Markup | str:
    db = _open(path)
    hits = db.at(f"{table}/{key}") if db is not None and table in ANSWERED else []
    if db is None or not hits:
        return ""
    text = Markup('<pre class="ocpp-answer">{}</pre>').format(shown(db, hits[0], full=True))
    if hits[0].kind != "sequence":
        return text
    return Markup('<div class="ocpp-picture">{}</div>').format(drawing.sequence(db.sequence(hits[0].name))) + text


ANSWERED = ("messages", "types", "components", "sequences", "points")
"""Tables whose pages show more than their row."""

from ocppdb.site import beside  # noqa: E402, F401 - the plugins beside this one; last, for Datasette looks at this module while it is imported
