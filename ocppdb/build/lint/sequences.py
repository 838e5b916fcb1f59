"""What must be true of sequences: one function for each rule, its docstring the rule in a sentence."""

from collections.abc import Sequence
from typing import Literal

from ocppdb.build.flow import FRAGMENTS, STEPS, flows, payloads_of, sides
from ocppdb.build.lint.rule import Finding, Findings, Known, Seed, Structures
from ocppdb.build.lint.stages import reaches
from ocppdb.build.names import unknown_requirement
from ocppdb.build.schemas import places
from ocppdb.build.strict_yaml import Record

__all__ = ["SEQUENCE_RULES"]

JSON_TYPES: dict[str | None, type | tuple[type, ...]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "object": dict,
    "any": object,
}

TOLD: tuple[Literal["fragment", "guard", "sender", "receiver", "action", "kind", "field_values", "note"], ...] = (
    "fragment",
    "guard",
    "sender",
    "receiver",
    "action",
    "kind",
    "field_values",
    "note",
)
"""What a row tells; two rows that agree in it tell the same."""


def sequence_belongs(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A sequence names a group and a use case of its version."""
    for record in seed.of("sequences"):
        groups = [group["name"] for group in seed.of("groups", record["version"])]
        if record["group"] not in groups:
            yield record.at("group"), f"found {record['group']!r}, expected one of {', '.join(groups)}"
        if record["use_case"] not in known[record["version"]]["use-case"]:
            yield record.at("use_case"), f"no use case is called {record['use_case']!r} in OCPP {record['version']}"


def step_is_one_thing(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A step is a request, a response, an internal step or a fragment, and nothing else at once."""
    for _, rows in flows(seed):
        for step in (row["step"] for row in rows if row["fragment"] != "end"):
            kinds = [kind for kind in (*STEPS, *FRAGMENTS) if kind in step]
            if len(kinds) != 1:
                yield (
                    step.place,
                    f"found {' and '.join(kinds) or 'none'} of {', '.join((*STEPS, *FRAGMENTS))}, expected exactly one",
                )
            elif ("steps" in step) != (kinds[0] in FRAGMENTS) or kinds[0] == "internal" and "note" not in step:
                yield step.place, "a fragment holds steps and nothing else does; an internal step has a note"


def step_sends_what_it_may(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The message of a step exists and has that payload, its sender may send it, and both ends are known."""
    payloads = {(message["version"], message["action"]): payloads_of(message) for message in seed.of("messages")}
    for record, rows in flows(seed):
        roles, directions = sides(seed, record["version"])
        for row in rows:
            action, kind = row["action"], row["kind"]
            if action is None:
                continue
            if action not in directions:
                yield row["step"].place, f"no message is called {action!r} in OCPP {record['version']}"
            elif kind != "error" and kind not in payloads[record["version"], action]:
                yield row["step"].place, f"{action} has no {kind} in OCPP {record['version']}; take the step out"
            elif row["sender"] is None or row["receiver"] is None or row["sender"] == row["receiver"]:
                yield row["step"].place, f"who sends {action} to whom cannot be told; give 'from' and 'to'"
            elif kind == "request":
                wrong = {"station-to-csms": roles.get("csms"), "csms-to-station": roles.get("station")}.get(directions[action])
                if row["sender"] == wrong:
                    yield row["step"].place, f"{wrong} may not send {action}, which goes {directions[action]}"


def response_follows_request(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A response answers a request that is open, and a request is answered on some way through the sequence, if it can be."""
    silent = {
        (message["version"], message["action"]) for message in seed.of("messages") if "response" not in payloads_of(message)
    }
    for record in seed.of("sequences"):
        left, problems = _unanswered(record["steps"], ())
        yield from problems
        for action in left:
            if (record["version"], action) not in silent:
                yield (
                    record.place,
                    f"{action} is never answered; add its response, or an internal step instead of the request",
                )


def _unanswered(steps: Sequence[Record], open_before: Sequence[str]) -> tuple[list[str], list[Finding]]:
    """Return the actions that wait for a response after some steps, and the responses that answer nothing."""
    waiting = list(open_before)
    problems: list[Finding] = []
    before: list[str] = []
    outcomes: list[list[str]] = []
    for step in steps:
        if "request" in step:
            waiting.append(step["request"])
        elif "response" in step or "error" in step:
            answered = step.get("response", step.get("error"))
            if answered in waiting:
                waiting.remove(answered)
            else:
                problems.append((step.place, f"{answered} answers no open request"))
        elif "steps" in step:
            if "else" not in step:
                before, outcomes = list(waiting), []
            elif not outcomes:
                problems.append((step.place, "'else' stands alone; expected an alt or par before it"))
            after, inner = _unanswered(step["steps"], before)
            problems += inner
            outcomes.append(after)
            waiting = [action for action in outcomes[0] if all(action in each for each in outcomes)]
            waiting += [action for each in outcomes for action in each if action not in before and action not in waiting]
    return waiting, problems


def field_values_legal(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The field values of a step are of fields of its message, and values that its schema allows."""
    fields = {version: places(structure) for version, structure in structures.items()}
    for record, rows in flows(seed):
        types = structures[record["version"]].types
        for row in rows:
            step = row["step"]
            for path, value in (step.get("values") or {}).items():
                field = fields[record["version"]].get(f"{row['action']}.{row['kind']}.{path}")
                if field is None:
                    yield step.at("values"), f"{row['action']}.{row['kind']} has no field {path}"
                    continue
                if value is None:
                    if field["required"]:
                        yield step.at("values"), f"{path} is left out, and is required"
                    continue
                of_type = types.get(field["data_type"] or "")
                allowed = of_type["values"] if of_type else []
                for each in value if isinstance(value, list) else [value]:
                    if allowed and each not in allowed:
                        yield step.at("values"), f"{path} is {each!r}, expected one of {', '.join(allowed)}"
                    elif (
                        not isinstance(each, JSON_TYPES[field["type"]])
                        or isinstance(each, bool) != (field["type"] == "boolean")
                        and field["type"] != "any"
                    ):
                        yield step.at("values"), f"{path} is {each!r}, expected a {field['type']}"
                    elif field["max_length"] and isinstance(each, str) and len(each) > field["max_length"]:
                        yield step.at("values"), f"{path} has {len(each)} characters, at most {field['max_length']} are allowed"


def step_requirement_exists(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A requirement id at a step is a requirement of its version."""
    for record, rows in flows(seed):
        for row in rows:
            for requirement in row["requirements"]:
                if unknown_requirement(requirement, known[record["version"]]):
                    yield row["step"].place, f"no requirement is called {requirement!r} in OCPP {record['version']}"


def every_message_occurs(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that reaches sequences, every message occurs in one."""
    told = {(record["version"], row["action"]) for record, rows in flows(seed) for row in rows}
    for version in seed.of("version"):
        for message in seed.of("messages", version["id"]) if reaches(version, "sequences") else ():
            if (version["id"], message["action"]) not in told:
                yield message.place, f"no sequence of OCPP {version['id']} has {message['action']}"


def use_case_is_told(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that reaches sequences and says so, every use case has a sequence, or a reason for having none, and not both."""
    told = {(record["version"], record["use_case"]) for record in seed.of("sequences")}
    for version in seed.of("version"):
        if version.get("every_use_case_is_told") and reaches(version, "sequences"):
            for record in seed.of("use-cases", version["id"]):
                has = (version["id"], record["id"]) in told
                if has == ("without_messages" in record):
                    found = "both a sequence and a reason for none" if has else "no sequence"
                    yield record.place, f"{record['id']} has {found}; expected a sequence or 'without_messages'"


def no_flow_twice(seed: Seed, structures: Structures, known: Known) -> Findings:
    """No two sequences of a version tell the same flow."""
    first: dict[tuple[object, ...], str] = {}
    for record, rows in flows(seed):
        flow = record["version"], *(tuple(row[key] for key in TOLD) for row in rows)
        if flow in first:
            yield record.place, f"tells the same flow as {first[flow]}; keep one of the two"
        first.setdefault(flow, record.place)


def step_names_exist(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A CALLERROR has an error code of its version and nothing else has; the source and open point of a step exist."""
    sources = {record["id"] for record in seed.of("sources")}
    for record, rows in flows(seed):
        names = known[record["version"]]
        for step in (row["step"] for row in rows if row["fragment"] is None):
            if ("error" in step) != ("code" in step):
                yield step.place, "has only one of 'error' and 'code', expected both or none"
            elif "code" in step and step["code"] not in names["error-code"]:
                yield step.at("code"), f"no error code is called {step['code']!r} in OCPP {record['version']}"
            if "source" in step and step["source"] not in sources:
                yield step.at("source"), f"found {step['source']!r}, expected a source of seed/sources.yml"
            if "open_point" in step and step["open_point"] not in names["escalation"]:
                yield step.at("open_point"), f"no escalation is called {step['open_point']!r} in OCPP {record['version']}"


SEQUENCE_RULES = (
    step_names_exist,
    sequence_belongs,
    step_is_one_thing,
    step_sends_what_it_may,
    response_follows_request,
    field_values_legal,
    step_requirement_exists,
    every_message_occurs,
    use_case_is_told,
    no_flow_twice,
)
