"""Named checks that surely hold, told quickly: where there is nothing to compare, where numbers rise, or where names differ.

The values are those of a payload that keeps to its schema. Of one that does not, the functions may raise TypeError or AttributeError; they do
not return True where a check of `ocppdb.judging.named` fails.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ocppdb.judging.book import PlacedCheck

__all__ = ["Holds", "surely"]

Holds = Callable[[Any], bool]
Values = Callable[[Any], Sequence[Any]]
Way = tuple[str, ...]
"""Names of fields, and [] for the items of a list."""


def surely(placed: PlacedCheck) -> Holds:
    """Return the function that tells whether a named check surely holds for a payload; where it does not tell, the check itself has to."""
    ways = [tuple(way.replace("[]", ".[]").split(".")) for way in placed.check.of]
    holds = TOLD.get(placed.check.named or "", _nothing_there)(ways)
    for step in reversed(placed.place):
        holds = _items(holds) if step == "[]" else _field(step, holds)
    return holds


def _field(name: str, holds: Holds) -> Holds:
    return lambda value: name not in value or holds(value[name])


def _items(holds: Holds) -> Holds:
    return lambda value: all(map(holds, value))


def _values(way: Way) -> Values:
    """What stands at the end of a way."""
    if "[]" not in way:
        return _at_most_one(way)
    at = way.index("[]")
    lists, rest = _at_most_one(way[:at]), way[at + 1 :]
    if len(rest) == 1 and rest[0] != "[]":
        (name,) = rest
        return lambda value: [item[name] for items in lists(value) for item in items if name in item]
    below = _values(rest)
    return lambda value: [each for items in lists(value) for item in items for each in below(item)]


def _at_most_one(names: Way) -> Values:
    def values(value: Any) -> Sequence[Any]:
        for name in names:
            if name not in value:
                return ()
            value = value[name]
        return (value,)

    return values


def _rising(ways: list[Way]) -> Holds:
    numbers = _values(ways[0])

    def holds(value: Any) -> bool:
        found = numbers(value)
        return len(found) < 2 or type(found[0]) is not str and found == sorted(set(found))

    return holds


def _alone(ways: list[Way]) -> Holds:
    """What compares the values of one way has nothing to compare with where there is one."""
    values = _values(ways[0])
    return lambda value: len(values(value)) < 2


def _one_side(ways: list[Way]) -> Holds:
    """What compares what is there holds where one side is absent."""
    sides = [_values(way) for way in ways]
    return lambda value: not all(side(value) for side in sides)


def _nothing_there(ways: list[Way]) -> Holds:
    sides = [_values(way) for way in ways]
    return lambda value: not any(side(value) for side in sides)


def _different(ways: list[Way]) -> Holds:
    """One item has none beside it; else the first way leads to something in each item, and it differs from item to item."""
    lists = {way[: len(way) - way[::-1].index("[]")] if "[]" in way else () for way in ways}
    if len(lists) > 1:
        return _nothing_there(ways)
    items, first = _values(lists.pop()), _values(ways[0])

    def holds(value: Any) -> bool:
        count = len(items(value))
        if count < 2:
            return True
        found = first(value)
        if len(found) < count:
            return False
        return len(set(found) if type(found[0]) is int else set(map(str.lower, found))) == count

    return holds


TOLD: Mapping[str, Callable[[list[Way]], Holds]] = {
    "rising": _rising,
    "not-falling": _alone,
    "different": _different,
    "later": _one_side,
    "not-earlier": _one_side,
    "equal": _one_side,
    "not-equal": _one_side,
    "among": _one_side,
}
"""How each named check is told; of the others it is known that they hold where nothing is there."""
