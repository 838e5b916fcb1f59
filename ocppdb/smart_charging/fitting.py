"""Whether profiles fit: the version that is asked knows what they hold, and they can stand side by side."""

from collections.abc import Iterable, Iterator

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.placing import FOREVER, instant
from ocppdb.smart_charging.profiles import CHARGING_ONLY, Profile

__all__ = ["STATION_WIDE", "fit_together", "overlap", "understood"]

STATION_WIDE = ("maximum", "external")
ON_EVERY_PLACE = ("external", "priority", "generation")
"""Purposes of which one that is set for the whole station holds at each place, beside those that are set there."""


def understood(profiles: Iterable[Profile], decide: Decisions) -> None:
    """Raise ScheduleError for a profile with something that the version does not know: a step of the calculation stands for each."""
    steps = decide.book.steps
    for each in profiles:
        for step, what in _needs(each):
            if step not in steps:
                raise ScheduleError(f"{each.name} has {what}, which OCPP {decide.book.version} does not know; take it out")


def _needs(profile: Profile) -> Iterator[tuple[str, str]]:
    """What a profile holds that only some versions know: the step that stands for it, and its name."""
    if profile.purpose in ("priority", "generation"):
        yield profile.purpose, f"the purpose {profile.purpose_name}"
    if profile.kind == "Dynamic":
        yield "dynamic", "the kind Dynamic"
    if profile.offline is not None:
        yield "offline", "maxOfflineDuration"
    for schedule in profile.schedules:
        if schedule.local:
            yield "local-time", "useLocalTime"
        if schedule.delay:
            yield "random-delay", "randomizedDelay"
        if schedule.at_soc is not None:
            yield "soc-cap", "limitAtSoC"
        for period in schedule.periods:
            if period.mode is not None:
                yield "operation-mode", "operationMode"
            for name, _ in period.more:
                yield "phase-limits" if name.startswith("limit") else "setpoint", name


def fit_together(profiles: Iterable[Profile], decide: Decisions) -> None:
    """Raise ScheduleError where a profile is at the wrong place or has what its purpose must not have, or two cannot stand side by side."""
    by_id: dict[int, Profile] = {}
    by_level: dict[tuple[str, int, str | None], list[Profile]] = {}
    for each in profiles:
        _at_its_place(each, decide)
        _of_its_purpose(each)
        if each.id in by_id:
            raise ScheduleError(
                f"two profiles have the id {each.id}: {by_id[each.id].name} and {each.name}; the later one replaces the earlier, keep one"
            )
        by_id[each.id] = each
        same = by_level.setdefault((each.purpose, each.level, each.transaction), [])
        for other in same:
            meet = each.place == other.place or (each.purpose in ON_EVERY_PLACE and 0 in (each.place, other.place))
            if meet and overlap(each, other):
                raise ScheduleError(
                    f"{other.name} and {each.name} are valid at the same time on one stackLevel; keep one, or change a stackLevel"
                )
        same.append(each)


def _at_its_place(profile: Profile, decide: Decisions) -> None:
    anywhere = profile.purpose == "external" and "external-own" in decide.book.steps
    if profile.purpose in STATION_WIDE and profile.place != 0 and not anywhere:
        raise ScheduleError(f"{profile.name} is set at {profile.place}; it belongs to the whole station, which is 0")
    if profile.purpose == "transaction" and profile.place == 0:
        raise ScheduleError(f"{profile.name} is set at 0; it belongs to one connector or EVSE, from 1 on")


MODES = {
    "maximum": (CHARGING_ONLY,),
    "priority": (CHARGING_ONLY,),
    "external": (CHARGING_ONLY, "ExternalLimits", "ExternalSetpoint"),
    "generation": (CHARGING_ONLY, "ExternalLimits"),
}
"""The modes of operation of those purposes that do not have all of them."""


def _of_its_purpose(profile: Profile) -> None:
    """Raise ScheduleError for what a purpose must not have, so that a station refuses the profile."""
    for schedule in profile.schedules:
        if profile.purpose == "priority" and schedule.duration is not None:
            raise ScheduleError(f"{profile.name} has a duration; it lasts as long as its transaction, take it out")
        if schedule.delay and profile.purpose in ("maximum", "priority", "generation"):
            raise ScheduleError(f"{profile.name} has a randomizedDelay, which its purpose does not have; take it out")
        for period in schedule.periods:
            allowed = MODES.get(profile.purpose)
            if allowed and period.mode is not None and period.mode not in allowed:
                raise ScheduleError(f"{profile.name} has the operationMode {period.mode}, expected {' or '.join(allowed)}")
            for name, _ in period.more:
                base, _, phase = name.partition("_")
                if phase and profile.purpose != "transaction":
                    raise ScheduleError(f"{profile.name} has {name}, which is for a TxProfile only; take it out")
                if phase and base not in [other for other, _ in period.more] and (base != "limit" or period.limit is None):
                    raise ScheduleError(f"{profile.name} has {name} without {base}, which then is that of L1; add it")


def overlap(one: Profile, other: Profile) -> bool:
    """Return whether two profiles are ever valid at the same time."""

    def ends(profile: Profile) -> tuple[int, int]:
        start = -FOREVER if profile.valid_from is None else instant(profile.valid_from)
        return start, FOREVER if profile.valid_to is None else instant(profile.valid_to)

    (start, end), (other_start, other_end) = ends(one), ends(other)
    return start < other_end and other_start < end
