"""What a station does with SetChargingProfile, ClearChargingProfile and GetChargingProfiles; and a conversation replayed."""

import json
from datetime import UTC, datetime

import pytest
from test_smart_charging_examples import new, old

from ocppdb.errors import OpenPoint, ScheduleError
from ocppdb.smart_charging import Station, Transaction
from ocppdb.smart_charging.installed import clear, end_transaction, install, report
from ocppdb.smart_charging.reading import events, profiles_in
from ocppdb.smart_charging.replay import replay

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
START = {"startSchedule": "2026-01-01T00:00:00Z"}
RUNNING = [Transaction("7", 1, NOW)]


def one(request):
    return profiles_in(request)[0]


def limit(make, place, id, purpose, level=0, **more):
    return one(make(place, id, purpose, [(0, 16)], level=level, schedule=START, **more))


def put(db, version, installed, profile, **asked):
    return install(installed, profile, db.charging_book(version), at=NOW, **asked)


def ids(answer):
    return [each.id for each in answer.profiles]


# ── 1.6 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_id_or_a_level_that_is_there_is_replaced(db):
    """1.6 edition 2, 3.13.2 and 5.16.3; the first two are those of MicroOcpp's section `Set conflicting profile`."""
    first = limit(old, 1, 0, "TxDefaultProfile")
    assert ids(put(db, "1.6", [first], limit(old, 1, 0, "TxDefaultProfile", level=1))) == [0]
    answer = put(db, "1.6", [first], limit(old, 1, 1, "TxDefaultProfile"))
    assert (answer.status, ids(answer), answer.why) == ("Accepted", [1], "replaces TxDefaultProfile 0 (stackLevel 0)")
    assert answer.rules == (
        "stack-same-id-replaced",
        "stack-same-level-and-purpose-replaced",
        "stack-same-level-other-connector",
        "profile-reevaluation",
        "profiles-survive-reboot",
    )
    assert ids(put(db, "1.6", [first], limit(old, 2, 1, "TxDefaultProfile"), station=Station(connectors=2))) == [0, 1]
    assert ids(put(db, "1.6", [first], limit(old, 0, 1, "TxDefaultProfile"))) == [0, 1]


def test_a_txprofile_needs_its_transaction(db):
    """1.6 edition 2, 3.13.1; MicroOcpp's section `Set TxProfile - tx fit and mismatch` expects the same three answers."""
    profile = limit(old, 1, 3, "TxProfile", transactionId=123)
    answer = put(db, "1.6", [], profile)
    assert (answer.status, answer.rules) == ("Rejected", ("txprofile-without-running-transaction",))
    with pytest.raises(OpenPoint, match="ocpp16-txprofile-foreign-transaction-id"):
        put(db, "1.6", [], profile, transactions=RUNNING)
    assert put(db, "1.6", [], profile, transactions=RUNNING, mode="pragmatic").status == "Rejected"
    answer = put(db, "1.6", [], profile, transactions=[Transaction("123", 1, NOW)])
    assert (answer.status, ids(answer)) == ("Accepted", [3])
    assert ids(end_transaction(answer.profiles, db.charging_book("1.6"), Transaction("123", 1, NOW))) == []


def test_what_a_station_cannot_hold(db):
    """An open point: MicroOcpp rejects one profile too many, and a unit that it does not take; it answers a CALLERROR to too high a level."""
    maximum = limit(old, 0, 1, "ChargePointMaxProfile")
    full = Station(connectors=2, max_profiles=1)
    with pytest.raises(OpenPoint, match="ocpp16-profile-beyond-capability"):
        put(db, "1.6", [maximum], limit(old, 1, 2, "TxDefaultProfile"), station=full)
    assert put(db, "1.6", [maximum], limit(old, 0, 1, "ChargePointMaxProfile"), station=full).status == "Accepted"
    too_many = put(
        db, "1.6", [maximum], limit(old, 1, 2, "TxDefaultProfile"), station=full, options={"beyond-capability": "reject"}
    )
    assert (too_many.status, ids(too_many)) == ("Rejected", [1])
    watts_only = Station(units=("W",))
    assert (
        put(db, "1.6", [], maximum, station=watts_only, options={"beyond-capability": "not-supported"}).status == "NotSupported"
    )
    high = limit(old, 0, 1, "ChargePointMaxProfile", level=9)
    answer = put(db, "1.6", [], high, station=Station(max_level=8), options={"beyond-capability": "callerror"})
    assert (answer.status, answer.error) == (None, "PropertyConstraintViolation")


def test_an_unknown_connector_is_a_callerror_in_16_and_rejected_in_201(db):
    answer = put(db, "1.6", [], limit(old, 5, 1, "TxDefaultProfile"))
    assert (answer.status, answer.error, answer.rules) == (
        None,
        "PropertyConstraintViolation",
        ("set-profile-invalid-connector",),
    )
    answer = put(db, "2.0.1", [], limit(new, 5, 1, "TxDefaultProfile"))
    assert (answer.status, answer.error, answer.rules) == ("Rejected", None, ("k-unknown-evse-rejected",))


def test_the_wrong_place_for_a_purpose(db):
    with pytest.raises(OpenPoint, match="ocpp16-profile-purpose-on-wrong-connector"):
        put(db, "1.6", [], limit(old, 1, 1, "ChargePointMaxProfile"))
    moved = put(db, "1.6", [], limit(old, 1, 1, "ChargePointMaxProfile"), options={"wrong-place": "moved"})
    assert [each.place for each in moved.profiles] == [0]
    assert put(db, "2.0.1", [], limit(new, 0, 1, "TxProfile")).rules == ("k-txprofile-evse-zero-rejected",)


# ── 2.0.1 ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_defaults_of_evse_zero_and_of_one_evse_do_not_share_a_level(db):
    """K01.FR.52 and K01.FR.53."""
    for first, second in ((0, 1), (1, 0)):
        answer = put(db, "2.0.1", [limit(new, first, 1, "TxDefaultProfile")], limit(new, second, 2, "TxDefaultProfile"))
        assert (answer.status, answer.reason_code, ids(answer)) == ("Rejected", "DuplicateProfile", [1])
    assert ids(put(db, "2.0.1", [limit(new, 0, 1, "TxDefaultProfile")], limit(new, 1, 2, "TxDefaultProfile", level=1))) == [
        1,
        2,
    ]


def test_the_same_level_under_another_id_is_open_in_201(db):
    first = limit(new, 1, 1, "TxDefaultProfile")
    with pytest.raises(OpenPoint, match="ocpp201-profile-same-level-other-id"):
        put(db, "2.0.1", [first], limit(new, 1, 2, "TxDefaultProfile"))
    assert ids(put(db, "2.0.1", [first], limit(new, 1, 2, "TxDefaultProfile"), options={"same-level": "replace"})) == [2]
    later = limit(new, 1, 2, "TxDefaultProfile", validFrom="2027-01-01T00:00:00Z")
    earlier = limit(new, 1, 1, "TxDefaultProfile", validTo="2027-01-01T00:00:00Z")
    assert ids(put(db, "2.0.1", [earlier], later)) == [1, 2]


def test_the_csms_neither_sets_replaces_nor_clears_an_external_limit(db):
    external = limit(new, 0, -1, "ChargingStationExternalConstraints")
    with pytest.raises(OpenPoint, match="ocpp201-profile-against-a-duty-of-the-csms"):
        put(db, "2.0.1", [], external)
    answer = put(db, "2.0.1", [external], limit(new, 0, -1, "TxDefaultProfile"))
    assert (answer.status, answer.rules) == ("Rejected", ("k-same-id-replaces",))
    book = db.charging_book("2.0.1")
    for asked in ({"id": -1}, {"purpose": "ChargingStationExternalConstraints"}):
        answer = clear([external], book, **asked)
        assert (answer.status, "k-clear-external-by-id" in answer.rules, ids(answer)) == ("Unknown", True, [-1])


def test_clearing_by_id_by_criteria_and_by_nothing(db):
    installed = [
        limit(new, 0, 1, "ChargingStationMaxProfile"),
        limit(new, 1, 2, "TxDefaultProfile"),
        limit(new, 1, 3, "TxDefaultProfile", level=1),
    ]
    book = db.charging_book("2.0.1")
    assert ids(clear(installed, book, id=2, purpose="ChargingStationMaxProfile")) == [1, 3]
    assert ids(clear(installed, book, place=1, level=1)) == [1, 2]
    assert clear(installed, book, place=2).status == "Unknown"
    with pytest.raises(OpenPoint, match="ocpp201-clear-profile-without-criteria"):
        clear(installed, book)
    assert clear(installed, book, options={"clear-empty": "unknown"}).status == "Unknown"
    older = [limit(old, 0, 1, "ChargePointMaxProfile"), limit(old, 1, 2, "TxDefaultProfile")]
    answer = clear(older, db.charging_book("1.6"))
    assert (answer.status, ids(answer), "clear-profile-no-fields" in answer.rules) == ("Accepted", [], True)


def test_reporting(db):
    installed = [limit(new, 0, 1, "ChargingStationMaxProfile"), limit(new, 1, 2, "TxDefaultProfile")]
    book = db.charging_book("2.0.1")
    assert [each.id for each in report(installed, book, place=0).matched] == [1]
    assert [each.id for each in report(installed, book, ids=[1, 2]).matched] == [1, 2]
    assert report(installed, book, purpose="TxProfile").status == "NoProfiles"
    with pytest.raises(ScheduleError, match="OCPP 1.6 has no GetChargingProfiles"):
        report([], db.charging_book("1.6"))


# ── a conversation ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

LOG = """\
2026-01-15 10:00:00Z > [2,"a","SetChargingProfile",{maximum}]
2026-01-15 10:00:01Z < [3,"a",{{"status":"Accepted"}}]
2026-01-15 11:00:00Z < [2,"b","StartTransaction",{{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-15T11:00:00Z"}}]
2026-01-15 11:00:01Z > [3,"b",{{"transactionId":7,"idTagInfo":{{"status":"Accepted"}}}}]
2026-01-15 11:00:02Z > [2,"c","SetChargingProfile",{tx}]
2026-01-15 11:00:03Z < [3,"c",{{"status":"Accepted"}}]
2026-01-15 11:30:00Z > [2,"d","SetChargingProfile",{other}]
2026-01-15 11:30:01Z < [3,"d",{{"status":"Rejected"}}]
2026-01-15 12:30:00Z < [2,"e","StopTransaction",{{"transactionId":7,"meterStop":10,"timestamp":"2026-01-15T12:30:00Z"}}]
"""


def log():
    frames = {
        "maximum": old(0, 1, "ChargePointMaxProfile", [(0, 25)], schedule=START),
        "tx": old(1, 2, "TxProfile", [(0, 20)], schedule=START, transactionId=7),
        "other": old(0, 3, "ChargePointMaxProfile", [(0, 1)], level=5, schedule=START),
    }
    return LOG.format(**{name: json.dumps(each) for name, each in frames.items()})


def test_a_log_is_replayed_up_to_a_moment(db):
    book = db.charging_book("1.6")
    found = events(log())
    there = replay(found, book, NOW)
    assert [each.id for each in there.profiles] == [1, 2]
    assert [(each.id, each.place, each.started.hour) for each in there.transactions] == [("7", 1, 11)]
    assert [each.line for each in there.refused] == [7]
    afterwards = replay(found, book, datetime(2026, 1, 15, 13, tzinfo=UTC))
    assert ([each.id for each in afterwards.profiles], afterwards.transactions) == ([1], ())


@pytest.mark.parametrize("text", ["", "nothing", "[" * 100_000, '[3,"a",{}]', "{}"])
def test_a_text_without_profiles_is_a_plain_error(text):
    with pytest.raises(ScheduleError, match="no charging profile"):
        [profile for event in events(text) for profile in profiles_in(event.payload)]


# ── 2.1 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("request_", "reason_code", "rule"),
    [
        (
            new(0, 1, "PriorityCharging", [(0, 16)], schedule=START | {"duration": 60}),
            "InvalidSchedule",
            "k-priority-profile-with-duration-rejected",
        ),
        (
            new(0, 1, "LocalGeneration", [(0, 16)], schedule=START | {"randomizedDelay": 60}),
            "InvalidSchedule",
            "k-random-delay-only-for-transactions",
        ),
        (
            new(0, 1, "ChargingStationMaxProfile", [], schedule=START | {
                "chargingSchedulePeriod": [{"startPeriod": 0, "operationMode": "CentralSetpoint", "setpoint": 16}]}),
            "InvalidOperationMode",
            "k-operation-mode-of-purpose-rejected",
        ),
        (
            new(0, 1, "TxDefaultProfile", [], schedule=START | {
                "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16, "limit_L2": 10}]}),
            "PhaseConflict",
            "k-phase-limits-misplaced-rejected",
        ),
        (
            new(1, 1, "TxDefaultProfile", [], unit="W", schedule=START | {"chargingSchedulePeriod": [
                {"startPeriod": 0, "operationMode": "CentralSetpoint", "setpoint": -750, "limit": 1000, "dischargeLimit": -500}]}),
            "InvalidSchedule",
            "q-setpoint-out-of-range",
        ),
        (
            new(0, 1, "TxDefaultProfile", [(0, 16)], schedule=START, dynUpdateInterval=60),
            "InvalidProfile",
            "k-dynamic-fields-only-if-dynamic",
        ),
    ],
)  # fmt: skip
def test_what_a_purpose_must_not_have_is_refused(db, request_, reason_code, rule):
    """K01.FR.70, K01.FR.95, K01.FR.114, K01.FR.144, V2X.05, K01.FR.122."""
    answer = put(db, "2.1", [], one(request_))
    assert (answer.status, answer.profiles, answer.reason_code) == ("Rejected", (), reason_code)
    assert rule in answer.rules


def test_the_csms_does_not_clear_what_is_made_on_the_spot(db):
    """K10.FR.09 for an id, K10.FR.08 for criteria; a PriorityCharging profile goes."""
    book = db.charging_book("2.1")
    there = [limit(new, 0, 1, "LocalGeneration"), limit(new, 0, 2, "PriorityCharging")]
    assert clear(there, book, id=1).status == "Unknown"
    assert [each.id for each in clear(there, book, level=0).profiles] == [1]


def test_a_version_says_what_it_does_not_know(db):
    with pytest.raises(
        ScheduleError, match=r"LocalGeneration 1 \(stackLevel 0\) has the purpose LocalGeneration, which OCPP 2\.0\.1"
    ):
        put(db, "2.0.1", [], limit(new, 0, 1, "LocalGeneration"))


TALK = [
    [2, "1", "SetChargingProfile", new(1, 5, "TxProfile", [(0, 16)], kind="Dynamic", transactionId="7")],
    [3, "1", {"status": "Accepted"}],
    [2, "2", "UpdateDynamicSchedule", {"chargingProfileId": 5, "scheduleUpdate": {"limit": 9}}],
    [3, "2", {"status": "Accepted"}],
    [2, "3", "PullDynamicScheduleUpdate", {"chargingProfileId": 5}],
    [3, "3", {"status": "Accepted", "scheduleUpdate": {"limit": 11}}],
    [2, "4", "UpdateDynamicSchedule", {"chargingProfileId": 5, "scheduleUpdate": {"limit": 30}}],
    [3, "4", {"status": "Rejected"}],
]


def test_updates_of_a_dynamic_profile_are_replayed(db):
    """Those that the CSMS sends and those that the station asks for, with their time; one that is refused changes nothing."""
    log = "\n".join(f"2026-01-15T12:0{minute}:00Z {json.dumps(frame)}" for minute, frame in enumerate(TALK))
    (left,) = replay(events(log), db.charging_book("2.1")).profiles
    assert (left.schedules[0].periods[0].limit, left.updated) == (11, NOW.replace(minute=4))


def test_an_update_that_names_not_all_values_is_an_open_point(db):
    talk = json.loads(json.dumps(TALK[:4]).replace('{"limit": 9}', '{"setpoint": 9}'))
    with pytest.raises(ScheduleError, match="dynamic-update-omitted-fields"):
        replay(events("\n".join(map(json.dumps, talk))), db.charging_book("2.1"))


def test_priority_charging_is_replayed_until_it_is_ended(db):
    started = {
        "eventType": "Started",
        "timestamp": "2026-01-15T12:00:00Z",
        "evse": {"id": 1},
        "transactionInfo": {"transactionId": "7"},
    }
    talk = [
        [2, "1", "TransactionEvent", started],
        [3, "1", {}],
        [2, "2", "UsePriorityCharging", {"transactionId": "7", "activate": True}],
        [3, "2", {"status": "Accepted"}],
        [2, "3", "NotifyPriorityCharging", {"transactionId": "7", "activated": False}],
        [3, "3", {}],
    ]
    book = db.charging_book("2.1")
    for count, on in ((2, False), (4, True), (6, False)):
        (running,) = replay(events("\n".join(map(json.dumps, talk[:count]))), book).transactions
        assert running.priority is on


def test_profiles_are_taken_for_those_of_a_version_that_knows_them(db):
    from ocppdb.cli.charging import _version

    default, roof = (
        new(0, id, purpose, [(0, 16)], schedule=START) for id, purpose in ((1, "TxDefaultProfile"), (2, "LocalGeneration"))
    )
    assert _version(db, events(json.dumps([default]))) == "2.0.1"
    assert _version(db, events(json.dumps([default, roof]))) == "2.1"
