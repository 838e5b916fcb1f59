"""What in one text speaks for which versions of OCPP."""

import bisect
import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from ocppdb.files import told
from ocppdb.projects.denial import denied
from ocppdb.projects.mentions import mentions, path_mentions, relatives, soap
from ocppdb.projects.shapes import Judge, frames_of, payload_fit
from ocppdb.projects.words import TOKEN, Vocabulary, general, names_in, parts
from ocppdb.records.projects import Clue, ClueKind

__all__ = ["Found", "found_in"]

WEIGHT = {"action": 3.0, "type": 2.0, "key": 2.0, "code": 2.0, "event": 2.0, "field": 2.0, "component": 1.5, "variable": 1.0, "value": 1.0}
LOOKED_AT = 8
"""So many places of one name are looked at for one that is not denied."""
SHORT = 4000
"""A text of so many characters is small enough for what surrounds a field to be judged."""
TALK = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


class Found(NamedTuple):
    """What was found in one text: the clues, how many names of OCPP, what is not covered, and other protocols."""

    clues: list[Clue]
    names: int
    not_covered: set[str]
    relatives: tuple[str, ...]


class Text:
    """A text whose places can be told as lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def line(self, at: int) -> int:
        """The number of the line in which a place is, from 1."""
        return bisect.bisect_right(self.starts, at)

    def denied(self, start: int, end: int) -> bool:
        """Whether what stands at a place is denied in its line."""
        first = self.text.rfind("\n", 0, start) + 1
        last = self.text.find("\n", end)
        return denied(self.text[first : last if last >= 0 else len(self.text)], start - first, end - first)


def found_in(text: str, vocabulary: Vocabulary, file: str | None = None, judge: Judge | None = None) -> Found:
    """Return what is Found in one text; `file` is what it is called in the project, and a clue itself."""
    where = Text(text)
    others = tuple(relatives(f"{file}\n{text}"))
    not_covered: set[str] = set()
    clues = [*_said(where, vocabulary, file, not_covered)]
    framed = [*_framed(where, vocabulary, file, judge)]
    tokens = dict.fromkeys(TOKEN.findall(text))
    known = {token: found for token in tokens if (found := [*names_in(token, vocabulary)])}
    distinct = {of for found in known.values() for of, _ in found}
    ours = "ocpp" in text.lower() or (file is not None and "ocpp" in file.lower()) or bool(framed)
    foreign = bool(others) and not ours
    context = sum(1.0 if general(of) and "action" not in vocabulary.names[of].kinds else 2.0 for of in distinct) + (4 if ours else 0)
    named = [] if foreign else [*_named(where, vocabulary, file, known, context)]
    clues += [*framed, *named, *_wording(where, vocabulary, file, tokens)]
    if len(text) <= SHORT and not foreign:
        clues += _pairs(where, vocabulary, file, known)
        if not any(clue.weight for clue in clues):
            clues += _companions(where, vocabulary, file, known)
    return Found(clues, len(distinct), not_covered, others)


def _clue(vocabulary: Vocabulary, file: str | None, line: int, kind: ClueKind, seen: str, of: frozenset[str], why: str, weight: float) -> Clue:
    return Clue(file, line, kind, told(" ".join(seen.split()), 100), tuple(each for each in vocabulary.versions if each in of), why, weight)


def _said(where: Text, vocabulary: Vocabulary, file: str | None, not_covered: set[str]) -> Iterator[Clue]:
    """Versions that are named, in the path or in the text: each once where it is affirmed, and once where it is denied."""
    told_of: set[tuple[str, bool, bool]] = set()
    for mention in path_mentions(file, vocabulary) if file else ():
        if mention.version is not None:
            yield _clue(vocabulary, file, 0, "version", mention.number, frozenset({mention.version}), "the path names it", 4)
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
        why = "it is denied, or told of the past or future" if no else "the subprotocol of that version" if mention.subprotocol else "it is named"
        seen = where.text[mention.start : mention.end]
        weight = 0.0 if no else 8.0 if mention.subprotocol else 5.0
        yield _clue(vocabulary, file, where.line(mention.start), kind, seen, frozenset({mention.version}), why, weight)
    by_soap = soap(where.text)
    if by_soap and not where.denied(by_soap.start(), by_soap.end()):
        not_covered.add("SOAP")


def _framed(where: Text, vocabulary: Vocabulary, file: str | None, judge: Judge | None) -> Iterator[Clue]:
    every = frozenset(vocabulary.versions)
    for fit in frames_of(where.text, vocabulary, judge):
        what = f"a frame of {fit.action}" if fit.action else "an answer"
        why = f"{what} that fits no other version" if fit.exact else f"{what} that comes nearest to it"
        if fit.versions != every:
            yield _clue(vocabulary, file, fit.line, "frame", fit.text, fit.versions, why, 6 if fit.exact else 3)
    stripped = where.text.lstrip()
    if stripped.startswith("{") and len(stripped) <= 65_536:
        try:
            fitting = payload_fit(json.loads(stripped), vocabulary)
        except (ValueError, RecursionError):
            return
        if fitting and fitting != every:
            yield _clue(vocabulary, file, 1, "payload", stripped, fitting, "an object with the fields of a payload of no other version", 3)


def _named(
    where: Text, vocabulary: Vocabulary, file: str | None, known: dict[str, list[tuple[tuple[str, ...], bool]]], context: float
) -> Iterator[Clue]:
    """Names that some versions lack: each once, at the first place where it is not denied."""
    best: dict[tuple[str, ...], Clue] = {}
    for token, found in known.items():
        for of, whole in found:
            name = vocabulary.names[of]
            if len(name.versions) == len(vocabulary.versions):
                continue
            weight = max(WEIGHT[kind] for kind in name.kinds) * (1 if whole else 0.7)
            if general(of) and not (whole and token == name.name and "action" in name.kinds and not _lone_call(where.text, token)):
                if context < 5:
                    continue
                weight *= 0.5
            at, no = _place(where, token)
            old = best.get(of)
            if old is not None and (no or old.weight >= weight):
                continue
            what = " and ".join(name.kinds)
            why = f"{what} {name.name} is denied, or told of the past or future" if no else f"{what} {name.name} is in no other version"
            best[of] = _clue(vocabulary, file, where.line(at), "name", token, name.versions, why, 0 if no else weight)
    yield from best.values()


def _lone_call(text: str, token: str) -> bool:
    """Whether a name is only ever called as the method of something: connection.StartTransaction()."""
    return re.search(rf"(?<![.\w]){re.escape(token)}|{re.escape(token)}(?!\w*\()", text) is None


def _place(where: Text, token: str) -> tuple[int, bool]:
    """The first place of a token that is not denied, or its first place, and whether it is denied everywhere."""
    first = at = where.text.find(token)
    for _ in range(LOOKED_AT):
        if at < 0:
            break
        if not where.denied(at, at + len(token)):
            return at, False
        at = where.text.find(token, at + len(token))
    return first, True


def _wording(where: Text, vocabulary: Vocabulary, file: str | None, tokens: dict[str, None]) -> Iterator[Clue]:
    """What the two sides are called, and what stands behind the name of a message."""
    said: dict[tuple[frozenset[str], str], Clue] = {}
    for of, having in vocabulary.roles.items():
        for written in re.finditer(rf"(?<![A-Za-z]){'[ _-]?'.join(map(re.escape, of))}(?![a-z]{{2}})", where.text, re.I):
            apart = any(sign.isspace() for sign in written[0])
            cased = not apart or written[0] != written[0].lower()
            weight = (1.5 if len(of) == 1 else 1.0 if apart and cased else 0.6) * (0 if where.denied(*written.span()) else 1)
            said[having, str(of)] = _clue(vocabulary, file, where.line(written.start()), "wording", written[0], having, "a role is called so", weight)
            break
    for written in re.finditer(r"\b([A-Z][A-Za-z0-9]+)(\.?)(req|conf|Req|Conf|Request|Response|Confirmation)\b", where.text):
        action = parts(written[1])
        if action not in vocabulary.actions:
            continue
        dotted = bool(written[2])
        having = _ending_in(written[3], dotted, vocabulary)
        if having and having != frozenset(vocabulary.versions) and (having, "") not in said:
            weight = 3.0 if dotted else 0.4 if written[3] in vocabulary.endings else 1.0
            said[having, ""] = _clue(vocabulary, file, where.line(written.start()), "wording", written[0], having, "payloads are called so", weight)
    yield from said.values()


def _ending_in(ending: str, dotted: bool, vocabulary: Vocabulary) -> frozenset[str]:
    """The versions whose payloads end so: `.req` in full, behind a dot; without one, the beginning will do: Confirmation, Request."""
    if dotted:
        return vocabulary.endings.get(f".{ending}", frozenset())
    fitting = [of for each, of in vocabulary.endings.items() if ending.lower().startswith(each.lstrip(".").lower())]
    return frozenset().union(*fitting)


def _pairs(where: Text, vocabulary: Vocabulary, file: str | None, known: dict[str, list[tuple[tuple[str, ...], bool]]]) -> Iterator[Clue]:
    """The one message that a short text names, with the fields beside it: some versions have those fields there, others not."""
    every = frozenset(vocabulary.versions)
    actions = {vocabulary.names[of].name: token for token, found in known.items() for of, _ in found if "action" in vocabulary.names[of].kinds}
    for token in TOKEN.findall(where.text):
        if (of := vocabulary.actions.get(parts(token))) is not None:
            actions[of] = token
    if len(actions) != 1:
        return
    (action, token), = actions.items()
    fields = {vocabulary.names[of].name for found in known.values() for of, _ in found if "field" in vocabulary.names[of].kinds}
    having = {version: len(fields & deep[action]) for version, deep in vocabulary.deep.items() if action in deep}
    most = max(having.values(), default=0)
    best = frozenset(version for version, count in having.items() if count == most)
    if most and best != every:
        seen = f"{token} with {', '.join(sorted(fields))}"
        yield _clue(vocabulary, file, where.line(where.text.find(token)), "pair", seen, best, "other versions lack a field of these in that message", 2)


def _companions(where: Text, vocabulary: Vocabulary, file: str | None, known: dict[str, list[tuple[tuple[str, ...], bool]]]) -> Iterator[Clue]:
    """A field without the one that some versions demand beside it."""
    fields = {vocabulary.names[of].name: token for token, found in known.items() for of, _ in found if "field" in vocabulary.names[of].kinds}
    for name, token in fields.items():
        missing = {version: needed[name] for version, needed in vocabulary.companions.items() if name in needed and not needed[name] & fields.keys()}
        having = frozenset(vocabulary.versions) - missing.keys()
        if missing and having:
            beside = " and ".join(sorted({each for needed in missing.values() for each in needed}))
            why = f"no {beside} beside it, which {' and '.join(missing)} would demand"
            yield _clue(vocabulary, file, where.line(where.text.find(token)), "companion", token, having, why, 1)
