"""What an EV plans to draw: the schedule that it announces lowers what is expected of its EVSE."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.deciding import Piece
from ocppdb.smart_charging.placing import FOREVER, segments
from ocppdb.smart_charging.profiles import Profile, RateUnit, Schedule, moment, number, schedule_of
from ocppdb.smart_charging.station import Rate, Station, rate

__all__ = ["Announced", "announced", "lowered", "planned"]

CALLED = "schedule of the EV"
Planned = tuple[int, int, Rate | None]
"""From, to, and the rate that is planned; None where the plan says nothing."""


class Announced(NamedTuple):
    """What a NotifyEVChargingSchedule tells: a schedule that begins at its timeBase, and the EVSE whose EV planned it."""

    place: int
    schedule: Schedule


def announced(payload: Mapping[str, Any]) -> Announced:
    """Return what a payload of NotifyEVChargingSchedule announces. Raises ScheduleError, which names the field."""
    base = moment(payload.get("timeBase"), "timeBase")
    if base is None:
        raise ScheduleError("timeBase is absent, expected a time such as 2026-01-31T18:30:00Z")
    place = number(payload.get("evseId"), "evseId", least=1)
    schedule = schedule_of(payload.get("chargingSchedule"), CALLED)
    if any(each.more for each in schedule.periods):
        raise ScheduleError(
            "the EV plans for single phases, and how its plan lowers a composite schedule is not said; leave it out"
        )
    return Announced(place, schedule._replace(start=base))


def planned(
    told: Announced, window: tuple[int, int], asked: RateUnit, station: Station, decide: Decisions
) -> Iterator[Planned]:
    """Yield what a plan says of a window, without a gap, in the unit that is asked for."""
    schedule = told.schedule
    profile = Profile(schedule.id or 0, 0, "transaction", "Absolute", (schedule,), told.place)
    now = window[0]
    for start, end, place in segments(profile, schedule, None, window, None, False):
        if place is not None:
            if now < start:
                yield now, start, None
            yield start, end, rate(schedule.periods[place], schedule.unit, asked, station, decide)
            now = end
    yield now, FOREVER, None


def lowered(
    pieces: Iterator[Piece],
    told: Announced | None,
    window: tuple[int, int],
    asked: RateUnit,
    place: int,
    station: Station,
    decide: Decisions,
) -> Iterator[Piece]:
    """Yield the pieces of a place, with what the EV there has announced where that is less."""
    if told is None or told.place != place:
        yield from pieces
        return
    plan = planned(told, window, asked, station, decide)
    _, until, wanted = next(plan)
    for piece in pieces:
        now = piece.start
        while now < piece.end:
            while until <= now:
                _, until, wanted = next(plan)
            end = min(until, piece.end)
            yield _lower(piece, wanted)._replace(start=now, end=end)
            now = end


def _lower(piece: Piece, wanted: Rate | None) -> Piece:
    if wanted is None or wanted.limit is None or (piece.limit is not None and piece.limit <= wanted.limit):
        return piece
    if piece.more:
        raise ScheduleError(
            "the EV plans less than a period with a setpoint or limits of single phases allows, and what then holds is not said"
        )
    phases = piece.phases if wanted.phases is None else min(piece.phases or 3, wanted.phases)
    steps = tuple(dict.fromkeys([*piece.steps, *wanted.steps, "ev-schedule"]))
    return piece._replace(limit=wanted.limit, phases=phases, profile=None, decided_by=CALLED, steps=steps)
