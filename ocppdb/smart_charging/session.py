"""What a session makes of a profile: the random delays that were drawn, the cap by the state of charge, and a lost connection."""

from decimal import Decimal

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.placing import SECOND, at, delayed, instant
from ocppdb.smart_charging.profiles import Period, Profile, Schedule
from ocppdb.smart_charging.station import Station, Transaction

__all__ = ["connected", "of_session"]


def of_session(profile: Profile, schedule: Schedule, running: Transaction | None) -> tuple[Schedule, tuple[str, ...]]:
    """Return a schedule as it holds in a session, with the delays that were drawn and the cap of the state of charge, and the steps to it.

    Raises ScheduleError where they cannot be applied.
    """
    steps: list[str] = []
    if schedule.delay:
        steps.append("random-delay")
        if running is not None:
            if profile.id not in running.delays:
                raise ScheduleError(
                    f"{profile.name} has a randomizedDelay, and what the station drew for transaction {running.id} is not known; give it as delays"
                )
            schedule = delayed(schedule, running.delays[profile.id])
    cap = schedule.at_soc
    if cap is not None and running is not None and running.soc is not None and running.soc >= cap[0]:
        steps.append("soc-cap")
        schedule = schedule._replace(periods=tuple(_capped(each, cap[1], profile) for each in schedule.periods))
    return schedule, tuple(steps)


def _capped(period: Period, cap: Decimal, profile: Profile) -> Period:
    if any("_L" in name for name, _ in period.more):
        raise ScheduleError(
            f"{profile.name} has limitAtSoC beside values of single phases, and how it caps them is not said; leave one out"
        )
    more = tuple((name, min(value, cap) if name == "setpoint" else value) for name, value in period.more)
    return period._replace(limit=None if period.limit is None else min(period.limit, cap), more=more)


def connected(profile: Profile, station: Station) -> tuple[Profile, tuple[str, ...]]:
    """Return a profile as it is valid for a station that lost its connection and does not get it back, and the steps to it."""
    if profile.offline is None or station.offline_since is None:
        return profile, ()
    until = at(instant(station.offline_since) + profile.offline * SECOND)
    return profile._replace(valid_to=until if profile.valid_to is None else min(until, profile.valid_to)), ("offline",)
