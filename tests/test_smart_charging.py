"""The composite schedule: two independent ways agree, and the examples of the specifications come out as they stand there."""

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from by_the_second import Case, total
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ocppdb.errors import NotFound, OpenPoint, ScheduleError
from ocppdb.smart_charging import Station, Transaction

BEGIN = datetime(2026, 3, 2, 8, tzinfo=UTC)
SECONDS = 120
EXAMPLES = int(os.environ.get("OCPP_EXAMPLES", "1200"))


def wire(moment):
    return moment.isoformat().replace("+00:00", "Z")


def composite(db, requests, version, **asked):
    asked = {"at": BEGIN, "duration": SECONDS, "unit": "A", "mode": "pragmatic"} | asked
    return db.composite_schedule(requests, version, **asked)


def wired(found):
    return [(each.start, float(each.limit)) for each in found.periods]


# ── two ways ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

offsets = st.integers(-80, SECONDS + 40)


@st.composite
def periods(draw, unit):
    starts = sorted({0, *draw(st.lists(st.integers(1, 100), max_size=4))})
    high = st.integers(0, 400) if unit == "A" else st.integers(0, 220000)
    return [
        {"startPeriod": start, "limit": draw(high) / 10}
        | draw(st.sampled_from([{}, {"numberPhases": 1}, {"numberPhases": 2}, {"numberPhases": 3}]))
        for start in starts
    ]


@st.composite
def schedules(draw, kind, recurrence):
    unit = draw(st.sampled_from(["A", "A", "W"]))
    schedule = {"chargingRateUnit": unit, "chargingSchedulePeriod": draw(periods(unit))}
    if draw(st.booleans()):
        schedule["duration"] = draw(st.integers(1, 200))
    if kind != "Relative":
        back = draw(st.integers(0, 3)) * {"Daily": timedelta(days=1), "Weekly": timedelta(days=7)}.get(recurrence, timedelta(0))
        schedule["startSchedule"] = wire(BEGIN + timedelta(seconds=draw(offsets)) - back)
    return schedule


@st.composite
def requests(draw, old, purpose, level, place, number, transactions=(7, 7, 8)):
    kind = draw(
        st.sampled_from(["Absolute", "Recurring"] if purpose.endswith("MaxProfile") else ["Absolute", "Recurring", "Relative"])
    )
    if purpose == "ChargingStationExternalConstraints":
        kind = "Absolute"
    recurrence = draw(st.sampled_from(["Daily", "Weekly"])) if kind == "Recurring" else None
    schedule = draw(schedules(kind, recurrence))
    profile = {
        "chargingProfileId" if old else "id": number,
        "stackLevel": level,
        "chargingProfilePurpose": purpose,
        "chargingProfileKind": kind,
        "chargingSchedule": schedule if old else [{"id": number} | schedule],
    }
    if recurrence:
        profile["recurrencyKind"] = recurrence
    if draw(st.booleans()):
        since = draw(offsets)
        profile["validFrom"] = wire(BEGIN + timedelta(seconds=since))
        if draw(st.booleans()):
            profile["validTo"] = wire(BEGIN + timedelta(seconds=since + draw(st.integers(1, 100))))
    if purpose == "TxProfile":
        id_ = draw(st.sampled_from(transactions))
        profile["transactionId"] = id_ if old else str(id_)
    return {"connectorId": place, "csChargingProfiles": profile} if old else {"evseId": place, "chargingProfile": profile}


@st.composite
def cases(draw, old):
    names = (
        ["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]
        if old
        else ["ChargingStationMaxProfile", "ChargingStationExternalConstraints", "TxDefaultProfile", "TxProfile"]
    )
    found, taken = [], set()
    for number in range(draw(st.integers(0, 6))):
        purpose = draw(st.sampled_from(names))
        place = {"TxDefaultProfile": draw(st.integers(0, 1)), "TxProfile": 1}.get(purpose, 0)
        level = draw(st.integers(0, 2))
        key = (purpose, level, place if old else -1)
        if key not in taken:
            taken.add(key)
            found.append(draw(requests(old, purpose, level, place, number)))
    return {
        "requests": found,
        "unit": draw(st.sampled_from(["A", "W"])),
        "started": draw(st.one_of(st.none(), st.integers(-300, 0))),
        "phases": draw(st.sampled_from([None, 1, 3])),
        "maximum": draw(st.sampled_from([None, 20])),
        "keep_out": draw(st.booleans()),
    }


def agree(db, case, version, old):
    """Assert that the sweep and the brute force say the same of every second."""
    started = None if case["started"] is None else BEGIN + timedelta(seconds=case["started"])
    maximum = None if case["maximum"] is None else Decimal(case["maximum"] * (690 if case["unit"] == "W" else 1))
    transactions = [] if started is None else [Transaction("7", 1, started, started)]
    options = {"tx-gap" if old else "tx-before-start": "keep-out"} if case["keep_out"] else {}
    options |= {"no-limit": "maximum", "local-limits": "included"} if old else {}
    options |= {"daylight": "fixed"} if "daylight" in db.charging_book(version).options else {}
    station = Station(voltage=Decimal(230), phases=case["phases"], **{f"maximum_{case['unit'].lower()}": maximum})
    found = composite(
        db, case["requests"], version, unit=case["unit"], transactions=transactions, station=station, options=options
    )
    slow = Case(
        case["requests"],
        1,
        case["unit"],
        None if started is None else ("7", started),
        Decimal(230),
        case["phases"],
        maximum,
        replace=old,
        keep_out=("always" if old else "waits") if case["keep_out"] else None,
    )
    seconds = [part for part in found.parts for _ in range(int(part.end - part.start))]
    assert len(seconds) == SECONDS
    for second, part in enumerate(seconds):
        limit, phases = slow.at(BEGIN + timedelta(seconds=second), BEGIN)
        assert part.limit == limit, f"second {second}"
        assert part.phases == phases or part.profile is None, f"second {second}"


@pytest.mark.parametrize(("version", "old"), [("1.6", True), ("2.0.1", False), ("2.1", False)])
def test_the_sweep_and_the_brute_force_agree(db, version, old):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(cases(old))
    def check(case):
        agree(db, case, version, old)

    check()


@st.composite
def later_cases(draw):
    """Cases with priority charging, what is made on the spot (in W, for there it adds up on any phases), external limits of one EVSE,
    random delays, caps by the state of charge, and a lost connection."""
    unit = draw(st.sampled_from(["A", "W"]))
    names = [
        "ChargingStationMaxProfile",
        "ChargingStationExternalConstraints",
        "TxDefaultProfile",
        "TxProfile",
        "PriorityCharging",
    ]
    names += ["LocalGeneration"] if unit == "W" else []
    found, taken, delays = [], set(), {}
    for number in range(draw(st.integers(1, 7))):
        purpose = draw(st.sampled_from(names))
        place = {"ChargingStationMaxProfile": 0, "TxProfile": 1}.get(purpose, draw(st.integers(0, 1)))
        level = draw(st.integers(0, 2))
        if (purpose, level) in taken:
            continue
        taken.add((purpose, level))
        request = draw(requests(False, purpose, level, place, number))
        profile = request["chargingProfile"]
        (schedule,) = profile["chargingSchedule"]
        if purpose == "PriorityCharging":
            schedule.pop("duration", None)
        if purpose in ("TxProfile", "TxDefaultProfile") and draw(st.booleans()):
            schedule["randomizedDelay"] = 50
            delays[number] = tuple(draw(st.integers(0, 50)) for _ in schedule["chargingSchedulePeriod"][1:])
        if draw(st.integers(0, 3)) == 0:
            schedule["limitAtSoC"] = {"soc": draw(st.sampled_from([50, 80])), "limit": draw(st.integers(0, 40))}
        if draw(st.integers(0, 3)) == 0:
            profile["maxOfflineDuration"] = draw(st.integers(0, 90))
        found.append(request)
    can = any(request["chargingProfile"]["chargingProfilePurpose"] == "PriorityCharging" for request in found)
    return {
        "requests": found,
        "unit": unit,
        "started": draw(st.one_of(st.none(), st.integers(-300, 0))),
        "priority": can and draw(st.booleans()),
        "soc": draw(st.sampled_from([None, 60, 80])),
        "delays": delays,
        "offline": draw(st.one_of(st.none(), st.integers(-60, 60))),
        "no_fall_back": draw(st.booleans()),
    }


def test_the_sweep_and_the_brute_force_agree_on_what_came_later(db):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(later_cases())
    def check(case):
        started = None if case["started"] is None else BEGIN + timedelta(seconds=case["started"])
        offline = None if case["offline"] is None else BEGIN + timedelta(seconds=case["offline"])
        soc = None if case["soc"] is None else Decimal(case["soc"])
        running = [] if started is None else [Transaction("7", 1, started, started, case["priority"], soc, case["delays"])]
        station = Station(voltage=Decimal(230), offline_since=offline)
        options = {"priority-gap": "none"} if case["no_fall_back"] else {}
        found = composite(
            db, case["requests"], "2.1", unit=case["unit"], transactions=running, station=station, options=options
        )
        slow = Case(
            case["requests"],
            1,
            case["unit"],
            None if started is None else ("7", started),
            Decimal(230),
            priority=case["priority"],
            soc=None if started is None else case["soc"],
            delays=case["delays"],
            offline=offline,
            no_fall_back=case["no_fall_back"],
        )
        for second in range(SECONDS):
            now = BEGIN + timedelta(seconds=second)
            part = found.at(now)
            assert (part.limit, part.phases if part.profile else None) == (
                slow.at(now, BEGIN) if part.profile else (None, None)
            ), f"second {second}"

    check()


@st.composite
def stations(draw, old):
    """Profiles of a station with two connectors or EVSEs, and the transactions that run there: 7 at the first, 8 at the second."""
    names = (
        ["ChargePointMaxProfile", "TxDefaultProfile", "TxProfile"]
        if old
        else ["ChargingStationMaxProfile", "ChargingStationExternalConstraints", "TxDefaultProfile", "TxProfile"]
    )
    found, taken = [], set()
    for number in range(draw(st.integers(0, 7))):
        purpose = draw(st.sampled_from(names))
        place = {"TxDefaultProfile": draw(st.integers(0, 2)), "TxProfile": draw(st.integers(1, 2))}.get(purpose, 0)
        level = draw(st.integers(0, 2))
        key = (purpose, level, place)
        others = {where for purpose_, level_, where in taken if (purpose_, level_) == (purpose, level)}
        refused = not old and purpose == "TxDefaultProfile" and (others if place == 0 else 0 in others)  # K01.FR.52, K01.FR.53
        if key not in taken and not refused:
            taken.add(key)
            found.append(draw(requests(old, purpose, level, place, number, (6 + place,))))
    running = {place: draw(st.one_of(st.none(), st.integers(-300, 0))) for place in (1, 2)}
    return {
        "requests": found,
        "unit": draw(st.sampled_from(["A", "W"])),
        "running": {
            place: (str(6 + place), BEGIN + timedelta(seconds=started))
            for place, started in running.items()
            if started is not None
        },
        "phases": draw(st.sampled_from([None, 1, 3])),
        "maximum": draw(st.sampled_from([None, 20])),
        "every": draw(st.booleans()),
    }


@pytest.mark.parametrize(("version", "old"), [("1.6", True), ("2.0.1", False)])
def test_the_sum_over_a_station_and_the_brute_force_agree(db, version, old):
    options = {"no-limit": "maximum", "local-limits": "included"} if old else {"daylight": "fixed"}

    @settings(max_examples=EXAMPLES // 3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(stations(old))
    def check(case):
        maximum = None if case["maximum"] is None else Decimal(case["maximum"] * (690 if case["unit"] == "W" else 1))
        found = composite(
            db,
            case["requests"],
            version,
            unit=case["unit"],
            place=0,
            transactions=[Transaction(id_, place, started, started) for place, (id_, started) in case["running"].items()],
            station=Station(
                connectors=2, voltage=Decimal(230), phases=case["phases"], **{f"maximum_{case['unit'].lower()}": maximum}
            ),
            options=options | {"station-total": "every" if case["every"] else "charging"},
        )
        seconds = [part.limit for part in found.parts for _ in range(int(part.end - part.start))]
        assert len(seconds) == SECONDS
        for second, limit in enumerate(seconds):
            now = BEGIN + timedelta(seconds=second)
            told = (
                case["requests"],
                (1, 2),
                case["unit"],
                case["running"],
                Decimal(230),
                case["phases"],
                maximum,
                case["every"],
            )
            assert limit == total(*told, now, BEGIN, replace=old), f"second {second}"

    check()


def test_the_total_of_a_station_is_asked_for_in_strict_mode(db):
    with pytest.raises(OpenPoint) as error:
        composite(db, [], "2.0.1", place=0, mode="strict")
    assert (error.value.point, error.value.option) == ("ocpp201-composite-schedule-evse-zero", "station-total")
    assert str(error.value) == (
        "the specification leaves open (ocpp201-composite-schedule-evse-zero): Is the schedule of evseId 0 the limit of the whole station, "
        "or the sum of its EVSEs? Decide by an option:\n"
        "  station-total=limit        Report the limit that holds for the whole station\n"
        "  station-total=charging     Report the sum over the EVSEs that charge, capped by that limit\n"
        "  station-total=every        Report the sum over all EVSEs, idle ones as if they charged, capped by that limit"
    )


# ── open points ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

RELATIVE = {
    "connectorId": 1,
    "csChargingProfiles": {
        "chargingProfileId": 1,
        "stackLevel": 0,
        "chargingProfilePurpose": "TxDefaultProfile",
        "chargingProfileKind": "Relative",
        "chargingSchedule": {
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": [{"startPeriod": 0, "limit": 16}, {"startPeriod": 60, "limit": 8}],
        },
    },
}


def test_strict_mode_asks_and_names_the_point(db):
    with pytest.raises(OpenPoint) as error:
        composite(db, [RELATIVE], "1.6", transactions=[Transaction("7", 1, BEGIN)], mode="strict")
    assert (error.value.point, error.value.option) == ("ocpp16-relative-profile-start", "relative-start")
    assert str(error.value) == (
        "the specification leaves open (ocpp16-relative-profile-start): From which moment does this station count the periods of a "
        "Relative profile? Decide by an option:\n"
        "  relative-start=transaction  Count from the start of the transaction\n"
        "  relative-start=energy       Count from the first flow of energy\n"
        "  relative-start=received     Count from the arrival of the profile\n"
        "  relative-start=refuse       Avoid Relative and send Absolute with startSchedule"
    )


def test_pragmatic_mode_takes_the_marked_default_and_says_so(db):
    running = [Transaction("7", 1, BEGIN - timedelta(seconds=30))]
    found = composite(db, [RELATIVE], "1.6", transactions=running)
    assert [(choice.point, choice.choice, choice.decided_by) for choice in found.used] == [
        ("ocpp16-relative-profile-start", "transaction", "pragmatic mode")
    ]
    assert wired(found) == [(0, 16), (30, 8)]


def test_a_decision_of_the_caller_changes_the_number(db):
    running = [Transaction("7", 1, BEGIN - timedelta(seconds=30), energy=BEGIN)]
    found = composite(db, [RELATIVE], "1.6", transactions=running, options={"relative-start": "energy"}, mode="strict")
    assert wired(found) == [(0, 16), (60, 8)]
    assert [choice.decided_by for choice in found.used] == ["caller"]


def test_an_option_that_computes_nothing_says_what_to_do(db):
    with pytest.raises(ScheduleError) as error:
        composite(db, [RELATIVE], "1.6", transactions=[Transaction("7", 1, BEGIN)], options={"relative-start": "refuse"})
    assert str(error.value) == (
        "nothing can be computed: ocpp16-relative-profile-start is decided as 'Avoid Relative and send Absolute with startSchedule' by the "
        "caller; change the profile accordingly, or choose transaction or energy or received for the option relative-start"
    )


def test_every_rule_that_a_part_names_is_a_rule_of_its_version(db):
    known = {(rule.version, rule.id) for rule in db.rules()}
    for version in ("1.6", "2.0.1"):
        book = db.charging_book(version)
        named = {(book.version, rule) for rules in book.steps.values() for rule in rules}
        assert named <= known


def test_every_open_option_is_an_escalation_and_every_choice_one_of_its_options(db):
    for version in ("1.6", "2.0.1"):
        for option in db.charging_book(version).options.values():
            point = db.escalation(option.point)
            assert option.labels == tuple(each.label for each in point.options)
            assert option.label(option.pragmatic) == point.pragmatic_option or option.choices.count(option.pragmatic) > 1


def test_every_step_and_option_that_is_declared_is_one_of_the_code(db):
    """A name that no code speaks of would be a rule that nobody applies."""
    import ast
    from pathlib import Path
    from typing import get_args

    import ocppdb.smart_charging
    from ocppdb.records.schedules import Option, Step

    made_of_the_kind = {"absolute", "relative"}
    texts = set()
    for path in Path(ocppdb.smart_charging.__file__).parent.glob("*.py"):
        texts |= {node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)}
    assert (set(get_args(Step)) | set(get_args(Option))) - texts == made_of_the_kind


def test_a_sub_second_edge_takes_the_lower_limit_for_its_second(db):
    request = {
        "connectorId": 0,
        "csChargingProfiles": {
            "chargingProfileId": 1,
            "stackLevel": 0,
            "chargingProfilePurpose": "ChargePointMaxProfile",
            "chargingProfileKind": "Absolute",
            "chargingSchedule": {
                "startSchedule": wire(BEGIN - timedelta(milliseconds=500)),
                "chargingRateUnit": "A",
                "chargingSchedulePeriod": [
                    {"startPeriod": 0, "limit": 20},
                    {"startPeriod": 10, "limit": 8},
                    {"startPeriod": 20, "limit": 30},
                ],
            },
        },
    }
    found = composite(db, [request], "1.6")
    assert [(each.start, each.limit) for each in found.parts] == [(0, 20), (Decimal("9.5"), 8), (Decimal("19.5"), 30)]
    assert wired(found) == [(0, 20), (9, 8), (20, 30)]


# ── bad input ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def changed(**how):
    import copy

    request = copy.deepcopy(RELATIVE)
    profile = request["csChargingProfiles"]
    for key, value in how.items():
        owner = (
            profile["chargingSchedule"]
            if key in ("chargingSchedulePeriod", "chargingRateUnit", "startSchedule", "duration")
            else profile
        )
        owner[key] = value
    return request


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (changed(chargingSchedulePeriod=[{"startPeriod": 5, "limit": 1}]), "profile 1: the first startPeriod is 5, expected 0"),
        (
            changed(
                chargingSchedulePeriod=[
                    {"startPeriod": 0, "limit": 1},
                    {"startPeriod": 9, "limit": 1},
                    {"startPeriod": 3, "limit": 1},
                ]
            ),
            "profile 1: startPeriod 3 of period 3 is not after 9; list the periods in rising order",
        ),
        (
            changed(chargingSchedulePeriod=[{"startPeriod": 0, "limit": -1}]),
            "profile 1: period 1: limit is -1, expected 0 to 1000000000",
        ),
        (
            changed(chargingSchedulePeriod=[{"startPeriod": 0, "limit": float("nan")}]),
            "profile 1: period 1: limit is nan, expected 0 to 1000000000",
        ),
        (changed(chargingSchedulePeriod=[{"startPeriod": 0, "limit": 10**400}]), None),
        (
            changed(chargingSchedulePeriod=[]),
            "profile 1: chargingSchedulePeriod holds a list, expected a list of 1 to 10000 periods",
        ),
        (changed(chargingRateUnit="kW"), "profile 1: chargingRateUnit is 'kW', expected one of A, W"),
        (changed(chargingProfilePurpose="TxProfil"), None),
        (
            changed(startSchedule="2026-01-01T00:00:00Z"),
            "profile 1: kind Relative with startSchedule; take it out, or make the profile Absolute",
        ),
        (changed(chargingProfileKind="Recurring"), None),
        (
            changed(chargingProfileKind="Absolute", startSchedule="2026-01-01T00:00:00"),
            "profile 1: startSchedule is 2026-01-01T00:00:00 without time zone; add Z or an offset such as +02:00",
        ),
        (changed(duration=10**12), "profile 1: duration is 1000000000000, expected 0 to 1000000000"),
        (changed(stackLevel=-1), "profile 1: stackLevel is -1, expected at least 0"),
        (changed(chargingProfileId=True), "chargingProfileId or id of the profile is True, expected a whole number"),
        (
            {"connectorId": 1},
            "no charging profile in an object with connectorId; expected csChargingProfiles or chargingProfile",
        ),
    ],
)
def test_a_wrong_profile_is_a_plain_error(db, request_, says):
    with pytest.raises(ScheduleError) as error:
        composite(db, [request_], "1.6")
    assert says is None or str(error.value) == says


def test_two_profiles_of_one_id_or_level_are_a_plain_error(db):
    with pytest.raises(ScheduleError, match="two profiles have the id 1"):
        composite(db, [RELATIVE, RELATIVE], "1.6")
    with pytest.raises(ScheduleError, match="are valid at the same time on one stackLevel; keep one, or change a stackLevel"):
        composite(db, [RELATIVE, changed(chargingProfileId=2)], "1.6")


@pytest.mark.parametrize("duration", [0, -5, 366 * 86400 + 1, 1.5, True])
def test_a_window_of_no_length_or_of_years_is_a_plain_error(db, duration):
    with pytest.raises(ScheduleError) as error:
        composite(db, [RELATIVE], "1.6", duration=duration)
    assert str(error.value) == f"duration is {duration!r}, expected 1 to 31622400 seconds, which are 366 days"


def test_a_version_that_is_not_computed_is_named(db):
    with pytest.raises(NotFound, match="version"):
        composite(db, [RELATIVE], "9.9")


def test_a_conversion_needs_a_voltage_and_no_default_is_hidden(db):
    with pytest.raises(ScheduleError) as error:
        composite(db, [RELATIVE], "1.6", unit="W", transactions=[Transaction("7", 1, BEGIN)])
    assert str(error.value) == (
        "a limit in A is asked for in W, and the nominal voltage is not known; give the voltage of the area, such as 230"
    )
