"""Real questions from public threads: each has its answer in one call of the API and in one canned query, with its source."""

import asyncio
from urllib.parse import urlencode

import pytest

from ocppdb.site.serve import application


@pytest.fixture(scope="module")
def canned(database_file):
    """Run a canned query of the site and return its rows."""
    site, loop = application(database_file), asyncio.new_event_loop()

    def canned(query, **parameters):
        answer = loop.run_until_complete(
            site.client.get(f"/ocpp/{query}.json?{urlencode({'_shape': 'objects', '_size': 'max'} | parameters)}")
        )
        assert answer.status_code == 200, answer.text
        return answer.json()["rows"]

    yield canned
    loop.close()


def by_id(rules):
    assert all(rule.source and rule.section for rule in rules)
    return {rule.id: rule for rule in rules}


def texts(rows):
    assert rows and all(row["source"] and row["section"] for row in rows)
    return [row["text"] for row in rows]


def test_1_who_may_send_what_while_pending_in_1_6(db, canned):
    """While boot is Pending, which messages may each side send, and does the station retry by itself? (EVerest/libocpp#478)"""
    rules = by_id(db.rules(version="1.6", state="Pending"))
    assert rules["pending-station-sends-only-when-triggered"].allowed == "only-if-triggered"
    assert (rules["pending-no-remote-start"].who, rules["pending-no-remote-start"].allowed) == ("Central System", "forbidden")
    assert "least number of seconds to wait" in rules["not-accepted-interval-is-minimum-wait"].text
    assert "only after a TriggerMessage" in db.escalation("ocpp16-pending-boot-retry").question
    rows = canned("rules_in_a_state", version="1.6", state="Pending", who="Charge Point")
    assert any("only after a TriggerMessage told it to" in text for text in texts(rows))


def test_1_who_may_send_what_while_pending_or_rejected_in_2_0_1(db, canned):
    """The same for 2.0.1. (citrineos/citrineos-core#1052)"""
    pending = by_id(db.rules(version="2.0.1", state="Pending"))
    assert (
        pending["b-pending-boot-notification-by-itself"].allowed,
        pending["b-pending-boot-notification-by-itself"].section,
    ) == ("required", "B02.FR.08")
    assert pending["b-pending-station-sends-only-when-triggered"].section == "B02.FR.02"
    rejected = db.rules(version="2.0.1", state="Rejected")
    assert {rule.who for rule in rejected} >= {"Charging Station", "CSMS"}
    assert any(row["section"] == "B03.FR.03" for row in canned("rules_in_a_state", version="2.0.1", state="Rejected"))


def test_2_transaction_id_of_a_transaction_that_starts_offline(db, canned):
    """transactionId of a 1.6 transaction that starts offline? (EVerest/libocpp#495, mikuso/ocpp-rpc#82)"""
    rules = by_id(db.rules(version="1.6", words="offline transactionId"))
    assert "delivers StartTransaction first" in rules["start-transaction-offline-transaction-id"].text
    assert "-1 is the one value a station may use" in rules["transaction-id-from-central-system-only"].text
    assert len(canned("rules_with_words", words="offline transactionId", version="1.6")) == len(rules)


def test_3_connector_id_0_in_each_message(db, canned):
    """What does connectorId 0 mean in each 1.6 message? (lbbrhzn/ocpp#1623)"""
    rules = {
        rule.subject: rule
        for rule in db.rules(version="1.6", value="0", kind="special-value")
        if rule.id.startswith("connector-zero")
    }
    messages = {
        message.action
        for message in db.messages("1.6")
        if any(field.name == "connectorId" for payload in (message.request, message.response) for field in payload.fields)
    }
    told = {subject.split(".")[0] for subject in rules if subject}
    assert messages - told == {"GetCompositeSchedule"} - told
    assert rules["UnlockConnector.request.connectorId"].allowed in ("forbidden", None)
    assert (rules["StatusNotification.request.connectorId"].allowed, rules["StartTransaction.request.connectorId"].allowed) == (
        "permitted",
        "forbidden",
    )
    assert {row["subject"] for row in canned("connector_0")} >= {
        f"{m}.request.connectorId" for m in ("ReserveNow", "MeterValues", "RemoteStartTransaction")
    }


def test_4_a_tx_profile_without_transaction(db, canned):
    """A TxProfile without transactionId, without a running transaction, inside a remote start? (matth-x/MicroOcpp#346, EVerest/libocpp#299)"""
    rules = by_id(db.rules(version="1.6", words="TxProfile"))
    assert rules["txprofile-without-running-transaction"].section == "3.13.1"
    assert db.escalation("ocpp16-txprofile-without-transaction-id").question
    assert rules["txprofile-in-remote-start-no-transactionid"].allowed == "forbidden"
    assert db.rule("k-txprofile-without-running-transaction").section == "K01.FR.09"
    assert len(canned("rules_with_words", words="TxProfile", version="1.6")) == len(rules)


def test_5_composite_schedule_of_connector_0_and_duration_0(db, canned):
    """GetCompositeSchedule with connector 0, duration 0, no limit? (c-jimenez/open-ocpp#133)"""
    rules = db.rules("GetCompositeSchedule", version="1.6")
    assert any(rule.subject == "GetCompositeSchedule.request.connectorId" and rule.value == "0" for rule in rules)
    assert any(rule.subject == "GetCompositeSchedule.request.duration" and rule.value == "0" for rule in rules)
    assert "no limit" in db.escalation("ocpp16-composite-schedule-without-limit").title.lower()
    assert len(canned("rules_about_a_subject", subject="GetCompositeSchedule", version="1.6")) == len(rules)


def test_6_remote_start_accepted_but_nothing_starts(db, canned):
    """Remote start accepted but nothing starts: which keys decide? (matth-x/MicroOcpp#149)"""
    rule = by_id(db.rules("RemoteStartTransaction", version="1.6"))["remote-start-accepted-nothing-starts"]
    assert "AuthorizeRemoteTxRequests" in rule.text and "ConnectionTimeOut" in rule.text
    assert db.config_key("AuthorizeRemoteTxRequests").required and db.config_key("ConnectionTimeOut").unit == "s"
    assert rule.text in texts(canned("rules_about_a_subject", subject="RemoteStartTransaction", version="1.6"))


def test_7_start_transaction_answered_blocked_or_concurrent_tx(db, canned):
    """StartTransaction answered with Blocked or ConcurrentTx: is there a transactionId, and what happens next? (steve-community/steve#1286)"""
    rules = by_id(db.rules(version="1.6", words="ConcurrentTx"))
    assert rules["start-answer-not-accepted-still-has-transaction-id"].allowed == "required"
    assert "StopTransactionOnInvalidId" in rules["start-answer-concurrent-tx"].text
    assert db.field("StartTransaction.response.transactionId", version="1.6").required
    assert len(canned("rules_with_words", words="ConcurrentTx", version="1.6")) == len(rules)


def test_8_meter_start_and_the_register(db, canned):
    """meterStart and the energy register: Wh or kWh, per session or cumulative? (ChargeTimeEU/Java-OCA-OCPP#331)"""
    assert db.field("StartTransaction.request.meterStart").unit == "Wh"
    rules = by_id(db.rules("StartTransaction.request.meterStart"))
    assert rules["meter-start-is-connector-meter"].section == "6.45"
    assert (rules["meter-start-register-not-zero-based"].allowed, rules["meter-start-zero-based-allowed"].allowed) == (
        "recommended",
        "permitted",
    )
    assert len(canned("rules_about_a_subject", subject="StartTransaction.request.meterStart")) == len(rules)


def test_9_heartbeat_or_ping(db, canned):
    """Heartbeat or WebSocket ping? (steve-community/steve#245)"""
    rules = by_id(db.rules(version="1.6", words="ping heartbeat"))
    assert (rules["transport-ping-substitutes-heartbeat"].source, rules["transport-ping-substitutes-heartbeat"].section) == (
        "ocppj16",
        "5.3",
    )
    assert "at least one real Heartbeat a day" in rules["transport-ping-no-time-sync"].text
    assert len(canned("rules_with_words", words="ping heartbeat", version="1.6")) == len(rules)


def test_10_which_error_code_and_how_it_is_spelt(db, canned):
    """FormationViolation or FormatViolation, Occurence or Occurrence, and which code for which failure? (mobilityhouse/ocpp#381)"""
    old, new = ({code.code for code in db.facts("error_codes", version)} for version in ("1.6", "2.0.1"))
    assert (len(old), len(new)) == (10, 12)
    assert old - new == {"FormationViolation", "OccurenceConstraintViolation"}
    assert new - old == {"FormatViolation", "OccurrenceConstraintViolation", "MessageTypeNotSupported", "RpcFrameworkError"}
    assert all(row["when"] and row["source"] for row in canned("which_error_code"))


def test_11_timestamps(db, canned):
    """Timestamps: time zone, fractions of a second, before the clock is set? (evcc-io/evcc#10399)"""
    rules = by_id(db.rules(version="1.6", topic="transport"))
    assert (rules["time-zone-utc-recommended"].allowed, rules["time-zone-utc-recommended"].section) == ("recommended", "3.14")
    assert rules["time-fractions-accepted"].allowed == "required"
    assert any("clock" in rule.text and "BootNotification" in rule.text for rule in db.rules(version="1.6", words="clock"))
    assert rules["time-zone-utc-recommended"].text in texts(canned("rules_with_words", words="time zone", version="1.6"))


def test_12_the_list_of_configuration_keys(db, canned):
    """The list of configuration keys with type, access, default, required, reboot? (matth-x/MicroOcpp#394, EVerest/libocpp#843)"""
    keys = db.facts("config_keys")
    assert len(keys) == 43 + 3 + 6 + 8
    assert len({(key.key) for key in keys}) == len(keys)
    heartbeat = db.config_key("HeartbeatInterval")
    assert (heartbeat.type, heartbeat.accessibility, heartbeat.required, heartbeat.unit) == ("integer", "RW", True, "s")
    rows = canned("config_keys_all")
    assert len(rows) == 60 and {"type", "accessibility", "default_value", "required", "reboot"} <= rows[0].keys()


def test_13_offline_authorisation(db, canned):
    """Offline authorisation: which of cache, local list and unknown-id setting wins? (EVerest/libocpp#496)"""
    rule = by_id(db.rules(version="1.6", state="Offline"))["offline-authorization-precedence"]
    assert rule.text.index("local list") < rule.text.index("cache") < rule.text.index("AllowOfflineTxForUnknownId")
    assert (rule.source, rule.section) == ("ocpp16-ed2", "3.5.4")
    assert rule.text in texts(canned("rules_in_a_state", version="1.6", state="Offline"))
