"""All that is known about a name or some words, gathered from every table: one call that answers."""

from collections.abc import Iterable, Iterator

from ocppdb.query import mappings, names, search
from ocppdb.query.chapters import CHAPTERS, TITLES, item_of
from ocppdb.query.reader import Reader
from ocppdb.records.dossiers import Chapter, Dossier, Item
from ocppdb.records.subjects import Hit

__all__ = ["about"]

LIMIT = 8
"""Items of a chapter, unless asked for more."""
WORDS = 12
"""Hits of a search that open a dossier about words."""
LED_BY = 4
"""Of these, so many lead on to what is about them."""
UNCALLED = (
    "rule",
    "concept",
    "escalation",
    "settled",
    "sequence",
    "test-case",
    "requirement",
    "erratum",
    "certification-feature",
    "source",
)
"""Kinds that are records about things rather than things that records are about."""


def about(reader: Reader, what: str, version: str | None = None, limit: int = LIMIT, kind: str | None = None) -> Dossier:
    """Return the Dossier about a name, or about what some words mean; see `Database.about`."""
    limit = _limit(limit)
    asked = names.version_id(reader, None if version == "all" else version)
    hits = search.named(reader, what, asked) if kind is None else names.find_or_nearest(reader, what, asked, kind)
    called = bool(hits)
    if not hits and asked and (became := _has_become(reader, what, asked, version, limit)):
        return became
    if not hits:
        hits = search.search(reader, what, asked, limit=WORDS)
    if not hits:
        raise names.nothing_called(reader, what, asked)
    kept = _versions(reader, hits, asked, version == "all")
    beside = tuple(_beside(reader, hits, kept, what))
    hits = [hit for hit in hits if hit.version in kept or hit.version is None]
    leading = hits if called else _things(hits)[:LED_BY]
    found = () if called else (_found(reader, hits),)
    chapters = tuple(_chapters(reader, leading, kept, limit, what, version))
    return Dossier(what, tuple(kept), version is None, called, tuple(hits), _in_place(reader, kept, found + chapters, beside))


def _has_become(reader: Reader, what: str, asked: str, version: str | None, limit: int) -> Dossier | None:
    """The Dossier about what a thing of another version has become in the one asked for; None where nothing is known of that."""
    elsewhere, found = names.elsewhere(reader, what, asked)
    if not found:
        return None
    ends = dict.fromkeys(end for each in found if (end := mappings.end_in(each, asked)))
    hits = [hit for kind, name in ends for hit in names.find(reader, name, asked, kind) if hit.name == name]
    told = list(dict.fromkeys(mappings.items(reader, elsewhere)))
    first = Chapter(f"What has become of {what}", tuple(told[:limit]), len(told), f"ocppdb compare {what}")
    return Dossier(what, (asked,), False, False, tuple(hits), (first, *_chapters(reader, hits, [asked], limit, what, version)))


def _chapters(
    reader: Reader, leading: list[Hit], kept: list[str], limit: int, what: str, version: str | None
) -> Iterator[Chapter]:
    for make in CHAPTERS:
        of_versions = [make(reader, each, [hit for hit in leading if hit.version in (each, None)]) for each in kept]
        items = list(dict.fromkeys(_in_turn(of_versions, limit)))
        if items:
            yield Chapter(TITLES[make], tuple(items[:limit]), len(items), _more(what, version, len(items)))


def _beside(reader: Reader, hits: list[Hit], kept: list[str], what: str) -> Iterator[Chapter]:
    """The chapter that tells how far the versions go, and which others have the thing as well."""
    items = []
    for each in names.versions(reader).values():
        if each.id in kept and (said := each.how_far()):
            items.append(Item(each.id, "version", each.title, said, None, None, None, None))
        elif each.id not in kept and any(hit.version == each.id for hit in hits):
            ask = f"It has this as well: ocppdb about {what!r} --version {each.id}. {each.how_far() or ''}".strip()
            items.append(Item(each.id, "version", each.title, ask, None, None, None, None))
    if items:
        partly = any(each.how_far() for each in names.versions(reader).values() if each.id in [item.version for item in items])
        title = "Recorded so far" if partly else "In later versions"
        yield Chapter(title, tuple(items), len(items), f"ocppdb about {what!r}")


def _in_place(
    reader: Reader, kept: list[str], chapters: tuple[Chapter, ...], beside: tuple[Chapter, ...]
) -> tuple[Chapter, ...]:
    """How far it goes is told before what is missing could be missed, and else at the end."""
    whole = all(names.versions(reader)[each].whole for each in kept)
    return chapters + beside if whole else beside + chapters


def _limit(limit: int) -> int:
    from ocppdb.errors import NotFound

    if not isinstance(limit, int) or not 0 < limit <= search.MOST_HITS:
        raise NotFound(f"the limit of a dossier is {limit!r}, expected a number from 1 to {search.MOST_HITS}", ())
    return limit


def _versions(reader: Reader, hits: Iterable[Hit], asked: str | None, everything: bool) -> list[str]:
    """The versions that a dossier speaks of: the one asked for; without one those in which something was found.

    One that is not recorded as a whole, or is later than the one assumed, is left to be asked for, unless no other has the thing.
    """
    if asked is not None:
        return [asked]
    having = {hit.version for hit in hits}
    found = [each for each in reversed(names.versions(reader).values()) if each.id in having]
    told = [] if everything else [each.id for each in found if each in names.telling(reader)]
    return told or [each.id for each in found] or [each.id for each in names.versions(reader).values() if each.assumed]


def _in_turn(of_versions: list[list[Item]], limit: int) -> Iterator[Item]:
    """The items of each version up to its share of the limit, then the rest: no version pushes the other out of sight."""
    share = max(1, limit // max(1, sum(map(bool, of_versions))))
    for items in of_versions:
        yield from items[:share]
    for items in of_versions:
        yield from items[share:]


def _things(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.kind not in UNCALLED] or hits


def _more(what: str, version: str | None, total: int) -> str:
    of = f" --version {version}" if version else ""
    return f"ocppdb about {what!r}{of} --limit {total}"


def _found(reader: Reader, hits: list[Hit]) -> Chapter:
    items = tuple(item_of(reader, hit) for hit in hits)
    return Chapter("What these words mean", items, len(items), f"ocppdb search --limit 100 {hits[0].name!r}")
