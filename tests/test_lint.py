"""Lint: what must be true of the seed beyond the shape of its records, demanded as far as a version goes."""

import contextlib
import importlib.util
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from test_seed import edit

from ocppdb import NotFound, SeedError
from ocppdb.build import lint, seed
from ocppdb.build.carried import with_carried
from ocppdb.build.flow import payloads_of
from ocppdb.build.lint.rule import name_of
from ocppdb.build.lint.stages import STAGES
from ocppdb.build.strict_yaml import parse

DISTRIBUTED = Path(importlib.util.find_spec("ocpp").submodule_search_locations[0]) / "v201" / "schemas"


def edited(file, old, new):
    return lambda root: edit(root / file, old, new)


def removed(path):
    return lambda root: shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()


def copied(file, to):
    return lambda root: shutil.copy(root / file, root / to)


def outcome(record):
    """Say what became of a record of 2.0.1 in 2.1."""
    return lambda root: (root / "ocpp21" / "carried.yml").write_text(f"source: ocpp21-part2-ed1\nrecords:\n- {record}\n")


BREAKS = {
    "checked-or-not": (
        edited("ocpp16/rules/remote-control.yml", "schema: {properties: {connectorId: {minimum: 1}}}", "named: rising"),
        "has 0 ways in 'of', expected 1",
    ),
    "check-looks-at-fields": (
        edited(
            "ocpp16/rules/remote-control.yml",
            "{properties: {connectorId: {minimum: 1}}}",
            "{properties: {conectorId: {minimum: 1}}}",
        ),
        "RemoteStartTransaction.request has no field 'conectorId'; nearest: connectorId",
    ),
    "check-examples-tell": (
        edited(
            "ocpp16/rules/remote-control.yml",
            'fails: {idTag: "04A1B2C3", connectorId: 0}',
            'fails: {idTag: "04A1B2C3", connectorId: 2}',
        ),
        "passes the check, expected an example that fails it",
    ),
    "example-is-right": (
        edited("ocpp16/examples/core.yml", "chargePointModel: Duo-22", "chargePointModel: 22"),
        "chargePointModel: expected string, found number 22",
    ),
    "minimal-is-minimal": (
        edited("ocpp16/examples/core.yml", "{chargePointVendor: Sunwell,", "{meterType: MID-3P, chargePointVendor: Sunwell,"),
        "found 'meterType', which may be left out; expected what is required alone",
    ),
    "every-payload-has-examples": (
        lambda root: (root / "ocpp16" / "examples" / "core.yml").unlink(),
        "Heartbeat.response has no minimal and no realistic example",
    ),
    "step-makes-a-frame": (
        edited(
            "ocpp16/sequences/boot-pending-authorization-key.yml",
            "response: BootNotification\n  values: {status: Pending, interval: 600}",
            "response: BootNotification\n  values: {interval: soon}",
        ),
        'in the example of BootNotification.response: interval: expected integer, found string "soon"',
    ),
    "answer-fits-its-request": (
        edited("ocpp201/sequences/n06-request-too-large.yml", "Result[].id: [12, 13, 14]", "Result[].id: [12, 13, 15]"),
        "request.id[2] breaks the rule n-clear-one-result-per-id: found number 14",
    ),
    "known-document-of-topic": (
        edited("ocpp16/topics.yml", "- OCPP-1.6J.md", "- OCPP-1.6.md"),
        "found 'OCPP-1.6.md', expected the path of a document of seed/*/documents.yml",
    ),
    "topic-called-once": (
        edited("ocpp16/topics.yml", 'name: "core"', 'name: "flows"'),
        "'flows' is already at seed/ocpp16/topics.yml:",
    ),
    "part-shows-something": (
        edited("ocpp16/documents.yml", 'of: ["Core"]', 'of: ["Kernel"]'),
        "found 'Kernel', of which there are no messages in OCPP 1.6",
    ),
    "once-only": (
        edited("ocpp16/messages.yml", "- action: Heartbeat\n", "- action: Authorize\n"),
        "Authorize is already at seed/ocpp16/messages.yml:3",
    ),
    "known-source": (
        edited("ocpp16/roles.yml", "source: ocpp16-ed2", "source: hearsay"),
        "found 'hearsay', expected a source of seed/sources.yml",
    ),
    "one-assumed-version": (
        edited("ocpp16/version.yml", "assumed: false", "assumed: true"),
        "2 versions are assumed, expected exactly one",
    ),
    "version-words-differ": (edited("ocpp16/version.yml", "words: [", 'words: ["201", '), "'201' stands for 2 versions"),
    "known-group": (
        edited("ocpp16/messages.yml", "group: Core", "group: Basic"),
        "found 'Basic', expected a group of seed/ocpp16/groups.yml: Core, Firmware Management",
    ),
    "group-in-use": (
        edited("ocpp16/groups.yml", "- name: Remote Trigger\n", "- name: Trigger\n"),
        "no message belongs to Trigger",
    ),
    "one-role-a-side": (
        edited("ocpp201/roles.yml", "side: csms", "side: station"),
        "has roles for station, station, expected csms, station",
    ),
    "known-parent": (
        edited("ocpp201/device-levels.yml", "parent: EVSE", "parent: Outlet"),
        "found 'Outlet', expected a level that stands before it",
    ),
    "subject-exists": (
        edited(
            "ocpp16/rules/remote-control.yml",
            "name: UnlockConnector.request.connectorId}",
            "name: UnlockConnector.request.connector}",
        ),
        "no field is called 'UnlockConnector.request.connector' in OCPP 1.6",
    ),
    "reference-exists": (
        edited("ocpp201/requirements/B.yml", "  - BootNotification\n", "  - BootNotified\n"),
        "no message is called 'BootNotified' in OCPP 2.0.1",
    ),
    "cited-requirement-exists": (
        edited("ocpp201/rules/smart-charging.yml", "section: K01.FR.03", "section: K01.FR.99"),
        "no requirement is called 'K01.FR.99'",
    ),
    "known-role": (
        edited("ocpp16/rules/provisioning.yml", "who: Charge Point", "who: CSMS"),
        "found 'CSMS', expected one of Charge Point, Central System, either",
    ),
    "known-status": (
        edited("ocpp16/status-transitions.yml", "from_status: Available", "from_status: Free"),
        "found 'Free', expected one of Available, Preparing",
    ),
    "known-unit": (
        edited("ocpp201/device-variables.yml", "  unit: s\n", "  unit: sec\n"),
        "found 'sec', expected a unit of seed/ocpp201/units.yml",
    ),
    "known-data-type": (
        edited("ocpp201/variables.yml", "  data_type: boolean\n", "  data_type: bool\n"),
        "found 'bool', expected one of string, decimal",
    ),
    "known-document": (
        edited("ocpp16/errata.yml", "document: ocpp16-ed2", "document: ocpp16"),
        "found 'ocpp16', expected a source",
    ),
    "everything-described": (
        edited(
            "ocpp16/value-meanings.yml", "- value: AuthorizationStatus.Blocked\n", "- value: AuthorizationStatus.Accepted\n"
        ),
        "AuthorizationStatus.Blocked has no meaning; write one in seed/ocpp16/value-meanings.yml",
    ),
    "place-in-schemas": (
        edited("ocpp16/types.yml", "- Authorize.request.idTag\n", "- Authorize.request.idTags\n"),
        "Authorize.request.idTags is in no schema of OCPP 1.6",
    ),
    "reached-is-there": (removed("ocpp16/rules"), "reaches rules and has none; add some, or take rules out of 'reaches'"),
    "sequence-belongs": (
        edited("ocpp201/sequences/b01-cold-boot.yml", "use_case: B01\n", "use_case: B99\n"),
        "no use case is called 'B99'",
    ),
    "step-is-one-thing": (
        edited(
            "ocpp201/sequences/b01-cold-boot.yml",
            "- request: BootNotification\n",
            "- request: BootNotification\n  internal: CSMS\n",
        ),
        "found request and internal of",
    ),
    "step-sends-what-it-may": (
        edited(
            "ocpp201/sequences/b01-cold-boot.yml",
            "- request: BootNotification\n",
            "- request: BootNotification\n  from: CSMS\n  to: Charging Station\n",
        ),
        "CSMS may not send BootNotification, which goes station-to-csms",
    ),
    "response-follows-request": (
        edited("ocpp201/sequences/b01-cold-boot.yml", "- response: BootNotification\n", "- response: Heartbeat\n"),
        "Heartbeat answers no open request",
    ),
    "field-values-legal": (
        edited("ocpp201/sequences/b01-cold-boot.yml", "reason: PowerUp", "reason: PoweredUp"),
        "reason is 'PoweredUp', expected one of",
    ),
    "step-requirement-exists": (
        edited("ocpp201/sequences/b01-cold-boot.yml", "B01.FR.01", "B01.FR.98"),
        "no requirement is called 'B01.FR.98'",
    ),
    "every-message-occurs": (removed("ocpp16/sequences/clear-cache.yml"), "no sequence of OCPP 1.6 has ClearCache"),
    "use-case-is-told": (
        edited("ocpp201/sequences/o06-replace-display-message.yml", "use_case: O06", "use_case: O01"),
        "O06 has no sequence; expected a sequence or 'without_messages'",
    ),
    "no-flow-twice": (
        copied("ocpp201/sequences/b01-cold-boot.yml", "ocpp201/sequences/b01-again.yml"),
        "tells the same flow as seed/ocpp201/sequences/b01-again.yml:1",
    ),
    "open-point-evidence": (
        edited("ocpp16/escalations/call-timeout-length.yml", "source: ocppj16", "source: hearsay"),
        "found 'hearsay', expected a source",
    ),
    "open-point-groups": (
        edited("ocpp16/escalations/call-timeout-length.yml", "groups: [Core]", "groups: [Basic]"),
        "no group is called 'Basic' in OCPP 1.6",
    ),
    "every-group-has-a-point": (
        edited("ocpp16/groups.yml", "- name: Remote Trigger\n", "- name: Trigger\n"),
        "no escalation belongs to Trigger of OCPP 1.6",
    ),
    "one-pragmatic-option": (
        edited(
            "ocpp16/escalations/call-timeout-length.yml",
            "  pragmatic: true\n  reason: It is long enough for mobile networks, whose long round trips the text asks to consider, and still bounded.\n",
            "",
        ),
        "0 options are pragmatic, expected exactly one",
    ),
    "related-exists": (
        edited("ocpp16/escalations/call-timeout-length.yml", "related: [", "related: [nothing, "),
        "found 'nothing', expected another",
    ),
    "step-rules-exist": (
        edited("ocpp16/schedule-steps.yml", "rules: [composite-schedule-window]", "rules: [composite-schedule-door]"),
        "no rule is called 'composite-schedule-door' in OCPP 1.6",
    ),
    "option-is-an-escalation": (
        edited("ocpp16/schedule-options.yml", "choices: [lower, hides]", "choices: [lower]"),
        "1 choices for the 2 options of profile-before-start-schedule; expected one for each, in their order",
    ),
    "example-points-exist": (
        edited("ocpp16/schedule-examples/night-tariff.yml", "  - recurring-profile-daylight-saving", "  - day-and-night"),
        "no escalation is called 'day-and-night' in OCPP 1.6",
    ),
    "demand-has-its-level": (
        edited(
            "ocpp201/rules/remote-control.yml",
            "allowed: recommended\n  refusal: NotSupported",
            "allowed: required\n  refusal: NotSupported",
        ),
        "found 'required', and its requirement says SHOULD",
    ),
    "no-opposite-demands": (
        edited(
            "ocpp16/rules/remote-control.yml",
            "- id: connector-zero-unlock-connector\n",
            "- id: connector-zero-unlocks-all\n  kind: special-value\n  subjects:\n  - {kind: field, name: UnlockConnector.request.connectorId}\n"
            "  - {kind: message, name: UnlockConnector}\n  - {kind: term, name: ConnectorId 0}\n  value: '0'\n  who: Central System\n"
            "  allowed: permitted\n  text: Zero unlocks all.\n  section: '6.53'\n- id: connector-zero-unlock-connector\n",
        ),
        "'forbidden' against 'permitted' of connector-zero-unlocks-all; link an exception",
    ),
    "text-says-more": (
        edited(
            "ocpp16/field-descriptions.yml",
            "  description: Meter reading of the connector when the transaction starts.\n",
            "  description: meterStart and meterStop are whole numbers of Wh, read at the meter of the connector when the transaction starts and when it ends.\n",
        ),
        "says nothing that the description of StartTransaction.request.meterStart does not",
    ),
    "requirement-is-told": (
        edited("ocpp201/rules/authorization.yml", "section: C04.FR.03", "section: C04"),
        "C04.FR.03 is told by nothing",
    ),
    "link-ends-exist": (
        edited("ocpp16/links/transport.yml", "name: no-common-subprotocol}", "name: no-common-subprotocols}"),
        "no settled is called 'no-common-subprotocols' in OCPP 1.6",
    ),
    "known-code": (
        edited("ocpp16/callerrors.yml", "code: FormationViolation", "code: FormatViolation"),
        "no error-code is called 'FormatViolation' in OCPP 1.6",
    ),
    "step-names-exist": (
        edited(
            "ocpp201/sequences/b01-cold-boot.yml",
            "- response: BootNotification\n",
            "- response: BootNotification\n  code: NotSupported\n",
        ),
        "has only one of 'error' and 'code', expected both or none",
    ),
    "mapping-ends": (
        edited("mappings/1.6-2.0.1/transactions.yml", "  relation: merged\n", "  relation: gone\n"),
        "gone has from and to, expected from",
    ),
    "mapping-ends-exist": (
        edited("mappings/1.6-2.0.1/transactions.yml", "name: TransactionEvent}", "name: TransactionEvents}"),
        "no message is called 'TransactionEvents' in OCPP 2.0.1; nearest: TransactionEvent",
    ),
    "mapping-once": (
        edited("mappings/1.6-2.0.1/transactions.yml", "name: StopTransaction}", "name: StartTransaction}"),
        "StartTransaction to TransactionEvent is already at seed/mappings/1.6-2.0.1/transactions.yml:5; keep one of the two",
    ),
    "mappings-complete": (
        removed("mappings/1.6-2.0.1/transactions.yml"),
        "nothing says what becomes of message StartTransaction in OCPP 2.0.1; write a mapping, or that it is gone",
    ),
    "outcome-is-of-one-record": (
        outcome("{rule: b-boot-accepted-late, section: B01.FR.01}"),
        "no rule is called 'b-boot-accepted-late' in OCPP 2.0.1; nearest: ",
    ),
    "outcome-leads-on": (
        outcome("{rule: b-reset-accepted, rewritten: It is answered later., as: [b-reset-answered]}"),
        "no rule is called 'b-reset-answered' in OCPP 2.1",
    ),
    "record-has-an-outcome": (
        edited("ocpp21/carried/authorization.yml", "- {rule: c-authorize-starts-nothing, section: C 1.6}\n", ""),
        "what became of the rule c-authorize-starts-nothing in OCPP 2.1 is told by nothing",
    ),
}
"""What breaks each rule, and what the rule says of it."""


def test_every_rule_is_broken_here_and_says_itself_in_a_sentence():
    assert sorted(BREAKS) == sorted(map(name_of, lint.RULES))
    assert [name_of(rule) for rule in lint.RULES if not (rule.__doc__ or "").endswith(".")] == []


@pytest.mark.parametrize("rule", [name_of(rule) for rule in lint.RULES])
def test_each_rule_finds_what_breaks_it(seed_copy, structures, rule, shipped_seed):
    break_it, says = BREAKS[rule]
    break_it(seed_copy)
    check = linted if rule == "record-has-an-outcome" else read_alone
    found = check(seed_copy, structures, shipped_seed, only=rule)
    assert {problem.rule for problem in found} == {rule}
    assert any(says in problem.text for problem in found), found
    assert all(problem.place.startswith("seed/") for problem in found)


def read_alone(root, structures, before, **options):
    """What lint finds in the seed as it is written: most rules look at nothing that is carried over."""
    return lint.check(seed.read(root, before), structures, **options)


def linted(root, structures, before, **options):
    """What lint finds as the build asks it: of the seed with what is carried over."""
    return lint.check(with_carried(seed.read(root, before), structures), structures, **options)


def test_all_rules_are_asked_at_once_and_answer_in_reading_order(seed_copy, structures, shipped_seed):
    for rule in ("known-source", "known-group", "related-exists"):
        BREAKS[rule][0](seed_copy)
    found = linted(seed_copy, structures, shipped_seed)
    assert [(problem.rule, problem.place.rpartition(":")[0]) for problem in found] == [
        ("related-exists", "seed/ocpp16/escalations/call-timeout-length.yml"),
        ("known-group", "seed/ocpp16/messages.yml"),
        *[("known-source", "seed/ocpp16/roles.yml")] * 2,
    ]


def test_a_rule_is_known_by_its_name_however_it_is_written(structures, shipped_seed):
    assert lint.check(shipped_seed, structures, only="Known_Group") == []
    with pytest.raises(NotFound, match="no rule of lint is called 'known-groups'; nearest: known-group") as caught:
        lint.check(shipped_seed, structures, only="known-groups")
    assert caught.value.nearest[0] == "known-group"
    with pytest.raises(NotFound, match="expected one of once-only, known-source") as caught:
        lint.check(shipped_seed, structures, only="x" * 100_000)
    assert len(str(caught.value)) < 2000


def test_an_alias_that_is_shorter_than_the_schema(seed_copy, structures, shipped_seed):
    edit(seed_copy / "ocpp16" / "types.yml", "max_length: 25\n", "max_length: 24\n")
    found = [problem.text for problem in lint.check(seed.read(seed_copy, shipped_seed), structures)]
    assert any("has length 25 in the schema and 24 as CiString25Type" in text for text in found)


@pytest.mark.parametrize(
    ("length", "problems"), [(20, []), (21, ["chargePointVendor has 21 characters, at most 20 are allowed"])]
)
def test_a_value_may_be_as_long_as_the_schema_says(seed_copy, structures, length, problems, shipped_seed):
    file = seed_copy / "ocpp16" / "sequences" / "boot-pending.yml"
    edit(file, "chargePointVendor: Sunwell", f"chargePointVendor: {'V' * length}")
    found = lint.check(seed.read(seed_copy, shipped_seed), structures, only="field-values-legal")
    assert [problem.text for problem in found] == problems


def test_a_step_leaves_out_what_is_not_required(seed_copy, structures, shipped_seed):
    file = seed_copy / "ocpp201" / "sequences" / "n01-log-not-available.yml"
    edit(file, "values: {status: Rejected, filename: null}", "values: {status: null, filename: null}")
    found = lint.check(seed.read(seed_copy, shipped_seed), structures, only="field-values-legal")
    assert [problem.text for problem in found] == ["status is left out, and is required"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "  breaks: [n-customer-exactly-one-reference]\n",
            "",
            'customerIdentifier breaks the rule n-customer-exactly-one-reference: found string "4711"',
        ),
        (
            ', customerIdentifier: "4711"',
            "",
            "the rule n-customer-exactly-one-reference is not broken, as 'breaks' says it is",
        ),
    ],
)
def test_a_step_breaks_the_rules_that_it_says_it_breaks(seed_copy, structures, old, new, says, shipped_seed):
    edit(seed_copy / "ocpp201" / "sequences" / "n09-customer-reference-invalid.yml", old, new)
    found = lint.check(seed.read(seed_copy, shipped_seed), structures, only="step-makes-a-frame")
    assert [problem.text for problem in found] == [f"in the example of CustomerInformation.request: {says}"]


def test_a_reason_without_a_pragmatic_option(seed_copy, structures, shipped_seed):
    edit(seed_copy / "ocpp16" / "escalations" / "call-timeout-length.yml", "  pragmatic: true\n", "")
    (_, found) = lint.check(seed.read(seed_copy, shipped_seed), structures, only="one-pragmatic-option")
    assert "has only one of 'pragmatic' and 'reason', expected both or none" in found.text


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "  status_enumeration: ChargePointStatus\n",
            "",
            "names no status_enumeration, and seed/ocpp16/status-transitions.yml:3",
        ),
        ("ChargePointStatus", "ChargePointState", "no enumeration is called 'ChargePointState' in OCPP 1.6"),
        ("ChargePointStatus", "IdTagInfo", "no enumeration is called 'IdTagInfo' in OCPP 1.6"),
    ],
)
def test_an_enumeration_that_a_version_names(seed_copy, structures, old, new, says, shipped_seed):
    edit(seed_copy / "ocpp16" / "version.yml", old, new)
    (found,) = lint.check(seed.read(seed_copy, shipped_seed), structures, only="known-status")
    assert found.text.startswith(says)


def test_an_enumeration_of_data_types_that_is_none(seed_copy, structures, shipped_seed):
    edit(seed_copy / "ocpp201" / "version.yml", "DataEnumType", "DataEnumeration")
    (found,) = lint.check(seed.read(seed_copy, shipped_seed), structures, only="known-data-type")
    assert found.text.startswith("no enumeration is called 'DataEnumeration' in OCPP 2.0.1")


# --- a version in stages -------------------------------------------------------------------------------------------------------

VERSION = """\
source: ocpp201-part4
records:
- id: "9.9"
  title: OCPP 9.9
  section: "1"
  subprotocol: ocpp9.9
  assumed: false
  reaches: [structure]
  words: ["9.9"]
  request_name: "{action}Request"
  response_name: "{action}Response"
  schema_source: ocpp201-schemas
  schema_folder: v99/schemas
  request_file: "{action}Asked.json"
  response_file: "{action}Answered.json"
  drafts: [http://json-schema.org/draft-06/schema#]
  summary: A version that has just begun.
"""
GROUPS = """\
source: ocpp201-part0
records:
- name: Availability
  summary: Tells whether a Charging Station is there.
  section: "3.2"
"""
MESSAGES = """\
source: ocpp201-part2
records:
- action: Heartbeat
  direction: station-to-csms
  group: Availability
  summary: The Charging Station tells that it is there, and asks for the time.
  section: G02
"""


@pytest.fixture
def begun(seed_copy):
    """The seed with a version that has one message and nothing else."""
    begin(seed_copy)
    return seed_copy


def begin(root):
    folder = root / "ocpp99"
    folder.mkdir()
    for name, text in {"version": VERSION, "groups": GROUPS, "messages": MESSAGES}.items():
        (folder / f"{name}.yml").write_text(text)


@pytest.fixture
def with_heartbeat(structures):
    """The structures of the schemas, with Heartbeat of 2.0.1 as all that OCPP 9.9 has."""
    whole = structures["2.0.1"]
    payloads = [payload for payload in whole.payloads if payload["action"] == "Heartbeat"]
    types = {name: whole.types[name] for name in (*(payload["name"] for payload in payloads), "CustomDataType")}
    return {**structures, "9.9": whole._replace(types=types, payloads=payloads)}


def test_a_version_begins_with_one_message(begun, with_heartbeat, shipped_seed):
    assert linted(begun, with_heartbeat, shipped_seed) == []


@pytest.mark.parametrize(
    ("stage", "rules"),
    [
        ("descriptions", {"everything-described"}),
        ("lists", {"reached-is-there", "one-role-a-side"}),
        ("rules", {"reached-is-there", "one-role-a-side"}),
        ("sequences", {"reached-is-there", "one-role-a-side", "every-message-occurs"}),
        ("points", {"every-group-has-a-point"}),
    ],
)
def test_more_is_demanded_of_a_version_that_reaches_further(begun, with_heartbeat, stage, rules, shipped_seed):
    edit(begun / "ocpp99" / "version.yml", "[structure]", f"[structure, {stage}]")
    undescribed = with_heartbeat["9.9"].types["HeartbeatResponse"]["fields"][0] | {"description": None}
    types = with_heartbeat["9.9"].types
    bare = types | {"HeartbeatResponse": types["HeartbeatResponse"] | {"fields": [undescribed]}}
    with_heartbeat["9.9"] = with_heartbeat["9.9"]._replace(types=bare)
    found = linted(begun, with_heartbeat, shipped_seed)
    assert {problem.rule for problem in found} == rules
    assert all(problem.place.startswith("seed/ocpp99/") for problem in found)


def test_how_far_a_version_goes_is_one_of_the_stages(begun):
    edit(begun / "ocpp99" / "version.yml", "[structure]", "[structure, everything]")
    with pytest.raises(SeedError, match=f"reaches.1 is 'everything', expected one of {', '.join(STAGES)}"):
        seed.read(begun)


def test_a_version_with_one_message_is_built(small_checkout, tmp_path):
    """From a checkout of its own, with the schemas of that message in a folder."""
    given, output = tmp_path / "schemas", tmp_path / "ocpp.db"
    checkout = shutil.copytree(small_checkout, tmp_path / "checkout")
    begin(checkout / "seed")
    given.mkdir()
    for file, to in (("HeartbeatRequest", "HeartbeatAsked"), ("HeartbeatResponse", "HeartbeatAnswered")):
        shutil.copy(DISTRIBUTED / f"{file}.json", given / f"{to}.json")
    command = [sys.executable, "-m", "ocppdb", "build", "--output", str(output), "--schemas", str(given)]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    subprocess.run(command, cwd=checkout, env=environment, check=True, capture_output=True)
    with contextlib.closing(sqlite3.connect(output)) as connection:
        found = connection.execute("SELECT kind, path FROM payload_fields WHERE version = '9.9' ORDER BY id").fetchall()
    assert ("response", "currentTime") in found


# --- messages without response -------------------------------------------------------------------------------------------------


def message(text):
    return parse(f"action: NotifyPeriodicEventStream\n{text}", "seed/messages.yml")


@pytest.mark.parametrize(
    ("text", "payloads"),
    [
        ("", ("request", "response")),
        ("payloads: [response, request]\n", ("request", "response")),
        ("payloads: [request]\n", ("request",)),
        ("payloads: [response]\n", ("response",)),
        ("one_way: true\n", ("request",)),
        ("one_way: false\n", ("request", "response")),
    ],
)
def test_the_payloads_of_a_message(text, payloads):
    assert payloads_of(message(text)) == payloads


@pytest.mark.parametrize("says_so", [{"one_way": True}, {"payloads": ["request"]}])
def test_what_goes_one_way_waits_for_no_answer(seed_copy, structures, says_so):
    shutil.rmtree(seed_copy / "ocpp201")
    shutil.rmtree(seed_copy / "ocpp21")
    answered = seed.read(seed_copy)
    next(message for message in answered.of("messages", "1.6") if message["action"] == "Heartbeat").update(says_so)
    found = lint.check(answered, structures, only="step-sends-what-it-may")
    assert {problem.text for problem in found} == {"Heartbeat has no response in OCPP 1.6; take the step out"}
    assert any(problem.place.startswith("seed/ocpp16/sequences/heartbeat.yml:") for problem in found)

    edit(seed_copy / "ocpp16" / "sequences" / "heartbeat.yml", "response: Heartbeat", "internal: Central System")
    unanswered = seed.read(seed_copy)
    found = lint.check(unanswered, structures, only="response-follows-request")
    assert [problem.text.partition(";")[0] for problem in found] == ["Heartbeat is never answered"]
    next(message for message in unanswered.of("messages", "1.6") if message["action"] == "Heartbeat").update(says_so)
    assert lint.check(unanswered, structures, only="response-follows-request") == []
