"""The text of a concept taken apart into what a page shows: paragraphs, lists, tables and code."""

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Block", "blocks"]


class Block(NamedTuple):
    """A part of a text: `kind` is paragraph, list, numbered, table or code; `rows` are its lines, items or rows of cells."""

    kind: str
    rows: tuple[tuple[str, ...], ...]


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a text that is written in the plain Markdown of the concepts."""
    for part in re.findall(r"```.*?```|(?:(?!```).)+", text, re.DOTALL):
        if part.startswith("```"):
            yield Block("code", tuple((line,) for line in part.splitlines()[1:-1]))
        else:
            yield from (_block(each.splitlines()) for each in re.split(r"\n\s*\n", part.strip()) if each.strip())


def _block(lines: list[str]) -> Block:
    if lines[0].startswith("|"):
        cells = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
        return Block("table", tuple(row for row in cells if not all(re.fullmatch(r":?-+:?", cell) for cell in row)))
    for kind, mark in (("list", r"- "), ("numbered", r"\d+\. ")):
        if re.match(mark, lines[0]):
            items = re.split(rf"\n(?={mark})", "\n".join(lines))
            return Block(kind, tuple((_plain(re.sub(rf"^{mark}", "", item)),) for item in items))
    return Block("paragraph", ((_plain(" ".join(lines)),),))


def _plain(text: str) -> str:
    return " ".join(text.replace("**", "").replace("`", "").split())
