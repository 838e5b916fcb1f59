"""The command line: results on stdout, progress and errors on stderr, status 0, 1 or 2."""

import contextlib
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocppdb.cli import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(database_file):
    return lambda *arguments: CliRunner().invoke(main, arguments, env={"OCPPDB": str(database_file)}, prog_name="ocppdb")


def test_show_a_message_in_every_version(run):
    result = run("show", "Heartbeat")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "(message" in line] == [
        "Heartbeat (message, OCPP 1.6)",
        "Heartbeat (message, OCPP 2.0.1)",
        "Heartbeat (message, OCPP 2.1)",
    ]
    assert "request Heartbeat.req: no fields" in result.stdout


def test_show_as_a_tree(run):
    assert (
        "  idTagInfo                            1..1  IdTagInfo\n    expiryDate                         0..1  string date-time\n"
        in run("show", "Authorize", "--version", "1.6").stdout
    )


def test_show_in_full(run):
    full = run("show", "StartTransaction", "--full").stdout
    assert "  meterStart                           1..1  integer in Wh\n    " in full
    assert "Meter reading of the connector when the transaction starts." in full
    assert "Meter reading" not in run("show", "StartTransaction").stdout


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("IdTagInfo", "IdTagInfo (object, OCPP 1.6): object"),
        ("IdToken", "IdToken (alias, OCPP 1.6): string, at most 20 characters"),
        ("BootReasonEnumType", "BootReasonEnumType (enumeration, OCPP 2.0.1)"),
        ("BootReasonEnumType.PowerUp", "BootReasonEnumType.PowerUp (enum-value, OCPP 2.0.1)"),
        (
            "BootNotification.request.chargingStation.model",
            "BootNotification.request.chargingStation.model (field, OCPP 2.0.1)",
        ),
        ("CALLERROR", "CALLERROR (frame, OCPP 1.6)"),
        ("Smart Charging", "Smart Charging (group, OCPP 1.6)"),
        ("heartbeat", "Heartbeat (message, OCPP 1.6)"),
        ("AlwaysFront", "MessagePriorityEnumType.AlwaysFront (enum-value, OCPP 2.0.1)"),
        ("Energy.Active.Import.Register", "Energy.Active.Import.Register (measurand, OCPP 1.6)"),
    ],
)
def test_show_anything_that_has_a_name(run, name, says):
    result = run("show", name)
    assert (result.exit_code, says in result.stdout) == (0, True), result.output


def test_show_for_a_program(run):
    answer = json.loads(run("show", "Authorize", "--version", "1.6", "--json").stdout)
    assert answer[0]["request"]["fields"][0]["name"] == "idTag"


def test_a_name_that_is_not_there(run):
    result = run("show", "BootNotifcation")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: nothing is called 'BootNotifcation'; nearest: BootNotification")


def test_a_name_of_the_other_version(run):
    assert run("show", "TransactionEvent", "--version", "1.6").exit_code == 1


def test_search(run):
    assert run("search", "unlock", "connector").stdout.splitlines()[0].split() == ["2.0.1", "message", "UnlockConnector"]
    assert json.loads(run("search", "reset", "--kind", "message", "--version", "1.6", "--json").stdout)[0]["name"] == "Reset"
    assert run("search", "xyzzy").exit_code == 1


def test_schema(run):
    assert json.loads(run("schema", "Reset", "--version", "1.6").stdout)["properties"]["type"]["enum"] == ["Hard", "Soft"]
    assert json.loads(run("schema", "Reset", "--response", "--version", "1.6").stdout)["title"] == "Reset.conf"


def test_lint(run):
    assert run("lint").stdout.endswith("records, no problems\n")


def test_lint_with_problems(tmp_path, small_checkout):
    """The seed that is checked is the one that ocppdb lies beside, so this is a checkout with a mistake in it."""
    shutil.copytree(small_checkout, tmp_path, dirs_exist_ok=True)
    roles = tmp_path / "seed" / "ocpp16" / "roles.yml"
    roles.write_text(roles.read_text().replace("side: station", "side: nowhere"))
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    lint = [sys.executable, "-m", "ocppdb", "lint"]
    told, data = (
        subprocess.run(each, cwd=tmp_path, capture_output=True, text=True, env=environment)
        for each in (lint, [*lint, "--json"])
    )
    assert (told.returncode, told.stdout, data.returncode, data.stderr) == (1, "", 1, "")
    place, rule, text = "seed/ocpp16/roles.yml:4", "shape", "side is 'nowhere', expected one of station, csms"
    assert json.loads(data.stdout) == [{"place": place, "rule": rule, "text": text}]
    assert told.stderr == f"Error: 1 problem in the seed files\n{place} {rule}: {text}\n"


def test_lint_of_one_rule(run):
    assert run("lint", "--only", "known-source", "--json").stdout == "[]\n"
    assert run("lint", "--only", "known-sauce").stderr.startswith("Error: no rule of lint is called 'known-sauce'")


def test_facts(run):
    result = run("facts", "config-keys", "--where", "key=heartbeatinterval", "--where", "required=yes")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:4] == [
        "version                1.6",
        "key                    HeartbeatInterval",
        "profile                Core",
        "accessibility          RW",
    ]
    keys = json.loads(run("facts", "config_keys", "--where", "profile=Reservation", "--json").stdout)
    assert [key["key"] for key in keys] == ["ReserveConnectorZeroSupported"]
    assert run("facts", "error_codes", "--version", "1.6", "--json").stdout.count('"code"') == 10
    assert run("facts", "config_keys", "--where", "profile").exit_code == 2


def test_a_sequence_in_each_form(run):
    text = run("sequence", "ocpp201-b01-cold-boot").stdout
    assert text.startswith("Cold boot of a Charging Station, accepted (ocpp201-b01-cold-boot, main of B01, OCPP 2.0.1)\n")
    assert run("sequence", "b01-cold-boot", "--text").stdout == text
    assert run("sequence", "b01-cold-boot", "--mermaid").stdout.startswith("sequenceDiagram\n")
    assert run("sequence", "b01-cold-boot", "--svg").stdout.startswith("<svg ")
    assert json.loads(run("sequence", "b01-cold-boot", "--json").stdout)["use_case"] == "B01"


def test_sequences(run):
    result = run("sequences", "--use-case", "B01", "--kind", "main", "--version", "2.0.1")
    assert result.stdout == f"{'ocpp201-b01-cold-boot':<56} {'main':<12} Cold boot of a Charging Station, accepted\n"
    found = json.loads(run("sequences", "--action", "UnlockConnector", "--version", "1.6", "--json").stdout)
    assert found and all("UnlockConnector" in [step["action"] for step in each["steps"]] for each in found)
    none = run("sequences", "--action", "UnlockConnector", "--use-case", "B01")
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr.startswith("Error: no sequence fits all of these conditions; ask with fewer")


def test_escalations(run):
    found = run("escalations", "timeout", "--version", "1.6", "--mode", "strict")
    assert re.search(r"^POLICY-DEPENDENT {2}ocpp16-call-timeout-length\n {18}Over which networks .*\?$", found.stdout, re.M)
    assert found.stderr == "", "a mode that was asked for needs no reason"
    assert run("escalations", "timeout", "--version", "1.6").stderr.startswith("mode strict: ")
    pragmatic = run("escalations", "timeout", "--version", "1.6", "--mode", "pragmatic", "--language", "python").stdout
    assert "\n# OCPP POLICY-DEPENDENT: " in pragmatic and "Over which networks" not in pragmatic
    assert pragmatic.count("\n\n") + 1 == pragmatic.count("\nLeave this comment ") > 1, "an empty line between two points"
    of_reservation = json.loads(run("escalations", "--group", "Reservation", "--mode", "strict", "--json").stdout)
    assert {(tuple(point["groups"]), point["mode"]) for point in of_reservation} >= {(("Reservation",), "strict")}
    assert all(point["answer"].endswith("Write no code for this point before it is answered.") for point in of_reservation)
    none = run("escalations", "xyzzy", "--mode", "strict")
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr.startswith("Error: no open point is recorded that fits all of these conditions; that is no proof")


def test_each_filter_of_the_escalations(run):
    def ids(*arguments):
        return {point["id"] for point in json.loads(run("escalations", *arguments, "--mode", "strict", "--json").stdout)}

    every = ids()
    for arguments in (
        ["--action", "StartTransaction"],
        ["--path", "StartTransaction.response.transactionId"],
        ["--sequence", "ocpp16-transaction-start"],
        ["--category", "spec-silent"],
        ["--group", "Reservation"],
        ["--version", "1.6"],
        ["transaction", "offline"],
    ):
        assert ids(*arguments) < every and ids(*arguments), arguments


def test_an_escalation_in_both_modes(run):
    strict = run("escalation", "ocpp16-call-timeout-length", "--mode", "strict").stdout
    assert strict.startswith("POLICY-DEPENDENT: How long to wait for the answer to a request\n")
    assert "Write no code for this point before it is answered.\n\nRests on " in strict
    pragmatic = run("escalation", "call-timeout-length", "--mode", "pragmatic", "--language", "sql").stdout
    assert "\n-- OCPP POLICY-DEPENDENT: " in pragmatic


def test_rules(run):
    found = json.loads(run("rules", "--state", "Pending", "--kind", "state", "--version", "1.6", "--json").stdout)
    assert {(rule["version"], rule["state"], rule["kind"]) for rule in found} == {("1.6", "Pending", "state")}
    assert run("rules", "--action", "Reset", "--about", "Reset").exit_code == 0
    assert run("rules", "xyzzy").stderr.startswith("Error: no rule fits all of these conditions; ask with fewer")


def test_verify(run, tmp_path, database_file):
    assert run("verify").stdout == f"{database_file}: no problems\n"
    broken = shutil.copy(database_file, tmp_path / "broken.db")
    with contextlib.closing(sqlite3.connect(broken)) as connection, connection:
        connection.execute("UPDATE messages SET summary = 'Nothing.' WHERE action = 'Reset'")
    result = run("verify", "--db", str(broken))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: {broken}: 1 problem. Build it again with: ocppdb build --output {broken}\n"
        "The contents are not what the build wrote: their hash differs from the one that the build kept.\n"
    )


def test_a_wrong_call_is_status_2(run):
    assert [run("show").exit_code, run("shwo").exit_code, run("search", "x", "--limit", "many").exit_code] == [2, 2, 2]
    assert run("search").stderr.endswith("Error: Missing argument 'WORDS...'.\n")


@pytest.mark.parametrize("limit", ["-5", "0", "10001", "9" * 100_000])
def test_a_limit_that_cannot_be(run, limit):
    result = run("search", "reset", "--limit", limit)
    assert (result.exit_code, result.stdout, len(result.stderr) < 600) == (2, "", True)
    assert "Invalid value for '--limit'" in result.stderr


LONG = "x" * 100_000
ASKED = [
    ["show", "Heartbeat"],
    ["search", "Heartbeat"],
    ["rules", "boot"],
    ["facts", "config_keys"],
    ["sequences"],
    ["escalations"],
    ["schema", "Heartbeat"],
]


@pytest.mark.parametrize("command", ASKED, ids=lambda command: command[0])
@pytest.mark.parametrize("version", ["", LONG], ids=["empty", "long"])
def test_a_version_that_is_none(run, command, version):
    result = run(*command, "--version", version)
    assert (result.exit_code, result.stdout, len(result.stderr) < 200) == (1, "", True)
    assert re.match(r"Error: no version '[x.]*'; this database has 1.6, 2.0.1, 2.1\n$", result.stderr)


@pytest.mark.parametrize(
    "command",
    [*ASKED, ["sequence", "b01-cold-boot"], ["escalation", "call-timeout-length"], ["verify"], ["serve"]],
    ids=lambda command: command[0],
)
def test_a_database_that_is_none(run, tmp_path, command):
    for path, says in (
        ("", "the path of the database is empty, expected the name of a file."),
        (str(tmp_path), "is a folder, expected the file of a database."),
        (LONG, "cannot be opened (File name too long)."),
    ):
        result = run(*command, "--db", path)
        assert (result.exit_code, result.stdout, len(result.stderr) < 600) == (1, "", True)
        assert result.stderr.startswith("Error: ") and says in result.stderr


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (1, ["show", LONG]),
        (1, ["search", LONG]),
        (1, ["rules", "--about", LONG]),
        (1, ["rules", "--state", LONG]),
        (1, ["facts", LONG]),
        (1, ["facts", "config_keys", "--where", f"{LONG}=1"]),
        (1, ["facts", "config_keys", "--where", f"profile={LONG}"]),
        (1, ["facts", "config_keys", "--where", f"required={LONG}"]),
        (1, ["sequence", LONG]),
        (1, ["sequences", "--action", LONG]),
        (1, ["escalation", LONG]),
        (1, ["escalations", "--path", LONG, "--mode", "strict"]),
        (1, ["schema", LONG]),
        (1, ["build", "--output", LONG]),
        (1, ["lint", "--schemas", LONG]),
        (1, ["lint", "--only", LONG]),
        (2, ["facts", "config_keys", "--where", LONG]),
        (2, ["escalations", "--mode", LONG]),
        (1, ["show", "Heartbeat", LONG]),
        (2, ["show", "Heartbeat", f"--{LONG}"]),
        (2, [LONG]),
        (2, [f"--{LONG}"]),
    ],
    ids=lambda each: " ".join(each)[:40] if isinstance(each, list) else None,
)
def test_nothing_is_echoed_at_length(run, status, arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stdout, len(result.stderr) < 1500) == (status, "", True)
    assert "Error: " in result.stderr


def started(database_file, *arguments, **streams):
    """The command as a process of its own: its status, and what it says on its streams."""
    environment = os.environ | {"OCPPDB": str(database_file)}
    command = [sys.executable, "-m", "ocppdb", *arguments]
    return subprocess.run(command, env=environment, **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams))


@pytest.mark.parametrize(
    ("status", "arguments"),
    [
        (1, ["show", b"\xff"]),
        (1, ["search", b"\xff"]),
        (1, ["show", "Heartbeat", "--version", b"\xff"]),
        (1, ["show", "Heartbeat", "--db", b"\xff"]),
        (1, ["facts", "config_keys", "--where", b"key=\xff"]),
        (1, ["sequences", "--action", b"\xff"]),
        (1, ["escalation", b"\xff", "--mode", "strict"]),
        (1, ["schema", b"\xff"]),
        (2, ["search", "reset", "--limit", b"\xff"]),
        (2, [b"\xff"]),
    ],
    ids=repr,
)
def test_words_that_are_no_text(database_file, status, arguments):
    result = started(database_file, *arguments)
    assert (result.returncode, result.stdout, b"Traceback" in result.stderr) == (status, b"", False)
    assert b"Error: " in result.stderr and b"Build it again" not in result.stderr, "it is not the database that is wrong"


@pytest.mark.parametrize("arguments", [["show", "Heartbeat"], ["facts", "config_keys"], ["--version"], ["-h"], ["show", "-h"]])
def test_an_output_that_is_full_or_closed(database_file, arguments):
    with open("/dev/full", "wb") as full:
        result = started(database_file, *arguments, stdout=full)
    assert (result.returncode, result.stderr.decode()) == (
        1,
        "Error: the output cannot be written (No space left on device). Write to another place.\n",
    )
    command = f'exec "$0" -m ocppdb {" ".join(arguments)} >&-'
    closed = subprocess.run(["sh", "-c", command, sys.executable], stderr=subprocess.PIPE, text=True)
    assert (closed.returncode, closed.stderr) == (
        1,
        "Error: the output cannot be written (it is closed). Write to another place.\n",
    )


def test_errors_that_cannot_be_told(database_file):
    with open("/dev/full", "wb") as full:
        assert started(database_file, "show", "Heartbaet", stderr=full).returncode == 1
        assert started(database_file, "show", "Heartbeat", stdout=full, stderr=full).returncode == 1


def test_a_pipe_that_nobody_reads(database_file):
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:
        result = started(database_file, "facts", "requirements", stdout=pipe)
    assert (result.returncode, result.stderr) == (1, b"")


def test_a_missing_database_is_status_1():
    result = CliRunner().invoke(main, ["show", "Heartbeat", "--db", "absent.db"])
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: absent.db: no such file. Build it with: ocppdb build --output absent.db\n",
    )


@pytest.mark.parametrize("command", [[], *([name] for name in main.list_commands())])
def test_help_everywhere_with_an_example(run, command):
    for flag in ("-h", "--help"):
        assert "Example:" in run(*command, flag).stdout


# ── charging profiles ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_worked_example_as_table_picture_answer_and_reason(run):
    asked = ("smart-charging", "--example", "ocpp16-why-ten-ampere")
    assert run(*asked).stdout.splitlines()[:5] == [
        "Composite schedule of connector or EVSE 1, OCPP 1.6, in A on each phase: Accepted",
        "from                       for         limit  phases  decided by",
        "2026-01-15 16:00:00     7200 s          20 A          TxProfile 3 (stackLevel 0)",
        "2026-01-15 18:00:00     3600 s          10 A          ChargePointMaxProfile 1 (stackLevel 0)",
        "2026-01-15 19:00:00     3600 s          20 A          TxProfile 3 (stackLevel 0)",
    ]
    assert run(*asked, "--svg").stdout.startswith("<svg ")
    assert json.loads(run(*asked, "--json").stdout)["chargingSchedulePeriod"][1] == {"startPeriod": 7200, "limit": 10}
    assert json.loads(run(*asked, "--response").stdout)["scheduleStart"] == "2026-01-15T16:00:00Z"
    assert run(*asked, "--why", "2026-01-15T18:30:00Z").stdout.startswith("10 A by ChargePointMaxProfile 1 (stackLevel 0); ")


def test_a_profile_is_made_and_computed_with(run, tmp_path):
    made = run(
        "profile", "22:00=16", "06:00=6x1", "--purpose", "TxDefaultProfile", "--unit", "A", "--version", "1.6",
        "--start", "2026-01-15T22:00:00Z", "--daily",
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    assert json.loads(made.stdout)["csChargingProfiles"]["chargingSchedule"] == {
        "startSchedule": "2026-01-15T22:00:00Z",
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}, {"startPeriod": 28800, "limit": 6, "numberPhases": 1}],
    }
    assert "open: ocpp16-recurring-profile-before-start-schedule: " in made.stderr
    file = tmp_path / "profile.json"
    file.write_text(made.stdout)
    asked = ("smart-charging", str(file), "--at", "2026-01-16T04:00:00Z", "--duration", "4h")
    assert run(*asked, "--mode", "strict").stderr.startswith(
        "Error: the specification leaves open (ocpp16-composite-schedule-idle-connector): "
    )
    found = run(*asked, "--mode", "strict", "--option", "idle=default", "--json")
    assert json.loads(found.stdout)["chargingSchedulePeriod"] == [
        {"startPeriod": 0, "limit": 16},
        {"startPeriod": 7200, "limit": 6, "numberPhases": 1},
    ]


def test_a_worked_example_is_shown_by_its_name(run):
    told = run("show", "ocpp201-iso15118-renegotiation-by-csms").stdout
    assert told.startswith("ISO 15118: the CSMS negotiates anew, and the EV asks for too much\nAt 17:30 the CSMS replaces ")
    assert "2026-01-15 17:30:00     3600 s        6000 W          TxProfile 2 (stackLevel 0)\n" in told
    assert "From 17:30:00 to 18:30:00: 11000 W before, 6000 W now.\n" in told
    found = json.loads(run("show", "ocpp201-iso15118-renegotiation-by-csms", "--json").stdout)
    computed = json.loads(run("smart-charging", "--example", "ocpp201-iso15118-renegotiation-by-csms", "--json").stdout)
    assert found[0]["session"] == computed["session"]
    assert computed["session"]["plan"]["excesses"] == [
        {
            "begins": "2026-01-15T17:30:00+00:00",
            "ends": "2026-01-15T18:30:00+00:00",
            "planned": "10000",
            "allowed": "6000",
            "decided_by": "TxProfile 2 (stackLevel 0)",
        }
    ]
    assert [part["limit"] for part in found[0]["schedule"]["parts"]] == ["6000", "11000"]


def test_findings_of_the_judge_are_told_beside_the_schedule(run, tmp_path):
    schedule = {
        "startSchedule": "2026-01-01T00:00:00Z",
        "chargingRateUnit": "A",
        "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}],
    }
    profile = {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "ChargePointMaxProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": schedule,
    }
    file = tmp_path / "profile.json"
    file.write_text(json.dumps({"connectorId": 0, "csChargingProfiles": profile, "note": "garage"}))
    told = run("smart-charging", str(file), "--at", "2026-01-15T16:00:00Z", "--duration", "1h", "--mode", "pragmatic", "--json")
    assert "request 1, SetChargingProfile:\n  error note: expected " in told.stderr
    found = json.loads(told.stdout)
    assert [(each["request"], each["path"], each["rule"]) for each in found["findings"]] == [
        (1, "note", "additionalProperties")
    ]
    assert [part["limit"] for part in found["parts"]] == ["16"]


def test_a_conversation_of_an_iso_15118_session_is_judged(run, db, tmp_path):
    example = db.schedule_example("ocpp201-iso15118-ev-plan")
    frames = [
        [2, "1", "NotifyEVChargingNeeds", example.asked["needs"]],
        [3, "1", {"status": "Accepted"}],
        *([2, f"p{number}", "SetChargingProfile", each] for number, each in enumerate(example.requests)),
        [2, "2", "NotifyEVChargingSchedule", example.asked["announced"]],
    ]
    file = tmp_path / "session.log"
    file.write_text("\n".join(map(json.dumps, frames)))
    asked = (
        "smart-charging",
        str(file),
        "--at",
        "2026-01-15T16:00:00Z",
        "--duration",
        "4h",
        "--transaction",
        "7@2026-01-15T16:00:00Z",
    )
    told = run(*asked, "--voltage", "230", "--phases", "3", "--mode", "pragmatic").stdout
    assert (
        "The EV needs 20000 Wh; until 20:00 the schedule lets it have 34000 Wh, which is enough; it has them at 18:43:38.\n"
        in told
    )
    assert "The plan of the EV is answered with Accepted.\n" in told
    assert "2026-01-15 16:00:00     3600 s        5000 W          schedule of the EV\n" in told


def test_the_own_maximum_is_in_the_unit_of_the_profiles(run, tmp_path):
    made = run("profile", "0=22000", "--purpose", "TxDefaultProfile", "--unit", "W", "--start", "2026-01-15T00:00:00Z")
    file = tmp_path / "profile.json"
    file.write_text(made.stdout)
    asked = ("--at", "2026-01-16T00:00:00Z", "--duration", "1h", "--maximum", "11000", "--voltage", "230", "--json")
    parts = json.loads(run("smart-charging", str(file), *asked).stdout)["parts"]
    assert [(float(part["limit"]), part["decided_by"]) for part in parts] == [(11000, "own maximum of the station")]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("profile", "22:00", "--purpose", "TxProfile", "--unit", "A"),
            "Error: found the step '22:00', expected TIME=LIMIT such as",
        ),
        (("profile", "5=1", "--purpose", "TxProfile", "--unit", "A"), "Error: the first step is at 5 s, expected 0"),
        (
            ("profile", "0=1", "--purpose", "TxProfil", "--unit", "A"),
            "Error: no purpose 'TxProfil' in OCPP 2.0.1; nearest: TxProfile",
        ),
        (
            ("profile", "0=1.25", "--purpose", "TxProfile", "--unit", "A"),
            "Error: found the limit 1.25, expected at most one digit",
        ),
        (
            ("smart-charging", "--example", "ocpp16-nigt-tariff"),
            "Error: no example is called 'ocpp16-nigt-tariff'; nearest: ocpp16-night-tariff",
        ),
        (("smart-charging", "--example", "ocpp16-night-tariff", "--why", "yesterday"), "Usage: "),
    ],
)
def test_a_wrong_question_about_profiles_is_a_plain_error(run, arguments, says):
    result = run(*arguments)
    assert (result.exit_code, result.stdout) in ((1, ""), (2, ""))
    assert result.stderr.startswith(says)
