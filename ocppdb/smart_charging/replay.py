"""A conversation replayed: the profiles and transactions that are there after the messages of a file or log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ocppdb.smart_charging.book import Book
from ocppdb.smart_charging.installed import clear
from ocppdb.smart_charging.negotiating import Announced, announced
from ocppdb.smart_charging.profiles import Profile, moment, updated
from ocppdb.smart_charging.reading import (
    CLEARS,
    NEEDS,
    PLANS,
    PRIORITY,
    PRIORITY_TOLD,
    PULLS,
    REPORTS,
    SETS,
    UPDATES,
    Event,
    profiles_in,
)
from ocppdb.smart_charging.station import Transaction

__all__ = ["Replayed", "replay"]

REFUSED = ("Rejected", "NotSupported", "NoProfile")


class Replayed(NamedTuple):
    """What is there in the end, and what was passed over because the station refused it."""

    profiles: tuple[Profile, ...]
    transactions: tuple[Transaction, ...]
    refused: tuple[Event, ...]
    needs: Mapping[int, Mapping[str, Any]] = {}
    """The last NotifyEVChargingNeeds of each EVSE."""
    plans: Mapping[int, Announced] = {}
    """The last NotifyEVChargingSchedule of each EVSE."""


def replay(events: Iterable[Event], book: Book, until: datetime | None = None) -> Replayed:
    """Return what is there after some events, those after `until` left out.

    A profile whose answer is unknown counts as accepted. One of the same id is replaced, and where the version says so one of the same
    purpose, stackLevel and place. A transaction takes its TxProfiles with it when it ends.
    """
    profiles: dict[int, Profile] = {}
    transactions: dict[str, Transaction] = {}
    refused: list[Event] = []
    needs: dict[int, Mapping[str, Any]] = {}
    plans: dict[int, Announced] = {}
    for event in events:
        if until is not None and event.at is not None and event.at > until:
            continue
        if event.action == NEEDS:
            needs[event.payload.get("evseId", 1)] = event.payload
        elif event.action == PLANS:
            plans[event.payload.get("evseId", 1)] = announced(event.payload)
        elif event.answer is not None and event.answer.get("status") in REFUSED:
            refused.append(event)
        elif event.action in (SETS, REPORTS):
            for new in profiles_in(event.payload, event.at):
                _put(profiles, new, book)
        elif event.action == CLEARS:
            profiles = {each.id: each for each in _cleared(profiles, event.payload, book)}
        elif event.action in (UPDATES, PULLS):
            _updated(profiles, event)
        elif event.action in (PRIORITY, PRIORITY_TOLD):
            _priority(transactions, event)
        else:
            _transaction(profiles, transactions, event)
    return Replayed(tuple(profiles.values()), tuple(transactions.values()), tuple(refused), needs, plans)


def _put(profiles: dict[int, Profile], new: Profile, book: Book) -> None:
    if "same-level" not in book.options:
        alike = [
            each.id
            for each in profiles.values()
            if (each.purpose, each.level, each.place, each.transaction) == (new.purpose, new.level, new.place, new.transaction)
        ]
        for id_ in alike:
            del profiles[id_]
    profiles.pop(new.id, None)
    profiles[new.id] = new


def _updated(profiles: dict[int, Profile], event: Event) -> None:
    """New values of a Dynamic profile: of a request that sends them, or of the answer to one that asks for them."""
    brought = event.payload if event.action == UPDATES else event.answer or {}
    there = profiles.get(event.payload.get("chargingProfileId", 0))
    if there is not None and there.kind == "Dynamic" and brought.get("scheduleUpdate") is not None:
        profiles[there.id] = updated(there, brought["scheduleUpdate"], event.at)


def _priority(transactions: dict[str, Transaction], event: Event) -> None:
    """Priority charging of a transaction that begins or ends."""
    id_ = str(event.payload.get("transactionId"))
    if id_ in transactions:
        on = event.payload.get("activate", event.payload.get("activated")) is True
        transactions[id_] = transactions[id_]._replace(priority=on)


def _cleared(profiles: Mapping[int, Profile], payload: Mapping[str, Any], book: Book) -> tuple[Profile, ...]:
    criteria = payload.get("chargingProfileCriteria", payload)
    return clear(
        profiles.values(),
        book,
        id=payload.get("id", payload.get("chargingProfileId")),
        place=criteria.get("connectorId", criteria.get("evseId")),
        purpose=criteria.get("chargingProfilePurpose"),
        level=criteria.get("stackLevel"),
        mode="pragmatic",
    ).profiles


def _transaction(profiles: dict[int, Profile], transactions: dict[str, Transaction], event: Event) -> None:
    """What a message tells of transactions; one that cannot be placed is passed over."""
    payload = event.payload
    info = payload.get("transactionInfo") or {}
    started = moment(payload.get("timestamp"), f"timestamp in line {event.line}")
    if event.action == "StartTransaction" and event.answer and started is not None:
        id_ = str(event.answer.get("transactionId"))
        transactions[id_] = Transaction(id_, payload.get("connectorId", 1), started)
    elif payload.get("eventType") == "Started" and started is not None:
        id_ = str(info.get("transactionId"))
        transactions[id_] = Transaction(id_, (payload.get("evse") or {}).get("id", 1), started)
    elif event.action == "StopTransaction" or payload.get("eventType") == "Ended":
        gone = transactions.pop(str(payload.get("transactionId", info.get("transactionId"))), None)
        for each in list(profiles.values()):
            if gone is not None and each.purpose == "transaction" and each.place == gone.place:
                del profiles[each.id]
