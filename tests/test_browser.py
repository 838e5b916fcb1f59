"""The site in a real browser: Debian's Chromium, driven by playwright. Where there is none these tests are skipped; CI wants them."""

import contextlib
import functools
import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright
from test_pages import SUBJECTS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = "no Chromium on this machine; on Debian: apt-get install chromium"
if CHROMIUM is None and os.environ.get("OCPPDB_BROWSER") != "required":
    pytest.skip(MISSING, allow_module_level=True)

expect.set_options(timeout=30_000)

ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-proxy-server"]
DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "is_mobile": True, "has_touch": True}
LISTS = [
    "/",
    "/1.6",
    "/search?q=cable+stays+locked",
    "/1.6/messages",
    "/1.6/config-keys?reboot=no",
    "/1.6/status-transitions",
]
LISTS += [
    "/1.6/error-codes",
    "/1.6/messages/Resett",
    "/nonsense",
    "/1.6/charging-examples",
    "/smart-charging?example=ocpp16-why-ten-ampere",
]
TABLES = ["/ocpp", "/ocpp/messages?_size=20", "/ocpp/messages/ocpp201-BootNotification", "/ocpp/required_fields?version=1.6"]
SMALL = {
    "message": "/1.6/messages/ClearCache",
    "type": "/1.6/types/IdTagInfo",
    "group": "/2.0.1/groups/Data_Transfer",
    "component": "/2.0.1/components/ClockCtrlr",
    "state": "/1.6/states/Finishing",
    "frame": "/2.0.1/frames/CALLRESULT",
}
"""Of some kinds a smaller one: axe reads every element."""
KINDS = {kind: SMALL.get(kind, path) for kind, path in SUBJECTS.items()}
OWN = [path for kind, path in KINDS.items() if (ROOT / f"ocppdb/site/templates/ocppdb/kinds/{kind}.html").exists()]
"""Kinds with a template of their own; the others look alike."""


@pytest.fixture(scope="module")
def chromium():
    if CHROMIUM is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def home(database_file):
    """The address of a server of the site, a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ocppdb", "serve", "--db", database_file, "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(600):
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60).close()
            break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def below(exported):
    """The address of a static host on which the plain files lie below another path."""
    (exported.parent / "some").mkdir(exist_ok=True)
    with contextlib.suppress(FileExistsError):
        (exported.parent / "some/where").symlink_to(exported)
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=exported.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/some/where/index.html"
        server.shutdown()


@contextlib.contextmanager
def visiting(chromium, **options):
    """A page of a browser; at the end nothing went wrong in it, and no request has left the machine."""
    context = chromium.new_context(**(DESKTOP | options))
    asked, wrong = [], []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None)
    page.set_default_timeout(30_000)
    yield page
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "file:///", "data:"))] == []


def until(page, expression):
    """Wait until an expression is true, asked from here again and again: the pages forbid to evaluate text within them."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"was never true: {expression}")


@pytest.fixture
def page(chromium):
    with visiting(chromium) as page:
        yield page


def test_search_and_open(page, home):
    page.goto(home)
    page.get_by_label("Search OCPP").fill("seqNo")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="TransactionEvent.request.seqNo").click()
    expect(page).to_have_url(f"{home}/2.0.1/fields/TransactionEvent.request.seqNo")
    page.get_by_label("Search OCPP").fill("C01.FR.02")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{home}/2.0.1/requirements/C01.FR.02")


def test_names_are_proposed_while_somebody_types(page, home):
    page.goto(home)
    box = page.get_by_label("Search OCPP")
    box.focus()
    until(page, "Boolean(window.ocppdbNames)")
    box.press_sequentially("bootnot")
    until(page, "document.querySelector('#names').options.length > 0")
    assert page.eval_on_selector("#names", "names => names.options[0].value") == "BootNotification"


def test_open_a_message_follow_a_type_and_change_the_version(page, home):
    page.goto(home)
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name="BootNotification", exact=True).click()
    page.get_by_role("link", name="RegistrationStatus", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("RegistrationStatus")
    page.go_back()
    page.get_by_role("navigation", name="Versions").get_by_role("link", name="2.0.1").click()
    expect(page).to_have_url(f"{home}/2.0.1/messages/BootNotification")


def test_a_long_list_is_narrowed_down(page, home):
    page.goto(f"{home}/1.6/messages")
    page.get_by_label("Show only what has these words").fill("firmware status")
    expect(page.locator(".entry:visible")).to_have_count(2)


def test_read_an_open_point(page, home):
    page.goto(f"{home}/1.6/messages/BootNotification")
    point = page.locator("#open .point").first
    expect(point.locator(".question")).to_be_visible()
    expect(point.locator(".options")).to_be_hidden()
    point.locator("summary").click()
    expect(point.locator(".options li").first).to_be_visible()
    expect(point.locator(".evidence .cited a").first).to_be_visible()


def test_copy_an_example(chromium, home):
    with visiting(chromium, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{home}/1.6/messages/Reset")
        example = page.locator(".example").first
        example.get_by_role("button", name="Copy the example").click()
        expect(example.get_by_role("button")).to_have_text("Copied")
        assert json.loads(page.evaluate("navigator.clipboard.readText()")) == json.loads(example.locator("pre").inner_text())


def test_an_example_that_cannot_be_copied_is_marked(page, home):
    page.goto(f"{home}/1.6/messages/Reset")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    page.locator(".example button").first.click()
    assert page.evaluate("getSelection().toString()").strip() == page.locator(".example pre").first.inner_text().strip()


def test_draw_a_sequence(page, home):
    page.goto(f"{home}/2.0.1/messages/BootNotification")
    expect(page.locator("#sequences figure svg")).to_be_visible()
    page.locator("#sequences summary").first.click()
    until(page, "[...document.querySelectorAll('#sequences details[open] img')].some(each => each.naturalWidth > 100)")


def tab_to(page, selector, most=40):
    """Press Tab until the focus is on what a selector means."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not among the next {most} that Tab leads to")


def test_with_the_keyboard_alone(page, home):
    page.goto(f"{home}/1.6/messages/BootNotification")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    tab_to(page, "nav.contents a[href='#open']")
    page.keyboard.press("Enter")
    tab_to(page, "#open summary")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#open .options").first).to_be_visible()


def test_without_javascript(chromium, home):
    with visiting(chromium, java_script_enabled=False) as page:
        page.goto(home)
        page.get_by_label("Search OCPP").fill("cable stays locked")
        page.get_by_role("button", name="Search").click()
        page.locator("a[href='/1.6/rules/start-answer-not-accepted-cable-stays-locked']").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("start-answer-not-accepted-cable-stays-locked")


def test_examples_without_javascript(chromium, home):
    with visiting(chromium, java_script_enabled=False) as page:
        page.goto(f"{home}/1.6/messages/Reset")
        assert json.loads(page.locator(".example pre").first.inner_text())["type"] in ("Hard", "Soft")
        expect(page.locator(".example button")).to_have_count(0)


def test_light_and_dark_follow_the_system(chromium, home):
    grounds = {}
    for scheme in ("light", "dark"):
        with visiting(chromium, color_scheme=scheme) as page:
            page.goto(f"{home}/2.0.1/sequences/ocpp201-b01-cold-boot")
            ground = "element => getComputedStyle(element)[element.tagName === 'BODY' ? 'backgroundColor' : 'fill']"
            grounds[scheme] = [page.eval_on_selector(of, ground) for of in ("body", "figure .paper")]
    assert grounds == {"light": ["rgb(255, 255, 255)"] * 2, "dark": ["rgb(13, 17, 23)"] * 2}


def serious(page):
    """What axe finds on a page that is serious or critical."""
    result = Axe().run(page, options={"resultTypes": ["violations"]}).response
    grave = [each for each in result["violations"] if each["impact"] in ("serious", "critical")]
    return [f"{page.url}: {each['id']} {each['nodes'][0]['target']}" for each in grave]


def test_every_kind_of_page_is_for_everyone(chromium, home):
    with visiting(chromium) as page:
        found = []
        for path in [*KINDS.values(), *LISTS, *TABLES]:
            page.goto(home + path)
            found += serious(page)
        assert found == []


def test_every_kind_of_page_on_a_telephone_in_the_dark(chromium, home):
    """No page is wider than the telephone; what is wider than that scrolls in a box of its own."""
    with visiting(chromium, **TELEPHONE) as page:
        found = []
        for path in [*KINDS.values(), SUBJECTS["message"], *LISTS, *TABLES]:
            page.goto(home + path)
            width = page.evaluate("document.scrollingElement.scrollWidth")
            found += [f"{path}: {width} pixels wide"] if width > TELEPHONE["viewport"]["width"] else []
            found += serious(page) if path in (*OWN, *LISTS) else []
        assert found == []


@pytest.mark.parametrize("where", ["from a file", "below a path"])
def test_plain_files_can_be_searched_and_walked(request, page, exported, where):
    page.goto((exported / "index.html").as_uri() if where == "from a file" else request.getfixturevalue("below"))
    page.get_by_role("link", name="Messages").first.click()
    page.get_by_role("link", name="BootNotification", exact=True).click()
    expect(page.locator("#sequences figure svg")).to_be_visible()
    page.get_by_label("Search OCPP").fill("connector 0")
    page.keyboard.press("Enter")
    page.locator("a[href$='rules.html#connector-zero-reserve-now']").click()
    expect(page.locator("#connector-zero-reserve-now")).to_be_in_viewport()
    page.get_by_label("Search OCPP").fill("c01.fr.02")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2.0.1/requirements.html#C01.FR.02")
    expect(page.locator("[id='C01.FR.02']")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("seqNo", "2.0.1/messages/TransactionEvent.html#request.seqNo"),
        ("StopTransaction reason", "1.6/messages/StopTransaction.html#request.reason"),
        ("cable stays locked", "1.6/rules.html#start-answer-not-accepted-cable-stays-locked"),
        ("<img src=x onerror=alert(1)>", None),
    ],
)
def test_one_search_of_plain_files_finds(page, exported, words, link):
    page.goto((exported / "search.html").as_uri())
    page.get_by_role("searchbox", name="Words").fill(words)
    page.get_by_role("searchbox", name="Words").press("Enter")
    until(page, "document.querySelector('#found').childElementCount")
    assert page.locator("#found img").count() == 0
    if link:
        assert link in page.eval_on_selector_all(
            "#found li a", "links => links.slice(0, 15).map(each => each.getAttribute('href'))"
        )
