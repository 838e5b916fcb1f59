"""What must be true of what rules demand: level and keyword agree, demands do not contradict each other, nothing is said twice."""

import re

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.lint.stages import reaches
from ocppdb.build.strict_yaml import Record

__all__ = ["DEMAND_RULES", "demand_has_its_level", "no_opposite_demands", "requirement_is_told", "text_says_more"]

SOFT = ("SHOULD", "SHOULD NOT", "MAY", "RECOMMENDED", "OPTIONAL")
HARD = {"required", "forbidden"}
OPPOSITE = ({"required", "forbidden"}, {"forbidden", "permitted"}, {"required", "discouraged"}, {"recommended", "forbidden"})


def demand_has_its_level(seed: Seed, structures: Structures, known: Known) -> Findings:
    """What rests on a SHOULD or MAY alone is neither required nor forbidden."""
    levels = {(record["version"], record["id"]): record["level"] for record in seed.of("requirements")}
    for record in seed.of("rules"):
        if record.get("allowed") in HARD:
            resting = {
                levels.get((record["version"], id_), "") for id_ in (record["section"], *record.get("requirements", ()))
            } - {""}
            if resting and resting <= set(SOFT):
                yield (
                    record.at("allowed"),
                    f"found {record['allowed']!r}, and its requirement says {' and '.join(sorted(resting))}",
                )


def no_opposite_demands(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Two rules with the same subjects, state, value and bound party do not demand opposites, unless one is linked as an exception."""
    exceptions = {
        frozenset((record["from"]["name"], record["to"]["name"]))
        for record in seed.of("links")
        if record["relation"] in ("exception-to", "overtaken-by", "changed-by", "continues-in")
    }
    first: dict[tuple[object, ...], list[Record]] = {}
    for record in seed.of("rules"):
        if "value" in record and "allowed" in record and "subjects" in record:
            about = frozenset(subject["name"] for subject in record["subjects"])
            first.setdefault((record["version"], about, record.get("state"), record["value"], record.get("who")), []).append(
                record
            )
    for rules in first.values():
        for number, one in enumerate(rules):
            for other in rules[number + 1 :]:
                linked = frozenset((one["id"], other["id"])) in exceptions
                if {one["allowed"], other["allowed"]} in OPPOSITE and not linked:
                    yield (
                        other.at("allowed"),
                        f"{other['allowed']!r} against {one['allowed']!r} of {one['id']}; link an exception, or correct one",
                    )


def text_says_more(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A rule says more than the description of the field that it is about."""
    described = {
        (record["version"], record["field"]): _words(record["description"])
        for record in seed.of("field-descriptions")
        if "description" in record
    }
    for record in seed.of("rules"):
        for subject in record.get("subjects", ()):
            words = described.get((record["version"], subject["name"]))
            said = _words(record["text"])
            if words and len(said) > 3 and said <= words:
                yield record.at("text"), f"says nothing that the description of {subject['name']} does not; take the rule out"


def requirement_is_told(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Where rules are reached, every requirement is told by a rule, point or erratum, is a twin, deleted, or says why no rule tells it."""
    told: set[tuple[str, str]] = set()
    for list_ in (
        "rules",
        "escalations",
        "settled",
        "errata",
        "device-variables",
        "config-keys",
        "field-descriptions",
        "value-meanings",
    ):
        for record in seed.of(list_):
            said = " ".join(
                [
                    record.get("section", ""),
                    record.get("note", ""),
                    record.get("requirement", ""),
                    record.get("description", ""),
                    *record.get("requirements", ()),
                    *(subject["name"] for subject in record.get("subjects", ()) if subject["kind"] == "requirement"),
                    *(f"{evidence['section']} {evidence['note']}" for evidence in record.get("evidence", ())),
                ]
            )
            told |= {(record["version"], id_) for id_ in re.findall(r"\b(?:[A-Z]\d\d\.)?FR\.\d+\b", said)}
    telling = {version["id"] for version in seed.of("version") if reaches(version, "rules")}
    for record in seed.of("requirements"):
        explained = record["version"] not in telling or any(key in record for key in ("same_as", "deleted_in", "no_rule"))
        if (record["version"], record["id"]) not in told and not explained:
            yield record.place, f"{record['id']} is told by nothing; write a rule, or 'same_as', 'deleted_in' or 'no_rule'"


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))


DEMAND_RULES = (demand_has_its_level, no_opposite_demands, text_says_more, requirement_is_told)
