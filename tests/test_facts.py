"""What the database says: counts that the specifications fix, invariants, and facts anyone can look up."""

import sqlite3

import pytest

from ocppdb.tables.invariants import INVARIANTS

COUNTS = {
    "SELECT count(*) FROM messages WHERE version = '1.6' AND extension IS NULL": 28,
    "SELECT count(*) FROM messages WHERE version = '1.6' AND extension = 'security' AND group_name = 'Security'": 11,
    "SELECT count(*) FROM messages WHERE version = '2.0.1'": 64,
    "SELECT count(*) FROM messages WHERE version = '2.1'": 91,
    "SELECT count(*) FROM messages WHERE version = '2.1' AND one_way": 1,
    "SELECT count(*) FROM groups WHERE version = '2.0.1' AND code BETWEEN 'A' AND 'P'": 16,
    "SELECT count(*) FROM groups WHERE version = '2.1' AND code BETWEEN 'A' AND 'S'": 19,
    "SELECT count(*) FROM types WHERE version = '2.0.1' AND category IN ('object', 'enumeration')": 143,
    "SELECT count(*) FROM types WHERE version = '1.6' AND inline AND category IN ('object', 'enumeration') AND variant_of IS NULL": 43,
    "SELECT count(*) FROM types WHERE version = '1.6' AND category = 'alias'": 6,
    "SELECT count(*) FROM types WHERE version = '1.6' AND category IN ('object', 'enumeration') AND NOT inline": 17,
    "SELECT count(*) FROM types WHERE variant_of IS NOT NULL": 3,
    "SELECT count(*) FROM schema_files": 206 + 181,
    "SELECT count(*) FROM frames": 3 + 3 + 5,
    "SELECT count(*) FROM payload_fields WHERE path LIKE '%[]'": 0,
    "SELECT count(*) FROM payload_fields WHERE coalesce(description, '') = ''": 0,
    "SELECT count(*) FROM enumerations WHERE coalesce(meaning, '') = ''": 0,
    "SELECT count(*) FROM types WHERE category != 'payload' AND coalesce(description, '') = ''": 0,
    "SELECT count(*) FROM config_keys WHERE source = 'ocpp16-ed2'": 43,
    "SELECT count(*) FROM config_keys WHERE source = 'ocpp16-security-ed3'": 6,
    "SELECT count(*) FROM config_keys WHERE source = 'ocpp16-errata'": 3,
    "SELECT count(*) FROM components WHERE version = '2.0.1' AND category = 'controller'": 18,
    "SELECT count(*) FROM components WHERE version = '2.0.1' AND category = 'physical'": 56,
    "SELECT count(*) FROM error_codes WHERE version = '1.6'": 10,
    "SELECT count(*) FROM error_codes WHERE version = '2.0.1'": 12,
    "SELECT count(*) FROM status_transitions WHERE version = '1.6'": 53,
    "SELECT count(*) FROM security_events WHERE version = '1.6'": 18,
    "SELECT count(*) FROM security_events WHERE version = '2.0.1'": 21,
    "SELECT count(*) FROM reason_codes WHERE version = '2.0.1'": 46,
    "SELECT count(*) FROM units WHERE version = '2.0.1'": 33,
    "SELECT count(*) FROM measurands WHERE version = '1.6'": 22,
    "SELECT count(*) FROM id_token_types WHERE version = '2.0.1'": 8,
    "SELECT count(*) FROM use_cases WHERE version = '2.0.1'": 119,
    "SELECT count(*) >= 157 FROM device_variables": 1,
    "SELECT count(*) FROM requirements WHERE version = '2.0.1' AND id LIKE 'A00.%' AND deleted_in IS NULL": 96,
}


@pytest.fixture(scope="module")
def rows(database_file):
    connection = sqlite3.connect(database_file)
    yield lambda sql: connection.execute(sql).fetchall()
    connection.close()


@pytest.mark.parametrize(("query", "count"), COUNTS.items(), ids=COUNTS.keys())
def test_count(rows, query, count):
    assert rows(query) == [(count,)]


@pytest.mark.parametrize("sentence", INVARIANTS)
def test_invariant(rows, sentence):
    assert rows(INVARIANTS[sentence]) == []


def test_every_fact_is_cited(rows):
    for (table,) in rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = [row[1] for row in rows(f"PRAGMA table_info({table})")]
        if table == "points":
            assert (
                rows(
                    "SELECT id FROM points WHERE id NOT IN (SELECT point FROM point_evidence WHERE source != '' AND section != '')"
                )
                == []
            )
        elif "confidence" in columns:
            assert {"source", "section"} <= set(columns) and {"version", "from_version"} & set(columns), table
            assert rows(f"SELECT count(*) FROM {table} WHERE section = ''") == [(0,)], table


def test_no_description_keeps_noise_of_the_schemas(rows):
    assert (
        rows("SELECT id FROM fields WHERE description LIKE '%urn:x-%' OR description LIKE '%<<%' OR description LIKE '%&lt;%'")
        == []
    )
    assert rows("SELECT id FROM types WHERE description LIKE '%urn:x-%' OR description LIKE '%\r%'") == []


def test_a_deep_field(rows):
    assert rows(
        "SELECT kind, type, data_type, cardinality, required FROM payload_fields WHERE version = '1.6' AND action = 'MeterValues' "
        "AND path = 'meterValue[].sampledValue[].measurand'"
    ) == [("request", "string", "Measurand", "0..1", 0)]


def test_the_files_disagree_on_hertz_and_both_are_kept(rows):
    assert rows("SELECT enum FROM enumerations WHERE value = 'Hertz' AND version = '1.6'") == [("UnitOfMeasure",)]
    assert rows(
        "SELECT action, data_type FROM payload_fields WHERE version = '1.6' AND path LIKE '%sampledValue[].unit' ORDER BY action"
    ) == [("MeterValues", "UnitOfMeasure"), ("StopTransaction", "UnitOfMeasure[StopTransaction]")]
    assert rows("SELECT note FROM types WHERE name = 'UnitOfMeasure[StopTransaction]'")[0][0].startswith(
        "In StopTransaction.json it lacks Hertz, compared with UnitOfMeasure in MeterValues.json."
    )


def test_same_structure_under_two_names_stays_two_types(rows):
    assert rows(
        "SELECT enum, group_concat(value) FROM enumerations WHERE version = '1.6' AND enum IN ('ResetStatus', 'ClearCacheStatus') "
        "GROUP BY enum ORDER BY enum"
    ) == [("ClearCacheStatus", "Accepted,Rejected"), ("ResetStatus", "Accepted,Rejected")]


def test_directions(rows):
    assert rows("SELECT version, direction, count(*) FROM messages GROUP BY 1, 2 ORDER BY 1, 2") == [
        ("1.6", "csms-to-station", 25),
        ("1.6", "either", 1),
        ("1.6", "station-to-csms", 13),
        ("2.0.1", "csms-to-station", 39),
        ("2.0.1", "either", 1),
        ("2.0.1", "station-to-csms", 24),
        ("2.1", "csms-to-station", 54),
        ("2.1", "either", 1),
        ("2.1", "station-to-csms", 36),
    ]


def test_connector_0_and_evse_0(rows):
    assert rows("SELECT version, name, addressed_by, numbers FROM device_levels WHERE numbers = '0' ORDER BY version") == [
        ("1.6", "Charge Point", "connectorId", "0"),
        ("2.0.1", "Charging Station", "evseId", "0"),
        ("2.1", "Charging Station", "evseId", "0"),
    ]
