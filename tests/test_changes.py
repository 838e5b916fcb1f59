"""What changed between two versions: compared by hand in ten schema files, and as every face tells it."""

import json
import shutil
import sqlite3

import pytest

import ocppdb

BY_HAND = {
    "BootNotification.request": set(),
    "Authorize.request": {
        ("Authorize.request.certificate", "max_length", "5500", "10000"),
        ("AdditionalInfoType.additionalIdToken", "max_length", "36", "255"),
        ("IdTokenEnumType", "gone", None, None),
        ("IdTokenType.idToken", "max_length", "36", "255"),
        ("IdTokenType.type", "opened", "IdTokenEnumType", "string"),
        ("IdTokenType.type", "max_length", None, "20"),
        ("OCSPRequestDataType.responderURL", "max_length", "512", "2000"),
    },
    "Get15118EVCertificate.request": {
        ("Get15118EVCertificate.request.exiRequest", "max_length", "5600", "11000"),
        ("Get15118EVCertificate.request.maximumContractCertificateChains", "new", None, "0..1 integer"),
        ("Get15118EVCertificate.request.prioritizedEMAIDs", "new", None, "0..8 string"),
    },
    "Get15118EVCertificate.response": {
        ("Get15118EVCertificate.response.exiResponse", "max_length", "7500", "17000"),
        ("Get15118EVCertificate.response.remainingContracts", "new", None, "0..1 integer"),
        ("StatusInfoType.additionalInfo", "max_length", "512", "1024"),
    },
    "CertificateSigned.request": {
        ("CertificateSigned.request.requestId", "new", None, "0..1 integer"),
        ("CertificateSigningUseEnumType.V2G20Certificate", "new", None, None),
    },
    "TriggerMessage.request": {
        ("EVSEType.connectorId", "minimum", None, "0"),
        ("EVSEType.id", "minimum", None, "0"),
        ("MessageTriggerEnumType.CustomTrigger", "new", None, None),
        ("MessageTriggerEnumType.SignV2G20Certificate", "new", None, None),
        ("TriggerMessage.request.customTrigger", "new", None, "0..1 string"),
    },
    "Reset.request": {
        ("Reset.request.evseId", "minimum", None, "0"),
        ("ResetEnumType.ImmediateAndResume", "new", None, None),
    },
    "SetDisplayMessage.request": {
        ("EVSEType.connectorId", "minimum", None, "0"),
        ("EVSEType.id", "minimum", None, "0"),
        ("MessageContentType.content", "max_length", "512", "1024"),
        ("MessageFormatEnumType.QRCODE", "new", None, None),
        ("MessageInfoType.id", "minimum", None, "0"),
        ("MessageInfoType.messageExtra", "new", None, "0..4 MessageContentType"),
        ("MessageStateEnumType.Discharging", "new", None, None),
        ("MessageStateEnumType.Suspended", "new", None, None),
    },
    "ClearedChargingLimit.request": {
        ("ChargingLimitSourceEnumType", "gone", None, None),
        ("ClearedChargingLimit.request.chargingLimitSource", "max_length", None, "20"),
        ("ClearedChargingLimit.request.chargingLimitSource", "opened", "ChargingLimitSourceEnumType", "string"),
        ("ClearedChargingLimit.request.evseId", "minimum", None, "0"),
    },
    "NotifyMonitoringReport.request": {
        ("EVSEType.connectorId", "minimum", None, "0"),
        ("EVSEType.id", "minimum", None, "0"),
        ("MonitorEnumType.TargetDelta", "new", None, None),
        ("MonitorEnumType.TargetDeltaRelative", "new", None, None),
        ("NotifyMonitoringReport.request.seqNo", "minimum", None, "0"),
        ("VariableMonitoringType.eventNotificationType", "new", None, "1..1 EventNotificationEnumType"),
        ("VariableMonitoringType.id", "minimum", None, "0"),
        ("VariableMonitoringType.severity", "minimum", None, "0"),
    },
}
"""Name, what changed, before and after: read in the files of both versions side by side."""


@pytest.fixture(scope="module")
def whole(db):
    return db.changes("2.0.1", "2.1")


@pytest.mark.parametrize("file", BY_HAND)
def test_the_same_as_compared_by_hand(db, whole, file):
    action, kind = file.split(".")
    types = {field.data_type for version in ("2.0.1", "2.1") for field in db.message(action, version).payload(kind).walk()}
    found = {
        (each.name, each.aspect or each.change, each.before, each.after)
        for each in whole.changes
        if each.kind in ("field", "type", "enum-value")
        and (each.name.startswith(f"{file}.") or each.name.partition(".")[0] in types)
    }
    assert found == BY_HAND[file]


def test_the_whole_in_numbers(whole):
    counts = whole.counts()
    assert counts["message"] == {"new": 27}
    assert counts["type"]["gone"] == 3
    assert counts["group"] == {"new": 3}
    assert {each.name for each in whole.changes if each.kind == "frame"} == {"CALLRESULTERROR", "SEND"}


def test_what_belongs_to_a_new_message_is_not_told_once_more(whole):
    assert [each for each in whole.changes if each.name.startswith("BatterySwap.")] == []


def test_the_way_back_is_the_same_way(db, whole):
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    back = db.changes("2.1", "2.0.1")
    assert {(each.kind, each.name, turned[each.change], each.after, each.before) for each in back.changes} == {
        (each.kind, each.name, each.change, each.before, each.after) for each in whole.changes
    }


def test_about_one_thing(db):
    found = db.changes("2.0.1", "2.1", "signcertificate")
    assert ("SignCertificate.request.requestId", "new") in {(each.name, each.change) for each in found.changes}
    assert {each.kind for each in found.changes} <= {"field", "type", "enum-value", "rule", "requirement"}
    with pytest.raises(ocppdb.NotFound, match="nothing is called 'SignCertifcate'; nearest: SignCertificate"):
        db.changes("2.0.1", "2.1", "SignCertifcate")
    with pytest.raises(ocppdb.NotFound, match="compared with itself"):
        db.changes("2.0.1", "ocpp2.0.1")


def test_a_requirement_that_says_something_else(db):
    (found,) = db.changes("2.0.1", "2.1", "B04.FR.01").changes
    assert (found.change, found.aspect, found.group) == ("changed", "text", "Provisioning")
    assert db.changes("2.0.1", "2.1", "B01.FR.01").changes == ()


def test_the_table_says_the_same(db, whole):
    rows = db.sql(
        "SELECT kind, name, change, aspect, before, after, group_name FROM changes WHERE from_version = '2.0.1' ORDER BY id"
    )
    assert [tuple(row.values()) for row in rows] == [each[2:] for each in whole.changes]


def test_two_databases(db, database_file, tmp_path):
    old = shutil.copy(database_file, tmp_path / "old.db")
    with sqlite3.connect(old) as connection:
        connection.execute("DELETE FROM fields WHERE owner = 'IdTokenType' AND version = '2.1' AND name = 'additionalInfo'")
        connection.execute("UPDATE error_codes SET meaning = 'Nothing.' WHERE version = '2.1' AND code = 'GenericError'")
        connection.execute("UPDATE about SET value = 'another' WHERE name = 'tables'")
    with pytest.raises(ocppdb.DatabaseError, match="with other tables"):
        ocppdb.open(old)
    with ocppdb.open(old, any_release=True) as older:
        found = db.changes("2.1", "2.1", old=older)
    assert [(each.name, each.change, each.aspect, each.before) for each in found.changes] == [
        ("IdTokenType.additionalInfo", "new", None, None),
        ("GenericError", "changed", "meaning", "Nothing."),
    ]


def test_every_form_tells_it(db):
    found = db.changes("2.0.1", "2.1", "Reset")
    assert "  ~ Reset.request.evseId: minimum none -> 0\n" in found.text()
    assert "  + ResetEnumType ImmediateAndResume\n" in found.text()
    assert "| changed | `Reset.request.evseId` | minimum |  | 0 |" in found.markdown().splitlines()


def test_the_command(database_file):
    from click.testing import CliRunner

    from ocppdb.cli import main

    result = CliRunner().invoke(
        main, ["changes", "2.0.1", "2.1", "TriggerMessage", "--kind", "enum-value", "--json", "--db", str(database_file)]
    )
    answer = json.loads(result.stdout)
    assert [each["name"] for each in answer["changes"]] == [
        "MessageTriggerEnumType.CustomTrigger",
        "MessageTriggerEnumType.SignV2G20Certificate",
    ]


def test_about_a_message_of_the_later_version_tells_what_changed_in_it(db):
    (chapter,) = [
        each for each in db.about("SetChargingProfile", "2.1", limit=200).chapters if each.title.startswith("Changed")
    ]
    told = {item.name: (item.detail, item.text) for item in chapter.items}
    assert told["ChargingSchedulePeriodType.limit"] == ("changed since 2.0.1", "required yes -> no")
    assert told["ChargingProfileType.maxOfflineDuration"] == ("new since 2.0.1", "0..1 integer")
    found = db.changes("2.0.1", "2.1", "SetChargingProfile").changes
    assert chapter.total == len([each for each in found if (each.kind, each.change) != ("rule", "new")])


def test_a_comparison_of_what_kept_its_name_tells_what_changed(db):
    found = db.compare("SetChargingProfile", "2.1")
    assert (found.from_version, found.to_version) == ("2.0.1", "2.1")
    titles = [chapter.title for chapter in found.chapters]
    assert titles[:4] == [
        "What is to be done otherwise",
        "What else changed",
        "Rules of OCPP 2.0.1",
        "Rules of OCPP 2.1",
    ]
    assert found == db.compare("SetChargingProfile", "2.0.1", to="2.1")
    changed = [each for each in db.changes("2.0.1", "2.1", "SetChargingProfile").changes if each.kind != "rule"]
    assert found.chapters[1].total == len(changed)


def test_rules_tell_what_is_to_be_done_otherwise(db):
    told = {each.name: (each.change, each.how) for each in db.changes("2.0.1", "2.1", "ClearChargingProfile").changes}
    assert told["k-clear-by-id"] == ("changed", "A LocalGeneration profile is not cleared by its id either.")
    assert told["k-clear-not-by-external-purposes"][0] == "new"
    (gone,) = db.changes("2.0.1", "2.1", "l-signature-hash-of-the-signature").changes
    assert (gone.change, gone.how) == (
        "gone",
        "An erratum of 2026 to 2.0.1; L01.FR.04 of 2.1 fixes SHA256 in Edition 1 and in Edition 2.",
    )


def test_between_versions_that_share_no_rule_rules_are_not_compared(db):
    assert "rule" not in {each.kind for each in db.changes("1.6", "2.0.1").changes}


def test_about_a_message_that_only_the_later_version_has(db):
    titles = [chapter.title for chapter in db.about("BatterySwap", "2.1").chapters]
    assert "Rules" in titles
    assert not [title for title in titles if title.startswith("Changed")], "nothing of it was there before"
