"""Composite schedules as text to read and as data for JSON."""

import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from decimal import Decimal
from typing import Any

from ocppdb.query import Database
from ocppdb.query.charging import Negotiated
from ocppdb.records.schedules import ScheduleExample
from ocppdb.records.verdicts import Verdict
from ocppdb.show.verdicts import finding
from ocppdb.smart_charging.composite import Composite, Part
from ocppdb.smart_charging.negotiation import Judged, Renegotiation, Served
from ocppdb.smart_charging.wire import as_json

__all__ = ["beside", "data", "example", "findings", "limit", "negotiation", "number", "response", "session", "table", "why"]


def number(value: Decimal) -> str:
    """Return a limit to read: at most three decimals, and none that say nothing."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def limit(part: Part, unit: str) -> str:
    """Return what a part allows: `10 A`, or `no limit`."""
    return "no limit" if part.limit is None else f"{number(part.limit)} {unit}"


def beside(part: Part) -> str:
    """Return what a part has beside its limit, with a semicolon before it: `; setpoint -2000, operationMode CentralSetpoint`."""
    told = [f"{name} {value if isinstance(value, str) else number(value)}" for name, value in part.more]
    return f"; {', '.join(told)}" if told else ""


def table(found: Composite, zone: tzinfo | None = None) -> str:
    """Return a schedule as a table, with who decides, the rules, what was open, and what does not count."""
    return "\n".join(_lines(found, zone))


def example(db: Database, one: ScheduleExample) -> str:
    """Return a worked example as text: the situation, its schedule, and what the session with an EV comes to."""
    found, session = db.worked_out(one), db.negotiated(one)
    lines = [one.title, *textwrap.wrap(one.text, 118), "", table(found)]
    lines += [] if session is None else negotiation(session, found.unit)
    return "\n".join([*lines, "", f"Picture: ocppdb smart-charging --example {one.id} --svg"])


def _lines(found: Composite, zone: tzinfo | None) -> Iterator[str]:
    where = "the whole station" if found.place == 0 else f"connector or EVSE {found.place}"
    unit = "A on each phase" if found.unit == "A" else "W over all phases"
    yield f"Composite schedule of {where}, OCPP {found.version}, in {unit}: {found.status}"
    if found.parts:
        yield f"{'from':<20} {'for':>9}  {'limit':>12}  {'phases':>6}  decided by"
    for part in found.parts:
        moment = part.begins.astimezone(zone) if zone else part.begins
        phases = "" if part.phases is None else str(part.phases)
        phases += "" if part.phase_to_use is None else f" (L{part.phase_to_use})"
        length = f"{number(part.end - part.start)} s"
        yield f"{moment:%Y-%m-%d %H:%M:%S}  {length:>9}  {limit(part, found.unit):>12}  {phases:>6}  {part.decided_by}{beside(part)}"
    rules = dict.fromkeys([*found.rules, *(rule for part in found.parts for rule in part.rules)])
    yield f"Rules: {', '.join(rules)}"
    for choice in found.used:
        yield f"Open: {choice.point}: {choice.label} ({choice.option}={choice.choice}, decided by the {choice.decided_by})"
    for note in found.notes:
        yield f"Note: {note.profile.name}: {note.text}"
    for left in found.left_out:
        yield f"Left out: {left.profile.name}: {left.why}"


def why(part: Part, unit: str) -> str:
    """Return why a limit holds: who decides, who else leads, and the rules."""
    others = [each.name for each in part.leading if each != part.profile]
    others_too = f"; {', '.join(others)} {'allows' if len(others) == 1 else 'allow'} no less" if others and part.profile else ""
    return f"{limit(part, unit)} by {part.decided_by}{others_too}{beside(part)}; rules: {', '.join(part.rules)}"


def data(found: Composite) -> dict[str, Any]:
    """Return a schedule as plain data for JSON; exact limits are texts, those of the wire numbers."""
    return {
        "version": found.version,
        "status": found.status,
        "place": found.place,
        "begins": found.begins.isoformat(),
        "duration": found.duration,
        "unit": found.unit,
        "parts": [_part(part) for part in found.parts],
        "chargingSchedulePeriod": None if found.periods is None else as_json(found.periods),
        "open": [choice._asdict() for choice in found.used],
        "notes": [{"profile": note.profile.id, "text": note.text} for note in found.notes],
        "left_out": [{"profile": left.profile.id, "why": left.why} for left in found.left_out],
        "rules": list(found.rules),
        "findings": [
            {"request": place} | each._asdict() for place, told in enumerate(found.verdicts, 1) for each in told.findings
        ],
    }


def findings(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield what the judge finds in requests, each finding with the number of its request."""
    for place, told in enumerate(verdicts, 1):
        for each in told.findings:
            yield f"request {place}, {told.action}:\n{finding(each)}"


def negotiation(told: Negotiated, unit: str) -> Iterator[str]:
    """Yield what an ISO 15118 session comes to, a line for each: the energy, what is said of the plan, what is negotiated anew."""
    if told.served is not None:
        yield from _served(told.served)
    if told.plan is not None:
        yield from _judged(told.plan, unit)
    if told.renegotiation is not None:
        yield from _anew(told.renegotiation, unit)


def session(told: Negotiated | None) -> Any:
    """Return what an ISO 15118 session comes to as plain data for JSON: exact numbers are texts, times are ISO 8601."""
    return _plain(told)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if hasattr(value, "_asdict"):
        return {key: _plain(each) for key, each in value._asdict().items()}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _served(told: Served) -> Iterator[str]:
    wanted = "an amount that it does not say" if told.wanted is None else f"{told.wanted} Wh"
    when = "" if told.full is None else f"; it has them at {told.full:%H:%M:%S}"
    enough = {True: f", which is enough{when}", False: ", which is not enough", None: ""}[told.enough]
    yield f"The EV needs {wanted}; until {told.until:%H:%M} the schedule lets it have {number(told.energy)} Wh{enough}."
    yield from (f"The profile is no answer to that: {each}." for each in told.faults)
    yield f"Rules: {', '.join(told.rules)}"


def _judged(told: Judged, unit: str) -> Iterator[str]:
    yield f"The plan of the EV is answered with {told.status}."
    for each in told.excesses:
        yield (
            f"From {each.begins:%H:%M:%S} to {each.ends:%H:%M:%S} it wants {number(each.planned)} {unit}, and {number(each.allowed)} {unit} "
            f"are allowed by {each.decided_by}."
        )
    yield f"Rules: {', '.join(told.rules)}"


def _anew(told: Renegotiation, unit: str) -> Iterator[str]:
    if not told.needed:
        yield "The last profile changes nothing, so nothing is negotiated anew."
        return
    yield "The schedule changes, so it is negotiated anew with the EV" + (
        ", which is asked to come down at once." if told.lower_now else "."
    )
    for each in told.changes:
        before, after = ("no limit" if limit is None else f"{number(limit)} {unit}" for limit in (each.before, each.after))
        yield f"From {each.begins:%H:%M:%S} to {each.ends:%H:%M:%S}: {before} before, {after} now."
    yield f"Rules: {', '.join(told.rules)}"


def _part(part: Part) -> dict[str, Any]:
    return {
        "start": number(part.start),
        "end": number(part.end),
        "begins": part.begins.isoformat(),
        "limit": None if part.limit is None else str(part.limit),
        "phases": part.phases,
        "phaseToUse": part.phase_to_use,
        "profile": None if part.profile is None else part.profile.id,
        "decided_by": part.decided_by,
        "leading": [each.id for each in part.leading],
        "rules": list(part.rules),
    } | {name: str(value) for name, value in part.more}


def response(found: Composite, place_name: str) -> dict[str, Any]:
    """Return the payload with which a station answers GetCompositeSchedule; `place_name` is connectorId or evseId.

    Where a moment has no limit no schedule can say so, and it is left out.
    """
    start = f"{found.begins.isoformat(timespec='seconds')}".replace("+00:00", "Z")
    if found.status == "Rejected" or found.periods is None:
        return {"status": found.status}
    said = {"chargingRateUnit": found.unit, "chargingSchedulePeriod": as_json(found.periods)}
    if place_name == "connectorId":
        schedule = {"duration": found.duration} | said
        return {"status": "Accepted", place_name: found.place, "scheduleStart": start, "chargingSchedule": schedule}
    return {
        "status": "Accepted",
        "schedule": {place_name: found.place, "duration": found.duration, "scheduleStart": start} | said,
    }
