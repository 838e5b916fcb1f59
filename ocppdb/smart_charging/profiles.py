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

Purpose = Literal["maximum", "external", "transaction", "default", "priority", "generation"]
"""What a profile is for: the whole station, a limit from outside OCPP, one transaction, any transaction, one that has priority, or what
is made on the spot and comes on top."""
RateUnit = Literal["A", "W"]
"""A: amperes on each phase. W: watts over all phases."""

PURPOSES: Mapping[str, Purpose] = {
    "ChargePointMaxProfile": "maximum",
    "ChargingStationMaxProfile": "maximum",
    "ChargingStationExternalConstraints": "external",
    "TxProfile": "transaction",
    "TxDefaultProfile": "default",
    "PriorityCharging": "priority",
    "LocalGeneration": "generation",
}
KINDS = ("Absolute", "Recurring", "Relative", "Dynamic")
RECURRENCES = ("Daily", "Weekly")
MOST_PERIODS = 10_000
"""Periods of a schedule that are read; the longest list that OCPP foresees has 1024."""
MOST_SECONDS = 10**9
"""The longest duration and latest startPeriod that are read: 31 years."""
MOST_LIMIT = Decimal(10**9)
"""The highest limit that is read, in A or W: the text itself shows 999999 for no limit."""


CHARGING_ONLY = "ChargingOnly"
VALUES = tuple(
    name + phase
    for name in ("limit", "dischargeLimit", "setpoint", "setpointReactive")
    for phase in ("", "_L2", "_L3")
    if name + phase != "limit"
)
"""What a period may have beside its limit: values of their own for L2 and L3, limits for discharging, and setpoints."""
READ = {
    "profile": [
        "chargingProfileId",
        "id",
        "stackLevel",
        "chargingProfilePurpose",
        "chargingProfileKind",
        "recurrencyKind",
        "validFrom",
        "validTo",
        "transactionId",
        "chargingSchedule",
        "maxOfflineDuration",
        "dynUpdateTime",
    ],
    "schedule": [
        "id",
        "startSchedule",
        "duration",
        "chargingRateUnit",
        "minChargingRate",
        "chargingSchedulePeriod",
        "useLocalTime",
        "randomizedDelay",
        "limitAtSoC",
    ],
    "period": ["startPeriod", "limit", "numberPhases", "phaseToUse", "operationMode", *VALUES],
}
"""The fields that the calculation reads; of any other the answer says that it does not."""


class Period(NamedTuple):
    """A piece of a schedule: from `start` seconds after the schedule's beginning until the next period."""

    start: int
    limit: Decimal | None
    """None where the mode of operation needs none."""
    phases: int | None = None
    phase_to_use: int | None = None
    mode: str | None = None
    more: tuple[tuple[str, Decimal], ...] = ()
    """The VALUES that it has, by the names of OCPP."""


class Schedule(NamedTuple):
    """A list of periods; `start` is None where the schedule does not say when it begins, `duration` None where it has no end."""

    unit: RateUnit
    periods: tuple[Period, ...]
    start: datetime | None = None
    duration: int | None = None
    least: Decimal | None = None
    """minChargingRate, in the unit of the schedule."""
    id: int | None = None
    local: bool = False
    """Whether its start is a time on the clock of the station."""
    delay: int = 0
    """The longest random delay of a period, in seconds."""
    at_soc: tuple[Decimal, Decimal] | None = None
    """From which state of charge on which limit caps all periods."""


class Profile(NamedTuple):
    """A charging profile as installed: at `place`, the connectorId or evseId it was sent for, since `received` where that is known."""

    id: int
    level: int
    purpose: Purpose
    kind: Literal["Absolute", "Recurring", "Relative", "Dynamic"]
    schedules: tuple[Schedule, ...]
    place: int = 0
    recurrence: Literal["Daily", "Weekly"] | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    transaction: str | None = None
    received: datetime | None = None
    purpose_name: str = ""
    """The purpose as OCPP calls it."""
    offline: int | None = None
    """For how many seconds it goes on without a connection; None where it is not bound by that."""
    updated: datetime | None = None
    """When the values of a Dynamic profile were last set."""
    unread: tuple[str, ...] = ()
    """The fields that were given and do not count in a calculation."""

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
        None
        if given.get("maxOfflineDuration") is None
        else number(given["maxOfflineDuration"], f"{at}: maxOfflineDuration", least=0, most=MOST_SECONDS),
        moment(given.get("dynUpdateTime"), f"{at}: dynUpdateTime"),
        _unread(given, several),
    )
    _agrees(found, at)
    return found


def _unread(given: Mapping[str, Any], schedules: list[Any]) -> tuple[str, ...]:
    """The fields of a profile, its schedules and their periods that the calculation does not read."""
    found = [key for key in given if key not in READ["profile"]]
    for schedule in schedules:
        found += [key for key in schedule if key not in READ["schedule"]]
        found += [key for period in schedule["chargingSchedulePeriod"] for key in period if key not in READ["period"]]
    return tuple(dict.fromkeys(found))


def _agrees(found: Profile, at: str) -> None:
    """Raise ScheduleError where the fields of a profile contradict each other, whatever the version."""
    if found.kind == "Recurring" and found.recurrence is None:
        raise ScheduleError(
            f"{at}: kind Recurring without recurrencyKind; add Daily or Weekly, without which its step is unknown"
        )
    if found.kind == "Relative" and any(each.start for each in found.schedules):
        raise ScheduleError(f"{at}: kind Relative with startSchedule; take it out, or make the profile Absolute")
    if found.kind == "Dynamic" and [len(each.periods) for each in found.schedules] != [1]:
        raise ScheduleError(f"{at}: kind Dynamic with more than one period; give one schedule with one period")
    if found.kind == "Dynamic" and any(each.start for each in found.schedules):
        raise ScheduleError(f"{at}: kind Dynamic with startSchedule; it holds from its arrival, take it out")
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
        given.get("useLocalTime") is True,
        number(given.get("randomizedDelay", 0), f"{at}: randomizedDelay", least=0, most=MOST_SECONDS),
        _at_soc(given.get("limitAtSoC"), f"{at}: limitAtSoC"),
    )


def _at_soc(payload: object, at: str) -> tuple[Decimal, Decimal] | None:
    if payload is None:
        return None
    given = _object(payload, at)
    return _rate(given.get("soc"), f"{at}.soc"), _rate(given.get("limit"), f"{at}.limit")


def _period(payload: object, at: str) -> Period:
    given = _object(payload, at)
    phases, phase = given.get("numberPhases"), given.get("phaseToUse")
    mode = given.get("operationMode")
    limit = given.get("limit")
    needed = limit is not None or mode in (None, CHARGING_ONLY)
    period = Period(
        number(given.get("startPeriod"), f"{at}: startPeriod", least=0, most=MOST_SECONDS),
        _rate(limit, f"{at}: limit") if needed else None,
        None if phases is None else number(phases, f"{at}: numberPhases", least=1, most=3),
        None if phase is None else number(phase, f"{at}: phaseToUse", least=1, most=3),
        None if mode is None else str(mode),
        tuple((name, _value(given[name], f"{at}: {name}", name)) for name in VALUES if given.get(name) is not None),
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


def _value(value: object, at: str, name: str) -> Decimal:
    """A value beside the limit: one for discharging is at most 0, a setpoint of either sign."""
    if name.startswith("setpoint"):
        return _rate(value, at, -MOST_LIMIT)
    return _rate(value, at, -MOST_LIMIT, Decimal(0)) if name.startswith("dischargeLimit") else _rate(value, at)


def _rate(value: object, at: str, least: Decimal = Decimal(0), most: Decimal = MOST_LIMIT) -> Decimal:
    """A limit as it was written: 8.1 is 8.1, and not the nearest binary fraction."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise ScheduleError(f"{at} is {_told(value)}, expected a number")
    try:
        rate = Decimal(str(value))
    except InvalidOperation:
        raise ScheduleError(f"{at} is {_told(value)}, expected a number") from None
    if not rate.is_finite() or not least <= rate <= most:
        raise ScheduleError(f"{at} is {_told(value)}, expected {least} to {most}")
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
