"""The site is safe: what it says of itself, what it refuses, what a question may cost, and who waits for whom. Asked as a stranger asks."""

import asyncio
import http.client
import os
import re
import shutil
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

import pytest

from ocppdb.site.hosts import is_loopback
from ocppdb.site.rooms import Gate

SLOW = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c"


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str


class Served:
    """`ocppdb serve` in a process of its own."""

    def __init__(self, path, *options, environment=None):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        command = [sys.executable, "-m", "ocppdb", "serve", "--db", str(path), "--port", str(self.port), *options]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})}
        )
        assert any("Application startup complete" in line for line in self.process.stderr)
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    def ask(self, target, method="GET", host=None):
        """Ask exactly this, even what no browser would send."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, target, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{self.port}")
        connection.endheaders()
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        connection.close()
        return Answer(answer.status, answer.headers, text)

    def sql(self, sql):
        return self.ask(f"/ocpp.json?sql={quote_plus(sql)}")

    def memory(self):
        """The most memory that it has had, in bytes. What `wait4` tells would count the tests' own process, out of which it was forked."""
        (most,) = re.findall(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{self.process.pid}/status").read_text())
        return int(most) * 1024

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("nobodys-business")


@pytest.fixture(scope="module")
def site(folder, database_file):
    served = Served(shutil.copy(database_file, folder / "ocpp.db"), "--name", "ocpp.example.org")
    yield served
    served.stop()


PAGES = (
    "/",
    "/ocpp",
    "/ocpp/messages",
    "/ocpp/messages/ocpp201-BootNotification",
    "/ocpp/sequences/ocpp201-b01-cold-boot",
    "/ocpp/rules_in_a_state",
    f"/ocpp?sql={quote_plus('select 1')}",
    "/nothing-is-here",
)


@pytest.mark.parametrize(
    "target", [*PAGES, "/ocpp.json", "/ocpp/messages.csv", "/-/static/app.css", "/ocpp/", "/ocpp?sql=nonsense"]
)
def test_every_answer_has_the_headers(site, target):
    headers = site.ask(target).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"]) == ("'self'", "'self'"), "no script but files of the site"
    assert (policy["frame-ancestors"], policy["base-uri"], policy["form-action"]) == ("'none'", "'none'", "'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in ("same-origin", "no-referrer")


@pytest.mark.parametrize("target", PAGES)
def test_no_page_has_a_script_or_handler_of_its_own(site, target):
    page = site.ask(target).text
    assert all("src=" in script for script in re.findall(r"<script[^>]*>", page))
    assert not re.search(r"<[^>]+\son\w+=", page)


def test_a_refusal_has_headers_too(site):
    headers = site.ask("/", host="evil.example").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.0.2.1", "", "a b", "["]
)
def test_a_foreign_name_is_refused(site, host):
    answer = site.ask("/", host=host or " ")
    assert answer.status == 400
    assert "ocppdb" in answer.text or not answer.text.startswith("<"), "in our words, or in those of the server"
    assert "messages" not in answer.text


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost:9000", "LOCALHOST", "[::1]:8001", "site.localhost", "ocpp.example.org"]
)
def test_a_name_of_its_own_is_answered(site, host):
    assert site.ask("/", host=host).status == 200


@pytest.mark.parametrize(
    ("name", "own"), [("127.8.8.8", True), ("::1", True), ("localhost.", True), ("10.0.0.1", False), ("", False)]
)
def test_what_is_loopback(name, own):
    assert is_loopback(name) is own


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
@pytest.mark.parametrize("target", ["/", "/ocpp", "/ocpp/messages", "/ocpp/required_fields", "/-/static/app.css"])
def test_nothing_can_be_changed(site, method, target):
    answer = site.ask(target, method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_head_is_answered(site):
    answer = site.ask("/ocpp/messages", "HEAD")
    assert (answer.status, answer.text) == (200, "")


@pytest.mark.parametrize(
    "target", ["//", "///evil.example/", "//evil.example/", "/\\evil.example/", "http://evil.example/", "*"]
)
def test_an_address_that_leads_away_is_refused(site, target):
    answer = site.ask(target)
    assert (answer.status, answer.headers["location"]) == (400, None)


def test_an_address_that_is_too_long(site):
    assert site.ask(f"/ocpp/subjects?_search={'a*+' * 6000}").status == 414


WRONG = (
    "/ocpp/messages?_timelimit=abc",
    "/ocpp/messages?_size=-1",
    "/ocpp/messages?_sort=nope",
    "/ocpp/messages?_where=1;drop",
    "/ocpp/messages?_through={}",
    "/ocpp/messages?_facet=nope",
    "/ocpp/messages?id__in=[",
    "/ocpp/messages.blob",
    "/ocpp/subjects?_search=%00",
    "/ocpp.csv",
    "/ocpp?sql=select+1;select+2",
    "/ocpp?sql=select+load_extension('x')",
    "/ocpp?sql=attach+'x'+as+y",
    "/-/allow-debug?actor=1&allow=1",
    "/-/auth-token?token=%c3%a4",
)


@pytest.mark.parametrize("target", WRONG)
def test_a_wrong_question_is_no_fault_of_the_site(site, target):
    assert site.ask(target).status == 400


def test_an_error_is_a_page_with_a_way_home(site):
    page = site.ask("/ocpp/messages?_timelimit=abc").text
    assert "The question cannot be answered" in page
    assert "Change or remove it." in page
    assert '<a href="/">Home</a>' in page


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


@pytest.mark.parametrize(
    "target",
    [
        "/ocpp/subjects?_search={}",
        "/ocpp/messages?action={}",
        "/ocpp/messages?_sort={}",
        "/ocpp/messages?{}=1",
        "/ocpp/messages/{}",
        "/ocpp/{}",
        "/{}",
        "/ocpp?sql={}",
        "/ocpp?sql=select+:x&x={}",
        "/ocpp/rules_with_words?words={}",
        "/ocpp/rules_in_a_state?version={0}&state={0}&who={0}",
        "/ocpp/messages?_where={}",
        "/-/allow-debug?actor={0}&allow={0}",
    ],
)
def test_what_is_hostile_is_shown_as_text(site, target):
    answer = site.ask(target.format(quote(HOSTILE, safe="")))
    assert answer.status < 500
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_a_hostile_value_of_a_query_is_shown_as_text(site):
    answer = site.ask(f"/ocpp?sql={quote_plus('select :x as action, :x as id, :x as source')}&x={quote_plus(HOSTILE)}")
    assert answer.text.count("&lt;script&gt;alert") >= 3
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "target",
    [
        *PAGES,
        "/-/databases",
        "/-/databases.json",
        "/-/threads.json",
        "/-/versions.json",
        "/-/plugins.json",
        "/-/metadata.json",
        "/-/settings.json",
        "/ocpp.json",
        f"/ocpp.json?sql={quote_plus('select * from pragma_database_list')}",
        f"/ocpp/messages.json?_where={quote_plus('id in (select file from pragma_database_list)')}",
    ],
)
def test_no_page_tells_where_the_file_lies(site, folder, target):
    assert folder.name not in site.ask(target).text


def test_the_databases_are_told_without_their_paths(site):
    assert re.search(r'"name": ?"ocpp"', site.ask("/-/databases.json").text)


def test_sql_people_may_still_ask_for_columns(site):
    assert '"summary"' in site.sql("select name from pragma_table_info('messages')").text


@pytest.mark.parametrize(
    "sql",
    [
        "select zeroblob(300000000)",
        "select hex(zeroblob(200000))",
        "select group_concat(hex(randomblob(1000))) from subjects",
        f"select {', '.join(['1'] * 300)}",
        "select hex(randomblob(100000)) from subjects",
    ],
)
def test_what_is_too_large_is_refused(site, sql):
    answer = site.sql(sql)
    assert answer.status == 400
    assert re.search("too big|too many columns|longer than 8,000,000 letters", answer.text)


def test_what_takes_too_long_is_ended(site):
    began = time.monotonic()
    answer = site.ask(f"/ocpp?sql={quote_plus(SLOW)}")
    assert answer.status == 400
    assert "It took longer than 1000 ms." in answer.text
    assert time.monotonic() - began < 10


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is read from /proc")
def test_large_questions_do_not_bloat_the_site(database_file):
    served = Served(shutil.copy(database_file, database_file.parent / "bloat.db"))
    for sql in ("zeroblob(300000000)", ", ".join(["randomblob(250000)"] * 100), "hex(randomblob(120000)) from subjects"):
        assert served.ask(f"/bloat.json?sql={quote_plus(f'select {sql}')}").status in (200, 400)
    used = served.memory()
    served.stop()
    assert used < 400_000_000


@pytest.mark.parametrize("sql", [SLOW, "select * from subjects limit 5000"])
def test_a_page_does_not_wait_for_fifty_slow_questions(site, sql):
    def timed(target):
        began = time.monotonic()
        assert site.ask(target).status == 200
        return time.monotonic() - began

    pages = ("/-/versions.json", "/ocpp/messages/ocpp201-Reset")
    quiet = {page: statistics.median(timed(page) for _ in range(5)) for page in pages}
    statuses = []
    slow = f"/ocpp?sql={quote_plus(sql)}"
    threads = [threading.Thread(target=lambda: statuses.append(site.ask(slow).status)) for _ in range(50)]
    for thread in threads:
        thread.start()
    beside = {page: timed(page) for page in pages}
    running = sum(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    assert running > 0, "the pages were asked while questions waited"
    assert all(beside[page] < 10 * max(quiet[page], 0.1) for page in pages), (quiet, beside)
    assert set(statuses) <= {200, 400, 503}, "each was answered, ended, or asked to come back"
    assert site.sql("select 1").status == 200


async def _refused(gate, app):
    said = []

    async def send(message):
        said.append(message)

    await gate(app, {"type": "http", "method": "GET", "path": "/", "query_string": b""}, None, send)
    return said


def test_whoever_waited_too_long_is_asked_to_come_back():
    async def crowded():
        inside, leave = asyncio.Event(), asyncio.Event()

        async def slow(scope, receive, send):
            inside.set()
            await leave.wait()

        gate = Gate(1, wait=0.01)
        first = asyncio.create_task(_refused(gate, slow))
        await inside.wait()
        second = await _refused(gate, slow)
        leave.set()
        return await first, second

    first, second = asyncio.run(crowded())
    assert first == []
    assert second[0]["status"] == 503
    assert (b"retry-after", b"5") in second[0]["headers"]


def test_a_question_that_never_ends_is_ended():
    async def endless(scope, receive, send):
        await asyncio.Event().wait()

    assert asyncio.run(_refused(Gate(1, most=0.01), endless))[0]["status"] == 503


def test_the_owner_may_be_root(folder, database_file):
    served = Served(shutil.copy(database_file, folder / "own.db"), "--root")
    address = served.process.stdout.readline().strip()
    assert address.startswith(f"http://127.0.0.1:{served.port}/-/auth-token?token=")
    answer = served.ask(address.partition(str(served.port))[2])
    served.stop()
    assert (answer.status, answer.headers["location"]) == (302, "/")
    assert "ds_actor=" in answer.headers["set-cookie"]


def test_the_site_is_opened_in_a_browser(tmp_path, database_file):
    os.mkfifo(opened := tmp_path / "opened")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    served = Served(database_file, "--open", environment={"BROWSER": f"{browser} %s"})
    assert opened.read_text() == f"http://127.0.0.1:{served.port}\n"
    served.stop()


def test_a_datasette_of_others_keeps_its_own_rules(tmp_path):
    from datasette.app import Datasette

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE things (id INTEGER PRIMARY KEY)")
    answer = asyncio.run(Datasette([str(path)]).client.get("/other/things"))
    assert answer.status_code == 200
    assert "content-security-policy" not in answer.headers
    assert "ocpp-columns" not in answer.text
