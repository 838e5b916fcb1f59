"""The layer of the rules: the checks of a payload, or of a request with its response, at the places where they hold."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ocppdb.judging.book import Check, PlacedCheck
from ocppdb.judging.fault import Path, shown
from ocppdb.judging.named import NAMED, steps_of, values_at
from ocppdb.judging.schema import Broken, Test, made_ready

__all__ = ["BrokenRule", "RuleTest", "broken_by", "rule_test"]


class BrokenRule(NamedTuple):
    """A rule that a value breaks, where, what stands there, and the place of the object that the check looked at."""

    check: Check
    path: Path
    found: str
    place: Path


RuleTest = Callable[[Any], list[BrokenRule]]


def rule_test(checks: tuple[PlacedCheck, ...]) -> RuleTest:
    """Return the function that finds the rules that a payload, or a request with its response, breaks."""
    ready = [(each.check, each.place, broken_by(each.check)) for each in checks]

    def test(value: Any) -> list[BrokenRule]:
        return [
            BrokenRule(check, (*path, *below), found, path)
            for check, place, broken in ready
            for path, part in _places(value, place)
            for below, found in broken(part)
        ]

    return test


def _places(value: Any, place: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
    """The values of a payload at a place: `("meterValue", "[]")` are the items of a list."""
    found: list[tuple[Path, Any]] = [((), value)]
    for step in place:
        if step == "[]":
            found = [((*path, n), item) for path, each in found if isinstance(each, list) for n, item in enumerate(each)]
        else:
            found = [((*path, step), each[step]) for path, each in found if isinstance(each, dict) and step in each]
    yield from found


def broken_by(check: Check) -> Callable[[Any], Iterator[tuple[Path, str]]]:
    """Return the function that yields the paths at which a value breaks a check, and what stands there. Raises SchemaError."""
    if check.named is not None:
        named = NAMED[check.named]
        ways = [steps_of(way) for way in check.of]
        return lambda value: ((path, _what(value, path)) for path in named(*[values_at(value, way) for way in ways]))
    test = made_ready(check.schema or {})
    return lambda value: _told(test, value)


def _told(test: Test, value: Any) -> Iterator[tuple[Path, str]]:
    """The deepest places that a schema complains of, each once."""
    out: list[Broken] = []
    test(value, out)
    for path in dict.fromkeys(broken.path for broken in out):
        yield path, _what(value, path)


def _what(value: Any, path: Path) -> str:
    for part in path:
        if isinstance(value, dict) and part not in value:
            return "missing"
        try:
            value = value[part]
        except (LookupError, TypeError):
            return "missing"
    return shown(value)
