"""Documents in pieces that fit a page: whole, or one part of them."""

import re
from collections.abc import Iterator

from ocppdb.agents.documents import section, sections, text
from ocppdb.mcp.answers import DocumentText
from ocppdb.query import Database
from ocppdb.records.documents import Document

__all__ = ["listed", "pieces"]

PIECE = 6_000
"""About how many letters a piece has; a page holds three of them."""


def listed(db: Database, path: str) -> DocumentText:
    """Return where a document is, what it tells, and its parts."""
    document = db.document(path)
    parts = tuple(line.lstrip("# ") for line in _headings(text(db, document)))
    return DocumentText(document.version, document.path, document.title, document.summary, parts, None)


def pieces(db: Database, document: Document, part: str | None = None) -> Iterator[DocumentText]:
    """Yield the text of a document, or of one part of it, cut between paragraphs. Raises NotFound for no such part."""
    whole = text(db, document) if part is None else section(db, document, part)
    title = document.title
    for piece in _cut(whole):
        heading = next((line for line in piece.splitlines() if line.startswith("## ")), None)
        title = heading.lstrip("# ") if heading else title
        yield DocumentText(document.version, document.path, title, None, (), piece)


def _headings(whole: str) -> Iterator[str]:
    """The headings of the second level that have a text of their own."""
    for said in sections(whole).values():
        first = said.partition("\n")[0]
        if first.startswith("## ") and first != "## Contents":
            yield first


def _cut(whole: str) -> Iterator[str]:
    """Yield a text in pieces of about PIECE letters: before a heading where one comes, else between lines."""
    piece = ""
    for block in re.split(r"(?m)^(?=#{2,4} )", whole):
        for line in block.splitlines(keepends=True) if len(block) > PIECE else [block]:
            if piece and len(piece) + len(line) > PIECE:
                yield piece
                piece = ""
            piece += line
    if piece:
        yield piece
