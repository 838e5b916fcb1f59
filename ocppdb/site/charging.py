"""The page to play with charging profiles: some are pasted, made or taken from an example, and the schedule that follows is drawn."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from ocppdb.errors import NotFound, ScheduleError
from ocppdb.query.charging import Negotiated, asked_of
from ocppdb.query.charging import session as session_of
from ocppdb.records.lists import Rule
from ocppdb.records.schedules import ScheduleExample
from ocppdb.records.verdicts import Verdict
from ocppdb.show.chart import STYLE, chart
from ocppdb.show.schedules import beside, data, limit, negotiation, number
from ocppdb.site.site import Site
from ocppdb.smart_charging.composite import Composite
from ocppdb.smart_charging.payload import described
from ocppdb.smart_charging.profiles import PURPOSES, moment
from ocppdb.smart_charging.reading import action_of, events
from ocppdb.smart_charging.replay import replay
from ocppdb.smart_charging.station import zone_of

__all__ = ["MAKING", "QUESTION", "Played", "Worked", "as_data", "in_lines", "played", "purposes", "worked"]

QUESTION = ("at", "duration", "unit", "place", "connectors", "voltage", "zone", "started", "maximum", "options")
MAKING = ("purpose", "steps", "start", "recurrence")
FIRST = {"duration": "86400", "unit": "A", "place": "1"}
MOST_SECONDS = 8 * 86400
"""The longest schedule of the page."""


class Played(NamedTuple):
    """What was asked of the page, and what came of it."""

    version: str
    given: Mapping[str, str]
    text: str
    """The profiles as JSON, as they stand in the field."""
    example: ScheduleExample | None
    examples: tuple[ScheduleExample, ...]
    problem: str
    found: Composite | None
    picture: Markup
    rows: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]
    """From, length in s, limit, who decides, and the rules."""
    session: tuple[str, ...] = ()
    """What the needs and the plan of an EV come to, a line for each."""
    verdicts: tuple[Verdict, ...] = ()
    """What the judge says of each request."""


class Worked(NamedTuple):
    """What the page of a worked example shows."""

    example: ScheduleExample
    found: Composite
    picture: Markup
    rows: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]
    session: tuple[str, ...]
    requests: tuple[tuple[str, Markup], ...]
    """The action and payload of each request."""
    asked: Markup
    rules: tuple[Rule, ...]


def worked(site: Site, id: str) -> Worked:
    """Return what the page of a worked example shows. Raises NotFound."""
    example = site.db.schedule_example(id)
    found = site.db.worked_out(example)
    told = site.db.negotiated(example)
    lines = () if told is None else tuple(negotiation(told, found.unit))
    requests = tuple((action_of(each), in_lines(json.dumps(each, indent=2))) for each in example.requests)
    asked = in_lines(json.dumps(example.asked, indent=2))
    applied = [*found.rules, *(rule for part in found.parts for rule in part.rules)]
    applied += [rule for each in told or () if each is not None for rule in each.rules]
    rules = tuple(site.known.rules(example.version)[each] for each in dict.fromkeys(applied))
    return Worked(example, found, _picture(found, _fields(example), example), _rows(found), lines, requests, asked, rules)


def in_lines(text: str) -> Markup:
    """Return a text for a page, whose lines keep what they begin with."""
    return Markup("&#10;").join(text.split("\n"))


def played(site: Site, query: Mapping[str, str]) -> Played:
    """Return what comes of the fields of the page. Raises NotFound for a version or example that does not exist."""
    version = _version(site, query.get("version"))
    examples = tuple(site.db.schedule_examples(version))
    example = site.db.schedule_example(query["example"]) if query.get("example") else None
    given = FIRST | {key: value for key, value in query.items() if key in (*QUESTION, *MAKING)}
    text = query.get("profiles", "").strip()
    problem, found, picture = "", None, Markup("")
    session: Negotiated | None = None
    verdicts: tuple[Verdict, ...] = ()
    try:
        if example is not None:
            version, given, text = example.version, FIRST | _fields(example), json.dumps(list(example.requests), indent=1)
            found, session = site.db.worked_out(example), site.db.negotiated(example)
            verdicts = found.verdicts
            examples = tuple(site.db.schedule_examples(version))
        else:
            text = _made(site, version, given, text)
            verdicts = site.db.charging_verdicts(events(text), version) if text else ()
            found, session = _computed(site, version, given, text) if text else (None, None)
        picture = _picture(found, given, example)
    except (NotFound, ScheduleError) as error:
        problem = str(error)
    lines = () if session is None or found is None else tuple(negotiation(session, found.unit))
    return Played(version, given, text, example, examples, problem, found, picture, _rows(found), lines, verdicts)


def purposes(site: Site, version: str) -> tuple[str, ...]:
    """Return the purposes that a CSMS can send in a version."""
    field = next(
        each for each in site.db.message("SetChargingProfile", version).request.walk() if each.name == "chargingProfilePurpose"
    )
    values = site.db.enum(str(field.data_type), version).values
    return tuple(value for value in values if PURPOSES.get(value, "external") != "external")


def _version(site: Site, word: str | None) -> str:
    known = site.db.versions
    return site.db.version(word).id if word else next(each.id for each in known if each.assumed)


def _fields(example: ScheduleExample) -> dict[str, str]:
    """What an example asks, as the fields of the page."""
    asked: dict[str, str] = {key: str(example.asked[key]) for key in QUESTION if key in example.asked}
    station = example.asked.get("station", {})
    asked |= {key: str(station[key]) for key in ("voltage", "zone", "connectors") if key in station}
    asked["options"] = " ".join(f"{name}={choice}" for name, choice in example.asked.get("options", {}).items())
    running = example.asked.get("transactions", ())
    return asked | ({"started": running[0]["started"]} if running else {})


def _made(site: Site, version: str, given: Mapping[str, str], text: str) -> str:
    """The profiles with the one that the fields describe put to them."""
    if not given.get("steps"):
        return text
    form = site.db.charging_form(version)
    try:
        requests = json.loads(text) if text else []
    except (ValueError, RecursionError):
        raise ScheduleError("the profiles are no JSON, so none can be put to them; expected a list of payloads") from None
    requests = requests if isinstance(requests, list) else [requests]
    start, recurrence = moment(given.get("start") or None, "start"), given.get("recurrence") or None
    purpose = given.get("purpose", "TxDefaultProfile")
    payload, _ = described(
        form,
        given["steps"].split(),
        purpose=purpose,
        kind="Relative" if start is None else "Recurring" if recurrence else "Absolute",
        unit=given["unit"],
        id=len(requests) + 1,
        place=0 if purpose.endswith("MaxProfile") else _whole(given["place"], "place"),
        start=start,
        recurrence=recurrence,
        transaction="1" if purpose == "TxProfile" else None,
    )
    return json.dumps([*requests, payload], indent=1)


def _computed(site: Site, version: str, given: Mapping[str, str], text: str) -> tuple[Composite, Negotiated | None]:
    book = site.db.charging_book(version)
    there = replay(events(text), book)
    begins = given.get("at") or next((str(each.start) for one in there.profiles for each in one.schedules if each.start), "")
    asked: dict[str, Any] = {"at": begins, "duration": _whole(given["duration"], "duration"), "unit": given["unit"]}
    if asked["duration"] > MOST_SECONDS:
        raise ScheduleError(
            f"duration is {asked['duration']}, expected at most {MOST_SECONDS} s on this page; the command line takes a year"
        )
    place = _whole(given["place"], "place")
    maximum = f"maximum_{given['unit'].lower()}"
    station = {"voltage": given.get("voltage"), "zone": given.get("zone"), maximum: given.get("maximum")}
    asked |= {
        "place": place,
        "station": {key: value for key, value in station.items() if value} | {"connectors": _number(given, place)},
        "options": _options(given.get("options", "")),
    }
    if given.get("started"):
        id_ = next((each.transaction for each in there.profiles if each.transaction), "1")
        asked["transactions"] = [{"id": id_, "place": place, "started": given["started"], "energy": given["started"]}]
    return session_of(book, there, asked_of(asked).arguments(), "pragmatic")


def _number(given: Mapping[str, str], place: int) -> int:
    """How many connectors or EVSEs the station has; at least those that are spoken of."""
    return max(place, _whole(given["connectors"], "connectors") if given.get("connectors") else 1)


def _options(text: str) -> dict[str, str]:
    """The decisions of open points, as they are written: `station-total=charging no-limit=maximum`."""
    for each in text.split():
        if "=" not in each:
            raise ScheduleError(f"found the decision {each[:40]!r}, expected NAME=CHOICE such as station-total=charging")
    return dict(each.split("=", 1) for each in text.split())


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ScheduleError(f"{name} is {text[:40]!r}, expected a whole number") from None


def _picture(found: Composite | None, given: Mapping[str, str], example: ScheduleExample | None) -> Markup:
    if found is None or not found.parts:
        return Markup("")
    from ocppdb.smart_charging import Station

    zone = zone_of(Station(zone=given["zone"])) if given.get("zone") else None
    drawn = chart(found, zone, example.title if example else None).replace(f"<style>{STYLE}</style>\n", "")
    return Markup(drawn)  # noqa: S704 - our own SVG, escaped where it is drawn


def _rows(found: Composite | None) -> tuple[tuple[str, str, str, str, tuple[str, ...]], ...]:
    if found is None:
        return ()
    return tuple(
        (
            f"{part.begins:%Y-%m-%d %H:%M:%S %Z}",
            number(part.end - part.start),
            limit(part, found.unit),
            part.decided_by + beside(part),
            part.rules,
        )
        for part in found.parts[:500]
    )


def as_data(told: Played) -> dict[str, Any]:
    """Return what came of the page as plain data."""
    try:
        requests = json.loads(told.text) if told.text else []
    except ValueError:
        requests = []
    findings = [
        {"request": number} | each._asdict() for number, verdict in enumerate(told.verdicts, 1) for each in verdict.findings
    ]
    return {"version": told.version, "problem": told.problem, "requests": requests, "findings": findings} | (
        {} if told.found is None else {"schedule": data(told.found), "session": list(told.session)}
    )
