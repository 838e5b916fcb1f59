"""A comparison: a thing and its counterparts in another version, their parts beside each other, rules and sequences of both."""

from collections.abc import Callable, Iterable, Iterator

from ocppdb.errors import NotFound
from ocppdb.query import names, search
from ocppdb.query.changes import changes
from ocppdb.query.changes import items as change_items
from ocppdb.query.chapters import rule_items, sequence_items
from ocppdb.query.differences import differences
from ocppdb.query.mappings import end_in, from_any, of_thing, to_any
from ocppdb.query.reader import Reader
from ocppdb.records.comparisons import Beside, Comparison
from ocppdb.records.dossiers import Chapter, Item
from ocppdb.records.mappings import Mapping
from ocppdb.records.subjects import Hit

__all__ = ["compare", "mappings_of"]

Versions = tuple[str, str]
Parts = dict[str, list[str]]
"""The names of the parts of things, by kind, in reading order."""


def compare(
    reader: Reader, name: str, version: str | None = None, to: str | None = None, limit: int = 8, kind: str | None = None
) -> Comparison:
    """Return the Comparison of what a name means in a version with its counterparts in another; see `Database.compare`."""
    if kept := _kept(reader, name, version, to, kind):
        return _what_changed(reader, name, kept, limit)
    hits, own = _mapped(reader, name, version, to, kind)
    versions = own[-1].from_version, own[-1].to_version
    own = [each for each in own if (each.from_version, each.to_version) == versions]
    mapped = {(each.from_version, each.from_kind) for each in own} | {(each.to_version, each.to_kind) for each in own}
    asked_things = [hit for hit in hits if (hit.version, hit.kind) in mapped]
    things = [_things(reader, own, asked_things, each) for each in versions]
    fields, values = _beside(reader, versions, asked_things, things)
    return Comparison(
        what=name,
        from_version=versions[0],
        to_version=versions[1],
        from_things=tuple(things[0]),
        to_things=tuple(things[1]),
        things=tuple(Beside(each, differences(reader, each)) for each in own),
        fields=tuple(Beside(each, differences(reader, each)) for each in fields),
        values=tuple(Beside(each, ()) for each in values),
        chapters=tuple(_chapters(reader, versions, things, limit)),
    )


def _kept(reader: Reader, name: str, version: str | None, to: str | None, kind: str | None) -> tuple[Hit, Hit] | None:
    """What a name means in two versions of which the changes are known, where it has kept that name and is not mapped."""
    asked, other = names.version_id(reader, version), names.version_id(reader, to)
    hits = names.find(reader, name, asked, kind)
    if not hits or _own(reader, hits, other):
        return None
    by_version = {each.version: each for each in names.find(reader, hits[0].name, None, hits[0].kind)}
    for before, after in map(tuple, reader.rows("SELECT DISTINCT from_version, to_version FROM changes")):
        if hits[0].version in (before, after) and other in (None, before, after) and {before, after} <= by_version.keys():
            return by_version[before], by_version[after]
    return None


def _what_changed(reader: Reader, name: str, kept: tuple[Hit, Hit], limit: int) -> Comparison:
    """The Comparison of what kept its name: what changed in it, with the rules and sequences of both versions."""
    old, new = kept
    versions = str(old.version), str(new.version)
    found = changes(reader, *versions, name).changes
    told = (
        ("What is to be done otherwise", "rule", [each for each in found if each.kind == "rule" and each.change != "new"]),
        ("What else changed", None, [each for each in found if each.kind != "rule"]),
    )
    changed = []
    for title, kind, several in told:
        items = tuple(change_items(reader, several))
        ask = f"ocppdb changes {' '.join(versions)} {name!r}" + (f" --kind {kind}" if kind else "")
        changed += [Chapter(title, items[:limit], len(items), ask)] if items else []
    beside = _chapters(reader, versions, [[old], [new]], limit)
    return Comparison(name, *versions, (old,), (new,), (), (), (), (*changed, *beside))


def mappings_of(reader: Reader, name: str, version: str | None = None) -> list[Mapping]:
    """Return the Mappings of what a name means. Raises NotFound where it means nothing, or nothing that is mapped."""
    return _mapped(reader, name, version)[1]


def _mapped(
    reader: Reader, name: str, version: str | None, to: str | None = None, kind: str | None = None
) -> tuple[list[Hit], list[Mapping]]:
    """What a name means, and the mappings of that, to one other version where it is given."""
    asked, other = names.version_id(reader, version), names.version_id(reader, to)
    named = names.find(reader, name, asked, kind)
    hits, own = named, _own(reader, named, other)
    if kind is None and not any(hit.kind != "term" for hit in hits if own):
        hits = search.named(reader, name, asked)
        own = _own(reader, hits, other)
    if not hits and asked and other is None:
        hits, own = names.elsewhere(reader, name, asked, kind)
    if own:
        return hits, own
    if hits or named:
        raise _unmapped(reader, (hits or named)[0], other)
    raise names.nothing_called(reader, name, asked, kind)


def _own(reader: Reader, hits: list[Hit], other: str | None) -> list[Mapping]:
    """The mappings of some things, to one other version where it is given."""
    found = dict.fromkeys(each for hit in hits for each in of_thing(reader, hit.version, hit.kind, hit.name))
    return [each for each in found if other in (None, each.from_version, each.to_version)]


def _unmapped(reader: Reader, hit: Hit, other: str | None) -> NotFound:
    to = f"OCPP {other}" if other else "another version"
    of = f"{hit.kind} {hit.name}" + (f" of OCPP {hit.version}" if hit.version else "")
    kinds = reader.values("SELECT DISTINCT coalesce(from_kind, to_kind) FROM mappings ORDER BY 1")
    return NotFound(f"nothing tells what {of} is in {to}; told of are {', '.join(kinds)}", ())


def _things(reader: Reader, own: list[Mapping], asked: list[Hit], version: str) -> list[Hit]:
    """The things of a version that are compared: those asked for, and their counterparts there."""
    found = {(hit.kind, hit.name): hit for hit in asked if hit.version == version}
    for end in filter(None, (end_in(each, version) for each in own)):
        if end not in found:
            found |= {(hit.kind, hit.name): hit for hit in names.find(reader, end[1], version, end[0]) if hit.name == end[1]}
    return list(found.values())


# --- parts: fields, values, variables -----------------------------------------------------------------------------------------


def _beside(
    reader: Reader, versions: Versions, asked: list[Hit], things: list[list[Hit]]
) -> tuple[list[Mapping], list[Mapping]]:
    """The mappings of the fields (and variables), and those of the values, of what was asked for."""
    old = parts(reader, (hit for hit in asked if hit.version == versions[0]))
    new = parts(reader, (hit for hit in asked if hit.version == versions[1]))
    found: dict[str, list[Mapping]] = {}
    for kind in ("field", "variable", "enum-value"):
        several = [*from_any(reader, versions, kind, old.get(kind, ())), *_to(reader, versions, kind, new.get(kind, ()))]
        found[kind] = list(dict.fromkeys(several))
    if old and not new:
        added = parts(reader, (hit for hit in things[1] if hit.kind in ("message", "type", "component")))
        for kind in ("field", "enum-value"):
            found[kind] += (each for each in _to(reader, versions, kind, added.get(kind, ())) if each.relation == "new")
    if new and not old:
        lost = parts(reader, (hit for hit in things[0] if hit.kind in ("message", "type")))
        for kind in ("field", "enum-value"):
            found[kind] += (each for each in from_any(reader, versions, kind, lost.get(kind, ())) if each.relation == "gone")
    values = found["enum-value"]
    if any(hit.kind == "message" for hit in asked):
        values = [each for each in values if each.relation not in ("same", "new")]
    return found["field"] + found["variable"], values


def parts(reader: Reader, hits: Iterable[Hit]) -> Parts:
    """Return the parts of some things: the fields of a message and the values of their types, those of a type, the variables of a component."""
    found: Parts = {}
    for hit in hits:
        for kind, sql in PARTS.get(hit.kind, {}).items():
            found.setdefault(kind, []).extend(reader.values(sql, (hit.version, hit.name)))
    return {kind: list(dict.fromkeys(several)) for kind, several in found.items()}


PARTS = {
    "message": {
        "field": "SELECT action || '.' || kind || '.' || path FROM payload_fields WHERE version = ? AND action = ? "
        "AND path || '.' NOT LIKE '%customData.%' ORDER BY kind, position",
        "enum-value": "SELECT enum || '.' || value FROM enumerations WHERE type_id IN (SELECT type_id FROM payload_fields "
        "WHERE version = ? AND action = ?) ORDER BY type_id, position",
    },
    "type": {
        "field": "SELECT owner || '.' || name FROM fields WHERE owner_id = (SELECT id FROM types WHERE version = ? AND types.name = ?) AND name != 'customData' ORDER BY position",
        "enum-value": "SELECT enum || '.' || value FROM enumerations WHERE type_id = (SELECT id FROM types WHERE version = ? AND name = ?) ORDER BY position",
    },
    "component": {"variable": "SELECT name FROM device_variables WHERE version = ? AND component = ? ORDER BY rowid"},
}
"""What is a part of what, as queries of a version and a name."""


def _to(reader: Reader, versions: Versions, kind: str, wanted: Iterable[str]) -> Iterator[Mapping]:
    """The mappings to things of the second version in their order; below a field that is new, only what is a counterpart is told."""
    by_name: dict[str | None, list[Mapping]] = {}
    declared = _declared(reader, versions[1]) if kind == "field" else {}
    asked = list(wanted)
    for each in to_any(
        reader, versions, kind, dict.fromkeys([*asked, *(declared[name] for name in asked if name in declared)])
    ):
        by_name.setdefault(each.to_name, []).append(each)
    new: list[str] = []
    for name in asked:
        for each in by_name.get(name) or by_name.get(declared.get(name)) or ():
            if each.relation != "new":
                yield each._replace(to_name=name)
            elif not name.startswith(tuple(new)):
                yield each._replace(to_name=name)
                new += (f"{name}.", f"{name}[].")


def _declared(reader: Reader, version: str) -> dict[str, str]:
    """The field of a type that stands at each place deep in a payload."""
    return reader.once(
        ("declared at", version),
        lambda: {
            row["place"]: row["declared"]
            for row in reader.rows(
                "SELECT action || '.' || kind || '.' || path AS place, owner || '.' || fields.name AS declared "
                "FROM payload_fields JOIN fields ON fields.id = field_id WHERE payload_fields.version = ? AND depth > 0",
                (version,),
            )
        },
    )


# --- rules and sequences ---------------------------------------------------------------------------------------------------------


def _chapters(reader: Reader, versions: Versions, things: list[list[Hit]], limit: int) -> Iterator[Chapter]:
    tables: tuple[tuple[str, str, Callable[[Reader, str, list[Hit]], list[Item]]], ...] = (
        ("Rules", "rules --action", rule_items),
        ("Sequences", "sequences --action", sequence_items),
    )
    for title, command, read in tables:
        for version, hits in zip(versions, things, strict=True):
            items = list(dict.fromkeys(read(reader, version, hits)))
            if items:
                named = next((hit for hit in hits if hit.kind == "message"), None)
                more = f"ocppdb {command} {named.name}" if named else f"ocppdb about {hits[0].name!r}"
                yield Chapter(f"{title} of OCPP {version}", tuple(items[:limit]), len(items), f"{more} --version {version}")
