"""What the calculation of composite schedules takes from the specification: its steps with their rules, its open options, and examples."""

from typing import Annotated, Any, Literal, NamedTuple

from ocppdb.records.common import InVersion, Note
from ocppdb.records.declare import Column, Key, noun

__all__ = ["Option", "ScheduleExample", "ScheduleOption", "ScheduleStep", "Step"]

Step = Literal[
    "window",
    "unit-rejected",
    "place-rejected",
    "idle-rejected",
    "evse-zero",
    "idle",
    "stack",
    "fall-through",
    "combine",
    "station-wide",
    "external",
    "shared",
    "tx-profile",
    "tx-overrules",
    "tx-fall-back",
    "default-zero",
    "default-own",
    "absolute",
    "daily",
    "weekly",
    "relative",
    "duration",
    "no-duration",
    "validity",
    "per-phase",
    "total",
    "w-to-a",
    "a-to-w",
    "phases-default",
    "phases-lowest",
    "phases-available",
    "own-maximum",
    "no-limit",
    "install-place",
    "install-unit",
    "install-transaction",
    "install-tx-at-zero",
    "install-replaces",
    "install-default-conflict",
    "install-external-kept",
    "install-accepted",
    "clear-id",
    "clear-criteria",
    "clear-nothing",
    "clear-external",
    "report",
    "report-nothing",
    "transaction-ends",
    "ev-needs",
    "ev-within",
    "ev-outside",
    "ev-schedule",
    "renegotiate",
    "renegotiate-lower",
    "external-own",
    "priority",
    "generation",
    "dynamic",
    "offline",
    "local-time",
    "random-delay",
    "soc-cap",
    "phase-limits",
    "discharge",
    "setpoint",
    "setpoint-capped",
    "setpoint-priority",
    "operation-mode",
]
"""The steps of the calculation, and what a station does with a set of profiles."""
Option = Literal[
    "relative-start",
    "missing-start",
    "max-relative",
    "before-start",
    "before-first",
    "default-levels",
    "idle",
    "no-limit",
    "local-limits",
    "conversion",
    "voltage",
    "phases",
    "periods",
    "station-total",
    "sharing",
    "tx-gap",
    "tx-before-start",
    "daylight",
    "wrong-place",
    "beyond-capability",
    "same-level",
    "foreign-transaction",
    "no-transaction-id",
    "against-duty",
    "clear-empty",
    "generation",
    "priority-gap",
    "setpoints",
    "mode",
]
"""What the calculation needs to know and a version may leave open."""


@noun("schedule_steps", list="schedule-steps", identity=("step",), facets=("version",))
class ScheduleStep(NamedTuple):
    """A step in the calculation of a composite schedule, or in the keeping of profiles, with the rules that demand it."""

    version: InVersion
    step: Annotated[Step, "Name of the step."]
    text: Annotated[str, "What is done in it."]
    rules: Annotated[tuple[str, ...], Column("Ids of the rules that demand it, one to a line.", form="lines")]
    note: Note


@noun(
    "schedule_options",
    list="schedule-options",
    identity=("option",),
    facets=("version",),
    keys=(Key("point_id", "The escalation, in the table of points.", "points"),),
)
class ScheduleOption(NamedTuple):
    """Something that the calculation needs to know and the specification leaves open."""

    version: InVersion
    option: Annotated[Option, "Name of the option."]
    escalation: Annotated[str, "Id of the escalation; in the seed without the slug of the version."]
    choices: Annotated[
        tuple[str, ...],
        Column(
            "What each option of the escalation is called here, one to a line in their order; refuse where nothing can be computed with it.",
            form="lines",
            wanted=False,
        ),
    ]
    text: Annotated[str, "When it matters."]


@noun(
    "schedule_examples",
    key="id",
    list="schedule-examples",
    identity=("id",),
    unique=(),
    kind="schedule-example",
    text="{title}. {text}",
    label="title",
    sort="position",
    facets=("version",),
)
class ScheduleExample(NamedTuple):
    """A worked example of smart charging: profiles as they go over the wire, and the composite schedule that is asked for.

    The schedule itself is computed when it is asked for, and stands nowhere.
    """

    version: InVersion
    id: Annotated[str, Column("ocpp16-night-tariff; in the seed the name of the file.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    position: Annotated[int, Column("Order, from 1.", made=True)]
    title: Annotated[str, "What it shows, in a few words."]
    text: Annotated[str, "The situation, and what is to be seen in it."]
    requests: Annotated[
        tuple[dict[str, Any], ...],
        Column("The payloads of SetChargingProfile, or of another request that brings profiles.", form="json"),
    ]
    asked: Annotated[
        dict[str, Any],
        Column(
            "What is asked: at, duration, unit, place; transactions, station, options, the needs of an EV and what it announced where they matter.",
            form="json",
        ),
    ]
    points: Annotated[
        tuple[str, ...], Column("Ids of open or settled points that it touches, one to a line.", form="lines", wanted=False)
    ]
    note: Note
