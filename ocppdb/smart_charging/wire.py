"""The periods of a composite schedule as they go over the wire: whole seconds, one decimal, neighbours joined."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.merging import Values, most
from ocppdb.smart_charging.station import TENTH, rounded

if TYPE_CHECKING:
    from ocppdb.smart_charging.composite import Part

__all__ = ["WirePeriod", "as_json", "wire"]


class WirePeriod(NamedTuple):
    """A chargingSchedulePeriod."""

    start: int
    limit: Decimal | None
    phases: int | None
    phase_to_use: int | None
    more: Values = ()


def wire(parts: Sequence["Part"], decide: Decisions) -> tuple[WirePeriod, ...]:
    """Return parts that all have a limit or a setpoint as periods, neighbours of equal limit joined where it is decided so."""
    periods: list[WirePeriod] = []
    for period in _whole_seconds(parts):
        equal = bool(periods) and periods[-1][1:] == period[1:]
        if not equal or decide("periods") == "changes":
            periods.append(period)
    return tuple(periods)


def _whole_seconds(parts: Sequence["Part"]) -> Iterator[WirePeriod]:
    """The parts with their edges at whole seconds: the second in which an edge lies takes the lowest limit that holds in it."""
    cuts = sorted({int(part.start.to_integral_value(way)) for part in parts for way in (ROUND_FLOOR, ROUND_CEILING)})
    first = 0
    for start, end in zip(cuts, [*cuts[1:], int(parts[-1].end)], strict=True):
        while parts[first].end <= start:
            first += 1
        within = first
        lowest = parts[first]
        while within < len(parts) and parts[within].start < end:
            lowest = min(lowest, parts[within], key=lambda part: most(part.limit))
            within += 1
        limit = None if lowest.limit is None else rounded(lowest.limit)
        more = tuple((name, value if isinstance(value, str) else rounded(value)) for name, value in lowest.more)
        yield WirePeriod(start, limit, lowest.phases, lowest.phase_to_use, more)


def as_json(periods: Iterable[WirePeriod]) -> list[dict[str, Any]]:
    """Return periods as the list that goes into a chargingSchedule."""
    return [
        {"startPeriod": each.start}
        | ({} if each.limit is None else {"limit": _plain(each.limit)})
        | ({} if each.phases is None else {"numberPhases": each.phases})
        | ({} if each.phase_to_use is None else {"phaseToUse": each.phase_to_use})
        | {name: value if isinstance(value, str) else _plain(value) for name, value in each.more}
        for each in periods
    ]


def _plain(limit: Decimal) -> int | float:
    """A limit as a number of JSON: a whole one without a point."""
    return int(limit) if limit == limit.to_integral_value() else float(limit.quantize(TENTH))
