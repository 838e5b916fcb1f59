"""The page to play with charging profiles."""

import json
import re
from pathlib import Path

import pytest

from ocppdb.query import Database
from ocppdb.show.chart import STYLE, chart
from ocppdb.site.known import Known
from ocppdb.site.routes import ROUTES, Asked, answered, charging
from ocppdb.site.site import Site

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def page(database_file):
    site = Site(Known(Database(database_file)), link=lambda path: path, row=lambda location: location, tables="/ocpp")
    return lambda ending="", **query: answered(site, charging, Asked((), ending, tuple(query.items())))


@pytest.fixture(scope="module")
def page_of(database_file):
    """The body of the page at an address."""
    site = Site(Known(Database(database_file)), link=lambda path: path, row=lambda location: location, tables="/ocpp")

    def body(address):
        for route in ROUTES:
            found = re.fullmatch(route.pattern, address)
            if found:
                return answered(site, route.respond, Asked(tuple(found.groupdict(default="").items()), "", ())).body
        raise AssertionError(address)

    return body


def unlinked(body):
    return re.sub(r"</?a\b[^>]*>", "", body)


def test_an_example_shows_who_decides_with_links_to_the_rules(page):
    body = page(example="ocpp16-why-ten-ampere").body
    assert "<td>2026-01-15 18:00:00 UTC</td><td>3600</td><td>10 A</td><td>ChargePointMaxProfile 1 (stackLevel 0)</td>" in body
    assert '<a href="/1.6/rules/combine-minimum">combine-minimum</a>' in body
    assert 'class="ocpp-chart"' in body
    assert "<style>" not in body


def test_a_profile_is_made_from_fields_and_put_to_those_that_are_pasted(page):
    fields = {
        "version": "1.6",
        "steps": "0=16 1h=8",
        "purpose": "TxDefaultProfile",
        "start": "2026-01-15T16:00:00Z",
        "unit": "A",
        "place": "1",
    }
    made = json.loads(page("json", **fields).body)
    assert [each["limit"] for each in made["schedule"]["parts"]] == ["16", "8"]
    again = page(
        "json", **fields | {"profiles": json.dumps(made["requests"]), "purpose": "ChargePointMaxProfile", "steps": "0=10"}
    )
    told = json.loads(again.body)
    assert [each["limit"] for each in told["schedule"]["parts"]] == ["10", "8"]
    assert [each["csChargingProfiles"]["chargingProfileId"] for each in told["requests"]] == [1, 2]


def test_the_findings_of_the_judge_are_on_the_page_and_in_its_twin(page):
    made = json.loads(page("json", version="1.6", steps="0=16", purpose="TxDefaultProfile", start="2026-01-15T16:00:00Z").body)
    assert made["findings"] == []
    wrong = {"version": "1.6", "profiles": json.dumps([made["requests"][0] | {"note": "garage"}])}
    body = page(**wrong).body
    assert "<h3>Request 1: invalid, SetChargingProfile</h3>" in body
    assert "<li><strong>error</strong> <code>note</code>: expected " in body
    assert "<td>2026-01-15 16:00:00 UTC</td>" in body
    assert [(each["request"], each["path"]) for each in json.loads(page("json", **wrong).body)["findings"]] == [(1, "note")]


def test_the_whole_station_is_summed_up_where_that_is_decided(page):
    fields = {"version": "1.6", "steps": "0=10", "purpose": "TxDefaultProfile", "start": "2026-01-15T16:00:00Z", "place": "0"}
    found = json.loads(page("json", **fields, connectors="3", options="station-total=every").body)
    assert [each["limit"] for each in found["schedule"]["parts"]] == ["30"]
    assert "found the decision &#39;every&#39;, expected NAME=CHOICE" in page(**fields, options="every").body
    many = page(**fields, connectors="100000", options="station-total=every").body
    assert "the station has 100000 connectors or EVSEs, expected at most 1000 for a sum" in many


def test_each_worked_example_has_a_page_with_its_picture(page_of):
    body = page_of("/2.0.1/charging-examples/ocpp201-iso15118-renegotiation-by-csms")
    assert "<h1>ISO 15118: the CSMS negotiates anew, and the EV asks for too much</h1>" in body
    assert 'class="ocpp-chart"' in body
    assert "From 17:30:00 to 18:30:00 it wants 10000 W, and 6000 W are allowed by TxProfile 2 (stackLevel 0)." in unlinked(body)
    assert "<td>2026-01-15 17:30:00 UTC</td><td>3600</td><td>6000 W</td>" in body
    assert "Night tariff: full current after 22:00, little before" in page_of("/1.6/charging-examples")


@pytest.mark.parametrize(
    ("words", "version"), [("night tariff", "1.6"), ("night tariff", "2.0.1"), ("why 10 A at 18:30", "1.6")]
)
def test_a_worked_example_is_found_by_its_words(db, words, version):
    wanted = {"night tariff": "night-tariff"}.get(words, "why-ten-ampere")
    slug = db.version(version).slug
    assert f"{slug}-{wanted}" in [hit.name for hit in db.search(words, version, limit=5)]
    told = db.about(words, version)
    assert f"{slug}-{wanted}" in [item.name for chapter in told.chapters for item in chapter.items]


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ({"profiles": "nothing"}, "found no charging profile; expected a payload or frame of SetChargingProfile as JSON"),
        (
            {"profiles": '{"evseId": 1, "chargingProfile": {"id": 1}}'},
            "profile 1: chargingProfilePurpose is absent, expected one of",
        ),
        ({"steps": "0=1", "duration": "year"}, "duration is &#39;year&#39;, expected a whole number"),
        ({"steps": "0=1<script>"}, "found the step &#39;0=1&lt;script&gt;&#39;, expected TIME=LIMIT"),
        ({"steps": "0=1", "zone": "Mars/Base", "at": "2026-01-01T00:00:00Z"}, "no time zone is called &#39;Mars/Base&#39;"),
        (
            {"steps": "0=1", "duration": "99999999", "at": "2026-01-01T00:00:00Z"},
            "duration is 99999999, expected at most 691200 s on this page",
        ),
        ({"profiles": "5", "steps": "0=1"}, None),
        ({"profiles": '"text', "steps": "0=1"}, None),
    ],
)
def test_wrong_fields_are_told_on_the_page(page, query, says):
    found = page(**query)
    assert found.status == 200
    assert 'role="alert"' in found.body
    assert says is None or says in found.body


@pytest.mark.parametrize("query", [{"example": "ocpp16-nigt-tariff"}, {"version": "9.9"}])
def test_an_example_or_version_that_is_not_there_is_404(page, query):
    assert page(**query).status == 404


def test_the_style_of_the_page_is_that_of_the_picture():
    assert (ROOT / "ocppdb/site/static/chart.css").read_text().strip() == STYLE.strip()


def test_the_picture_of_the_documentation_is_up_to_date(db):
    example = db.schedule_example("ocpp16-why-ten-ampere")
    assert (ROOT / "docs/why-ten-ampere.svg").read_text() == chart(db.worked_out(example), title=example.title)
