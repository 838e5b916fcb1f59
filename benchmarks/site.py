"""The site beside its floors, both measured in turn in one run: python benchmarks/site.py

A page and its JSON twin beside a static file of the same server, a search beside its full-text statement, a page while 200 slow questions
are asked beside the same page in quiet; and the plain numbers of what has a limit. A run ends with status 1 where a limit is exceeded.
"""

import contextlib
import gzip
import os
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from urllib.parse import quote

from run import ENVIRONMENT, OCPPDB, process, ratio, statement_of_search, timed

import ocppdb

MESSAGE = "/2.0.1/messages/TransactionEvent"
STATIC = "/-/static-plugins/ocppdb/site.css"
WORDS = {"offline transaction": 3, "what may be sent while Pending": 3, "cable stays locked": 3, "UnlockConnector": 15}
"""Searches and their limits. The statement of a bare name takes half a millisecond, less than any answer over HTTP; without `all=1` no
page is made for it, for it leads to the thing."""
SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
"""A question without an end, which the limit of time ends."""


class Visitor:
    """One visitor with an open connection, who reads answers as plainly as can be."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._file = self._socket.makefile("rb")

    def get(self, path):
        """Ask for a page and read it; return its status and body."""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        status = int(self._file.readline().split()[1])
        length, chunked = 0, False
        while (line := self._file.readline()) != b"\r\n":
            name, _, value = line.lower().partition(b":")
            length = int(value) if name == b"content-length" else length
            chunked = chunked or (name == b"transfer-encoding" and b"chunked" in value)
        if not chunked:
            return status, self._file.read(length)
        parts = []
        while size := int(self._file.readline(), 16):
            parts.append(self._file.read(size))
            self._file.readline()
        self._file.readline()
        return status, b"".join(parts)

    def close(self):
        self._file.close()
        self._socket.close()


@contextlib.contextmanager
def served(path):
    """Yield the port of a server of a database, a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [OCPPDB, "serve", "--db", path, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
    try:
        for _ in range(600):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
                break
            time.sleep(0.1)
        else:
            raise RuntimeError("the server did not begin to answer within a minute")
        yield port
    finally:
        server.terminate()
        server.wait()


def asked(port, path, times=100):
    """Return how long a request takes, of many in a row."""
    visitor = Visitor(port)
    started = time.perf_counter()
    for _ in range(times):
        status, _ = visitor.get(path)
        if status != 200:
            raise RuntimeError(f"{path}: status {status}, expected 200")
    seconds = time.perf_counter() - started
    visitor.close()
    return seconds / times


def limit(title, most, value, unit):
    """Print a number beside its limit, and return whether it keeps to it."""
    print(f"{title:<62} {value:9.1f} {unit:<29}  limit {most:g}  {'ok' if value <= most else 'TOO MUCH'}")
    return value <= most


def pages_and_static_files(port):
    """A page and its twin take at most twice as long as a static file: half the requests a second."""
    return [
        ratio(
            f"{title} / a static file of the same server",
            2,
            lambda path=path: asked(port, path),
            lambda: asked(port, STATIC),
            15,
        )
        for title, path in (("message page", MESSAGE), ("its JSON twin", f"{MESSAGE}.json"), ("home page", "/"))
    ]


def searches(port, path):
    with ocppdb.open(path) as db:
        statements = {words: statement_of_search(db, words) for words in WORDS}
    for words, statement in statements.items():
        connection = sqlite3.connect(path)
        yield ratio(
            f"search page: {words} / its full-text statement",
            WORDS[words],
            lambda words=words: asked(port, f"/search?all=1&q={quote(words)}", 10),
            lambda statement=statement, connection=connection: timed(lambda: connection.execute(statement).fetchall()),
            15,
        )
        connection.close()


def page_while_others_ask(port, questions=200):
    """The median of a page while slow questions are asked, and in quiet."""
    path = f"/ocpp?sql={quote(SLOW)}"
    quiet = statistics.median(asked(port, MESSAGE, 1) for _ in range(50))

    def ask():
        visitor = Visitor(port)
        visitor.get(path)
        visitor.close()

    threads = [threading.Thread(target=ask) for _ in range(questions)]
    for thread in threads:
        thread.start()
    busy = []
    while any(thread.is_alive() for thread in threads) and len(busy) < 2000:
        busy.append(asked(port, MESSAGE, 1))
    for thread in threads:
        thread.join()
    busy = statistics.median(busy)
    verdict = "ok" if busy / quiet <= 10 else "TOO SLOW"
    print(
        f"{'message page while 200 slow questions are asked / in quiet':<62} {busy * 1000:9.3f} ms {quiet * 1000:9.3f} ms  "
        f"ratio {busy / quiet:6.3f}  limit 10  {verdict}"
    )
    return busy / quiet <= 10


def main():
    folder = Path(tempfile.mkdtemp())
    path = str(folder / "ocpp.db")
    process("build", "--output", path, program=OCPPDB)
    print(f"{'':<62} {'ocppdb':>12} {'floor':>12}")
    with served(path) as port:
        kept = [*pages_and_static_files(port), *searches(port, path), page_while_others_ask(port)]
        for title, address, most in (("home page", "/", 30), ("message page", MESSAGE, 100)):
            visitor = Visitor(port)
            kept.append(limit(f"{title}, compressed", most, len(gzip.compress(visitor.get(address)[1])) / 1000, "kB"))
            visitor.close()
    seconds = process("export", "site", folder / "site", "--db", path, program=OCPPDB)
    kept.append(limit(f"export site on {os.cpu_count()} processors", 60, seconds, "s"))
    shutil.rmtree(folder)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
