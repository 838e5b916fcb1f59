"""Addresses: every thing has one that leads back to it, and other ways to write it are understood."""

import pytest

from ocppdb.errors import NotFound
from ocppdb.site.addresses import Addresses, address, list_address


@pytest.fixture(scope="module")
def addresses(db):
    return Addresses(db)


def test_every_row_of_the_index_has_an_address_of_its_own_that_leads_back_to_it(db, addresses):
    seen = set()
    for row in db.sql("SELECT version, kind, name, location FROM subjects WHERE kind != 'version'"):
        own = address(row["version"], row["kind"], row["name"])
        assert own.lower() not in seen
        seen.add(own.lower())
        *version, place, part = own[1:].split("/")
        assert addresses.at(version[0] if version else None, place, part).location == row["location"]


def test_an_address_is_readable_and_holds_no_table(db):
    assert address("2.0.1", "message", "SetChargingProfile") == "/2.0.1/messages/SetChargingProfile"
    assert address("1.6", "config-key", "HeartbeatInterval") == "/1.6/config-keys/HeartbeatInterval"
    assert address("2.0.1", "field", "BootNotification.request.reason") == "/2.0.1/fields/BootNotification.request.reason"
    assert address("2.0.1", "enum-value", "BootReasonEnumType.PowerUp") == "/2.0.1/values/BootReasonEnumType.PowerUp"
    assert address("1.6", "role", "Charge Point") == "/1.6/roles/Charge_Point"
    assert address("1.6", "type", "UnitOfMeasure[StopTransaction]") == "/1.6/types/UnitOfMeasure(StopTransaction)"
    assert address(None, "source", "ocpp16-ed2") == "/sources/ocpp16-ed2"
    assert list_address("1.6", "escalation") == "/1.6/open-points"
    assert list_address(None, "settled") == "/settled"


@pytest.mark.parametrize(
    ("version", "place", "part", "name"),
    [
        ("1.6J", "messages", "bootnotification", "BootNotification"),
        ("ocpp2.0.1", "message", "RESET", "Reset"),
        ("1.6", "roles", "charge%20point", "Charge Point"),
        ("1.6", "open-points", "call-timeout-length", "ocpp16-call-timeout-length"),
        ("2.0.1", "values", "PowerUp", "BootReasonEnumType.PowerUp"),
        ("1.6", "fields", "MeterValues.request.meterValue.timestamp", "MeterValues.request.meterValue[].timestamp"),
    ],
)
def test_other_ways_to_write_an_address(addresses, version, place, part, name):
    assert addresses.at(version, place, part).name == name


@pytest.mark.parametrize(
    ("version", "place", "part", "nearest"),
    [
        ("1.6", "messages", "BootNotificaton", "BootNotification"),
        ("1.6", "mesages", "Reset", "messages"),
        ("3.0", "messages", "Reset", "1.6"),
    ],
)
def test_what_has_no_address_is_told_with_the_nearest(addresses, version, place, part, nearest):
    with pytest.raises(NotFound) as error:
        addresses.at(version, place, part)
    assert nearest in error.value.nearest


def test_a_dossier_of_a_kind_is_about_nothing_else_that_is_called_so(db):
    assert {hit.kind for hit in db.about("Pending", "1.6").subjects} == {"state", "enum-value"}
    assert [hit.kind for hit in db.about("Pending", "1.6", kind="state").subjects] == ["state"]
    with pytest.raises(NotFound):
        db.about("Pending", "1.6", kind="message")
