"""Sequences of messages."""

from ocppdb.query.filters import Condition, where
from ocppdb.query.names import having, resolve
from ocppdb.query.open_points import open_points
from ocppdb.query.reach import demand, demand_of
from ocppdb.query.reader import Reader, columns, made
from ocppdb.records.sequences import Sequence, Step

__all__ = ["sequence", "sequences"]


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
