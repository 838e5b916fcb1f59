"""What must be true of examples: they are right in all layers, the minimal ones minimal, and sequences made of them right as well."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocppdb.build.flow import flows, payloads_of
from ocppdb.build.lint.book import exact, judges
from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.lint.stages import reaches
from ocppdb.build.strict_yaml import Record
from ocppdb.judging.fault import path_text
from ocppdb.judging.judge import Judge
from ocppdb.judging.overlay import overlaid

__all__ = [
    "EXAMPLE_RULES",
    "example_is_right",
    "answer_fits_its_request",
    "every_payload_has_examples",
    "minimal_is_minimal",
    "step_makes_a_frame",
]


def example_is_right(seed: Seed, structures: Structures, known: Known) -> Findings:
    """An example is of a payload of its version, and right in all layers of the judge."""
    for record, judge in _examples(seed, structures):
        action, _, kind = record["payload"].partition(".")
        if kind not in judge.book.actions.get(action, ()):
            yield record.at("payload"), f"OCPP {record['version']} has no payload {record['payload']!r}"
        elif wrong := _wrong(judge, action, kind, record["value"]):
            yield record.at("value"), wrong


def minimal_is_minimal(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A minimal example has nothing that the schema does not require."""
    for record, judge in _examples(seed, structures):
        action, _, kind = record["payload"].partition(".")
        if record["form"] == "minimal" and kind in judge.book.actions.get(action, ()):
            for name in record["value"]:
                less = {key: copy.deepcopy(value) for key, value in record["value"].items() if key != name}
                if not _wrong(judge, action, kind, less):
                    yield record.at("value"), f"found {name!r}, which may be left out; expected what is required alone"


def every_payload_has_examples(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that reaches examples, every payload has a minimal and a realistic one."""
    there = {(record["version"], record["payload"], record["form"]) for record in seed.of("examples")}
    for version in seed.of("version"):
        for message in seed.of("messages", version["id"]) if reaches(version, "examples") else ():
            for kind in payloads_of(message):
                payload = f"{message['action']}.{kind}"
                missing = [form for form in ("minimal", "realistic") if (version["id"], payload, form) not in there]
                if missing:
                    yield message.place, f"{payload} has no {' and no '.join(missing)} example"


def step_makes_a_frame(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The realistic example of a step's payload is still right with the values of the step in it, but for the rules that it breaks."""
    for _, step, judge, action, kind, made in _frames(seed, structures):
        if "values" in step and (wrong := _wrong(judge, action, kind, made, step.get("breaks", ()))):
            yield step.at("values"), f"in the example of {action}.{kind}: {wrong}"


def answer_fits_its_request(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A response in a sequence, each alternative by itself, breaks no rule as the answer to the last request of its action above it."""
    asked: dict[tuple[str, str, str], Any] = {}
    for sequence, step, judge, action, kind, made in _frames(seed, structures):
        key = sequence["version"], sequence["id"], action
        if kind == "request":
            asked[key] = made
            continue
        for each in judge.exchange(action, exact(asked[key]), exact(made)) if key in asked else ():
            if each.severity != "notice" and each.rule not in step.get("breaks", ()):
                yield step.place, f"{each.path} breaks the rule {each.rule}: found {each.found}"


def _frames(seed: Seed, structures: Structures) -> Iterator[tuple[Record, Record, Judge, str, str, Any]]:
    """Yield each step of a sequence that has a payload: the sequence, the step, action and kind, and the example with its values."""
    realistic: dict[tuple[str, str], Any] = {}
    for record in seed.of("examples"):
        if record["form"] == "realistic":
            realistic[record["version"], record["payload"]] = record["value"]
    for sequence, rows in flows(seed):
        for step in (row["step"] for row in rows if row["kind"] in ("request", "response") and row["fragment"] is None):
            kind = "request" if "request" in step else "response"
            action = step[kind]
            example = realistic.get((sequence["version"], f"{action}.{kind}"))
            if example is not None:
                judge = judges(seed, structures)[sequence["version"]]
                made = overlaid(example, step.get("values", {}), judge.book.payload(action, kind).schema)
                yield sequence, step, judge, action, kind, made


def _examples(seed: Seed, structures: Structures) -> Iterator[tuple[Record, Judge]]:
    for record in seed.of("examples"):
        yield record, judges(seed, structures)[record["version"]]


def _wrong(judge: Judge, action: str, kind: str, value: Mapping[str, Any], told: Sequence[str] = ()) -> str | None:
    """What is wrong with a payload first, or None; of the rules that it is told to break, one that it keeps is wrong."""
    faults, broken = judge.payload_faults(exact(value), action, kind)
    for fault in faults:
        return f"{path_text(fault.path) or 'the payload'}: expected {fault.expected}, found {fault.found}"
    for each in broken:
        if each.check.severity != "notice" and each.check.rule not in told:
            return f"{path_text(each.path) or 'the payload'} breaks the rule {each.check.rule}: found {each.found}"
    kept = sorted(set(told) - {each.check.rule for each in broken})
    return f"the rule {kept[0]} is not broken, as 'breaks' says it is" if kept else None


EXAMPLE_RULES = (example_is_right, minimal_is_minimal, every_payload_has_examples, step_makes_a_frame, answer_fits_its_request)
