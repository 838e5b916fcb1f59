"""The pages: functions from a Site to HTML, for a server and for plain files alike. Whatever is text stays text: everything is escaped."""

import json
import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ocppdb.errors import NotFound
from ocppdb.records.comparisons import Comparison
from ocppdb.records.subjects import Hit
from ocppdb.show.diagram import values
from ocppdb.show.points import WHOM_TO_ASK
from ocppdb.site import drawing
from ocppdb.site.addresses import PLACES, address, anchor, list_address
from ocppdb.site.charging import MAKING, QUESTION, Played, in_lines
from ocppdb.site.comparing import beside, compare_address, counterpart
from ocppdb.site.facts import facts
from ocppdb.site.known import TITLED
from ocppdb.site.lists import Listing
from ocppdb.site.searching import MOST, Found, shown
from ocppdb.site.site import STATIC, Site
from ocppdb.site.subjects import belonging, dossier, open_points, parts, record_of, rule_groups, settled_points

__all__ = ["charging", "check", "comparison", "crumbs", "home", "listing", "missing", "page", "search", "subject", "version"]

Crumbs = list[tuple[str, str | None]]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / "ocppdb"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "address": address,
        "beside": beside,
        "anchor": anchor,
        "list_address": list_address,
        "places": PLACES,
        "whom": WHOM_TO_ASK,
        "rule_groups": rule_groups,
        "record_of": record_of,
        "facts_of": facts,
        "open_points": open_points,
        "settled_points": settled_points,
        "drawn": drawing.sequence,
        "drawn_state": drawing.state,
        "values_of": values,
        "indented": _indented,
    }
    return environment


def page(template: str, site: Site, title: str, description: str, **more: Any) -> str:
    """Return the HTML of a template; `more` are the values that it needs."""

    def asset(name: str) -> str:
        return site.link(STATIC + name)

    given = {"crumbs": [], "twin": "", "here": "", "query": ""} | more
    return _tidy(
        _environment().get_template(template).render(site=site, title=title, description=description, asset=asset, **given)
    )


def _tidy(text: str) -> str:
    """A page without the indentation and empty lines of templates; what is preformatted, or in a field to write in, stays as it is."""
    parts = re.split(r"(<(?:pre|textarea)\b.*?</(?:pre|textarea)>)", text, flags=re.DOTALL)
    for place in range(0, len(parts), 2):
        parts[place] = "\n".join(line.strip() for line in parts[place].split("\n") if line.strip())
    return "\n".join(part for part in parts if part)


def _indented(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def _version_title(site: Site, version: str | None) -> str:
    return site.db.version(version).title if version else ""


def crumbs(site: Site, version: str | None, *rest: tuple[str, str | None]) -> Crumbs:
    """Return the way from the home page to a page: words and links."""
    way: Crumbs = [("Home", site.link("/"))]
    way += [(_version_title(site, version), site.link(f"/{version}"))] if version else []
    return [*way, *rest]


def charging(site: Site, told: Played, computed: tuple[str, ...], purposes: tuple[str, ...]) -> str:
    """Return the page to play with charging profiles."""
    given = dict.fromkeys((*QUESTION, *MAKING), "") | dict(told.given)
    return page(
        "charging.html",
        site,
        told.example.title if told.example else "Smart charging, computed",
        "The composite schedule of charging profiles, with the profile that decides and the rules.",
        crumbs=crumbs(site, None, ("Smart charging", None)),
        twin="/smart-charging",
        told=told._replace(given=given, text=in_lines(told.text)),
        computed=computed,
        purposes=purposes,
    )


# --- the page of one thing --------------------------------------------------------------------------------------------------


def subject(site: Site, hit: Hit) -> str:
    """Return the page of a thing, in one shape for all kinds; what its kind needs is in the template of that name."""
    if hit.kind == "version":
        return version(site, str(hit.version))
    own = address(hit.version, hit.kind, hit.name)
    place = PLACES[hit.kind]
    told = dossier(site, hit)
    heading = site.known.title(hit)
    title = f"{heading} ({place.one}{f', OCPP {hit.version}' if hit.version else ''})"
    more = belonging(site, hit)
    return page(
        "subject.html",
        site,
        title,
        _cut(hit.text or title),
        crumbs=crumbs(site, hit.version, (place.several, site.link(list_address(hit.version, hit.kind))), (heading, None)),
        twin=own,
        here=hit.name,
        hit=hit,
        place=place,
        heading=heading,
        version_title=_version_title(site, hit.version),
        versions=_switch(site, hit),
        facts=list(facts(site, hit)),
        row=site.known.row(hit),
        parts=parts(told),
        below=_below(hit, more),
        owner=_owner(site, hit),
        related=lambda id: _point(site, id),
        **more,
    )


def _switch(site: Site, hit: Hit) -> list[tuple[str, str | None, bool]]:
    """Each version, the link to the thing of the same name in it or to what it is there, and whether this is it; none without a version."""
    if hit.version is None or hit.kind in TITLED:
        return []
    return [(*_in_version(site, hit, each.id), each.id == hit.version) for each in site.db.versions]


def _in_version(site: Site, hit: Hit, id: str) -> tuple[str, str | None]:
    """What the switch shows of a version: its id, with the name of the thing where that is another, and the link."""
    same = site.known.addresses.named(id, hit.kind, hit.name)
    other = same or counterpart(site, hit, id)
    return (id if same or not other else f"{id}: {other.name}", site.href(other) if other else None)


def _below(hit: Hit, more: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """The headings within what the thing is: where they are, what they say, and how many things are there."""
    if hit.kind == "message":
        return [(each.kind, each.kind.capitalize(), len(each.fields)) for each in more["message"].payloads]
    if hit.kind == "type":
        return (
            [("values", "Values", len(more["enum"].meanings))]
            if "enum" in more
            else [("fields", "Fields", len(more["data_type"].fields))] * bool(more["data_type"].fields)
        )
    if hit.kind == "component":
        return [("variables", "Variables", len(more["component"].variables))]
    if hit.kind == "sequence":
        return [("steps", "Steps", sum(not step.fragment for step in more["sequence"].steps))]
    if hit.kind == "escalation":
        return [("question", "The question to ask", ""), ("options", "Options", len(more["point"].options))]
    if hit.kind == "state" and (more["before"] or more["after"]):
        return [("changes", "What may come before and after", len(more["before"]) + len(more["after"]))]
    if hit.kind == "group":
        named = (
            ("messages", "messages", "Messages"),
            ("keys", "keys", "Keys"),
            ("open_here", "open-points", "Open points"),
            ("sequences", "sequences-of-the-group", "Sequences"),
        )
        return [(anchor, words, len(more[key])) for key, anchor, words in named if more[key]]
    return []


def _owner(site: Site, hit: Hit) -> str:
    """The link to the page on which a field stands in its place: that of its message or type."""
    owner, _, _ = (
        hit.name.rpartition(".") if ".request." not in hit.name and ".response." not in hit.name else hit.name.partition(".")
    )
    for kind in ("message", "type"):
        found = site.known.addresses.named(hit.version, kind, owner)
        if found is not None:
            return site.href(found)
    return ""


def _point(site: Site, id: str) -> Markup:
    row = site.known.rows("points")[id]
    return site.named(row["version"], "escalation" if row["status"] == "open" else "settled", id, row["title"])


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 160 else plain[:157].rsplit(" ", 1)[0] + " ..."


# --- pages of many things ---------------------------------------------------------------------------------------------------


WAYS = (
    "message",
    "type",
    "config-key",
    "component",
    "state",
    "sequence",
    "escalation",
    "settled",
    "rule",
    "requirement",
    "use-case",
    "erratum",
)
"""The lists that the home page leads to first."""


OFTEN = (
    ("state", "Pending", "What may be sent while Pending"),
    ("message", "SetChargingProfile", "The fields of SetChargingProfile"),
    ("message", "RemoteStartTransaction", "How a remote start flows"),
    ("message", "RequestStartTransaction", "How a remote start flows"),
    ("escalation", "ocpp16-keys-that-need-a-reboot", "Which keys need a reboot"),
    ("escalation", "ocpp16-offline-queue-full", "What is open about offline queues"),
    ("escalation", "ocpp201-offline-queue-full", "What is open about offline queues"),
)
"""Kind, name and question of what is asked often; a version that has no such thing does not show it."""


def home(site: Site) -> str:
    """Return the home page: a search, the versions side by side, and the ways in."""
    return page(
        "home.html",
        site,
        "OCPP, looked up",
        "Every message, field, type, configuration key, rule, sequence and open point of the Open Charge Point Protocol, version by version, with its source.",
        twin="/home",
        versions=[_overview(site, each.id) for each in site.db.versions],
        often=OFTEN,
    )


def version(site: Site, id: str) -> str:
    """Return the page of a version of OCPP: what it is, its groups, and all its lists."""
    found = _overview(site, id)
    return page(
        "version.html",
        site,
        found["version"].title,
        _cut(found["version"].summary),
        crumbs=crumbs(site, None, (found["version"].title, None)),
        twin=f"/{id}",
        overview=found,
        versions=[(each.id, site.link(f"/{each.id}"), each.id == id) for each in site.db.versions],
    )


def _overview(site: Site, id: str) -> dict[str, Any]:
    counts = {kind: site.known.counts().get((id, kind), 0) for kind in PLACES}
    messages = [site.known.row(hit)["group_name"] for hit in site.known.hits(id, "message")]
    return {
        "version": site.db.version(id),
        "groups": [(hit, messages.count(hit.name)) for hit in site.known.hits(id, "group")],
        "ways": [(kind, counts[kind]) for kind in WAYS if counts[kind]],
        "others": [(kind, counts[kind]) for kind in PLACES if counts[kind] and kind not in (*WAYS, "group")],
    }


def listing(site: Site, of: Listing) -> str:
    """Return the page of a list: everything of a kind, under the headings of its groups, and what it can be narrowed down by."""
    place = PLACES[of.kind]
    title = f"{place.several}{f' of OCPP {of.version}' if of.version else ''}"
    own = list_address(of.version, of.kind)
    return page(
        "list.html",
        site,
        title,
        f"{title}: all {len(of.entries)}, each with its source.",
        crumbs=crumbs(site, of.version, (place.several, None)),
        twin=own,
        own=site.link(own),
        place=place,
        heading=title,
        of=of,
        groups=[(name, list(entries)) for name, entries in groupby(of.entries, key=lambda entry: entry.group)],
        versions=[
            (id, site.link(list_address(id, of.kind)) if site.known.counts().get((id, of.kind)) else None, id == of.version)
            for id in [each.id for each in site.db.versions]
            if of.kind != "source"
        ],
    )


def search(site: Site, found: Found) -> str:
    """Return the page of a search: what was found, by kind, the best first."""
    title = f"{found.query[:80]}: search" if found.query else "Search"
    return page(
        "search.html",
        site,
        title,
        "Search in everything that has a name in OCPP.",
        crumbs=crumbs(site, None, ("Search", None)),
        found=found,
        shown=list(shown(site, found)),
        most=MOST,
        query=found.query,
    )


def comparison(site: Site, hit: Hit, found: Comparison) -> str:
    """Return the page of a thing beside its counterparts in another version."""
    place = PLACES[hit.kind]
    title = f"{hit.name} in OCPP {found.from_version} and {found.to_version}"
    way = (
        (place.several, site.link(list_address(hit.version, hit.kind))),
        (site.known.title(hit), site.href(hit)),
        ("Between versions", None),
    )
    return page(
        "compare.html",
        site,
        title,
        f"What becomes of {place.one.lower()} {hit.name} between two versions of OCPP: counterparts, limits, rules and sequences.",
        crumbs=crumbs(site, hit.version, *way),
        twin=compare_address(hit),
        here=hit.name,
        hit=hit,
        found=found,
    )


def missing(site: Site, error: NotFound, asked: str) -> str:
    """Return the page that says that nothing is at an address: why, what is nearest, and the way home."""
    near = [hit for name in error.nearest[:8] for hit in site.db.find(str(name))[:2]]
    return page(
        "missing.html",
        site,
        "Nothing is there",
        "Nothing is at this address.",
        crumbs=crumbs(site, None, ("Nothing is there", None)),
        said=str(error),
        near=list(dict.fromkeys(near)),
        asked=asked[:200],
    )


def check(site: Site, judged: Any) -> str:
    """Return the page that judges frames, with what is said of those that were pasted."""
    description = (
        "Paste a frame of OCPP, a payload or a log, and see what is wrong, where it is written, and what a peer would answer."
    )
    way = crumbs(site, None, ("Check a frame", None))
    return page("check.html", site, "Check a frame", description, crumbs=way, judged=judged)
