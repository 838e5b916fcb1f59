"""The quick way, where `jiter` and `jsonschema-rs` are installed: it passes the many frames that are surely right.

Whatever it does not pass is judged with care by the judge itself, so that the findings are the same with and without it.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ocppdb.judging.checks import rule_test
from ocppdb.judging.text import ABSURD
from ocppdb.records.verdicts import Verdict

if TYPE_CHECKING:
    from ocppdb.judging.judge import Judge, Quick

__all__ = ["quick"]

_absurd = re.compile(ABSURD.encode()).search
_whole_decimal = re.compile(rb"[:,\[\s]-?[0-9]+(?:\.0+[\s,}\]]|(?:\.[0-9]+)?[eE])").search
"""A number that is whole and written with a fraction or exponent: an integer in newer drafts of JSON Schema, none in draft-04."""
ALIKE = bytes.maketrans(b"123456789.E-", b"0000000000e+")
"""Digits made alike, so that a plain search finds where a number may be long or have an exponent."""
LONG = b"0" * 40
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
        named = [each for each in book.checked(action, "request") if each.check.schema is None]
        verdict = Verdict("valid", book.version, action, "request", (), None, True)
        known[action] = _with_named(holds, named), draft_04, verdict
        return known[action]

    def surely(text: str | bytes) -> Verdict | None:
        try:
            raw = text if isinstance(text, bytes) else text.encode()
            alike = raw.translate(ALIKE)
            if (LONG in alike or b"0e000" in alike or b"0e+000" in alike) and _absurd(raw):
                return None
            frame = from_json(raw, catch_duplicate_keys=True, float_mode="decimal", allow_inf_nan=False)
        except ValueError:
            return None
        if type(frame) is not list or len(frame) != 4:
            return None
        type_number, id_, action, payload = frame
        if type(type_number) is not int or type_number != number or type(id_) is not str or not 0 < len(id_) <= longest:
            return None
        if type(action) is not str or type(payload) is not dict:
            return None
        found = known[action] if action in known else prepared(action)
        if found is None:
            return None
        holds, careful, verdict = found
        if not holds(payload) or careful and (b".0" in raw or b"0e" in alike or b"0e+" in alike) and _whole_decimal(raw):
            return None
        return verdict

    return surely


def _with_named(holds: Holds, named: list[Any]) -> Holds:
    """A schema together with the checks that no schema can say."""
    if not named:
        return holds
    rules = rule_test(tuple(named))
    return lambda payload: holds(payload) and not rules(payload)
