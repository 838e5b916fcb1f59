"""What in one text speaks for which versions of OCPP."""

import bisect
import json
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from ocppdb.files import told
from ocppdb.projects.denial import denied
from ocppdb.projects.mentions import OTHERS, mentions, path_mentions, relatives, soap
from ocppdb.projects.shapes import Judge, frames_of, payload_fit
from ocppdb.projects.words import ENDING, TOKEN, Vocabulary, general, names_in, parts, telling
from ocppdb.records.projects import Clue, ClueKind

__all__ = ["Found", "found_in"]

WEIGHT = {
    "action": 3.0,
    "type": 2.0,
    "key": 2.0,
    "code": 2.0,
    "event": 2.0,
    "field": 2.0,
    "component": 1.5,
    "variable": 1.0,
    "value": 1.0,
    "token": 1.0,
    "measurand": 1.0,
    "reason": 1.0,
}
BACKED = 2.0
"""What other names must weigh for a name of general words to count."""
LOOKED_AT = 8
"""So many places of one name are looked at for one that is not denied."""
SHORT = 4000
"""A text of so many characters is small enough for what surrounds a field to be judged."""
Known = dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
"""The names of OCPP in each token of a text."""


class Found(NamedTuple):
    """What was found in one text: the clues, whether OCPP is at home in it, what is not covered, and other protocols."""

    clues: list[Clue]
    ours: bool
    not_covered: set[str]
    relatives: tuple[str, ...]


class Text:
    """A text whose places can be told as lines."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower()

    @cached_property
    def starts(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

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
    others = relatives(f"{file or ''}\n{text}") if any(each in where.lower for each in OTHERS) else ()
    not_covered: set[str] = set()
    clues = [*_said(where, vocabulary, file, not_covered)]
    framed = [*_framed(where, vocabulary, file, judge)]
    tokens = telling(TOKEN.findall(text), vocabulary)
    known = {token: found for token in tokens if (found := names_in(token, vocabulary))}
    distinct = {of for found in known.values() for of, _ in found}
    ours = "ocpp" in where.lower or (file is not None and "ocpp" in file.lower()) or bool(framed)
    foreign = bool(others) and not ours
    named = [] if foreign else [*_backed(_named(where, vocabulary, file, known, ours), ours or len(distinct) > 1)]
    clues += [*framed, *named, *_wording(where, vocabulary, file, tokens)]
    if len(text) <= SHORT and not foreign:
        clues += _pairs(where, vocabulary, file, known, tokens)
        if not any(clue.weight for clue in clues):
            clues += _companions(where, vocabulary, file, known)
    return Found(clues, ours, not_covered, others)


def _clue(
    vocabulary: Vocabulary, file: str | None, line: int, kind: ClueKind, seen: str, of: frozenset[str], why: str, weight: float
) -> Clue:
    return Clue(
        file,
        line,
        kind,
        told(" ".join(seen.split()), 100),
        tuple(each for each in vocabulary.versions if each in of),
        why,
        weight,
    )


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
        why = (
            "it is denied, or told of the past or future"
            if no
            else "the subprotocol of that version"
            if mention.subprotocol
            else "it is named"
        )
        seen = where.text[mention.start : mention.end]
        weight = 0.0 if no else 8.0 if mention.subprotocol else 5.0
        yield _clue(vocabulary, file, where.line(mention.start), kind, seen, frozenset({mention.version}), why, weight)
    by_soap = soap(where.text) if "soap" in where.lower or "urn://" in where.lower or "ocpp-s" in where.lower else None
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
            yield _clue(
                vocabulary,
                file,
                1,
                "payload",
                stripped,
                fitting,
                "an object with the fields of a payload of no other version",
                3,
            )


def _named(where: Text, vocabulary: Vocabulary, file: str | None, known: Known, ours: bool) -> Iterator[tuple[Clue, bool]]:
    """Names that some versions lack, and whether each is made of words at home everywhere: at the first place where it is not denied."""
    best: dict[tuple[str, ...], tuple[Clue, bool]] = {}
    for token, found in known.items():
        for of, whole in found:
            name = vocabulary.names[of]
            if len(name.versions) == len(vocabulary.versions):
                continue
            weight = max(WEIGHT[kind] for kind in name.kinds) * (1 if whole else 0.7)
            spelt = "action" in name.kinds and (len(of) > 2 or _spelt(where.text, token, name.name, whole, ours))
            at, no = _place(where, token)
            weight = 0.0 if no else weight
            everywhere = general(of) and not spelt
            if of in best and (best[of][0].weight, not best[of][1]) >= (weight, not everywhere):
                continue
            what = " and ".join(name.kinds)
            why = (
                f"{what} {name.name} is denied, or told of the past or future"
                if no
                else f"{what} {name.name} is in no other version"
            )
            clue = _clue(vocabulary, file, where.line(at), "name", token, name.versions, why, weight)
            best[of] = clue, everywhere
    yield from best.values()


def _backed(named: Iterator[tuple[Clue, bool]], at_home: bool) -> Iterator[Clue]:
    """Yield the clues that count: names of general words only beside others of the same versions, and at half their weight."""
    found = [*named]
    beside: dict[tuple[str, ...], float] = {}
    for clue, everywhere in found:
        beside[clue.speaks_for] = beside.get(clue.speaks_for, 0.0) + clue.weight * (0.4 if everywhere else 1)
    for clue, everywhere in found:
        if not everywhere:
            yield clue
        elif at_home and beside[clue.speaks_for] >= BACKED:
            yield clue._replace(weight=clue.weight / 2)


def _spelt(text: str, token: str, name: str, whole: bool, ours: bool) -> bool:
    """Whether a message of two words is meant: spelt as OCPP does and not only called as a method of something, or with its ending."""
    if not whole:
        return token.startswith(name) and ENDING.sub("", token) == name
    called = re.search(rf"(?<![.\w]){re.escape(token)}|{re.escape(token)}(?!\w*\()", text) is None
    return ours or (token == name and not called)


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


def _wording(where: Text, vocabulary: Vocabulary, file: str | None, tokens: list[str]) -> Iterator[Clue]:
    """What the two sides are called, and what stands behind the name of a message."""
    yield from _roles(where, vocabulary, file)
    for ending in (each for each in vocabulary.endings if each.startswith(".") and each in where.text):
        for written in re.finditer(rf"\b([A-Z][A-Za-z0-9]+){re.escape(ending)}\b", where.text):
            if parts(written[1]) in vocabulary.actions:
                having = vocabulary.endings[ending]
                yield _clue(
                    vocabulary, file, where.line(written.start()), "wording", written[0], having, "payloads are called so", 3
                )
                break
    every = frozenset(vocabulary.versions)
    told_of = {every, frozenset()}
    for token in tokens:
        found = ENDING.search(token)
        if found and parts(token[: found.start()]) in vocabulary.actions:
            having = _ending_in(found[0], vocabulary)
            if having not in told_of:
                told_of.add(having)
                weight = 0.4 if found[0] in vocabulary.endings else 1
                at = where.text.find(token)
                yield _clue(vocabulary, file, where.line(at), "wording", token, having, "payloads are called so", weight)


def _roles(where: Text, vocabulary: Vocabulary, file: str | None) -> Iterator[Clue]:
    for of, having in vocabulary.roles.items():
        if not all(part in where.lower for part in of):
            continue
        written = re.search(rf"(?<![A-Za-z]){'[ _-]?'.join(map(re.escape, of))}(?![a-z]{{2}})", where.text, re.I)
        if written is not None:
            prose = " " in written[0] and written[0] != written[0].lower()
            weight = 1.5 if len(of) == 1 else 1.0 if prose else 0.6
            no = where.denied(*written.span())
            yield _clue(
                vocabulary,
                file,
                where.line(written.start()),
                "wording",
                written[0],
                having,
                "a role is called so",
                0 if no else weight,
            )


def _ending_in(ending: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The versions whose payloads end in what an ending begins with: Confirmation in `.conf`, Request in `.req` as well as in Request."""
    fitting = [of for each, of in vocabulary.endings.items() if ending.lower().startswith(each.lstrip(".").lower())]
    return frozenset().union(*fitting)


def _pairs(where: Text, vocabulary: Vocabulary, file: str | None, known: Known, tokens: Iterable[str]) -> Iterator[Clue]:
    """The one message that a short text names, with the fields beside it: some versions have those fields there, others not."""
    every = frozenset(vocabulary.versions)
    actions = {
        vocabulary.names[of].name: token
        for token, found in known.items()
        for of, _ in found
        if "action" in vocabulary.names[of].kinds
    }
    for token in tokens:
        if (of := vocabulary.actions.get(parts(token))) is not None:
            actions[of] = token
    if len(actions) != 1:
        return
    ((action, token),) = actions.items()
    fields = {vocabulary.names[of].name for found in known.values() for of, _ in found if "field" in vocabulary.names[of].kinds}
    having = {version: len(fields & deep[action]) for version, deep in vocabulary.deep.items() if action in deep}
    most = max(having.values(), default=0)
    best = frozenset(version for version, count in having.items() if count == most)
    if most and best != every:
        seen = f"{token} with {', '.join(sorted(fields))}"
        yield _clue(
            vocabulary,
            file,
            where.line(where.text.find(token)),
            "pair",
            seen,
            best,
            "other versions lack a field of these in that message",
            2,
        )


def _companions(where: Text, vocabulary: Vocabulary, file: str | None, known: Known) -> Iterator[Clue]:
    """A field without the one that some versions demand beside it."""
    fields = {
        vocabulary.names[of].name: token
        for token, found in known.items()
        for of, _ in found
        if "field" in vocabulary.names[of].kinds
    }
    for name, token in fields.items():
        missing = {
            version: needed[name]
            for version, needed in vocabulary.companions.items()
            if name in needed and not needed[name] & fields.keys()
        }
        having = frozenset(vocabulary.versions) - missing.keys()
        if missing and having:
            beside = " and ".join(sorted({each for needed in missing.values() for each in needed}))
            why = f"no {beside} beside it, which {' and '.join(missing)} would demand"
            yield _clue(vocabulary, file, where.line(where.text.find(token)), "companion", token, having, why, 1)
