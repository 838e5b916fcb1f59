"""A document as a text: its parts in order, the contents before them and the sources after; and all of them as files."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ocppdb.agents.documents import between, facts, messages, method, points
from ocppdb.agents.documents.markdown import anchor, code, contents, joined, sections, table
from ocppdb.agents.documents.page import Page
from ocppdb.errors import NotFound, OcppdbError
from ocppdb.query import Database
from ocppdb.records.documents import Document, DocumentPart

__all__ = ["SHOW", "Written", "export", "section", "text"]

SHOW: Mapping[str, Callable[[Page, DocumentPart], Iterator[str]]] = {
    "concepts": facts.concepts,
    "messages": messages.messages,
    "quick-reference": messages.quick_reference,
    "types": messages.types,
    "enumerations": messages.enumerations,
    "sequences": points.sequences,
    "rules": facts.rules,
    "answers": facts.answers,
    "states": facts.states,
    "keys": facts.keys,
    "components": facts.components,
    "use-cases": facts.use_cases,
    "certification": facts.certification,
    "frames": facts.frames,
    "errors": facts.errors,
    "open": points.open_points,
    "settled": points.settled,
    "mappings": between.mappings,
    "successors": between.successors,
    "changes": between.changes,
    "examples": method.examples,
    "documents": method.documents,
    "sources": method.sources,
    "method": method.method,
}
"""How each kind of part is written."""


class Written(NamedTuple):
    """A file that was written."""

    path: str
    size: int


def text(db: Database, document: Document) -> str:
    """Return a document as Markdown."""
    page = Page(db, document)
    page.points = points.titles(page)
    body = joined(line for part in document.parts for line in _part(page, part))
    said = [f"# {document.title}", "", document.summary, "", *_how_far(page)]
    return joined([*said, contents(body), body, *_sources(page)])


def _how_far(page: Page) -> Iterator[str]:
    missing = page.version.how_far()
    if missing:
        yield from (f"> {missing}", "")


def _part(page: Page, part: DocumentPart) -> Iterator[str]:
    yield from (f"## {part.title}", "")
    yield from SHOW[part.shows](page, part)


def _sources(page: Page) -> Iterator[str]:
    """The documents that were cited, so that an id tells what it is."""
    if any(part.shows == "sources" for part in page.document.parts) or not page.cited:
        return
    known = {row["id"]: row for row in page.rows("SELECT * FROM sources")}
    yield from ("## Sources cited", "")
    rows = (known[each] for each in sorted(page.cited))
    yield from table(("Id", "Document", "Edition"), ((code(row["id"]), row["title"], row["edition"]) for row in rows))


def section(db: Database, document: Document, name: str) -> str:
    """Return one part of a document: that of a heading, by its words or its anchor. Raises NotFound with the nearest headings."""
    parts = sections(text(db, document))
    wanted = anchor(name.lstrip("#"))
    if wanted in parts:
        return parts[wanted]
    raise NotFound.of(f"no part {name[:80]!r} in {document.path}", wanted, parts)


def export(db: Database, folder: Path) -> list[Written]:
    """Write every document below a folder, which is made; return what was written. Raises OcppdbError where that is refused."""
    written = []
    for document in db.documents():
        said = text(db, document).encode()
        place = folder / document.path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(said)
        except OSError as error:
            raise OcppdbError(f"{place} cannot be written ({error.strerror}); name another folder") from None
        written.append(Written(document.path, len(said)))
    return written
