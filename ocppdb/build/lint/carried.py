"""What must be true of the outcomes of records of the version before: each is of one, says one thing, and none is forgotten."""

from collections.abc import Iterator
from functools import cache

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures, unknown
from ocppdb.build.lint.stages import reaches
from ocppdb.build.names import outcome_of
from ocppdb.build.seed import Record
from ocppdb.errors import nearest_of
from ocppdb.records.carried import CARRIED
from ocppdb.records.versions import Stage

__all__ = ["CARRIED_RULES"]

STAGE: dict[str, Stage] = {"rule": "rules", "sequence": "sequences", "escalation": "points", "settled": "points"}
"""The stage from which on each record of a kind has an outcome."""


def outcome_is_of_one_record(seed: Seed, structures: Structures, known: Known) -> Findings:
    """An outcome is of one record of the version before, which has no other, and says one thing of it."""
    first: dict[tuple[str, tuple[str, str]], str] = {}
    there = cache(lambda list_, version: {record["id"]: record for record in seed.of(list_, version)})
    for version, outcome in _outcomes(seed):
        of = outcome_of(outcome)
        if of is None:
            yield outcome.place, f"expected exactly one of {', '.join(CARRIED)}"
            continue
        kind, id_ = of
        ids = there(CARRIED[kind][0], version["carries"])
        if id_ not in ids:
            nearest = f"; nearest: {', '.join(nearest_of(id_, list(ids)))}" if nearest_of(id_, list(ids)) else ""
            yield outcome.at(kind), f"no {kind} is called {id_!r} in OCPP {version['carries']}{nearest}"
        if (version["id"], of) in first:
            yield outcome.place, f"a second outcome of {id_}, as at {first[version['id'], of]}; keep one"
        first.setdefault((version["id"], of), outcome.place)
        if {"rewritten", "ended"} <= outcome.keys():
            yield outcome.place, "was both rewritten and ended; expected one of the two"


def outcome_leads_on(seed: Seed, structures: Structures, known: Known) -> Findings:
    """What was rewritten is there under its new ids, what holds is not written anew, and what stands in a place exists."""
    ids = cache(lambda list_, version: {each["id"] for each in seed.of(list_, version) if "carried_from" not in each})
    for version, outcome in _outcomes(seed):
        kind, id_ = outcome_of(outcome) or ("rule", "")
        written = ids(CARRIED[kind][0], version["id"])
        if "rewritten" in outcome:
            for each in outcome.get("as", (id_,)):
                if each not in known[version["id"]].get(kind, ()):
                    yield outcome.at("as"), unknown(kind, each, version["id"])
        elif "ended" not in outcome and id_ in written:
            yield outcome.place, f"{id_} holds, and is written anew; say 'rewritten', or take one out"
        if "by" in outcome and outcome["by"]["name"] not in known[version["id"]].get(outcome["by"]["kind"], ()):
            yield outcome.at("by"), unknown(outcome["by"]["kind"], outcome["by"]["name"], version["id"])


def record_has_an_outcome(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that carries over and reaches a stage, each record of the version before holds, was rewritten, or ended."""
    for version in seed.of("version"):
        told = {outcome_of(outcome) for _, outcome in _outcomes(seed) if outcome["version"] == version["id"]}
        for kind, (list_, _) in CARRIED.items():
            if "carries" in version and reaches(version, STAGE[kind]):
                there = {record["id"] for record in seed.of(list_, version["id"])}
                for record in seed.of(list_, version["carries"]):
                    if record["id"] not in there and (kind, record["id"]) not in told:
                        text = f"what became of the {kind} {record['id']} in OCPP {version['id']} is told by nothing"
                        yield record.place, f"{text}; add its outcome to the list 'carried' of that version"


def _outcomes(seed: Seed) -> Iterator[tuple[Record, Record]]:
    for version in seed.of("version"):
        if "carries" in version:
            for outcome in seed.of("carried", version["id"]):
                yield version, outcome


CARRIED_RULES = (outcome_is_of_one_record, outcome_leads_on, record_has_an_outcome)
