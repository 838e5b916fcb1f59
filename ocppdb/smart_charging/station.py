"""What must be known beside the profiles: the station, the transactions, and how a rate in one unit is told in the other."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_DOWN, Decimal
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.modes import usable
from ocppdb.smart_charging.profiles import Period, RateUnit

__all__ = ["TENTH", "Rate", "Station", "Transaction", "in_unit", "rate", "zone_of"]

TENTH = Decimal("0.1")


class Station(NamedTuple):
    """Facts of a station; None stands for what is not known.

    `connectors` counts its connectors or EVSEs, `phases` those that can be used for charging, `voltage` is the nominal one in V between
    phase and neutral, `maximum_a` and `maximum_w` its own limit per connector, `zone` the name of its time zone, `units` those that it
    takes, `offline_since` when it lost its connection, where it has none, `setpoint_priority` whose setpoint is followed; the rest tells how
    much it can hold.
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
    offline_since: datetime | None = None
    setpoint_priority: Literal["ExternalSystem", "CSMS"] = "ExternalSystem"


class Transaction(NamedTuple):
    """A transaction that runs at a connector or EVSE: when it started, and since when energy could be delivered, where that is known.

    `priority` tells whether priority charging is on, `soc` the state of charge of the EV where it is known, in percent, and `delays` which
    random delays the station has drawn, by the id of the profile, one for each period but the first.
    """

    id: str
    place: int
    started: datetime
    energy: datetime | None = None
    priority: bool = False
    soc: Decimal | None = None
    delays: Mapping[int, tuple[int, ...]] = {}


class Rate(NamedTuple):
    """A limit of a moment in the unit that was asked for, exact; `steps` tell how it came about."""

    limit: Decimal | None
    phases: int | None
    phase_to_use: int | None
    steps: tuple[str, ...]
    mode: str | None = None
    more: tuple[tuple[str, Decimal], ...] = ()
    """What the period has beside its limit and what its mode makes use of, by the names of OCPP."""


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
    used = usable(period)
    if used and unit != asked:
        raise ScheduleError(
            f"a period in {unit} with {', '.join(name for name, _ in used)} is asked for in {asked}, and only a limit over all phases can be converted; ask in {unit}"
        )
    if used and share > 1:
        raise ScheduleError(
            f"{', '.join(name for name, _ in used)} of the whole station would have to be divided among {share} EVSEs, and how is not said; ask for 0"
        )
    if period.limit is None:
        return Rate(None, period.phases, period.phase_to_use, (MEANS[unit],), period.mode, used)
    limit, steps = in_unit(period.limit, unit, asked, period.phases, station, decide)
    steps = (*steps, "phases-default") if period.phases is None and steps[1:] else steps
    if share > 1:
        steps = (*steps, "shared")
    return Rate(limit / share if share > 1 else limit, period.phases, period.phase_to_use, steps, period.mode, used)


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
