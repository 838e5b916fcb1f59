"""The numbers of an ISO 15118 session: what an EV needs, whether a schedule meets it, whether its plan keeps within, and what changes.

How a CSMS makes a schedule out of needs is its own affair; what is computed here is whether the schedule suits.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from ocppdb.errors import NotFound, ScheduleError
from ocppdb.smart_charging.book import Book, Choice, Decisions, Mode
from ocppdb.smart_charging.composite import Composite, Part
from ocppdb.smart_charging.negotiating import Announced, planned
from ocppdb.smart_charging.placing import SECOND, at, instant
from ocppdb.smart_charging.profiles import Profile, moment, number
from ocppdb.smart_charging.station import Station

__all__ = [
    "Change",
    "Excess",
    "Judged",
    "Needs",
    "Renegotiation",
    "Served",
    "answers",
    "judged",
    "needs",
    "renegotiation",
    "served",
]

PHASES: Mapping[str, int] = {"DC": 0, "AC_single_phase": 1, "AC_two_phase": 2, "AC_three_phase": 3}
"""The phases of each requestedEnergyTransfer; 0 for DC."""
MOST_SCHEDULES = 3


class Needs(NamedTuple):
    """What a NotifyEVChargingNeeds tells: energy in Wh, until when, and the least and most power in W that the EV takes."""

    place: int
    energy: int | None
    departure: datetime | None
    least: Decimal
    most: Decimal
    tuples: int | None
    """The most periods of a schedule that the EV takes."""


class Served(NamedTuple):
    """What a schedule gives an EV: Wh until it leaves, or until the schedule ends; whether that is enough, and when it has it all."""

    energy: Decimal
    wanted: int | None
    until: datetime
    full: datetime | None
    enough: bool | None
    """None where the EV says no amount."""
    faults: tuple[str, ...]
    """Why the profile is no answer to the needs."""
    rules: tuple[str, ...]


class Excess(NamedTuple):
    """A stretch in which a plan lies above what is allowed."""

    begins: datetime
    ends: datetime
    planned: Decimal
    allowed: Decimal
    decided_by: str


class Judged(NamedTuple):
    """What a CSMS answers to the plan of an EV."""

    status: Literal["Accepted", "Rejected"]
    excesses: tuple[Excess, ...]
    rules: tuple[str, ...]
    used: tuple[Choice, ...]


class Change(NamedTuple):
    """A stretch in which a schedule differs from the one before it; None where nothing limits."""

    begins: datetime
    ends: datetime
    before: Decimal | None
    after: Decimal | None


class Renegotiation(NamedTuple):
    """Whether a new schedule makes the station negotiate anew with its EV, and whether it has to come down at once."""

    needed: bool
    lower_now: bool
    changes: tuple[Change, ...]
    rules: tuple[str, ...]


def needs(payload: Mapping[str, Any], station: Station = Station()) -> Needs:  # noqa: B008 - immutable
    """Return the Needs of a payload of NotifyEVChargingNeeds; `station` tells the nominal voltage. Raises ScheduleError."""
    told = payload.get("chargingNeeds")
    if not isinstance(told, Mapping):
        raise ScheduleError("chargingNeeds is absent, expected what the EV needs")
    mode = str(told.get("requestedEnergyTransfer"))
    if mode not in PHASES:
        raise NotFound.of(f"no requestedEnergyTransfer {mode[:40]!r}", mode, PHASES)
    tuples = payload.get("maxScheduleTuples")
    place = number(payload.get("evseId"), "evseId", least=1)
    most_tuples = None if tuples is None else number(tuples, "maxScheduleTuples", least=1)
    least, most, energy = _dc(told) if mode == "DC" else _ac(told, PHASES[mode], station)
    return Needs(place, energy, moment(told.get("departureTime"), "departureTime"), least, most, most_tuples)


def _ac(told: Mapping[str, Any], phases: int, station: Station) -> tuple[Decimal, Decimal, int | None]:
    of = _parameters(told, "acChargingParameters")
    if station.voltage is None or station.voltage <= 0:
        raise ScheduleError(
            "the needs of the EV are in A, and the nominal voltage is not known; give the voltage of the area, such as 230"
        )
    per_ampere = station.voltage * phases
    low, high = (number(of.get(key), key, least=0) for key in ("evMinCurrent", "evMaxCurrent"))
    return low * per_ampere, high * per_ampere, number(of.get("energyAmount"), "energyAmount", least=0)


def _dc(told: Mapping[str, Any]) -> tuple[Decimal, Decimal, int | None]:
    of = _parameters(told, "dcChargingParameters")
    current, voltage = (number(of.get(key), key, least=0) for key in ("evMaxCurrent", "evMaxVoltage"))
    power = of.get("evMaxPower")
    most = current * voltage if power is None else number(power, "evMaxPower", least=0)
    energy = of.get("energyAmount")
    return Decimal(0), Decimal(most), None if energy is None else number(energy, "energyAmount", least=0)


def _parameters(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    of = told.get(key)
    if not isinstance(of, Mapping):
        raise ScheduleError(f"{key} is absent, expected it for {told.get('requestedEnergyTransfer')}")
    return of


def answers(wanted: Needs, profile: Profile, station: Station = Station()) -> tuple[str, ...]:  # noqa: B008 - immutable
    """Return why a profile is no answer to needs: its purpose, transaction, number of schedules, and their numbers of periods."""
    wrong = [] if profile.purpose == "transaction" else [f"its purpose is {profile.purpose_name}, expected TxProfile"]
    wrong += ["it has no transactionId"] if profile.transaction is None else []
    wrong += [f"it is for EVSE {profile.place}, expected {wanted.place}"] if profile.place != wanted.place else []
    known = [each for each in (wanted.tuples, station.max_periods) if each is not None]
    for place, each in enumerate(profile.schedules, 1):
        if known and len(each.periods) > min(known):
            wrong.append(f"schedule {place} has {len(each.periods)} periods, expected at most {min(known)}")
    return tuple(wrong)


def served(
    wanted: Needs,
    offered: Composite,
    book: Book,
    profile: Profile | None = None,
    station: Station = Station(),  # noqa: B008 - immutable
) -> Served:
    """Return what a schedule in W gives an EV that takes all that it is allowed, and nothing below the least that it can take.

    `profile` is the one that answers its needs. Raises ScheduleError for a schedule in A, and in a version without needs.
    """
    _has(book, "ev-needs")
    if offered.unit != "W":
        raise ScheduleError("energy follows from a schedule in W; ask for the unit W")
    energy, full = Decimal(0), None
    until = at(instant(offered.begins) + offered.duration * SECOND)
    until = until if wanted.departure is None else min(until, wanted.departure)
    last = Decimal(instant(until) - instant(offered.begins)) / SECOND
    for part in offered.parts:
        seconds = min(part.end, last) - part.start
        power = wanted.most if part.limit is None else min(part.limit, wanted.most)
        if seconds <= 0 or power < wanted.least or power == 0:
            continue
        if full is None and wanted.energy is not None and energy + power * seconds / 3600 >= wanted.energy:
            after = part.start + (wanted.energy - energy) * 3600 / power
            full = at(instant(offered.begins) + int(after * SECOND))
        energy += power * seconds / 3600
    enough = None if wanted.energy is None else energy >= wanted.energy
    faults = () if profile is None else answers(wanted, profile, station)
    return Served(energy, wanted.energy, until, full, enough, faults, book.rules(("ev-needs",)))


def judged(
    told: Announced,
    offered: Composite,
    book: Book,
    *,
    station: Station = Station(),  # noqa: B008 - immutable
    options: Mapping[str, str] | None = None,
    mode: Mode = "strict",
) -> Judged:
    """Return what is said of a plan beside the schedule that was offered: Rejected where it lies above it anywhere.

    Where the plan says nothing, nothing is compared. Raises ScheduleError in a version in which no EV announces a schedule.
    """
    _has(book, "ev-within")
    decide = Decisions(book, options or {}, mode)
    window = instant(offered.begins), instant(offered.begins) + offered.duration * SECOND
    found: list[Excess] = []
    for start, end, wanted in planned(told, window, offered.unit, station, decide):
        for part in offered.parts if wanted is not None else ():
            begins, ends = max(start, _instant(offered, part.start)), min(end, _instant(offered, part.end))
            if wanted is None or wanted.limit is None or part.limit is None:
                continue
            if begins < ends and wanted.limit > part.limit:
                found.append(Excess(at(begins), at(ends), wanted.limit, part.limit, part.decided_by))
    steps = ("ev-outside",) if found else ("ev-within",)
    return Judged("Rejected" if found else "Accepted", tuple(found), book.rules(steps), tuple(decide.used.values()))


def renegotiation(before: Composite, after: Composite, book: Book) -> Renegotiation:
    """Return what a schedule changes in the one before it, of the same beginning, length and unit. Raises ScheduleError otherwise."""
    _has(book, "renegotiate")
    if before[3:6] != after[3:6]:
        raise ScheduleError("the schedules differ in beginning, length or unit; ask for the same of both")
    changes = tuple(_changes(before, after))
    lower = bool(after.parts) and bool(before.parts) and _lower(before.parts[0].limit, after.parts[0].limit)
    steps = ("renegotiate", "renegotiate-lower") if lower else ("renegotiate",)
    return Renegotiation(bool(changes), lower, changes, book.rules(steps) if changes else ())


def _changes(before: Composite, after: Composite) -> Iterator[Change]:
    cuts = sorted({part.start for one in (before, after) for part in one.parts})
    ends = [*cuts[1:], Decimal(before.duration)] if cuts else []
    last: Change | None = None
    for start, end in zip(cuts, ends, strict=True):
        one, other = (_part(each, start).limit for each in (before, after))
        change = Change(at(_instant(before, start)), at(_instant(before, end)), one, other)
        if last is not None and (last.ends, last.before, last.after) == (change.begins, one, other):
            change = change._replace(begins=last.begins)
        elif last is not None:
            yield last
        last = change if one != other else None
    if last is not None:
        yield last


def _part(of: Composite, seconds: Decimal) -> Part:
    return next(part for part in of.parts if part.start <= seconds < part.end)


def _instant(of: Composite, seconds: Decimal) -> int:
    return instant(of.begins) + int(seconds * SECOND)


def _lower(before: Decimal | None, after: Decimal | None) -> bool:
    return after is not None and (before is None or after < before)


def _has(book: Book, step: str) -> None:
    if step not in book.steps:
        raise ScheduleError(f"OCPP {book.version} has no messages for the needs and schedules of an EV")
