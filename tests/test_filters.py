"""Filters: columns and values in any case; what cannot exist is an error with the nearest, never an empty answer."""

import pytest

from ocppdb import NotFound


def not_found(ask, *arguments, **given):
    with pytest.raises(NotFound) as caught:
        ask(*arguments, **given)
    assert len(str(caught.value)) < 500
    return str(caught.value)


@pytest.mark.parametrize("name", ['key" IS 1 OR "key', "key) OR (1", "1 = 1 --", "rowid", "slug", "x" * 100_000])
def test_only_the_name_of_a_column_goes_into_sql(db, name):
    assert not_found(db.facts, "config_keys", **{name: 1}).startswith("config_keys has no column '")
    assert not_found(db.rules, **{name: 1}).startswith("rules has no column '")


def test_an_unknown_column_tells_those_that_there_are(db):
    assert not_found(db.facts, "config_keys", xyzzy=1).startswith(
        "config_keys has no column 'xyzzy'; it has version, key, profile,"
    )


@pytest.mark.parametrize("name", ["config_keys; DROP TABLE about", "sqlite_master", "messages", "config_keys AS x", ""])
def test_only_the_name_of_a_list_goes_into_sql(db, name):
    assert not_found(db.facts, name).startswith(f"no list '{name}'")


def test_what_an_answer_joins_is_no_column(db):
    assert not_found(db.facts, "config_keys", escalations=1).startswith("config_keys has no column 'escalations'; nearest: ")


def test_a_value_in_any_case(db):
    for profile in ("Reservation", "reservation", "RESERVATION"):
        assert [key.key for key in db.facts("config_keys", profile=profile)] == ["ReserveConnectorZeroSupported"]
    assert {message.group for message in db.messages(group="core")} == {"Core"}
    assert {point.category for point in db.escalations(category="spec-silent")} == {"SPEC-SILENT"}


@pytest.mark.parametrize("yes", [True, 1, "1", "yes", "TRUE"])
def test_yes_in_many_words(db, yes):
    keys = db.facts("config_keys", required=yes)
    assert keys and all(key.required is True for key in keys)


@pytest.mark.parametrize("no", [False, 0, "0", "No", "false"])
def test_no_in_many_words(db, no):
    keys = db.facts("config_keys", required=no)
    assert keys and all(key.required is False for key in keys)


@pytest.mark.parametrize("neither", [2, -1, "maybe", "", "2"])
def test_neither_yes_nor_no(db, neither):
    assert not_found(db.facts, "config_keys", required=neither) == f"required is '{neither}', expected yes or no"


def test_none_asks_for_an_empty_column(db):
    without = db.facts("config_keys", unit=None)
    assert without and all(key.unit is None for key in without)
    assert len(without) + sum(key.unit is not None for key in db.facts("config_keys")) == len(db.facts("config_keys"))


def test_all_filters_hold_at_once(db):
    for key in db.facts("config_keys", "1.6", profile="Core", required=True, accessibility="R"):
        assert (key.version, key.profile, key.required, key.accessibility) == ("1.6", "Core", True, "R")
    assert {rule.version for rule in db.rules(state="Pending", version="1.6")} == {"1.6"}


def test_a_version_is_a_column_as_well(db):
    assert db.facts("config_keys", version="1.6J") == db.facts("config_keys", "1.6")


def test_a_value_that_is_nowhere(db):
    assert not_found(db.facts, "config_keys", profile="Coree") == "no profile 'Coree' in config_keys; nearest: Core"
    assert not_found(db.sequences, kind="mian") == "no kind 'mian' in sequences; nearest: main"
    assert not_found(db.messages, "1.6", group="Reservatio") == "no group 'Reservatio' in OCPP 1.6; nearest: Reservation"
    assert not_found(db.escalations, category="POLICY") == "no category 'POLICY' in points; nearest: POLICY-DEPENDENT"


def test_a_value_of_another_version(db):
    for ask in (db.messages, db.sequences, db.escalations):
        assert not_found(ask, group="core", version="2.0.1") == "no group 'Core' in OCPP 2.0.1; OCPP 1.6 has it"


def test_a_legal_value_that_no_row_has(db):
    assert db.facts("config_keys", confidence="schema-derived") == []


def test_a_kind_of_subject(db):
    assert [(hit.version, hit.name) for hit in db.search("reset", "1.6", kind="MESSAGE")] == [("1.6", "Reset")]
    assert not_found(db.search, "reset", kind="mesage").startswith("no kind of subject 'mesage'; nearest: message")
    assert not_found(db.find, "Reset", kind="mesage").startswith("no kind of subject 'mesage'; nearest: message")
