"""Which versions a frame or payload fits, by its message and by the fields that it has."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ocppdb.judging.logs import frames_in
from ocppdb.projects.words import Vocabulary

__all__ = ["Fit", "Judge", "frames_of", "payload_fit"]

START = re.compile(r"\[\s*[2-6]\s*,\s*(?:\\?\"|')")
MOST_FRAMES = 200
LONGEST = 100_000
REQUEST, RESPONSE = "request", "response"
Judge = Callable[[str, str], bool]
"""Whether a frame is valid in a version."""


class Fit(NamedTuple):
    """A frame that was found: its line and text, its message where it names one, the versions that it fits, and how well."""

    line: int
    text: str
    action: str | None
    versions: frozenset[str]
    exact: bool


def frames_of(text: str, vocabulary: Vocabulary, judge: Judge | None = None) -> Iterator[Fit]:
    """Yield a Fit for each frame in a text, at most so many; frames alike in message and fields are told once."""
    seen: set[object] = set()
    if START.search(text) is None:
        return
    plain = re.sub(r"'((?:[^'\"\\\n]|\\.)*)'", r'"\1"', text) if re.search(r"\[\s*[2-6]\s*,\s*'", text) else text
    for found in frames_in(plain.splitlines()):
        if len(found.text) > LONGEST or START.match(found.text) is None:
            continue
        try:
            frame = json.loads(found.text)
        except (ValueError, RecursionError):
            continue
        key = _alike(frame)
        if key in seen:
            continue
        seen.add(key)
        fit = _fit(frame, found.text, vocabulary, judge)
        if fit is not None:
            yield fit._replace(line=found.line)
        if len(seen) >= MOST_FRAMES:
            return


def payload_fit(value: object, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the versions in which an object is the payload of some message, by the names of its fields; empty for no payload."""
    if not isinstance(value, dict) or not value or not all(isinstance(key, str) for key in value):
        return frozenset()
    return _fitting(frozenset(value), vocabulary, None, (REQUEST, RESPONSE))


def _alike(frame: Any) -> object:
    if not isinstance(frame, list):
        return None
    last = frame[-1]
    keys = tuple(sorted(map(str, last))) if isinstance(last, dict) else len(frame)
    return frame[0], str(frame[2]) if len(frame) > 3 else "", keys


def _fit(frame: Any, text: str, vocabulary: Vocabulary, judge: Judge | None) -> Fit | None:
    if not isinstance(frame, list) or not 3 <= len(frame) <= 5 or type(frame[0]) is not int or not isinstance(frame[1], str):
        return None
    having = vocabulary.frames.get(frame[0], frozenset())
    if len(frame) == 4 and isinstance(frame[2], str) and isinstance(frame[3], dict):
        return _call(frame, text, vocabulary, judge, having)
    if len(frame) == 3 and isinstance(frame[2], dict):
        fields = frozenset(map(str, frame[2]))
        fitting = _fitting(fields, vocabulary, None, (RESPONSE,)) & having
        return Fit(0, text, None, fitting, True) if fitting else None
    if len(frame) == 5 and isinstance(frame[2], str):
        valid = having if judge is None else frozenset(each for each in having if judge(text, each))
        return Fit(0, text, None, valid or having, bool(valid)) if having else None
    return None


def _call(frame: list[Any], text: str, vocabulary: Vocabulary, judge: Judge | None, having: frozenset[str]) -> Fit | None:
    action = frame[2]
    known = frozenset(each for each in having if (action, REQUEST) in vocabulary.payloads[each])
    if not known:
        return None
    fields = frozenset(map(str, frame[3]))
    fitting = _fitting(fields, vocabulary, action, (REQUEST,)) & known
    if not fitting:
        far = {each: _distance(fields, *vocabulary.payloads[each][action, REQUEST]) for each in known}
        nearest = min(far.values())
        return Fit(0, text, action, frozenset(each for each in known if far[each] == nearest), False)
    if len(fitting) > 1 and judge is not None:
        valid = frozenset(each for each in fitting if judge(text, each))
        return Fit(0, text, action, valid or fitting, bool(valid))
    return Fit(0, text, action, fitting, True)


def _fitting(fields: frozenset[str], vocabulary: Vocabulary, action: str | None, kinds: tuple[str, ...]) -> frozenset[str]:
    """The versions in which some message, or the one that is named, has a payload with these fields."""
    return frozenset(
        version
        for version, payloads in vocabulary.payloads.items()
        if any(
            needed <= fields <= allowed
            for (named, kind), (needed, allowed) in payloads.items()
            if kind in kinds and action in (None, named)
        )
    )


def _distance(fields: frozenset[str], needed: frozenset[str], allowed: frozenset[str]) -> int:
    return len(needed - fields) + len(fields - allowed)
