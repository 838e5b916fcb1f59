"""Mappings as pairs of things: those that are written, and those that follow from them.

What is gone or new as a whole has parts that are gone or new: the fields of a message, the fields and values of a type, the variables
of a component. A type is gone or new where nothing else has it, and so is a field whose type is. A variant of a type has the rows of the
type. A place deep in a payload has the rows of the field that its type declares, in the places to which the field above it went.
What is written of a thing goes before all of this.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ocppdb.build.parts import Side, Thing, side
from ocppdb.build.seed import Record, Seed
from ocppdb.build.structure import Structure

__all__ = ["Pair", "all_pairs", "pairs", "version_pairs", "written"]


class Pair(NamedTuple):
    """One row of the table: a thing of the first version, one of the second, and the record that says so."""

    versions: tuple[str, str]
    one: Thing | None
    relation: str
    other: Thing | None
    origin: str
    said: Record


Found = dict[Thing, list[Pair]]
"""The pairs of each thing of a side."""


def version_pairs(seed: Seed) -> dict[tuple[str, str], list[Record]]:
    """Return the records of mappings by the two versions that they are of."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in seed.of("mappings"):
        found.setdefault((record["from_version"], record["to_version"]), []).append(record)
    return found


def all_pairs(seed: Seed, structures: Mapping[str, Structure]) -> list[Pair]:
    """Return every Pair of every two versions, written ones first; versions that do not exist have none."""
    return [
        pair
        for (one, other), records in version_pairs(seed).items()
        if one in structures and other in structures
        for pair in pairs(records, side(seed, one, structures[one]), side(seed, other, structures[other]))
    ]


def written(records: Iterable[Record]) -> Iterator[Pair]:
    """Yield the Pairs that records say: one each, or one for each of several things that are gone or new."""
    for record in records:
        versions = record["from_version"], record["to_version"]
        for one in _things(record.get("from")):
            for other in _things(record.get("to")):
                yield Pair(versions, one, record["relation"], other, "written", record)


def _things(end: Record | None) -> list[Thing] | list[None]:
    if end is None:
        return [None]
    return [(end["kind"], name) for name in (*([end["name"]] if "name" in end else ()), *end.get("names", ()))]


def pairs(records: Iterable[Record], old: Side, new: Side) -> list[Pair]:
    """Return the Pairs of two versions: what is written, and what follows."""
    found = list(written(records))
    of_old, of_new = _by_end(found, 1), _by_end(found, 3)
    _without_counterpart(old, of_old, "gone")
    _without_counterpart(new, of_new, "new")
    _of_variants(old, of_old)
    _of_places(old, new, of_old)
    every = [pair for several in (*of_old.values(), *of_new.values()) for pair in several]
    return list({pair[:4]: pair for pair in (*found, *every)}.values())


def _by_end(found: Iterable[Pair], place: int) -> Found:
    ends: Found = {}
    for pair in found:
        end: Thing | None = pair.one if place == 1 else pair.other
        if end is not None:
            ends.setdefault(end, []).append(pair)
    return ends


def _without_counterpart(side: Side, found: Found, relation: str) -> None:
    """Add what follows from a whole that is gone or new to what was found."""
    told = {*found, *(("field", side.declared[name]) for kind, name in found if kind == "field" and name in side.declared)}
    waiting = [thing for thing, several in found.items() if several[0].relation == relation]

    def add(thing: Thing, pair: Pair) -> None:
        if thing not in told:
            told.add(thing)
            found[thing] = [_of(pair, thing)]
            waiting.append(thing)

    while waiting:
        whole = waiting.pop()
        pair = found[whole][0]
        for part in side.wholes.get(whole, ()):
            add(part, pair)
        if whole[0] == "type":
            for field in side.types.get(whole[1], ()):
                add(("field", field), pair)
        type_ = side.fields.get(whole[1]) if whole[0] == "field" else None
        if type_ and all(_lacks(found, ("field", user), relation) for user in side.types.get(type_, ("",))):
            add(("type", type_), pair)


def _lacks(found: Found, thing: Thing, relation: str) -> bool:
    return thing in found and found[thing][0].relation == relation


def _of(pair: Pair, thing: Thing) -> Pair:
    """The pair of a part or variant, from that of what it belongs to."""
    return pair._replace(
        one=thing if pair.one else None,
        other=thing if pair.one is None else pair.other,
        origin="derived",
    )


def _of_variants(side: Side, found: Found) -> None:
    for variant, base in side.varied.items():
        for thing in (("type", variant), *side.wholes["type", variant]):
            usual = thing[0], thing[1].replace(variant, base, 1)
            if thing not in found and usual in found:
                found[thing] = [_of(pair, thing) for pair in found[usual]]


def _of_places(old: Side, new: Side, found: Found) -> None:
    for place in old.places.values():
        thing = "field", place.name
        if place.declared and thing not in found and ("field", place.declared) in found:
            above = [pair.other[1] for pair in found.get(("field", str(place.above)), ()) if pair.other]
            found[thing] = [
                _of(pair, thing)._replace(other=other)
                for pair in found["field", place.declared]
                for other in _below(new, above, pair.other)
            ]


def _below(new: Side, above: list[str], other: Thing | None) -> list[Thing] | list[Thing | None]:
    """Where a field of a type of the second version stands, below some places there: the field itself where it stands below none."""
    if other is None or other[0] != "field" or other[1] in new.places:
        return [other]
    owner, _, name = other[1].rpartition(".")
    below = []
    for place in above:
        known = new.places.get(place)
        if known is not None and known.field["data_type"] == owner:
            below.append(("field", f"{place}{'[]' if known.field['is_array'] else ''}.{name}"))
    return below or [other]
