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
