"""The commands that compute charging profiles."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from ocppdb.cli.command import as_json, command, database, in_version, opened, print_json, progress
from ocppdb.errors import ScheduleError

if TYPE_CHECKING:
    from ocppdb.query import Database
    from ocppdb.query.charging import Negotiated
    from ocppdb.smart_charging import Composite, Profile, Station, Transaction

    MomentType = click.ParamType[datetime]
    LengthType = click.ParamType[int]
else:
    MomentType = LengthType = click.ParamType  # takes no type of its values before click 8.3

__all__ = ["profile", "smart_charging"]

LENGTH = re.compile(r"(\d+)([smhd]?)")
SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}


class Moment(MomentType):
    """A time with a time zone."""

    name = "time"

    def convert(self, value: Any, param: Any, context: Any) -> datetime:
        from ocppdb.smart_charging.profiles import moment

        if isinstance(value, datetime):
            return value
        try:
            return moment(str(value), "it") or self.fail("expected a time")
        except ScheduleError as error:
            self.fail(str(error), param, context)


class Length(LengthType):
    """A length of time: 3600, 90m, 24h, 7d."""

    name = "length"

    def convert(self, value: Any, param: Any, context: Any) -> int:
        match = LENGTH.fullmatch(str(value))
        if match is None or len(str(value)) > 12:
            self.fail(f"it is {str(value)[:40]!r}, expected a length such as 3600, 90m, 24h or 7d", param, context)
        return int(match[1]) * SECONDS[match[2]]


@command
@click.argument("file", type=click.File(encoding="utf-8-sig", errors="backslashreplace"), required=False)
@click.option(
    "--example", "example_id", metavar="ID", help="A worked example of the database in place of a file; `list` lists them."
)
@click.option("--at", type=Moment(), help="When the schedule begins, with a time zone; default: now.")
@click.option("--duration", type=Length(), default="24h", show_default=True, help="How long it is: 3600, 90m, 24h, 7d.")
@click.option("--unit", type=click.Choice(["A", "W"]), help="Unit that is asked for; default: the one that all profiles have.")
@click.option(
    "--connector", "--evse", "place", type=click.IntRange(0), default=1, show_default=True, help="0 for the whole station."
)
@click.option("--transaction", "running", metavar="ID@TIME", help="The transaction that runs there, and when it started.")
@click.option("--ready", type=Moment(), help="Since when that transaction could charge.")
@click.option("--priority", is_flag=True, help="Priority charging is on for that transaction.")
@click.option("--soc", type=click.FloatRange(0, 100), help="State of charge of its EV, in percent.")
@click.option("--offline-since", type=Moment(), help="When the station lost its connection, where it has none.")
@click.option("--voltage", type=float, help="Nominal voltage between phase and neutral, in V.")
@click.option("--phases", type=click.IntRange(1, 3), help="Phases that can be used.")
@click.option(
    "--connectors", "number", type=click.IntRange(1, 1000), help="Number of connectors or EVSEs; default: the one asked for."
)
@click.option("--maximum", type=float, help="The station's own limit for a connector or EVSE, in the unit asked for.")
@click.option("--zone", metavar="ZONE", help="Time zone of the station, such as Europe/Berlin; times are shown in it.")
@click.option("--schedule", type=click.IntRange(1, 3), help="Which schedule of a TxProfile counts that has several.")
@click.option(
    "--option",
    "options",
    multiple=True,
    metavar="NAME=CHOICE",
    help="How an open point is decided; default: as in ocpp-decisions.yml.",
)
@click.option(
    "--mode", type=click.Choice(["strict", "pragmatic"]), help="Default: what CLAUDE.md or AGENTS.md says, else strict."
)
@click.option("--why", type=Moment(), help="Tell why the limit of this moment holds.")
@click.option("--svg", is_flag=True, help="Print a picture.")
@click.option("--response", is_flag=True, help="Print the payload that answers GetCompositeSchedule.")
@in_version
@as_json
@database
def smart_charging(
    file: Any, example_id: str | None, version: str | None, as_json: bool, path: str | None, mode: str | None, **asked: Any
) -> None:
    """Compute the composite schedule of charging profiles: of a payload, a frame, a list of them, or a log.

    Example:
      ocppdb smart-charging profiles.json --at 2026-01-15T16:00:00Z --duration 6h
      ocppdb smart-charging --example ocpp16-night-tariff
    """
    with opened(path) as db:
        if example_id == "list":
            for each in db.schedule_examples(version):
                click.echo(f"{each.id:<44} {each.title}")
            return
        if (file is None) == (example_id is None):
            raise click.UsageError("give a file of profiles, or --example ID; - reads standard input")
        if example_id is not None:
            example = db.schedule_example(example_id)
            title: str | None = example.title
            found, zone = db.worked_out(example), (example.asked.get("station") or {}).get("zone")
            session: Negotiated | None = db.negotiated(example)
        else:
            title, zone = None, asked["zone"]
            found, session = _of_file(db, file.read(), version, mode, asked)
        form = db.charging_form(found.version)
    _tell(found, session, asked, as_json, zone, title, form.place)


def _tell(
    found: Composite,
    session: Negotiated | None,
    asked: dict[str, Any],
    as_json: bool,
    zone_name: str | None,
    title: str | None,
    place: str,
) -> None:
    from ocppdb.show import chart, schedules
    from ocppdb.smart_charging import Station
    from ocppdb.smart_charging.station import zone_of

    zone = zone_of(Station(zone=zone_name)) if zone_name else None
    if asked["why"] is not None:
        click.echo(schedules.why(found.at(asked["why"]), found.unit))
    elif asked["svg"]:
        click.echo(chart.chart(found, zone, title), nl=False)
    elif asked["response"]:
        print_json(schedules.response(found, place))
    elif as_json:
        print_json(schedules.data(found) | ({} if session is None else {"session": schedules.session(session)}))
    else:
        click.echo(schedules.table(found, zone))
        for line in () if session is None else schedules.negotiation(session, found.unit):
            click.echo(line)


def _of_file(
    db: Database, text: str, version: str | None, mode: str | None, asked: dict[str, Any]
) -> tuple[Composite, Negotiated | None]:
    from datetime import UTC

    from ocppdb.query.charging import session
    from ocppdb.show.schedules import findings
    from ocppdb.smart_charging.reading import events
    from ocppdb.smart_charging.replay import replay

    found = events(text)
    if version is None:
        version = _version(db, found)
    book = db.charging_book(version)
    verdicts = db.charging_verdicts(found, version)
    for told in findings(verdicts):
        progress(told)
    at = asked["at"] or datetime.now(UTC).replace(microsecond=0)
    there = replay(found, book, at)
    for event in there.refused:
        progress(f"line {event.line}: the station refused this profile, so it does not count")
    asked = asked | {"unit": asked["unit"] or _unit(there.profiles)}
    running = list(there.transactions)
    if asked["running"]:
        running = [*(each for each in running if each.place != asked["place"]), _transaction(asked)]
    running = [_in_session(each, asked) if each.place == asked["place"] else each for each in running]
    question: dict[str, Any] = {
        "at": at,
        "duration": asked["duration"],
        "unit": asked["unit"],
        "place": asked["place"],
        "transactions": running,
        "station": _station(asked),
        "schedule": asked["schedule"],
        "options": db.charging_choices(".", version) | _options(asked["options"]),
    }
    chosen: Any = _mode(mode)
    composed, told_of_ev = session(book, there, question, chosen)
    return composed._replace(verdicts=verdicts), told_of_ev


def _version(db: Database, found: list[Any]) -> str:
    """The first version whose form the profiles have and which knows all that they hold, or else the first of their form."""
    from ocppdb.errors import NotFound

    fitting: list[str] = []
    for each in db.versions:
        try:
            form = db.charging_form(each.id)
            db.charging_book(each.id)
        except NotFound:
            continue
        if any(form.profile in event.payload for event in found):
            fitting.append(str(each.id))
    if not fitting:
        raise ScheduleError("the profiles stand by themselves, in no request; say their version with --version")
    return next((each for each in fitting if _knows(db, each, found)), fitting[0])


def _knows(db: Database, version: str, found: list[Any]) -> bool:
    """Whether a version knows what the profiles hold."""
    from ocppdb.smart_charging.book import Decisions
    from ocppdb.smart_charging.fitting import understood
    from ocppdb.smart_charging.reading import REPORTS, SETS, profiles_in

    try:
        brought = [each for event in found if event.action in (SETS, REPORTS) for each in profiles_in(event.payload)]
        understood(brought, Decisions(db.charging_book(version), {}, "pragmatic"))
    except ScheduleError:
        return False
    return True


def _mode(mode: str | None) -> str:
    from ocppdb.agents.mode import escalation_mode

    if mode is None:
        chosen = escalation_mode()
        progress(f"mode {chosen.mode}: {chosen.reason}")
        return chosen.mode
    return mode


def _unit(profiles: tuple[Profile, ...]) -> str:
    units = {schedule.unit for each in profiles for schedule in each.schedules}
    if len(units) > 1:
        raise ScheduleError("the profiles are in A and in W; ask for one of them with --unit")
    return next(iter(units), "A")


def _transaction(asked: dict[str, Any]) -> Transaction:
    from ocppdb.smart_charging import Transaction
    from ocppdb.smart_charging.profiles import moment

    id_, _, started = asked["running"].rpartition("@")
    if not id_:
        raise click.UsageError(f"--transaction is {asked['running'][:60]!r}, expected ID@TIME such as 7@2026-01-15T16:00:00Z")
    return Transaction(id_, asked["place"], moment(started, "the time of --transaction") or datetime.max, asked["ready"])


def _in_session(running: Transaction, asked: dict[str, Any]) -> Transaction:
    """The transaction that is asked about, with what is told of its session."""
    soc = running.soc if asked["soc"] is None else Decimal(str(asked["soc"]))
    return running._replace(priority=running.priority or asked["priority"], soc=soc)


def _station(asked: dict[str, Any]) -> Station:
    from ocppdb.smart_charging import Station

    maximum = None if asked["maximum"] is None else Decimal(str(asked["maximum"]))
    return Station(
        connectors=asked["number"] or max(1, asked["place"]),
        phases=asked["phases"],
        voltage=None if asked["voltage"] is None else Decimal(str(asked["voltage"])),
        maximum_a=maximum if asked["unit"] != "W" else None,
        maximum_w=maximum if asked["unit"] == "W" else None,
        zone=asked["zone"],
        offline_since=asked["offline_since"],
    )


def _options(written: tuple[str, ...]) -> dict[str, str]:
    for each in written:
        if "=" not in each:
            raise click.UsageError(f"an option is written NAME=CHOICE, found {each[:60]!r}")
    return dict(each.split("=", 1) for each in written)


@command
@click.argument("steps", nargs=-1, required=True, metavar="TIME=LIMIT...")
@click.option("--purpose", required=True, metavar="PURPOSE", help="TxProfile, TxDefaultProfile ...")
@click.option("--unit", type=click.Choice(["A", "W"]), required=True, help="A on each phase, or W over all phases.")
@click.option("--start", type=Moment(), help="When the schedule begins; without it the profile is Relative.")
@click.option("--daily", "recurrence", flag_value="Daily", help="Begin anew every day.")
@click.option("--weekly", "recurrence", flag_value="Weekly", help="Begin anew every week.")
@click.option("--duration", type=Length(), help="How long the schedule is: 3600, 90m, 10h.")
@click.option("--id", type=int, default=1, show_default=True, help="Id of the profile.")
@click.option("--level", type=click.IntRange(0), default=0, show_default=True, help="stackLevel.")
@click.option(
    "--connector", "--evse", "place", type=click.IntRange(0), default=0, show_default=True, help="0 for the whole station."
)
@click.option("--transaction", metavar="ID", help="transactionId of a TxProfile.")
@click.option("--valid-from", type=Moment(), help="Since when it is valid.")
@click.option("--valid-to", type=Moment(), help="Until when it is valid.")
@in_version
@database
def profile(
    steps: tuple[str, ...],
    purpose: str,
    start: datetime | None,
    recurrence: str | None,
    version: str | None,
    path: str | None,
    **more: Any,
) -> None:
    """Make the payload of a SetChargingProfile from a plain description, and name the open points that it touches.

    A step is TIME=LIMIT, for some phases TIME=LIMITxPHASES; times are clock times, or lengths since the beginning.

    Example:
      ocppdb profile 22:00=16 06:00=6 --purpose TxDefaultProfile --unit A --start 2026-01-15T22:00:00Z --daily
    """
    from ocppdb.show.schedules import findings
    from ocppdb.smart_charging.payload import described

    kind = "Relative" if start is None else "Recurring" if recurrence else "Absolute"
    with opened(path) as db:
        resolved = db.message("SetChargingProfile", version)
        form = db.charging_form(resolved.version)
        values = db.enum(
            "ChargingProfilePurposeType" if form.numbered_transactions else "ChargingProfilePurposeEnumType", resolved.version
        )
        if purpose not in values.values:
            from ocppdb.errors import NotFound

            raise NotFound.of(f"no purpose {purpose[:60]!r} in OCPP {resolved.version}", purpose, values.values)
        payload, _ = described(form, steps, purpose=purpose, kind=kind, start=start, recurrence=recurrence, **more)
        verdict = db.validate(payload, resolved.version, resolved.action, "request")
        if verdict.verdict != "valid":
            told = "; ".join(f"{each.path}: expected {each.expected}, found {each.found}" for each in verdict.findings)
            raise ScheduleError(f"the payload is not one of OCPP {resolved.version}: {told}")
        points = [
            point
            for point in db.escalations("SetChargingProfile", resolved.version, project=".")
            if point.id in _touched(db, resolved.version, kind, purpose)
        ]
    print_json(payload)
    for line in findings([verdict]):
        progress(line)
    for point in points:
        made = point.answered_by
        progress(f"decided: {point.id}: {made.text()}" if made else f"open: {point.id}: {point.question}")


def _touched(db: Database, version: str, kind: str, purpose: str) -> set[str]:
    """The ids of the open points that a profile of a kind and purpose touches."""
    options = db.charging_book(version).options
    names = {"Relative": ("relative-start",), "Recurring": ("daylight", "before-first"), "Absolute": ("before-start",)}[kind]
    if purpose.endswith("MaxProfile"):
        names = (*names, "sharing", "station-total")
    if purpose == "TxProfile":
        names = (*names, "tx-gap", "tx-before-start")
    return {options[name].point for name in names if name in options}
