"""The site is safe: headers on every answer, only what can be answered is asked, SQL has limits, and no path of a file is told.

A plugin of Datasette beside that of the pages. Its rules hold where every database that is served is one of ocppdb; a Datasette that
serves others as well keeps its own.
"""

import sqlite3
from functools import partial
from typing import Any

from datasette import Response, hookimpl
from datasette.utils import tilde_decode
from datasette.utils.asgi import Base400, Forbidden

from ocppdb.site.check import ADDRESS as CHECK
from ocppdb.site.limits import all_ours, limit, ours
from ocppdb.site.refusals import refusal
from ocppdb.site.rooms import App, Gate, Message, Receive, Scope, Send

__all__ = ["asgi_wrapper", "handle_exception", "is_long", "prepare_connection", "register_routes", "skip_csrf"]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'{}; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""No script but our files. The pages of Datasette itself (tables, queries) bring a style in their headings and one for narrow screens,
made of the names of the columns; ours bring none."""
HEADERS = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))
METHODS = ("GET", "HEAD")
POSTED = ("/-/logout", "/-/permissions", "/-/messages", CHECK)
"""Where Datasette's own forms for its root go, which it guards itself, and where a frame to be judged goes, which changes nothing."""
LONGEST = 16_000
"""Most characters of an address with its question: a hundred times what a page of ours asks."""


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Any) -> None:
    """Limit what may be asked of our databases."""
    if ours(datasette, database):
        limit(conn)


@hookimpl
def asgi_wrapper(datasette: Any) -> partial["Guard"]:
    """Guard the site."""
    return partial(Guard, datasette)


@hookimpl
def register_routes(datasette: Any) -> list[tuple[str, Any]]:
    """Tell which databases there are without telling where they lie, in place of Datasette's own page; threads, which tell more, to root."""

    def databases() -> Response:
        told = datasette._connected_databases()
        return Response.json([each | {"path": None} if ours(datasette, each["name"]) else each for each in told])

    def threads(request: Any) -> Response:
        if all_ours(datasette) and (request.actor or {}).get("id") != "root":
            raise Forbidden("Only Datasette's root sees this.")
        return Response.json(datasette._threads())

    return [(r"^/-/databases(\.json)?$", databases), (r"^/-/threads(\.json)?$", threads)]


@hookimpl
def skip_csrf(datasette: Any, scope: Scope) -> bool:
    """Judging a frame changes nothing, so anybody may ask for it from anywhere."""
    return _path(datasette, scope) == CHECK


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Answer a wrong question with 400 and in our words: the data never changes, so what fails among the tables is the question."""
    if isinstance(exception, Base400) or not all_ours(datasette) or not _datasettes_own(datasette, request.scope):
        return None
    words = _told(datasette, request, exception)
    if words is None:
        return None

    async def answer() -> Response:
        title = "The question cannot be answered"
        if request.path.endswith(".json"):
            return Response.json({"ok": False, "error": words, "status": 400, "title": title}, status=400)
        page = await datasette.render_template("error.html", {"title": title, "error": words, "status": 400}, request=request)
        return Response.html(page, status=400)

    return answer


def _told(datasette: Any, request: Any, exception: Exception) -> str | None:
    """What is wrong with a question; None where Datasette says it well itself, or nothing was asked and the fault is ours."""
    if getattr(exception, "title", None) == "SQL Interrupted":
        return f"It took longer than {datasette.setting('sql_time_limit_ms')} ms. Ask for less, or ask a copy of the database on your own machine."
    if getattr(exception, "status", 500) != 500 or not (request.query_string or "." in request.path):
        return None
    said = getattr(exception, "message", None) or str(exception)
    return f"Something in this address has a value that cannot be used ({type(exception).__name__}: {said[:200]}). Change or remove it."


class Guard:
    """The application that stands before Datasette's."""

    def __init__(self, datasette: Any, app: App) -> None:
        self._datasette, self._app = datasette, app
        self._gate = Gate(max(1, datasette.setting("num_sql_threads") - 1))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, refuse it, or let it wait for its turn."""
        if scope["type"] != "http" or not all_ours(self._datasette):
            await self._app(scope, receive, send)
            return
        own = _datasettes_own(self._datasette, scope)
        send = partial(_send, send, POLICY.format(" 'unsafe-inline'" if own else "").encode())
        app = self._app
        refused = _refused(self._datasette, scope)
        if refused is not None:
            await refused(scope, receive, send)
        elif scope["query_string"] and under_database(self._datasette, scope):
            await self._gate(app, scope, receive, send)
        else:
            await app(scope, receive, send)


async def _send(send: Send, policy: bytes, message: Message) -> None:
    if message["type"] == "http.response.start":
        given = list(message.get("headers", []))
        known = {name.lower() for name, _ in given}
        ours = [(b"content-security-policy", policy), *HEADERS]
        message = {**message, "headers": given + [each for each in ours if each[0] not in known]}
    await send(message)


def _refused(datasette: Any, scope: Scope) -> App | None:
    """The answer to a request that Datasette would stumble over, or None."""
    home = datasette.setting("base_url")
    path = _raw_path(scope)
    if not path.startswith("/") or path.startswith("//") or "\\" in path:
        return refusal(400, "No such address", "An address begins with one / and has no \\ in it.", home=home)
    if len(path) + len(scope["query_string"]) > LONGEST:
        return refusal(414, "The address is too long", f"Ask in at most {LONGEST:,} characters.", home=home)
    if scope["method"] not in METHODS and not (scope["method"] == "POST" and _path(datasette, scope) in POSTED):
        words = "This site is for reading: it answers GET and HEAD."
        return refusal(405, "Nothing can be changed here", words, home=home, allow=", ".join(METHODS))
    return None


def under_database(datasette: Any, scope: Scope) -> bool:
    """Return whether a request is for Datasette's tables, rows and queries, rather than for a page of ours."""
    first = _path(datasette, scope)[1:].partition("/")[0]
    names = {tilde_decode(first), tilde_decode(first.partition(".")[0])}
    return any(name != "_internal" and database.route in names for name, database in datasette.databases.items())


def is_long(datasette: Any, scope: Scope) -> bool:
    """Return whether an answer may be long in the making: a whole table, a file, or whatever is asked of a database."""
    path = _path(datasette, scope)
    long = bool(scope["query_string"]) or path.count("/") == 2 or "." in path.rpartition("/")[2]
    return long and under_database(datasette, scope)


def _datasettes_own(datasette: Any, scope: Scope) -> bool:
    return _path(datasette, scope).startswith("/-/") or under_database(datasette, scope)


def _path(datasette: Any, scope: Scope) -> str:
    """The path below the address at which the site begins."""
    path, base = _raw_path(scope), datasette.setting("base_url")
    return "/" + path[len(base) :] if path.startswith(base) else path


def _raw_path(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0].decode("latin-1")
