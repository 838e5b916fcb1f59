"""What a version rules on charging profiles, read for the calculation; and the worked examples."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from ocppdb.errors import NotFound, ScheduleError
from ocppdb.query import messages, names
from ocppdb.query.points import escalation
from ocppdb.query.reader import Reader
from ocppdb.query.validate import validate
from ocppdb.records.schedules import ScheduleExample, ScheduleOption, ScheduleStep
from ocppdb.records.verdicts import Verdict
from ocppdb.smart_charging.book import Book, Mode, OpenOption
from ocppdb.smart_charging.composite import Composite, composite
from ocppdb.smart_charging.negotiating import Announced, announced
from ocppdb.smart_charging.negotiation import Judged, Renegotiation, Served, judged, needs, renegotiation, served
from ocppdb.smart_charging.payload import FORMS, Form
from ocppdb.smart_charging.profiles import Profile, moment
from ocppdb.smart_charging.reading import SETS, Event, action_of, profiles_in
from ocppdb.smart_charging.replay import Replayed
from ocppdb.smart_charging.station import Station, Transaction

__all__ = [
    "Asked",
    "Negotiated",
    "asked_of",
    "book",
    "composite_schedule",
    "example",
    "examples",
    "form_of",
    "installed",
    "negotiated",
    "session",
    "station_of",
    "verdicts",
    "worked_out",
]


def book(reader: Reader, version: str | None = None) -> Book:
    """Return the Book of a version, by default the one that is assumed. Raises NotFound for a version that is not computed."""
    known = names.versions(reader)
    id_ = names.version(reader, version).id if version else next(each.id for each in known.values() if each.assumed)
    return reader.once(("charging book", id_), lambda: _book(reader, id_))


def _book(reader: Reader, version: str) -> Book:
    steps = reader.read(ScheduleStep, "schedule_steps WHERE version = ? ORDER BY rowid", (version,))
    if not steps:
        told = reader.values("SELECT DISTINCT version FROM schedule_steps ORDER BY 1")
        raise NotFound(f"charging profiles of OCPP {version} are not computed; those of {' and '.join(told)} are", told)
    options = reader.read(ScheduleOption, "schedule_options WHERE version = ? ORDER BY rowid", (version,))
    return Book(version, {each.step: each.rules for each in steps}, {each.option: _open(reader, each) for each in options})


def _open(reader: Reader, option: ScheduleOption) -> OpenOption:
    point = escalation(reader, option.escalation)
    labels = tuple(each.label for each in point.options)
    pragmatic = next(choice for choice, each in zip(option.choices, point.options, strict=True) if each.pragmatic)
    return OpenOption(option.option, point.id, point.question, option.choices, labels, pragmatic)


def composite_schedule(
    reader: Reader,
    profiles: Iterable[Profile | Mapping[str, Any]],
    version: str | None,
    mode: Mode,
    project: str | os.PathLike[str] | None = None,
    **asked: Any,
) -> Composite:
    """Return the Composite of profiles, given as Profiles or as payloads of SetChargingProfile; see `smart_charging.composite`.

    What the judge says of the payloads is in its `verdicts`. What a `project`, a folder, has decided goes before the mode, and `options`
    before that.
    """
    given = list(profiles)
    told = book(reader, version)
    read = [each if isinstance(each, Profile) else profiles_in(each) for each in given]
    flat = [each for some in read for each in ([some] if isinstance(some, Profile) else some)]
    if project is not None:
        asked["options"] = choices(reader, told, project) | dict(asked.get("options") or {})
    found = composite(flat, told, mode=mode, **asked)
    payloads = [
        Event(action_of(each), each, None, None, line) for line, each in enumerate(given, 1) if not isinstance(each, Profile)
    ]
    return found._replace(verdicts=verdicts(reader, payloads, told.version))


def choices(reader: Reader, told: Book, project: str | os.PathLike[str]) -> dict[str, str]:
    """Return the choices that a project has made for all its stations, by the names of the options; an answer in own words is none."""
    from ocppdb.query.decisions import answered

    points = {point.id: point for point in answered(reader, [option.point for option in told.options.values()], project)}
    return {
        option.name: option.choices[made.option - 1]
        for option in told.options.values()
        if option.point in points and (made := points[option.point].answered_by) and made.option
    }


def verdicts(reader: Reader, events: Iterable[Event], version: str) -> tuple[Verdict, ...]:
    """Return what the judge says, in all layers, of the payloads of some messages; a profile by itself is judged in the request that sets it."""
    return tuple(validate(reader, _written(reader, each, version), version, each.action, "request") for each in events)


def _written(reader: Reader, event: Event, version: str) -> str:
    payload: Mapping[str, Any] = event.payload
    if event.action == SETS and "chargingProfilePurpose" in payload:
        form = form_of(reader, version)
        payload = {form.place: 1 if payload["chargingProfilePurpose"] == "TxProfile" else 0, form.profile: payload}
    return json.dumps(payload, default=float)


def form_of(reader: Reader, version: str) -> Form:
    """Return how a version writes a SetChargingProfile, by the fields of its request."""
    fields = {field.name for field in messages.message(reader, SETS, version).request.fields}
    return next(form for form in FORMS if form.profile in fields)


def examples(reader: Reader, version: str | None = None) -> list[ScheduleExample]:
    """Return the worked examples, of one version where given. Raises NotFound for a version that does not exist."""
    of = names.version_id(reader, version)
    condition, parameters = ("", ()) if of is None else ("WHERE version = ? ", (of,))
    return reader.read(ScheduleExample, f"schedule_examples {condition}ORDER BY rowid", parameters)


def example(reader: Reader, id: str) -> ScheduleExample:
    """Return the worked example of an id. Raises NotFound, with the nearest ids."""
    found = examples(reader)
    for each in found:
        if each.id == id:
            return each
    raise NotFound.of(f"no example is called {id[:80]!r}", id, [each.id for each in found])


@dataclass(frozen=True)
class Asked:
    """The question of an example, or of a file: what `composite` takes beside the profiles."""

    at: datetime
    duration: int
    unit: Any
    place: int
    transactions: tuple[Transaction, ...]
    station: Station
    options: Mapping[str, str]
    schedule: int | None
    needs: Mapping[str, Any] | None = None
    """A payload of NotifyEVChargingNeeds."""
    announced: Announced | None = None

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `composite`."""
        return {key: value for key, value in vars(self).items() if key != "needs"}


KEYS = ("at", "duration", "unit", "place", "transactions", "station", "options", "schedule", "needs", "announced")


def asked_of(given: Mapping[str, Any]) -> Asked:
    """Return a question that was written as JSON. Raises ScheduleError for a key that is not known."""
    for key in given:
        if key not in KEYS:
            raise ScheduleError(f"found {key!r} in the question, expected {', '.join(KEYS)}")
    at = moment(given.get("at"), "at")
    if at is None:
        raise ScheduleError("at is absent, expected a time such as 2026-01-31T18:30:00Z")
    return Asked(
        at,
        given.get("duration", 86400),
        given.get("unit", "A"),
        given.get("place", 1),
        tuple(_transaction(each) for each in given.get("transactions", ())),
        station_of(given.get("station", {})),
        dict(given.get("options", {})),
        given.get("schedule"),
        given.get("needs"),
        None if given.get("announced") is None else announced(given["announced"]),
    )


def _transaction(given: Mapping[str, Any]) -> Transaction:
    started = moment(given.get("started"), "started of a transaction")
    if started is None:
        raise ScheduleError("a transaction has no time at which it started")
    return Transaction(
        str(given.get("id")),
        int(given.get("place", 1)),
        started,
        moment(given.get("energy"), "energy of a transaction"),
        given.get("priority") is True,
        None if given.get("soc") is None else Decimal(str(given["soc"])),
        {int(id_): tuple(delays) for id_, delays in given.get("delays", {}).items()},
    )


def station_of(given: Mapping[str, Any]) -> Station:
    """Return the facts of a station that were written as JSON. Raises ScheduleError for one that is not known."""
    for key in given:
        if key not in Station._fields:
            raise ScheduleError(f"found {key!r} of the station, expected {', '.join(Station._fields)}")
    exact = {"voltage", "maximum_a", "maximum_w"}
    read: dict[str, Any] = {key: Decimal(str(value)) if key in exact else value for key, value in given.items()}
    read["offline_since"] = moment(given.get("offline_since"), "offline_since of the station")
    if read.get("setpoint_priority", "CSMS") not in ("CSMS", "ExternalSystem"):
        raise ScheduleError(f"setpoint_priority is {read['setpoint_priority']!r}, expected CSMS or ExternalSystem")
    return Station(**read)


def installed(requests: Iterable[Mapping[str, Any]]) -> list[Profile]:
    """Return the profiles that are there after some requests: a later one of the same id takes the place of the earlier."""
    return list({each.id: each for request in requests for each in profiles_in(request)}.values())


class Negotiated(NamedTuple):
    """What an ISO 15118 session comes to beside its schedule; None where there is nothing of the kind."""

    served: Served | None
    plan: Judged | None
    renegotiation: Renegotiation | None


def worked_out(reader: Reader, one: ScheduleExample, mode: Mode = "pragmatic") -> Composite:
    """Return the Composite of an example, as it is computed: with the plan of an EV where it keeps within what it was offered."""
    return _of_example(reader, one, mode)[0]._replace(
        verdicts=verdicts(
            reader, [Event(action_of(each), each, None, None, line) for line, each in enumerate(one.requests, 1)], one.version
        )
    )


def negotiated(reader: Reader, one: ScheduleExample, mode: Mode = "pragmatic") -> Negotiated | None:
    """Return what an example tells of the needs of an EV, of the plan it announced, and of a profile that replaced another; else None."""
    return _of_example(reader, one, mode)[1]


def _of_example(reader: Reader, one: ScheduleExample, mode: Mode) -> tuple[Composite, Negotiated | None]:
    asked = asked_of(one.asked)
    profiles = installed(one.requests)
    before = installed(one.requests[:-1]) if len(profiles) < len(one.requests) else None
    return _negotiated(book(reader, one.version), profiles, asked.arguments(), mode, asked.needs, before)


def session(told: Book, there: Replayed, question: Mapping[str, Any], mode: Mode) -> tuple[Composite, Negotiated | None]:
    """Return the Composite of what is there after a conversation, with the plan of the EV at the place that is asked for, and what its
    needs and plan come to; None where it told none."""
    asked = {**question, "announced": there.plans.get(question["place"])}
    return _negotiated(told, there.profiles, asked, mode, there.needs.get(question["place"]), None)


def _negotiated(
    told: Book,
    profiles: Sequence[Profile],
    asked: Mapping[str, Any],
    mode: Mode,
    wanted: Mapping[str, Any] | None,
    before: Sequence[Profile] | None,
) -> tuple[Composite, Negotiated | None]:
    """The Composite with a plan that keeps within what was offered, and what was made of needs, plan, and the profiles before."""
    plan: Announced | None = asked["announced"]
    bare = {**asked, "announced": None}
    offered = composite(profiles, told, mode=mode, **bare)
    energy = verdict = anew = None
    if wanted is not None:
        answer = next((each for each in reversed(profiles) if each.purpose == "transaction"), None)
        in_watts = composite(profiles, told, mode=mode, **{**bare, "unit": "W"})
        energy = served(needs(wanted, asked["station"]), in_watts, told, answer, asked["station"])
    if plan is not None:
        verdict = judged(plan, offered, told, mode=mode, station=asked["station"], options=asked["options"])
    if before is not None and "renegotiate" in told.steps:
        anew = renegotiation(composite(before, told, mode=mode, **bare), offered, told)
    counts = verdict is not None and verdict.status == "Accepted"
    found = composite(profiles, told, mode=mode, **asked) if counts else offered
    return found, Negotiated(energy, verdict, anew) if any((energy, verdict, anew)) else None
