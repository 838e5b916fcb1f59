"""The names of OCPP in a text that some versions lack."""

import re
from collections.abc import Iterator

from ocppdb.projects.text import Known, Text, clue
from ocppdb.projects.words import ENDING, Vocabulary, general
from ocppdb.records.projects import Clue

__all__ = ["named"]

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


def named(where: Text, vocabulary: Vocabulary, file: str | None, known: Known, ours: bool) -> Iterator[Clue]:
    """Yield the Clues of names that some versions lack; `ours` tells that OCPP is at home in the text."""
    distinct = {of for found in known.values() for of, _ in found}
    yield from _backed(_named(where, vocabulary, file, known, ours), ours or len(distinct) > 1)


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
            one = clue(vocabulary, file, where.line(at), "name", token, name.versions, why, weight)
            best[of] = one, everywhere
    yield from best.values()


def _backed(named: Iterator[tuple[Clue, bool]], at_home: bool) -> Iterator[Clue]:
    """Yield the clues that count: names of general words only beside others of the same versions, and at half their weight."""
    found = [*named]
    beside: dict[tuple[str, ...], float] = {}
    for each, everywhere in found:
        beside[each.speaks_for] = beside.get(each.speaks_for, 0.0) + each.weight * (0.4 if everywhere else 1)
    for each, everywhere in found:
        if not everywhere:
            yield each
        elif at_home and beside[each.speaks_for] >= BACKED:
            yield each._replace(weight=each.weight / 2)


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
