"""The checks that JSON Schema cannot say: order, sums, and two places compared. A small closed set, each by its name."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from ocppdb.judging.fault import Path
from ocppdb.judging.formats import date_time

__all__ = ["NAMED", "WAYS", "Values", "steps_of", "values_at"]

Steps = tuple[tuple[str, int], ...]
Values = list[tuple[Path, Any]]
"""Values with the way to each."""


def steps_of(way: str) -> Steps:
    """Return a way such as `chargingSchedulePeriod[].startPeriod` as its steps: each a name, and how many lists it leads through."""
    return tuple((step.replace("[]", ""), step.count("[]")) for step in way.split("."))


def values_at(value: Any, steps: Steps) -> Values:
    """Return the values at the end of some steps, each with the way to it; absent fields have none."""
    found: Values = [((), value)]
    for name, lists in steps:
        found = [((*path, name), each[name]) for path, each in found if type(each) is dict and name in each]
        for _ in range(lists):
            found = [((*path, n), item) for path, each in found if type(each) is list for n, item in enumerate(each)]
    return found


def _comparable(value: Any) -> Any:
    """A number as it is, a date-time as a moment; None for what has no order."""
    if type(value) is int or type(value) is Decimal:
        return value
    if isinstance(value, str) and date_time(value):
        try:
            return datetime.fromisoformat(value.upper().replace("Z", "+00:00")).timestamp()
        except ValueError:
            return None
    return None


def _in_turn(values: Values, right: Callable[[Any, Any], bool]) -> Iterator[Path]:
    for (_, before), (path, after) in pairwise(values):
        one, two = _comparable(before), _comparable(after)
        alike = isinstance(before, str) == isinstance(after, str)
        if one is not None and two is not None and alike and not right(one, two):
            yield path


def _rising(*columns: Values) -> Iterator[Path]:
    return _in_turn(columns[0], lambda before, after: after > before)


def _not_falling(*columns: Values) -> Iterator[Path]:
    return _in_turn(columns[0], lambda before, after: after >= before)


def _later(*columns: Values) -> Iterator[Path]:
    return _in_turn([column[0] for column in columns if column], lambda before, after: after > before)


def _not_earlier(*columns: Values) -> Iterator[Path]:
    return _in_turn([column[0] for column in columns if column], lambda before, after: after >= before)


def _different(*columns: Values) -> Iterator[Path]:
    """The last of the ways leads to what must not repeat; with several, they must not repeat together."""
    seen: set[str] = set()
    rows = _rows(columns)
    for path, key in rows:
        if key in seen:
            yield path
        seen.add(key)


def _rows(columns: tuple[Values, ...]) -> list[tuple[Path, str]]:
    """The values of several ways side by side: those that lie in the same item of a list."""
    rows: dict[Path, list[str]] = {}
    first: dict[Path, Path] = {}
    for number, column in enumerate(columns):
        for path, value in column:
            item = _item(path)
            row = rows.setdefault(item, [""] * len(columns))
            row[number] = _identity(value)
            first.setdefault(item, path)
    return [(first[item], "\n".join(row)) for item, row in rows.items()]


def _item(path: Path) -> Path:
    """The way to the item of a list that a value lies in."""
    last = max((place for place, part in enumerate(path) if isinstance(part, int)), default=-1)
    return path[: last + 1]


def _plain(value: Any) -> Any:
    """A value in a form in which equal ones look equal."""
    if isinstance(value, dict):
        return sorted((name, _plain(each)) for name, each in value.items())
    if isinstance(value, list):
        return list(map(_plain, value))
    return str(value.normalize()) if isinstance(value, Decimal) else value


def _identity(value: Any) -> str:
    """A value as what it names: case does not count in identifiers (CiString, identifierString), nor what customData adds."""
    if isinstance(value, dict):
        return repr(sorted((name, _identity(each)) for name, each in value.items() if name != "customData"))
    if isinstance(value, list):
        return repr(list(map(_identity, value)))
    return repr(value.lower() if isinstance(value, str) else _plain(value))


def _equal(*columns: Values) -> Iterator[Path]:
    known = [column[0] for column in columns if column]
    for path, value in known[1:]:
        if _plain(value) != _plain(known[0][1]):
            yield path


def _not_equal(*columns: Values) -> Iterator[Path]:
    known = [column[0] for column in columns if column]
    if len(known) == 2 and _plain(known[0][1]) == _plain(known[1][1]):
        yield known[1][0]


def _keys(column: Values) -> list[str]:
    return [_identity(value) for _, value in column]


def _among(*columns: Values) -> Iterator[Path]:
    """Each value of the second way is one of the first; where the first is absent, nothing is asked."""
    legal = set(_keys(columns[0]))
    for path, value in columns[1] if legal else ():
        if _identity(value) not in legal:
            yield path


def _same_values(*columns: Values) -> Iterator[Path]:
    if sorted(_keys(columns[0])) != sorted(_keys(columns[1])):
        yield columns[1][0][0] if columns[1] else ()


def _same_number(*columns: Values) -> Iterator[Path]:
    if len(columns[0]) != len(columns[1]):
        yield columns[1][-1][0][:-1] if columns[1] else ()


def _sum_is(*columns: Values) -> Iterator[Path]:
    """The values of the first way add up to that of the second."""
    numbers = [Decimal(value) for _, value in columns[0] if type(value) in (int, Decimal)]
    for path, value in columns[1]:
        if type(value) in (int, Decimal) and sum(numbers) != value:
            yield path


def _sum_at_most(*columns: Values) -> Iterator[Path]:
    """The values of the first way add up to no more than that of the second."""
    numbers = [Decimal(value) for _, value in columns[0] if type(value) in (int, Decimal)]
    for path, value in columns[1]:
        if type(value) in (int, Decimal) and sum(numbers) > value:
            yield path


NAMED: Mapping[str, Callable[..., Iterator[Path]]] = {
    "rising": _rising,
    "not-falling": _not_falling,
    "later": _later,
    "not-earlier": _not_earlier,
    "different": _different,
    "equal": _equal,
    "not-equal": _not_equal,
    "among": _among,
    "same-values": _same_values,
    "same-number": _same_number,
    "sum-is": _sum_is,
    "sum-at-most": _sum_at_most,
}
"""The named checks; each takes the values of its ways and yields the places that are wrong."""
WAYS: Mapping[str, tuple[int, int]] = {
    "rising": (1, 1),
    "not-falling": (1, 1),
    "later": (2, 8),
    "not-earlier": (2, 8),
    "different": (1, 8),
    "equal": (2, 8),
    "not-equal": (2, 2),
    "among": (2, 2),
    "same-values": (2, 2),
    "same-number": (2, 2),
    "sum-is": (2, 2),
    "sum-at-most": (2, 2),
}
"""The fewest and most ways that a named check takes."""
