"""What in one text speaks for which versions of OCPP."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from ocppdb.projects.mentions import OTHERS, mentions, path_mentions, relatives, soap
from ocppdb.projects.named import named
from ocppdb.projects.shapes import Judge, frames_of, payload_fit
from ocppdb.projects.text import Text, clue
from ocppdb.projects.wording import companions, pairs, wording
from ocppdb.projects.words import TOKEN, Vocabulary, names_in, telling
from ocppdb.records.projects import Clue, ClueKind

__all__ = ["Found", "found_in"]

SHORT = 4000
"""A text of so many characters is small enough for what surrounds a field to be judged."""


class Found(NamedTuple):
    """What was found in one text: the clues, whether OCPP is at home in it, what is not covered, and other protocols."""

    clues: list[Clue]
    ours: bool
    not_covered: set[str]
    relatives: tuple[str, ...]


def found_in(text: str, vocabulary: Vocabulary, file: str | None = None, judge: Judge | None = None) -> Found:
    """Return what is Found in one text; `file` is what it is called in the project, and a clue itself."""
    where = Text(text)
    others = relatives(f"{file or ''}\n{text}") if any(each in where.lower for each in OTHERS) else ()
    not_covered: set[str] = set()
    clues = [*_said(where, vocabulary, file, not_covered)]
    framed = [*_framed(where, vocabulary, file, judge)]
    tokens = telling(TOKEN.findall(text), vocabulary)
    known = {token: found for token in tokens if (found := names_in(token, vocabulary))}
    ours = "ocpp" in where.lower or (file is not None and "ocpp" in file.lower()) or bool(framed)
    foreign = bool(others) and not ours
    clues += [
        *framed,
        *(() if foreign else named(where, vocabulary, file, known, ours)),
        *wording(where, vocabulary, file, tokens),
    ]
    if len(text) <= SHORT and not foreign:
        clues += pairs(where, vocabulary, file, known, tokens)
        if not any(each.weight for each in clues):
            clues += companions(where, vocabulary, file, known)
    return Found(clues, ours, not_covered, others)


def _said(where: Text, vocabulary: Vocabulary, file: str | None, not_covered: set[str]) -> Iterator[Clue]:
    """Versions that are named, in the path or in the text: each once where it is affirmed, and once where it is denied."""
    told_of: set[tuple[str, bool, bool]] = set()
    for mention in path_mentions(file, vocabulary) if file else ():
        if mention.version is not None:
            yield clue(vocabulary, file, 0, "version", mention.number, frozenset({mention.version}), "the path names it", 4)
    for mention in mentions(where.text, vocabulary, file):
        no = where.denied(mention.start, mention.end)
        key = (mention.number, no, mention.subprotocol)
        if key in told_of:
            continue
        told_of.add(key)
        if mention.version is None:
            if not no:
                not_covered.add(f"OCPP {mention.number}")
            continue
        kind: ClueKind = "subprotocol" if mention.subprotocol else "version"
        why = (
            "it is denied, or told of the past or future"
            if no
            else "the subprotocol of that version"
            if mention.subprotocol
            else "it is named"
        )
        seen = where.text[mention.start : mention.end]
        weight = 0.0 if no else 8.0 if mention.subprotocol else 5.0
        yield clue(vocabulary, file, where.line(mention.start), kind, seen, frozenset({mention.version}), why, weight)
    by_soap = soap(where.text) if "soap" in where.lower or "urn://" in where.lower or "ocpp-s" in where.lower else None
    if by_soap and not where.denied(by_soap.start(), by_soap.end()):
        not_covered.add("SOAP")


def _framed(where: Text, vocabulary: Vocabulary, file: str | None, judge: Judge | None) -> Iterator[Clue]:
    every = frozenset(vocabulary.versions)
    for fit in frames_of(where.text, vocabulary, judge):
        what = f"a frame of {fit.action}" if fit.action else "an answer"
        why = f"{what} that fits no other version" if fit.exact else f"{what} that comes nearest to it"
        if fit.versions != every:
            yield clue(vocabulary, file, fit.line, "frame", fit.text, fit.versions, why, 6 if fit.exact else 3)
    stripped = where.text.lstrip()
    if stripped.startswith("{") and len(stripped) <= 65_536:
        try:
            fitting = payload_fit(json.loads(stripped), vocabulary)
        except (ValueError, RecursionError):
            return
        if fitting and fitting != every:
            yield clue(
                vocabulary,
                file,
                1,
                "payload",
                stripped,
                fitting,
                "an object with the fields of a payload of no other version",
                3,
            )
