"""Decisions: an open point is answered once, in the project's own file, and every door gives the answer in place of the question."""

import json
import re

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ocppdb.cli import main
from ocppdb.errors import DecisionError, NotFound
from ocppdb.mcp.answering import answer as agent
from ocppdb.records.decisions import Scope
from ocppdb.records.shapes import decisions_shape

POINT = "ocpp16-call-timeout-length"


@pytest.fixture
def project(tmp_path):
    """A small project of a known version, with a repository of its own."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "station.py").write_text(
        'SUBPROTOCOL = "ocpp1.6"\nTIMEOUT = config["MessageTimeout"]\ncall.StartTransaction()\n'
    )
    return tmp_path


def decide(db, project, **more):
    return db.decide(
        POINT, project=project, **{"option": 1, "why": "mobile networks", "by": "backend team", "date": "2026-05-01"} | more
    )


def test_a_decision_turns_the_question_into_an_answer(db, project):
    question = db.escalation(POINT, project=project).answer("strict")
    assert question.endswith("Write no code for this point before it is answered.")
    made = decide(db, project)
    label = db.escalation(POINT).options[0].label
    said = f"{label}: mobile networks. Decided by backend team on 2026-05-01, ocpp-decisions.yml:3."
    assert made.text() == said
    title = db.escalation(POINT).title
    answered = f"POLICY-DEPENDENT: {title}\nDecided: {said}"
    (listed,) = [point for point in db.escalations(version="1.6", project=project) if point.id == POINT]
    assert {
        db.escalation(POINT, project=project / "src").answer("strict"),
        db.escalation(POINT, project=project).answer("pragmatic"),
        listed.answer("strict"),
    } == {answered}
    assert db.escalation(POINT).answer("strict") == question


def test_the_command_line_gives_the_decision(db, project, database_file):
    def run(*arguments):
        return CliRunner().invoke(main, arguments, env={"OCPPDB": str(database_file)}, prog_name="ocppdb")

    made = run("decide", POINT, "--option", "1", "--why", "mobile networks", "--by", "backend team", "--project", str(project))
    assert (made.exit_code, made.stdout.split(":")[0]) == (0, POINT)
    at = ("--project", str(project))
    assert "Decided: Wait 30 seconds" in run("escalation", POINT, *at).stdout
    assert "Decided by backend team" in run("escalations", "--version", "1.6", *at).stdout
    (point,) = json.loads(run("escalation", POINT, "--json", *at).stdout)
    assert (point["decisions"][0]["by"], "Decided by backend team" in point["answer"]) == ("backend team", True)
    assert f"  {POINT}: Wait 30 seconds" in run("decisions", str(project)).stdout
    assert json.loads(run("decisions", "--schema").stdout) == decisions_shape()


def test_show_gives_the_decision_of_the_folder_it_stands_in(db, project, database_file, monkeypatch):
    decide(db, project)
    monkeypatch.chdir(project / "src")
    shown = CliRunner().invoke(main, ("show", POINT), env={"OCPPDB": str(database_file)})
    assert "Decided: Wait 30 seconds" in shown.stdout and "Write no code" not in shown.stdout


def test_about_gives_the_decision_of_the_folder_it_stands_in(db, project, database_file, monkeypatch):
    asked = ("about", "MessageTimeout", "--version", "1.6")
    monkeypatch.chdir(project / "src")
    assert "Decided: " not in CliRunner().invoke(main, asked, env={"OCPPDB": str(database_file)}).stdout
    decide(db, project)
    told = CliRunner().invoke(main, asked, env={"OCPPDB": str(database_file)})
    assert f"Decided: {POINT}: " in told.stdout and "Wait 30 seconds" in told.stdout


AGENT = {
    "escalations": {"id": POINT},
    "about": {"what": "MessageTimeout", "version": "1.6"},
    "message": {"action": "StartTransaction", "version": "1.6"},
}


@pytest.mark.parametrize("tool", AGENT)
def test_an_agent_is_told_the_decision_in_place_of_the_question(db, project, tool):
    def asked():
        found = agent(db, tool, AGENT[tool], str(project))
        return found.get("instruction"), json.dumps(found.get("open", [])), found

    before, opened, found = asked()
    assert before.startswith("STOP AND ASK.") and (POINT in opened or tool == "escalations") and "decided" not in found
    decide(db, project)
    after, opened, found = asked()
    assert POINT not in opened
    if tool == "escalations":
        assert after is None and "Decided: Wait 30 seconds" in found["items"][0]["answer"]
    else:
        (told,) = found["decided"]
        assert told["id"] == POINT and "Decided by backend team on 2026-05-01, ocpp-decisions.yml:3." in told["answer"]


def test_an_agent_still_asks_where_the_decision_does_not_hold(db, project):
    decide(db, project, scope=Scope(model="ABC"))
    scoped = agent(db, "escalations", {"id": POINT}, str(project))
    file = project / "ocpp-decisions.yml"
    file.write_text(re.sub(r'record: "[0-9a-f]{12}"', 'record: "000000000000"', file.read_text().partition("    scope:")[0]))
    changed = agent(db, "escalations", {"id": POINT}, str(project))
    assert {each["instruction"].partition(".")[0] for each in (scoped, changed)} == {"STOP AND ASK"}


def test_a_decision_scoped_to_the_version_of_its_point_holds_everywhere(db, project):
    decide(db, project, scope=Scope(version="1.6"))
    assert "Write no code" not in db.escalation(POINT, project=project).answer("strict")


IDLE = "ocpp16-composite-schedule-idle-connector"
PROFILE = {
    "connectorId": 1,
    "csChargingProfiles": {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxProfile",
        "chargingProfileKind": "Absolute",
        "chargingSchedule": {
            "startSchedule": "2026-01-15T16:00:00Z",
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}],
        },
    },
}
SCHEDULE = {"at": "2026-01-15T16:00:00Z", "duration": 3600, "unit": "A"}


def test_what_is_decided_is_computed_without_asking(db, project, database_file, monkeypatch):
    from ocppdb.errors import OpenPoint
    from ocppdb.query.charging import asked_of

    def computed():
        return db.composite_schedule([PROFILE], "1.6", project=project, **asked_of(SCHEDULE).arguments())

    def by_command():
        arguments = ("smart-charging", "-", "--at", SCHEDULE["at"], "--duration", "1h", "--version", "1.6", "--json")
        return CliRunner().invoke(main, arguments, input=json.dumps(PROFILE), env={"OCPPDB": str(database_file)})

    def by_agent():
        return agent(db, "smart_charging", {"profiles": [PROFILE], "version": "1.6", **SCHEDULE}, str(project))

    monkeypatch.chdir(project)
    with pytest.raises(OpenPoint) as refused:
        computed()
    assert refused.value.point == IDLE and by_command().exit_code == 1 and IDLE in json.dumps(by_agent()["open"])
    reject = db.charging_book("1.6").options["idle"].choices.index("reject") + 1
    db.decide(IDLE, project=project, option=reject, why="w", by="backend team", date="2026-05-01")
    assert computed().status == "Rejected"
    assert json.loads(by_command().stdout)["status"] == "Rejected"
    told = by_agent()
    assert told["head"]["status"] == "Rejected" and [each["id"] for each in told["decided"]] == [IDLE]


def test_the_file_is_plain_and_keeps_what_people_write(db, project):
    decide(db, project)
    file = project / "ocpp-decisions.yml"
    file.write_text(file.read_text() + "# talk of this again in autumn\n")
    decide(db, project, option=None, answer='Sixty "seconds"', scope=Scope(model="ABC"))
    record = re.findall(r'record: "([0-9a-f]{12})"', file.read_text())[0]
    assert file.read_text() == (
        "# What this project has decided where OCPP leaves a point open: written by `ocppdb decide`, read by `ocppdb decisions`.\n"
        "decisions:\n"
        f'  - id: {POINT}\n    option: 1\n    why: "mobile networks"\n    by: "backend team"\n    date: "2026-05-01"\n    record: "{record}"\n'
        "# talk of this again in autumn\n"
        f'  - id: {POINT}\n    answer: "Sixty \\"seconds\\""\n    why: "mobile networks"\n    by: "backend team"\n    date: "2026-05-01"\n'
        f'    record: "{record}"\n    scope:\n      model: "ABC"\n'
    )


def test_a_decision_for_some_stations_leaves_the_question_for_others(db, project):
    decide(db, project, scope=Scope(model="ABC"))
    said = db.escalation(POINT, project=project).answer("strict")
    assert said.startswith("Decided: Wait 30 seconds unless MessageTimeout says otherwise (for model ABC)")
    assert "Where that does not hold:\n\nPOLICY-DEPENDENT" in said and said.endswith("before it is answered.")


def test_what_the_code_touches_is_told_answered_and_unanswered(db, project):
    open_before = dict(db.decisions(project).unanswered)
    decide(db, project)
    other = db.escalations(version="2.0.1")[0].id
    decide_other = db.decide(other, project=project, option=1, why="w", by="b")
    found = db.decisions(project)
    assert found.versions == ("1.6",)
    assert POINT in open_before and "ocpp16-duplicate-start-transaction" in open_before
    assert [each.id for each in found.answered] == [POINT]
    assert POINT not in dict(found.unanswered)
    assert [each.id for each in found.unused] == [decide_other.id]


def test_a_record_that_has_changed_asks_again(db, project):
    decide(db, project)
    file = project / "ocpp-decisions.yml"
    file.write_text(re.sub(r'record: "[0-9a-f]{12}"', 'record: "000000000000"', file.read_text()))
    (stale,) = db.decisions(project).stale
    assert (stale.id, stale.state) == (POINT, "changed")
    answer = db.escalation(POINT, project=project).answer("strict")
    assert "But the record has changed since: look at it again." in answer
    assert answer.endswith("Write no code for this point before it is answered.")


def test_a_point_that_is_settled_or_unknown(db, project):
    settled = db.settled(version="1.6")[0].id
    entry = '  - id: {}\n    answer: "a"\n    why: "w"\n    by: "b"\n    date: "2026-05-01"\n    record: "000000000000"\n'
    (project / "ocpp-decisions.yml").write_text("decisions:\n" + entry.format(settled) + entry.format("ocpp16-no-such-point"))
    assert [each.state for each in db.decisions(project).stale] == ["settled", "unknown"]


WRONG = {
    "decisions:\n  - id: a\n": "'why' is missing in decisions.0",
    "decision:\n": "Additional properties are not allowed",
    "decisions: 7\n": "7 is not of type",
    "- a\n": "found no mapping, expected decisions: and a list of entries. Write it with: ocppdb decide",
    "decisions:\n\t- a\n": "a tab",
    'decisions:\n  - id: a\n    option: 1\n    answer: "both"\n    why: "w"\n    by: "b"\n    date: "2026-05-01"\n    record: "000000000000"\n': "expected either an option of the record, by its number, or an answer in your own words",
    'decisions:\n  - id: a\n    option: 1\n    why: "w"\n    by: "b"\n    date: "May"\n    record: "000000000000"\n': "does not match",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_file_is_refused_at_its_line(db, project, text):
    (project / "ocpp-decisions.yml").write_text(text)
    with pytest.raises(DecisionError, match=re.escape(WRONG[text])) as refused:
        db.escalations(version="1.6", project=project)
    assert re.search(r"ocpp-decisions\.yml:\d", str(refused.value))


def test_a_decision_that_cannot_be_written(db, project):
    with pytest.raises(NotFound, match="nearest: ocpp16-call-timeout-length"):
        db.decide("ocpp16-call-timeout-lenght", project=project, option=1, why="w", by="b")
    with pytest.raises(DecisionError, match=r"has no option 9; it has 1 \(Wait 30 seconds"):
        decide(db, project, option=9)
    with pytest.raises(DecisionError, match="either one of its options or an answer in your own words"):
        decide(db, project, answer="too")
    with pytest.raises(DecisionError, match="a decision says why, and who decided"):
        decide(db, project, why=" ")
    with pytest.raises(DecisionError, match=r"expected a date such as 2026-05-01, found 'May'"):
        decide(db, project, date="May")
    decide(db, project)
    with pytest.raises(
        DecisionError, match=r"ocpp-decisions.yml:3: .* is decided there for the same scope. Change that entry."
    ):
        decide(db, project)


def test_the_shape_is_a_json_schema(project):
    Draft202012Validator.check_schema(decisions_shape())
