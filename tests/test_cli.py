"""The command line: results on stdout, progress and errors on stderr, status 0, 1 or 2."""

import json

import pytest
from click.testing import CliRunner

from ocppdb.cli import main


@pytest.fixture
def run(database_file):
    return lambda *arguments: CliRunner().invoke(main, arguments, env={"OCPPDB": str(database_file)}, prog_name="ocppdb")


def test_show_a_message_in_both_versions(run):
    result = run("show", "Heartbeat")
    assert result.exit_code == 0
    assert [line for line in result.stdout.splitlines() if "(message" in line] == [
        "Heartbeat (message, OCPP 1.6)",
        "Heartbeat (message, OCPP 2.0.1)",
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
    assert run("lint", "--json").stdout == "[]\n"


def test_a_wrong_call_is_status_2(run):
    assert [run("show").exit_code, run("shwo").exit_code, run("search", "x", "--limit", "many").exit_code] == [2, 2, 2]


def test_a_missing_database_is_status_1():
    result = CliRunner().invoke(main, ["show", "Heartbeat", "--db", "absent.db"])
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: absent.db: no such file. Build it with: ocppdb build --output absent.db\n",
    )


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)])
def test_help_everywhere_with_an_example(run, command):
    for flag in ("-h", "--help"):
        assert "Example:" in run(*command, flag).stdout
