"""The page "Check a frame": what is pasted is judged here and goes nowhere else; nothing of it is kept."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from datasette.utils.asgi import Response

from ocppdb.errors import NotFound
from ocppdb.query import Database
from ocppdb.records.verdicts import Verdict
from ocppdb.site import pages
from ocppdb.site.site import Site

__all__ = ["ADDRESS", "LONGEST", "Judged", "checked", "views"]

ADDRESS = "/check"
LONGEST = 1_000_000
"""Most bytes of what is pasted."""
MOST = 200
"""So many frames of it are judged."""
SECONDS = 5.0
"""After so long no further frame is judged."""
AT_ONCE = 2
"""So many pastes are judged at the same time; others wait."""


class Judged(NamedTuple):
    """What was asked, and each frame with its line and verdict. `problem` says why nothing, or not all, was judged."""

    text: str
    version: str
    action: str
    verdicts: tuple[tuple[int, str, Verdict], ...]
    problem: str


def checked(db: Database, text: str, version: str, action: str) -> Judged:
    """Return what is said of a text: a frame, a payload where an action is given, or lines with frames in them."""
    try:
        found, problem = _judged(db, text, version or None, action or None)
    except NotFound as error:
        return Judged(text, version, action, (), str(error))
    if not found and text.strip() and not problem:
        problem = "There is no frame in it: a frame is a JSON array that begins with a message type, such as [2, ..."
    return Judged(text, version, action, tuple(found), problem)


def _judged(db: Database, text: str, version: str | None, action: str | None) -> tuple[list[tuple[int, str, Verdict]], str]:
    if action and text.lstrip().startswith("{"):
        return [(1, text, db.validate(text, version, action))], ""
    found: list[tuple[int, str, Verdict]] = []
    began = time.monotonic()
    for each, verdict in db.judged(text.splitlines(keepends=True), version, action):
        if len(found) == MOST or time.monotonic() - began > SECONDS:
            return (
                found,
                f"The first {len(found)} frames were judged. ocppdb validate judges logs of any length on your own machine.",
            )
        found.append((each.line, each.text, verdict))
    return found, ""


def views(site: Site) -> list[tuple[str, Callable[..., Any]]]:
    """Return the route of the page."""
    places = asyncio.Semaphore(AT_ONCE)

    async def view(request: Any, receive: Any) -> Response:
        if request.method != "POST":
            return Response.html(pages.check(site, Judged("", "", "", (), "")))
        body = await _body(receive)
        if body is None:
            words = f"It is longer than {LONGEST:,} bytes. ocppdb validate judges logs of any length on your own machine."
            return Response.html(pages.check(site, Judged("", "", "", (), words)), status=413)
        given = dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=10))
        async with places:
            text, version, action = (given.get(name, "") for name in ("frame", "version", "action"))
            found = await asyncio.to_thread(checked, site.db, text, version, action.strip())
            page = await asyncio.to_thread(pages.check, site, found)
        return Response.html(page, headers={"cache-control": "no-store"})

    return [(f"{ADDRESS}$", view)]


async def _body(receive: Any) -> bytes | None:
    """The body of a request; None where it is too long, which is found before it is in memory."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LONGEST:
            return None
        if not message.get("more_body"):
            return bytes(body)
