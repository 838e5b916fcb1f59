"""The site: Datasette on the database, with the descriptions and canned queries of metadata.yml."""

import contextlib
import copy
import errno
import logging
import os
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import Any

from ocppdb.errors import DatabaseError
from ocppdb.files import told, uri
from ocppdb.site.hosts import Named, is_loopback
from ocppdb.site.queries import metadata, metadata_yaml
from ocppdb.site.rooms import Apart, App, Rooms
from ocppdb.site.safety import is_long

__all__ = ["SETTINGS", "application", "metadata", "metadata_yaml", "serve"]

HOST = "127.0.0.1"
SETTINGS = {
    "default_page_size": 700,  # holds every list of a version but requirements, rules, and what is unfolded from the schemas
    "max_returned_rows": 5000,
    "sql_time_limit_ms": 1000,
    "num_sql_threads": 3,  # two for questions, and one that is free for pages: see ocppdb.site.safety
    "suggest_facets": False,  # the metadata names those that help; to try all columns costs more than the page
}
"""What Datasette is told of the site."""


def application(path: str | os.PathLike[str], *, secret: str | None = None) -> Any:
    """Return a Datasette of one immutable database, whose file may have any name that is text; `secret` signs its cookies.

    Raises DatabaseError for a path of bytes that are no text in the system's encoding: no page could tell it.
    """
    from datasette import __version__
    from datasette.app import Datasette

    try:
        os.fspath(path).encode()
    except UnicodeEncodeError:
        raise DatabaseError(f"{told(path)}: has a name that no page can show. Give it another, or serve a copy.") from None
    name = Path(path).stem
    told_of = metadata(name)
    # From 1.0 on, ready queries and facets are no metadata but configuration.
    config = {} if __version__.startswith("0.") else {"config": told_of}
    site = Datasette([], immutables=[os.fspath(path)], metadata=told_of, settings=SETTINGS, secret=secret, **config)
    # Datasette puts the path into a URI as it is, and SQLite would end it at a "?" or "#".
    database = site.get_database(name)
    escaped = copy.copy(database)
    escaped.path = uri(path).removeprefix("file:")
    database.connect = escaped.connect
    return site


def serve(
    path: str | os.PathLike[str],
    port: int,
    *,
    host: str = HOST,
    names: Collection[str] = (),
    root: bool = False,
    browse: bool = False,
    tell: Callable[[str], object] = print,
) -> None:
    """Serve the site until it is interrupted.

    On a loopback address it answers to the names of this machine and to `names` only, those under which a proxy publishes it. With `root`,
    `tell` is given an address that makes a browser Datasette's root; with `browse`, a browser is opened.

    Raises DatabaseError where nothing can listen on the host and port, and where the site does not start.
    """
    import uvicorn

    with _listen(host, port) as listener:
        where = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        secret = secrets.token_hex(32)
        site, tables = application(path, secret=secret), Apart(application(path, secret=secret).app())
        app: App = Rooms(site.app(), tables, partial(is_long, site))
        if is_loopback(listener.getsockname()[0]):
            app = Named(app, names)
        server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="info", lifespan="on", server_header=False))
        # uvicorn tells where it listens only of sockets that it opened itself
        logging.getLogger("uvicorn.error").info("Serving on %s (Press CTRL+C to quit)", where)
        first = f"{where}{site.urls.path('-/auth-token')}?token={site._root_token}" if root else where
        if root:
            tell(first)
        if browse:
            threading.Thread(
                target=webbrowser.open, args=(first,), daemon=True
            ).start()  # some browsers return when they are closed
        try:
            with contextlib.suppress(KeyboardInterrupt):
                server.run(sockets=[listener])
        finally:
            tables.close()
    if not server.started:
        raise DatabaseError(f"{told(path)}: the site did not start; the lines above say why.")


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens already, so that nobody can take the port before the site does."""
    where = f"{told(host, 60)}:{told(str(port), 20)}"
    if not 1 <= port <= 65535:
        raise DatabaseError(f"{where}: is no port, expected a number from 1 to 65535. Choose one with --port.")
    choose = "Choose an address of this machine, such as 127.0.0.1."
    if not host:
        raise DatabaseError(f"the host is empty, expected a name or an address. {choose}")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family)
        # Made anew from its number, it knows that it is of TCP: else asyncio holds back the end of an answer for 40 ms (Nagle's algorithm).
        return socket.socket(fileno=listener.detach())
    except socket.gaierror as error:
        raise DatabaseError(f"{where}: cannot be listened on ({error.strerror}). {choose}") from None
    except OSError as error:
        cure = choose if error.errno == errno.EADDRNOTAVAIL else "Choose another with --port."
        raise DatabaseError(f"{where}: cannot be listened on ({os.strerror(error.errno or 0)}). {cure}") from None
    except ValueError:  # for NUL, lone surrogates, and names that are too long
        raise DatabaseError(f"{where}: is no host. {choose}") from None
