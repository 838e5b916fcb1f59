"""Answers in pages: so many items, so many bytes, and a cursor for what comes after them."""

import itertools
import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from ocppdb.mcp.answers import plain
from ocppdb.mcp.arguments import Refused

__all__ = ["BYTES", "ITEMS", "MOST", "Page", "page"]

ITEMS = 20
"""Most items of a page."""
BYTES = 20_000
"""Most bytes of a page, as JSON."""
MOST = 10_000
"""Most items that are counted."""


class Page(NamedTuple):
    """A page of items: plain data, how many there are in all, and the cursor of the next one."""

    items: list[Any]
    total: int
    next: str | None


def page(found: Iterable[Any], cursor: str | None, form: Callable[[Any], Any] = plain) -> Page:
    """Return the Page of some records at a cursor, at most ITEMS and BYTES of them, each as `form` makes it.

    Raises Refused for a cursor that is none.
    """
    start = _start(cursor)
    items: list[Any] = []
    size = total = 0
    full = False
    for total, record in enumerate(itertools.islice(found, MOST), 1):
        if total <= start or full:
            continue
        item = plain(form(record))
        size += len(json.dumps(item, ensure_ascii=False).encode())
        if size > BYTES and not items:
            raise Refused(f"item {total} alone is longer than {BYTES:,} bytes; ask for less of it, such as fewer columns")
        full = size > BYTES or len(items) == ITEMS
        if not full:
            items.append(item)
    if start > total:
        raise Refused(f"cursor is {cursor!r}, but there are {total} items; take the `next` of an answer, or leave it out")
    end = start + len(items)
    return Page(items, total, str(end) if end < total else None)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit()) or len(cursor) > 5:
        raise Refused(f"cursor is {cursor[:40]!r}, expected the `next` of an earlier answer; leave it out for the first page")
    return int(cursor)
