"""A profile from a plain description to the payload of SetChargingProfile, in the form of its version."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.profiles import Profile, profile

__all__ = ["FORMS", "Form", "described", "steps_of"]


class Form(NamedTuple):
    """How a version writes a SetChargingProfile: the names of its fields, whether a profile has a list of schedules, and its purposes."""

    place: str
    profile: str
    id: str
    several: bool
    numbered_transactions: bool


FORMS = (
    Form("connectorId", "csChargingProfiles", "chargingProfileId", False, True),
    Form("evseId", "chargingProfile", "id", True, False),
)
"""The forms that there are; the one of a version is that whose fields its request has."""
STEP = re.compile(r"(?P<at>\d{1,2}:\d{2}|\+?\d+[smh]?)=(?P<limit>[\d.]+)(?:x(?P<phases>[123]))?")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600}


def steps_of(written: Iterable[str]) -> tuple[list[dict[str, Any]], int | None]:
    """Return periods from steps such as `22:00=16`, `06:00=10x1` or `0=16`, `90m=8`, and the clock time of the first in seconds.

    A clock time that is not after the one before it is of the next day. Raises ScheduleError for what is no step.
    """
    found: list[tuple[int, Decimal, int | None, bool]] = []
    for text in written:
        match = STEP.fullmatch(text.strip())
        if match is None:
            raise ScheduleError(
                f"found the step {text[:40]!r}, expected TIME=LIMIT such as 22:00=16, +90m=8 or 06:00=10x1 for one phase"
            )
        found.append(
            (
                _seconds(match["at"]),
                _limit(match["limit"]),
                int(match["phases"]) if match["phases"] else None,
                ":" in match["at"],
            )
        )
    if not found:
        raise ScheduleError("no step; give at least one such as 0=16")
    if len({clock for *_, clock in found}) > 1:
        raise ScheduleError("some steps are clock times and some are not; write all of them in one way")
    first = found[0][0]
    if not found[0][3] and first != 0:
        raise ScheduleError(f"the first step is at {first} s, expected 0")
    periods: list[dict[str, Any]] = []
    start = 0
    for seconds, limit, phases, clock in found:
        after = (seconds - first) % 86400 if clock else seconds
        if periods and after <= start:
            raise ScheduleError(
                f"the step at {after} s after the first is not after the one before it; list the steps in rising order"
            )
        start = after
        number = int(limit) if limit == limit.to_integral_value() else float(limit)
        periods.append({"startPeriod": after, "limit": number} | ({} if phases is None else {"numberPhases": phases}))
    return periods, first if found[0][3] else None


def _seconds(text: str) -> int:
    if ":" in text:
        hours, minutes = map(int, text.split(":"))
        if hours > 23 or minutes > 59:
            raise ScheduleError(f"found the time {text}, expected 00:00 to 23:59")
        return hours * 3600 + minutes * 60
    unit = text[-1] if text[-1] in SECONDS else ""
    return int(text.removesuffix(unit).lstrip("+")) * SECONDS[unit]


def _limit(text: str) -> Decimal:
    try:
        limit = Decimal(text)
    except InvalidOperation:
        raise ScheduleError(f"found the limit {text!r}, expected a number such as 16 or 8.5") from None
    if limit != limit.quantize(Decimal("0.1")):
        raise ScheduleError(f"found the limit {text}, expected at most one digit behind the point")
    return limit


def described(
    form: Form,
    steps: Iterable[str],
    *,
    purpose: str,
    kind: str,
    unit: str,
    id: int = 1,
    place: int = 0,
    level: int = 0,
    start: datetime | None = None,
    recurrence: str | None = None,
    duration: int | None = None,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    transaction: str | None = None,
) -> tuple[dict[str, Any], Profile]:
    """Return the payload of SetChargingProfile that is described, and its Profile. Raises ScheduleError where the description is wrong.

    Steps that are clock times need `start`, whose time of day must be that of the first step.
    """
    periods, clock = steps_of(steps)
    if clock is not None:
        if start is None:
            raise ScheduleError("the steps are clock times; say on which day they begin, with a time zone")
        if start.hour * 3600 + start.minute * 60 + start.second != clock:
            raise ScheduleError(
                f"the schedule begins at {start:%H:%M:%S} and the first step at {clock // 3600:02}:{clock % 3600 // 60:02}; let both be equal"
            )
    schedule: dict[str, Any] = {"id": id} if form.several else {}
    if start is not None:
        schedule["startSchedule"] = _written(start)
    if duration is not None:
        schedule["duration"] = duration
    schedule |= {"chargingRateUnit": unit, "chargingSchedulePeriod": periods}
    said: dict[str, Any] = {form.id: id, "stackLevel": level, "chargingProfilePurpose": purpose, "chargingProfileKind": kind}
    more: Mapping[str, Any] = {
        "recurrencyKind": recurrence,
        "validFrom": _written(valid_from),
        "validTo": _written(valid_to),
        "transactionId": _transaction(form, transaction),
    }
    said |= {key: value for key, value in more.items() if value is not None}
    said["chargingSchedule"] = [schedule] if form.several else schedule
    return {form.place: place, form.profile: said}, profile(said, place)


def _transaction(form: Form, transaction: str | None) -> str | int | None:
    if transaction is None or not form.numbered_transactions:
        return transaction
    try:
        return int(transaction)
    except ValueError:
        raise ScheduleError(
            f"transaction {transaction[:40]!r} is no number, which the transactionId of this version is"
        ) from None


def _written(moment: datetime | None) -> str | None:
    """A time as it goes over the wire, in UTC."""
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
