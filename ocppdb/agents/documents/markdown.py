"""Markdown: tables, headings and the contents made of them, citations."""

import re
from collections.abc import Iterable, Iterator, Mapping

__all__ = ["anchor", "cell", "code", "contents", "heading", "headings", "joined", "sections", "table"]

LISTED = 3
"""A document with fewer headings has no contents."""


def cell(text: object) -> str:
    """Return a text as it stands in a cell: on one line, without bars."""
    return " ".join(str(text if text is not None else "").replace("|", "\\|").split())


def code(text: object) -> str:
    """Return a name in code, for a cell."""
    return f"`{cell(text)}`" if text not in (None, "") else ""


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a table; nothing at all where it has no rows. A column in which no row says anything is left out."""
    titles = list(heads)
    cells = [[cell(each) for each in row] for row in rows]
    if not cells:
        return
    kept = [number for number in range(len(titles)) if any(row[number] for row in cells)]
    yield f"| {' | '.join(titles[number] for number in kept)} |"
    yield f"|{'---|' * len(kept)}"
    for row in cells:
        yield f"| {' | '.join(row[number] for number in kept)} |"
    yield ""


def heading(level: int, title: str) -> Iterator[str]:
    """Yield a heading, and the empty line after it."""
    yield f"{'#' * level} {title}"
    yield ""


def joined(lines: Iterable[str]) -> str:
    """Return lines as a document: no more than one empty line between two, and one line end at the end."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def anchor(title: str) -> str:
    """Return the anchor of a heading, as the usual sites make it."""
    plain = re.sub(r"[`*]", "", title).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def headings(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield level, title and anchor of each heading outside of code."""
    seen: dict[str, int] = {}
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and (found := re.match(r"(#+) (.*)", line)):
            plain = anchor(found[2])
            number = seen.get(plain, 0)
            seen[plain] = number + 1
            yield len(found[1]), found[2], f"{plain}-{number}" if number else plain


def contents(text: str, deepest: int = 3) -> str:
    """Return the list of the headings of a text, with links; empty where they are few."""
    found = [each for each in headings(text) if 2 <= each[0] <= deepest]
    if len(found) < LISTED:
        return ""
    lines = [f"{'  ' * (level - 2)}- [{title}](#{place})" for level, title, place in found]
    return "\n".join(["## Contents", "", *lines, "", ""])


def sections(text: str) -> Mapping[str, str]:
    """Return the parts of a document by the anchors of their headings; a part holds those below it."""
    lines = text.splitlines(keepends=True)
    starts: list[tuple[int, int, str]] = []
    places = iter(list(headings(text)))
    fenced = False
    for number, line in enumerate(lines):
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and re.match(r"#+ ", line):
            level, _, place = next(places)
            starts.append((number, level, place))
    found: dict[str, str] = {}
    for index, (number, level, place) in enumerate(starts):
        end = next((other for other, deep, _ in starts[index + 1 :] if deep <= level), len(lines))
        found[place] = "".join(lines[number:end])
    return found
