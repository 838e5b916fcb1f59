"""The composite schedule: two independent ways agree, and the examples of the specifications come out as they stand there."""

import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from by_the_second import Case
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
def requests(draw, old, purpose, level, place, number):
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
        profile["transactionId"] = draw(st.sampled_from([7, 7, 8])) if old else draw(st.sampled_from(["7", "7", "8"]))
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
    options |= {"no-limit": "maximum", "local-limits": "included"} if old else {"daylight": "fixed"}
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


@pytest.mark.parametrize(("version", "old"), [("1.6", True), ("2.0.1", False)])
def test_the_sweep_and_the_brute_force_agree(db, version, old):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(cases(old))
    def check(case):
        agree(db, case, version, old)

    check()
