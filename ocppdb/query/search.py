"""Search: subjects by words in their names and texts, best first."""

import re

from ocppdb.errors import NotFound
from ocppdb.query.names import legal_kind, version_id
from ocppdb.query.reader import Reader
from ocppdb.records.subjects import Hit

__all__ = ["search", "with_all_words"]

RANK = (
    "CASE WHEN lower(?) IN (lower(subjects.name), lower(subjects.words)) THEN 10 WHEN kind = 'message' THEN 2 "
    "WHEN kind = 'field' AND subjects.text IS NULL THEN 0.4 WHEN kind = 'field' THEN 0.8 ELSE 1 END"
)
"""How much a hit counts in a search: its very name most, a field deep in a payload least."""
MOST_TERMS = 64
MOST_HITS = 10_000


def search(reader: Reader, text: str, version: str | None = None, kind: str | None = None, limit: int = 20) -> list[Hit]:
    """Return the list of Hits for some words, best first: all of the words, or else any of them.

    Any text will do; nothing in it has a special meaning. Raises NotFound for a version, kind or limit that cannot be.
    """
    if not isinstance(limit, int) or not 0 < limit <= MOST_HITS:
        raise NotFound(f"the limit of a search is {limit!r}, expected a number from 1 to {MOST_HITS}", ())
    given = [
        (column, value)
        for column, value in (("version", version_id(reader, version)), ("kind", legal_kind(reader, kind)))
        if value
    ]
    terms = _terms(text)
    if not terms:
        return []
    return _match(reader, " ".join(terms), given, text, limit) or _match(reader, " OR ".join(terms), given, text, limit)


def with_all_words(reader: Reader, text: str, kind: str) -> list[Hit]:
    """Return the Hits of one kind that have all words of a text."""
    terms = _terms(text)
    return _match(reader, " ".join(terms), [("kind", kind)], text, MOST_HITS) if terms else []


def _match(reader: Reader, expression: str, given: list[tuple[str, str]], text: str, limit: int) -> list[Hit]:
    where = "".join(f" AND subjects.{column} = ?" for column, _ in given)
    return reader.read(
        Hit,
        f"subjects_fts JOIN subjects ON subjects.id = subjects_fts.rowid WHERE subjects_fts MATCH ?{where} "
        f"ORDER BY bm25(subjects_fts, 8, 8, 2) * {RANK}, length(subjects.name), subjects.id LIMIT ?",
        (expression, *(value for _, value in given), text.strip()[:1000], limit),
        "subjects",
    )


def _terms(text: str) -> list[str]:
    """The words of a text, each once, in quotes that take away any meaning they have for full-text search."""
    plain = text.encode("utf-8", "ignore").decode("utf-8")[:10_000]
    return [f'"{term}"' for term in list(dict.fromkeys(re.findall(r"\w+", plain.lower())))[:MOST_TERMS]]
