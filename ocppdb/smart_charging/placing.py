"""Where the periods of one profile lie in time: a stream of segments, in order and without overlap, that costs no memory.

Times are whole microseconds since 1970 UTC, so that sums are exact; a segment without a rate is one in which a valid profile has not
begun.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ocppdb.smart_charging.profiles import Period, Profile, Schedule

__all__ = ["FOREVER", "SECOND", "Segment", "at", "instant", "segments"]

SECOND = 1_000_000
FOREVER = 10**18
"""Later than any time that is read."""
STEP = {"Daily": timedelta(days=1), "Weekly": timedelta(weeks=1)}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

Segment = tuple[int, int, int | None]
"""From, to, and the place of the period in its schedule; None while the profile is valid and has not begun."""


class _Lying(NamedTuple):
    """A schedule that begins at some times, each until the next."""

    starts: Iterator[tuple[int, int]]
    first: int


def instant(moment: datetime) -> int:
    """Return a time as microseconds since 1970 UTC."""
    return (moment - EPOCH) // MICROSECOND


def at(instant: int) -> datetime:
    """Return microseconds since 1970 UTC as a time."""
    return EPOCH + timedelta(microseconds=instant)


def segments(
    profile: Profile, schedule: Schedule, origin: int | None, window: tuple[int, int], zone: ZoneInfo | None, early: bool
) -> Iterator[Segment]:
    """Yield the segments of a schedule of a profile within a window.

    `origin` is when a schedule without startSchedule begins. With a `zone` a Recurring schedule keeps to its clock, else to steps of 24
    hours or 7 days. `early` tells that it acts before the date of its startSchedule as well.
    """
    since, until = window
    valid = [since, until]
    if profile.valid_from is not None:
        valid[0] = max(since, instant(profile.valid_from))
    if profile.received is not None and profile.valid_from is None:
        valid[0] = max(valid[0], instant(profile.received))
    if profile.valid_to is not None:
        valid[1] = min(until, instant(profile.valid_to))
    if valid[0] >= valid[1]:
        return
    lying = _lying(profile, schedule, origin, valid[0], zone, early)
    if lying.first > valid[0]:
        yield valid[0], min(lying.first, valid[1]), None
    for start, end in lying.starts:
        if start >= valid[1]:
            return
        if schedule.duration is not None:
            end = min(end, start + schedule.duration * SECOND)
        yield from _cut(schedule.periods, start, max(start, valid[0]), min(end, valid[1]))


def _cut(periods: tuple[Period, ...], start: int, since: int, until: int) -> Iterator[Segment]:
    """The periods of a schedule that begins at `start`, as far as they lie between two times."""
    last = len(periods) - 1
    for place, period in enumerate(periods):
        begins = max(since, start + period.start * SECOND)
        ends = until if place == last else min(until, start + periods[place + 1].start * SECOND)
        if begins < ends:
            yield begins, ends, place
        if ends >= until:
            return


def _lying(profile: Profile, schedule: Schedule, origin: int | None, since: int, zone: ZoneInfo | None, early: bool) -> _Lying:
    """When a schedule begins, at the last time before `since` and then on, each with the beginning after it."""
    start = schedule.start if schedule.start is not None else None if origin is None else at(origin)
    if start is None:
        return _Lying(iter(()), FOREVER)
    if profile.recurrence is None:
        first = instant(start)
        return _Lying(iter([(first, FOREVER)]), first)
    step = STEP[profile.recurrence]
    first = instant(start)
    if zone is None:
        length = step // MICROSECOND
        number = (since - first) // length
        number = number if early else max(0, number)
        return _Lying(_steps(first + number * length, length), first if not early else since)
    number = (at(since) - start) // step - 1
    return _Lying(_clock(start.astimezone(zone), step, max(0, number)), first)


def _steps(start: int, length: int) -> Iterator[tuple[int, int]]:
    while True:
        yield start, start + length
        start += length


def _clock(start: datetime, step: timedelta, number: int) -> Iterator[tuple[int, int]]:
    """The same time of day in a zone, day by day or week by week: aware arithmetic within a zone keeps the clock."""
    while True:
        begins, ends = ((start + each * step).replace(fold=start.fold) for each in (number, number + 1))
        yield instant(begins), instant(ends)
        number += 1
