"""What must be true of the steps, options and examples of composite schedules."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures, unknown

__all__ = ["SCHEDULE_RULES"]


def step_rules_exist(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The rules of a step of the calculation exist in its version."""
    for record in seed.of("schedule-steps"):
        for rule in record["rules"]:
            if rule not in known[record["version"]]["rule"]:
                yield record.at("rules"), unknown("rule", rule, record["version"])


def option_is_an_escalation(seed: Seed, structures: Structures, known: Known) -> Findings:
    """An option of the calculation is an escalation of its version, and names each option of it, the pragmatic one among what is computed or refused."""
    points = {(record["version"], record["id"]): record for record in seed.of("escalations")}
    for record in seed.of("schedule-options"):
        point = points.get((record["version"], record["escalation"]))
        if point is None:
            yield record.at("escalation"), unknown("escalation", record["escalation"], record["version"])
        elif len(record.get("choices", ())) != len(point["options"]):
            told = f"{len(record.get('choices', ()))} choices for the {len(point['options'])} options of {record['escalation']}"
            yield record.at("choices"), f"{told}; expected one for each, in their order"


def example_points_exist(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A point that an example touches is an escalation or settled point of its version."""
    for record in seed.of("schedule-examples"):
        for point in record.get("points", ()):
            if not any(point in known[record["version"]][kind] for kind in ("escalation", "settled")):
                yield record.at("points"), unknown("escalation", point, record["version"])


SCHEDULE_RULES = (step_rules_exist, option_is_an_escalation, example_points_exist)
