"""The composite schedule: a sweep over the segments of all profiles, purpose by purpose the highest stackLevel, then the lowest limit.

    composite(profiles, book, at=..., duration=3600, unit="A", place=1)

is a pure function. Each period of its answer tells which profile decides and by which rules; what the specification leaves open is
decided by `options`, by the marked default in the pragmatic mode, or not at all: then OpenPoint asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.records.verdicts import Verdict
from ocppdb.smart_charging.book import Book, Choice, Decisions, Mode
from ocppdb.smart_charging.candidates import Candidate, Left, candidates
from ocppdb.smart_charging.deciding import Piece
from ocppdb.smart_charging.fitting import understood
from ocppdb.smart_charging.merging import Values
from ocppdb.smart_charging.negotiating import Announced, lowered
from ocppdb.smart_charging.noting import Noted, noted
from ocppdb.smart_charging.placing import SECOND, at, instant
from ocppdb.smart_charging.profiles import Profile, RateUnit, moment
from ocppdb.smart_charging.station import Station, Transaction
from ocppdb.smart_charging.sweeping import sweep
from ocppdb.smart_charging.totals import total
from ocppdb.smart_charging.wire import WirePeriod, wire

__all__ = ["MOST_SECONDS", "Composite", "Lane", "Part", "composite", "sweep"]

MOST_SECONDS = 366 * 86400
"""The longest window: a year."""
MOST_PARTS = 200_000
"""The most periods that one answer holds."""


class Part(NamedTuple):
    """A period of the analysis: from `start` to `end` seconds after the beginning, what is allowed, who decides, and why.

    `limit` is None where nothing limits; `profile` is None there and where the station's own maximum decides. `leading` are the profiles
    that lead their purposes, the deciding one among them.
    """

    start: Decimal
    end: Decimal
    begins: datetime
    limit: Decimal | None
    phases: int | None
    phase_to_use: int | None
    profile: Profile | None
    decided_by: str
    leading: tuple[Profile, ...]
    rules: tuple[str, ...]
    more: Values = ()
    """What the period has beside that, by the names of OCPP: limits of L2 and L3 and for discharging, setpoints, the mode of operation."""


class Lane(NamedTuple):
    """What one profile allows by itself, whether it leads or not: its limits as they were sent, in its own unit."""

    profile: Profile
    pieces: tuple[tuple[Decimal, Decimal, Decimal, RateUnit], ...]
    """From and to in seconds after the beginning, limit, and unit, where there is a limit; the first of them where there are thousands."""


class Composite(NamedTuple):
    """A composite schedule: limits in `unit`, A on each phase or W in total.

    `parts` tell each period with its reasons, exact; `periods` are those that go over the wire, joined and rounded as decided. `status`
    is Rejected where the station does not report a schedule. `used` are the open options that mattered, `left_out` the profiles that
    do not count and why.
    """

    version: str
    status: Literal["Accepted", "Rejected"]
    place: int
    begins: datetime
    duration: int
    unit: RateUnit
    parts: tuple[Part, ...]
    periods: tuple[WirePeriod, ...] | None
    used: tuple[Choice, ...]
    left_out: tuple[Left, ...]
    rules: tuple[str, ...]
    """The rules of the whole: its window, and why it is rejected."""
    lanes: tuple[Lane, ...] = ()
    """What each profile that counts allows by itself."""
    verdicts: tuple[Verdict, ...] = ()
    """What the judge says of the requests that were given, each in turn; empty where Profiles were given, or nobody judged."""
    notes: tuple[Noted, ...] = ()
    """What of the profiles that count is left aside, and on what the answer rests."""

    def at(self, moment: datetime) -> Part:
        """Return the part that holds at a moment. Raises ScheduleError outside the window."""
        seconds = Decimal(instant(moment) - instant(self.begins)) / SECOND
        for part in self.parts:
            if part.start <= seconds < part.end:
                return part
        raise ScheduleError(
            f"{moment.isoformat()} is outside of the schedule, which covers {self.duration} s from {self.begins.isoformat()}"
        )

    def energy_wh(self) -> Decimal | None:
        """Return the energy in Wh that the schedule allows at most, for a schedule in W; None where a part has no limit."""
        if self.unit != "W":
            raise ScheduleError("energy follows from a schedule in W; ask for the unit W")
        if any(part.limit is None for part in self.parts):
            return None
        return sum(((part.limit or Decimal(0)) * (part.end - part.start) for part in self.parts), Decimal(0)) / 3600


def composite(
    profiles: Iterable[Profile],
    book: Book,
    *,
    at: datetime,
    duration: int,
    unit: RateUnit,
    place: int = 1,
    transactions: Iterable[Transaction] = (),
    station: Station = Station(),  # noqa: B008 - immutable
    schedule: int | None = None,
    announced: Announced | None = None,
    options: Mapping[str, str] | None = None,
    mode: Mode = "strict",
) -> Composite:
    """Return the Composite of installed profiles.

    `at` is the beginning, an aware datetime; `duration` are seconds; `unit` is the one asked for; `place` the connectorId or evseId, 0
    for the whole station. `schedule` says which of several schedules of a TxProfile counts, from 1; `announced` is what an EV plans to
    draw there, which then is expected. Raises OpenPoint, ScheduleError, and NotFound for an option
    that does not exist.
    """
    decide = Decisions(book, options or {}, mode)
    moment(at, "at")
    if isinstance(duration, bool) or not isinstance(duration, int) or not 0 < duration <= MOST_SECONDS:
        raise ScheduleError(f"duration is {duration!r}, expected 1 to {MOST_SECONDS} seconds, which are 366 days")
    if unit not in ("A", "W"):
        raise ScheduleError(f"unit is {unit!r}, expected A or W")
    running = tuple(transactions)
    why = _rejected(unit, place, station)
    if why:
        return Composite(book.version, "Rejected", place, at, duration, unit, (), None, (), (), book.rules(("window", why)))
    window = (instant(at), instant(at) + duration * SECOND)
    profiles = tuple(profiles)
    understood(profiles, decide)
    found = _whole(profiles, window, unit, place, running, station, schedule, announced, decide)
    if found.rejected:
        return _answer(book, "Rejected", place, at, duration, unit, (), decide, found.left, ("window", found.rejected))
    pieces = found.pieces
    if announced is not None and place > 0:
        pieces = lowered(pieces, announced, window, unit, place, station, decide)
    parts = tuple(_parts(pieces, window[0], book))
    rejected = any(part.decided_by == "nothing" for part in parts) and decide.has("no-limit") and decide("no-limit") == "reject"
    status: Literal["Accepted", "Rejected"] = "Rejected" if rejected else "Accepted"
    answer = _answer(book, status, place, at, duration, unit, parts, decide, found.left, ("window", *found.steps))
    counted = [each.profile for each in found.candidates]
    return answer._replace(
        lanes=tuple(_lane(each, window[0]) for each in found.candidates), notes=noted(counted, place, running, station)
    )


class _Swept(NamedTuple):
    """What a calculation works on, and the pieces of its sweep."""

    pieces: Iterator[Piece]
    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]
    steps: tuple[str, ...]
    rejected: str | None


def _whole(
    profiles: Iterable[Profile],
    window: tuple[int, int],
    unit: RateUnit,
    place: int,
    running: tuple[Transaction, ...],
    station: Station,
    schedule: int | None,
    announced: Announced | None,
    decide: Decisions,
) -> _Swept:
    """The sweep over what counts at a place; at 0 over the limits of the whole station, or over all places, as it is decided."""
    how = decide("station-total") if place == 0 else "limit"
    if how != "limit":
        summed = total(tuple(profiles), window, unit, running, station, schedule, announced, decide, every=how == "every")
        return _Swept(summed.pieces, summed.candidates, summed.left, ("evse-zero",), None)
    found = candidates(tuple(profiles), window, unit, place, running, station, schedule, decide)
    return _Swept(
        sweep(found.candidates, window, decide, found.stacks), found.candidates, found.left, found.steps, found.rejected
    )


def _lane(candidate: Candidate, since: int) -> Lane:
    pieces = [
        (Decimal(start - since) / SECOND, Decimal(end - since) / SECOND, limit, unit)
        for start, end, place in candidate.lane
        for limit, unit in [candidate.own_limit(place)]
        if limit is not None
    ]
    return Lane(candidate.profile, tuple(pieces))


def _rejected(unit: str, place: int, station: Station) -> str | None:
    if unit not in station.units:
        return "unit-rejected"
    return "place-rejected" if not 0 <= place <= station.connectors else None


def _answer(
    book: Book,
    status: Literal["Accepted", "Rejected"],
    place: int,
    begins: datetime,
    duration: int,
    unit: RateUnit,
    parts: tuple[Part, ...],
    decide: Decisions,
    left: tuple[Left, ...],
    steps: tuple[str, ...],
) -> Composite:
    limited = bool(parts) and all(part.limit is not None or part.more for part in parts)
    periods = wire(parts, decide) if status == "Accepted" and limited else None
    used = tuple(decide.used.values())
    return Composite(book.version, status, place, begins, duration, unit, parts, periods, used, left, book.rules(steps))


def _parts(pieces: Iterable[Piece], since: int, book: Book) -> Iterator[Part]:
    """The pieces as parts, with the ids of rules in place of steps; what is equal is made once."""
    rules: dict[tuple[str, ...], tuple[str, ...]] = {}
    for number, piece in enumerate(pieces):
        if number >= MOST_PARTS:
            raise ScheduleError(f"the schedule has more than {MOST_PARTS} periods; ask for a shorter duration")
        if piece.steps not in rules:
            rules[piece.steps] = book.rules(piece.steps)
        yield Part(
            Decimal(piece.start - since) / SECOND,
            Decimal(piece.end - since) / SECOND,
            at(piece.start),
            piece.limit,
            piece.phases,
            piece.phase_to_use,
            piece.profile,
            piece.decided_by,
            piece.leading,
            rules[piece.steps],
            piece.more,
        )
