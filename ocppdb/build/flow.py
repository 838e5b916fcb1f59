"""A sequence as it is written in the seed, with its nested steps laid out in rows from top to bottom."""

import json

__all__ = ["FRAGMENTS", "STEPS", "flatten", "flows", "sides"]

FRAGMENTS = ("alt", "else", "opt", "loop", "par")
STEPS = ("request", "response", "internal")


def sides(seed, version):
    """Return ({side: role name}, {action: direction}) of a version."""
    roles = {role["side"]: role["name"] for role in seed.of("roles", version)}
    return roles, {message["action"]: message["direction"] for message in seed.of("messages", version)}


def flatten(record, roles, directions):
    """Return the rows of a sequence's steps, in order; each carries the `step` it was written as.

    Sender and receiver follow from the message's direction, and a response goes back where its request came from; `from` and
    `to` override both. A row that cannot be told has None there, which lint reports.
    """
    rows, open_requests = [], {}

    def lay(steps, depth):
        for index, step in enumerate(steps):
            kind = next((key for key in (*STEPS, *FRAGMENTS) if key in step), "internal")
            if kind in FRAGMENTS:
                follows = steps[index + 1] if index + 1 < len(steps) else {}
                add(step, depth, fragment=kind, guard=step[kind])
                lay(step.get("steps", ()), depth + 1)
                if "else" not in follows:
                    add(step, depth, fragment="end")
            else:
                sender, receiver = ends(step, kind)
                add(
                    step,
                    depth,
                    kind=kind,
                    sender=sender,
                    receiver=receiver,
                    action=None if kind == "internal" else step[kind],
                    field_values=json.dumps(step["values"], ensure_ascii=False) if "values" in step else None,
                    note=step.get("note"),
                    requirements=step.get("requirements", ()),
                )

    def add(step, depth, **values):
        blank = dict.fromkeys(("fragment", "guard", "sender", "receiver", "action", "kind", "field_values", "note"))
        rows.append(blank | {"requirements": (), "position": len(rows) + 1, "depth": depth, "step": step} | values)

    def ends(step, kind):
        if kind == "internal":
            return step.get("internal"), step.get("to")
        if kind == "response":
            asked = open_requests.get(step["response"], (None, None))
            return step.get("from", asked[1]), step.get("to", asked[0])
        usual = {
            "station-to-csms": (roles.get("station"), roles.get("csms")),
            "csms-to-station": (roles.get("csms"), roles.get("station")),
        }.get(directions.get(step["request"]), (None, None))
        sender, receiver = step.get("from", usual[0]), step.get("to")
        if receiver is None:
            receiver = usual[1] if usual[1] else next((role for role in roles.values() if role != sender), None)
        open_requests[step["request"]] = sender, receiver
        return sender, receiver

    lay(record["steps"], 0)
    return rows


def flows(seed):
    """Return every sequence of a seed with its rows, laid out once."""
    if seed.flows is None:
        seed.flows = [
            (record, flatten(record, *sides(seed, version["id"])))
            for version in seed.of("version")
            for record in seed.of("sequences", version["id"])
        ]
    return seed.flows
