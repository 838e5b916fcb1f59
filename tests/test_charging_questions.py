"""Questions about smart charging that people asked in public threads, answered by the calculator: facts only, in our own words."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from test_smart_charging_examples import new, old, time, wired

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging import Station, Transaction, needs, profile, served
from ocppdb.smart_charging.installed import clear, install
from ocppdb.smart_charging.reading import events

NOW = datetime(2026, 1, 15, 16, tzinfo=UTC)
SINCE = {"startSchedule": "2026-01-01T00:00:00Z"}
RUNNING = [Transaction("7", 1, NOW, NOW)]


def read(request):
    place = request.get("connectorId", request.get("evseId"))
    return profile(request.get("csChargingProfiles", request.get("chargingProfile")), place)


@pytest.mark.parametrize(
    ("version", "make", "maximum"), [("1.6", old, "ChargePointMaxProfile"), ("2.0.1", new, "ChargingStationMaxProfile")]
)
@pytest.mark.parametrize(("choice", "limit"), [("every", 20), ("limit", 32), ("charging", 10)])
def test_what_two_outlets_of_10_a_under_32_a_come_to(db, version, make, maximum, choice, limit):
    """EVerest/libocpp pull requests 943 and 1062: what does connector 0 report, with 32 A for the station and a default of 10 A for all?"""
    requests = [make(0, 1, maximum, [(0, 32)], schedule=SINCE), make(0, 2, "TxDefaultProfile", [(0, 10)], schedule=SINCE)]
    asked = {"at": NOW, "duration": 600, "unit": "A", "place": 0, "transactions": RUNNING, "station": Station(connectors=2)}
    found = db.composite_schedule(requests, version, options={"station-total": choice, "periods": "joined"}, **asked)
    assert [part.limit for part in found.parts] == [limit]


def test_a_period_that_begins_within_the_window_counts(db):
    """EVerest/libocpp issue 609: a higher profile begins after the window does; from then on it leads, and the lower one after it."""
    requests = [
        old(0, 1, "TxDefaultProfile", [(0, 2000, 1)], "W", level=1, schedule={"startSchedule": "2024-01-17T18:00:00Z", "duration": 1080}),
        old(0, 100, "TxDefaultProfile", [(0, 11000, 3), (28800, 6000, 3)], "W", "Recurring", recurrencyKind="Daily",
            schedule={"startSchedule": "2024-01-17T00:00:00Z", "duration": 86400}),
    ]  # fmt: skip
    begin = time("2024-01-17T17:30:00+00:00")
    found = db.composite_schedule(
        requests, "1.6", at=begin, duration=5400, unit="W", transactions=[Transaction("7", 1, begin)], mode="pragmatic"
    )
    assert wired(found) == [(0, 6000), (1800, 2000), (2880, 6000)]


def test_a_limit_is_in_the_unit_of_its_schedule(db):
    """steve-community/steve issue 310: is a limit always in amperes? 11 kW over three phases of 230 V are 15.9 A on each."""
    request = old(1, 1, "TxDefaultProfile", [(0, 11000, 3)], "W", schedule=SINCE)
    asked = {"at": NOW, "duration": 60, "transactions": RUNNING, "station": Station(voltage=Decimal(230)), "mode": "pragmatic"}
    assert wired(db.composite_schedule([request], "1.6", unit="W", **asked)) == [(0, 11000)]
    assert wired(db.composite_schedule([request], "1.6", unit="A", **asked)) == [(0, 15.9)]


def test_why_a_profile_whose_first_period_is_not_at_0_is_refused(db):
    """steve-community/steve issue 1177: a station refuses a Recurring TxProfile without startSchedule whose period begins at 7600."""
    request = old(1, 1, "TxProfile", [(7600, 124, 1)], kind="Recurring", level=1, recurrencyKind="Daily",
                  schedule={"duration": 1000, "minChargingRate": 10})  # fmt: skip
    with pytest.raises(ScheduleError) as error:
        db.composite_schedule([request], "1.6", at=NOW, duration=60, unit="A")
    assert str(error.value) == "profile 1: the first startPeriod is 7600, expected 0"


def test_a_txprofile_without_a_transaction_is_refused(db):
    """lbbrhzn/ocpp issue 221 and goecharger/go-eCharger-API-v2 issue 249: can a TxProfile be set before a transaction runs?"""
    request = read(old(1, 1, "TxProfile", [(0, 16)], transactionId=0, schedule=SINCE))
    answer = install([], request, db.charging_book("1.6"))
    assert (answer.status, answer.why) == ("Rejected", "no transaction runs at 1")
    assert answer.rules == ("txprofile-without-running-transaction",)


def test_stack_level_0_is_cleared_as_any_other(db):
    """goecharger/go-eCharger-API-v2 issue 187: connector, purpose and stackLevel 0 as criteria clear the profile that has them."""
    there = read(old(1, 1, "TxProfile", [(0, 0, 1)], schedule=SINCE))
    answer = clear([there], db.charging_book("1.6"), place=1, purpose="TxProfile", level=0)
    assert (answer.status, answer.profiles) == ("Accepted", ())


def test_two_purposes_may_share_a_stack_level(db):
    """evcc-io/evcc issue 4957: a station knows stackLevel 0 alone; can a maximum and a profile of a transaction both have it?"""
    station = Station(max_level=0)
    book = db.charging_book("1.6")
    first = install([], read(old(0, 1, "ChargePointMaxProfile", [(0, 16)], schedule=SINCE)), book, station=station)
    tx = read(old(1, 2, "TxProfile", [(0, 10)], transactionId=7, schedule=SINCE))
    second = install(first.profiles, tx, book, transactions=RUNNING, station=station)
    assert [each.id for each in second.profiles] == [1, 2]
    higher = install(second.profiles, tx._replace(level=1), book, transactions=RUNNING, station=station, mode="pragmatic")
    assert (higher.status, higher.why) == ("Rejected", "stackLevel 1 is above 0")


def test_a_maximum_in_amperes_holds_on_one_phase_too(db):
    """EVerest/EVerest issue 1060: 16 A for the station, and a TxProfile of more than 4.4 kW for one phase; more than 16 A must not flow."""
    requests = [
        new(0, 1, "ChargingStationMaxProfile", [(0, 16)], schedule=SINCE),
        new(1, 2, "TxProfile", [(0, 4600, 1)], "W", transactionId="7", schedule=SINCE),
    ]
    found = db.composite_schedule(
        requests,
        "2.0.1",
        at=NOW,
        duration=60,
        unit="A",
        transactions=RUNNING,
        station=Station(voltage=Decimal(230)),
        mode="pragmatic",
    )
    assert [(part.limit, part.phases, part.profile.id) for part in found.parts] == [(16, 1, 1)]


@pytest.mark.parametrize(("phases", "watts"), [(1, 3680), (3, 11040)])
def test_amperes_become_watts_by_the_phases_that_there_are(db, phases, watts):
    """lbbrhzn/ocpp issue 2117: 16 A of a station with one phase are 3680 W, and not those of three."""
    found = db.composite_schedule(
        [old(0, 1, "ChargePointMaxProfile", [(0, 16)], schedule=SINCE)],
        "1.6",
        at=NOW,
        duration=60,
        unit="W",
        transactions=RUNNING,
        station=Station(voltage=Decimal(230), phases=phases),
        mode="pragmatic",
    )
    assert wired(found) == [(0, watts)]


def test_a_day_begins_at_the_time_of_its_start_schedule(db):
    """SAP/e-mobility-charging-stations-simulator pull request 634: does a daily schedule begin at midnight? At the time of startSchedule."""
    request = old(0, 1, "TxDefaultProfile", [(0, 6), (36000, 16)], kind="Recurring", recurrencyKind="Daily",
                  schedule={"startSchedule": "2026-01-01T17:00:00Z", "duration": 86400})  # fmt: skip
    found = db.composite_schedule([request], "1.6", at=NOW, duration=86400, unit="A", transactions=RUNNING, mode="pragmatic")
    assert [(part.begins.strftime("%H:%M"), part.limit) for part in found.parts] == [("16:00", 16), ("17:00", 6), ("03:00", 16)]


def test_a_day_at_0_a_lets_nothing_through_and_a_level_above_it_may(db):
    """mobilityhouse/ocpp issue 444: a daily profile of 0 A over 24 hours, and another above it for the hours that are allowed."""
    closed = old(0, 1, "TxDefaultProfile", [(0, 0)], kind="Recurring", recurrencyKind="Daily",
                 schedule={"startSchedule": "2023-05-15T17:00:00Z", "duration": 86400})  # fmt: skip
    opened = old(0, 2, "TxDefaultProfile", [(0, 16)], kind="Recurring", level=1, recurrencyKind="Daily",
                 schedule={"startSchedule": "2023-05-15T22:00:00Z", "duration": 28800})  # fmt: skip
    asked = {"at": NOW, "duration": 86400, "unit": "A", "transactions": RUNNING, "mode": "pragmatic"}
    assert wired(db.composite_schedule([closed], "1.6", **asked)) == [(0, 0)]
    assert wired(db.composite_schedule([closed, opened], "1.6", **asked)) == [(0, 0), (21600, 16), (50400, 0)]
    naive = old(0, 1, "TxDefaultProfile", [(0, 0)], schedule={"startSchedule": "2023-05-15T17:00:00"})
    with pytest.raises(ScheduleError, match="without time zone; add Z or an offset"):
        db.composite_schedule([naive], "1.6", **asked)


@pytest.mark.parametrize(
    ("hours", "wanted", "enough", "full"), [(7, 16000, True, "20:50:00"), (6, 21000, True, "21:52:30"), (5, 21000, False, None)]
)
def test_whether_an_ev_has_its_energy_when_it_leaves(db, hours, wanted, enough, full):
    """EVerest/everest-demo issue 68: 10 A for some hours, then 20 A, one phase of 240 V; is it enough for what an EV needs?"""
    request = new(
        1,
        1,
        "TxProfile",
        [(0, 2400, 1), (10800, 4800, 1)],
        "W",
        transactionId="7",
        schedule={"startSchedule": "2026-01-15T16:00:00Z"},
    )
    book = db.charging_book("2.0.1")
    station = Station(voltage=Decimal(240), phases=1)
    found = db.composite_schedule([request], "2.0.1", at=NOW, duration=86400, unit="W", transactions=RUNNING, mode="pragmatic")
    told = {
        "evseId": 1,
        "chargingNeeds": {
            "requestedEnergyTransfer": "AC_single_phase",
            "departureTime": (NOW + timedelta(hours=hours)).isoformat(),
            "acChargingParameters": {"energyAmount": wanted, "evMinCurrent": 6, "evMaxCurrent": 32, "evMaxVoltage": 240},
        },
    }
    answer = served(needs(told, station), found, book, read(request), station)
    assert (answer.enough, answer.full and answer.full.strftime("%H:%M:%S")) == (enough, full)


def test_a_profile_of_the_transaction_takes_the_place_of_the_default(db):
    """evcc-io/evcc pull request 9766: the limit is steered by a TxDefaultProfile, and somebody else sets a TxProfile; who decides?"""
    default = old(1, 1, "TxDefaultProfile", [(0, 6)], level=5, schedule=SINCE)
    own = old(1, 2, "TxProfile", [(0, 16)], transactionId=7, schedule=SINCE)
    asked = {"at": NOW, "duration": 60, "unit": "A", "transactions": RUNNING}
    found = db.composite_schedule([default, own], "1.6", options={"periods": "joined"}, **asked)
    assert [(part.limit, part.profile.id, "txprofile-overrules-txdefaultprofile" in part.rules) for part in found.parts] == [
        (16, 2, True)
    ]


def test_a_wrong_name_of_a_field_is_found_by_the_judge(db):
    """ChargeTimeEU/Java-OCA-OCPP issue 78: a 1.6 station answers a CALLERROR to `chargingProfile`; it is called otherwise there."""
    right = old(1, 0, "TxProfile", [(0, 9, 3)], kind="Relative", transactionId=2)
    wrong = {"connectorId": 1, "chargingProfile": right["csChargingProfiles"]}
    verdicts = [db.charging_verdicts(events(json.dumps(each)), "1.6")[0] for each in (right, wrong)]
    assert [(each.verdict, each.callerror) for each in verdicts] == [
        ("valid", None),
        ("invalid", "OccurenceConstraintViolation"),
    ]
    assert {each.path for each in verdicts[1].findings} == {"csChargingProfiles", "chargingProfile"}


def test_an_absolute_profile_needs_a_start_schedule(db):
    """citrineos/citrineos-core pull request 785: a station rejects an Absolute TxProfile without startSchedule; is it right?"""
    request = new(1, 1, "TxProfile", [(0, 11000)], "W", transactionId="7")
    (verdict,) = db.charging_verdicts(events(json.dumps(request)), "2.0.1")
    assert (verdict.verdict, [each.rule for each in verdict.findings]) == ("valid", ["k-start-schedule-required"])
    with pytest.raises(ScheduleError) as error:
        db.composite_schedule([request], "2.0.1", at=NOW, duration=60, unit="W", transactions=RUNNING)
    assert str(error.value) == "TxProfile 1 (stackLevel 0) is Absolute and has no startSchedule; add one"


def test_a_schedule_of_no_length_has_no_periods(db):
    """EVerest/libocpp issue 1169: GetCompositeSchedule with a duration of 0. No number answers it; the calculator says what it expects."""
    with pytest.raises(ScheduleError, match=r"duration is 0, expected 1 to 31622400 seconds"):
        db.composite_schedule([], "1.6", at=NOW, duration=0, unit="A")
