"""What the page of one thing is made of: the dossier about it, the answer of the API, and what belongs to its kind."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ocppdb.records.all import NOUNS
from ocppdb.records.dossiers import Chapter, Dossier, Item
from ocppdb.records.lists import Rule
from ocppdb.records.points import Escalation, Settled
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import PLACES
from ocppdb.site.charging import worked
from ocppdb.site.site import Site

__all__ = ["Part", "RuleGroup", "belonging", "dossier", "open_points", "parts", "record_of", "rule_groups", "settled_points"]

TOLD_BY_ANSWER = "What it is"
"""The chapter that the answer of the API tells in full."""
ORDER = ("required", "forbidden", "recommended", "discouraged", "permitted", "only-if-triggered", None)


class Part(NamedTuple):
    """A part of a page below what the thing is: a chapter of the dossier."""

    anchor: str
    title: str
    total: int
    chapter: Chapter


class RuleGroup(NamedTuple):
    """Rules that bind the same one to the same."""

    who: str | None
    allowed: str | None
    rules: list[Rule]


def dossier(site: Site, hit: Hit) -> Dossier:
    """Return the whole dossier about a thing."""
    return site.known.dossier(hit)


def parts(told: Dossier) -> list[Part]:
    """Return the chapters of a dossier as parts of a page, but for the one that the answer tells."""
    return [
        Part(chapter.title.split()[0].strip(":,").lower(), chapter.title, chapter.total, chapter)
        for chapter in told.chapters
        if chapter.title != TOLD_BY_ANSWER
    ]


def rule_groups(site: Site, items: tuple[Item, ...]) -> list[RuleGroup]:
    """Return the rules among some items, those that oblige the same one to the same together; whoever has most comes first."""
    groups: dict[tuple[str | None, str | None], list[Rule]] = {}
    weight: dict[str | None, int] = {}
    for item in items:
        if item.kind == "rule" and item.version is not None:
            rule = site.known.rules(item.version)[item.name]
            groups.setdefault((rule.who, rule.allowed), []).append(rule)
            weight[rule.who] = weight.get(rule.who, 0) + 1
    keys = sorted(groups, key=lambda key: (key[0] is None, -weight[key[0]], str(key[0]), ORDER.index(key[1])))
    return [RuleGroup(who, allowed, groups[who, allowed]) for who, allowed in keys]


def open_points(site: Site, items: tuple[Item, ...]) -> list[Escalation]:
    """Return the open points among some items, with their options and evidence."""
    return [site.db.escalation(item.name) for item in items if item.kind == "escalation"]


def settled_points(site: Site, items: tuple[Item, ...]) -> list[Settled]:
    """Return the settled points among some items, with their evidence."""
    return [site.db.settled_point(item.name) for item in items if item.kind == "settled"]


# --- what belongs to a kind -------------------------------------------------------------------------------------------------


def belonging(site: Site, hit: Hit) -> dict[str, Any]:
    """Return what the template of a kind needs beside the dossier: the answer of the API, by the names that the template uses."""
    return BELONGING[hit.kind](site, hit) if hit.kind in BELONGING else {}


def _message(site: Site, hit: Hit) -> dict[str, Any]:
    return {"message": site.db.message(hit.name, hit.version)}


def _type(site: Site, hit: Hit) -> dict[str, Any]:
    if site.db.row(hit)["category"] == "enumeration":
        return {"enum": site.db.enum(hit.name, hit.version)}
    return {"data_type": site.db.data_type(hit.name, hit.version)}


def _field(site: Site, hit: Hit) -> dict[str, Any]:
    field = site.db.field(hit.name, hit.version)
    before = hit.name.removesuffix(field.path)
    is_enum = field.data_type in site.known.values(str(hit.version))
    return {"field": field, "before": before, "enum": site.db.enum(str(field.data_type), hit.version) if is_enum else None}


def _value(site: Site, hit: Hit) -> dict[str, Any]:
    enum = site.db.enum(site.db.row(hit)["enum"], hit.version)
    return {"enum": enum, "value": next(each for each in enum.meanings if f"{enum.name}.{each.value}" == hit.name)}


def _component(site: Site, hit: Hit) -> dict[str, Any]:
    return {"component": site.db.component(hit.name, hit.version)}


def _sequence(site: Site, hit: Hit) -> dict[str, Any]:
    return {"sequence": site.db.sequence(hit.name)}


def _schedule_example(site: Site, hit: Hit) -> dict[str, Any]:
    return {"worked": worked(site, hit.name)}


def _escalation(site: Site, hit: Hit) -> dict[str, Any]:
    return {"point": site.db.escalation(hit.name)}


def _settled(site: Site, hit: Hit) -> dict[str, Any]:
    return {"point": site.db.settled_point(hit.name)}


def record_of(site: Site, hit: Hit) -> Any:
    """Return the rule or the erratum behind a Hit, which has subjects beside its row; None for another kind."""
    if hit.kind == "rule":
        return site.known.rules(str(hit.version))[hit.name]
    return site.known.errata(str(hit.version))[hit.name] if hit.kind == "erratum" else None


def _record(site: Site, hit: Hit) -> dict[str, Any]:
    return {"record": record_of(site, hit)}


def _concept(site: Site, hit: Hit) -> dict[str, Any]:
    from ocppdb.site.blocks import blocks

    record = site.db.facts("concepts", hit.version, id=hit.name)[0]
    return {"record": record, "blocks": list(blocks(record.text))}


def _state(site: Site, hit: Hit) -> dict[str, Any]:
    changes = site.db.sql(
        "SELECT * FROM status_transitions WHERE version = ?1 AND (from_status = ?2 OR to_status = ?2) ORDER BY rowid",
        (hit.version, hit.name),
    )
    return {
        "after": [row for row in changes if row["from_status"] == hit.name],
        "before": [row for row in changes if row["to_status"] == hit.name],
    }


def _frame(site: Site, hit: Hit) -> dict[str, Any]:
    key = hit.location.partition("/")[2]
    return {"elements": site.db.sql("SELECT * FROM frame_elements WHERE frame = ? ORDER BY position", (key,))}


def _source(site: Site, hit: Hit) -> dict[str, Any]:
    """How many things of each kind rest on a document: those that cite it, and the points of whose evidence it is."""
    cited: dict[tuple[str, str], int] = {}
    for noun in NOUNS.values():
        if noun.kind and noun.kind in PLACES and any(column.column == "source" for column in noun.columns):
            sql = f'SELECT version, count(*) AS number FROM "{noun.table}" WHERE source = ? GROUP BY version'
            for row in site.db.sql(sql, (hit.name,)):
                cited[row["version"], noun.kind] = cited.get((row["version"], noun.kind), 0) + row["number"]
    resting = (
        "SELECT points.version, points.status, count(DISTINCT points.id) AS number FROM point_evidence "
        "JOIN points ON points.id = point WHERE source = ? GROUP BY 1, 2"
    )
    for row in site.db.sql(resting, (hit.name,)):
        cited[row["version"], "escalation" if row["status"] == "open" else "settled"] = row["number"]
    return {"cited": sorted(cited.items(), key=lambda item: (item[0][0], -item[1]))}


def _group(site: Site, hit: Hit) -> dict[str, Any]:
    names = {hit.name, site.db.row(hit)["code"]}

    def of(kind: str, column: str) -> list[Hit]:
        return [each for each in site.known.hits(hit.version, kind) if site.known.row(each)[column] in names]

    return {
        "messages": of("message", "group_name"),
        "keys": of("config-key", "profile"),
        "use_cases": of("use-case", "block"),
        "sequences": of("sequence", "group_name"),
        "open_here": site.db.escalations(version=hit.version, group=hit.name) if _has_points(site, hit, "open") else [],
        "settled_here": site.db.settled(version=hit.version, group=hit.name) if _has_points(site, hit, "settled") else [],
    }


def _has_points(site: Site, hit: Hit, status: str) -> bool:
    """Whether some point belongs to a group: to ask for those of a group that has none at all is an error."""
    sql = (
        "SELECT 1 FROM point_groups JOIN points ON points.id = point WHERE points.version = ? AND group_name = ? AND status = ?"
    )
    return bool(site.db.sql(sql, (hit.version, hit.name, status)))


BELONGING: Mapping[str, Callable[[Site, Hit], dict[str, Any]]] = {
    "message": _message,
    "type": _type,
    "field": _field,
    "enum-value": _value,
    "component": _component,
    "sequence": _sequence,
    "schedule-example": _schedule_example,
    "escalation": _escalation,
    "settled": _settled,
    "rule": _record,
    "erratum": _record,
    "concept": _concept,
    "state": _state,
    "frame": _frame,
    "source": _source,
    "group": _group,
}
"""What each kind needs; a kind that is not here is told by the columns of its row."""
