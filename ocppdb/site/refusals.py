"""Pages that say why a request is not answered; they need nothing of the site, which may be busy, or not meant at all."""

import json
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

__all__ = ["refusal"]

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{words}</p>
{home}</main>
</body>
</html>
"""
STRICT = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
HOME = '<p><a href="{}">Home</a></p>\n'


def refusal(
    status: int,
    title: str,
    words: str,
    *,
    home: str | None = "/",
    retry: int | None = None,
    allow: str | None = None,
    as_json: bool = False,
) -> Callable[[Any, Any, Any], Awaitable[None]]:
    """Return an ASGI application that answers with a page: what is wrong, what to do, and the way home where there is one.

    `retry` is after how many seconds the request may be made again, `allow` which methods may be used; `as_json` is for programs.
    """
    page = PAGE.format(title=escape(title), words=escape(words), home=HOME.format(escape(home)) if home else "")
    if as_json:
        page = json.dumps({"ok": False, "error": words, "status": status, "title": title})
    form = b"application/json; charset=utf-8" if as_json else b"text/html; charset=utf-8"
    headers = [(b"content-type", form), *STRICT]
    if retry is not None:
        headers.append((b"retry-after", str(retry).encode()))
    if allow is not None:
        headers.append((b"allow", allow.encode()))

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        body = page.encode("utf-8", "backslashreplace")
        whole = [*headers, (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": whole})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    return answer
