"""Where the periods of one profile lie in time: a stream of segments, in order and without overlap, that costs no memory.

Times are whole microseconds since 1970 UTC, so that sums are exact; a segment without a rate is one in which a valid profile has not
begun.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.profiles import Period, Profile, Schedule

__all__ = ["FOREVER", "SECOND", "Segment", "at", "delayed", "instant", "on_the_clock", "segments"]

SECOND = 1_000_000
FOREVER = 10**18
"""Later than any time that is read."""
DAY = 86_400 * SECOND
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


def on_the_clock(profile: Profile, schedule: Schedule, window: tuple[int, int], zone: ZoneInfo) -> Iterator[Segment]:
    """Yield the segments of a schedule whose startSchedule is a time on the clock of a zone, whatever offset it was written with.

    Where the clock changes, what it leaves out is skipped, and what it shows twice holds twice.
    """
    if schedule.start is None:
        return
    shown = schedule.start.replace(tzinfo=None)
    for start, end, offset in _offsets(window, zone):
        moved = schedule._replace(start=(shown - offset).replace(tzinfo=UTC))
        yield from segments(profile, moved, None, (start, end), None, False)


def _offsets(window: tuple[int, int], zone: ZoneInfo) -> Iterator[tuple[int, int, timedelta]]:
    """The stretches of a window in which the clock of a zone keeps its offset from UTC."""

    def offset(instant: int) -> timedelta:
        return at(instant).astimezone(zone).utcoffset() or timedelta()

    start, until = window
    while start < until:
        same, other = start, min(start + DAY, until)
        while other < until and offset(other) == offset(start):
            same, other = other, min(other + DAY, until)
        if offset(other) == offset(start):
            yield start, until, offset(start)
            return
        while other - same > SECOND:
            middle = (same + other) // 2 // SECOND * SECOND
            middle = middle if same < middle < other else same + SECOND
            same, other = (middle, other) if offset(middle) == offset(start) else (same, middle)
        yield start, other, offset(start)
        start = other


def delayed(schedule: Schedule, delays: tuple[int, ...]) -> Schedule:
    """Return a schedule whose periods after the first begin late, each by its delay; one that the next overtakes is left out.

    Raises ScheduleError where there is not a delay for each of them, or one is out of bounds.
    """
    periods = schedule.periods
    if len(delays) != len(periods) - 1 or not all(0 <= each <= schedule.delay for each in delays):
        raise ScheduleError(
            f"found the delays {', '.join(map(str, delays)) or 'none'}, expected {len(periods) - 1} of 0 to {schedule.delay} s, for each period but the first"
        )
    late = [each._replace(start=each.start + delay) for each, delay in zip(periods, (0, *delays), strict=True)]
    kept = [each for number, each in enumerate(late) if all(each.start < other.start for other in late[number + 1 :])]
    return schedule._replace(periods=tuple(kept))


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
