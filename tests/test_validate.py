"""Judging frames: the verdicts, findings and codes of frames that were asked about in public, and each layer by small examples."""

import json
from pathlib import Path

import pytest

import ocppdb
from ocppdb.judging.conversation import Conversation
from ocppdb.judging.judge import Judge
from ocppdb.judging.named import NAMED
from ocppdb.query.validate import book, judge

FRAMES = [json.loads(line) for line in (Path(__file__).parent / "frames.jsonl").read_text().splitlines()]
WELL_FORMED = ("text", "frame", "schema", "format")


@pytest.mark.parametrize("case", FRAMES, ids=[case["id"] for case in FRAMES])
def test_frames_that_were_asked_about(db, case):
    found = db.validate(case["frame"], version=case["version"], action=case["action"])
    assert found.verdict == case["verdict"]
    told = [[each.path, each.rule] for each in found.findings if each.layer in WELL_FORMED]
    assert sorted(told) == case["findings"]
    assert found.callerror in case["callerrors"]
    rules = [each for each in found.findings if each.layer == "rule"]
    assert set(case["rules"]) - {each.path for each in rules} == set()
    assert {each.path for each in rules if each.severity == "error"} - set(case["rules"]) == set()


@pytest.fixture(scope="module")
def core(db):
    """The judges that have no quick way."""
    return {version.id: Judge(book(db._reader, version.id)) for version in db.versions}


def one(verdict):
    """The only finding of a verdict, as a line."""
    (finding,) = verdict.findings
    tip = f"; {finding.tip}" if finding.tip else ""
    return f"{finding.layer} {finding.path or '-'} {finding.rule}: expected {finding.expected}, found {finding.found}{tip}"


BOOT = '[2,"1","BootNotification",{"chargePointVendor":"V","chargePointModel":%s}]'


@pytest.mark.parametrize(
    "text, said",
    [
        ("", "text - json: expected valid JSON, found nothing"),
        (
            '[2,"1","Heartbeat",{},]',
            "text - json: expected valid JSON, found comma before the end of a list or object (column 23)",
        ),
        ('[2,"1","Heartbeat",{}] x', "text - json: expected valid JSON, found more text after the end: x (column 24)"),
        ('[2,"1","Heartbeat",{"a":NaN}]', "text - json: expected valid JSON, found NaN, which is no JSON"),
        ("[2,'1']", "text - json: expected valid JSON, found '1' where a value is due (column 4)"),
        (b'[2,"\xff","Heartbeat",{}]', "text - encoding: expected UTF-8, found byte 0xff at 4"),
        (BOOT % r'"\ud800"', "text [3].chargePointModel encoding: expected whole characters, found half of a surrogate pair"),
        ('[2,"1","X",{"a":{"b":1,"\\u0062":2}}]', 'text [3].a.b repeated name: expected each name once, found "b" twice'),
        ("[" * 201 + "]" * 201, "text - depth: expected at most 200 levels of lists and objects, found more"),
        (
            BOOT % "1e400",
            "text [3].chargePointModel number: expected a number of at most 100 digits, between 1e-308 and 1e308, found number 1e400",
        ),
        ('{"a":1}', "frame - frame: expected an array, found object; give the action to judge a payload by itself"),
        ('[7,"1"]', "frame [0] messageType: expected one of 2, 3, 4, found number 7"),
        (
            '[2,"1","Heartbeat"]',
            'frame - frame: expected 4 elements: [2, "UniqueId", "Action", {Payload}], found 3 elements',
        ),
        ('[2,"","Heartbeat",{}]', 'frame [1] messageId: expected string, at most 36 characters, found string ""'),
        (
            '[2,"1","heartbeat",{}]',
            "frame [2] unknown action: expected an action of 1.6, found heartbeat; Heartbeat is meant: upper and lower case count",
        ),
        (
            '[2,"1","Heartbeat",null]',
            "frame [3] frame: expected object, found null; an empty object, {}, says that there is nothing to say",
        ),
        (
            '[2,"1","Heartbeat","{}"]',
            'frame [3] frame: expected object, found string "{}"; the payload is written as a string: send the object itself',
        ),
        (
            BOOT % "1.50",
            "schema chargePointModel type: expected string, found number 1.50; the value is a text here: put it in double quotes",
        ),
        (
            '[2,"1","GetConfiguration",{"key":{}}]',
            "schema key type: expected list, found object; a list of one is still written as a list, in [ ]",
        ),
        (
            '[2,"1","Reset",{"type":"soft"}]',
            'schema type enum: expected Hard or Soft, found string "soft"; Soft is meant: upper and lower case count',
        ),
        (
            '[2,"1","UnlockConnector",{"connectorId":"1"}]',
            'schema connectorId type: expected integer, found string "1"; take the quotes away',
        ),
        (
            '[2,"1","UnlockConnector",{"connectorId":1.0}]',
            "schema connectorId type: expected integer, found number 1.0",
        ),
    ],
)
def test_what_is_said_of_a_fault(db, core, text, said):
    assert one(db.validate(text, "1.6")) == said
    assert one(core["1.6"].frame(text)) == said


def test_a_single_object_where_a_list_is_due(db):
    found = db.validate('[2,"1","GetVariables",{"getVariableData":{}}]', "2.0.1")
    assert found.callerror == "TypeConstraintViolation"
    assert [each.fault for each in found.findings] == ["object-instead-of-list"]


@pytest.mark.parametrize(
    "limit, ok", [("15.2", True), ("21.44", False), ("0.30000000000000004", False), ("16", True), ("1e1", True)]
)
def test_decimals_are_exact(db, core, limit, ok):
    period = f'{{"startPeriod":0,"limit":{limit}}}'
    frame = (
        '[2,"1","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,'
        '"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":'
        f'{{"chargingRateUnit":"A","chargingSchedulePeriod":[{period}]}}}}}}]'
    )
    assert db.validate(frame, "1.6").verdict == ("valid" if ok else "invalid")
    assert core["1.6"].frame(frame).verdict == ("valid" if ok else "invalid")


def test_a_call_result_needs_its_call_or_its_action(db):
    frame = '[3,"1",{"currentTime":"2024-01-01T00:00:00Z"}]'
    alone = db.validate(frame, "1.6")
    assert (alone.verdict, alone.kind, alone.action, alone.ok) == ("cannot-judge", "response", None, True)
    assert one(alone) == (
        "exchange - no action: expected the CALL that it answers, or its action, "
        "found a CALLRESULT by itself, whose payload is not judged"
    )
    assert db.validate(frame, "1.6", action="Heartbeat").verdict == "valid"
    assert one(db.validate('[3,"1",{}]', "1.6", action="Heartbeat")) == (
        "schema currentTime required: expected present, found missing"
    )


def test_what_identifies_is_compared_regardless_of_case_and_custom_data():
    one, same, other = {"name": "Heater"}, {"name": "HEATER", "customData": {"vendorId": "com.example"}}, {"name": "Fan"}
    column = [(("a", number), value) for number, value in enumerate((one, same, other))]
    assert list(NAMED["different"](column)) == [("a", 1)]
    assert list(NAMED["among"](column[:1], column[1:])) == [("a", 2)]
    assert list(NAMED["among"]([], column)) == []
    assert list(NAMED["different"]([(("a", 0), "1"), (("a", 1), 1)])) == []


def test_a_payload_by_itself(db):
    assert db.validate({"idTag": "A"}, "1.6", "Authorize").verdict == "valid"
    assert db.validate('{"idTagInfo": {"status": "Accepted"}}', "1.6", "Authorize", "response").ok
    found = db.validate('{"idTag": 5}', "1.6", "authorize")
    assert (found.action, found.kind, found.callerror) == ("Authorize", "request", "TypeConstraintViolation")
    with pytest.raises(ocppdb.NotFound, match="^no message 'Autorize' in any version of OCPP; nearest: Authorize"):
        db.validate("{}", action="Autorize")
    with pytest.raises(ocppdb.NotFound, match="^no kind of payload 'answer'; there are request, response"):
        db.validate("{}", action="Authorize", kind="answer")


def test_a_version_is_found_that_the_frame_fits(db):
    assert (
        db.validate('[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Available"}]').version
        == "1.6"
    )
    assert db.validate('[2,"1","Heartbeat",{}]').version == next(each.id for each in db.versions if each.assumed)


def test_a_name_of_another_version_is_known(db):
    assert "StartTransaction is a message of OCPP 1.6; TransactionEvent" in one(
        db.validate('[2,"1","StartTransaction",{}]', "2.0.1")
    )


def test_every_finding_of_a_fault_cites_a_source(db):
    frames = [case["frame"] for case in FRAMES if case["verdict"] == "invalid"]
    found = [each for frame, case in zip(frames, FRAMES) for each in db.validate(frame, case["version"]).findings]
    assert len(found) > 30
    assert [each for each in found if each.layer in ("schema", "format", "rule") and not each.section] == []


def lines(verdict):
    return [f"{each.severity} {each.path} {each.rule}: {each.found}" for each in verdict.findings if each.layer == "exchange"]


def test_answers_are_judged_with_their_calls(db):
    talk = db.conversation("1.6")
    assert talk.validate('[2,"1","Heartbeat",{}]', "station").verdict == "valid"
    assert talk.open_calls == (("1", "Heartbeat"),)
    assert talk.validate('[2,"1","Reset",{"type":"Soft"}]', "csms").findings == ()
    wrong = talk.validate('[3,"1",{}]', "csms")
    assert (wrong.verdict, wrong.action, wrong.kind) == ("invalid", "Heartbeat", "response")
    assert talk.validate('[3,"1",{"status":"Accepted"}]', "station").verdict == "valid"
    assert lines(talk.validate('[3,"1",{"status":"Accepted"}]', "station")) == [
        'warning [1] second answer: a second answer to id "1"'
    ]
    assert lines(talk.validate('[3,"9",{}]', "station")) == [
        'warning [1] stray answer: id "9"',
    ]
    assert lines(talk.validate('[2,"1","Heartbeat",{}]', "station")) == [
        'warning [1] messageId in use: id "1" of a CALL of Heartbeat, answered'
    ]


def test_a_conversation_keeps_only_so_many_calls(db, monkeypatch):
    monkeypatch.setattr("ocppdb.judging.conversation.MOST", 3)
    talk = Conversation(judge(db._reader, "1.6"))
    for number in range(10):
        talk.validate(f'[2,"{number}","Heartbeat",{{}}]')
    assert [id_ for id_, _ in talk.open_calls] == ["7", "8", "9"]
