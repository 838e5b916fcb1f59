"""Answers as text to read."""

import pytest

from ocppdb.show import answer, text
from ocppdb.show.points import rests_on


@pytest.fixture
def shown(db):
    """The lines that show what has a name in a version."""
    return lambda name, version=None, full=False: answer.shown(db, db.found(name, version)[0], full).splitlines()


def test_a_message(shown):
    assert shown("Reset", "1.6") == [
        "Reset (message, OCPP 1.6)",
        "  The Central System asks the Charge Point for a soft or a hard reset.",
        "  csms-to-station, Core  [ocpp16-ed2, 5.14, specification]",
        "",
        "request Reset.req",
        "  type                                 1..1  ResetType",
        "",
        "response Reset.conf",
        "  status                               1..1  ResetStatus",
        "",
        "More: ocppdb about Reset --version 1.6",
        "      ocppdb rules --action Reset --version 1.6",
        "      ocppdb sequences --action Reset --version 1.6",
        "      ocppdb escalations --action Reset --version 1.6 (6 open points)",
    ]


def test_an_alias_and_where_it_is_used(shown):
    assert shown("IdToken", "1.6")[:5] == [
        "IdToken (alias, OCPP 1.6): string, at most 20 characters  [ocpp16-ed2, 7.28, specification]",
        "  The identifier presented for authorization; in this version a CiString20Type.",
        "used by",
        "  Authorize.request.idTag",
        "  Authorize.response.idTagInfo.parentIdTag",
    ]


def test_an_enumeration_and_where_it_is_used(shown):
    assert shown("UpdateStatus", "1.6") == [
        "UpdateStatus (enumeration, OCPP 1.6)  [ocpp16-schemas, SendLocalListResponse.json, schema-derived]",
        "  Outcome of an update of the Local Authorization List.",
        "  Note: Section 7.47 introduces this type with the sentence meant for UpdateType; its values are results. Named by",
        "  section 7.47 of ocpp16-ed2.",
        "  Accepted                           The local authorization list has been updated.",
        "  Failed                             The local authorization list could not be updated.",
        "  NotSupported                       The Charge Point does not support updates of the local authorization list.",
        "  VersionMismatch                    The version of a differential update is not higher than that of the present list.",
        "used by",
        "  SendLocalList.response.status",
        "",
        "More: ocppdb about UpdateStatus --version 1.6",
    ]
    assert shown("AttributeEnumType")[0].startswith("AttributeEnumType (enumeration, OCPP 2.0.1), default Actual  [")


@pytest.mark.parametrize(
    ("message", "version", "line"),
    [
        ("StartTransaction", "1.6", "  meterStart                           1..1  integer in Wh"),
        ("BootNotification", "2.0.1", "    model                              1..1  string at most 20 characters"),
        ("Authorize", "1.6", "    expiryDate                         0..1  string date-time"),
        ("SetChargingProfile", "1.6", "      chargingRateUnit                 1..1  ChargingRateUnitType"),
        ("SetChargingProfile", "1.6", "        limit                          1..1  number multiple of 0.1, in A or W"),
        ("NotifyEVChargingNeeds", "2.0.1", "      fullSoC                          0..1  integer from 0, to 100, in %"),
        ("GetVariables", "2.0.1", "    attributeType                      0..1  AttributeEnumType"),
        ("TransactionEvent", "2.0.1", "  offline                              0..1  boolean default false"),
    ],
)
def test_a_field_with_its_limits(shown, message, version, line):
    assert line in shown(message, version)


def test_the_same_field_everywhere_is_told_once(shown):
    assert "  customData                           0..1  CustomDataType" in shown("Reset", "2.0.1")
    assert not any("vendorId" in line for line in shown("Reset", "2.0.1", full=True))


def test_a_component_and_its_variables(shown):
    lines = shown("OCPPCommCtrlr")
    assert lines[0] == "OCPPCommCtrlr (component, OCPP 2.0.1)"
    assert "  OCPPCommCtrlr.HeartbeatInterval                      integer ReadWrite in s, optional" in lines
    assert "  OCPPCommCtrlr.ActiveNetworkProfile                   integer ReadOnly, required" in lines


def test_a_settled_point(shown):
    assert shown("ocpp16-meter-start-unit") == [
        "ocpp16-meter-start-unit (settled, OCPP 1.6): Unit and base of meterStart and meterStop",
        "  Believed: meterStart and meterStop may be in kWh, and meterStop is the energy of the transaction.",
        "  Settled: Both are whole numbers of Wh, read at the connector's meter at the start and at the end of the transaction.",
        "  The energy is their difference.",
        "  [ocpp16-ed2, 6.45] meterStart is an integer, the connector's meter value in Wh at the start.",
        "  [ocpp16-ed2, 6.49] The same for meterStop at the end.",
        "  [ocpp16-ed2, 7.31] The quantity of energy is a register reading less the one at the start.",
    ]


def test_a_rule(db):
    assert text.rule(db.rule("pending-stop-transaction")).splitlines() == [
        "1.6    pending-stop-transaction",
        "       Charge Point, forbidden: StopTransaction while Pending",
        "       A station in Pending cannot report the end of a transaction, because StopTransaction cannot be triggered. It is",
        "       kept for after Accepted.",
        "       [ocpp16-ed2, 4.2, interpretation]",
    ]


def test_a_rule_with_a_note(db):
    assert (
        "       Note: Erratum 3.25 asks for a match on all given fields; 3.26 sets id above them."
        in text.rule(db.rule("clear-profile-id-alone")).splitlines()
    )


def test_what_an_open_point_rests_on(db):
    assert rests_on(db.escalation("call-timeout-length")).startswith("Rests on what a text allows:\n  ")
    assert rests_on(db.escalation("authorize-unanswered-online")).startswith("Rests on absence, after search:\n  ")


def test_a_hit(db):
    assert text.hit(db.search("unlock connector", "1.6", kind="message")[0]).splitlines() == [
        "1.6    message      UnlockConnector",
        "                    The Central System asks the Charge Point to release the cable lock of a connector.",
    ]


def test_a_row_of_a_list(db):
    record = text.record(db.config_key("HeartbeatInterval"))
    assert record.splitlines()[:6] == [
        "version                1.6",
        "key                    HeartbeatInterval",
        "profile                Core",
        "accessibility          RW",
        "type                   integer",
        "required               yes",
    ]
    assert "required               no" in text.record(db.facts("config_keys", required=False)[0])


def test_any_other_subject(shown):
    lines = shown("StartTransaction.request.meterStart")
    assert lines[0] == "StartTransaction.request.meterStart (field, OCPP 1.6)"
    assert [line for line in lines if line.startswith(("  version", "  name"))] == []


def test_an_answer_as_plain_data(db):
    plain = text.plain(db.message("Reset", "1.6"))
    assert (plain["action"], plain["request"]["name"], plain["response"]["kind"]) == ("Reset", "Reset.req", "response")
    assert "payloads" not in plain
    assert text.plain(db.enum("ResetType", "1.6"))["values"] == ["Hard", "Soft"]
    assert text.plain(db.config_key("MessageTimeout"))["escalations"][0].startswith("ocpp16-")
