"""The routes of the pages: a table of patterns and functions. To add a page is a template, a function and a line here."""

import asyncio
import base64
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from itertools import permutations
from typing import Any, NamedTuple
from urllib.parse import unquote, urlencode

from datasette.utils import tilde_encode
from datasette.utils.asgi import Response

from ocppdb.errors import NotFound
from ocppdb.query import Database
from ocppdb.show.answer import data
from ocppdb.show.svg import STYLE
from ocppdb.show.text import plain
from ocppdb.site import changes as changed
from ocppdb.site import check, markdown, pages
from ocppdb.site.addresses import KINDS, PLACES, address, list_address
from ocppdb.site.charging import as_data, played, purposes
from ocppdb.site.comparing import compare_address, comparison, mapped
from ocppdb.site.known import Known
from ocppdb.site.layout import has_file
from ocppdb.site.lists import Listing, listed
from ocppdb.site.searching import Found, exact, found, names_script, words_script
from ocppdb.site.site import Site
from ocppdb.site.subjects import dossier

__all__ = ["ROUTES", "Answer", "Asked", "Route", "answered", "lost", "routes", "site_of"]

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


def words(site: Site, asked: Asked) -> Answer:
    """Return the script of everything that has a name, in which plain files search."""
    return Answer(words_script(site), "text/javascript; charset=utf-8")


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


def charging(site: Site, asked: Asked) -> Answer:
    """Return the page to play with charging profiles."""
    told = played(site, dict(asked.query))
    if asked.ending:
        return as_json(as_data(told))
    computed = tuple(each.id for each in site.db.versions if site.db.schedule_examples(each.id))
    return Answer(pages.charging(site, told, computed, purposes(site, told.version)))


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


def changes(site: Site, asked: Asked) -> Answer:
    """Return the page of what changed between two versions, or go to it: without another version it is the one before."""
    after = site.known.addresses.version(str(asked.part("version")))
    word = asked.part("before")
    before = site.known.addresses.version(word) if word else changed.earlier(site, after)
    if before is None:
        raise NotFound(f"there is no version before OCPP {after}", ())
    if (after, before) != (asked.part("version"), word):
        return Answer("", goto=site.link(asked.again(changed.address(before, after))))
    found = site.db.changes(before, after, dict(asked.query).get("about"))
    if asked.ending == "md":
        return Answer(found.markdown(), "text/markdown; charset=utf-8")
    return as_json(plain(found)) if asked.ending else Answer(changed.changes(site, found))


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
    return as_json(about | {"answer": data(site.db, hit), "dossier": plain(dossier(site, hit))})


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


def compare(site: Site, asked: Asked) -> Answer:
    """Return the page of a thing beside its counterparts in another version; another way to write its address goes to it."""
    version, place, part = asked.part("version"), str(asked.part("place")), str(asked.part("name"))
    hit = site.known.addresses.at(version, place, part)
    own = compare_address(hit)
    if own.split("/")[2:] != [each for each in (version, place, part) if each]:
        return Answer("", goto=site.link(asked.again(own)))
    found = comparison(site, hit)
    return as_json(plain(found)) if asked.ending else Answer(pages.comparison(site, hit, found))


# --- the addresses that plain files have: each with its ending, none for HTML -----------------------------------------------------

Plain = Iterable[tuple[str, str]]


def every_version(site: Site) -> Plain:
    """Yield the addresses of the pages of the versions."""
    for each in site.db.versions:
        yield from ((f"/{each.id}", ending) for ending in ("", "json"))


def every_list(site: Site) -> Plain:
    """Yield the addresses of the lists of each version."""
    for version, kind in site.known.counts():
        if version and kind in PLACES:
            yield from ((list_address(version, kind), ending) for ending in ("", "json"))


def every_list_of_all(site: Site) -> Plain:
    """Yield the addresses of the lists of all versions that pages lead to: one of everything would say all twice."""
    for kind in ("escalation", "settled", "source"):
        yield from ((list_address(None, kind), ending) for ending in ("", "json"))


def every_subject(site: Site, of_versions: bool = True) -> Plain:
    """Yield the addresses of the things that have files of their own, of the versions or of none."""
    for kind in filter(has_file, PLACES):
        for hit in site.known.hits(None, kind):
            if bool(hit.version) == of_versions:
                endings = ("", "json", "md", "svg") if kind == "sequence" else ("", "json", "md")
                yield from ((address(hit.version, kind, hit.name), ending) for ending in endings)


def every_comparison(site: Site) -> Plain:
    """Yield the addresses of the comparisons that plain files have."""
    for hit in mapped(site):
        yield from ((compare_address(hit), ending) for ending in ("", "json"))


def every_change(site: Site) -> Plain:
    """Yield the addresses of what changed from any version to any other."""
    ids = [each.id for each in site.db.versions]
    for before, after in permutations(ids, 2):
        yield from ((changed.address(before, after), ending) for ending in ("", "json", "md"))


class Route(NamedTuple):
    """A page: the pattern of its address, the function that answers, and the addresses that it has among plain files."""

    pattern: str
    respond: Callable[[Site, Asked], Answer]
    plain: Callable[[Site], Plain]


ENDING = r"(?:\.(?P<ending>json))?"
ENDINGS = r"(?:\.(?P<ending>json|md|svg))?"
ROUTES: tuple[Route, ...] = (
    Route(r"/", home, lambda site: [("/", "")]),
    Route(rf"/home{ENDING}", home_twin, lambda site: [("/home", "json")]),
    Route(r"/names\.js", names, lambda site: [("/names", "js")]),
    Route(r"/words\.js", words, lambda site: [("/words", "js")]),
    Route(rf"/search{ENDING}", search, lambda site: [("/search", "")]),
    Route(rf"/smart-charging{ENDING}", charging, lambda site: []),
    Route(rf"/compare/{VERSION}/(?P<place>[^/]+)/(?P<name>[^/]+?){ENDING}", compare, every_comparison),
    Route(rf"/{VERSION}{ENDING}", version, every_version),
    Route(rf"/{VERSION}/changes(?:/{VERSION.replace('version', 'before')})?(?:\.(?P<ending>json|md))?", changes, every_change),
    Route(rf"/{VERSION}/(?P<place>[^/]+?){ENDING}", listing, every_list),
    Route(rf"/{PLACE}{ENDING}", listing, every_list_of_all),
    Route(rf"/{VERSION}/(?P<place>[^/]+)/(?P<name>[^/]+?){ENDINGS}", subject, every_subject),
    Route(rf"/(?P<place>sources)/(?P<name>[^/]+?){ENDINGS}", subject, partial(every_subject, of_versions=False)),
)
"""Every page."""


# --- answering ----------------------------------------------------------------------------------------------------------------


def answered(site: Site, respond: Callable[[Site, Asked], Answer], asked: Asked) -> Answer:
    """Return the answer of a page, or the page that says that nothing is there."""
    try:
        return respond(site, asked)
    except NotFound as error:
        if asked.ending == "json":
            return as_json({"error": str(error), "nearest": list(error.nearest)})._replace(status=404)
        return Answer(pages.missing(site, error, unquote(asked.part("name") or "")), status=404)


def lost(site: Site, asked: Asked) -> Answer:
    """Raise NotFound for an address at which nothing is, with the nearest words with which addresses begin."""
    path = str(asked.part("path"))
    first = unquote(path.strip("/").partition("/")[0], errors="replace").removesuffix(".json")
    begin = [*(each.id for each in site.db.versions), *KINDS, "search"]
    raise NotFound.of(
        f"nothing is at {unquote(path, errors='replace')[:80]}", first, begin, "addresses begin with a version, such as /1.6"
    )


def site_of(datasette: Any) -> Site | None:
    """Return the site of the first database of ocppdb that a Datasette has; None where it has none."""
    for name, database in datasette.databases.items():
        known = _known(str(database.path)) if database.path else None
        if known is not None:
            return Site(
                known,
                link=partial(_below, str(datasette.urls.path("/"))),
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


def _below(home: str, path: str) -> str:
    """An address below that of the site, as plain text: Datasette's own are slow to escape."""
    return home + path.removeprefix("/")


def _row(datasette: Any, database: str, location: str) -> str:
    table, _, key = location.partition("/")
    return f"{datasette.urls.table(database, table)}/{tilde_encode(key)}"


def routes(datasette: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Return the routes for Datasette; none where it has no database of ocppdb."""
    site = site_of(datasette)
    if site is None:
        return []
    kept = Kept()
    return [*check.views(site), *((f"(?i:{route.pattern})$", _view(site, kept, route)) for route in ROUTES)]


class Kept:
    """The answers of the pages that were asked for last. Of one thread: that in which the requests come in."""

    def __init__(self) -> None:
        self._answers: OrderedDict[tuple[str, Asked], tuple[Answer, bytes]] = OrderedDict()

    def get(self, key: tuple[str, Asked]) -> tuple[Answer, bytes] | None:
        """Return an answer and its body as it is sent, or None."""
        if key in self._answers:
            self._answers.move_to_end(key)
        return self._answers.get(key)

    def keep(self, key: tuple[str, Asked], answer: Answer) -> tuple[Answer, bytes]:
        """Keep an answer, and return it as `get` does; the one that was not asked for the longest goes."""
        self._answers[key] = answer, answer.body.encode()
        if len(self._answers) > KEPT:
            self._answers.popitem(last=False)
        return self._answers[key]


def _view(site: Site, kept: Kept, route: Route) -> Callable[..., Any]:
    async def view(request: Any) -> Response:
        parts = {name: value for name, value in request.url_vars.items() if value is not None}
        ending = parts.pop("ending", "").lower()
        given = tuple((name, request.args[name]) for name in request.args if request.args[name])
        asked = Asked(tuple(parts.items()), ending, given)
        # What is kept is answered at once, though all threads may be busy. Whoever asks something else each time must not push it out.
        found = None if given else kept.get((route.pattern, asked))
        if found is None:
            answer = await asyncio.to_thread(answered, site, route.respond, asked)
            found = (answer, answer.body.encode()) if given else kept.keep((route.pattern, asked), answer)
        answer, body = found
        if answer.goto:
            return Response.redirect(answer.goto)
        return Response(body, status=answer.status, headers=dict(answer.headers), content_type=answer.form)

    return view
