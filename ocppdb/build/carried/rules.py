"""Rules that a version has in common with the one before it.

A rule is carried over where its section is a requirement, every requirement that it rests on reads the same in both versions by the last
document that has it, everything that it is about is in both and alike, its words name nothing that the later version lacks, and its checks
tell right from wrong by the schemas there.
"""

import re
from collections.abc import Iterator, Mapping

from ocppdb.build.carried.both import REQUIREMENT, Both
from ocppdb.build.lint.checks import check_examples_tell, check_looks_at_fields
from ocppdb.build.names import Structures
from ocppdb.build.seed import Record, Seed

__all__ = ["carried_rules"]

BESIDE = re.compile(r"\b(?:notes?|remarks?|descriptions?|prerequisites?|up to)\b")
"""Says in the note of a rule or in its editions that it rests on more than the text of its requirements."""


def carried_rules(seed: Seed, structures: Structures, both: Both) -> Iterator[tuple[Record, Record | None, str]]:
    """Yield each rule of the version before, the one that it becomes, and where it becomes none why not."""
    for record in seed.of("rules", both.old.record["id"]):
        if why := _why_not(record, both):
            yield record, None, why
        else:
            rule = _rule(record, both)
            wrong = "checks" in rule and _wrong(rule, both.new.record, structures)
            yield (record, None, "its checks do not hold") if wrong else (record, rule, "")


def _why_not(record: Record, both: Both) -> str | None:
    """Why a rule is not carried over, or None; its checks aside."""
    if not REQUIREMENT.fullmatch(record["section"]):
        return "its section is no requirement"
    if BESIDE.search(record.get("note", "")) or BESIDE.search(record.get("editions", "")):
        return "it rests on more than its requirements"
    about = [(subject["kind"], subject["name"]) for subject in record.get("subjects", ())]
    about += [("state", record["state"])] if "state" in record else []
    said = " ".join(str(record.get(key, "")) for key in ("text", "value", "refusal", "who"))
    names_it = "its words name what is gone" if both.names_what_is_gone(said) else None
    return both.why_not_alike(_resting(record)) or both.why_not_about(about) or names_it


def _resting(record: Record) -> list[str]:
    return list(dict.fromkeys((record["section"], *record.get("requirements", ()))))


def _rule(record: Record, both: Both) -> Record:
    """The rule of the later version: what the one before demands, as the later documents cite it."""
    holds = "note" in record and "editions" not in record and both.note_holds(record["note"])
    note = record["note"] if holds else None
    source = both.new.texts[record["section"]][1]
    return both.made(record, note=note, editions=None, source=source, proof=both.proof(_resting(record)))


def _wrong(rule: Record, version: Record, structures: Structures) -> bool:
    """Whether the checks of a rule look at what is not there, or tell by the schemas of a version what they should not."""
    alone = Seed({"version": [version], "rules": [rule]})
    known: Mapping[str, Mapping[str, set[str]]] = {}
    return any(any(ask(alone, structures, known)) for ask in (check_looks_at_fields, check_examples_tell))
