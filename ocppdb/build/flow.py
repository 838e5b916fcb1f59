"""A sequence as it is written in the seed, with its nested steps laid out in rows from top to bottom."""

import json
from collections.abc import Sequence
from typing import TypedDict

from ocppdb.build.seed import Record, Seed

__all__ = ["FRAGMENTS", "PAYLOADS", "STEPS", "Row", "flatten", "flows", "payloads_of", "sides"]

FRAGMENTS = ("alt", "else", "opt", "loop", "par")
STEPS = ("request", "response", "error", "internal")
PAYLOADS = ("request", "response")


class Row(TypedDict):
    """One row of a sequence: a step, or where a fragment begins or ends. `step` is how it was written."""

    fragment: str | None
    guard: str | None
    sender: str | None
    receiver: str | None
    action: str | None
    kind: str | None
    field_values: str | None
    note: str | None
    requirements: Sequence[str]
    position: int
    depth: int
    step: Record


def sides(seed: Seed, version: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return ({side: role name}, {action: direction}) of a version."""
    roles = {role["side"]: role["name"] for role in seed.of("roles", version)}
    return roles, {message["action"]: message["direction"] for message in seed.of("messages", version)}


def payloads_of(message: Record) -> tuple[str, ...]:
    """Return the kinds of payload that a message has: both, unless its record says otherwise; what goes one way has no response."""
    kinds = message.get("payloads", PAYLOADS)
    return tuple(kind for kind in PAYLOADS if kind in kinds and not (kind == "response" and message.get("one_way")))


def flatten(record: Record, roles: dict[str, str], directions: dict[str, str]) -> list[Row]:
    """Return the rows of a sequence's steps, in order; each carries the `step` it was written as.

    Sender and receiver follow from the message's direction, and a response goes back where its request came from; `from` and
    `to` override both. A row that cannot be told has None there, which lint reports.
    """
    rows: list[Row] = []
    open_requests: dict[str, tuple[str | None, str | None]] = {}

    def lay(steps: Sequence[Record], depth: int) -> None:
        for index, step in enumerate(steps):
            kind = next((key for key in (*STEPS, *FRAGMENTS) if key in step), "internal")
            if kind in FRAGMENTS:
                follows = steps[index + 1] if index + 1 < len(steps) else {}
                add(step, depth, fragment=kind, guard=step[kind])
                lay(step.get("steps", ()), depth + 1)
                if "else" not in follows:
                    add(step, depth, fragment="end")
            else:
                say(step, depth, kind)

    def say(step: Record, depth: int, kind: str) -> None:
        row = add(step, depth)
        row["kind"] = kind
        row["sender"], row["receiver"] = ends(step, kind)
        row["action"] = None if kind == "internal" else step[kind]
        row["field_values"] = json.dumps(step["values"], ensure_ascii=False) if "values" in step else None
        row["note"] = step.get("note")
        row["requirements"] = step.get("requirements", ())

    def add(step: Record, depth: int, fragment: str | None = None, guard: str | None = None) -> Row:
        row = Row(
            fragment=fragment,
            guard=guard,
            sender=None,
            receiver=None,
            action=None,
            kind=None,
            field_values=None,
            note=None,
            requirements=(),
            position=len(rows) + 1,
            depth=depth,
            step=step,
        )
        rows.append(row)
        return row

    def ends(step: Record, kind: str) -> tuple[str | None, str | None]:
        if kind == "internal":
            return step.get("internal"), step.get("to")
        if kind in ("response", "error"):
            asked = open_requests.get(step[kind], (None, None))
            return step.get("from", asked[1]), step.get("to", asked[0])
        usual = {
            "station-to-csms": (roles.get("station"), roles.get("csms")),
            "csms-to-station": (roles.get("csms"), roles.get("station")),
        }.get(directions.get(step["request"], ""), (None, None))
        sender, receiver = step.get("from", usual[0]), step.get("to")
        if receiver is None:
            receiver = usual[1] if usual[1] else next((role for role in roles.values() if role != sender), None)
        open_requests[step["request"]] = sender, receiver
        return sender, receiver

    lay(record["steps"], 0)
    return rows


def flows(seed: Seed) -> list[tuple[Record, list[Row]]]:
    """Return every sequence of a seed with its rows, laid out once."""
    if seed.flows is None:
        seed.flows = [
            (record, flatten(record, *sides(seed, version["id"])))
            for version in seed.of("version")
            for record in seed.of("sequences", version["id"])
        ]
    return seed.flows
