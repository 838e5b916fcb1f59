"""The examples of the specifications, the limits that MicroOcpp expects, and the worked examples of the seed."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from by_the_second import Case

from ocppdb.show.chart import chart
from ocppdb.show.schedules import data, response
from ocppdb.smart_charging import Station, Transaction
from ocppdb.smart_charging.reading import action_of

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)


def time(text):
    return datetime.fromisoformat(text)


def old(place, id, purpose, periods, unit="A", kind="Absolute", level=0, **more):
    """A SetChargingProfile.req; what `schedule` holds goes into the schedule."""
    schedule = more.pop("schedule", {})
    periods = [
        {"startPeriod": start, "limit": limit} | ({"numberPhases": rest[0]} if rest else {}) for start, limit, *rest in periods
    ]
    profile = {
        "chargingProfileId": id,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": kind,
        **more,
    }
    profile["chargingSchedule"] = {"chargingRateUnit": unit, "chargingSchedulePeriod": periods, **schedule}
    return {"connectorId": place, "csChargingProfiles": profile}


def new(place, id, purpose, periods, unit="A", kind="Absolute", level=0, **more):
    """A SetChargingProfileRequest."""
    profile = old(place, id, purpose, periods, unit, kind, level, **more)["csChargingProfiles"]
    profile["id"] = profile.pop("chargingProfileId")
    profile["chargingSchedule"] = [{"id": 1, **profile["chargingSchedule"]}]
    return {"evseId": place, "chargingProfile": profile}


def wired(found):
    return [(each.start, float(each.limit)) for each in found.periods]


def who(found):
    return [each.profile.id for each in found.parts]


# ── 1.6 edition 2, 3.13.7, and 2.0.1 Part 2 edition 3, K 3.6: the same daily default ──────────────────────────────────────────────────


@pytest.mark.parametrize(("version", "make"), [("1.6", old), ("2.0.1", new)])
def test_the_daily_default_of_both_texts(db, version, make):
    periods = [(0, 11000, 3), (28800, 6000, 3), (72000, 11000, 3)]
    schedule = {"duration": 86400, "startSchedule": "2013-01-01T00:00Z"}
    request = make(0, 100, "TxDefaultProfile", periods, "W", "Recurring", recurrencyKind="Daily", schedule=schedule)
    begin = time("2026-01-15T06:00:00+00:00")
    found = db.composite_schedule(
        [request],
        version,
        at=begin,
        duration=86400,
        unit="W",
        transactions=[Transaction("7", 1, begin, begin)],
        station=Station(zone="UTC"),
    )
    assert wired(found) == [(0, 11000), (7200, 6000), (50400, 11000)]
    assert [each.phases for each in found.periods] == [3, 3, 3]


# ── 2.0.1 Part 2 edition 3, K 3.5, figures 99 and 100 ─────────────────────────────────────────────────────────────────────────────────

LEVELS = [
    new(0, 1, "ChargingStationMaxProfile", [(0, 30)], level=0, schedule={"startSchedule": "2026-01-01T00:00:00Z"}),
    new(1, 2, "TxDefaultProfile", [(0, 10)], level=1, schedule={"startSchedule": "2026-01-01T00:00:00Z"}),
    new(1, 3, "TxDefaultProfile", [(0, 24)], level=2, schedule={"startSchedule": "2026-01-01T00:00:00Z"}),
    new(0, -1, "ChargingStationExternalConstraints", [(0, 5)], level=0, schedule={"startSchedule": "2026-01-01T00:00:00Z"}),
    new(0, -2, "ChargingStationExternalConstraints", [(0, 28)], level=1, schedule={"startSchedule": "2026-01-01T00:00:00Z"}),
]
TX = new(1, 4, "TxProfile", [(0, 27)], level=1, transactionId="7", schedule={"startSchedule": "2026-01-01T00:00:00Z"})


@pytest.mark.parametrize(("requests", "leading", "limit"), [(LEVELS, {1, 3, -2}, 24), ([*LEVELS, TX], {1, 4, -2}, 27)])
def test_the_leading_profiles_of_figures_99_and_100(db, requests, leading, limit):
    running = [Transaction("7", 1, NOW, NOW)]
    found = db.composite_schedule(requests, "2.0.1", at=NOW, duration=60, unit="A", transactions=running)
    assert {each.id for each in found.parts[0].leading} == leading
    assert [each.limit for each in found.parts] == [limit]


# ── 2.0.1 Part 2 edition 3, K 3.6.1: stacked exceptions ───────────────────────────────────────────────────────────────────────────────


def test_the_stacked_profiles_of_k_361(db):
    """The JSON of the text has no time zone and a duration of 1080 for three hours; UTC and 10800 are meant."""
    requests = [
        new(0, 10, "TxDefaultProfile", [(0, 2000)], "W", "Recurring", 1, recurrencyKind="Daily",
            schedule={"startSchedule": "2020-01-09T17:00:00Z", "duration": 10800}),
        new(0, 11, "TxDefaultProfile", [(0, 999999)], "W", "Recurring", 2, recurrencyKind="Weekly",
            schedule={"startSchedule": "2020-01-05T00:00:00Z", "duration": 86400}),
        new(0, 12, "TxDefaultProfile", [(0, 999999)], "W", "Absolute", 3, validFrom="2020-01-01T00:00:00Z", validTo="2021-01-01T00:00:00Z",
            schedule={"startSchedule": "2020-12-25T00:00:00Z", "duration": 86400}),
    ]  # fmt: skip

    def limit(moment):
        asked = {"at": time(moment), "duration": 1, "unit": "W", "station": Station(zone="UTC")}
        return db.composite_schedule(requests, "2.0.1", **asked).parts[0].limit

    assert limit("2020-12-19T18:00:00Z") == 2000  # a Saturday
    assert limit("2020-12-19T20:00:00Z") is None
    assert limit("2020-12-20T18:00:00Z") == 999999  # a Sunday
    assert limit("2020-12-25T18:00:00Z") == 999999  # a Friday, and a holiday
    assert limit("2021-12-25T18:00:00Z") == 2000  # no longer valid
    assert limit("2020-12-26T17:00:00Z") == 2000


# ── 2.0.1 Part 6 edition 3 with errata 2025-09: TC_K_40_CS and TC_K_41_CS ─────────────────────────────────────────────────────────────

TEST_CASE = {"validFrom": NOW.isoformat(), "validTo": (NOW + timedelta(seconds=401)).isoformat()}


@pytest.mark.parametrize("x", [0, 7])
def test_stacking_as_tc_k_40_expects(db, x):
    requests = [
        new(
            1,
            1,
            "TxDefaultProfile",
            [(0, 6), (100, 8), (200, 10)],
            schedule={"startSchedule": NOW.isoformat(), "duration": 400},
            **TEST_CASE,
        ),
        new(
            1,
            2,
            "TxDefaultProfile",
            [(0, 7), (100, 9)],
            level=1,
            schedule={"startSchedule": NOW.isoformat(), "duration": 150},
            **TEST_CASE,
        ),
    ]
    found = db.composite_schedule(requests, "2.0.1", at=NOW + timedelta(seconds=x), duration=350, unit="A")
    assert wired(found) == [(0, 7), (100 - x, 9), (150 - x, 8), (200 - x, 10)]
    assert who(found) == [2, 2, 1, 1]


@pytest.mark.parametrize("x", [0, 3])
def test_combining_as_tc_k_41_expects(db, x):
    start = {"startSchedule": NOW.isoformat()}
    requests = [
        new(0, 1, "ChargingStationMaxProfile", [(0, 10)], schedule=start | {"duration": 86400}),
        new(1, 2, "TxDefaultProfile", [(0, 6), (60, 10), (120, 8), (180, 15), (260, 8)], schedule=start | {"duration": 300}, **TEST_CASE),
        new(1, 3, "TxProfile", [(0, 8), (50, 11), (140, 16), (200, 6), (240, 12)], transactionId="7",
            schedule=start | {"duration": 260}, **TEST_CASE),
    ]  # fmt: skip
    found = db.composite_schedule(
        requests,
        "2.0.1",
        at=NOW + timedelta(seconds=x),
        duration=400,
        unit="A",
        transactions=[Transaction("7", 1, NOW, NOW)],
        options={"periods": "joined"},
    )
    assert wired(found) == [(0, 8), (50 - x, 10), (200 - x, 6), (240 - x, 10), (260 - x, 8), (300 - x, 10)]


def test_tc_k_39_has_a_schedule_without_any_profile(db):
    found = db.composite_schedule(
        [], "2.0.1", at=NOW, duration=300, unit="A", place=0, station=Station(maximum_a=Decimal(32)), mode="pragmatic"
    )
    assert (found.status, wired(found)) == ("Accepted", [(0, 32)])


# ── the limits that tests/SmartCharging.cpp of matth-x/MicroOcpp expects ──────────────────────────────────────────────────────────────

START = {"startSchedule": "2023-01-01T00:00:00.000Z"}
DAILY_TWO_HOURS = old(
    0,
    7,
    "ChargePointMaxProfile",
    [(0, 16, 3), (3600, 20, 3)],
    kind="Recurring",
    recurrencyKind="Daily",
    schedule=START | {"duration": 7200},
)
WEEKLY_TWO_HOURS = old(
    0, 8, "ChargePointMaxProfile", [(0, 10, 3), (3600, 12, 3)], kind="Recurring", level=1, recurrencyKind="Weekly", schedule=START | {"duration": 7200}
)  # fmt: skip
SIXTEEN = old(0, 1, "ChargePointMaxProfile", [(0, 16, 3)], schedule=START)
DEFAULT = old(1, 2, "TxDefaultProfile", [(0, 24, 3)], kind="Relative")
REMOTE = old(1, 9, "TxProfile", [(0, 20, 1)], kind="Relative")
FOR_123 = old(1, 3, "TxProfile", [(0, 20, 3)], kind="Relative", transactionId=123)
FROM_2024 = old(0, 4, "ChargePointMaxProfile", [(0, 16, 3)], validFrom="2024-01-01T00:00:00.000Z", schedule=START)
UNTIL_2022 = old(0, 5, "ChargePointMaxProfile", [(0, 16, 3)], level=1, validTo="2022-01-01T00:00:00.000Z", schedule=START)
TWO_PERIODS = old(0, 6, "ChargePointMaxProfile", [(0, 16, 3), (3600, 20, 3)], schedule=START)
FIVE_KILOWATT = old(0, 10, "ChargePointMaxProfile", [(0, 5000, 3)], "W", schedule=START)

CASES = [
    ("remote start", [REMOTE], "2023-01-01T00:00:00Z", True, 20),
    ("absolute maximum", [SIXTEEN], "2023-01-01T00:00:00Z", False, 16),
    ("relative default while charging", [DEFAULT], "2023-01-01T00:00:00Z", True, 24),
    ("relative default after the transaction", [DEFAULT], "2023-01-01T00:00:00Z", False, None),
    ("TxProfile of the transaction", [FOR_123], "2023-01-01T00:00:00Z", True, 20),
    ("TxProfile without transaction", [FOR_123], "2023-01-01T00:00:00Z", False, None),
    ("neither of two is valid", [FROM_2024, UNTIL_2022], "2023-01-01T00:00:00Z", False, None),
    ("valid from 2024", [FROM_2024, UNTIL_2022], "2024-01-01T00:00:00Z", False, 16),
    ("first period", [TWO_PERIODS], "2023-01-01T00:00:00Z", False, 16),
    ("second period", [TWO_PERIODS], "2023-01-01T01:00:00Z", False, 20),
    ("daily, first hour", [DAILY_TWO_HOURS], "2023-01-01T00:00:00Z", False, 16),
    ("daily, past its duration", [DAILY_TWO_HOURS], "2023-01-01T02:00:00Z", False, None),
    ("daily, three days later", [DAILY_TWO_HOURS], "2023-01-04T01:00:00Z", False, 20),
    ("weekly, first hour", [WEEKLY_TWO_HOURS], "2023-01-01T00:00:00Z", False, 10),
    ("weekly, past its duration", [WEEKLY_TWO_HOURS], "2023-01-01T02:00:00Z", False, None),
    ("weekly, three weeks later", [WEEKLY_TWO_HOURS], "2023-01-22T01:00:00Z", False, 12),
    ("stacked, weekly prevails", [DAILY_TWO_HOURS, WEEKLY_TWO_HOURS], "2023-01-01T00:00:00Z", False, 10),
    ("stacked, within the week", [DAILY_TWO_HOURS, WEEKLY_TWO_HOURS], "2023-01-03T00:00:00Z", False, 16),
    ("stacked, weekly again", [DAILY_TWO_HOURS, WEEKLY_TWO_HOURS], "2023-01-22T00:00:00Z", False, 10),
    ("stacked, within that week", [DAILY_TWO_HOURS, WEEKLY_TWO_HOURS], "2023-01-23T00:00:00Z", False, 16),
    ("TxProfile under the maximum", [REMOTE, SIXTEEN], "2023-01-01T00:00:00Z", True, 16),
]
UNLIKE = {"idle": "maximum", "no-limit": "nothing", "relative-start": "transaction"}
"""How MicroOcpp decides what the specification leaves open."""


@pytest.mark.parametrize(("name", "requests", "now", "charging", "limit"), CASES, ids=[case[0] for case in CASES])
def test_the_limits_that_micro_ocpp_expects(db, name, requests, now, charging, limit):
    running = [Transaction("123", 1, time(now))] if charging else []
    found = db.composite_schedule(
        requests, "1.6", at=time(now), duration=60, unit="A", transactions=running, options=UNLIKE, mode="pragmatic"
    )
    assert [each.limit for each in found.parts] == [limit]


def test_micro_ocpp_takes_the_lowest_number_of_phases(db):
    now = time("2023-01-01T00:00:00Z")
    found = db.composite_schedule(
        [REMOTE, SIXTEEN],
        "1.6",
        at=now,
        duration=60,
        unit="A",
        transactions=[Transaction("123", 1, now)],
        options=UNLIKE | {"phases": "lowest"},
    )
    assert [(each.limit, each.phases) for each in found.parts] == [(16, 1)]


def test_micro_ocpp_lists_two_periods_and_a_gap(db):
    """It writes -1 for the gap, and cuts where a period begins; here the gap has no limit, so no schedule can be sent."""
    now = time("2023-01-01T00:00:00Z")
    found = db.composite_schedule([TWO_PERIODS], "1.6", at=now, duration=86400, unit="A", options=UNLIKE)
    assert wired(found) == [(0, 16), (3600, 20)]
    found = db.composite_schedule([DAILY_TWO_HOURS], "1.6", at=now, duration=86401, unit="A", options=UNLIKE)
    assert [(each.start, each.limit) for each in found.parts] == [(0, 16), (3600, 20), (7200, None), (86400, 16)]
    assert found.periods is None


def test_micro_ocpp_keeps_units_apart_and_raises_limits_to_min_charging_rate(db):
    """Its choices, not those of the text: it gives 5000 W beside 20 A, where one unit is asked for here (3.13.3); and minChargingRate
    is a hint to whoever shares power (3.13.4), which bounds no limit from below."""
    now = time("2023-01-01T00:00:00Z")
    asked = {
        "at": now,
        "duration": 60,
        "transactions": [Transaction("123", 1, now)],
        "station": Station(voltage=Decimal(230)),
        "mode": "pragmatic",
    }
    amperes = db.composite_schedule([REMOTE, FIVE_KILOWATT], "1.6", unit="A", **asked)
    assert round(amperes.parts[0].limit, 3) == Decimal("7.246")
    watts = db.composite_schedule([REMOTE, FIVE_KILOWATT], "1.6", unit="W", **asked)
    assert watts.parts[0].limit == 4600
    least = old(1, 0, "TxDefaultProfile", [(0, 4, 3)], schedule=START | {"minChargingRate": 6})
    assert db.composite_schedule([least], "1.6", unit="A", **asked).parts[0].limit == 4


# ── the worked examples of the seed ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_version_has_at_least_twelve_examples(db):
    assert [len(db.schedule_examples(version)) >= 12 for version in ("1.6", "2.0.1", "2.1")] == [True, True, True]


ADVISED_AGAINST = {"k-txprofile-better-without-duration", "k-iso15118-one-schedule-is-best"}
"""Rules that advise against what an example shows."""


def test_the_payloads_of_the_examples_are_right_in_all_layers(db):
    """The requests, the needs and plans of EVs, and the schedules that are answered."""
    for example in db.schedule_examples():
        found = db.worked_out(example)
        answer = response(found, "connectorId" if "connectorId" in example.requests[0] else "evseId")
        assert answer["status"] == "Accepted", example.id
        told = [(action_of(each), "request", each) for each in example.requests]
        told += [("GetCompositeSchedule", "response", answer)]
        told += [("NotifyEVChargingNeeds", "request", example.asked["needs"])] if "needs" in example.asked else []
        told += [("NotifyEVChargingSchedule", "request", example.asked["announced"])] if "announced" in example.asked else []
        for action, kind, payload in told:
            verdict = db.validate(payload, example.version, action, kind)
            assert verdict.verdict == "valid", f"{example.id}: {action}"
            assert {each.rule for each in verdict.findings} <= ADVISED_AGAINST, f"{example.id}: {action}"
        assert [each.verdict for each in found.verdicts] == ["valid"] * len(example.requests)
        json.dumps(data(found))


def test_the_examples_need_no_decision_but_those_that_they_name(db):
    """Each open point on which an example depends is among the points that it names."""
    for example in db.schedule_examples():
        found = db.worked_out(example)
        assert {choice.point for choice in found.used if choice.option != "periods"} <= set(example.points), example.id


def test_the_limit_at_half_past_six_is_ten_ampere(db):
    from ocppdb.show.schedules import why

    for version, maximum in (("ocpp16", "ChargePointMaxProfile"), ("ocpp201", "ChargingStationMaxProfile")):
        found = db.worked_out(db.schedule_example(f"{version}-why-ten-ampere"))
        said = why(found.at(time("2026-01-15T18:30:00Z")), "A")
        assert said.startswith(f"10 A by {maximum} 1 (stackLevel 0); TxProfile 3 (stackLevel 0) allows no less; rules: ")


def test_the_examples_of_the_latest_version_agree_with_a_way_second_by_second(db):
    """What every example of one place comes to, at each edge, a second before it, and each minute."""
    for example in db.schedule_examples("2.1"):
        found, asked = db.worked_out(example), example.asked
        if asked["place"] == 0:
            continue
        (running,) = asked["transactions"]
        station = asked.get("station", {})
        maximum = station.get(f"maximum_{asked['unit'].lower()}")
        slow = Case(
            example.requests,
            asked["place"],
            asked["unit"],
            (running["id"], time(running["energy"])),
            Decimal(station.get("voltage", 0)),
            station.get("phases"),
            None if maximum is None else Decimal(maximum),
            station.get("zone"),
            running.get("priority", False),
            running.get("soc"),
            {int(id_): delays for id_, delays in running.get("delays", {}).items()},
            time(station["offline_since"]) if "offline_since" in station else None,
        )
        edges = {int(part.start) for part in found.parts}
        for second in sorted({*edges, *(each - 1 for each in edges if each), *range(0, asked["duration"], 60)}):
            now = found.begins + timedelta(seconds=second)
            part = found.at(now)
            assert part.limit == slow.at(now, found.begins)[0], f"{example.id}: {now}"
            told = {name: value for name, value in part.more if name != "operationMode"}
            assert told == slow.beside(now, found.begins), f"{example.id}: {now}"


# ── the station as a whole ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("version", ["ocpp16", "ocpp201"])
def test_the_sum_over_a_station_rises_to_its_limit(db, version):
    """10 A and 12 A; then 10 A and 25 A, of which 32 A are allowed."""
    found = db.worked_out(db.schedule_example(f"{version}-whole-station"))
    assert [(part.begins.hour, part.limit, part.decided_by.partition(" (")[0]) for part in found.parts] == [
        (16, 22, "sum over connectors or EVSEs 1, 2"),
        (18, 32, {"ocpp16": "ChargePointMaxProfile 1", "ocpp201": "ChargingStationMaxProfile 1"}[version]),
    ]
    assert [choice.label for choice in found.used if choice.option == "station-total"] == [
        {
            "ocpp16": "Report the sum over the connectors that charge, capped by that limit",
            "ocpp201": "Report the sum over the EVSEs that charge, capped by that limit",
        }[version]
    ]


def test_a_station_where_nobody_charges_takes_nothing(db):
    example = db.schedule_example("ocpp201-whole-station")
    found = db.worked_out(example._replace(asked=example.asked | {"transactions": []}))
    assert [(part.limit, part.decided_by) for part in found.parts] == [(0, "nobody charges")]


def test_the_own_maximum_of_a_station_is_that_of_all_its_connectors(db):
    station = Station(maximum_a=Decimal(32), connectors=2)
    found = db.composite_schedule([], "2.0.1", at=NOW, duration=60, unit="A", place=0, station=station, mode="pragmatic")
    assert wired(found) == [(0, 64)]


# ── ISO 15118 ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_chosen_schedule_gives_the_ev_what_it_needs(db):
    """5 kW for two hours and 11 kW for two are 32 kWh; 22 kWh are there after 10 kWh and 12/11 of an hour."""
    example = db.schedule_example("ocpp201-iso15118-three-schedules")
    assert db.worked_out(example).energy_wh() == 32000
    served = db.negotiated(example).served
    assert (served.energy, served.wanted, served.enough) == (32000, 22000, True)
    assert served.full.strftime("%H:%M:%S") == "19:05:27"
    assert served.faults == ()
    assert served.rules == ("k-iso15118-profile-answer",)


def test_a_schedule_that_begins_too_late_is_not_enough(db):
    """The third schedule gives 11 kW, under the station, in the last two hours; the EV wants 22 kWh until an hour before its end."""
    example = db.schedule_example("ocpp201-iso15118-three-schedules")
    changed = example._replace(asked=json.loads(json.dumps(example.asked).replace("20:00:00Z", "19:00:00Z")) | {"schedule": 3})
    served = db.negotiated(changed).served
    assert (served.energy, served.enough, served.full) == (11000, False, None)


def test_a_profile_with_more_periods_than_the_ev_takes_is_no_answer(db):
    example = db.schedule_example("ocpp201-iso15118-three-schedules")
    asked = json.loads(json.dumps(example.asked).replace('"maxScheduleTuples": 3', '"maxScheduleTuples": 1'))
    served = db.negotiated(example._replace(asked=asked)).served
    assert served.faults == (
        "schedule 2 has 2 periods, expected at most 1",
        "schedule 3 has 2 periods, expected at most 1",
    )


def test_a_plan_within_the_schedule_is_accepted_and_expected(db):
    """SC.04 and K15.FR.11, K15.FR.14: the EV plans 5, 6, 10 and 0 kW under 6, 6, 11 and 11."""
    example = db.schedule_example("ocpp201-iso15118-ev-plan")
    plan = db.negotiated(example).plan
    assert (plan.status, plan.excesses) == ("Accepted", ())
    assert plan.rules == ("k-iso15118-ev-profile-checked", "k-iso15118-ev-profile-within-limits")
    found = db.worked_out(example)
    assert [(part.begins.hour, part.limit) for part in found.parts] == [(16, 5000), (17, 6000), (18, 10000), (19, 0)]
    assert [part.decided_by for part in found.parts] == [
        "schedule of the EV",
        "TxProfile 2 (stackLevel 0)",
        "schedule of the EV",
        "schedule of the EV",
    ]
    assert "k-composite-shows-what-ev-will-take" in found.parts[0].rules


def test_a_lower_profile_is_negotiated_at_once_and_the_old_plan_is_rejected(db):
    """K16.FR.02, K16.FR.11, K16.FR.07: 6 kW from 17:30 to 18:30 in place of 11, and the EV still plans 10."""
    example = db.schedule_example("ocpp201-iso15118-renegotiation-by-csms")
    told = db.negotiated(example)
    assert (told.renegotiation.needed, told.renegotiation.lower_now) == (True, True)
    assert [(each.begins.strftime("%H:%M"), each.ends.strftime("%H:%M"), each.before, each.after) for each in told.renegotiation.changes] == [
        ("17:30", "18:30", 11000, 6000)
    ]  # fmt: skip
    assert told.plan.status == "Rejected"
    assert [(each.begins.strftime("%H:%M"), each.ends.strftime("%H:%M"), each.planned, each.allowed) for each in told.plan.excesses] == [
        ("17:30", "18:30", 10000, 6000)
    ]  # fmt: skip
    assert [part.limit for part in db.worked_out(example).parts] == [6000, 11000]


def test_an_ev_that_leaves_earlier_gets_more(db):
    """K17: 15 kWh until 18:45 at 10 kW from 17:00 on are there at 18:30; with 5 kW they would not be."""
    example = db.schedule_example("ocpp201-iso15118-renegotiation-by-ev")
    told = db.negotiated(example)
    assert (told.served.energy, told.served.enough, told.served.full.strftime("%H:%M")) == (17500, True, "18:30")
    assert (told.renegotiation.needed, told.renegotiation.lower_now, told.plan.status) == (True, False, "Accepted")
    before = db.negotiated(example._replace(requests=example.requests[:-1]))
    assert (before.served.energy, before.served.enough, before.renegotiation) == (8750, False, None)


def test_a_version_without_needs_of_an_ev_says_so(db):
    from ocppdb.errors import ScheduleError
    from ocppdb.smart_charging import renegotiation

    found = db.worked_out(db.schedule_example("ocpp16-night-tariff"))
    with pytest.raises(ScheduleError, match=r"OCPP 1\.6 has no messages for the needs and schedules of an EV"):
        renegotiation(found, found, db.charging_book("1.6"))


def test_every_example_has_a_picture_that_tells_who_decides(db):
    import xml.etree.ElementTree as ElementTree

    for example in db.schedule_examples():
        found = db.worked_out(example)
        drawn = chart(found)
        ElementTree.fromstring(drawn)
        deciding = {part.profile.name for part in found.parts if part.profile is not None}
        for name in deciding:
            assert f">{name}</text>" in drawn, example.id


def texts(drawn):
    import xml.etree.ElementTree as ElementTree

    return [each.text for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith("}text")]


def test_the_picture_alone_says_why_the_limit_is_ten_ampere(db):
    """At 18:00 the number and who decides; in the lanes what each allows before, in and after the hour; and why the lowest default does not."""
    said = texts(chart(db.worked_out(db.schedule_example("ocpp201-why-ten-ampere"))))
    assert said[2:8] == ["0 A", "5 A", "10 A", "15 A", "20 A", "25 A"]
    assert said[13:19] == ["20 A", "TxProfile 3", "10 A", "ChargingStationMaxProfile 1", "20 A", "TxProfile 3"]
    assert said[19:] == [
        "25 A", "10 A", "25 A", "ChargingStationMaxProfile 1 (stackLevel 0)",
        "16 A", "TxDefaultProfile 2 (stackLevel 0)", "overruled by another profile",
        "20 A", "20 A", "20 A", "TxProfile 3 (stackLevel 0)",
        "Beneath: what each profile allows by itself; outlined where it decides.",
    ]  # fmt: skip


def test_a_picture_of_many_watts_has_kilowatts_at_its_axis(db):
    said = texts(chart(db.worked_out(db.schedule_example("ocpp201-daily-default"))))
    assert said[2:6] == ["0 kW", "5 kW", "10 kW", "15 kW"]


def test_a_recurring_week_follows_the_clock_where_it_is_decided_so(db):
    example = db.schedule_example("ocpp201-week-over-clock-change")
    fixed = db.worked_out(example)
    local = db.worked_out(example._replace(asked=example.asked | {"options": {"daylight": "local"}}))
    assert [each.begins.isoformat() for each in fixed.parts if each.limit == 32] == [
        "2026-03-28T21:00:00+00:00",
        "2026-04-04T21:00:00+00:00",
    ]
    assert [each.begins.isoformat() for each in local.parts if each.limit == 32] == [
        "2026-03-28T21:00:00+00:00",
        "2026-04-04T20:00:00+00:00",
    ]
