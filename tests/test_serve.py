"""The site is served: from a file of any name, on a port that can be listened on, until it is interrupted."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from ocppdb.errors import DatabaseError
from ocppdb.site.serve import application, serve


def refusal(port, **host):
    with pytest.raises(DatabaseError) as caught:
        serve("never-opened.db", port, **host)
    message = str(caught.value)
    assert len(message) < 300 and message.isprintable(), "one message of one line, and nothing echoed at length"
    return message


@pytest.fixture
def taken():
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free():
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@pytest.mark.parametrize("port", [0, -1, 65536, 99999, 10**100])
def test_a_number_that_is_no_port(port):
    assert "is no port, expected a number from 1 to 65535. Choose one with --port." in refusal(port)


def test_a_port_that_is_taken(taken):
    assert refusal(taken) == f"127.0.0.1:{taken}: cannot be listened on (Address already in use). Choose another with --port."


@pytest.mark.parametrize(
    "host", ["", "no.such.host.invalid", "256.256.256.256", "192.0.2.1", "::zz", "a\0b", "\ud800", "x" * 100_000]
)
def test_a_host_that_is_impossible(free, host):
    assert refusal(free, host=host).endswith("Choose an address of this machine, such as 127.0.0.1.")


@pytest.mark.parametrize("name", ["a?b.db", "a#b.db", "a%41b.db", "a b.db", "ä🔌.db"])
def test_a_database_in_a_file_of_any_name(tmp_path, database_file, name):
    site = application(shutil.copy(database_file, tmp_path / name))

    async def statuses():
        front = await site.client.get("/")
        links = re.findall(r'href="(/[^"]+)"', front.text)
        database = next(link for link in links if link.startswith(("/a", "/~")))
        return [(await site.client.get(path)).status_code for path in ("/", database, f"{database}/messages?action=Reset")]

    assert asyncio.run(statuses()) == [200, 200, 200]


def test_a_name_that_no_page_can_show(tmp_path):
    with pytest.raises(DatabaseError, match=r"\\udcff\.db: has a name that no page can show"):
        application(tmp_path / os.fsdecode(b"\xff.db"))


def test_it_serves_until_it_is_interrupted(tmp_path, database_file, free):
    path = shutil.copy(database_file, tmp_path / "what?.db")
    command = [sys.executable, "-m", "ocppdb", "serve", "--db", path, "--port", str(free)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert any(f"Serving on http://127.0.0.1:{free} " in line for line in process.stderr)
            with urllib.request.urlopen(f"http://127.0.0.1:{free}/what~3F/messages/ocpp201-Reset", timeout=60) as page:
                assert "request ResetRequest" in page.read().decode()
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
            process.wait()
        finally:
            process.kill()
    assert (process.returncode, "Traceback" in rest, os.listdir(tmp_path)) == (0, False, ["what?.db"])
