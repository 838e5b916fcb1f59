"""Profiles out of what people have: a payload, a frame, a list of them, or a log in which frames stand among other things."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.profiles import Profile, moment, profile

__all__ = ["MOST_BYTES", "Event", "action_of", "events", "profiles_in"]

MOST_BYTES = 20_000_000
"""The longest text that is read."""
SETS = "SetChargingProfile"
CLEARS = "ClearChargingProfile"
REPORTS = "ReportChargingProfiles"
NEEDS = "NotifyEVChargingNeeds"
PLANS = "NotifyEVChargingSchedule"
PRIORITY = "UsePriorityCharging"
PRIORITY_TOLD = "NotifyPriorityCharging"
UPDATES = "UpdateDynamicSchedule"
PULLS = "PullDynamicScheduleUpdate"
ACTIONS = (
    SETS,
    CLEARS,
    REPORTS,
    NEEDS,
    PLANS,
    "StartTransaction",
    "StopTransaction",
    "TransactionEvent",
    "RemoteStartTransaction",
    "RequestStartTransaction",
    PRIORITY,
    PRIORITY_TOLD,
    UPDATES,
    PULLS,
)
FRAME = re.compile(r"\[\s*[234]\s*,")
TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?\s?(?:Z|[+-]\d\d:?\d\d)?")


class Event(NamedTuple):
    """A message that matters to charging profiles: its action and payload, its answer where that was seen, and when, where a log says so."""

    action: str
    payload: Mapping[str, Any]
    answer: Mapping[str, Any] | None
    at: datetime | None
    line: int


def profiles_in(payload: Mapping[str, Any], received: datetime | None = None) -> list[Profile]:
    """Return the profiles that a payload brings: of a request that sets one, of a report, or a profile by itself. Raises ScheduleError."""
    place = payload.get("connectorId", payload.get("evseId", 0))
    for key in ("csChargingProfiles", "chargingProfile"):
        brought = payload.get(key)
        if isinstance(brought, list):
            return [profile(each, place, received) for each in brought]
        if brought is not None:
            return [profile(brought, place, received)]
    if "chargingProfilePurpose" in payload:
        return [profile(payload, place, received)]
    raise ScheduleError(
        f"no charging profile in an object with {', '.join(map(str, list(payload)[:6])) or 'no keys'}; expected csChargingProfiles or chargingProfile"
    )


def events(text: str) -> list[Event]:
    """Return the messages that matter, in order: of one JSON value, of JSON lines, or of a log with a frame to a line.

    Raises ScheduleError where the text is too long, or nothing in it is one.
    """
    if len(text) > MOST_BYTES:
        raise ScheduleError(
            f"the text has {len(text)} characters, expected at most {MOST_BYTES}; cut the log to the time that matters"
        )
    found = list(_of_value(text)) or list(_of_lines(text))
    if not found:
        raise ScheduleError(
            "found no charging profile; expected a payload or frame of SetChargingProfile as JSON, a list of them, or a log with a frame to a line"
        )
    return found


def _of_value(text: str) -> Iterator[Event]:
    """The messages of a text that is one value of JSON."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    values = value if isinstance(value, list) and value and not isinstance(value[0], int) else [value]
    answers = {str(each[1]): each[2] for each in values if isinstance(each, list) and len(each) == 3 and each[0] == 3}
    for number, each in enumerate(values, 1):
        yield from _of_frame_or_payload(each, answers, None, number)


def _of_frame_or_payload(value: Any, answers: Mapping[str, Any], at: datetime | None, line: int) -> Iterator[Event]:
    if isinstance(value, dict):
        yield Event(action_of(value), value, None, at, line)
    elif isinstance(value, list) and len(value) == 4 and value[0] == 2 and value[2] in ACTIONS and isinstance(value[3], dict):
        answer = answers.get(str(value[1]))
        yield Event(value[2], value[3], answer if isinstance(answer, dict) else None, at, line)


TOLD_BY = {"chargingNeeds": NEEDS, "timeBase": PLANS, "chargingLimitSource": REPORTS}


def action_of(payload: Mapping[str, Any]) -> str:
    """Return the message whose payload stands by itself: that of a field that no other has, else SetChargingProfile."""
    return next((action for field, action in TOLD_BY.items() if field in payload), SETS)


def _of_lines(text: str) -> Iterator[Event]:
    """The messages of a log: in each line the first frame, with the time that stands before it."""
    frames = []
    answers: dict[str, Any] = {}
    decoder = json.JSONDecoder()
    for number, line in enumerate(text.splitlines(), 1):
        start = FRAME.search(line)
        if start is None:
            continue
        try:
            frame, _ = decoder.raw_decode(line, start.start())
        except (ValueError, RecursionError):
            continue
        if len(frame) == 3 and frame[0] == 3:
            answers.setdefault(str(frame[1]), frame[2])
        frames.append((frame, _time(line[: start.start()]), number))
    for frame, at, number in frames:
        yield from _of_frame_or_payload(frame, answers, at, number)


def _time(text: str) -> datetime | None:
    found = TIME.search(text)
    if found is None:
        return None
    try:
        return moment(found[0].replace(",", ".").replace(" ", "T", 1).replace(" ", ""), "time of the line")
    except ScheduleError:
        return None
