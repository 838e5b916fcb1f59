"""What the seed itself says became of records of the version before: which of them hold, as somebody read in the later text."""

from collections.abc import Iterator, Mapping
from typing import Any

from ocppdb.build.carried.both import Both, cited_anew
from ocppdb.build.names import outcome_of
from ocppdb.build.seed import Record, Seed
from ocppdb.records.carried import CARRIED

__all__ = ["holding", "with_what_differs"]

ABOUT_IT = (*CARRIED, "rewritten", "ended", "by", "as", "without", "source", "slug", "version")


def holding(seed: Seed, both: Both) -> Iterator[tuple[str, Record]]:
    """Yield the list and the record of the later version for each one of the version before that holds, as an outcome says."""
    before = {
        (kind, record["id"]): record for kind, (list_, _) in CARRIED.items() for record in seed.of(list_, both.old.record["id"])
    }
    for outcome in seed.of("carried", both.new.record["id"]):
        of = outcome_of(outcome)
        if of in before and not {"rewritten", "ended"} & outcome.keys():
            yield CARRIED[of[0]][0], _held(outcome, before[of], both)


def _held(outcome: Record, record: Record, both: Both) -> Record:
    told: dict[str, Any] = {key: value for key, value in outcome.items() if key not in ABOUT_IT}
    told |= dict.fromkeys(outcome.get("without", ()))
    for key in ("editions", "checked_against", "practice"):
        told.setdefault(key, None)
    if "note" not in told and not both.note_holds(record.get("note", "")):
        told["note"] = None
    if "evidence" in record:
        told.setdefault("evidence", [cited_anew(each, outcome["source"], outcome) for each in record["evidence"]])
        cited = ", ".join(f"{each['source']} {each['section']}" for each in told["evidence"])
    else:
        told["source"] = outcome["source"]
        cited = f"{outcome['source']} {outcome.get('section', record['section'])}"
    made = both.made(record, **told, proof=f"Read in both: {_cited(record)}; {cited}.")
    made.file, made.first_line, made.lines = outcome.file, outcome.first_line, outcome.lines
    return made


def _cited(record: Mapping[str, Any]) -> str:
    if "evidence" in record:
        return ", ".join(f"{each['source']} {each['section']}" for each in record["evidence"])
    return f"{record['source']} {record['section']}"


def with_what_differs(seed: Seed, both: Both) -> Seed:
    """Return a seed whose rules say what they demand otherwise than the ones whose place they took."""
    version = both.new.record["id"]
    differs = {
        id_: outcome["rewritten"]
        for outcome in seed.of("carried", version)
        if "rule" in outcome and "rewritten" in outcome
        for id_ in outcome.get("as", (outcome["rule"],))
    }
    rules = [
        _differing(record, differs[record["id"]]) if record["version"] == version and record["id"] in differs else record
        for record in seed.of("rules")
    ]
    return seed.having("rules", rules) if differs else seed


def _differing(rule: Record, text: str) -> Record:
    made = Record(rule.file, rule.first_line)
    made.lines = rule.lines
    made.update(rule | {"differs": text})
    return made
