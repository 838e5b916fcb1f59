"""What a text calls the two sides and the payloads, and which fields stand beside a message in a short one."""

import re
from collections.abc import Iterable, Iterator

from ocppdb.projects.text import Known, Text, clue
from ocppdb.projects.words import ENDING, Vocabulary, parts
from ocppdb.records.projects import Clue

__all__ = ["companions", "pairs", "wording"]


def wording(where: Text, vocabulary: Vocabulary, file: str | None, tokens: list[str]) -> Iterator[Clue]:
    """What the two sides are called, and what stands behind the name of a message."""
    yield from _roles(where, vocabulary, file)
    for ending in (each for each in vocabulary.endings if each.startswith(".") and each in where.text):
        for written in re.finditer(rf"\b([A-Z][A-Za-z0-9]+){re.escape(ending)}\b", where.text):
            if parts(written[1]) in vocabulary.actions:
                having = vocabulary.endings[ending]
                yield clue(
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
                yield clue(vocabulary, file, where.line(at), "wording", token, having, "payloads are called so", weight)


def _roles(where: Text, vocabulary: Vocabulary, file: str | None) -> Iterator[Clue]:
    for of, having in vocabulary.roles.items():
        if not all(part in where.lower for part in of):
            continue
        written = re.search(rf"(?<![A-Za-z]){'[ _-]?'.join(map(re.escape, of))}(?![a-z]{{2}})", where.text, re.I)
        if written is not None:
            prose = " " in written[0] and written[0] != written[0].lower()
            weight = 1.5 if len(of) == 1 else 1.0 if prose else 0.6
            no = where.denied(*written.span())
            yield clue(
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


def pairs(where: Text, vocabulary: Vocabulary, file: str | None, known: Known, tokens: Iterable[str]) -> Iterator[Clue]:
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
        yield clue(
            vocabulary,
            file,
            where.line(where.text.find(token)),
            "pair",
            seen,
            best,
            "other versions lack a field of these in that message",
            2,
        )


def companions(where: Text, vocabulary: Vocabulary, file: str | None, known: Known) -> Iterator[Clue]:
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
            yield clue(vocabulary, file, where.line(where.text.find(token)), "companion", token, having, why, 1)
