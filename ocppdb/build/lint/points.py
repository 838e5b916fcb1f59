"""What must be true of escalations and settled points: one function for each rule, its docstring the rule in a sentence."""

from collections import Counter
from collections.abc import Iterator

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.lint.stages import reaches
from ocppdb.build.names import unknown_requirement
from ocppdb.build.strict_yaml import Record

__all__ = ["ESCALATION_RULES"]

LISTS = ("escalations", "settled")


def _records(seed: Seed) -> Iterator[Record]:
    for name in LISTS:
        yield from seed.of(name)


def open_point_evidence(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The evidence of an escalation or settled point is of a declared source and an existing requirement."""
    sources = {record["id"] for record in seed.of("sources")}
    for record in _records(seed):
        for evidence in record["evidence"]:
            if evidence["source"] not in sources:
                yield evidence.at("source"), f"found {evidence['source']!r}, expected a source of seed/sources.yml"
            if unknown_requirement(evidence["section"], known[record["version"]]):
                yield evidence.at("section"), f"no requirement is called {evidence['section']!r} in OCPP {record['version']}"


def open_point_groups(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A group of an escalation or settled point is one of its version's."""
    for record in _records(seed):
        for group in record["groups"]:
            if group not in known[record["version"]]["group"]:
                yield record.at("groups"), f"no group is called {group!r} in OCPP {record['version']}"


def every_group_has_a_point(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that reaches points, every group has an escalation."""
    told = {(record["version"], group) for record in seed.of("escalations") for group in record["groups"]}
    for version in seed.of("version"):
        for group in seed.of("groups", version["id"]) if reaches(version, "points") else ():
            if (version["id"], group["name"]) not in told:
                yield group.place, f"no escalation belongs to {group['name']} of OCPP {version['id']}"


def one_pragmatic_option(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The options of an escalation are distinct, and exactly one is pragmatic, with the reason why."""
    for record in seed.of("escalations"):
        labels = [option["label"].lower() for option in record["options"]]
        if len(set(labels)) != len(labels):
            yield record.at("options"), "two options have the same label; tell them apart or drop one"
        marked = sum(option.get("pragmatic", False) for option in record["options"])
        if marked != 1:
            yield record.at("options"), f"{marked} options are pragmatic, expected exactly one"
        for option in record["options"]:
            if option.get("pragmatic", False) != ("reason" in option):
                yield option.place, f"{option['label']!r} has only one of 'pragmatic' and 'reason', expected both or none"


def related_exists(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A related record exists in its version, under one id in both lists."""
    ids = Counter((record["version"], record["id"]) for record in _records(seed))
    for record in _records(seed):
        for related in record.get("related", ()):
            if (record["version"], related) not in ids or related == record["id"]:
                yield (
                    record.at("related"),
                    f"found {related!r}, expected another escalation or settled point of OCPP {record['version']}",
                )
        if ids[record["version"], record["id"]] > 1:
            yield record.place, f"{record['id']} is an escalation and a settled point; rename one"


ESCALATION_RULES = (
    open_point_evidence,
    open_point_groups,
    every_group_has_a_point,
    one_pragmatic_option,
    related_exists,
)
