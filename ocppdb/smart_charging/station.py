"""What must be known beside the profiles: the station, the transactions, and how a rate in one unit is told in the other."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.profiles import Period, RateUnit

__all__ = ["TENTH", "Rate", "Station", "Transaction", "in_unit", "rate", "zone_of"]

TENTH = Decimal("0.1")


class Station(NamedTuple):
    """Facts of a station; None stands for what is not known.

    `connectors` counts its connectors or EVSEs, `phases` those that can be used for charging, `voltage` is the nominal one in V between
    phase and neutral, `maximum_a` and `maximum_w` its own limit per connector, `zone` the name of its time zone, `units` those that it
    takes, the rest how much it can hold.
    """

    connectors: int = 1
    phases: int | None = None
    voltage: Decimal | None = None
    dc: bool = False
    maximum_a: Decimal | None = None
    maximum_w: Decimal | None = None
    zone: str | None = None
    units: tuple[str, ...] = ("A", "W")
    max_level: int | None = None
    max_periods: int | None = None
    max_profiles: int | None = None
    switches_phases: bool = False


class Transaction(NamedTuple):
    """A transaction that runs at a connector or EVSE: when it started, and since when energy could be delivered, where that is known."""

    id: str
    place: int
    started: datetime
    energy: datetime | None = None


class Rate(NamedTuple):
    """A limit of a moment in the unit that was asked for, exact; `steps` tell how it came about."""

    limit: Decimal
    phases: int | None
    phase_to_use: int | None
    steps: tuple[str, ...]


def zone_of(station: Station) -> ZoneInfo:
    """Return the time zone of a station. Raises ScheduleError where it has none, or none of that name."""
    if station.zone is None:
        raise ScheduleError(
            "the schedule follows the local clock, and the station's time zone is not known; give one such as Europe/Berlin"
        )
    try:
        return ZoneInfo(station.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ScheduleError(f"no time zone is called {station.zone[:60]!r}; expected a name such as Europe/Berlin") from None


def rate(period: Period, unit: RateUnit, asked: RateUnit, station: Station, decide: Decisions, share: int = 1) -> Rate:
    """Return the limit of a period in the unit asked for, divided by `share`. Raises ScheduleError where it cannot be converted."""
    limit, steps = in_unit(period.limit, unit, asked, period.phases, station, decide)
    steps = (*steps, "phases-default") if period.phases is None and steps[1:] else steps
    if share > 1:
        steps = (*steps, "shared")
    return Rate(limit / share if share > 1 else limit, period.phases, period.phase_to_use, steps)


MEANS: Mapping[str, str] = {"A": "per-phase", "W": "total"}


def in_unit(
    limit: Decimal, unit: RateUnit, asked: RateUnit, phases: int | None, station: Station, decide: Decisions
) -> tuple[Decimal, tuple[str, ...]]:
    """Return a limit in the unit asked for, and the steps that brought it there."""
    if unit == asked:
        return limit, (MEANS[unit],)
    if station.dc:
        raise ScheduleError(
            f"a limit in {unit} is asked for in {asked} of a DC station, for which no conversion is given; ask in {unit}"
        )
    for option in ("conversion", "voltage"):
        if decide.has(option):
            decide(option)
    if station.voltage is None or station.voltage <= 0:
        raise ScheduleError(
            f"a limit in {unit} is asked for in {asked}, and the nominal voltage is not known; give the voltage of the area, such as 230"
        )
    number = phases or 3
    if asked == "A":
        return limit / (station.voltage * number), (MEANS[unit], "w-to-a")
    usable = number if station.phases is None else min(number, station.phases)
    return limit * station.voltage * usable, (MEANS[unit], "a-to-w")


def rounded(limit: Decimal) -> Decimal:
    """Return a limit with the one decimal that goes over the wire, never above it."""
    return limit.quantize(TENTH, ROUND_DOWN) if limit % TENTH else limit
