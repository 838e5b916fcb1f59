"""The site, through Datasette itself: pages, canned queries, descriptions."""

import asyncio
import json
import shutil

import pytest

from ocppdb.site.serve import application, metadata
from ocppdb.tables import VIEWS

QUERIES = list(metadata("ocpp")["databases"]["ocpp"]["queries"])


@pytest.fixture(scope="module")
def get(database_file):
    site = application(database_file)
    loop = asyncio.new_event_loop()

    def get(path):
        return loop.run_until_complete(site.client.get(path, follow_redirects=True))

    yield get
    loop.close()


def test_at_least_eight_canned_queries():
    assert len(QUERIES) >= 8


@pytest.mark.parametrize("name", QUERIES)
def test_canned_query(get, name):
    answer = get(f"/ocpp/{name}.json?_shape=objects")
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"], "a canned query answers without being filled in"
    assert get(f"/ocpp/{name}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/ocpp",
        "/ocpp/messages",
        "/ocpp/messages/ocpp201-BootNotification",
        "/ocpp/types/ocpp16-UnitOfMeasure-StopTransaction",
        "/ocpp/payload_fields?_facet=action&version=1.6",
        "/ocpp/enumerations?enum=BootReasonEnumType",
        "/ocpp/sources/ocpp16-ed2",
        "/ocpp/subjects?_search=unlock",
        "/ocpp/allowed_values",
        "/ocpp/versions/1~2E6",
    ],
)
def test_page(get, path):
    assert get(path).status_code == 200


def test_every_table_is_described_on_its_page(get):
    tables = [table for table in get("/ocpp.json").json()["tables"] if not table["hidden"]]
    described = metadata("ocpp")["databases"]["ocpp"]["tables"]
    assert {table["name"] for table in tables} <= described.keys()
    for table in tables:
        assert sorted(described[table["name"]]["columns"]) == sorted(table["columns"]), table["name"]


def test_what_is_nobodys_business_is_hidden(get):
    shown = {table["name"] for table in get("/ocpp.json").json()["tables"] if not table["hidden"]}
    assert not {name for name in shown if "fts" in name or name in ("alembic_version", "about")}
    assert VIEWS.keys() == {view["name"] for view in get("/ocpp.json").json()["views"]}


def test_the_index_can_be_searched(get):
    assert 'name="_search"' in get("/ocpp/subjects").text
    found = get("/ocpp/subjects.json?_search=unlock+connector&_shape=objects").json()
    assert 0 < found["filtered_table_rows_count"] < 200
    assert {"UnlockConnector"} <= {row["name"] for row in found["rows"]}
    link = '<a href="/ocpp/messages/ocpp16-UnlockConnector">messages/ocpp16-UnlockConnector</a>'
    assert link in get("/ocpp/subjects?_search=unlock+connector").text


def test_links_carry_labels(get):
    assert '<a href="/ocpp/groups/ocpp201-Provisioning">Provisioning</a>' in get("/ocpp/messages?action=BootNotification").text


def test_the_page_of_a_message_counts_what_refers_to_it(get):
    assert "payloads" in get("/ocpp/messages/ocpp201-BootNotification").text


def test_a_database_of_any_name(tmp_path, database_file):
    site = application(shutil.copy(database_file, tmp_path / "my-own.name.db"))
    answer = asyncio.new_event_loop().run_until_complete(site.client.get("/-/databases.json"))
    name = json.loads(answer.text)[0]["name"]
    assert name == "my-own.name"
    tables = metadata(name)["databases"][name]["tables"]
    assert tables["messages"]["description"].startswith("A message")


def test_the_style_of_the_pages_is_served(get):
    assert "/-/static-plugins/ocppdb/pages.css" in get("/ocpp/messages").text
    assert get("/-/static-plugins/ocppdb/pages.css").status_code == 200


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("messages/ocpp201-BootNotification", "request BootNotificationRequest"),
        ("types/ocpp16-IdTagInfo", "IdTagInfo (object, OCPP 1.6)"),
        ("types/ocpp16-ChargePointStatus", "ChargePointStatus (enumeration, OCPP 1.6)"),
        ("components/ocpp201-OCPPCommCtrlr", "OCPPCommCtrlr.HeartbeatInterval"),
        ("sequences/ocpp201-b01-cold-boot", "<svg "),
        ("points/ocpp16-call-timeout-length", "Write no code for this point before it is answered."),
        ("points/ocpp16-meter-start-unit", "Settled:"),
    ],
)
def test_a_page_ends_with_the_answer_of_the_api(get, page, says):
    answer = get(f"/ocpp/{page}")
    assert answer.status_code == 200
    assert says in answer.text


def test_pages_of_other_databases_are_left_alone(tmp_path):
    import sqlite3

    from datasette.app import Datasette

    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.executescript("CREATE TABLE messages (id TEXT PRIMARY KEY); INSERT INTO messages VALUES ('x');")
    loop = asyncio.new_event_loop()
    answer = loop.run_until_complete(Datasette([str(path)]).client.get("/other/messages/x"))
    loop.close()
    assert answer.status_code == 200
    assert "ocpp-answer" not in answer.text
