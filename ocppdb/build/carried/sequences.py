"""Sequences that a version has in common with the one before it.

A sequence is carried over where its section and every requirement at a step read the same in both versions, its use case has the same
title, its words name nothing that is gone, the open points on which it takes a side are there, and its steps make right frames there.
"""

from collections.abc import Iterator, Mapping, Sequence

from ocppdb.build.carried.both import REQUIREMENT, Both
from ocppdb.build.lint.examples import step_makes_a_frame
from ocppdb.build.lint.sequences import field_values_legal, step_sends_what_it_may
from ocppdb.build.names import Structures
from ocppdb.build.seed import Record, Seed

__all__ = ["carried_sequences"]


def carried_sequences(seed: Seed, structures: Structures, both: Both) -> Iterator[tuple[Record, Record | None, str]]:
    """Yield each sequence of the version before, the one that it becomes, and where it becomes none why not.

    `seed` has the rules, examples and points that are carried over already.
    """
    candidates: dict[str, tuple[Record, Record]] = {}
    for record in seed.of("sequences", both.old.record["id"]):
        if why := _why_not(seed, record, both):
            yield record, None, why
        else:
            candidates[record["id"]] = record, _sequence(record, both)
    wrong = _wrong(seed, structures, [made for _, made in candidates.values()])
    for record, made in candidates.values():
        why = wrong.get(record.file)
        yield (record, None, f"a step does not hold: {why}") if why else (record, made, "")


def steps_of(steps: Sequence[Record]) -> Iterator[Record]:
    """Yield every step, those of groups as well."""
    for step in steps:
        yield step
        yield from steps_of(step.get("steps", ()))


def _why_not(seed: Seed, record: Record, both: Both) -> str | None:
    steps = list(steps_of(record["steps"]))
    resting = [requirement for step in steps for requirement in step.get("requirements", ())]
    resting += [record["section"]] if record["section"] not in (record["use_case"], *resting) else []
    if not resting or not all(REQUIREMENT.fullmatch(each) for each in resting):
        return "it rests on more than requirements"
    if any("source" in step for step in steps):
        return "a step rests on another document"
    points = {point["id"] for point in seed.of("escalations", both.new.record["id"])}
    if any(step["open_point"] not in points for step in steps if "open_point" in step):
        return "an open point on which it takes a side is not there"
    titles = [_use_case(seed, version.record["id"], record["use_case"]) for version in (both.old, both.new)]
    if titles[0] != titles[1]:
        return "its use case is gone or another one"
    return both.why_not_alike(resting) or _names_it(record, steps, both)


def _use_case(seed: Seed, version: str, id_: str) -> str | None:
    return next((each["title"].casefold() for each in seed.of("use-cases", version) if each["id"] == id_), None)


def _names_it(record: Record, steps: Sequence[Record], both: Both) -> str | None:
    said = [record["title"], record["summary"], *record.get("preconditions", ()), *record.get("postconditions", ())]
    said += [step[key] for step in steps for key in ("note", "alt", "else", "opt", "loop", "par", "internal") if key in step]
    return "its words name what is gone" if any(map(both.names_what_is_gone, said)) else None


def _sequence(record: Record, both: Both) -> Record:
    resting = dict.fromkeys(each for step in steps_of(record["steps"]) for each in step.get("requirements", ()))
    note = record["note"] if "note" in record and both.note_holds(record["note"]) else None
    source = next(iter(both.new.texts[each][1] for each in (record["section"], *resting) if each in both.new.texts))
    return both.made(record, note=note, checked_against=None, source=source, proof=both.proof(resting or [record["section"]]))


def _wrong(seed: Seed, structures: Structures, made: list[Record]) -> Mapping[str, str]:
    """What is wrong with some sequences first, by the file of each."""
    alone = seed.having("sequences", made)
    rules = (step_sends_what_it_may, field_values_legal, step_makes_a_frame)
    found: dict[str, str] = {}
    for place, text in (each for rule in rules for each in rule(alone, structures, {})):
        found.setdefault(place.rpartition(":")[0], text)
    return found
