"""The layer of the text: JSON as RFC 8259 has it, in UTF-8, each name once in an object, numbers and depth that make sense."""

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

from ocppdb.judging.fault import Fault, Path, shortened

__all__ = ["DEEPEST", "parsed"]

DEEPEST = 200
"""How deep lists and objects may lie in each other."""
MOST_DIGITS = 100
LARGEST = 308
"""The largest exponent of a number that common implementations can hold."""

_escapes = re.compile(r"\\u[dD][89abAB]|[\ud800-\udfff]").search
_lone = re.compile(r"[\ud800-\udfff]").search
_string = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
_token = re.compile(r'\s*("(?:[^"\\\n]|\\.)*"|[^\s,:\[\]{}]+|.)', re.S)


class Repeats(dict[str, Any]):
    """An object in which names stand twice."""

    names: tuple[str, ...] = ()


class Absurd(NamedTuple):
    """A number that nobody means."""

    text: str


def parsed(text: str | bytes) -> tuple[Any, list[Fault]]:
    """Return the value that a text writes, decimals exact, and what is wrong with the text; where something is, the value is None."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [_fault("wrong-encoding", "encoding", "UTF-8", f"byte 0x{text[error.start]:02x} at {error.start}")]
    elif _lone(text):
        try:
            text.encode("utf-8", "surrogateescape").decode("utf-8")
        except UnicodeError as error:
            return None, [_fault("wrong-encoding", "encoding", "UTF-8", shortened(str(error), 80))]
    if text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST:
        return None, [_fault(None, "depth", f"at most {DEEPEST} levels of lists and objects", "more")]
    try:
        if not _escapes(text):
            return _strict.decode(text), []
    except (Suspect, json.JSONDecodeError):
        pass
    try:
        value = _lenient.decode(text)
    except json.JSONDecodeError as error:
        return None, [_fault("not-json", "json", "valid JSON", _explained(error))]
    except NotJson as error:
        return None, [_fault("not-json", "json", "valid JSON", f"{error}, which is no JSON")]
    faults: list[Fault] = []
    _walk(value, (), faults)
    return (None, faults) if faults else (value, [])


class Suspect(ValueError):
    """Something that has to be looked at closely."""


class NotJson(ValueError):
    """A word that Python reads and JSON does not have."""


def _fault(fault: str | None, rule: str, expected: str, found: str, path: Path = ()) -> Fault:
    return Fault("text", fault, path, rule, expected, found)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    repeated = Repeats(made)
    repeated.names = tuple(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
    return repeated


def _number(text: str) -> Decimal | Absurd:
    digits, _, power = text.lower().partition("e")
    if len(digits) > MOST_DIGITS or len(power) > 5 or abs(int(power or 0)) > LARGEST:
        return Absurd(text)
    return Decimal(text)


def _integer(text: str) -> int | Absurd:
    return Absurd(text) if len(text) > MOST_DIGITS else int(text)


def _constant(word: str) -> Any:
    raise NotJson(word)


def _sound_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise Suspect
    return made


def _sound_number(text: str) -> Decimal:
    made = _number(text)
    if isinstance(made, Absurd):
        raise Suspect
    return made


def _sound_integer(text: str) -> int:
    if len(text) > MOST_DIGITS:
        raise Suspect
    return int(text)


def _suspect(word: str) -> Any:
    raise Suspect


_strict = json.JSONDecoder(
    object_pairs_hook=_sound_object, parse_float=_sound_number, parse_int=_sound_integer, parse_constant=_suspect
)
"""Reads what is right, and gives up at once where anything is not."""
_lenient = json.JSONDecoder(object_pairs_hook=_object, parse_float=_number, parse_int=_integer, parse_constant=_constant)
"""Reads on, and marks what is wrong."""


def _walk(value: Any, path: Path, faults: list[Fault]) -> None:
    """Find what the hooks of the decoder have marked, and text that UTF-8 cannot hold."""
    if isinstance(value, dict):
        names = value.names if isinstance(value, Repeats) else ()
        faults += [_fault("repeated-name", "repeated name", "each name once", _twice(name), (*path, name)) for name in names]
        for name, each in value.items():
            if not name.isascii() and _lone(name):
                faults.append(_lonely(path))
            _walk(each, (*path, name), faults)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _walk(each, (*path, index), faults)
    elif isinstance(value, Absurd):
        expected = f"a number of at most {MOST_DIGITS} digits, between 1e-{LARGEST} and 1e{LARGEST}"
        faults.append(_fault("out-of-range", "number", expected, f"number {shortened(value.text)}", path))
    elif isinstance(value, str) and not value.isascii() and _lone(value):
        faults.append(_lonely(path))


def _twice(name: str) -> str:
    return f'"{shortened(name)}" twice'


def _lonely(path: Path) -> Fault:
    return _fault("wrong-encoding", "encoding", "whole characters", "half of a surrogate pair", path)


def _depth(text: str) -> int:
    """How deep lists and objects lie in each other, strings aside."""
    depth = deepest = 0
    for sign in re.findall(r"[\[\]{}]", _string.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _open(text: str) -> str:
    """The signs that would close what a text leaves open."""
    waiting: list[str] = []
    for sign in re.findall(r"[\[\]{}]", _string.sub("", text)):
        if sign in "[{":
            waiting.append("]" if sign == "[" else "}")
        elif waiting:
            waiting.pop()
    return " and ".join(reversed(waiting[-8:]))


def _explained(error: json.JSONDecodeError) -> str:
    """What is wrong with a text, and where."""
    text, at = error.doc, error.pos
    rest = text[at:].lstrip(" \t\r\n")
    if not text.strip(" \t\r\n"):
        return "nothing"
    if not rest:
        missing = _open(text)
        return f"text ends early{f'; {missing} missing' if missing else ''}"
    where = f" (line {error.lineno}, column {error.colno})" if error.lineno > 1 else f" (column {error.colno})"
    found = _token.match(rest)
    token = shortened(found[1] if found else rest, 30)
    before = text[:at].rstrip(" \t\r\n")
    if error.msg.startswith("Unterminated string"):
        return f"text ends early in a string{where}"
    if error.msg.startswith("Extra data"):
        return f"more text after the end: {token}{where}"
    if "delimiter" in error.msg:
        sign = "colon" if "':'" in error.msg else "comma"
        return f"{sign} missing before {token}{where}"
    if before.endswith(",") and rest[0] in "]}" or error.msg.startswith("Illegal trailing comma"):
        return f"comma before the end of a list or object{where}"
    if rest[0] in ",]}" and before.endswith(":"):
        return f"value missing after {shortened(_last(before), 40)}{where}"
    if error.msg.startswith("Expecting property name"):
        return f"{token} where a name in double quotes is due{where}"
    if error.msg.startswith("Expecting value"):
        return f"{token} where a value is due{where}"
    return f"{error.msg[0].lower()}{error.msg[1:]}{where}"


def _last(before: str) -> str:
    """The name and colon with which a text ends."""
    found = re.search(r'"(?:[^"\\]|\\.){0,60}"\s*:$', before)
    return found[0] if found else ":"
