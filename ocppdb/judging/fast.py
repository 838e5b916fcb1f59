"""The quick way, where `jiter` and `jsonschema-rs` are installed: it passes the many frames that are surely right.

Whatever it does not pass is judged with care by the judge itself, so that the findings are the same with and without it.
"""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ocppdb.judging.book import PlacedCheck
from ocppdb.judging.checks import rule_test
from ocppdb.judging.named import Steps, steps_of
from ocppdb.records.verdicts import Verdict

if TYPE_CHECKING:
    from ocppdb.judging.judge import Judge, Quick

__all__ = ["quick"]

_whole_decimal = re.compile(rb"[:,\[\s]-?[0-9]+(?:\.0+[\s,}\]]|(?:\.[0-9]+)?[eE])").search
"""A number that is whole and written with a fraction or exponent: an integer in newer drafts of JSON Schema, none in draft-04."""
ALIKE = bytes.maketrans(b"123456789.E", b"0000000000e")
"""Digits made alike and signs taken out, so that a plain search finds where a number may be long or have a large exponent."""
SIGNS = b"+-"
LONG = b"0" * 100
"""As long as the longest number that is meant; a plain search for so long a text is quick, too."""
_exponents = re.compile(rb"0e000").finditer
BEFORE_A_NUMBER = (b":", b",", b"[", b" ", b"\t", b"\r", b"\n")
Holds = Callable[[Any], bool]
Known = tuple[Holds, bool, Verdict]
"""What a payload must hold, whether whole decimals need care, and the Verdict on the frame."""


def quick() -> "Callable[[Judge], Quick] | None":
    """Return the function that makes the quick way of a judge; None where the extra `fast` is not installed."""
    try:
        from jiter import from_json
        from jsonschema_rs import Draft7Validator
    except ImportError:
        return None
    return lambda judge: _made(judge, from_json, Draft7Validator)


def _made(judge: "Judge", from_json: Callable[..., Any], validator: Callable[..., Any]) -> "Quick":
    book = judge.book
    asking = [form for form in book.frames.values() if form.name == "CALL"]
    if not asking:
        return lambda text: None
    number, longest = asking[0].number, asking[0].elements[1].max_length or 0
    known: dict[str, Known | None] = {}

    def prepared(action: str) -> Known | None:
        if "request" not in book.actions.get(action, ()):
            known[action] = None
            return None
        schema = book.stricter(action, "request")
        draft_04 = "draft-04" in str(book.payload(action, "request").schema["$schema"])
        holds = validator(schema, validate_formats=True).is_valid
        named = tuple(each for each in book.checked(action, "request") if each.check.schema is None)
        verdict = Verdict("valid", book.version, action, "request", (), None, True)
        known[action] = _with_named(holds, named), draft_04, verdict
        return known[action]

    def surely(text: str | bytes) -> Verdict | None:
        try:
            raw = text if isinstance(text, bytes) else text.encode()
            alike = raw.translate(ALIKE, SIGNS)
            if LONG in alike or b"0e000" in alike and _has_exponent(alike):
                return None
            frame = from_json(raw, catch_duplicate_keys=True, float_mode="decimal", allow_inf_nan=False)
        except ValueError:
            return None
        if type(frame) is not list or len(frame) != 4:
            return None
        type_number, id_, action, payload = frame
        # A small int is one object; where it is not, the careful way decides.
        if type_number is not number or type(payload) is not dict or type(action) is not str or type(id_) is not str:
            return None
        if not id_ or len(id_) > longest:
            return None
        found = known[action] if action in known else prepared(action)
        if found is None:
            return None
        holds, careful, verdict = found
        if not holds(payload) or careful and (b".0" in raw or b"0e" in alike) and _whole_decimal(raw):
            return None
        return verdict

    return surely


def _has_exponent(alike: bytes) -> bool:
    """Whether a number may have an exponent of three digits or more; a text with digits and an e in it mostly has none."""
    return any(
        alike[max(0, found.start() - 50) : found.start()].rstrip(b"0").endswith(BEFORE_A_NUMBER) for found in _exponents(alike)
    )


def _with_named(holds: Holds, named: tuple[PlacedCheck, ...]) -> Holds:
    """A schema together with the checks that no schema can say."""
    if not named:
        return holds
    rules = rule_test(named)
    quickly = [
        (
            [("", 1) if step == "[]" else (step, 0) for step in each.place],
            [steps_of(way) for way in each.check.of],
            each.check.named or "",
        )
        for each in named
    ]

    def both(payload: Any) -> bool:
        return bool(holds(payload)) and (all(_surely(payload, *each) for each in quickly) or not rules(payload))

    return both


PAIRED = ("later", "not-earlier", "equal", "not-equal")
"""Named checks that compare what is there: they hold where one side is absent."""


def _surely(payload: Any, place: list[tuple[str, int]], ways: list[Steps], named: str) -> bool:
    """Whether a named check surely holds: where there is nothing to compare, or numbers rise. The payload is right by its schema."""
    for value in _values([payload], place):
        columns = [_values([value], way) for way in ways]
        if named == "rising":
            if len(columns[0]) > 1 and not all(
                type(one) is type(other) is int and one < other for one, other in pairwise(columns[0])
            ):
                return False
        elif named in PAIRED:
            if all(columns):
                return False
        elif len(columns[0]) > 1 or any(columns[1:]):
            return False
    return True


def _values(values: list[Any], steps: Iterable[tuple[str, int]]) -> list[Any]:
    for name, lists in steps:
        if name:
            values = [value[name] for value in values if name in value]
        for _ in range(lists):
            values = [item for value in values for item in value]
    return values
