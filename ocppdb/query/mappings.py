"""Mappings: what things have become in another version, and how that is said where a name is asked of a version that lacks it."""

from collections.abc import Iterable

from ocppdb.query.reader import Reader
from ocppdb.records.dossiers import Item
from ocppdb.records.mappings import Mapping
from ocppdb.records.subjects import Hit

__all__ = [
    "counterparts",
    "declared_field",
    "end_in",
    "from_any",
    "instead",
    "item",
    "items",
    "of_thing",
    "other_version",
    "to_any",
]

CLOSEST = "'term' IN (from_kind, to_kind), instr('same renamed merged changed-meaning moved split gone new', relation)"
"""The order of counterparts: the one that is most like the thing first, words for it last."""
TOLD = 3
"""Counterparts that a message tells with what changes; the rest it counts."""


def of_thing(reader: Reader, version: str | None, kind: str, name: str) -> list[Mapping]:
    """Return the Mappings that have a thing as one of their ends; a field deep in a payload has those of the field of its type."""
    found = reader.read(
        Mapping,
        "mappings WHERE (from_name = ?1 AND from_version = ?2 AND from_kind = ?3) "
        f"OR (to_name = ?1 AND to_version = ?2 AND to_kind = ?3) ORDER BY {CLOSEST}, rowid",
        (name, version, kind),
    )
    if not found and kind == "field" and version and (declared := declared_field(reader, version, name)):
        return of_thing(reader, version, kind, declared)
    return found


def declared_field(reader: Reader, version: str, place: str) -> str | None:
    """Return the field of a type that stands at a place deep in a payload, such as `SampledValueType.unitOfMeasure`, or None."""
    found = reader.values(
        "SELECT owner || '.' || fields.name FROM payload_fields JOIN fields ON fields.id = field_id WHERE payload_fields.version = ?1 "
        "AND action = substr(?2, 1, instr(?2, '.') - 1) AND action || '.' || kind || '.' || path = ?2 AND depth > 0",
        (version, place),
    )
    return str(found[0]) if found else None


def from_any(reader: Reader, versions: tuple[str, str], kind: str, names: Iterable[str]) -> list[Mapping]:
    """Return the Mappings of some things of the first of two versions, in their order."""
    return _of_any(reader, versions, "from", kind, list(names))


def to_any(reader: Reader, versions: tuple[str, str], kind: str, names: Iterable[str]) -> list[Mapping]:
    """Return the Mappings to some things of the second of two versions, in their order."""
    return _of_any(reader, versions, "to", kind, list(names))


def _of_any(reader: Reader, versions: tuple[str, str], end: str, kind: str, names: list[str]) -> list[Mapping]:
    marks = ", ".join("?" * len(names))
    found = reader.read(
        Mapping,
        f"mappings WHERE from_version = ? AND to_version = ? AND {end}_kind = ? AND {end}_name IN ({marks}) ORDER BY rowid",
        (*versions, kind, *names),
    )
    place = {name: number for number, name in enumerate(names)}
    return sorted(found, key=lambda each: place[str(each.from_name if end == "from" else each.to_name)])


def end_in(mapping: Mapping, version: str) -> tuple[str, str] | None:
    """Return kind and name of the end that is of a version; None where the thing has no counterpart there."""
    of_first = mapping.from_version == version
    kind, name = (mapping.from_kind, mapping.from_name) if of_first else (mapping.to_kind, mapping.to_name)
    return (kind, name) if kind and name else None


def other_version(mapping: Mapping, version: str) -> str:
    """Return the version of the other end."""
    return mapping.to_version if mapping.from_version == version else mapping.from_version


def counterparts(reader: Reader, hits: Iterable[Hit], version: str) -> list[Mapping]:
    """Return the Mappings by which some things of other versions have counterparts in a version, or none there."""
    found = [
        mapping
        for hit in hits
        if hit.version != version
        for mapping in of_thing(reader, hit.version, hit.kind, hit.name)
        if version in (mapping.from_version, mapping.to_version)
    ]
    return list(dict.fromkeys(found))


def instead(found: list[Mapping], version: str, name: str) -> tuple[str, list[str]]:
    """Return what an error says of the counterparts of a name in a version that lacks it, and their names; empty where none are known."""
    ends = [(mapping, end[1] if (end := end_in(mapping, version)) else None) for mapping in found]
    names = list(dict.fromkeys(end for _, end in ends if end))
    told = list(
        dict.fromkeys(_said(mapping, end) for mapping, end in ends if end) or dict.fromkeys(_said(*each) for each in ends)
    )
    if not told:
        return "", []
    left = [f"and {len(told) - TOLD} more: ocppdb compare {name}"] if len(told) > TOLD else []
    return "\n  ".join([f". What has become of it in OCPP {version}:", *told[:TOLD], *left]), names


def _said(mapping: Mapping, end: str | None) -> str:
    """A mapping in a line: what to use, or that there is nothing, and what changes."""
    said = f"{end} ({mapping.relation})" if end else mapping.relation
    return f"{said}: {mapping.note}" if mapping.note else said


def items(reader: Reader, hits: Iterable[Hit]) -> list[Item]:
    """Return what some things have become in other versions as items of a dossier."""
    return [item(mapping, hit) for hit in hits for mapping in of_thing(reader, hit.version, hit.kind, hit.name)]


def item(mapping: Mapping, hit: Hit) -> Item:
    """Return a Mapping of a thing as an item of a dossier: its counterpart, or itself where it has none."""
    other = other_version(mapping, str(hit.version))
    end = end_in(mapping, other)
    detail = (
        f"{mapping.relation}, {hit.name} of OCPP {hit.version}" if end else f"{mapping.relation} in OCPP {mapping.to_version}"
    )
    version, (kind, name) = (other, end) if end else (hit.version, (hit.kind, hit.name))
    return Item(version, kind, name, mapping.note or "", detail, mapping.source, mapping.section, mapping.confidence)
