"""The quick way, where `jiter` and `jsonschema-rs` are installed: it passes the many frames that are surely right.

Whatever it does not pass is judged with care by the judge itself, so that the findings are the same with and without it.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ocppdb.judging.book import PlacedCheck
from ocppdb.judging.checks import rule_test
from ocppdb.judging.tree import as_tree
from ocppdb.records.verdicts import Verdict

if TYPE_CHECKING:
    from ocppdb.judging.judge import Judge

__all__ = ["Quick", "quick"]

NUMERIC = b"0123456789.+-"
"""What numbers are written with, but for exponents."""
WITHOUT_NUMBERS = bytes.maketrans(b"[, \t\r\nE", b"::::::e")
EXPONENT = b":e"
"""What is left of a number with an exponent when all that may stand before a number is made a colon, and its digits are taken out."""
_exponent = re.compile(rb"[:,\[\s]-?[0-9][0-9.]*[eE]").search
ALIKE = bytes.maketrans(NUMERIC, b"0" * len(NUMERIC))
FEW = 100
"""No number of less digits is too long."""
APART, LONG = 20, b"0" * 5
"""Of a longer number at least five of every 20th signs of a text are part."""
CALL, CALLRESULT = "CALL", "CALLRESULT"
Holds = Callable[[Any], bool]
Way = tuple[str, ...]
"""Names of fields, and [] for the items of a list."""
Known = tuple[Holds, Verdict]
"""What a payload must hold, and the Verdict on its frame."""


class Quick(NamedTuple):
    """The quick way of a judge. Each function returns None, or False, where it takes the careful way to tell."""

    read: Callable[[str | bytes], Any]
    """Returns what a text writes that is surely sound."""
    said: Callable[[Any, str | None], Verdict | None]
    """Returns the Verdict on a CALL, or a CALLRESULT with the action that it answers, that is surely right."""
    fits: Callable[[str, Any, Any], bool]
    """Returns whether a response surely fits the request of an action."""


class _Made(dict[str, Any]):
    """What is made of names when it is first asked for. Raises KeyError for other names."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Any]) -> None:
        super().__init__()
        self._names, self._make = frozenset(names), make

    def __missing__(self, name: str) -> Any:
        if name not in self._names:
            raise KeyError(name)
        made = self[name] = self._make(name)
        return made


def quick() -> "Callable[[Judge], Quick] | None":
    """Return the function that makes the quick way of a judge; None where the extra `fast` is not installed."""
    try:
        from jiter import from_json
        from jsonschema_rs import Draft7Validator
    except ImportError:
        return None
    return lambda judge: _made(judge, from_json, Draft7Validator)


def _made(judge: "Judge", from_json: Callable[..., Any], validator: Callable[..., Any]) -> Quick:
    book = judge.book
    numbers = {form.name: form.number for form in book.frames.values()}
    # A small int is one object; where it is not, the careful way decides.
    call, result = numbers.get(CALL), numbers.get(CALLRESULT)
    longest = max((form.elements[1].max_length or 0 for form in book.frames.values() if form.name == CALL), default=0)

    def prepared(action: str, kind: str) -> Known:
        draft_04 = "draft-04" in str(book.payload(action, kind).schema["$schema"])
        holds = validator(as_tree(book.stricter(action, kind), draft_04=draft_04), validate_formats=True).is_valid
        named = tuple(each for each in book.checked(action, kind) if each.check.schema is None)
        return _with_named(holds, named), Verdict("valid", book.version, action, kind, (), None, True)

    def prepared_fit(action: str) -> Holds:
        checks = book.checked(action, "exchange")
        schema = {"allOf": [dict(each.check.schema) for each in checks if each.check.schema is not None]}
        holds = validator(as_tree(schema), validate_formats=True).is_valid
        return _with_named(holds, tuple(each for each in checks if each.check.schema is None))

    kinds = {kind: [action for action, each in book.actions.items() if kind in each] for kind in ("request", "response")}
    requests = _Made(kinds["request"], lambda action: prepared(action, "request"))
    responses = _Made(kinds["response"], lambda action: prepared(action, "response"))
    fitting = _Made(kinds["response"], prepared_fit)

    def read(text: str | bytes) -> Any:
        try:
            raw = text if type(text) is bytes else text.encode()  # type: ignore[union-attr]
            rest = raw.translate(WITHOUT_NUMBERS, NUMERIC)
            if len(raw) - len(rest) >= FEW and raw[::APART].translate(ALIKE).find(LONG) >= 0:
                return None
            if rest.find(EXPONENT) >= 0 and _exponent(raw):
                return None
            return from_json(raw, catch_duplicate_keys=True, float_mode="decimal", allow_inf_nan=False)
        except ValueError:
            return None

    def said(frame: Any, action: str | None) -> Verdict | None:
        try:
            if frame[0] is call:
                _, id_, action, payload = frame
                holds, verdict = requests[action]
            elif frame[0] is result:
                _, id_, payload = frame
                holds, verdict = responses[action or ""]
            else:
                return None
        except (TypeError, ValueError, LookupError):
            return None
        return verdict if type(id_) is str and 0 < len(id_) <= longest and holds(payload) else None

    def fits(action: str, request: Any, response: Any) -> bool:
        return bool(fitting[action]({"request": request, "response": response}))

    return Quick(read, said, fits)


def _with_named(holds: Holds, named: tuple[PlacedCheck, ...]) -> Holds:
    """A schema together with the checks that no schema can say."""
    if not named:
        return holds
    rules = rule_test(named)
    quickly = [
        (each.place, [tuple(way.replace("[]", ".[]").split(".")) for way in each.check.of], each.check.named or "")
        for each in named
    ]

    def both(payload: Any) -> bool:
        return bool(holds(payload)) and (all(_surely(payload, *each) for each in quickly) or not rules(payload))

    return both


PAIRED = ("later", "not-earlier", "equal", "not-equal", "among")
"""Named checks that compare what is there: they hold where one side is absent."""
ALONE = ("rising", "not-falling", "different")
"""Named checks that compare the items of one list."""


def _surely(payload: Any, place: Way, ways: list[Way], named: str) -> bool:
    """Whether a named check surely holds: where there is nothing to compare, or numbers rise."""
    for value in _values(payload, place):
        columns = [_values(value, way) for way in ways]
        if named == "rising":
            numbers = columns[0]
            if len(numbers) > 1 and (type(numbers[0]) is str or numbers != sorted(set(numbers))):
                return False
        elif named in PAIRED:
            if all(columns):
                return False
        elif any(columns) if named not in ALONE else any(len(column) > 1 for column in columns):
            return False
    return True


def _values(value: Any, way: Way) -> list[Any]:
    found: list[Any] = []
    _gather(value, way, 0, found)
    return found


def _gather(value: Any, way: Way, at: int, found: list[Any]) -> None:
    for place in range(at, len(way)):
        step = way[place]
        if step == "[]":
            items = value if type(value) is list else ()
            if place + 2 == len(way):
                last = way[-1]
                found += [item[last] for item in items if type(item) is dict and last in item]
            else:
                for item in items:
                    _gather(item, way, place + 1, found)
            return
        if type(value) is not dict or step not in value:
            return
        value = value[step]
    found.append(value)
