"""The page to play with charging profiles."""

import json
from pathlib import Path

import pytest

from ocppdb.query import Database
from ocppdb.show.chart import STYLE, chart
from ocppdb.site.known import Known
from ocppdb.site.routes import Asked, answered, charging
from ocppdb.site.site import Site

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def page(database_file):
    site = Site(Known(Database(database_file)), link=lambda path: path, row=lambda location: location, tables="/ocpp")
    return lambda ending="", **query: answered(site, charging, Asked((), ending, tuple(query.items())))


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
