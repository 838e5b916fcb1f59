"""What must be true of sequences: one function for each rule, its docstring the rule in a sentence."""

from ocppdb.build.flow import FRAGMENTS, STEPS, flows, sides
from ocppdb.build.names import unknown_requirement
from ocppdb.build.schemas import places

__all__ = ["SEQUENCE_RULES"]

JSON_TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "object": dict, "any": object}


def sequence_belongs(seed, structures, known):
    """A sequence names a group and a use case of its version."""
    for record in seed.of("sequences"):
        groups = [group["name"] for group in seed.of("groups", record["version"])]
        if record["group"] not in groups:
            yield record.at("group"), f"found {record['group']!r}, expected one of {', '.join(groups)}"
        if record["use_case"] not in known[record["version"]]["use-case"]:
            yield record.at("use_case"), f"no use case is called {record['use_case']!r} in OCPP {record['version']}"


def step_is_one_thing(seed, structures, known):
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


def step_sends_what_it_may(seed, structures, known):
    """The message of a step exists, its sender may send it, and both ends are known."""
    for record, rows in flows(seed):
        roles, directions = sides(seed, record["version"])
        for row in rows:
            if row["action"] is None:
                continue
            if row["action"] not in directions:
                yield row["step"].place, f"no message is called {row['action']!r} in OCPP {record['version']}"
            elif row["sender"] is None or row["receiver"] is None or row["sender"] == row["receiver"]:
                yield row["step"].place, f"who sends {row['action']} to whom cannot be told; give 'from' and 'to'"
            elif row["kind"] == "request":
                wrong = {"station-to-csms": roles.get("csms"), "csms-to-station": roles.get("station")}.get(
                    directions[row["action"]]
                )
                if row["sender"] == wrong:
                    yield row["step"].place, f"{wrong} may not send {row['action']}, which goes {directions[row['action']]}"


def response_follows_request(seed, structures, known):
    """A response answers a request that is open, and a request is answered on some way through the sequence."""
    for record in seed.of("sequences"):
        left, problems = _unanswered(record["steps"], ())
        yield from problems
        for action in left:
            yield (
                record.place,
                f"{action} is never answered; add its response, or an internal step instead of the request",
            )


def _unanswered(steps, waiting):
    """Return the actions that wait for a response after some steps, and the responses that answer nothing."""
    waiting, problems, before, outcomes = list(waiting), [], [], []
    for step in steps:
        if "request" in step:
            waiting.append(step["request"])
        elif "response" in step:
            if step["response"] in waiting:
                waiting.remove(step["response"])
            else:
                problems.append((step.place, f"{step['response']} answers no open request"))
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


def field_values_legal(seed, structures, known):
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
                allowed = types.get(field["data_type"], {}).get("values")
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


def step_requirement_exists(seed, structures, known):
    """A requirement id at a step is a requirement of its version."""
    for record, rows in flows(seed):
        for row in rows:
            for requirement in row["requirements"]:
                if unknown_requirement(requirement, known[record["version"]]):
                    yield row["step"].place, f"no requirement is called {requirement!r} in OCPP {record['version']}"


def every_message_occurs(seed, structures, known):
    """Every message occurs in some sequence of its version."""
    told = {(record["version"], row["action"]) for record, rows in flows(seed) for row in rows}
    for message in seed.of("messages"):
        if (message["version"], message["action"]) not in told:
            yield message.place, f"no sequence of OCPP {message['version']} has {message['action']}"


def use_case_is_told(seed, structures, known):
    """In a version that says so, every use case has a sequence, or a reason for having none, and not both."""
    told = {(record["version"], record["use_case"]) for record in seed.of("sequences")}
    for version in seed.of("version"):
        if version.get("every_use_case_is_told"):
            for record in seed.of("use-cases", version["id"]):
                has = (version["id"], record["id"]) in told
                if has == ("without_messages" in record):
                    found = "both a sequence and a reason for none" if has else "no sequence"
                    yield record.place, f"{record['id']} has {found}; expected a sequence or 'without_messages'"


def no_flow_twice(seed, structures, known):
    """No two sequences of a version tell the same flow."""
    first = {}
    for record, rows in flows(seed):
        flow = (
            record["version"],
            *(
                tuple(row[key] for key in ("fragment", "guard", "sender", "receiver", "action", "kind", "field_values", "note"))
                for row in rows
            ),
        )
        if flow in first:
            yield record.place, f"tells the same flow as {first[flow]}; keep one of the two"
        first.setdefault(flow, record.place)


SEQUENCE_RULES = (
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
