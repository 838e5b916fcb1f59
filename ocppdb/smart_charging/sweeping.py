"""The sweep over the segments of all profiles: in order of time, with what holds at each moment."""

import heapq
from collections.abc import Iterable, Iterator

from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.candidates import Candidate
from ocppdb.smart_charging.deciding import Piece, Stacks

__all__ = ["sweep"]


def sweep(found: Iterable[Candidate], window: tuple[int, int], decide: Decisions, stacks: Stacks) -> Iterator[Piece]:
    """Yield the pieces of a window in order; the memory is that of the candidates, however long the window is."""
    sources = list(found)
    streams = [each.segments() for each in sources]
    queue: list[tuple[int, int, int | None, int]] = []
    """When something changes, whose stream, and what then holds there."""
    for number, stream in enumerate(streams):
        _advance(queue, number, stream)
    now, end = window
    last: Piece | None = None
    while now < end:
        while queue and queue[0][0] <= now:
            _, number, place, until = heapq.heappop(queue)
            if until < 0:
                stacks.leave(number)
                _advance(queue, number, streams[number])
            else:
                stacks.enter(number, place)
                heapq.heappush(queue, (until, number, None, -1))
        until = min(queue[0][0], end) if queue else end
        piece = stacks.piece(now, until)
        if last is not None and last[2:] == piece[2:]:
            last = last._replace(end=until)
        else:
            if last is not None:
                yield last
            last = piece
        now = until
    if last is not None:
        yield last


def _advance(queue: list[tuple[int, int, int | None, int]], number: int, stream: Iterator[tuple[int, int, int | None]]) -> None:
    """Put the next segment of a stream in the queue."""
    for start, until, place in stream:
        heapq.heappush(queue, (start, number, place, until))
        return
