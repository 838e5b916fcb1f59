"""The Python API."""

import pickle
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import ocppdb


def test_a_message(db):
    boot = db.message("BootNotification", version="2.0.1")
    assert (boot.direction, boot.group, boot.request.name) == ("station-to-csms", "Provisioning", "BootNotificationRequest")
    assert [field.name for field in boot.response.fields] == ["customData", "currentTime", "interval", "status", "statusInfo"]
    assert (boot.source, boot.section, boot.confidence) == ("ocpp201-part2", "B01", "specification")


def test_walk_is_in_reading_order(db):
    paths = [field.path for field in db.message("SendLocalList", version="1.6").request.walk()]
    assert paths == [
        "listVersion",
        "localAuthorizationList",
        "localAuthorizationList[].idTag",
        "localAuthorizationList[].idTagInfo",
        "localAuthorizationList[].idTagInfo.expiryDate",
        "localAuthorizationList[].idTagInfo.parentIdTag",
        "localAuthorizationList[].idTagInfo.status",
        "updateType",
    ]


@pytest.mark.parametrize("word", ["1.6", "1.6J", "1.6-J", "ocpp1.6", "OCPP 1.6", "OCPP-1.6J", "v1.6", "ocpp16"])
def test_version_words_of_1_6(db, word):
    assert db.version(word).id == "1.6"


@pytest.mark.parametrize("word", ["2.0.1", "ocpp2.0.1", "OCPP 2.0.1", "2.0.1J", "201"])
def test_version_words_of_2_0_1(db, word):
    assert db.version(word).id == "2.0.1"


def test_an_unknown_version_names_the_known_ones(db):
    with pytest.raises(ocppdb.NotFound, match="^no version '2.2'; this database has 1.6, 2.0.1, 2.1$"):
        db.message("Heartbeat", version="2.2")


def test_without_a_version_the_only_one_or_else_2_0_1(db):
    only = db.message("StartTransaction")
    both = db.message("Heartbeat")
    assert (only.version, only.assumed, both.version, both.assumed) == ("1.6", True, "2.0.1", True)
    assert db.message("Heartbeat", version="1.6").assumed is False


def test_a_misspelt_name_gets_the_nearest(db):
    with pytest.raises(ocppdb.NotFound) as caught:
        db.message("BootNotifcation", version="1.6")
    assert caught.value.nearest[0] == "BootNotification"
    assert str(caught.value).startswith("no message 'BootNotifcation' in OCPP 1.6; nearest: BootNotification")


def test_a_name_of_the_other_version_is_recognised(db):
    with pytest.raises(
        ocppdb.NotFound, match="^no message 'TransactionEvent' in OCPP 1.6; OCPP 2.0.1 and 2.1 have it. What has"
    ):
        db.message("TransactionEvent", version="1.6")


def test_types_and_enumerations_know_each_other(db):
    with pytest.raises(ocppdb.NotFound, match=r"is no enumeration but an object: ask data_type\('IdTagInfo'\)"):
        db.enum("IdTagInfo")
    profile = db.data_type("ChargingProfileType", version="2.0.1")
    assert "chargingSchedule[].chargingSchedulePeriod[].limit" in [field.path for field in profile.walk()]
    assert "SetChargingProfile.request.chargingProfile" in profile.used_by


def test_an_enumeration_in_the_order_of_the_schema(db):
    assert db.enum("RegistrationStatus", version="1.6").values == ("Accepted", "Pending", "Rejected")
    assert db.enum("AttributeEnumType").default_value == "Actual"


def test_a_field_by_its_name(db):
    field = db.field("BootNotification.request.chargingStation.model")
    assert (field.cardinality, field.max_length) == ("1..1", 20)
    assert [each.name for each in db.field("StartTransaction.response.idTagInfo").fields] == [
        "expiryDate",
        "parentIdTag",
        "status",
    ]


def test_data_of_any_type(db):
    assert db.field("DataTransfer.request.data", version="2.0.1").type == "any"
    assert db.field("DataTransfer.request.data", version="1.6").type == "string"


def test_messages_of_a_group_and_direction(db):
    assert [m.action for m in db.messages("1.6", group="Reservation")] == ["CancelReservation", "ReserveNow"]
    assert len(db.messages("1.6", direction="station-to-csms")) == 13


@pytest.mark.parametrize("text", ["", "   ", '"', "a AND", "NEAR(", "col:x", "*", "x' OR 1=1 --", "🔌", "unlock*", "-" * 5000])
def test_no_search_text_is_an_error(db, text):
    assert isinstance(db.search(text), list)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("unlock connector", "UnlockConnector"),
        ("BootNotification", "BootNotification"),
        ("EVConnectTimeout", "TriggerReasonEnumType.EVConnectTimeout"),
        ("remote start", "RemoteStartTransaction"),
    ],
)
def test_search_finds(db, text, first):
    assert first in [hit.name for hit in db.search(text)[:3]]


@pytest.mark.parametrize("limit", [0, -5, 10_001, None, "20", 10**100])
def test_a_limit_that_cannot_be(db, limit):
    with pytest.raises(ocppdb.NotFound) as caught:
        db.search("reset", limit=limit)
    assert str(caught.value).startswith("the limit of a search is ") and "expected a number from 1 to 10000" in str(
        caught.value
    )


def test_a_search_gives_as_many_hits_as_it_may(db):
    assert [len(db.search("reset", limit=limit)) for limit in (1, 3)] == [1, 3]
    assert len(db.search("the", limit=10_000)) > 1000


def test_all_of_the_words_or_else_any_of_them(db):
    assert all(
        {"reset", "boot"} <= set(re.findall("reset|boot", f"{hit.name} {hit.text}".lower()))
        for hit in db.search("reset boot")[:3]
    )
    assert db.search("reset xyzzy")[0].name == "Reset"


def test_a_word_counts_once_however_often_it_is_said(db):
    assert db.search("the connector " * 2000) == db.search("the connector " * 1000)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("AlwaysFront", [("enum-value", "MessagePriorityEnumType.AlwaysFront")] * 2),
        ("b01-cold-boot", [("sequence", "ocpp201-b01-cold-boot"), ("sequence", "ocpp21-b01-cold-boot")]),
        ("call-timeout-length", [("escalation", "ocpp16-call-timeout-length")]),
        ("HEARTBEAT", [("message", "Heartbeat")] * 3),
        ("ocpp201-CustomerInformation", [("message", "CustomerInformation")]),
        ("expiryDate", [("field", "IdTagInfo.expiryDate")]),
        ("xyzzy", []),
    ],
)
def test_find(db, name, found):
    assert [(hit.kind, hit.name) for hit in db.find(name)] == found


def test_what_is_not_found_is_nowhere_or_elsewhere(db):
    with pytest.raises(
        ocppdb.NotFound, match="^nothing is called 'TransactionEvent' in OCPP 1.6; OCPP 2.0.1 and 2.1 have it. What has"
    ):
        db.found("TransactionEvent", "1.6")
    with pytest.raises(ocppdb.NotFound, match="^nothing is called 'xyzzy'; try: ocppdb search 'xyzzy'$"):
        db.found("xyzzy")
    with pytest.raises(ocppdb.NotFound, match="^no kind of payload 'Nope'; there are request, response$"):
        db.schema("Reset", "Nope")


def test_the_row_behind_a_hit(db):
    (hit,) = db.at("messages/ocpp201-Heartbeat")
    row = db.row(hit)
    assert (row["version"], row["action"], row["direction"]) == ("2.0.1", "Heartbeat", "station-to-csms")
    assert [column for column in row if column == "id" or column.endswith(("_id", "_slug"))] == []
    assert db.at("messages/ocpp201-Nothing") == []
    assert db.at("sequence_steps/1") == db.at("documents/1.6") == db.at("about/release") == [], (
        "rows without a name of their own"
    )


@pytest.mark.parametrize("name", ["\udcff", "\ud800", "Heartbeat\udcff"])
def test_a_name_that_is_no_text_is_no_fault_of_the_database(db, name):
    with pytest.raises(ocppdb.DatabaseError, match="the question cannot be answered .* in plain words and numbers"):
        db.message(name)


def test_answers_outlive_the_database_and_can_be_pickled(database_file):
    with ocppdb.open(database_file) as db:
        message = db.message("TransactionEvent")
    assert pickle.loads(pickle.dumps(message)) == message
    with pytest.raises(ocppdb.DatabaseError, match="Open it again"):
        db.message("Heartbeat")


def test_threads_share_a_database(database_file):
    with ocppdb.open(database_file) as db, ThreadPoolExecutor(8) as pool:
        actions = [message.action for message in db.messages("2.0.1")] * 5
        assert [m.action for m in pool.map(lambda action: db.message(action, "2.0.1"), actions)] == actions


def test_nothing_can_be_written(db):
    with pytest.raises(ocppdb.DatabaseError, match="readonly"):
        db._reader.rows("DELETE FROM messages")


def test_the_query_path_imports_only_the_standard_library(database_file):
    code = (
        "import sys, ocppdb\n"
        f"db = ocppdb.open({str(database_file)!r})\n"
        "db.message('BootNotification'), db.search('boot'), db.schema('Heartbeat')\n"
        "print(sorted({'sqlalchemy', 'alembic', 'click', 'yaml', 'jsonschema', 'datasette'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_missing_file(tmp_path):
    with pytest.raises(ocppdb.DatabaseError, match=r"absent\.db: no such file\. Build it with: ocppdb build --output"):
        ocppdb.open(tmp_path / "absent.db")


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "notes#1?.db"
    path.write_text("not a database at all, only a long enough text to be read as one" * 20)
    with pytest.raises(ocppdb.DatabaseError, match="cannot be read as a database of ocppdb"):
        ocppdb.open(path)


def test_somebody_elses_database(tmp_path):
    import sqlite3

    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE messages (x)").connection.close()
    with pytest.raises(ocppdb.DatabaseError, match="no database of ocppdb"):
        ocppdb.open(tmp_path / "other.db")


def test_a_database_of_another_release(tmp_path, database_file):
    import shutil
    import sqlite3

    path = shutil.copy(database_file, tmp_path / "old.db")
    connection = sqlite3.connect(path)
    connection.execute(
        "UPDATE about SET value = CASE name WHEN 'tables' THEN 'others' ELSE '7.0' END WHERE name IN ('tables', 'release')"
    )
    connection.commit()
    connection.close()
    with pytest.raises(ocppdb.DatabaseError, match=r"built by ocppdb 7\.0 with other tables.*Build it again with"):
        ocppdb.open(path)


def test_rules_of_a_message_count_those_of_its_types(db):
    narrow = db.rules("SetChargingProfile", version="2.0.1")
    wide = db.rules(action="SetChargingProfile", version="2.0.1")
    assert {rule.id for rule in narrow} < {rule.id for rule in wide}
    assert "k-txprofile-needs-transaction" in {rule.id for rule in wide}
    assert {rule.version for rule in db.rules(action="StartTransaction")} == {"1.6"}


@pytest.mark.parametrize(
    ("about", "rule"),
    [
        ("AdditionalInfoItemsPerMessage", "c-additional-info-limit"),
        ("ItemsPerMessage", "b-set-variables-item-limit"),
        ("SmartChargingCtrlr", "k-profile-count-maximum"),
        ("GetInstalledCertificateIds", "m-list-v2g-chain"),
    ],
)
def test_rules_of_a_variable_by_its_own_name_and_of_whatever_lies_within(db, about, rule):
    assert rule in {each.id for each in db.rules(about, version="2.0.1")}
