"""Where the checks of rules hold: in a payload by its name, in an exchange by its action, and wherever a type occurs."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ocppdb.judging.book import Check, PlacedCheck
from ocppdb.judging.json_schema import base_name
from ocppdb.records.verdicts import Severity

__all__ = ["EXCHANGE", "placed", "schemas_by_type", "severity", "type_places"]

Types = Mapping[str, Mapping[str, Any]]
"""The types of a version by name, each with its `fields`."""
EXCHANGE = "exchange"
SEVERITIES: Mapping[str, Severity] = {
    "required": "error",
    "forbidden": "error",
    "permitted": "notice",
    "only-if-triggered": "notice",
}


def severity(allowed: str | None) -> Severity:
    """Return how grave it is to break a rule, by what it says of a thing: a SHALL is an error."""
    return SEVERITIES.get(allowed or "", "warning")


def placed(
    checks: Iterable[Check], action: str, kind: str, roots: Mapping[tuple[str, str], str], types: Types
) -> tuple[PlacedCheck, ...]:
    """Return the checks that hold in a payload, or in the exchange of an action, each at all of its places.

    `roots` are the names of the types of the payloads by action and kind.
    """
    if kind == EXCHANGE:
        return tuple(PlacedCheck(check, ()) for check in checks if action in check.applies_to)
    root = roots.get((action, kind))
    places: dict[str, list[tuple[str, ...]]] = {f"{action}.{kind}": [()]}
    for name, place in type_places(root, types) if root is not None else ():
        places.setdefault(name, []).append(place)
    return tuple(PlacedCheck(check, place) for check in checks for name in check.applies_to for place in places.get(name, ()))


def type_places(root: str, types: Types, way: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of every object type below a type, a variant by that of its base, and the way to it."""
    for field in types[root]["fields"]:
        below = (*way, field["name"], *(("[]",) if field["is_array"] else ()))
        name = field["data_type"]
        if name in types and types[name]["fields"]:
            yield base_name(name), below
            yield from type_places(name, types, below)


def schemas_by_type(checks: Iterable[Check], roots: Mapping[tuple[str, str], str]) -> dict[str, list[dict[str, Any]]]:
    """Return the checks that are JSON Schemas, each with the name of its rule, by the type whose schema they belong into."""
    found: dict[str, list[dict[str, Any]]] = {}
    payloads = {f"{action}.{kind}": name for (action, kind), name in roots.items()}
    for check in checks:
        for name in check.applies_to if check.schema is not None else ():
            told = {"$comment": f"{check.rule} ({check.source}, {check.section}): {check.severity}"}
            found.setdefault(payloads.get(name, name), []).append(told | dict(check.schema or {}))
    return found
