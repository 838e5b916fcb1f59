"""Search: subjects by the words of people, best first."""

import json
import math
import re
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ocppdb.errors import NotFound
from ocppdb.query.names import find, legal_kind, telling, version_id, versions
from ocppdb.query.reader import Reader, columns, maker
from ocppdb.records.subjects import Hit, words

__all__ = ["MOST_HITS", "STOP", "called", "search", "with_all_words"]

SAY_NOTHING = (
    "a an and are as at be been before but by can do does for from get has have how i if in into is it its may me must my "
    "not of off on or our per shall should so such than that the their them then there these they this to use was we what "
    "when where which while who whose why will with you your one other about after all also any no still between during"
)
"""Words that say nothing of what is looked for; they count only where a text has no others."""
STOP = frozenset(SAY_NOTHING.split())
NAMES = {
    "message": 2.6,
    "config-key": 2.2,
    "error-code": 1.8,
    "state": 1.5,
    "variable": 1.4,
    "component": 1.4,
    "type": 1.3,
    "security-event": 1.3,
    "measurand": 1.3,
    "role": 1.3,
    "device-level": 1.3,
    "settled": 1.35,
    "escalation": 1.25,
    "rule": 1.1,
    "concept": 0.6,
    "use-case": 1.1,
    "term": 1.1,
    "enum-value": 1.0,
    "field": 0.9,
    "sequence": 0.9,
    "fault": 0.9,
    "erratum": 0.7,
    "requirement": 0.5,
    "certification-feature": 0.5,
    "source": 0.5,
    "test-case": 0.45,
}
"""How much a hit of a kind counts for one or two words: the thing itself before rules about it, and tests after."""
QUESTIONS = NAMES | {"message": 1.2, "config-key": 1.3, "variable": 1.0, "component": 1.0, "error-code": 1.1, "rule": 1.4}
QUESTIONS |= {"settled": 1.7, "escalation": 1.7, "role": 0.8, "device-level": 0.8, "field": 1.0, "enum-value": 1.1}
"""The same for more words than that, which ask for what is said of things rather than for one of them."""


def _by_kind(weights: dict[str, float]) -> str:
    whens = " ".join(f"WHEN '{kind}' THEN {weight}" for kind, weight in weights.items())
    return f"CASE subjects.kind {whens} ELSE 0.8 END"


def _rank(weights: dict[str, float]) -> str:
    """The order of hits: by how well they fit and what they are; a field deep in a payload says nothing of its own."""
    deep = "CASE WHEN subjects.kind = 'field' AND subjects.text IS NULL THEN 0.4 ELSE 1 END"
    return f"bm25(subjects_fts, 7, 7, 2, 0.6) * {_by_kind(weights)} * {deep}"


BY_NAME, BY_QUESTION = _rank(NAMES), _rank(QUESTIONS)
KINDS_BY_NAME = _by_kind(NAMES)
MOST_TERMS = 64
ENOUGH = 3
"""With fewer hits than this, parts and neighbours of the words are looked for as well."""
WIDE = 60
"""As many hits at least are ranked where any of the words will do."""
CALLED = 1.6
"""How much more a hit counts whose name has no other words than those that are looked for."""
NOT_TELLING = 0.7
"""How much a hit counts in a version that is told only where nobody else tells of the thing, where none was asked for."""
MOST_HITS = 10_000
MOST_COUNTERPARTS = 12
NUMBERS = {"0": "zero", "1": "one", "-1": "minus one"}
LONGEST_PHRASE = 4
INNER_CAPITAL = re.compile("[a-z][A-Z]").search


def search(reader: Reader, text: str, version: str | None = None, kind: str | None = None, limit: int = 20) -> list[Hit]:
    """Return the list of Hits for some words, best first: what is called so, or what has become of it in a version that lacks it, then
    what has all of the words, then what has any.

    Any text will do; nothing in it has a special meaning. Words of people lead to those of OCPP, words that say nothing do not count, and
    a word that no record has stands for those that it begins or is nearest to. Where no version is asked for, what a version later than the one
    assumed, or one that is not recorded as a whole, shares with another is told by the other. Raises NotFound for a version, kind or
    limit that cannot be.
    """
    if not isinstance(limit, int) or not 0 < limit <= MOST_HITS:
        raise NotFound(f"the limit of a search is {limit!r}, expected a number from 1 to {MOST_HITS}", ())
    words = _words(text)
    words, version = _without_version(reader, words, version)
    of = version_id(reader, version)
    given = [(column, value) for column, value in (("version", of), ("kind", legal_kind(kind))) if value]
    folded = [word.lower() for word in words]
    meant = _names_meant(reader, folded)
    called = _called(reader, meant, given) or _counterparts(reader, meant, of, kind)
    groups = _groups(reader, words, folded)
    if not groups:
        return called[:limit]
    rank, most = BY_NAME if len(groups) < 3 else BY_QUESTION, max(limit, ENOUGH)
    found = _ranked(reader, words, groups, given, rank, most)
    if len(called) + len(found) < ENOUGH:
        found += _ranked(reader, words, _groups(reader, words, folded, wide=True), given, rank, most)
    return list(dict.fromkeys([*called, *found[:limit]]))[:limit]


class Group(NamedTuple):
    """What must be found: an expression for a word or phrase, and the rows that have it; of the only one those are not asked for."""

    expression: str
    ids: frozenset[int]


def _ranked(
    reader: Reader, asked: list[str], groups: list[Group], given: list[tuple[str, str]], rank: str, limit: int
) -> list[Hit]:
    """The Hits that have any of some groups of words, by how well they fit and by how many of the groups they have.

    A group that few records have says more than one that many have. What is called by nothing but words of the groups counts more, and
    twice as much what has one of the words as its name in OCPP's spelling, such as `idTag`; in a question, one that a word stands for.
    """
    expression, hit = " OR ".join(group.expression for group in groups), maker(Hit)
    meant = re.findall(r"\w+", expression)
    said = {word.lower() for word in meant}
    names = {word.lower() for word in (meant if len(groups) > 2 else asked) if INNER_CAPITAL(word)}
    rank += f" * CASE WHEN subjects.plain IN ({_listed(names)}) THEN 2 ELSE 1 END" if names else ""
    others = "" if "version" in dict(given) else _not_telling(reader)
    rank += f" * CASE WHEN subjects.version IN ({others}) THEN {NOT_TELLING} ELSE 1 END" if others else ""
    if len(groups) == 1:
        rank += f" * CASE WHEN lower(subjects.name) IN ({_listed(said)}) THEN {CALLED} ELSE 1 END"
        return list(map(hit, _rows(reader, columns(Hit, "subjects"), expression, given, rank, limit)))
    weights = [1 / math.log(8 + len(group.ids)) for group in groups]
    rows = _rows(reader, "subjects.id, subjects.name", expression, given, rank, max(limit, WIDE))
    shares = {id: 0.2 * sum(weights) for id, *_ in rows}
    for weight, group in zip(weights, groups, strict=True):
        for id in group.ids.intersection(shares):
            shares[id] += weight
    ends = tuple(said)

    def score(row: sqlite3.Row) -> float:
        id, name, fits = row
        small = name.lower()
        called = small.startswith(ends) and small.endswith(ends) and said.issuperset(words(name).lower().split())
        return float(fits * shares[id] ** 2 * (CALLED if called else 1))

    best = [id for id, *_ in sorted(rows, key=score)[:limit]]
    hits = reader.rows(f"SELECT {columns(Hit)}, id FROM subjects WHERE id IN ({', '.join(map(str, best))})")
    by_id = {row[-1]: row for row in hits}
    return [hit(by_id[id]) for id in best]


def named(reader: Reader, text: str, version: str | None = None) -> list[Hit]:
    """Return the Hits that a text names: first what `names.find` finds, then what is called so but for spaces and endings.

    `BootNotificationRequest` and `BootNotification.req` are the message.
    """
    plain = text.strip()
    for ending in ("Request", "Response", ".req", ".conf"):
        if plain.endswith(ending) and (hits := find(reader, plain.removesuffix(ending), version, "message")):
            return hits
    return list(dict.fromkeys([*find(reader, plain, version), *called(reader, plain, version)]))


def called(reader: Reader, text: str, version: str | None = None) -> list[Hit]:
    """Return the Hits whose name, or its last part, is a text but for spaces, signs, endings, and upper and lower case."""
    of = version_id(reader, version)
    return _called(reader, _names_meant(reader, [text.lower()])[:2], [("version", of)] if of else [])


def with_all_words(reader: Reader, text: str, kind: str) -> list[Hit]:
    """Return the Hits of one kind that have all words of a text."""
    terms = [_quoted(word) for word in _words(text)]
    if not terms:
        return []
    found = "subjects_fts JOIN subjects ON subjects.id = subjects_fts.rowid WHERE subjects_fts MATCH ? AND subjects.kind = ?"
    return reader.read(Hit, found, (" AND ".join(terms), kind), "subjects")


def _words(text: str) -> list[str]:
    """The words of a text, each once; a number with points is one word."""
    plain = text.encode("utf-8", "ignore").decode("utf-8")[:10_000]
    return list({word.lower(): word for word in re.findall(r"\d+(?:\.\d+)+\w*|\w+", plain)}.values())[:MOST_TERMS]


def _without_version(reader: Reader, words: list[str], version: str | None) -> tuple[list[str], str | None]:
    """The words but for one that names a version, which is then the one to look in where none was asked for."""
    known = reader.once("version words", lambda: set(reader.values("SELECT word FROM version_words")))
    for word in words:
        if "." in word and word.lower().removeprefix("ocpp") in known:
            rest = [each for each in words if each != word and each.lower() != "ocpp"]
            if rest:
                return rest, version or word
    return words, version


def _quoted(word: str) -> str:
    """A word for full-text search, in quotes that take away any meaning it has there."""
    return '"' + word.replace('"', "") + '"'


def _names_meant(reader: Reader, words: list[str]) -> list[str]:
    """What a text may be as a name, in small letters and digits alone: as it is, without an ending, or as OCPP says it."""
    plain = re.sub(r"[^a-z0-9]", "", "".join(words))
    if not plain:
        return []
    endings = ("request", "response", "req", "conf", "message")
    meant = [plain, *(plain.removesuffix(ending) for ending in endings if plain != ending)]
    meant += [re.sub(r"[^a-z0-9]", "", name.lower()) for name in _synonyms(reader).get(" ".join(words), ())]
    return list(dict.fromkeys(meant))


def _called(reader: Reader, names: list[str], given: list[tuple[str, str]]) -> list[Hit]:
    """The Hits whose name, or its last part, is one of some names but for spaces, signs, and upper and lower case."""
    if not names:
        return []
    marks = ", ".join("?" * len(names))
    where = "".join(f" AND {column} = ?" for column, _ in given) + _told_elsewhere(reader, given)
    return reader.read(
        Hit,
        f"subjects WHERE plain IN ({marks}){where} AND (text IS NOT NULL OR kind != 'field') "
        f"ORDER BY plain != ?, {KINDS_BY_NAME} DESC, length(name), "
        "(SELECT assumed FROM versions WHERE versions.id = subjects.version) DESC, id LIMIT 12",
        (*names, *(value for _, value in given), names[0]),
    )


def _counterparts(reader: Reader, names: list[str], version: str | None, kind: str | None) -> list[Hit]:
    """The Hits of what a thing of another version has become in the one that is asked for."""
    from ocppdb.query import mappings

    if version is None:
        return []
    found = mappings.counterparts(reader, _called(reader, names[:1], []), version)
    ends = dict.fromkeys(end for mapping in found if (end := mappings.end_in(mapping, version)))
    hits = (find(reader, name, version, each) for each, name in ends if kind is None or each == kind.lower())
    return [hit for several in hits for hit in several][:MOST_COUNTERPARTS]


def _groups(reader: Reader, words: list[str], folded: list[str], wide: bool = False) -> list[Group]:
    """What must be found, for each word or phrase that says something: itself, or what it stands for.

    `wide` looks for the parts of a word and its neighbours even where some record has it.
    """
    phrases = _phrases(_synonyms(reader), words, folded)
    return [_group(reader, several, means, wide, len(phrases) == 1) for several, means in phrases]


def _phrases(
    synonyms: Mapping[str, tuple[str, ...]], words: list[str], folded: list[str]
) -> list[tuple[list[str], tuple[str, ...]]]:
    """The words and phrases that say something, each with what it stands for; where none says anything, all of the words."""
    found: list[tuple[list[str], tuple[str, ...]]] = []
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - place), 0, -1):
            phrase = " ".join(folded[place : place + length])
            if phrase in synonyms or length == 1:
                if phrase in synonyms or phrase not in STOP:
                    found.append((words[place : place + length], synonyms.get(phrase, ())))
                place += length
                break
    return found or [([word], (word,)) for word in words]


def _group(reader: Reader, words: list[str], means: tuple[str, ...], wide: bool, alone: bool) -> Group:
    """The Group of a word or phrase: it, what it means; of a word that nothing has its parts, what it begins, or the nearest words."""
    said = [" AND ".join(map(_quoted, words)), *map(_quoted, means)]
    if words[0] in NUMBERS:
        said.append(_quoted(NUMBERS[words[0]]))
    ids = frozenset() if alone else _having(reader, said)
    if len(words) == 1 and not means and (wide or not (ids or alone)):
        parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", words[0])
        said += [" AND ".join(map(_quoted, parts))] if len(parts) > 1 else []
        said += [f"{_quoted(words[0])}*"] if len(words[0]) > 2 else []
        said += map(_quoted, _nearest(reader, words[0].lower()))
        ids = frozenset() if alone else _having(reader, said)
    return Group(_any_of(said), ids)


def _any_of(said: Iterable[str]) -> str:
    return "(" + " OR ".join(f"({each})" for each in said) + ")"


def _having(reader: Reader, said: Iterable[str]) -> frozenset[int]:
    """The numbers of the rows that have any of some expressions, told in one piece: a fourth of the time of as many rows."""
    (told,) = reader.values("SELECT json_group_array(rowid) FROM subjects_fts WHERE subjects_fts MATCH ?", (_any_of(said),))
    return frozenset(json.loads(told))


def _nearest(reader: Reader, word: str) -> list[str]:
    """The words of names that a word may be a misspelling of."""
    import difflib

    if len(word) < 4 or len(word) > 60:
        return []
    known = reader.once("words of names", lambda: _words_of_names(reader))
    return difflib.get_close_matches(word, known, 3, 0.75)


def _words_of_names(reader: Reader) -> list[str]:
    names = reader.rows(
        "SELECT DISTINCT plain, name FROM subjects WHERE kind NOT IN ('rule', 'sequence', 'test-case', 'escalation', 'settled')"
    )
    parts = words("\n".join(row["name"] for row in names)).lower().split()
    return sorted({word for word in (*parts, *(row["plain"] for row in names)) if len(word) > 3})


def _synonyms(reader: Reader) -> dict[str, tuple[str, ...]]:
    return reader.once(
        "synonyms",
        lambda: {row["word"]: tuple(row["means"].splitlines()) for row in reader.rows("SELECT word, means FROM synonyms")},
    )


def _told_elsewhere(reader: Reader, given: list[tuple[str, str]]) -> str:
    """A condition that leaves out what a version has under the name of another, where none was asked for: a version that is not recorded
    as a whole, or that is later than the one that is assumed then."""
    return "" if "version" in dict(given) else reader.once("told elsewhere", lambda: _elsewhere(reader))


def _elsewhere(reader: Reader) -> str:
    told = telling(reader)
    others = [each for each in versions(reader).values() if each not in told]
    if not others:
        return ""
    ids = _listed(each.id for each in told)
    slugs = [f"'{one.slug}' || substr(subjects.name, {len(other.slug) + 1})" for one in told for other in others]
    elsewhere = (
        f"SELECT 1 FROM subjects AS other WHERE other.name IN ({', '.join(['subjects.name', *slugs])}) "
        f"AND other.kind = subjects.kind AND other.version IN ({ids})"
    )
    return f" AND (subjects.version IS NULL OR subjects.version IN ({ids}) OR NOT EXISTS ({elsewhere}))"


def _not_telling(reader: Reader) -> str:
    """The versions that are told where nobody else tells of a thing, as a list of SQL."""
    return reader.once(
        "not telling", lambda: _listed(each.id for each in versions(reader).values() if each not in telling(reader))
    )


def _listed(texts: Iterable[str]) -> str:
    """Some texts of letters, digits and points as a list of SQL."""
    return ", ".join(f"'{text}'" for text in sorted(texts))


def _rows(reader: Reader, what: str, expression: str, given: list[tuple[str, str]], rank: str, limit: int) -> list[sqlite3.Row]:
    where = "".join(f" AND subjects.{column} = ?" for column, _ in given) + _told_elsewhere(reader, given)
    return reader.rows(
        f"SELECT {what}, {rank} AS rank FROM subjects_fts JOIN subjects ON subjects.id = subjects_fts.rowid "
        f"WHERE subjects_fts MATCH ?{where} ORDER BY rank, length(subjects.name), subjects.id LIMIT ?",
        (expression, *(value for _, value in given), limit),
    )
