"""What the seed says of payloads and their checks, for the judge: the same book that a database of it gives."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from ocppdb.build.lint.rule import Seed
from ocppdb.build.seed import Record
from ocppdb.build.structure import Structure
from ocppdb.errors import SchemaError
from ocppdb.judging.book import Book, Check, Payload
from ocppdb.judging.json_schema import json_schema
from ocppdb.judging.judge import Judge
from ocppdb.judging.named import WAYS
from ocppdb.judging.placing import placed, severity
from ocppdb.judging.schema import made_ready

__all__ = ["book", "checks_of", "exact", "judges", "right_ways", "roots", "sound"]


def exact(value: Any) -> Any:
    """Return a value of the seed as the judge reads it from a text: plain objects and lists, decimals exact."""
    return json.loads(json.dumps(value), parse_float=Decimal)


def checks_of(record: Record) -> Iterator[Check]:
    """Yield the checks of a rule."""
    for written in record.get("checks", ()):
        yield Check(
            rule=record["id"],
            severity=severity(record.get("allowed")),
            text=record["text"],
            applies_to=tuple(written["applies_to"]),
            schema=written.get("schema"),
            named=written.get("named"),
            of=tuple(written.get("of", ())),
            source=record["source"],
            section=record["section"],
        )


def roots(structure: Structure) -> dict[tuple[str, str], str]:
    """Return the names of the types of a version's payloads, by action and kind."""
    return {(payload["action"], payload["kind"]): payload["name"] for payload in structure.payloads}


def book(seed: Seed, structure: Structure, version: Record) -> Book:
    """Return what a version of the seed says of payloads; of frames it says nothing. Checks that cannot be made ready are left out."""
    checks = [check for record in seed.of("rules", version["id"]) for check in checks_of(record) if sound(check)]
    names = roots(structure)
    actions: dict[str, tuple[str, ...]] = {}
    for action, kind in names:
        actions[action] = (*actions.get(action, ()), kind)
    return Book(
        version=version["id"],
        frames={},
        actions=actions,
        codes=(),
        answers={},
        payload=cache(
            lambda action, kind: Payload(_schema(structure, version, names[action, kind]), version["schema_source"], "")
        ),
        stricter=lambda action, kind: {},
        checked=lambda action, kind: placed(checks, action, kind, names, structure.types),
        elsewhere=lambda kind, name: None,
    )


def judges(seed: Seed, structures: Mapping[str, Structure]) -> Mapping[str, Judge]:
    """Return the judge of each version, made once for a seed."""
    if seed.judges is None:
        seed.judges = {each["id"]: Judge(book(seed, structures[each["id"]], each)) for each in seed.of("version")}
    return seed.judges


def sound(check: Check) -> bool:
    """Return whether a check can be made ready; what is wrong with one that cannot is told by the rules of lint."""
    try:
        made_ready(check.schema or {})
    except SchemaError:
        return False
    return (check.schema is None) != (check.named is None) and right_ways(check)


def right_ways(check: Check) -> bool:
    """Return whether a named check has as many ways as it takes, and another has none."""
    least, most = WAYS.get(check.named or "", (0, 0))
    return least <= len(check.of) <= most


def _schema(structure: Structure, version: Record, name: str) -> Mapping[str, Any]:
    return json_schema(structure.types[name], version["drafts"][0], structure.types)
