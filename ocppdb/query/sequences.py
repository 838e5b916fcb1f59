"""Sequences of messages."""

import json
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any, Literal

from ocppdb.errors import NotFound
from ocppdb.judging.overlay import overlaid
from ocppdb.query.course import Course
from ocppdb.query.filters import Condition, where
from ocppdb.query.messages import message, schema
from ocppdb.query.names import having, resolve
from ocppdb.query.open_points import open_points
from ocppdb.query.reach import demand, demand_of
from ocppdb.query.reader import Reader, columns, made
from ocppdb.records.sequences import Sequence, Step

__all__ = ["frames", "sequence", "sequences"]


def sequence(reader: Reader, id: str) -> Sequence:
    """Return the Sequence of an id such as `ocpp201-b01-cold-boot`, known without the version's slug as well. Raises NotFound."""
    name = resolve(reader, "sequence", id).name
    return reader.once(("sequence", name), lambda: _read(reader, ("id = ?", (name,)))[0])


def sequences(reader: Reader, action: str | None = None, version: str | None = None, **given: object) -> list[Sequence]:
    """Return the list of Sequences that have a message, or belong to a use case, group or kind; of one version where given.

    Raises NotFound for a message or value that does not exist.
    """
    demand(reader, "sequences", version)
    terms, parameters = where(reader, "sequences", version, given)
    if action is not None:
        demand_of(reader, "sequences", having(reader, "message", action, version))
        resolved = resolve(reader, "message", action, version)
        terms += " AND id IN (SELECT sequence FROM sequence_steps WHERE action = ?)"
        parameters += (resolved.name,)
    return _read(reader, (terms, parameters))


def frames(reader: Reader, id: str) -> list[str]:
    """Return the frames of a sequence as text, in order, made of the examples of its payloads; of alternatives the first.

    Time goes on from frame to frame. Raises NotFound where a payload has no example.
    """
    found = sequence(reader, id)
    said: list[str] = []
    asked: dict[tuple[str, str | None], str] = {}
    waiting: dict[tuple[str, str | None], tuple[str | None, dict[str, Any]]] = {}
    course = Course()
    numbers = map(str, count(1))
    for step in _one_way_through(found.steps):
        if step.action is None or step.kind == "internal":
            continue
        if step.kind == "request":
            number = asked[step.action, step.sender] = next(numbers)
            before = waiting.get((step.action, step.sender))
            passed_on = before[1] if before and before[0] != step.receiver else None
            payload = _payload(reader, step, "request", found.version, passed_on)
            if passed_on is None:
                course.goes_on(payload, step.field_values, step.sender or "")
            waiting[step.action, step.receiver] = step.sender, payload
            one_way = message(reader, step.action, found.version).one_way
            said.append(_text([SEND if one_way else CALL, number, step.action, payload]))
            continue
        waiting.pop((step.action, step.sender), None)
        number = asked.get((step.action, step.receiver), "0")
        if step.kind == "error":
            said.append(_text([CALLERROR, number, step.code or "GenericError", "", {}]))
        else:
            payload = _payload(reader, step, "response", found.version)
            said.append(_text([CALLRESULT, number, course.goes_on(payload, step.field_values, step.sender or "")]))
    return said


CALL, CALLRESULT, CALLERROR, SEND = 2, 3, 4, 6
"""Message types on the wire, the same in every version that has them."""


def _payload(
    reader: Reader, step: Step, kind: Literal["request", "response"], version: str, passed_on: dict[str, Any] | None = None
) -> dict[str, Any]:
    """The payload of a step: its example, or the one that is passed on to somebody else, with the values of the step in it."""
    examples = message(reader, step.action or "", version).payload(kind).examples
    if not examples:
        raise NotFound(f"there is no example of {step.action}.{kind} of OCPP {version} yet", ())
    example = next((each for each in examples if each.form == "realistic"), examples[0])
    return overlaid(passed_on or example.value, step.field_values, schema(reader, step.action or "", kind, version))


def _text(frame: list[Any]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def _one_way_through(steps: Iterable[Step]) -> Iterator[Step]:
    """The steps of a sequence on one way through it: of alternatives the first, what may be left out is in, and a loop runs once."""
    kinds: list[str] = []
    skipped: int | None = None
    for step in steps:
        if step.fragment == "end":
            kinds.pop()
            if skipped is not None and len(kinds) < skipped:
                skipped = None
        elif step.fragment == "else":
            if kinds and kinds[-1] == "alt" and skipped is None:
                skipped = len(kinds)
        elif step.fragment is not None:
            kinds.append(step.fragment)
        elif skipped is None:
            yield step


def _read(reader: Reader, condition: Condition) -> list[Sequence]:
    """Read sequences with their steps and what demands them, in as many queries for many as for one."""
    terms, parameters = condition
    chosen = f"SELECT id FROM sequences WHERE {terms}"
    demanded: dict[tuple[str, int], list[str]] = {}
    for row in reader.rows(
        f"SELECT sequence, position, requirement FROM step_requirements WHERE sequence IN ({chosen}) ORDER BY rowid", parameters
    ):
        demanded.setdefault((row["sequence"], row["position"]), []).append(row["requirement"])
    steps: dict[str, list[Step]] = {}
    for row in reader.rows(
        f"SELECT {columns(Step)}, sequence FROM sequence_steps WHERE sequence IN ({chosen}) ORDER BY sequence, position",
        parameters,
    ):
        requirements = tuple(demanded.get((row["sequence"], row["position"]), ()))
        steps.setdefault(row["sequence"], []).append(made(Step, row, requirements=requirements))
    sides = _sides(reader)
    found = reader.read(Sequence, f"sequences WHERE {terms} ORDER BY rowid", parameters)
    return [_whole(reader, each, tuple(steps.get(each.id, ())), sides[each.version]) for each in found]


def _whole(reader: Reader, bare: Sequence, steps: tuple[Step, ...], sides: dict[str, str]) -> Sequence:
    names = {bare.id, bare.use_case, *(step.action for step in steps if step.action)}
    return bare._replace(
        participants=_participants(steps, sides), steps=steps, escalations=open_points(reader, bare.version, names)
    )


def _sides(reader: Reader) -> dict[str, dict[str, str]]:
    """The name of each side's role, by version."""
    found: dict[str, dict[str, str]] = {}
    for row in reader.rows("SELECT version, side, name FROM roles"):
        found.setdefault(row["version"], {})[row["side"]] = row["name"]
    return found


def _participants(steps: tuple[Step, ...], sides: dict[str, str]) -> tuple[str, ...]:
    """The participants from left to right: who deals with the station, the station, who is between, the CSMS, who deals with it."""
    partners: dict[str, set[str]] = {}
    for step in steps:
        if step.sender:
            partners.setdefault(step.sender, set())
            if step.receiver:
                partners[step.sender].add(step.receiver)
                partners.setdefault(step.receiver, set()).add(step.sender)

    def place(name: str) -> int:
        if name in sides.values():
            return 1 if name == sides["station"] else 3
        stations, csms = sides["station"] in partners[name], sides["csms"] in partners[name]
        return 2 if stations and csms else 4 if csms else 0

    return tuple(sorted(partners, key=place))
