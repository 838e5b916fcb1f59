"""The routes of the pages: a table of patterns and functions. To add a page is a template, a function and a line here."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

from datasette.utils import tilde_encode
from datasette.utils.asgi import Response

from ocppdb.errors import NotFound
from ocppdb.query import Database
from ocppdb.show.answer import answer
from ocppdb.show.svg import STYLE
from ocppdb.show.text import plain
from ocppdb.site import check, markdown, pages
from ocppdb.site.addresses import KINDS, PLACES, address, list_address
from ocppdb.site.known import Known
from ocppdb.site.lists import Listing, listed
from ocppdb.site.searching import Found, exact, found, names_script
from ocppdb.site.site import Site
from ocppdb.site.subjects import dossier

__all__ = ["ROUTES", "Answer", "Asked", "answered", "routes", "site_of"]

VERSION = r"(?P<version>(?:ocpp|v|[-_]|%20)*\d+\.\d[^/]*?)"
"""A version in an address has a point, which no database or table in an address of Datasette can have."""
PLACE = f"(?P<place>{'|'.join(KINDS)})"
KEPT = 400
"""Pages that are kept as they were answered: the database never changes."""


class Asked(NamedTuple):
    """What is asked for: the parts of the address, its ending (json, md, svg or none), and the question after it."""

    parts: tuple[tuple[str, str], ...]
    ending: str
    query: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> str | None:
        """Return a part of the address, as it was written."""
        return dict(self.parts).get(name)

    def again(self, own: str) -> str:
        """Return an address with the ending and the question that were asked for."""
        return own + (f".{self.ending}" if self.ending else "") + (f"?{urlencode(self.query)}" if self.query else "")


class Answer(NamedTuple):
    """What is answered: a text and what kind of text, or the address to go to."""

    body: str
    form: str = "text/html; charset=utf-8"
    status: int = 200
    goto: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def as_json(value: Any) -> Answer:
    """Return plain data as an answer."""
    return Answer(json.dumps(value, ensure_ascii=False, indent=1), "application/json; charset=utf-8")


# --- pages --------------------------------------------------------------------------------------------------------------------


def home(site: Site, asked: Asked) -> Answer:
    """Return the home page."""
    return Answer(pages.home(site))


def home_twin(site: Site, asked: Asked) -> Answer:
    """Return the versions with the numbers of their things, or go to the home page."""
    if not asked.ending:
        return Answer("", goto=site.link("/"))
    counts = site.known.counts()
    versions = [
        plain(each) | {"counts": {kind: number for (of, kind), number in counts.items() if of == each.id}}
        for each in site.db.versions
    ]
    return as_json({"versions": versions})


def names(site: Site, asked: Asked) -> Answer:
    """Return the script of the names that are proposed while somebody types."""
    return Answer(names_script(site), "text/javascript; charset=utf-8")


def search(site: Site, asked: Asked) -> Answer:
    """Return the page of a search, or go to the page of the thing whose name was written."""
    given = dict(asked.query)
    if not asked.ending and not given.get("all"):
        hit = exact(site, given.get("q", ""), given.get("version"), given.get("kind"))
        if hit is not None:
            return Answer("", goto=site.href(hit))
    result = found(site, given.get("q", ""), given.get("version"), given.get("kind"))
    return as_json(_found(result)) if asked.ending else Answer(pages.search(site, result))


def _found(result: Found) -> dict[str, Any]:
    hits = [plain(hit) | {"address": address(hit.version, hit.kind, hit.name)} for hit in result.hits]
    return {"query": result.query, "version": result.version, "kind": result.kind, "problem": result.problem, "hits": hits}


def version(site: Site, asked: Asked) -> Answer:
    """Return the page of a version."""
    id = site.known.addresses.version(str(asked.part("version")))
    if id != asked.part("version"):
        return Answer("", goto=site.link(asked.again(f"/{id}")))
    return as_json(plain(site.db.version(id))) if asked.ending else Answer(pages.version(site, id))


def listing(site: Site, asked: Asked) -> Answer:
    """Return the page of a list, of a version or of all."""
    word, place = asked.part("version"), str(asked.part("place"))
    id = site.known.addresses.version(word) if word else None
    kind = site.known.addresses.kind(place)
    if (id, PLACES[kind].name) != (word, place):
        return Answer("", goto=site.link(asked.again(list_address(id, kind))))
    result = listed(site, id, kind, dict(asked.query))
    return as_json(_listed(site, result)) if asked.ending else Answer(pages.listing(site, result))


def _listed(site: Site, result: Listing) -> dict[str, Any]:
    entries = [
        {"version": entry.hit.version, "kind": result.kind, "name": entry.hit.name}
        | {"address": address(entry.hit.version, result.kind, entry.hit.name)}
        | {"record": site.known.row(entry.hit)}
        for entry in result.entries
    ]
    return {"version": result.version, "kind": result.kind, "where": result.where, "entries": entries}


def subject(site: Site, asked: Asked) -> Answer:
    """Return the page of a thing, in one of its forms; another way to write its address goes to it."""
    version, place, part = asked.part("version"), str(asked.part("place")), str(asked.part("name"))
    hit = site.known.addresses.at(version, place, part)
    if asked.ending == "svg" and hit.kind != "sequence":
        raise NotFound(f"there is no picture of {hit.name}: sequences have one", ())
    own = address(hit.version, hit.kind, hit.name)
    if own.split("/")[1:] != [each for each in (version, place, part) if each]:
        return Answer("", goto=site.link(asked.again(own)))
    return FORMS[asked.ending](site, hit)


def _as_data(site: Site, hit: Any) -> Answer:
    own = address(hit.version, hit.kind, hit.name)
    about = {"version": hit.version, "kind": hit.kind, "name": hit.name, "address": own}
    return as_json(about | {"answer": answer(site.db, hit)[0], "dossier": plain(dossier(site, hit))})


def _as_picture(site: Site, hit: Any) -> Answer:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return Answer(site.db.sequence(hit.name).svg(), "image/svg+xml", headers=(("content-security-policy", policy),))


FORMS: Mapping[str, Callable[[Site, Any], Answer]] = {
    "": lambda site, hit: Answer(pages.subject(site, hit)),
    "json": _as_data,
    "md": lambda site, hit: Answer(markdown.subject(site, hit), "text/markdown; charset=utf-8"),
    "svg": _as_picture,
}
"""The forms in which the page of a thing can be had, by the ending of the address."""

ENDING = r"(?:\.(?P<ending>json))?"
ENDINGS = r"(?:\.(?P<ending>json|md|svg))?"
ROUTES: tuple[tuple[str, Callable[[Site, Asked], Answer]], ...] = (
    (r"/", home),
    (rf"/home{ENDING}", home_twin),
    (r"/names\.js", names),
    (rf"/search{ENDING}", search),
    (rf"/{VERSION}{ENDING}", version),
    (rf"/{VERSION}/(?P<place>[^/]+?){ENDING}", listing),
    (rf"/{PLACE}{ENDING}", listing),
    (rf"/{VERSION}/(?P<place>[^/]+)/(?P<name>[^/]+?){ENDINGS}", subject),
    (rf"/(?P<place>sources)/(?P<name>[^/]+?){ENDINGS}", subject),
)
"""Every page: the pattern of its address, and the function that answers."""


# --- answering ----------------------------------------------------------------------------------------------------------------


def answered(site: Site, respond: Callable[[Site, Asked], Answer], asked: Asked) -> Answer:
    """Return the answer of a page, or the page that says that nothing is there."""
    try:
        return respond(site, asked)
    except NotFound as error:
        if asked.ending == "json":
            return as_json({"error": str(error), "nearest": list(error.nearest)})._replace(status=404)
        return Answer(pages.missing(site, error, unquote(asked.part("name") or "")), status=404)


def site_of(datasette: Any) -> Site | None:
    """Return the site of the first database of ocppdb that a Datasette has; None where it has none."""
    for name, database in datasette.databases.items():
        known = _known(str(database.path)) if database.path else None
        if known is not None:
            return Site(
                known,
                link=datasette.urls.path,
                row=partial(_row, datasette, name),
                tables=datasette.urls.database(name),
            )
    return None


@lru_cache(maxsize=8)
def _known(path: str) -> Known | None:
    from ocppdb.errors import OcppdbError

    try:
        return Known(Database(path))
    except OcppdbError:
        return None


def _row(datasette: Any, database: str, location: str) -> str:
    table, _, key = location.partition("/")
    return f"{datasette.urls.table(database, table)}/{tilde_encode(key)}"


def routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Return the routes for Datasette; none where it has no database of ocppdb."""
    site = site_of(datasette)
    if site is None:
        return []
    kept = lru_cache(maxsize=KEPT)(lambda number, asked: answered(site, ROUTES[number][1], asked))
    shown = [(f"(?i:{pattern})$", _view(site, kept, number)) for number, (pattern, _) in enumerate(ROUTES)]
    return [*check.views(site), *shown]


def _view(site: Site, kept: Callable[[int, Asked], Answer], number: int) -> Callable[..., Any]:
    async def view(request: Any) -> Response:
        parts = {name: value for name, value in request.url_vars.items() if value is not None}
        ending = parts.pop("ending", "").lower()
        asked = Asked(
            tuple(parts.items()), ending, tuple((name, request.args[name]) for name in request.args if request.args[name])
        )
        # Whoever asks something else each time must not push out what others ask again and again.
        found = await asyncio.to_thread(*((answered, site, ROUTES[number][1], asked) if asked.query else (kept, number, asked)))
        if found.goto:
            return Response.redirect(found.goto)
        return Response(found.body, status=found.status, headers=dict(found.headers), content_type=found.form)

    return view
