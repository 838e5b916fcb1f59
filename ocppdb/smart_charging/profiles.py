"""Charging profiles as values: limits are Decimals, times are aware datetimes, lengths are whole seconds.

A profile is read from the object that goes over the wire, of either form: `chargingProfileId` and one `chargingSchedule`, or `id` and a
list of them. What it holds is checked here, so that a wrong profile is an error and never a wrong number.
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, Literal, NamedTuple, cast

from ocppdb.errors import ScheduleError

__all__ = [
    "MOST_PERIODS",
    "PURPOSES",
    "Period",
    "Profile",
    "Purpose",
    "RateUnit",
    "Schedule",
    "moment",
    "number",
    "profile",
    "schedule_of",
]

Purpose = Literal["maximum", "external", "transaction", "default"]
"""What a profile is for: the whole station, a limit from outside OCPP, one transaction, or any transaction."""
RateUnit = Literal["A", "W"]
"""A: amperes on each phase. W: watts over all phases."""

PURPOSES: Mapping[str, Purpose] = {
    "ChargePointMaxProfile": "maximum",
    "ChargingStationMaxProfile": "maximum",
    "ChargingStationExternalConstraints": "external",
    "TxProfile": "transaction",
    "TxDefaultProfile": "default",
}
KINDS = ("Absolute", "Recurring", "Relative")
RECURRENCES = ("Daily", "Weekly")
MOST_PERIODS = 10_000
"""Periods of a schedule that are read; the longest list that OCPP foresees has 1024."""
MOST_SECONDS = 10**9
"""The longest duration and latest startPeriod that are read: 31 years."""
MOST_LIMIT = Decimal(10**9)
"""The highest limit that is read, in A or W: the text itself shows 999999 for no limit."""


class Period(NamedTuple):
    """A piece of a schedule: from `start` seconds after the schedule's beginning until the next period."""

    start: int
    limit: Decimal
    phases: int | None = None
    phase_to_use: int | None = None


class Schedule(NamedTuple):
    """A list of periods; `start` is None where the schedule does not say when it begins, `duration` None where it has no end."""

    unit: RateUnit
    periods: tuple[Period, ...]
    start: datetime | None = None
    duration: int | None = None
    least: Decimal | None = None
    """minChargingRate, in the unit of the schedule."""
    id: int | None = None


class Profile(NamedTuple):
    """A charging profile as installed: at `place`, the connectorId or evseId it was sent for, since `received` where that is known."""

    id: int
    level: int
    purpose: Purpose
    kind: Literal["Absolute", "Recurring", "Relative"]
    schedules: tuple[Schedule, ...]
    place: int = 0
    recurrence: Literal["Daily", "Weekly"] | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    transaction: str | None = None
    received: datetime | None = None
    purpose_name: str = ""
    """The purpose as OCPP calls it."""

    @property
    def name(self) -> str:
        """How a message speaks of it: `TxProfile 7 (stackLevel 1)`."""
        return f"{self.purpose_name or self.purpose} {self.id} (stackLevel {self.level})"


def profile(payload: object, place: int = 0, received: datetime | None = None) -> Profile:
    """Return the Profile that an object on the wire stands for. Raises ScheduleError, which names the field."""
    given = _object(payload, "chargingProfile")
    id_ = number(given.get("chargingProfileId", given.get("id")), "chargingProfileId or id of the profile")
    at = f"profile {id_}"
    purpose_name = _one_of(given.get("chargingProfilePurpose"), PURPOSES, f"{at}: chargingProfilePurpose")
    kind = _one_of(given.get("chargingProfileKind"), KINDS, f"{at}: chargingProfileKind")
    recurrence = given.get("recurrencyKind")
    if recurrence is not None:
        _one_of(recurrence, RECURRENCES, f"{at}: recurrencyKind")
    schedules = given.get("chargingSchedule")
    several = schedules if isinstance(schedules, list) else [schedules]
    if not 1 <= len(several) <= 3:
        raise ScheduleError(f"{at}: chargingSchedule has {len(several)} schedules, expected 1 to 3")
    found = Profile(
        id_,
        number(given.get("stackLevel"), f"{at}: stackLevel", least=0),
        PURPOSES[purpose_name],
        cast(Any, kind),
        tuple(schedule_of(each, at) for each in several),
        number(place, f"{at}: connectorId or evseId", least=0),
        cast(Any, recurrence if kind == "Recurring" else None),
        moment(given.get("validFrom"), f"{at}: validFrom"),
        moment(given.get("validTo"), f"{at}: validTo"),
        None if given.get("transactionId") is None else str(given["transactionId"]),
        received,
        purpose_name,
    )
    _agrees(found, at)
    return found


def _agrees(found: Profile, at: str) -> None:
    """Raise ScheduleError where the fields of a profile contradict each other, whatever the version."""
    if found.kind == "Recurring" and found.recurrence is None:
        raise ScheduleError(
            f"{at}: kind Recurring without recurrencyKind; add Daily or Weekly, without which its step is unknown"
        )
    if found.kind == "Relative" and any(each.start for each in found.schedules):
        raise ScheduleError(f"{at}: kind Relative with startSchedule; take it out, or make the profile Absolute")
    if len(found.schedules) > 1 and found.purpose != "transaction":
        raise ScheduleError(f"{at}: {len(found.schedules)} schedules; only a TxProfile of an ISO 15118 session has several")
    if found.valid_from and found.valid_to and found.valid_from >= found.valid_to:
        raise ScheduleError(f"{at}: validTo is not after validFrom, so it is never valid")


def schedule_of(payload: object, at: str) -> Schedule:
    """Return the Schedule that an object on the wire stands for; `at` is what an error calls its owner. Raises ScheduleError."""
    given = _object(payload, f"{at}: chargingSchedule")
    unit = _one_of(given.get("chargingRateUnit"), ("A", "W"), f"{at}: chargingRateUnit")
    listed = given.get("chargingSchedulePeriod")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_PERIODS:
        raise ScheduleError(
            f"{at}: chargingSchedulePeriod holds {_told(listed)}, expected a list of 1 to {MOST_PERIODS} periods"
        )
    periods = tuple(_period(each, f"{at}: period {position}") for position, each in enumerate(listed, 1))
    if periods[0].start != 0:
        raise ScheduleError(f"{at}: the first startPeriod is {periods[0].start}, expected 0")
    for position, (one, other) in enumerate(pairwise(periods), 2):
        if other.start <= one.start:
            raise ScheduleError(
                f"{at}: startPeriod {other.start} of period {position} is not after {one.start}; list the periods in rising order"
            )
    duration = given.get("duration")
    least = given.get("minChargingRate")
    return Schedule(
        cast(RateUnit, unit),
        periods,
        moment(given.get("startSchedule"), f"{at}: startSchedule"),
        None if duration is None else number(duration, f"{at}: duration", least=0, most=MOST_SECONDS),
        None if least is None else _rate(least, f"{at}: minChargingRate"),
        None if given.get("id") is None else number(given["id"], f"{at}: id of the schedule"),
    )


def _period(payload: object, at: str) -> Period:
    given = _object(payload, at)
    phases, phase = given.get("numberPhases"), given.get("phaseToUse")
    period = Period(
        number(given.get("startPeriod"), f"{at}: startPeriod", least=0, most=MOST_SECONDS),
        _rate(given.get("limit"), f"{at}: limit"),
        None if phases is None else number(phases, f"{at}: numberPhases", least=1, most=3),
        None if phase is None else number(phase, f"{at}: phaseToUse", least=1, most=3),
    )
    if period.phase_to_use is not None and period.phases != 1:
        raise ScheduleError(f"{at}: phaseToUse with numberPhases {period.phases}; it is for numberPhases 1 only")
    return period


def number(value: object, at: str, least: int | None = None, most: int | None = None) -> int:
    """Return a whole number. Raises ScheduleError where it is none, or out of bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ScheduleError(f"{at} is {_told(value)}, expected a whole number")
    if (least is not None and value < least) or (most is not None and value > most):
        bounds = f"at least {least}" if most is None else f"{least} to {most}"
        raise ScheduleError(f"{at} is {value}, expected {bounds}")
    return value


def _rate(value: object, at: str) -> Decimal:
    """A limit as it was written: 8.1 is 8.1, and not the nearest binary fraction."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ScheduleError(f"{at} is {_told(value)}, expected a number")
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        raise ScheduleError(f"{at} is {_told(value)}, expected a number") from None
    if not rate.is_finite() or not 0 <= rate <= MOST_LIMIT:
        raise ScheduleError(f"{at} is {_told(value)}, expected 0 to {MOST_LIMIT}")
    return rate


def moment(value: object, at: str) -> datetime | None:
    """Return a date-time of the wire as an aware datetime, None for None. Raises ScheduleError where it is none, or without an offset."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ScheduleError(f"{at} is {_told(value)}, expected a time such as 2026-01-31T18:30:00Z") from None
    if not isinstance(value, datetime):
        raise ScheduleError(f"{at} is {_told(value)}, expected a time such as 2026-01-31T18:30:00Z")
    if value.tzinfo is None:
        raise ScheduleError(f"{at} is {value.isoformat()} without time zone; add Z or an offset such as +02:00")
    if not 1900 < value.year < 9000:
        raise ScheduleError(f"{at} is {value.isoformat()}, expected a year from 1901 to 8999")
    return value


def _object(value: object, at: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ScheduleError(f"{at} is {_told(value)}, expected an object")
    return value


def _one_of(value: object, values: Any, at: str) -> str:
    if not isinstance(value, str) or value not in values:
        raise ScheduleError(f"{at} is {_told(value)}, expected one of {', '.join(values)}")
    return value


def _told(value: object) -> str:
    """A wrong value in short."""
    said = (
        "absent"
        if value is None
        else repr(value)
        if isinstance(value, (str, int, float, Decimal))
        else f"a {type(value).__name__}"
    )
    return said if len(said) <= 60 else f"{said[:57]}..."
