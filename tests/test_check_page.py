"""The page that judges frames: what it says, and that a long or hostile paste does no harm."""

import asyncio
from urllib.parse import urlencode

import httpx
import pytest

from ocppdb.site.check import LONGEST
from ocppdb.site.serve import application


@pytest.fixture(scope="module")
def ask(database_file):
    app = application(str(database_file)).app()

    def ask(method, data=None):
        async def answer():
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                headers = {"content-type": "application/x-www-form-urlencoded"}
                return await client.request(method, "/check", content=data, headers=headers if data is not None else None)

        return asyncio.run(answer())

    return ask


def posted(ask, frame, **more):
    return ask("POST", urlencode({"frame": frame} | more))


def test_the_page_asks_for_a_frame(ask):
    page = ask("GET")
    assert page.status_code == 200
    assert "<h1>Check a frame</h1>" in page.text
    assert 'method="post" action="/check"' in page.text


def test_findings_are_told_in_place(ask):
    page = posted(ask, '[2,"1","Reset",{"type":"soft"}]', version="1.6")
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "Line 1: invalid, Reset request of OCPP 1.6" in page.text
    assert "Soft is meant: upper and lower case count." in page.text
    assert "CALLERROR <code>PropertyConstraintViolation</code>" in page.text


def test_an_answer_with_its_action_and_a_payload(ask):
    assert "Nothing is wrong with it." in posted(ask, '{"idTag": "A"}', version="1.6", action="Authorize").text
    assert "nearest: Authorize" in posted(ask, "{}", action="Autorize").text
    assert "There is no frame in it" in posted(ask, "hello").text


def test_what_is_pasted_stays_text(ask):
    page = posted(ask, '[2,"1","<script>alert(1)</script>",{"</textarea><img src=x>":1}]')
    assert "<script>alert" not in page.text
    assert "<img" not in page.text


@pytest.mark.parametrize(
    "frame, status",
    [("[" * 500_000, 200), ('[2,"1","X",{}]\n' * 20_000, 200), ("1" * LONGEST, 413), ("%ff%00", 200)],
    ids=["deep", "many", "long", "bytes"],
)
def test_a_hostile_paste_does_no_harm(ask, frame, status):
    page = ask("POST", f"frame={frame}")
    assert page.status_code == status


def test_nothing_else_can_be_posted(ask):
    assert ask("PUT", "frame=1").status_code == 405
