"""The quick way, where `jiter` and `jsonschema-rs` are installed: it passes the many frames that are surely right.

Whatever it does not pass is judged with care by the judge itself, so that the findings are the same with and without it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ocppdb.judging.book import PlacedCheck
from ocppdb.judging.checks import rule_test
from ocppdb.judging.numbers import bounded, plain
from ocppdb.judging.surely import Holds, surely
from ocppdb.judging.tree import as_tree
from ocppdb.records.verdicts import Verdict

if TYPE_CHECKING:
    from ocppdb.judging.judge import Judge

__all__ = ["Quick", "quick"]

CALL, CALLRESULT = "CALL", "CALLRESULT"


class Quick(NamedTuple):
    """The quick way of a judge. Each function returns None, or False, where it takes the careful way to tell."""

    surely: Callable[[str | bytes, str | None], tuple[list[Any], Verdict] | None]
    """Returns a frame and the Verdict on it: of a CALL, or a CALLRESULT with the action that it answers, that is surely right."""
    fits: Callable[[str, Any, Any], bool]
    """Returns whether a response surely fits the request of an action."""


_Known = tuple[int, Holds, bool, Verdict]
"""Of the frames of an action: the number, what they must hold, whether there may be numbers that are no plain integers, and the Verdict."""


class _Made(dict[bytes, Any]):
    """What is made of names, in UTF-8, when it is first asked for. Raises KeyError for other names."""

    def __init__(self, names: Iterable[str], make: Callable[[str], Any]) -> None:
        super().__init__()
        self._names, self._make = {name.encode(): name for name in names}, make

    def __missing__(self, name: bytes) -> Any:
        made = self[name] = self._make(self._names[name])
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
    asks, tells = (ord(str(numbers[name])) for name in (CALL, CALLRESULT))
    longest = max(form.elements[1].max_length or 0 for form in book.frames.values() if form.name == CALL)

    def prepared(action: str, kind: str) -> _Known:
        schema = book.stricter(action, kind)
        without = bounded(as_tree(schema))
        payload = without or as_tree(schema, draft_04="draft-04" in str(book.payload(action, kind).schema["$schema"]))
        holds = validator(_frame_of(payload, action if kind == "request" else None, longest), validate_formats=True).is_valid
        named = _named(tuple(each for each in book.checked(action, kind) if each.check.schema is None))
        both = (lambda frame: holds(frame) and named(frame[-1])) if named else holds
        verdict = Verdict("valid", book.version, action, kind, (), None, True)
        return numbers[CALL if kind == "request" else CALLRESULT], both, without is None, verdict

    def prepared_fit(action: str) -> Holds:
        checks = book.checked(action, "exchange")
        schema = {"allOf": [dict(each.check.schema) for each in checks if each.check.schema is not None]}
        holds = validator(as_tree(schema), validate_formats=True).is_valid
        named = _named(tuple(each for each in checks if each.check.schema is None))
        return (lambda pair: holds(pair) and named(pair)) if named else holds

    kinds = {kind: [action for action, each in book.actions.items() if kind in each] for kind in ("request", "response")}
    requests = _Made(kinds["request"], lambda action: prepared(action, "request"))
    responses = _Made(kinds["response"], lambda action: prepared(action, "response"))
    fitting = _Made(kinds["response"], prepared_fit)

    def surely(text: str | bytes, action: str | None) -> tuple[list[Any], Verdict] | None:
        try:
            raw = text if type(text) is bytes else text.encode()  # type: ignore[union-attr]
            if raw[1] == asks:
                number, holds, any_number, verdict = requests[raw.split(b'"', 4)[3]]
            elif raw[1] == tells and action is not None:
                number, holds, any_number, verdict = responses[action.encode()]
            else:
                return None
            if not any_number:
                frame = from_json(raw, catch_duplicate_keys=True)
            elif plain(raw):
                frame = from_json(raw, catch_duplicate_keys=True, float_mode="decimal", allow_inf_nan=False)
            else:
                return None
            # A small int is one object; where it is not, the careful way decides.
            return (frame, verdict) if frame[0] is number and holds(frame) else None
        except (ValueError, LookupError, TypeError):
            return None

    def fits(action: str, request: Any, response: Any) -> bool:
        return bool(fitting[action.encode()]({"request": request, "response": response}))

    return Quick(surely, fits)


def _frame_of(payload: dict[str, Any], action: str | None, longest: int) -> dict[str, Any]:
    """The schema of a whole frame, but for its number; a CALLRESULT has no action."""
    top = {key: payload[key] for key in ("$schema", "definitions")}
    items = [
        True,
        {"type": "string", "minLength": 1, "maxLength": longest},
        *([{"const": action}] if action is not None else []),
        {key: each for key, each in payload.items() if key not in top},
    ]
    return top | {"type": "array", "minItems": len(items), "maxItems": len(items), "items": items}


def _named(checks: tuple[PlacedCheck, ...]) -> Holds | None:
    """The checks that no schema can say, as one; None where there are none."""
    if not checks:
        return None
    rules = rule_test(checks)
    quickly = [surely(each) for each in checks]

    def hold(payload: Any) -> bool:
        try:
            for each in quickly:
                if not each(payload):
                    return not rules(payload)
        except (TypeError, AttributeError):
            return not rules(payload)
        return True

    return hold
