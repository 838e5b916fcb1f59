"""The command that judges frames: where it finds them, what it prints, and how it ends."""

import json

import pytest
from click.testing import CliRunner

from ocppdb.cli import main
from ocppdb.judging.logs import frames_in

REQUEST = '[2,"7","Heartbeat",{}]'
ANSWER = '[3,"7",{"currentTime":"2026-05-04T06:05:01Z"}]'
LOGS = {
    "a frame a line": f"{REQUEST}\n{ANSWER}\n",
    "a list of frames": f"[{REQUEST},\n {ANSWER}]\n",
    "a list in one line": f"[{REQUEST}, {ANSWER}]",
    "over several lines": '[2,\n"7",\n "Heartbeat", {\n}]\n[3,"7",{\n"currentTime":"2026-05-04T06:05:01Z"}]\n',
    "OCTT": f"2026-05-04 06:05:01.010 [msg-in] {REQUEST}\n2026-05-04 06:05:01.020 [msg-out] {ANSWER}\n",
    "SteVe": (
        f"[INFO ] 2026-05-04 06:05:01,010 ocpp.ws - [chargeBoxId=D22, sessionId=a-1] Received: {REQUEST}\n"
        f"[INFO ] 2026-05-04 06:05:01,020 ocpp.ws - [chargeBoxId=D22, sessionId=a-1] Sending: {ANSWER}\n"
    ),
    "Home Assistant": (
        f"2026-05-04 06:05:01.010 INFO (MainThread) [ocpp] D22: receive message {REQUEST}\n"
        f"2026-05-04 06:05:01.020 INFO (MainThread) [ocpp] D22: send {ANSWER}\n"
    ),
    "CSV with the action in its own column": (
        'time,station,direction,action,frame\n06:05:01,D22,in,Heartbeat,"[2,""7"",""Heartbeat"",{}]"\n'
        '06:05:01,D22,out,Heartbeat,"[3,""7"",{""currentTime"":""2026-05-04T06:05:01Z""}]"\n'
    ),
    "JSON with frames in strings": "".join(json.dumps({"at": 1, "frame": each}) + "\n" for each in (REQUEST, ANSWER)),
}


@pytest.mark.parametrize("log", LOGS.values(), ids=list(LOGS))
def test_frames_are_found_in_a_log(log):
    found = [json.loads(each.text) for each in frames_in(log.splitlines(keepends=True))]
    assert found == [json.loads(REQUEST), json.loads(ANSWER)]


@pytest.mark.parametrize(
    "line",
    [
        "[2026-05-04T06:05:01:730] [info] Waiting for the answer",
        "[06:05:01] [REQUEST]",
        "[1777874701] start",
        "[] nothing",
        "[INFO ] up",
    ],
)
def test_a_time_in_brackets_is_no_frame(line):
    assert [each.text for each in frames_in([f"{line}\n", f"[2026-05-04T06:05:01:730] [msg-in] {REQUEST}\n"])] == [REQUEST]


@pytest.mark.parametrize("line", ["[7]", "[2", '[9, "1"]', "[2.0, 1]", "[]", '["2"]', '[{"a": 1}]'])
def test_a_list_that_is_no_frame_is_judged_all_the_same(line):
    assert [each.text for each in frames_in([line])] == [line]


def test_a_frame_that_breaks_off_does_not_swallow_the_next():
    found = [(each.line, each.text) for each in frames_in(['[2,"1","Reset",{"type":\n', REQUEST + "\n"])]
    assert found == [(1, '[2,"1","Reset",{"type":'), (2, REQUEST)]


@pytest.fixture
def run(database_file):
    def run(text, *options):
        return CliRunner().invoke(main, ["validate", "--db", str(database_file), *options], input=text)

    return run


@pytest.mark.parametrize("log", LOGS.values(), ids=list(LOGS))
def test_a_log_without_faults(run, log):
    result = run(log, "--version", "1.6", "--quiet")
    assert (result.exit_code, result.stdout) == (0, "2 frames: 2 valid; 2 without an error\n")


def test_a_frame_with_a_fault(run):
    result = run('[2,"1","Reset",{"type":"soft"}]', "--version", "1.6")
    assert result.exit_code == 1
    assert result.stdout == (
        "line 1: invalid  OCPP 1.6 Reset request; answer: CALLERROR PropertyConstraintViolation\n"
        '  error type: expected Hard or Soft, found string "soft" [enum]\n'
        "    Soft is meant: upper and lower case count\n"
        "    ocpp16-schemas Reset.json\n"
    )


def test_a_broken_rule_leaves_the_verdict_alone(run):
    result = run('[2,"1","RemoteStartTransaction",{"idTag":"A","connectorId":0}]', "--version", "1.6", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["verdict"], told["ok"]) == (1, "valid", False)
    assert [(each["path"], each["layer"], each["rule"]) for each in told["findings"]] == [
        ("connectorId", "rule", "connector-zero-remote-start")
    ]


def test_the_summary_counts_findings_whatever_their_place_in_lists(run):
    sample = '{"timestamp":"2026-05-04T18:02:11Z","sampledValue":[{"value":1}]}'
    result = run(
        f'[2,"1","MeterValues",{{"connectorId":1,"meterValue":[{sample},{sample}]}}]\n{REQUEST}', "--version", "1.6", "--quiet"
    )
    assert result.stdout == (
        "2 frames: 1 valid, 1 invalid; 1 without an error\n"
        "      2 error   type  MeterValues request meterValue[].sampledValue[].value\n"
    )


def test_one_object_a_frame_as_json_lines(run):
    result = run(LOGS["OCTT"], "--json")
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["line"], each["verdict"], each["action"], each["kind"]) for each in told] == [
        (1, "valid", "Heartbeat", "request"),
        (2, "valid", "Heartbeat", "response"),
    ]


def test_a_payload_by_itself(run):
    result = run('{\n "idTag": 5\n}', "--action", "Authorize", "--version", "1.6")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (
        1,
        "  error idTag: expected string, found number 5 [type]",
    )


def test_connections_of_a_log_are_told_apart(run):
    log = f"A {REQUEST}\nB {REQUEST}\nA {ANSWER}\nB {ANSWER}\n"
    assert "messageId in use" in run(log, "--version", "1.6").stdout
    assert run(log, "--version", "1.6", "--station", "^([AB])", "--quiet").stdout == "4 frames: 4 valid; 4 without an error\n"


@pytest.mark.parametrize(
    "text, options, message",
    [
        ("", (), "Error: found no frame; expected lines with a JSON array that begins with a message type, such as [2, ...\n"),
        (
            "nothing\n",
            (),
            "Error: found no frame; expected lines with a JSON array that begins with a message type, such as [2, ...\n",
        ),
        (REQUEST, ("no-such-file",), "Error: no-such-file cannot be read: No such file or directory\n"),
        (REQUEST, ("--version", "9"), "Error: no version '9'; this database has "),
        (
            REQUEST,
            ("--station", "("),
            "Error: --station is no regular expression: missing ), unterminated subpattern at position 0\n",
        ),
    ],
    ids=["empty", "no-frame", "no-file", "no-version", "no-regex"],
)
def test_input_that_cannot_be_used(run, text, options, message):
    result = run(text, *options)
    assert result.exit_code == 2
    assert result.stderr.startswith(message)


def test_bytes_that_are_no_text_are_a_finding(run):
    result = run(b'[2,"1","Authorize",{"idTag":"\xff"}]', "--version", "1.6")
    assert result.exit_code == 1
    assert "expected UTF-8" in result.stdout


def test_the_schemas_with_rules_are_exported(database_file, tmp_path):
    result = CliRunner().invoke(main, ["export", "schemas", str(tmp_path), "--version", "1.6", "--db", str(database_file)])
    assert result.exit_code == 0
    schema = json.loads((tmp_path / "ocpp16" / "RemoteStartTransaction.request.json").read_text())
    assert "connector-zero-remote-start (ocpp16-ed2, 6.33): error" in [each["$comment"] for each in schema["allOf"]]


def test_the_frames_of_a_sequence_are_valid(run, database_file):
    shown = CliRunner().invoke(main, ["show", "BootNotification", "--example", "--version", "1.6", "--db", str(database_file)])
    examples = json.loads(shown.stdout)
    assert examples["request"]["minimal"] == {"chargePointVendor": "Sunwell", "chargePointModel": "Duo-22"}
    assert set(examples["response"]) == {"minimal", "realistic"}
