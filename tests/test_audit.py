"""The audit of code: each rule by its breach, what silences it, and the forms for people, programs and code hosts."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ocppdb.cli import main
from ocppdb.errors import NotFound
from ocppdb.records.audits import RULES, Rule

ROOT = Path(__file__).parent.parent
POINT = "ocpp16-call-timeout-length"
NOTE = "OCPP POLICY-DEPENDENT: Wait 30 seconds unless MessageTimeout says otherwise. Verify this matches your requirements."


@pytest.fixture
def audited(db, tmp_path):
    """A function that audits files, given by their names and texts, as a project of OCPP 1.6."""
    (tmp_path / ".git").mkdir()

    def audit(version="1.6", **files):
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text)
        return [(each.rule, each.line, each.text) for each in db.audit(tmp_path, version).remarks]

    audit.project = tmp_path
    return audit


COMMENTS = {
    "a.py": f"x = 1  # {NOTE}\n",
    "a.ts": f"// {NOTE}\n",
    "a.c": f"/* {NOTE} */\n",
    "a.java": f"/**\n * {NOTE}\n */\n",
    "a.sql": f"-- {NOTE}\n",
    "a.lisp": f";; {NOTE}\n",
    "a.erl": f"%% {NOTE}\n",
    "a.html": f"<!-- {NOTE} -->\n",
    "a.ml": f"(* {NOTE} *)\n",
    "a.vb": f"' {NOTE}\n",
    "a.f90": f"! {NOTE}\n",
}


@pytest.mark.parametrize("name", COMMENTS)
def test_an_annotation_in_any_comment_lacks_or_has_a_decision(db, audited, name):
    (audited.project / name).write_text(COMMENTS[name])
    (remark,) = db.audit(audited.project, "1.6").remarks
    assert (remark.rule, remark.about) == ("undecided", ("1.6", "escalation", POINT))
    assert remark.text.endswith(f"Then: ocppdb decide {POINT}")
    db.decide(POINT, project=audited.project, option=1, why="w", by="backend team", date="2026-05-01")
    audit = db.audit(audited.project, "1.6")
    assert [(each.rule, each.level) for each in audit.remarks] == [("decided", "note")]
    assert "Decided by backend team on 2026-05-01" in audit.remarks[0].text
    assert audit.ok


def test_an_annotation_finds_its_point_by_its_id_too(audited):
    (first, second) = audited(a_py=f"# OCPP POLICY-DEPENDENT: a minute, see {POINT}\n# OCPP SPEC-SILENT: something else\n")
    assert f"ocppdb decide {POINT}" in first[2]
    assert second[2] == (
        "OCPP SPEC-SILENT: something else No recorded point is meant by these words. "
        "Name its id in the comment: ocppdb escalations WORDS"
    )


def test_a_text_that_is_no_comment_is_no_annotation(audited):
    assert audited(a_py='print("OCPP SPEC-SILENT: not a comment")\n') == []


BREACHES = [
    ('send("BootNotifcation")', "unknown-name", "'BootNotifcation' is no name of OCPP; nearest: BootNotification."),
    ('keys = ["HeartbeatIntervall"]', "unknown-name", "'HeartbeatIntervall' is no name of OCPP; nearest: HeartbeatInterval."),
    ("reason = 'EVDisconected'", "misspelt-value", "'EVDisconected' is no name of OCPP; nearest: EVDisconnected."),
    ('s = "AcceptedCancelled"', "misspelt-value", "'AcceptedCancelled' is no name of OCPP; nearest: AcceptedCanceled."),
    (
        'code = "PropertyConstrantViolation"',
        "misspelt-value",
        "'PropertyConstrantViolation' is no name of OCPP; nearest: PropertyConstraintViolation.",
    ),
    ('on("TransactionEvent")', "other-version", "'TransactionEvent' is of OCPP 2.0.1"),
    ('code = "OccurrenceConstraintViolation"', "other-version", "'OccurrenceConstraintViolation' is of OCPP 2.0.1"),
    (
        'raw = \'[2,"1","Reset",{"type":"Warm"}]\'',
        "invalid-frame",
        'Reset: type: expected Hard or Soft, found string "Warm" (OCPP 1.6).',
    ),
]


@pytest.mark.parametrize(("line", "rule", "text"), BREACHES)
def test_each_breach_is_told_and_can_be_ignored(audited, line, rule, text):
    ((found, number, said),) = audited(a_py=f"import x\n\n{line}\n")
    assert (found, number, said[: len(text)]) == (rule, 3, text)
    assert audited(a_py=f"{line}  # ocppdb: ignore {rule}\n") == []
    assert audited(a_py=f"# ocppdb: ignore unused-ignore, {rule}\n{line}\n")[-1][0] == "unused-ignore"
    assert audited(a_py=f"# ocppdb: ignore {rule}\n{line}\n") == []
    assert {each[0] for each in audited(a_py=f"# ocppdb: ignore {rule}\n\n{line}\n")} == {rule, "unused-ignore"}


RIGHT = [
    'send("BootNotification"); keys = ["HeartbeatInterval"]; code = "OccurenceConstraintViolation"',
    'x = "ChargingStart"; y = "MeterValueTypes"',
    'class MeterValue: pass; x = "MeterValue"; y = "ChargingProfiles"',
    'x = "OnPublishFirmware"; y = "SomethingOfOurOwn"; z = "BootNotifcation2Handler"',
    "the TransactionEvent of another version, not in quotes",
    'raw = \'[2,"1","Reset",{"type":"Hard"}]\'',
    'template = \'[2,"1","Reset",{"type":"%s"}]\'',
    '# an invalid type\nraw = \'[2,"1","Reset",{"type":"Warm"}]\'',
    'raw = \'[2,"1","OurOwnMessage",{"a":1}]\'',
    'on("Get15118EVCertificate")  # ISO 15118 over DataTransfer',
    'ALIASES = ["OccurrenceConstraintViolation"]',
]


@pytest.mark.parametrize("line", RIGHT)
def test_what_is_right_or_meant_is_passed_over(audited, line):
    assert audited(a_py=line + "\n") == []


def test_a_file_of_a_version_that_is_not_covered_has_names_of_its_own(audited):
    assert audited(a_scala='// OCPP 2.0\non("TransactionEvent")\n') == []


def test_a_frame_is_judged_by_a_version_that_has_its_message(db, audited):
    frame = '[2,"1","StopTransaction",{"meterStop":0,"timestamp":"","transactionId":0,"transactionData":[{"timestamp":"","sampledValue":[]}]}]'
    (audited.project / "a.py").write_text(f"a = 'ocpp1.6', 'ocpp2.0.1'\nraw = '{frame}'\n")
    (remark,) = db.audit(audited.project).remarks
    assert remark.text.startswith("StopTransaction: timestamp: expected date-time") and "(OCPP 1.6)" in remark.text


def test_prose_and_schemas_are_no_code(audited):
    assert (
        audited(README_md='"BootNotifcation" and "TransactionEvent"', s_json='{"$schema": "x", "title": "BootNotifcation"}')
        == []
    )


def test_an_ignore_that_nothing_needs(audited):
    assert audited(a_go="// ocppdb: ignore invalid-frame\nx := 1 // ocppdb: ignore unknwon-name\n") == [
        ("unused-ignore", 1, "invalid-frame finds nothing here. Take the comment out."),
        ("unused-ignore", 2, "unknwon-name is no rule; nearest: unknown-name. Take the comment out."),
    ]


def test_a_stale_decision(audited):
    (audited.project / "ocpp-decisions.yml").write_text(
        f'decisions:\n  - id: {POINT}\n    option: 1\n    why: "w"\n    by: "b"\n    date: "2026-05-01"\n    record: "000000000000"\n'
    )
    ((rule, line, text),) = audited(a_py="import x\n")
    assert (rule, line) == ("stale-decision", 2)
    assert text.endswith("But the record has changed since: look at it again.")


def test_without_a_version_the_project_is_judged_by_what_it_speaks(db, tmp_path):
    for number in range(10):
        (tmp_path / f"a{number}.py").write_text('p = "ocpp2.0.1"\n')
    (tmp_path / "b.py").write_text('on("StartTransaction")\n')
    audit = db.audit(tmp_path)
    assert audit.versions == ("2.0.1",)
    assert [(each.file, each.rule) for each in audit.remarks] == [("b.py", "other-version")]


def test_fingerprints_outlive_lines_that_move(db, audited):
    line = 'send("BootNotifcation")\n'

    def prints(text):
        (audited.project / "a.py").write_text(text)
        return [each.fingerprint for each in db.audit(audited.project, "1.6").remarks]

    assert prints(line * 2) == prints("\n\n" + line + "x = 1\n" + line)
    assert len(set(prints(line * 2))) == 2


def test_a_path_that_is_not_there(db):
    with pytest.raises(
        NotFound, match="nowhere: no such file or folder. Name a file of text or a folder, or - for what is typed in."
    ):
        db.audit("nowhere")


SARIF = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "additionalProperties": False,
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "additionalProperties": False,
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "informationUri": {"type": "string", "pattern": "^https?://"},
                                    "rules": {
                                        "type": "array",
                                        "uniqueItems": True,
                                        "items": {
                                            "type": "object",
                                            "required": ["id"],
                                            "additionalProperties": False,
                                            "properties": {
                                                "id": {"type": "string"},
                                                "shortDescription": {"$ref": "#/$defs/text"},
                                                "help": {"$ref": "#/$defs/text"},
                                                "helpUri": {"type": "string", "pattern": "^https?://"},
                                                "defaultConfiguration": {
                                                    "type": "object",
                                                    "additionalProperties": False,
                                                    "properties": {"level": {"$ref": "#/$defs/level"}},
                                                },
                                            },
                                        },
                                    },
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["message"],
                            "additionalProperties": False,
                            "properties": {
                                "ruleId": {"type": "string"},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "level": {"$ref": "#/$defs/level"},
                                "message": {"$ref": "#/$defs/text"},
                                "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
                                "properties": {"type": "object"},
                                "locations": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "additionalProperties": False,
                                        "properties": {
                                            "physicalLocation": {
                                                "type": "object",
                                                "additionalProperties": False,
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "uri": {"type": "string", "pattern": r"^[!#-;=?-\[\]_a-z~%]*$"},
                                                            "uriBaseId": {"type": "string"},
                                                        },
                                                    },
                                                    "region": {
                                                        "type": "object",
                                                        "additionalProperties": False,
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                        },
                                                    },
                                                },
                                            }
                                        },
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
    "$defs": {
        "text": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string"}},
        },
        "level": {"enum": ["none", "note", "warning", "error"]},
    },
}
"""What SARIF 2.1.0 demands of the parts that are written here, in words of our own; and no part that is not told here."""


def test_text_lines_and_sarif_say_the_same(audited, database_file):
    def run(*arguments):
        arguments = ("audit", str(audited.project), "--version", "1.6", *arguments)
        return CliRunner().invoke(main, arguments, env={"OCPPDB": str(database_file)}, prog_name="ocppdb")

    audited(**{"odd name.py": 'send("BootNotifcation")\n'})
    text, lines, sarif = run(), run("--format", "jsonl"), run("--format", "sarif", "--site", "https://ocpp.example.org/")
    assert {each.exit_code for each in (text, lines, sarif)} == {1}
    said = "'BootNotifcation' is no name of OCPP; nearest: BootNotification."
    assert text.stdout == f"odd name.py:1:7: warning unknown-name: {said}\n"
    assert text.stderr.startswith("OCPP 1.6, 1 files; mode strict: no line about OCPP escalation")
    (remark,) = map(json.loads, lines.stdout.splitlines())
    assert (remark["rule"], remark["text"], remark["about"]) == ("unknown-name", said, ["1.6", "message", "BootNotification"])
    log = json.loads(sarif.stdout)
    Draft202012Validator(SARIF).validate(log)
    (result,) = log["runs"][0]["results"]
    assert log["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-name"
    assert result["message"] == {"text": said}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "odd%20name.py"
    assert result["partialFingerprints"] == {"ocppdb/v1": remark["fingerprint"]}
    assert result["properties"]["page"] == "https://ocpp.example.org/1.6/messages/BootNotification"


def test_the_pages_that_help_are_there(db, audited, database_file):
    from ocppdb.site.addresses import Addresses

    environment = {"OCPPDB": str(database_file), "OCPPDB_SITE": "https://ocpp.example.org"}
    result = CliRunner().invoke(main, ("audit", str(audited.project), "--format", "sarif"), env=environment)
    assert result.exit_code == 0
    addresses = Addresses(db)
    for rule in json.loads(result.stdout)["runs"][0]["tool"]["driver"]["rules"]:
        place = urlsplit(rule["helpUri"]).path.strip("/")
        assert place == "" or addresses.kind(place) == RULES[rule["id"]].kind


def test_no_address_is_told_where_no_site_is_known(audited, database_file):
    audited(**{"a.py": 'send("BootNotifcation")\n'})
    environment = {"OCPPDB": str(database_file), "OCPPDB_SITE": None}
    log = json.loads(CliRunner().invoke(main, ("audit", str(audited.project), "--format", "sarif"), env=environment).stdout)
    Draft202012Validator(SARIF).validate(log)
    assert len(log["runs"][0]["results"]) == 1
    assert re.findall(r"https?://[^\s\"]+", json.dumps(log)) == [log["$schema"]]


def test_nothing_found_is_status_0_and_the_rules_are_listed(audited, database_file):
    run = CliRunner().invoke(main, ("audit", str(audited.project)), env={"OCPPDB": str(database_file)})
    assert (run.exit_code, run.stdout) == (0, "nothing found\n")
    listed = CliRunner().invoke(main, ("audit", "--rules"), env={"OCPPDB": str(database_file)}).stdout
    assert [line.split()[0] for line in listed.splitlines()] == list(RULES) == list(get_args(Rule))


def test_every_rule_says_what_it_finds_and_the_cure():
    assert [id for id, rule in RULES.items() if not (rule.finds.endswith(".") and rule.cure.endswith("."))] == []
    assert [id for id in RULES if not re.fullmatch(r"[a-z]+(-[a-z]+)*", id)] == []


def test_the_hook_and_the_action_call_commands_and_options_that_exist():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["id"] == "ocppdb-audit" and hook["pass_filenames"] is False
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    audit = action["runs"]["steps"][-1]
    assert set(audit["env"]) | {"RUNNER_TEMP"} == set(re.findall(r"\$\{?([A-Z_]+)", audit["run"]))
    assert {re.sub(r"\$\{\{ inputs\.|\s*\}\}", "", each) for each in audit["env"].values()} == set(action["inputs"])
    for line in (hook["entry"], audit["run"]):
        program, command, *words = line.split()
        options = {option for parameter in main.get_command(None, command).params for option in parameter.opts}
        assert program.strip('"').rpartition("/")[2] == "ocppdb"
        assert set(re.findall(r"--[a-z]+", " ".join(words))) <= options


def test_the_action_passes_its_inputs_as_words(audited, database_file, tmp_path_factory):
    """What stands in an input is a path or a version, whatever signs are in it; the line of the action is run as a shell would."""
    step = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"][-1]
    audited(**{"a.py": 'on("TransactionEvent")\n'})
    temporary = tmp_path_factory.mktemp("runner")
    (temporary / "ocppdb").symlink_to(os.path.dirname(os.path.dirname(sys.executable)))  # what the step before installs
    environment = os.environ | {
        "OCPPDB": str(database_file),
        "RUNNER_TEMP": str(temporary),
        "AUDITED": ".",
        "VERSION": "1.6",
        "SARIF": "$(touch harm).sarif",
    }
    run = subprocess.run(["bash", "-ec", step["run"]], cwd=audited.project, env=environment, capture_output=True, text=True)
    assert run.returncode == 1, run.stderr
    log = json.loads((audited.project / "$(touch harm).sarif").read_text())
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["other-version"]
    assert not (audited.project / "harm").exists()
