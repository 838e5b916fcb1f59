"""Which of the installed profiles count at a place, how they rank, and from when their periods are reckoned."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.deciding import Local, Stacks
from ocppdb.smart_charging.fitting import STATION_WIDE, fit_together
from ocppdb.smart_charging.placing import SECOND, Segment, at, delayed, instant, on_the_clock, segments
from ocppdb.smart_charging.profiles import Period, Profile, RateUnit, Schedule
from ocppdb.smart_charging.station import Rate, Station, Transaction, in_unit, rate, zone_of

__all__ = ["Candidate", "Found", "Left", "candidates"]

MOST_NOTED = 2000
"""The most segments of a profile of which a note is kept, for pictures."""
STEPS = {
    "maximum": "station-wide",
    "external": "external",
    "transaction": "tx-profile",
    "priority": "priority",
    "generation": "generation",
}
OWN_RANK = 10**9
"""Ranks every profile of a connector before those of the station, where that is how it is decided."""


class Left(NamedTuple):
    """A profile that does not count, and why."""

    profile: Profile
    why: str


class Candidate:
    """A profile that counts: its purpose and rank, its segments in the window, and its periods as rates in the unit asked for."""

    def __init__(
        self,
        profile: Profile,
        schedule: Schedule,
        rank: int,
        found: Iterator[Segment],
        steps: tuple[str, ...],
        asked: RateUnit,
        station: Station,
        decide: Decisions,
        share: int,
    ) -> None:
        self.profile = profile
        self.purpose: str = profile.purpose
        self.asked = asked
        self.called = profile.name
        self.rank = rank
        self.highest = rank
        self._found = found
        self.lane: list[tuple[int, int, int]] = []
        """The segments that were passed, from, to, and the place of the period; the first of them where there are many."""
        self.steps = steps
        self.endless = schedule.duration is None
        self._of = schedule, asked, station, decide, share
        self._rates: dict[int, Rate] = {}

    def segments(self) -> Iterator[Segment]:
        """Yield the segments of the window, and keep a note of them."""
        for start, end, place in self._found:
            if place is not None and len(self.lane) < MOST_NOTED:
                self.lane.append((start, end, place))
            yield start, end, place

    def own_limit(self, place: int) -> tuple[Decimal | None, RateUnit]:
        """Return the limit of a period as it was sent, and its unit; None where it has a setpoint only."""
        schedule = self._of[0]
        return schedule.periods[place].limit, schedule.unit

    def rate(self, place: int) -> Rate:
        """Return the rate of a period; it is converted once, when it first leads."""
        found = self._rates.get(place)
        if found is None:
            schedule, asked, station, decide, share = self._of
            found = self._rates[place] = rate(schedule.periods[place], schedule.unit, asked, station, decide, share)
        return found


class Found(NamedTuple):
    """What a calculation works on."""

    candidates: tuple[Candidate, ...]
    stacks: Stacks
    left: tuple[Left, ...]
    steps: tuple[str, ...]
    rejected: str | None


def candidates(
    profiles: tuple[Profile, ...],
    window: tuple[int, int],
    asked: RateUnit,
    place: int,
    transactions: tuple[Transaction, ...],
    station: Station,
    schedule: int | None,
    decide: Decisions,
    imagined: bool = False,
) -> Found:
    """Return what counts at a place; `imagined` reckons one without a transaction as though one began there with the window.

    Raises ScheduleError for profiles that cannot be installed together.
    """
    fit_together(profiles, decide)
    running = _running(transactions, place)
    kept, left = _at_place(profiles, place, running)
    idle = place > 0 and running is None
    rejected = None
    if place == 0:
        decide("station-total")
    elif idle and not imagined and decide.has("idle"):
        choice = decide("idle")
        rejected = "idle-rejected" if choice == "reject" else None
        if choice != "default":
            left += [Left(each, "no transaction runs there") for each in kept if each.purpose == "default"]
            kept = [each for each in kept if each.purpose != "default"]
    kept, steps, own_first = _defaults(kept, place, left, decide)
    found = [
        _candidate(
            each,
            window,
            asked,
            place,
            running,
            station,
            schedule,
            decide,
            _share(each, place, station, decide),
            steps.get(each.id, ()),
            own_first,
        )
        for each in kept
    ]
    for purpose in {each.purpose for each in found}:
        highest = max(each.rank for each in found if each.purpose == purpose)
        for each in found:
            each.highest = highest if each.purpose == purpose else each.highest
    maximum = _maximum(station, asked, decide)
    if maximum is not None and place == 0:
        maximum *= station.connectors
    local = Local(maximum, station.phases, idle)
    counted = tuple(found)
    more = ("evse-zero",) if place == 0 else ("idle",) if idle else ()
    return Found(counted, Stacks(counted, local, station, decide), tuple(left), more, rejected)


def _share(profile: Profile, place: int, station: Station, decide: Decisions) -> int:
    """Among how many places a profile of the whole station is divided."""
    if place == 0 or profile.place != 0 or station.connectors == 1 or profile.purpose not in (*STATION_WIDE, "generation"):
        return 1
    if profile.purpose == "generation" and decide("generation") == "whole":
        return 1
    return station.connectors if decide("sharing") == "equal" else 1


def _running(transactions: tuple[Transaction, ...], place: int) -> Transaction | None:
    found = [each for each in transactions if each.place == place]
    if len(found) > 1:
        raise ScheduleError(f"transactions {found[0].id} and {found[1].id} both run at {place}; expected one")
    return found[0] if found and place > 0 else None


def _is_priority(profile: Profile, place: int) -> bool:
    return profile.purpose == "priority" and profile.place in (0, place)


def _at_place(profiles: tuple[Profile, ...], place: int, running: Transaction | None) -> tuple[list[Profile], list[Left]]:
    """The profiles that count at a place, and those that do not."""
    kept: list[Profile] = []
    left: list[Left] = []
    if running is not None and running.priority and not any(_is_priority(each, place) for each in profiles):
        raise ScheduleError(
            f"priority charging is on for transaction {running.id}, and no profile for it is there at {place} or 0, so that it cannot be; add one"
        )
    for each in profiles:
        why = _why_not(each, place, running)
        if why is None:
            kept.append(each)
        else:
            left.append(Left(each, why))
    return kept, left


def _why_not(profile: Profile, place: int, running: Transaction | None) -> str | None:
    if place == 0 and profile.purpose == "generation" and profile.place != 0:
        raise ScheduleError(
            f"{profile.name} is set at {profile.place}, and how it counts for the station as a whole is open (local-generation-among-evses); set it at 0"
        )
    if profile.purpose in (*STATION_WIDE, "generation") and profile.place == 0:
        return None
    if place == 0:
        return "it limits single connectors or EVSEs, not the station as a whole"
    if profile.place not in (0, place):
        return f"it is set for {profile.place}"
    if profile.purpose == "priority" and (running is None or not running.priority):
        return "priority charging is not on"
    if profile.purpose == "transaction":
        if running is None:
            return "no transaction runs there"
        if profile.transaction is not None and profile.transaction != running.id:
            return f"it is for transaction {profile.transaction}"
    return None


def _defaults(
    kept: list[Profile], place: int, left: list[Left], decide: Decisions
) -> tuple[list[Profile], dict[int, tuple[str, ...]], bool]:
    """Settle the TxDefaultProfiles of the station beside those of the place: which are left, by which steps, and whether own ones rank first."""
    steps: dict[int, tuple[str, ...]] = {}
    own = [each for each in kept if each.purpose == "default" and each.place == place]
    wide = [each for each in kept if each.purpose == "default" and each.place == 0]
    for each in kept:
        if each.purpose == "default":
            steps[each.id] = ("default-zero",) if each.place == 0 else ("default-own",)
        else:
            steps[each.id] = (STEPS[each.purpose] if each.place == 0 or each.purpose != "external" else "external-own",)
    if not own or not wide or not decide.has("default-levels"):
        return kept, steps, False
    choice = decide("default-levels")
    levels = {each.level for each in own}
    out = [each for each in wide if choice == "connector" or (choice == "level" and each.level in levels)]
    left += [Left(each, "a TxDefaultProfile of the connector takes its place") for each in out]
    return [each for each in kept if each not in out], steps, choice == "moment"


def _candidate(
    profile: Profile,
    window: tuple[int, int],
    asked: RateUnit,
    place: int,
    running: Transaction | None,
    station: Station,
    number: int | None,
    decide: Decisions,
    share: int,
    steps: tuple[str, ...],
    own_first: bool,
) -> Candidate:
    schedule = _schedule(profile, number)
    schedule, more = _of_session(profile, schedule, running)
    profile_, offline = _connected(profile, station)
    origin = _origin(profile, schedule, window, running, decide)
    early = False
    if profile.kind == "Recurring" and schedule.start is not None and instant(schedule.start) > window[0]:
        early = decide.has("before-first") and decide("before-first") == "recurs"
    zone = None
    if profile.kind == "Recurring" and decide.has("daylight") and _clock_matters(schedule, origin, window, station):
        zone = zone_of(station) if decide("daylight") == "local" else None
    rank = profile.level + (OWN_RANK if own_first and profile.purpose == "default" and profile.place == place else 0)
    if schedule.local and profile.kind != "Relative":
        more = (*more, "local-time")
        found = on_the_clock(profile_, schedule, window, zone_of(station))
    else:
        found = segments(profile_, schedule, origin, window, zone, early)
    return Candidate(profile, schedule, rank, found, (*steps, *more, *offline), asked, station, decide, share)


def _of_session(profile: Profile, schedule: Schedule, running: Transaction | None) -> tuple[Schedule, tuple[str, ...]]:
    """A schedule as it holds in a session, with the delays that were drawn and the cap of the state of charge, and the steps to it."""
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


def _connected(profile: Profile, station: Station) -> tuple[Profile, tuple[str, ...]]:
    """A profile as it is valid for a station that lost its connection and does not get it back."""
    if profile.offline is None or station.offline_since is None:
        return profile, ()
    until = at(instant(station.offline_since) + profile.offline * SECOND)
    return profile._replace(valid_to=until if profile.valid_to is None else min(until, profile.valid_to)), ("offline",)


def _schedule(profile: Profile, number: int | None) -> Schedule:
    """The schedule of a profile that counts: the only one, or the one that was asked for; the last where a profile has fewer."""
    if len(profile.schedules) == 1:
        return profile.schedules[0]
    if number is None:
        raise ScheduleError(
            f"{profile.name} has {len(profile.schedules)} schedules, of which the EV chooses one; ask for schedule 1 to {len(profile.schedules)}"
        )
    if not 1 <= number <= len(profile.schedules):
        raise ScheduleError(f"{profile.name} has no schedule {number}; expected 1 to {len(profile.schedules)}")
    return profile.schedules[number - 1]


def _origin(
    profile: Profile, schedule: Schedule, window: tuple[int, int], running: Transaction | None, decide: Decisions
) -> int | None:
    """From when the periods count where the schedule does not say so itself."""
    if schedule.start is not None:
        return None
    if profile.kind == "Dynamic":
        return _updated(profile, schedule, window)
    if profile.kind != "Relative":
        if not decide.has("missing-start"):
            raise ScheduleError(f"{profile.name} is {profile.kind} and has no startSchedule; add one")
        choice = decide("missing-start")
        return _received(profile) if choice == "received" else _charging("energy", running, window)
    if profile.purpose == "external":
        return _received(profile)
    if profile.purpose == "maximum":
        if not decide.has("max-relative"):
            raise ScheduleError(f"{profile.name} is Relative; a limit of the whole station is Absolute or Recurring")
        decide("max-relative")
        return _received(profile)
    if running is None:
        return window[0]
    choice = decide("relative-start") if decide.has("relative-start") else "energy"
    return _received(profile) if choice == "received" else _charging(choice, running, window)


def _updated(profile: Profile, schedule: Schedule, window: tuple[int, int]) -> int:
    """Since when the values of a Dynamic profile hold; without a duration that does not matter."""
    since = profile.updated or profile.received
    if since is not None:
        return instant(since)
    if schedule.duration is None:
        return window[0]
    raise ScheduleError(
        f"the duration of {profile.name} counts from its last update, and that time is not known; give it as dynUpdateTime"
    )


def _charging(choice: str, running: Transaction | None, window: tuple[int, int]) -> int:
    """When a transaction started or could charge; where none runs, one is imagined to begin with the window."""
    if running is None:
        return window[0]
    if choice == "transaction":
        return instant(running.started)
    if running.energy is None:
        raise ScheduleError(
            f"periods count from when transaction {running.id} could charge, and that time is not known; give it as energy"
        )
    return instant(running.energy)


def _received(profile: Profile) -> int:
    if profile.received is None:
        raise ScheduleError(
            f"the periods of {profile.name} count from its arrival, and that time is not known; give it as received"
        )
    return instant(profile.received)


def _clock_matters(schedule: Schedule, origin: int | None, window: tuple[int, int], station: Station) -> bool:
    """Whether local clocks change between the start of a schedule and the end of a window; unknown counts as yes."""
    if station.zone is None:
        return True
    zone = zone_of(station)
    start = schedule.start if schedule.start is not None else at(origin or window[0])
    offset = start.astimezone(zone).utcoffset()
    day = 86_400_000_000
    days = range(window[0], window[1] + 1, day)
    return any(at(each).astimezone(zone).utcoffset() != offset for each in (*days, window[1]))


def _maximum(station: Station, asked: RateUnit, decide: Decisions) -> Decimal | None:
    """The station's own maximum in the unit asked for; converted where it is known in the other only."""
    same, other = (station.maximum_a, station.maximum_w) if asked == "A" else (station.maximum_w, station.maximum_a)
    if same is not None or other is None:
        return same
    return in_unit(other, "W" if asked == "A" else "A", asked, station.phases, station, decide)[0]
