"""A station's set of profiles: what SetChargingProfile, ClearChargingProfile and GetChargingProfiles do with it, and by which rules.

The set is a tuple of Profiles, and nothing here changes it: each function returns an Answer with the set that is there afterwards.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Book, Choice, Decisions, Mode
from ocppdb.smart_charging.fitting import STATION_WIDE, overlap
from ocppdb.smart_charging.profiles import Profile
from ocppdb.smart_charging.station import Station, Transaction

__all__ = ["Answer", "clear", "end_transaction", "install", "report"]

Profiles = tuple[Profile, ...]


class Answer(NamedTuple):
    """What a station answers, and the profiles that it then has.

    `status` is that of the response; None where the answer is a CALLERROR with the code `error`. `matched` are the profiles that were
    replaced, cleared or reported. `rules` are the ids of the rules applied, `used` the open options that mattered.
    """

    status: str | None
    profiles: Profiles
    matched: Profiles
    why: str
    rules: tuple[str, ...]
    used: tuple[Choice, ...]
    error: str | None = None
    reason_code: str | None = None


class Refusal(NamedTuple):
    """Why a profile is not installed: the status or the CALLERROR, and the step that demands it."""

    why: str
    step: str | None = None
    status: str | None = "Rejected"
    error: str | None = None
    reason_code: str | None = None


CALLERROR = "PropertyConstraintViolation"


def install(
    profiles: Iterable[Profile],
    new: Profile,
    book: Book,
    *,
    transactions: Iterable[Transaction] = (),
    station: Station = Station(),  # noqa: B008 - immutable
    options: Mapping[str, str] | None = None,
    mode: Mode = "strict",
    at: datetime | None = None,
) -> Answer:
    """Return what a station does with a SetChargingProfile. Raises OpenPoint, ScheduleError, and NotFound for no such option."""
    decide = Decisions(book, options or {}, mode)
    installed = tuple(profiles)
    new = new._replace(received=at or new.received)
    refusal = _of_request(new, tuple(transactions), station, decide)
    if refusal is not None and refusal.step == "moved":
        new, refusal = new._replace(place=0), None
    replaced: Profiles = ()
    if refusal is None:
        refusal, replaced = _beside(installed, new, decide)
    kept = tuple(each for each in installed if each not in replaced)
    if refusal is None and station.max_profiles is not None and len(kept) >= station.max_profiles:
        refusal = _beyond(
            f"the station holds {len(kept)} profiles and at most {station.max_profiles}", decide, "TooManyElements"
        )
    if refusal is not None:
        demanded = () if refusal.step is None else (refusal.step,)
        return Answer(
            refusal.status, installed, (), refusal.why, book.rules(demanded), _used(decide), refusal.error, refusal.reason_code
        )
    steps = ("install-replaces", "install-accepted") if replaced else ("install-accepted",)
    why = f"replaces {', '.join(each.name for each in replaced)}" if replaced else "added"
    return Answer("Accepted", (*kept, new), replaced, why, book.rules(steps), _used(decide))


def _used(decide: Decisions) -> tuple[Choice, ...]:
    return tuple(decide.used.values())


def _of_request(new: Profile, running: tuple[Transaction, ...], station: Station, decide: Decisions) -> Refusal | None:
    """What is wrong with a request by itself."""
    if not 0 <= new.place <= station.connectors:
        status, error = ("Rejected", None) if decide.has("against-duty") else (None, CALLERROR)
        return Refusal(f"there is no connector or EVSE {new.place}", "install-place", status, error)
    return (
        _of_purpose(new, decide)
        or _of_kind(new, decide)
        or _of_capability(new, station, decide)
        or (_of_transaction(new, running, decide) if new.purpose == "transaction" else None)
    )


def _of_purpose(new: Profile, decide: Decisions) -> Refusal | None:
    if new.purpose == "external":
        return _against_duty("only an external system sets this purpose", decide)
    at_wrong_place = new.place != 0 if new.purpose in STATION_WIDE else new.purpose == "transaction" and new.place == 0
    if not at_wrong_place:
        return None
    why = f"{new.purpose_name} does not belong at {new.place}"
    if new.purpose == "transaction" and decide.has("against-duty"):
        return Refusal(why, "install-tx-at-zero")
    choice = decide("wrong-place")
    if choice == "moved":
        if new.purpose == "transaction":
            raise ScheduleError(f"{why}, and nothing tells the connector that it fits")
        return Refusal(why, "moved")
    return (
        Refusal(why, None, None, CALLERROR)
        if choice == "callerror"
        else Refusal(why, "install-tx-at-zero" if new.place == 0 else None)
    )


def _of_kind(new: Profile, decide: Decisions) -> Refusal | None:
    without_start = new.kind != "Relative" and any(each.start is None for each in new.schedules)
    if decide.has("against-duty"):
        if new.purpose == "maximum" and new.kind == "Relative":
            return _against_duty("a limit of the whole station is never Relative", decide)
        return _against_duty(f"kind {new.kind} without startSchedule", decide) if without_start else None
    if new.purpose == "maximum" and new.kind == "Relative":
        decide("max-relative")
    if without_start:
        decide("missing-start")
    return None


def _against_duty(why: str, decide: Decisions) -> Refusal:
    if not decide.has("against-duty"):
        raise ScheduleError(f"{why}; no such profile exists in OCPP {decide.book.version}")
    return Refusal(why, None, None, CALLERROR) if decide("against-duty") == "callerror" else Refusal(why)


def _of_capability(new: Profile, station: Station, decide: Decisions) -> Refusal | None:
    for schedule in new.schedules:
        if schedule.unit not in station.units:
            why = f"the station does not take limits in {schedule.unit}"
            return (
                Refusal(why, "install-unit", reason_code="UnsupportedRateUnit")
                if decide.has("against-duty")
                else _beyond(why, decide, None)
            )
        if station.max_periods is not None and len(schedule.periods) > station.max_periods:
            return _beyond(f"{len(schedule.periods)} periods are more than {station.max_periods}", decide, "TooManyElements")
    if station.max_level is not None and new.level > station.max_level:
        return _beyond(f"stackLevel {new.level} is above {station.max_level}", decide, "InvalidStackLevel")
    return None


def _beyond(why: str, decide: Decisions, reason_code: str | None) -> Refusal | None:
    choice = decide("beyond-capability")
    if choice == "accept":
        return None
    reason = reason_code if decide.has("against-duty") else None
    status, error = {"not-supported": ("NotSupported", None), "callerror": (None, CALLERROR)}.get(choice, ("Rejected", None))
    return Refusal(why, None, status, error, reason)


def _of_transaction(new: Profile, running: tuple[Transaction, ...], decide: Decisions) -> Refusal | None:
    """What is wrong with a TxProfile beside the transactions that run."""
    here = next((each for each in running if each.place == new.place), None)
    if here is None:
        return Refusal(f"no transaction runs at {new.place}", "install-transaction", reason_code=_tx_not_found(decide))
    if new.transaction is None:
        why = "a TxProfile without transactionId"
        if decide.has("against-duty"):
            return _against_duty(why, decide)
        return Refusal(why) if decide("no-transaction-id") == "reject" else None
    if new.transaction == here.id:
        return None
    why = f"transaction {here.id} runs at {new.place}, and not {new.transaction}"
    if not decide.has("foreign-transaction"):
        return Refusal(why, "install-transaction", reason_code=_tx_not_found(decide))
    choice = decide("foreign-transaction")
    if choice == "apply":
        return None
    return Refusal(why, None, None, CALLERROR) if choice == "callerror" else Refusal(why)


def _tx_not_found(decide: Decisions) -> str | None:
    return "TxNotFound" if decide.has("against-duty") else None


def _beside(installed: Profiles, new: Profile, decide: Decisions) -> tuple[Refusal | None, Profiles]:
    """What stands against a profile among those that are installed, and which of them it replaces."""
    same_id = tuple(each for each in installed if each.id == new.id and each.purpose != "external")
    if any(each.id == new.id and each.purpose == "external" for each in installed):
        return Refusal(f"id {new.id} is that of an external limit", "install-external-kept", reason_code="DuplicateProfile"), ()
    alike = [each for each in installed if each.purpose == new.purpose and each.level == new.level and each.id != new.id]
    if not decide.has("same-level"):
        here = tuple(each for each in alike if each.place == new.place)
        return None, (*same_id, *here)
    if new.purpose == "default":
        for each in alike:
            if (each.place == 0) != (new.place == 0):
                return Refusal(
                    f"{each.name} is set at {each.place}", "install-default-conflict", reason_code="DuplicateProfile"
                ), ()
    rivals = tuple(
        each
        for each in alike
        if each.place == new.place
        and (each.transaction == new.transaction if new.purpose == "transaction" else overlap(each, new))
    )
    if not rivals:
        return None, same_id
    if decide("same-level") == "replace":
        return None, (*same_id, *rivals)
    return Refusal(f"{rivals[0].name} is there already under another id", reason_code="DuplicateProfile"), ()


def clear(
    profiles: Iterable[Profile],
    book: Book,
    *,
    id: int | None = None,
    place: int | None = None,
    purpose: str | None = None,
    level: int | None = None,
    options: Mapping[str, str] | None = None,
    mode: Mode = "strict",
) -> Answer:
    """Return what a station does with a ClearChargingProfile: by an id, or by the criteria that must all match.

    `purpose` is what OCPP calls it. External limits stay. Raises OpenPoint for an empty request where the version leaves it open.
    """
    decide = Decisions(book, options or {}, mode)
    installed = tuple(profiles)
    if id is None and place is None and purpose is None and level is None and decide.has("clear-empty"):
        choice = decide("clear-empty")
        if choice != "all":
            status, error = (None, CALLERROR) if choice == "callerror" else ("Unknown", None)
            return Answer(status, installed, (), "neither an id nor a criterion", (), _used(decide), error)
    step = "clear-criteria" if id is None else "clear-id"
    found = tuple(each for each in installed if (_matches(each, place, purpose, level) if id is None else each.id == id))
    matched = tuple(each for each in found if each.purpose != "external")
    if not matched:
        steps = (step, "clear-external" if found else "clear-nothing")
        return Answer("Unknown", installed, (), "nothing that may be cleared matches", book.rules(steps), _used(decide))
    kept = tuple(each for each in installed if each not in matched)
    return Answer(
        "Accepted", kept, matched, f"cleared {', '.join(each.name for each in matched)}", book.rules((step,)), _used(decide)
    )


def _matches(profile: Profile, place: int | None, purpose: str | None, level: int | None) -> bool:
    return (
        (place is None or profile.place == place)
        and (purpose is None or profile.purpose_name == purpose)
        and (level is None or profile.level == level)
    )


def report(
    profiles: Iterable[Profile],
    book: Book,
    *,
    ids: Iterable[int] = (),
    place: int | None = None,
    purpose: str | None = None,
    level: int | None = None,
) -> Answer:
    """Return what a station reports to GetChargingProfiles. Raises ScheduleError where the version has no such message."""
    if "report" not in book.steps:
        raise ScheduleError(f"OCPP {book.version} has no GetChargingProfiles; ask for the composite schedule")
    installed, asked = tuple(profiles), tuple(ids)
    found = tuple(each for each in installed if (not asked or each.id in asked) and _matches(each, place, purpose, level))
    if not found:
        return Answer("NoProfiles", installed, (), "no profile matches", book.rules(("report", "report-nothing")), ())
    return Answer("Accepted", installed, found, f"reports {len(found)}", book.rules(("report",)), ())


def end_transaction(profiles: Iterable[Profile], book: Book, transaction: Transaction) -> Answer:
    """Return the profiles that are left when a transaction ends: a TxProfile goes with it."""
    installed = tuple(profiles)
    gone = tuple(
        each
        for each in installed
        if each.purpose == "transaction" and each.place == transaction.place and each.transaction in (None, transaction.id)
    )
    kept = tuple(each for each in installed if each not in gone)
    why = f"transaction {transaction.id} ends"
    return Answer(None, kept, gone, why, book.rules(("transaction-ends",)), ())
