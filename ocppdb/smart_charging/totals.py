"""The station as a whole: the sum over its connectors or EVSEs, never above what holds for all of them together.

That no total lies above the lowest limit of the station is said by the rules; whether the total is that limit, or a sum, and whether
whoever does not charge counts in it, is an open option.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.candidates import Candidate, Left, candidates
from ocppdb.smart_charging.deciding import Piece
from ocppdb.smart_charging.fitting import STATION_WIDE, fit_together
from ocppdb.smart_charging.negotiating import Announced, lowered
from ocppdb.smart_charging.profiles import Profile, RateUnit
from ocppdb.smart_charging.station import Station, Transaction
from ocppdb.smart_charging.sweeping import sweep

__all__ = ["Total", "total"]

MOST_PLACES = 1000
"""The most connectors or EVSEs over which a sum is made."""
NAMED = 6


class Total(NamedTuple):
    """The pieces of a sum, the candidates of all places and of the station, and what counts nowhere."""

    pieces: Iterator[Piece]
    candidates: tuple[Candidate, ...]
    left: tuple[Left, ...]


def total(
    profiles: tuple[Profile, ...],
    window: tuple[int, int],
    asked: RateUnit,
    transactions: tuple[Transaction, ...],
    station: Station,
    schedule: int | None,
    announced: Announced | None,
    decide: Decisions,
    every: bool,
) -> Total:
    """Return the Total of a station: of those places where a transaction runs, or of `every` one as though one ran there.

    Raises ScheduleError for a station with more places than are summed up.
    """
    fit_together(profiles, decide)
    made = next((each for each in profiles if each.purpose == "generation"), None)
    if made is not None:
        raise ScheduleError(
            f"{made.name} adds to a sum over EVSEs, and how it is divided among them is open (local-generation-among-evses); "
            "choose limit for the option station-total"
        )
    running = sorted({each.place for each in transactions})
    places = range(1, _number(station) + 1) if every else running
    wide = tuple(each for each in profiles if each.purpose in STATION_WIDE and each.place == 0)
    single = tuple(each for each in profiles if each not in wide)
    found = [
        candidates(single, window, asked, place, transactions, station, schedule, decide, imagined=every) for place in places
    ]
    bare = station._replace(maximum_a=None, maximum_w=None)
    bound = candidates(wide, window, asked, 0, (), bare, schedule, decide)
    shares = [
        lowered(sweep(each.candidates, window, decide, each.stacks), announced, window, asked, place, station, decide)
        for place, each in zip(places, found, strict=True)
    ]
    cap = sweep(bound.candidates, window, decide, bound.stacks)
    counted = [*bound.candidates, *(candidate for each in found for candidate in each.candidates)]
    somewhere = {candidate.profile.id for candidate in counted}
    left = {each.profile.id: each for one in found for each in one.left if each.profile.id not in somewhere}
    nowhere = [Left(each, "no transaction runs there") for each in single if each.id not in somewhere and each.id not in left]
    once = {candidate.profile.id: candidate for candidate in counted}
    return Total(_joined(_sums(places, shares, cap, window)), tuple(once.values()), (*left.values(), *nowhere))


def _number(station: Station) -> int:
    if station.connectors > MOST_PLACES:
        raise ScheduleError(
            f"the station has {station.connectors} connectors or EVSEs, expected at most {MOST_PLACES} for a sum"
        )
    return station.connectors


def _sums(
    places: Iterable[int], shares: Sequence[Iterator[Piece]], cap: Iterator[Piece], window: tuple[int, int]
) -> Iterator[Piece]:
    """Yield what all places may take together, cut wherever anything changes at one of them."""
    said = _named(list(places))
    streams = [cap, *shares]
    heads = [next(stream) for stream in streams]
    now, end = window
    while now < end:
        until = min(head.end for head in heads)
        yield _sum(heads[0], heads[1:], said)._replace(start=now, end=until)
        now = until
        heads = [head if head.end > now else next(stream, head) for head, stream in zip(heads, streams, strict=True)]


def _sum(cap: Piece, shares: Sequence[Piece], said: str) -> Piece:
    if cap.more or any(share.more for share in shares):
        raise ScheduleError(
            "a sum over EVSEs of which some have setpoints, or limits for discharging or of single phases, is not said; ask for each EVSE"
        )
    known = [share.limit for share in shares if share.limit is not None]
    limit = sum(known, Decimal(0)) if len(known) == len(shares) else None
    capped = cap.limit is not None and (limit is None or cap.limit <= limit)
    leading = tuple(dict.fromkeys([*cap.leading, *(profile for share in shares for profile in share.leading)]))
    parts = [*([cap] if cap.profile is not None else []), *shares]
    steps = tuple(dict.fromkeys(["evse-zero", *(step for part in parts for step in part.steps)]))
    told = [share.phases for share in shares]
    phases = max(each or 3 for each in told) if any(told) else None
    if capped and cap.phases is not None:
        phases = min(phases or 3, cap.phases)
    if capped:
        return cap._replace(phases=phases, leading=leading, steps=steps)
    named = {share.phase_to_use for share in shares}
    one = named.pop() if len(named) == 1 else None
    return Piece(0, 0, limit, phases, one, None, said, leading, steps)


def _named(places: list[int]) -> str:
    if not places:
        return "nobody charges"
    shown = ", ".join(map(str, places[:NAMED])) + (f" and {len(places) - NAMED} more" if len(places) > NAMED else "")
    return f"sum over connectors or EVSEs {shown}" if len(places) > 1 else f"connector or EVSE {shown}"


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces, neighbours that say the same as one."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and last[2:] == piece[2:]:
            last = last._replace(end=piece.end)
        else:
            if last is not None:
                yield last
            last = piece
    if last is not None:
        yield last
