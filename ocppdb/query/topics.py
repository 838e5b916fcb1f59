"""Topics and documents: what to read about something."""

import re
from collections.abc import Iterable

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.query import names, search
from ocppdb.query.reader import Reader, columns, made
from ocppdb.records.documents import Document, DocumentPart, Topic
from ocppdb.records.subjects import Hit

__all__ = ["document", "documents", "topic", "topics"]

FOUND = 12
"""Hits of a search that answer for a topic which no list has."""
WHOLE = "overview"
"""The topic of a version that is named alone."""
SEARCHED = "search"
"""The name of the topic that is made of a search."""


def topics(reader: Reader, version: str | None = None) -> list[Topic]:
    """Return the list of Topics, of one version where given."""
    asked = names.version_id(reader, version)
    return [each for each in _all(reader) if asked in (each.version, None)]


def _all(reader: Reader) -> list[Topic]:
    return reader.once("topics", lambda: reader.read(Topic, "topics ORDER BY rowid"))


def topic(reader: Reader, name: str, version: str | None = None) -> Topic:
    """Return the Topic that a name means; see `Database.topic`."""
    of, words = _without_version(reader, name, version)
    plain = _plain(words) or WHOLE
    assumed = of is None
    id_ = of or next(each.id for each in names.versions(reader).values() if each.assumed)
    for each in _all(reader):
        if each.version == id_ and plain in (each.name, *each.aliases):
            return each._replace(asked=name, assumed=assumed)
    return _searched(reader, name, words, id_, assumed)


def _searched(reader: Reader, name: str, words: str, version: str, assumed: bool) -> Topic:
    """The Topic that a search makes: what it found, and the documents in which that stands."""
    hits = search.search(reader, words, version, limit=FOUND) or search.search(reader, words, limit=FOUND)
    if not hits:
        known = [each.name for each in _all(reader) if each.version == version]
        raise NotFound.of(
            f"no topic {told(name, 80)!r} in OCPP {version}", _plain(words), known, f"there are {', '.join(known)}"
        )
    return Topic(version, SEARCHED, (), _telling(reader, hits), name, assumed, tuple(hits))


def _without_version(reader: Reader, name: str, version: str | None) -> tuple[str | None, str]:
    """The version that a name begins with, or that is asked for, and the rest of the name."""
    words = re.sub(r"^\s*/?ocpp\b", "", str(name)[:400], flags=re.IGNORECASE).split()
    if words:
        try:
            found = names.version(reader, words[0]).id
        except NotFound:
            pass
        else:
            if version is not None and names.version(reader, version).id != found:
                raise NotFound(f"the topic {told(name, 80)!r} is of OCPP {found}, asked for in {told(version, 20)}", ())
            return found, " ".join(words[1:])
    return names.version_id(reader, version), " ".join(words)


def _plain(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def documents(reader: Reader, version: str | None = None) -> list[Document]:
    """Return the list of Documents, of one version where given."""
    asked = names.version_id(reader, version)
    return [each for each in _documents(reader).values() if asked in (each.version, None)]


def _documents(reader: Reader) -> dict[str, Document]:
    return reader.once("documents", lambda: _read(reader))


def _read(reader: Reader) -> dict[str, Document]:
    parts: dict[str, list[DocumentPart]] = {}
    for row in reader.rows(f"SELECT {columns(DocumentPart)}, document FROM document_parts ORDER BY rowid"):
        parts.setdefault(row["document"], []).append(made(DocumentPart, row))
    rows = reader.rows(f"SELECT {columns(Document)} FROM documents ORDER BY rowid")
    return {row["path"]: made(Document, row, parts=tuple(parts.get(row["path"], ()))) for row in rows}


def document(reader: Reader, name: str) -> Document:
    """Return the Document of a path, or of the name of its file with or without `.md`. Raises NotFound with the nearest."""
    known = _documents(reader)
    plain = str(name).strip().strip("/").removesuffix(".md").lower()
    for path, each in known.items():
        whole = path.removesuffix(".md").lower()
        if plain in (whole, whole.rpartition("/")[2]):
            return each
    stems = [path.rpartition("/")[2].removesuffix(".md") for path in known]
    raise NotFound.of(f"no document {told(name, 80)!r}", str(name).rpartition("/")[2].removesuffix(".md"), stems)


def _telling(reader: Reader, hits: Iterable[Hit]) -> tuple[str, ...]:
    """The paths of the documents in which some hits stand, the best first; at most three."""
    counted: dict[str, int] = {}
    for hit in hits:
        keys = set(_keys(reader, hit))
        for path, each in _documents(reader).items():
            if each.version == hit.version and any((part.shows, of) in keys for part in each.parts for of in part.of):
                counted[path] = counted.get(path, 0) + 1
    return tuple(sorted(counted, key=lambda path: -counted[path])[:3])


def _keys(reader: Reader, hit: Hit) -> Iterable[tuple[str, str]]:
    """What parts of documents are of that show a hit."""
    row = names.row(reader, hit)
    if hit.kind in ("message", "field"):
        action = hit.name.partition(".")[0]
        for group in reader.values("SELECT group_name FROM messages WHERE version = ? AND action = ?", (hit.version, action)):
            yield "messages", group
        yield "messages", action
    for shows, column in (("rules", "topic"), ("concepts", "topic"), ("sequences", "group_name"), ("keys", "profile")):
        if row.get(column):
            yield shows, str(row[column])
    if hit.kind == "component":
        yield "components", hit.name
    if hit.kind in ("escalation", "settled"):
        for group in reader.values("SELECT group_name FROM point_groups WHERE point = ?", (hit.name,)):
            yield "open" if hit.kind == "escalation" else "settled", group
