"""A dossier as text: chapters with their items, short enough to read, and where to look on."""

import textwrap
from collections.abc import Iterator

from ocppdb.records.dossiers import Chapter, Dossier, Item

__all__ = ["chapter_lines", "text"]

WIDTH = 118
SHORT = 230
"""Letters of an item's text that are shown; `show` tells the whole."""


def text(dossier: Dossier, most: int | None = 8000) -> str:
    """Return a dossier as lines to read, of at most so many bytes: what does not fit is counted, and how to get it is told."""
    versions = " and ".join(dossier.versions)
    head = f"{dossier.what} (OCPP {versions}{', assumed' if dossier.assumed and len(dossier.versions) == 1 else ''})"
    if not dossier.called_so:
        title = dossier.chapters[0].title
        head += f": nothing is called so; {title[0].lower()}{title[1:]}"
    lines = [head]
    size = len(head.encode())
    for chapter in dossier.chapters:
        for line in chapter_lines(chapter, len(dossier.versions) > 1):
            size += len(line.encode()) + 1
            if most is not None and size > most - 120:
                return "\n".join(
                    [*lines, f"... more than fits here; the whole: {dossier.chapters[0].more.partition(' --limit')[0]} --all"]
                )
            lines.append(line)
    return "\n".join(lines)


def chapter_lines(chapter: Chapter, several: bool) -> Iterator[str]:
    """Yield the lines of a chapter; `several` tells the version of each item."""
    yield ""
    left = chapter.total - len(chapter.items)
    yield f"{chapter.title} ({chapter.total})" + (f"; {left} more: {chapter.more}" if left else "")
    for item in chapter.items:
        yield from _item(item, several)


def _item(item: Item, several: bool) -> Iterator[str]:
    version = f"{item.version} " if several and item.version else ""
    place = f"  [{item.source}, {item.section}]" if item.source and item.confidence != "schema-derived" else ""
    yield f"  {version}{item.kind} {item.name}" + (f": {_cut(item.detail)}" if item.detail else "") + place
    if item.text:
        yield from textwrap.wrap(_cut(item.text), WIDTH, initial_indent="    ", subsequent_indent="    ")


def _cut(words: str) -> str:
    return words if len(words) <= SHORT else words[:SHORT].rsplit(" ", 1)[0] + " ..."
