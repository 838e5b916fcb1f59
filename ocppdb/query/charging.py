"""What a version rules on charging profiles, read for the calculation; and the worked examples."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from ocppdb.errors import NotFound, ScheduleError
from ocppdb.query import names
from ocppdb.query.points import escalation
from ocppdb.query.reader import Reader
from ocppdb.records.schedules import ScheduleExample, ScheduleOption, ScheduleStep
from ocppdb.smart_charging.book import Book, Mode, OpenOption
from ocppdb.smart_charging.composite import Composite, composite
from ocppdb.smart_charging.profiles import Profile, moment
from ocppdb.smart_charging.reading import profiles_in
from ocppdb.smart_charging.station import Station, Transaction

__all__ = ["Asked", "asked_of", "book", "composite_schedule", "example", "examples", "station_of", "worked_out"]


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

    What a `project`, a folder, has decided goes before the mode, and `options` before that.
    """
    read = [each if isinstance(each, Profile) else profiles_in(each) for each in profiles]
    flat = [each for some in read for each in ([some] if isinstance(some, Profile) else some)]
    ruled = book(reader, version)
    if project is not None:
        asked["options"] = _decided(reader, ruled, project) | dict(asked.get("options") or {})
    return composite(flat, ruled, mode=mode, **asked)


def _decided(reader: Reader, ruled: Book, project: str | os.PathLike[str]) -> dict[str, str]:
    """The choices that a project has made for all its stations, by the names of the options; an answer in own words is none."""
    from ocppdb.query.decisions import decided

    points = decided(reader, [escalation(reader, option.point) for option in ruled.options.values()], project)
    return {
        option.name: option.choices[made.option - 1]
        for option, point in zip(ruled.options.values(), points, strict=True)
        if (made := point.answered_by) and made.option
    }


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

    def arguments(self) -> dict[str, Any]:
        """Return the keyword arguments of `composite`."""
        return dict(vars(self))


KEYS = ("at", "duration", "unit", "place", "transactions", "station", "options", "schedule")


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
    )


def _transaction(given: Mapping[str, Any]) -> Transaction:
    started = moment(given.get("started"), "started of a transaction")
    if started is None:
        raise ScheduleError("a transaction has no time at which it started")
    return Transaction(
        str(given.get("id")), int(given.get("place", 1)), started, moment(given.get("energy"), "energy of a transaction")
    )


def station_of(given: Mapping[str, Any]) -> Station:
    """Return the facts of a station that were written as JSON. Raises ScheduleError for one that is not known."""
    for key in given:
        if key not in Station._fields:
            raise ScheduleError(f"found {key!r} of the station, expected {', '.join(Station._fields)}")
    exact = {"voltage", "maximum_a", "maximum_w"}
    read: dict[str, Any] = {key: Decimal(str(value)) if key in exact else value for key, value in given.items()}
    return Station(**read)


def worked_out(reader: Reader, one: ScheduleExample, mode: Mode = "pragmatic") -> Composite:
    """Return the Composite of an example, as it is computed."""
    profiles = [found for request in one.requests for found in profiles_in(request)]
    return composite(profiles, book(reader, one.version), mode=mode, **asked_of(one.asked).arguments())
