"""The reference lists as rows: every list whose records go into a table of the same things, and what belongs to their records."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from ocppdb.build.names import device_variable
from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Record, Seed
from ocppdb.records.all import LISTS, lists
from ocppdb.records.declare import Listed

__all__ = [
    "about",
    "device_variable",
    "listed",
    "reference_lists",
    "requirement_messages",
    "requirements",
    "rule_checks",
    "rule_requirements",
]


def reference_lists() -> list[Listed]:
    """Return the lists that are declared in `records.lists` and have a table of their own."""
    return [each for each in LISTS.values() if each.record.__module__ == lists.__name__ and each.table]


def listed(seed: Seed, list_: Listed) -> Iterator[Row]:
    """The rows of a reference list, with the columns that no seed record has."""
    table = str(list_.table)
    for record in seed.of(list_.name):
        more = FINISHED[table](record) if table in FINISHED else {}
        yield row(table, record, slug=record_slug(list_, record), **more)


def record_slug(list_: Listed, record: Mapping[str, Any]) -> str:
    return slug(record["slug"], *(record[key] for key in list_.identity if key in record))


def _first_subject(record: Record) -> Row:
    first: Mapping[str, Any] = next(iter(record.get("subjects", ())), {})
    return {"subject_kind": first.get("kind"), "subject": first.get("name")}


def _use_case(record: Record) -> Row:
    return {"use_case_slug": slug(record["slug"], record["use_case"]) if "use_case" in record else None}


FINISHED: dict[str, Callable[[Record], Row]] = {
    "rules": lambda record: _first_subject(record) | {"topic": PurePosixPath(record.file).stem},
    "errata": _first_subject,
    "concepts": lambda record: {"topic": PurePosixPath(record.file).stem},
    "callerrors": lambda record: {
        "escalation_id": slug(record["slug"], record["escalation"]) if "escalation" in record else None
    },
    "requirements": _use_case,
    "test_cases": _use_case,
    "device_variables": lambda record: {
        "name": device_variable(record),
        "component_slug": slug(record["slug"], record["component"]),
        "variable_slug": slug(record["slug"], record["variable"]),
    },
}
"""What the build makes for a row of a list, by table."""


def about(seed: Seed, list_: Listed, one: str) -> Iterator[Row]:
    """The subjects of the records of a list; `one` is what one of them is called."""
    for record in seed.of(list_.name):
        for position, subject in enumerate(record.get("subjects", ()), 1):
            id_ = record_slug(list_, record)
            made = {one: record["id"], f"{one}_slug": id_, "position": position, "version": record["version"]}
            yield row(f"{one}_subjects", subject, **made)


def requirements(seed: Seed) -> Iterator[Row]:
    """The rows of the requirements, each with the hash of its text where the seed has one."""
    said = {(record["version"], record["requirement"]): record for record in seed.of("requirement-texts")}
    for made in listed(seed, LISTS["requirements"]):
        text = said.get((made["version"], made["id"]))
        yield made | ({"text_sha": text["text_sha"], "text_source": text["source"]} if text else {})


def requirement_messages(seed: Seed) -> Iterator[Row]:
    for record in seed.of("requirements"):
        for action in record.get("messages", ()):
            yield {
                "version": record["version"],
                "requirement": record["id"],
                "action": action,
                "requirement_slug": slug(record["slug"], record["id"]),
                "message_id": slug(record["slug"], action),
            }


def rule_checks(seed: Seed) -> Iterator[Row]:
    """The checks of each rule."""
    for record in seed.of("rules"):
        id_ = record_slug(LISTS["rules"], record)
        for position, check in enumerate(record.get("checks", ()), 1):
            made: Row = {"rule": record["id"], "rule_slug": id_, "position": position, "version": record["version"]}
            yield row("rule_checks", check, **made)


def rule_requirements(seed: Seed) -> Iterator[Row]:
    """The requirements that each rule rests on: that of its section, where the section is one, and those beside it."""
    known = {(record["version"], record["id"]) for record in seed.of("requirements")}
    for record in seed.of("rules"):
        for id_ in dict.fromkeys((record["section"], *record.get("requirements", ()))):
            if (record["version"], id_) in known:
                yield {
                    "version": record["version"],
                    "rule": record["id"],
                    "requirement": id_,
                    "rule_slug": slug(record["slug"], record["id"]),
                    "requirement_slug": slug(record["slug"], id_),
                }
