"""What must be true of mappings: their ends exist, nothing is said twice, and nothing of the two versions is left out."""

import difflib
from collections.abc import Iterator
from pathlib import PurePosixPath

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.mappings import Pair, pairs, version_pairs, written
from ocppdb.build.names import unknown_requirement
from ocppdb.build.parts import Side, Thing, side
from ocppdb.build.strict_yaml import Record

__all__ = ["MAPPING_RULES", "mapping_ends", "mapping_ends_exist", "mapping_once", "mappings_complete"]

LISTED = ("message", "error-code", "measurand", "unit", "security-event", "frame")
FROM, TO = (*LISTED, "config-key"), (*LISTED, "reason-code", "component")
"""Kinds of which every name of the first or second version must have a row, beside types, fields, values and variables."""
ENDS = {"gone": ("from",), "new": ("to",)}


def mapping_ends(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A mapping has the ends that its relation needs, each with one name, or several where they are gone or new."""
    for record in seed.of("mappings"):
        ends = ENDS.get(record["relation"], ("from", "to"))
        found = tuple(end for end in ("from", "to") if end in record)
        if found != ends:
            yield (
                record.at("relation"),
                f"{record['relation']} has {' and '.join(found) or 'no end'}, expected {' and '.join(ends)}",
            )
        for end in (record[each] for each in found):
            if ("name" in end) == ("names" in end):
                yield end.place, "has both 'name' and 'names' or neither, expected one of the two"
            elif "names" in end and record["relation"] not in ENDS:
                yield end.at("names"), f"names several that are {record['relation']}; write one record for each pair"
        if found == ends == ("from", "to") and record["relation"] in ("same", "renamed"):
            yield from _called(record)


def _called(record: Record) -> Findings:
    """What is `same` is called alike, and what is `renamed` is not."""
    one, other = (str(record[end].get("name", "")) for end in ("from", "to"))
    alike = _last(record["from"]["kind"], one) == _last(record["to"]["kind"], other)
    if record["relation"] == "same" and not alike:
        yield record.at("relation"), f"{one} and {other} are not called alike; expected renamed, moved ..."
    if record["relation"] == "renamed" and one == other:
        yield record.at("relation"), f"{one} is called so in both versions; expected same, moved ..."


def _last(kind: str, name: str) -> str:
    """The last part of a name: of a value what follows its enumeration, of a field what follows all else."""
    return (
        name.partition(".")[2] if kind == "enum-value" else name.rpartition(".")[2] if kind in ("field", "variable") else name
    )


def mapping_ends_exist(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Both ends of a mapping exist in their versions, and those are the ones that its folder is called after."""
    for record in seed.of("mappings"):
        folder = f"{record['from_version']}-{record['to_version']}"
        if PurePosixPath(record.file).parent.name != folder:
            yield record.place, f"is of {folder}; expected it in seed/mappings/{folder}/"
        for key in ("from", "to"):
            version = record[f"{key}_version"]
            if version not in known:
                yield record.place, f"no version is called {version!r}; expected one of {', '.join(known)}"
            else:
                yield from _ends_exist(record.get(key), version, known)
        if all(unknown_requirement(record["section"], known.get(record[f"{key}_version"], NOTHING)) for key in ("from", "to")):
            yield record.at("section"), f"no requirement is called {record['section']!r} in either version; correct the id"


NOTHING: dict[str, set[str]] = {"requirement": set()}


def _ends_exist(end: Record | None, version: str, known: Known) -> Findings:
    for name in (*([end["name"]] if "name" in end else ()), *end.get("names", ())) if end else ():
        there = known[version].get(end["kind"], set()) if end else set()
        if end and name not in there:
            nearest = difflib.get_close_matches(name, there, 3, 0.5)
            tip = f"nearest: {', '.join(nearest)}" if nearest else "correct the name or the kind"
            yield (
                end.at("names" if name in end.get("names", ()) else "name"),
                (f"no {end['kind']} is called {name!r} in OCPP {version}; {tip}"),
            )


def mapping_once(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A pair is written once; what is gone or new has no counterpart."""
    first: dict[tuple[object, ...], Pair] = {}
    lacking: dict[tuple[object, ...], Pair] = {}
    for pair in written(seed.of("mappings")):
        if pair[:2] + pair[3:4] in first:
            yield pair.said.place, f"{_told(pair)} is already at {first[pair[:2] + pair[3:4]].said.place}; keep one of the two"
        first.setdefault(pair[:2] + pair[3:4], pair)
        if pair.relation in ENDS:
            lacking[pair.versions, pair.one is None, pair.one or pair.other] = pair
    for pair in first.values():
        for is_new, thing in ((False, pair.one), (True, pair.other)):
            said = lacking.get((pair.versions, is_new, thing))
            if thing and said and pair.relation not in ENDS:
                yield (
                    pair.said.place,
                    f"{_told(pair)}, and {thing[1]} is {said.relation} at {said.said.place}; keep one of the two",
                )


def _told(pair: Pair) -> str:
    return " to ".join(thing[1] for thing in (pair.one, pair.other) if thing)


def mappings_complete(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Of two versions that are mapped, everything of the first has a row, and everything of the second is a counterpart or new."""
    at = {version["id"]: version.place for version in seed.of("version")}
    for (one, other), records in version_pairs(seed).items():
        if one in structures and other in structures:
            old, new = (side(seed, version, structures[version]) for version in (one, other))
            found = pairs(records, old, new)
            told = {pair.one for pair in found}
            for kind, name in _needed(seed, old, known, FROM):
                if (kind, name) not in told:
                    yield (
                        at[one],
                        f"nothing says what becomes of {kind} {name} in OCPP {other}; write a mapping, or that it is gone",
                    )
            told = {pair.other for pair in found}
            told |= {("field", new.declared[thing[1]]) for thing in told if thing and thing[1] in new.declared}
            for kind, name in _needed(seed, new, known, TO):
                if (kind, name) not in told:
                    yield at[other], f"nothing of OCPP {one} becomes {kind} {name}; write a mapping, or that it is new"


def _needed(seed: Seed, side: Side, known: Known, kinds: tuple[str, ...]) -> Iterator[Thing]:
    """What must have a row: a variant of a type has those of the type, and may have values of its own."""
    for kind in kinds:
        yield from ((kind, name) for name in sorted(known[side.version][kind]))
    if "config-key" in kinds:
        yield from (("state", record["name"]) for record in seed.of("states", side.version) if record["kind"] == "connector")
    yield from (("type", name) for name in side.types if name not in side.varied)
    for kind, names in (("field", side.fields), ("enum-value", side.values)):
        for name in names:
            owner, dot, part = name.partition(".")
            if f"{side.varied.get(owner)}{dot}{part}" not in names:
                yield kind, name
    yield from (part for whole, parts in side.wholes.items() if whole[0] == "component" for part in parts)


MAPPING_RULES = (mapping_ends, mapping_ends_exist, mapping_once, mappings_complete)
