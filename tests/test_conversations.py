"""The frames of a sequence: a conversation in which nothing is wrong."""

import json

import pytest


def test_the_frames_of_a_sequence(db):
    assert db.frames("ocpp16-data-transfer-refused") == [
        '[2,"1","DataTransfer",{"vendorId":"org.example.sunwell","messageId":"ParkingBay","data":"occupied"}]',
        '[3,"1",{"status":"UnknownVendorId"}]',
    ]


def test_an_error_answers_the_request_before_it(db):
    assert db.frames("ocpp16-boot-message-before-accepted")[:2] == [
        '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]',
        '[4,"1","SecurityError","",{}]',
    ]


def test_of_two_that_ask_the_same_each_gets_its_own_answer(db):
    frames = [json.loads(frame) for frame in db.frames("ocpp16-charging-profile-local-controller")]
    assert [frame[:2] for frame in frames if len(frame) == 4 and frame[2] == "StopTransaction"] == [[2, "6"], [2, "7"]]
    assert [frame[:2] for frame in frames[-2:]] == [[3, "7"], [3, "6"]]


def requests(db, sequence):
    return [json.loads(frame) for frame in db.frames(sequence) if frame.startswith("[2,")]


def test_time_goes_on_and_the_events_of_a_transaction_are_counted(db):
    asked = requests(db, "ocpp201-e07-local-stop-ends-at-leaving")
    assert [(action, payload["timestamp"], payload.get("seqNo")) for _, _, action, payload in asked] == [
        ("TransactionEvent", "2026-05-04T18:02:40Z", 1),
        ("TransactionEvent", "2026-05-04T18:03:00Z", 2),
        ("StatusNotification", "2026-05-04T18:03:09Z", None),
        ("TransactionEvent", "2026-05-04T18:03:20Z", 3),
        ("TransactionEvent", "2026-05-04T18:03:40Z", 4),
    ]


def test_events_that_are_delivered_late_keep_their_time(db):
    asked = requests(db, "ocpp201-e12-offline-transaction-reported")
    assert [(payload.get("timestamp"), payload.get("seqNo")) for *_, payload in asked] == [
        (None, None),
        ("2026-05-04T18:02:11Z", 0),
        ("2026-05-04T18:02:40Z", 1),
        ("2026-05-04T21:47:40Z", 2),
    ]


def test_what_a_local_controller_passes_on_stays_as_it_is(db):
    asked = requests(db, "ocpp201-k03-local-load-balancing")
    events = [payload for *_, action, payload in asked if action == "TransactionEvent"]
    assert events[0::2] == events[1::2] and len(events) == 6
    assert [event["seqNo"] for event in events[0::2]] == [0, 0, 1]
    assert sorted(event["timestamp"] for event in events) == [event["timestamp"] for event in events]


BROKEN = {
    "ocpp201-a01-password-change-rejected": "a-password-length",
    "ocpp201-f02-remote-start-any-evse": "f-remote-start-evse-advised",
    "ocpp201-k02-tx-profile-expires": "k-txprofile-better-without-duration",
    "ocpp201-n09-customer-reference-invalid": "n-customer-exactly-one-reference",
}
"""Sequences that are about a broken rule, as their steps say."""


@pytest.mark.parametrize("version, broken", [("1.6", {}), ("2.0.1", BROKEN)])
def test_nothing_else_is_wrong_with_the_frames_of_any_sequence(db, version, broken):
    wrong, repeated = {}, []
    for sequence in db.sequences(version=version):
        conversation = db.conversation(version)
        frames = db.frames(sequence.id)
        for frame in frames:
            verdict = conversation.validate(frame)
            if verdict.verdict != "valid" or verdict.findings:
                wrong[sequence.id] = ", ".join(finding.rule or finding.found for finding in verdict.findings)
        asked = [json.loads(frame)[1] for frame in frames if frame.startswith("[2,")]
        if len(asked) != len(set(asked)):
            repeated.append(sequence.id)
    assert wrong == broken and repeated == []
