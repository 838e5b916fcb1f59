"""The search of the site: what was found by kind, the words in it marked, and the page to go to where a name was written."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from ocppdb.errors import NotFound
from ocppdb.query.search import STOP
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import PLACES
from ocppdb.site.site import Site

__all__ = ["MOST", "Found", "exact", "found", "marked", "names_script", "shown", "words_script"]

MOST = 60
"""Hits that a page shows. To make a page of more costs more than to find them, and nobody reads them."""
LONGEST = 300
"""Letters of a question; what is longer is cut."""
STRONG = ("message", "config-key", "component", "type", "requirement", "use-case")
"""Kinds whose name means them before anything else that is called so."""
SUGGESTED = (
    "message",
    "type",
    "config-key",
    "component",
    "variable",
    "error-code",
    "state",
    "use-case",
    "security-event",
    "measurand",
    "group",
    "frame",
)
"""Kinds whose names are proposed while somebody types."""


class Found(NamedTuple):
    """What a search found: the question, the hits by kind, the best kind first, and why there is none."""

    query: str
    version: str | None
    kind: str | None
    hits: list[Hit]
    groups: list[tuple[str, list[Hit]]]
    problem: str


def found(site: Site, query: str, version: str | None = None, kind: str | None = None) -> Found:
    """Return what is found for some words, of a version or kind where given; a version or kind that does not exist is a problem told."""
    query = " ".join(query[:LONGEST].split())
    hits: list[Hit] = []
    problem = ""
    try:
        hits = site.db.search(query, version or None, kind=kind or None, limit=MOST) if query else []
    except NotFound as error:
        problem = str(error)
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(hit.kind, []).append(hit)
    return Found(query, version or None, kind or None, hits, list(groups.items()), problem)


def exact(site: Site, query: str, version: str | None = None, kind: str | None = None) -> Hit | None:
    """Return the one thing that is meant by a name, upper and lower case aside, of a version or kind where given.

    None where words were written, where several kinds of things are called so, and for a version or kind that does not exist.
    """
    try:
        of = site.known.addresses.version(version) if version else None
    except NotFound:
        return None
    hits = [
        hit
        for hit in site.known.addresses.called(query.strip())
        if of in (None, hit.version) and (kind or hit.kind) == hit.kind
    ]
    meant = [hit for hit in hits if hit.kind in STRONG] or hits
    if len({hit.kind for hit in meant}) != 1:
        return None
    assumed = {each.id for each in site.db.versions if each.assumed}
    return next((hit for hit in meant if hit.version in assumed), meant[-1])


def shown(site: Site, found: Found) -> Iterator[tuple[str, int, Markup]]:
    """Yield what a page shows of a search: the heading of each kind, the number of its hits, and their entries, the best first."""
    for kind, hits in found.groups:
        heading = PLACES[kind].several if kind in PLACES else kind.capitalize()
        entries = "\n".join(_entry(site, hit, found.query) for hit in hits)
        yield heading, len(hits), Markup(entries)  # noqa: S704 - every part is escaped


def _entry(site: Site, hit: Hit, query: str) -> str:
    """A hit in a list of HTML: written here at once, for a template takes longer over sixty of them than the search for them."""
    title = site.known.title(hit)
    text = "" if (hit.text or "") in title else str(hit.text).removeprefix(f"{title}. ")
    version = f' <span class="kind">{escape(hit.version)}</span>' if hit.version else ""
    snippet = f' <span class="snippet">{marked(text, query)}</span>' if text else ""
    return f'<li><a href="{escape(site.href(hit))}">{marked(title, query)}</a>{version}{snippet}</li>'


def marked(text: str | None, query: str) -> str:
    """Return a text as HTML in which the words of a question are marked, but for those that say nothing."""
    told, end = text or "", 0
    parts: list[str] = []
    for match in _pattern(query).finditer(told.lower()):
        parts += (told[end : match.start()], BEGIN, told[match.start() : match.end()], END)
        end = match.end()
    return escape("".join((*parts, told[end:]))).replace(BEGIN, "<mark>").replace(END, "</mark>")


BEGIN, END = "\1", "\2"
"""What stands for a mark while a text is escaped: characters that no text has."""


@lru_cache(maxsize=64)
def _pattern(query: str) -> re.Pattern[str]:
    """What is looked for in a text in small letters."""
    asked = [word for word in re.findall(r"\w+", query.lower()) if len(word) > 1]
    words = [word for word in asked if word not in STOP] or asked
    return re.compile("|".join(words[:40]) or "(?!)")


def names_script(site: Site) -> str:
    """Return the names that are proposed while somebody types, as a script: by version and place, as addresses are made of them."""
    names = {
        f"{version.id}/{PLACES[kind].name}": [hit.name for hit in site.known.hits(version.id, kind)]
        for version in site.db.versions
        for kind in SUGGESTED
        if site.known.hits(version.id, kind)
    }
    return f"window.ocppdbNames = {json.dumps(names, ensure_ascii=False, separators=(',', ':'))};\n"


def words_script(site: Site) -> str:
    """Return everything that has a name, as a script in which plain files search.

    For each kind what it is called, whether a name means it first, and its things: version, name, title, text, link.
    """
    kinds = {}
    for kind, place in PLACES.items():
        things = []
        for hit in site.known.hits(None, kind):
            title = site.known.title(hit)
            text = (hit.text or "").removeprefix(title).removeprefix(". ")
            things.append([hit.version or "", hit.name, "" if title == hit.name else title, text, site.href(hit)])
        kinds[kind] = [place.several, kind in STRONG, things]
    assumed = [each.id for each in site.db.versions if each.assumed]
    told = {"kinds": kinds, "assumed": assumed}
    return f"window.ocppdbWords = {json.dumps(told, ensure_ascii=False, separators=(',', ':'))};\n"
