"""The page of what changed between two versions: a chapter for each group of messages, then what several groups share."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from markupsafe import Markup

from ocppdb.records.changes import Change, Changes
from ocppdb.show.changes import FOLDED, title
from ocppdb.site import pages
from ocppdb.site.site import Site

__all__ = ["address", "changes", "earlier"]


class Line(NamedTuple):
    """A line of the page: whether it is new, gone or changed, and what."""

    change: str
    what: Markup


def address(before: str, after: str) -> str:
    """Return the address of the page of two versions: `/2.1/changes/2.0.1`."""
    return f"/{after}/changes/{before}"


def earlier(site: Site, version: str) -> str | None:
    """Return the id of the version before one; None for the first."""
    ids = [each.id for each in site.db.versions]
    return ids[ids.index(version) - 1] if ids.index(version) else None


def changes(site: Site, answer: Changes) -> str:
    """Return the page of what changed between two versions, as a whole or about one thing."""
    about = f": {answer.what}" if answer.what else ""
    heading = f"What changed from OCPP {answer.before} to {answer.after}{about}"
    own = address(answer.before, answer.after)
    others = [each.id for each in site.db.versions if each.id not in (answer.before, answer.after)]
    return pages.page(
        "changes.html",
        site,
        heading,
        f"{heading}: messages, fields, types, values, requirements and lists, computed from both.",
        crumbs=pages.crumbs(site, answer.after, ("Changes", None)),
        twin=own,
        heading=heading,
        answer=answer,
        counts=[(title(kind), counts) for kind, counts in answer.counts().items()],
        groups=list(_groups(site, answer)),
        others=[(each, site.link(address(each, answer.after))) for each in others],
    )


def _groups(site: Site, answer: Changes) -> Iterator[tuple[str, Any]]:
    """Each group with its kinds of things and their lines; last what belongs to no single group."""
    by_group: dict[str | None, list[Change]] = {}
    for each in answer.changes:
        by_group.setdefault(each.group, []).append(each)
    known = {hit.name: None for version in (answer.after, answer.before) for hit in site.known.hits(version, "group")}
    for group in (*known, None):
        if group in by_group:
            kinds: dict[str, list[Change]] = {}
            for each in by_group[group]:
                kinds.setdefault(each.kind, []).append(each)
            told = [(title(kind), list(_lines(site, kind, several))) for kind, several in kinds.items()]
            yield group or "Shared by several groups", told


def _lines(site: Site, kind: str, several: Iterable[Change]) -> Iterator[Line]:
    folded: dict[tuple[str, str], list[Markup]] = {}
    for each in several:
        if kind in FOLDED and (each.change != "changed" or each.aspect == "text"):
            owner, _, rest = each.name.partition(".")
            words = rest.removeprefix("FR.") or owner
            folded.setdefault((owner, each.change), []).append(_named(site, each, words))
        else:
            yield Line(each.change, Markup("{}{}").format(_named(site, each, each.name), f": {each.how}" if each.how else ""))
    for (owner, change), names in folded.items():
        words = "in other words" if change == "changed" else change
        yield Line(change, Markup("{} {}: {}").format(owner, words, Markup(", ").join(names)))


def _named(site: Site, change: Change, words: str) -> Markup:
    version = change.from_version if change.change == "gone" else change.to_version
    return site.named(version, change.kind, change.name, words)
