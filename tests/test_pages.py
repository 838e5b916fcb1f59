"""The pages, through Datasette's own client: one for every kind of thing, links that resolve, text that stays text."""

import asyncio
import json
import re
import sys
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from ocppdb.query import Database
from ocppdb.query.search import MOST_HITS
from ocppdb.records.points import Option
from ocppdb.records.subjects import Hit
from ocppdb.show.answer import data
from ocppdb.show.svg import STYLE
from ocppdb.show.text import plain
from ocppdb.site import export, pages, searching
from ocppdb.site.addresses import PLACES, address
from ocppdb.site.known import Known
from ocppdb.site.routes import ROUTES, Answer, Route
from ocppdb.site.serve import application
from ocppdb.site.site import Site

SUBJECTS = {
    "message": "/2.0.1/messages/BootNotification",
    "field": "/2.0.1/fields/BootNotification.request.reason",
    "type": "/2.0.1/types/IdTokenType",
    "enum-value": "/2.0.1/values/BootReasonEnumType.PowerUp",
    "group": "/1.6/groups/Core",
    "role": "/1.6/roles/Charge_Point",
    "device-level": "/2.0.1/device-levels/EVSE",
    "frame": "/1.6/frames/CALL",
    "config-key": "/1.6/config-keys/HeartbeatInterval",
    "component": "/2.0.1/components/OCPPCommCtrlr",
    "variable": "/2.0.1/variables/OCPPCommCtrlr.HeartbeatInterval",
    "error-code": "/1.6/error-codes/NotImplemented",
    "fault": "/1.6/faults/not-json",
    "state": "/1.6/states/Pending",
    "status-transition": "/1.6/status-transitions/Available_to_Preparing",
    "rule": "/1.6/rules/remote-stop-reason",
    "concept": "/2.0.1/concepts/charging-profile-purposes",
    "security-event": "/1.6/security-events/AttemptedReplayAttacks",
    "reason-code": "/2.0.1/reason-codes/CSNotAccepted",
    "unit": "/1.6/units/Wh",
    "measurand": "/1.6/measurands/SoC",
    "id-token-type": "/2.0.1/id-token-types/Central",
    "use-case": "/2.0.1/use-cases/B01",
    "requirement": "/2.0.1/requirements/B01.FR.04",
    "erratum": "/1.6/errata/contradiction-authorizationkey-length",
    "term": "/1.6/terms/Authorization_Cache",
    "certification-feature": "/2.0.1/certification-features/AS-2",
    "test-case": "/2.0.1/test-cases/TC_B_01_CS",
    "sequence": "/2.0.1/sequences/ocpp201-b01-cold-boot",
    "escalation": "/1.6/open-points/ocpp16-call-timeout-length",
    "settled": "/1.6/settled/ocpp16-meter-start-unit",
    "schedule-example": "/1.6/charging-examples/ocpp16-why-ten-ampere",
    "source": "/sources/ocpp16-ed2",
}
OTHERS = [
    "/",
    "/1.6",
    "/2.0.1",
    "/2.1",
    "/2.1/changes/2.0.1",
    "/2.1/messages/BatterySwap",
    "/search",
    "/search?q=connector+0",
    "/1.6/messages",
    "/2.0.1/rules",
    "/1.6/config-keys",
]
OTHERS += ["/compare/1.6/messages/StartTransaction", "/compare/2.0.1/types/IdTokenInfoType"]
OTHERS += [
    "/open-points",
    "/settled",
    "/requirements",
    "/sources",
    "/1.6/status-transitions",
    "/2.0.1/fields",
    "/1.6/charging-examples",
]
HOSTILE = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def get(database_file):
    site = application(database_file)
    loop = asyncio.new_event_loop()

    def get(path, follow=False):
        return loop.run_until_complete(site.client.get(path, follow_redirects=follow))

    yield get
    loop.close()


@pytest.fixture(scope="module")
def site(db):
    return Site(Known(db), row=lambda location: f"/ocpp/{location}", tables="/ocpp")


class Read(HTMLParser):
    """What a page holds: its links, ids, headings, and what a strict Content-Security-Policy would refuse."""

    def __init__(self, text):
        super().__init__()
        self.links, self.ids, self.tags, self.inline = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.ids += [given["id"]] if "id" in given else []
        unsafe = tag == "style" or (tag == "script" and "src" not in given)
        self.inline += [tag] if unsafe or any(name == "style" or name.startswith("on") for name in given) else []


def test_every_kind_has_a_page_here():
    assert SUBJECTS.keys() == PLACES.keys()


@pytest.mark.parametrize("path", SUBJECTS.values())
def test_the_page_of_a_thing_names_its_source(get, path):
    page = get(path)
    assert page.status_code == 200
    assert 'href="/sources/' in page.text


@pytest.mark.parametrize("path", [*SUBJECTS.values(), *OTHERS])
def test_a_page_is_sound(get, path):
    page = get(path)
    assert page.status_code == 200
    read = Read(page.text)
    assert read.inline == []
    assert [read.tags.count(tag) for tag in ("h1", "main", "title")][:2] == [1, 1]
    assert len(read.ids) == len(set(read.ids))
    assert '<html lang="en">' in page.text
    assert re.search(r'<meta name="description" content="[^"]+">', page.text)
    assert [link for link in read.links if link.startswith("#") and link[1:] not in read.ids] == []


def test_links_of_twenty_pages_resolve(get):
    paths = [*list(SUBJECTS.values())[:14], *OTHERS[:6]]
    links = {urljoin(path, link).partition("#")[0] for path in paths for link in Read(get(path).text).links}
    inside = sorted(link for link in links if link.startswith("/"))
    assert len(inside) > 500
    for link in inside[:: len(inside) // 250]:
        assert get(link).status_code == 200, link


def test_a_field_in_its_place_can_be_linked_to(get):
    read = Read(get("/2.0.1/fields/BootNotification.request.chargingStation.model").text)
    assert "/2.0.1/messages/BootNotification#request.chargingStation.model" in read.links
    assert "request.chargingStation.model" in Read(get("/2.0.1/messages/BootNotification").text).ids


def test_a_field_deep_in_a_type_leads_to_the_type_that_declares_it(get):
    page = get("/2.0.1/types/ChargingProfileType").text
    assert 'href="/2.0.1/fields/ChargingSchedulePeriodType.limit">limit</a>' in page


@pytest.mark.parametrize("kind", SUBJECTS)
def test_the_json_twin_is_the_answer_of_the_api(get, db, kind):
    twin = get(f"{SUBJECTS[kind]}.json").json()
    hit = db.found(twin["name"], twin["version"], kind=kind)[0]
    assert twin["address"] == SUBJECTS[kind]
    assert twin["answer"] == json.loads(json.dumps(data(db, hit)))
    told = db.about(hit.name, hit.version, kind=kind, limit=MOST_HITS)
    assert twin["dossier"] == json.loads(json.dumps(plain(told)))


@pytest.mark.parametrize("kind", SUBJECTS)
def test_the_markdown_of_a_thing(get, kind):
    page = get(f"{SUBJECTS[kind]}.md")
    assert page.headers["content-type"].startswith("text/markdown")
    assert page.text.startswith("# ")


def test_markdown_tells_fields_points_and_sources(get):
    text = get("/1.6/messages/BootNotification.md").text
    assert "- `chargePointVendor` 1..1 CiString20Type, at most 20 characters" in text
    assert "## Rules" in text and "\\[ocpp16-ed2, " in text


def test_a_message_shows_its_examples_as_plain_text(get, db):
    page = get("/1.6/messages/BootNotification").text
    shown = re.findall(r'<pre class="box" tabindex="0" data-copy="Copy the example"><code>(.*?)</code></pre>', page, re.DOTALL)
    boot = db.message("BootNotification", version="1.6")
    examples = [example for payload in boot.payloads for example in payload.examples]
    assert [example.form for example in examples] == ["minimal", "realistic"] * 2
    assert examples[2].value == examples[3].value
    assert [unescape(each) for each in shown] == [
        json.dumps(example.value, indent=2, ensure_ascii=False) for example in (*examples[:2], examples[3])
    ]


def test_what_is_preformatted_keeps_its_lines():
    assert pages._tidy("<p>\n  a\n\n</p>\n<pre>\n  b\n\n  c</pre>\n  <p>d") == "<p>\na\n</p>\n<pre>\n  b\n\n  c</pre>\n<p>d"


def test_other_ways_to_write_an_address_lead_to_the_page(get):
    for path, own in {
        "/ocpp1.6/messages/bootnotification": "/1.6/messages/BootNotification",
        "/1.6J/message/Reset.json": "/1.6/messages/Reset.json",
        "/1.6J": "/1.6",
        "/1.6j/config-keys?reboot=no": "/1.6/config-keys?reboot=no",
    }.items():
        answered = get(path)
        assert (answered.status_code, answered.headers["location"]) == (302, own)


def test_the_same_thing_in_the_other_version(get):
    assert '<a href="/1.6/messages/BootNotification">1.6</a>' in get("/2.0.1/messages/BootNotification").text
    assert (
        '<a href="/2.0.1/messages/TransactionEvent">2.0.1: TransactionEvent</a>' in get("/1.6/messages/StartTransaction").text
    )
    assert "not in 1.6" in get("/2.0.1/messages/SetMonitoringBase").text


@pytest.mark.parametrize(
    "path",
    [
        "/1.6/messages/Resett",
        "/1.6/mesages/Reset",
        "/9.9/messages/Reset",
        "/1.6/config-keys?reboot=perhaps",
        "/message",
        "/nonsense/x",
    ],
)
def test_nothing_there_tells_the_nearest_and_the_way_home(get, path):
    page = get(path)
    assert page.status_code == 404
    assert '<a href="/">Home</a>' in page.text
    assert re.search("nearest|there are|this database has|addresses begin", page.text)


def test_nothing_there_as_json(get):
    answered = get("/1.6/messages/Resett.json")
    assert answered.status_code == 404
    assert answered.json()["nearest"][0] == "Reset"
    assert get("/messagesx.json").json()["nearest"][0] == "messages"


CLICKS = {
    "the fields of SetChargingProfile": ["/1.6/messages", "/1.6/messages/SetChargingProfile"],
    "what may be sent while Pending": ["/1.6/states", "/1.6/states/Pending"],
    "how a remote start flows": ["/1.6/sequences", "/1.6/sequences/ocpp16-remote-start-with-authorization"],
    "what is open about offline queues": ["/2.0.1", "/2.0.1/open-points", "/2.0.1/open-points/ocpp201-offline-queue-full"],
    "which keys need a reboot": ["/1.6/config-keys"],
}
SAID = {
    "the fields of SetChargingProfile": 'id="request.csChargingProfiles.chargingSchedule.chargingSchedulePeriod.limit"',
    "what may be sent while Pending": 'href="/1.6/rules/pending-no-remote-stop"',
    "how a remote start flows": "<svg ",
    "what is open about offline queues": "The question to ask",
    "which keys need a reboot": '<th scope="col">reboot</th>',
}


@pytest.mark.parametrize("question", CLICKS)
def test_within_three_clicks_of_home_and_without_a_search(get, question):
    page = get("/").text
    for clicks, path in enumerate(CLICKS[question], 1):
        assert path in {link.partition("#")[0] for link in Read(page).links}
        page = get(path).text
    assert SAID[question] in page
    assert clicks <= 3


def test_what_is_asked_often_is_a_click_away(get, site):
    links = Read(get("/").text).links
    for kind, name, _ in pages.OFTEN:
        things = [hit for hit in site.known.addresses.called(name) if hit.kind == kind]
        assert things, f"{name}: what is asked often is not there"
        assert {address(hit.version, kind, name) for hit in things} <= set(links)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("seqNo", "/2.0.1/fields/TransactionEvent.request.seqNo"),
        ("connector 0", "/1.6/rules/connector-zero-reserve-now"),
        ("StopTransaction reason", "/1.6/fields/StopTransaction.request.reason"),
        ("cable stays locked", "/1.6/rules/start-answer-not-accepted-cable-stays-locked"),
    ],
)
def test_one_search_finds(get, words, address):
    found = get(f"/search.json?q={words}").json()
    assert address in [hit["address"] for hit in found["hits"]]
    assert f'href="{address}"' in get(f"/search?q={words}").text


@pytest.mark.parametrize(
    ("name", "address"), [("C01.FR.02", "/2.0.1/requirements/C01.FR.02"), ("heartbeat", "/2.0.1/messages/Heartbeat")]
)
def test_a_name_goes_to_its_page(get, name, address):
    assert get(f"/search?q={name}").headers["location"] == address
    assert get(f"/search?q={name}&all=1").status_code == 200


def test_a_name_of_several_kinds_is_searched(site):
    assert searching.exact(site, "Reservation") is None
    assert searching.exact(site, "Reservation", kind="group").kind == "group"
    assert searching.exact(site, "Reset", "1.6").version == "1.6"
    assert searching.exact(site, "") is None


def test_a_version_or_kind_that_does_not_exist_is_told(get):
    assert "no kind of subject &#39;mesage&#39;; nearest: message" in get("/search?q=reset&kind=mesage").text
    assert "no version &#39;7&#39;" in get("/search?q=reset&version=7").text


def test_a_list_can_be_narrowed_down(get):
    page = get("/1.6/rules?who=Central System").text
    assert "pending-no-remote-stop" in page
    assert "remote-stop-reason" not in page
    rows = get("/1.6/config-keys.json?reboot=no").json()["entries"]
    assert rows and {row["record"]["reboot"] for row in rows} == {"no"}


@pytest.mark.parametrize(
    "path",
    [f"/search?q={HOSTILE}&all=1", f"/search?q=x&version={HOSTILE}", f"/1.6/messages/{HOSTILE}", f"/1.6/rules?who={HOSTILE}"],
)
def test_a_hostile_question_shows_as_text(get, path):
    assert "<script>alert" not in get(path).text


def test_a_hostile_record_shows_as_text(site, db):
    point = db.escalation("ocpp16-call-timeout-length")
    hostile = point._replace(
        title=HOSTILE, ambiguity=HOSTILE, question=HOSTILE, options=(Option(HOSTILE, HOSTILE, True, HOSTILE),)
    )
    shown = pages._environment().from_string("{% import 'macros.html' as m with context %}{{ m.open_point(point) }}")
    assert "<script>" not in shown.render(site=site, point=hostile, here="")
    assert "<script>" not in site.prose(f"BootNotification {HOSTILE}", "1.6")
    assert "<script>" not in searching.marked(HOSTILE, "script")
    assert "<script>" not in pages.search(
        site,
        searching.Found(
            "x", None, None, [], [("message", [Hit("1.6", "message", "Reset", HOSTILE, "messages/ocpp16-Reset")])], HOSTILE
        ),
    )


def test_names_in_a_text_are_links(site):
    text = site.prose("After BootNotification.conf see B01.FR.04 and Reason.Remote, not Available.", "2.0.1")
    assert '<a href="/2.0.1/messages/BootNotification">BootNotification.conf</a>' in text
    assert '<a href="/2.0.1/requirements/B01.FR.04">B01.FR.04</a>' in text
    assert text.count("<a ") == 2


def test_links_of_a_page_go_where_the_site_lies(db):
    away = Site(Known(db), link=lambda path: f"../..{path}.html")
    page = pages.subject(away, db.found("BootNotification", "1.6", kind="message")[0])
    assert 'href="../../1.6/types/RegistrationStatus.html"' in page
    assert [link for link in Read(page).links if link.startswith("/")] == []


def test_a_picture_has_the_style_of_the_page(get):
    page = get("/2.0.1/sequences/ocpp201-b01-cold-boot")
    assert "<svg " in page.text and "<style" not in page.text
    assert STYLE.strip() in get("/-/static-plugins/ocppdb/sequence.css").text
    alone = get("/2.0.1/sequences/ocpp201-b01-cold-boot.svg")
    assert alone.headers["content-type"].startswith("image/svg+xml")
    assert STYLE in alone.text and "'sha256-" in alone.headers["content-security-policy"]
    assert get("/2.0.1/messages/Reset.svg").status_code == 404


def test_names_are_proposed_from_a_small_list(get):
    script = get("/names.js")
    assert script.headers["content-type"].startswith("text/javascript")
    names = json.loads(script.text.partition(" = ")[2].rstrip(";\n"))
    assert "BootNotification" in names["1.6/messages"]
    assert len(script.content) < 90_000


def test_pages_are_small(get):
    import gzip

    assert len(gzip.compress(get("/").content)) < 30_000
    for path in ("/2.0.1/messages/TransactionEvent", "/1.6/messages/StopTransaction"):
        assert len(gzip.compress(get(path).content)) < 100_000


def test_tables_stay_datasettes(get):
    assert get("/ocpp/messages/ocpp201-BootNotification").status_code == 200
    assert get("/.json").json()
    assert 'href="/ocpp/messages/ocpp201-BootNotification"' in get("/2.0.1/messages/BootNotification").text


def test_a_row_leads_to_its_page(get):
    for row, own in {
        "messages/ocpp201-BootNotification": "/2.0.1/messages/BootNotification",
        "rules/ocpp16-pending-no-remote-stop": "/1.6/rules/pending-no-remote-stop",
    }.items():
        assert f'Its page: <a href="{own}">' in get(f"/ocpp/{row}").text


def test_a_ready_query_of_no_version_says_so(get):
    says = "no version '9.9'; this database has 1.6, 2.0.1, 2.1"
    page = get("/ocpp/required_fields?version=9.9")
    assert (page.status_code, says in unescape(page.text)) == (400, True)
    answered = get("/ocpp/required_fields.json?version=9.9")
    assert (answered.status_code, answered.json()["error"]) == (400, says)
    assert get("/ocpp/required_fields.json?version=1.6J").json()["rows"]
    assert get("/ocpp/messages.json?version=9.9").json()["rows"] == []


def test_adding_a_page_is_a_template_and_a_line(database_file, monkeypatch):
    """A page of another module is served, and is among the plain files, as soon as it is in the table of routes."""
    number = Route(r"/how-many", lambda site, asked: Answer(str(len(site.db.versions))), lambda site: [("/how-many", "")])
    for module in (sys.modules["ocppdb.site.routes"], export):
        monkeypatch.setattr(module, "ROUTES", (ROUTES[0], number))
    site = application(database_file)
    assert asyncio.run(site.client.get("/how-many")).text == "3"
    pages, layout = export._laid_out(Site(Known(Database(database_file))))
    assert [(layout.file(address or "/"), ending) for _, address, ending in pages] == [
        ("index.html", ""),
        ("how-many.html", ""),
    ]


def test_words_that_say_nothing_are_not_marked(get):
    page = get("/search?q=what+may+be+sent+while+Pending").text
    assert "must not be <mark>sent</mark> to a station in <mark>Pending</mark>" in page


def test_a_list_of_a_version_that_is_told_whole_says_nothing_of_how_far_it_goes(get, db):
    assert "says nothing about them" not in get("/2.1/rules").text
    begun = db.version("2.1")._replace(reaches=("structure", "descriptions", "lists", "rules"))
    assert begun.how_far() == (
        "OCPP 2.1 is recorded here as far as structure, descriptions, lists and rules; "
        "that no sequences or open and settled points are shown says nothing about them."
    )
