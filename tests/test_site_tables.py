"""The tables for people who ask in SQL: whole lists, columns in reading order, links to what is named, ready queries that forgive."""

import asyncio
import csv
import io
import re
import subprocess
import sys

import pytest
import yaml

from ocppdb.site.serve import application, metadata

QUERIES = metadata("ocpp")["databases"]["ocpp"]["queries"]


@pytest.fixture(scope="module")
def get(database_file):
    site = application(database_file)
    loop = asyncio.new_event_loop()

    def get(path):
        return loop.run_until_complete(site.client.get(path, follow_redirects=True))

    yield get
    loop.close()


def rows(get, name, **parameters):
    given = "&".join(f"{key}={value}" for key, value in parameters.items())
    answer = get(f"/ocpp/{name}.json?_shape=array&{given}")
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("words", "has"),
    [("status-notification", True), ("what's", False), ('"', False), ("NOT AND (", True), ("offline  transactionId", True)],
)
def test_words_are_words(get, words, has):
    assert bool(rows(get, "rules_with_words", words=words)) is has


@pytest.mark.parametrize("version", ["1.6", "1.6J", "1.6j", "OCPP 1.6", "ocpp1.6", "v1.6", "16"])
def test_a_version_as_people_write_it(get, version):
    assert {row["version"] for row in rows(get, "messages_a_station_may_send", version=version)} == {"1.6"}
    assert {row["version"] for row in rows(get, "rules_in_a_state", version=version)} == {"1.6"}


def test_a_version_that_is_none(get):
    """No rows would read as if nothing were known."""
    answered = get("/ocpp/messages_a_station_may_send.json?_shape=array&version=9.9")
    assert (answered.status_code, answered.json()["error"]) == (400, "no version '9.9'; this database has 1.6, 2.0.1, 2.1")


@pytest.mark.parametrize("name", [name for name in QUERIES if "version" in QUERIES[name].get("params", ())])
def test_every_query_forgives_the_version(get, name):
    assert rows(get, name, version="OCPP 1.6J") == rows(get, name, version="1.6")


def test_ready_queries_are_grouped_and_described(get):
    assert all(query["group"] and query["description"] for query in QUERIES.values())
    page = get("/ocpp").text
    assert (
        page.index("<h3>Messages and fields</h3>")
        < page.index("<h3>Rules</h3>")
        < page.index("<h3>Open and settled points</h3>")
    )
    assert page.count("<h3>Rules</h3>") == 1


def test_what_a_query_finds_leads_on(get):
    page = get("/ocpp/rules_in_a_state?version=1.6").text
    assert re.search(r'<td class="col-subject"><a href="/[^"]+">TriggerMessage</a></td>', page)
    assert re.search(r'<td class="col-source"><a href="/[^"]+">ocpp16-ed2</a></td>', page)


@pytest.mark.parametrize("name", QUERIES)
def test_every_link_of_a_query_leads_somewhere(get, name):
    links = set(re.findall(r'<td[^>]*><a href="(/[^"#]+)"', get(f"/ocpp/{name}").text))
    for link in sorted(links)[:2]:
        assert get(link).status_code == 200, link


def test_a_row_leads_on(get):
    page = get("/ocpp/messages/ocpp201-BootNotification").text
    assert '<a href="/ocpp/versions/2~2E0~2E1">2.0.1</a>' in page
    assert '<a href="/ocpp/groups/ocpp201-Provisioning">ocpp201-Provisioning</a>' in page


def test_a_text_that_is_no_name_is_no_link(get):
    page = get("/ocpp?sql=select+'Nothing+of+OCPP'+as+action,+'x'+as+id").text
    assert "<a href" not in page[page.index("<tbody>") : page.index("</tbody>")]


def test_a_page_holds_a_whole_list(get):
    for table, rows in (
        ("messages", 194),
        ("config_keys", 60),
        ("enumerations?version=2.1", 599),
        ("points?version=2.0.1", 270),
    ):
        page = get(f"/ocpp/{table}").text
        assert page.count("<tr>") > rows - 50, table
        assert "Next page" not in page, table
    assert "ocpp201-UnlockConnector" in get("/ocpp/messages").text


def test_columns_are_in_the_order_of_reading(get):
    names = re.findall(r'data-column="(\w+)" data-column-type', get("/ocpp/rules").text)
    assert names[:2] == ["slug", "version"]
    assert names.index("kind") < names.index("text") < names.index("topic"), "what it is, what it says, what else is known"
    assert names[-3:] == ["source", "section", "confidence"]


def test_what_is_for_machines_is_left_out_and_said(get):
    page = get("/ocpp/subjects").text
    assert 'data-column="plain"' not in page
    assert "Not shown here, but in the CSV, the JSON and on the page of each row: plain." in page
    assert "plain" in get("/ocpp/subjects.json?_shape=array&_size=1").json()[0]
    assert 'data-column="plain"' in get("/ocpp/subjects?_col=plain").text


def test_the_rows_come_first(get):
    page = get("/ocpp/rules?kind=special-value").text
    table = page.index("<table")
    assert table < page.index('class="facet-results"')
    assert re.search(r"<details class=\"ocpp-columns\">\s*<summary>What the columns mean</summary>", page), "folded"
    assert 'class="ocpp-filter" open' in page
    assert 'class="ocpp-filter" open' not in get("/ocpp/rules").text


def test_a_csv_has_every_row(get):
    found = list(csv.DictReader(io.StringIO(get("/ocpp/rules.csv?_stream=on").text)))
    assert len(found) == get("/ocpp.json?sql=select+count(*)+as+n+from+rules&_shape=array").json()[0]["n"]
    assert found[0].keys() >= {"slug", "text", "confidence"}


def test_metadata_can_be_printed():
    command = [sys.executable, "-m", "ocppdb", "metadata", "--name", "mine"]
    printed = yaml.safe_load(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert printed == metadata("mine")
    assert list(printed["databases"]) == ["mine"]


def test_a_datasette_of_ones_own_takes_the_printed_metadata(tmp_path, database_file):
    command = [sys.executable, "-m", "ocppdb", "metadata"]
    printed = tmp_path / "metadata.yml"
    printed.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    answer = subprocess.run(
        [sys.executable, "-m", "datasette", str(database_file), "-m", str(printed), "--get", "/ocpp/config_keys_all.json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "HeartbeatInterval" in answer.stdout
