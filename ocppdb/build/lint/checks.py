"""What must be true of the checks of rules: they look at what is there, and their examples show that they work."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import Any

from ocppdb.build.lint.book import checks_of, exact, judges, right_ways, roots, sound
from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.strict_yaml import Record
from ocppdb.build.structure import Structure
from ocppdb.errors import SchemaError, nearest_of
from ocppdb.judging.book import Check
from ocppdb.judging.checks import broken_by
from ocppdb.judging.fault import path_text, shown
from ocppdb.judging.json_schema import json_schema
from ocppdb.judging.judge import Judge
from ocppdb.judging.named import WAYS
from ocppdb.judging.schema import Broken, Test, made_ready

__all__ = ["CHECK_RULES", "check_examples_tell", "check_looks_at_fields", "checked_or_not"]

Types = Mapping[str, Any]
WITHIN = ("if", "then", "else", "not", "allOf", "anyOf", "oneOf", "contains")
"""Keywords whose schemas speak of the same object, or of items of the same list."""


def checked_or_not(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A rule has checks or says why it has none, and a check is a schema or a named check with its ways."""
    for record in seed.of("rules"):
        if "checks" in record and "unchecked" in record:
            yield record.at("unchecked"), "has both 'checks' and 'unchecked'; take one out"
        for written, check in zip(record.get("checks", ()), checks_of(record), strict=True):
            if (check.schema is None) == (check.named is None):
                yield written.place, "expected exactly one of 'schema' and 'named'"
            if not right_ways(check):
                least, most = WAYS[check.named] if check.named is not None else (0, 0)
                expected = f"{least}" if least == most else f"{least} to {most}"
                yield written.place, f"has {len(check.of)} ways in 'of', expected {expected}"


def check_looks_at_fields(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A check applies to a payload, message or object type of its version, knows its keywords, and names fields that are there."""
    for _, written, check, structure in _checks(seed, structures):
        try:
            made_ready(check.schema or {})
        except SchemaError as error:
            yield written.at("schema"), str(error)
            continue
        for name in check.applies_to:
            types = _of(name, structure)
            if types is None:
                legal = [*(f"{action}.{kind}" for action, kind in roots(structure)), *structure.types]
                like = ", ".join(nearest_of(name, legal))
                yield written.at("applies_to"), f"found {name!r}, expected a payload, message or object type; nearest: {like}"
                continue
            root, known_types = types
            for way in check.of:
                if wrong := _way(way, root, known_types):
                    yield written.at("of"), f"{name} has {wrong}"
            for wrong in _names(check.schema or {}, root, known_types):
                yield written.at("schema"), f"{name} has {wrong}"


def check_examples_tell(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The examples of a check are right by the official schema; the one passes every check there, the other fails this one."""
    drafts = {version["id"]: version["drafts"][0] for version in seed.of("version")}

    @cache
    def by_schema(version: str, type_: str) -> Test:
        types = structures[version].types
        return made_ready(json_schema(types[type_], drafts[version], types))

    for record, written, check, structure in _checks(seed, structures):
        name = check.applies_to[0]
        if _of(name, structure) is None or not sound(check):
            continue
        for key in ("passes", "fails"):
            if wrong := _by_schema(exact(written[key]), name, structure, partial(by_schema, record["version"])):
                yield written.at(key), f"is wrong by the official schema of {name}: {wrong}"
                break
        else:
            yield from _told(written, check, name, judges(seed, structures)[record["version"]])


def _told(written: Record, check: Check, name: str, judge: Judge) -> Iterator[tuple[str, str]]:
    broken = broken_by(check)
    if found := list(broken(exact(written["passes"]))):
        yield written.at("passes"), f"fails the check at {_where(found[0][0])}, expected an example that passes"
    elif others := _others(exact(written["passes"]), name, judge):
        yield written.at("passes"), f"breaks {others}, expected an example that breaks no rule"
    if not list(broken(exact(written["fails"]))):
        yield written.at("fails"), "passes the check, expected an example that fails it"


def _others(value: Any, name: str, judge: Judge) -> str | None:
    """The rule that an example breaks by another check, and where."""
    action, _, kind = name.partition(".")
    if kind:
        _, broken = judge.payload_faults(value, action, kind)
        return f"{broken[0].check.rule} at {_where(broken[0].path)}" if broken else None
    if set(value) == {"request", "response"} and action in judge.book.actions:
        found = judge.exchange(action, value["request"], value["response"])
        return f"{found[0].rule} at {found[0].path or 'the whole'}" if found else None
    return None


def _where(path: tuple[str | int, ...]) -> str:
    return path_text(path) or "the whole"


def _checks(seed: Seed, structures: Structures) -> Iterator[tuple[Record, Record, Check, Structure]]:
    for record in seed.of("rules"):
        for written, check in zip(record.get("checks", ()), checks_of(record), strict=True):
            yield record, written, check, structures[record["version"]]


def _of(name: str, structure: Structure) -> tuple[Any, Types] | None:
    """The type that a check applies to, and the types below it; of a message a type of its request and response."""
    names = roots(structure)
    action, _, kind = name.partition(".")
    if kind:
        found = names.get((action, kind))
        return (structure.types[found], structure.types) if found else None
    if (action, "request") in names and (action, "response") in names:
        fields = [
            {"name": each, "is_array": False, "data_type": names[action, each], "required": True}
            for each in ("request", "response")
        ]
        return {"name": action, "fields": fields}, structure.types
    type_ = structure.types.get(name)
    return (type_, structure.types) if type_ is not None and type_["category"] == "object" else None


def _way(way: str, root: Any, types: Types) -> str | None:
    """What is wrong with a way to values, or None."""
    type_ = root
    for step in way.split("."):
        name = step.removesuffix("[]")
        field = next((each for each in type_["fields"] if each["name"] == name), None) if type_ else None
        if field is None:
            return f"no field {name!r} on the way {way}"
        if field["is_array"] != step.endswith("[]") and (step.endswith("[]") or way != step and not way.endswith(f".{step}")):
            return f"{'no list' if step.endswith('[]') else 'a list'} {name!r} on the way {way}"
        type_ = types.get(field["data_type"])
    return None


def _names(schema: Any, type_: Any, types: Types) -> Iterator[str]:
    """The names that a schema asks for and a type does not have."""
    if not isinstance(schema, dict) or type_ is None:
        return
    fields = {field["name"]: field for field in type_["fields"]}
    for name in (*schema.get("properties", {}), *schema.get("required", ())):
        if name not in fields and name != "customData":
            like = ", ".join(nearest_of(name, list(fields)))
            yield f"no field {name!r}; nearest: {like}"
    for name, below in schema.get("properties", {}).items():
        if name in fields:
            yield from _names(below, types.get(fields[name]["data_type"]), types)
    for key in (*WITHIN, "items"):
        if key in schema:
            for each in schema[key] if isinstance(schema[key], list) else [schema[key]]:
                yield from _names(each, type_, types)


def _by_schema(value: Any, name: str, structure: Structure, by_schema: Callable[[str], Test]) -> str | None:
    """What is wrong with an example by the official schemas, which `by_schema` makes ready by the name of a type; or None."""
    found = _of(name, structure)
    if found is None:
        return None
    root, types = found
    parts = {"": root["name"]} if root["name"] in types else {field["name"]: field["data_type"] for field in root["fields"]}
    if parts.keys() != {""} and set(value) != parts.keys():
        return "expected an object with 'request' and 'response'"
    for key, type_ in parts.items():
        out: list[Broken] = []
        by_schema(type_)(value[key] if key else value, out)
        if out:
            return f"{out[0].keyword} of {_where(((key,) if key else ()) + out[0].path)}: {shown(out[0].value)}"
    return None


CHECK_RULES = (checked_or_not, check_looks_at_fields, check_examples_tell)
