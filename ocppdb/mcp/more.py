"""The tools that judge what a developer has: frames, code, charging profiles."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from ocppdb.errors import NotFound, OcppdbError
from ocppdb.files import told
from ocppdb.mcp.answers import Found
from ocppdb.mcp.arguments import Data, Frame, Objects, Refused, Whole
from ocppdb.mcp.tools import Asked, Cursor, Handling, Version, tool
from ocppdb.query.charging import asked_of
from ocppdb.records.common import PayloadKind
from ocppdb.show import schedules

__all__: list[str] = []

Chosen = Literal["strict", "pragmatic"]


@tool("Judge a frame or payload")
def validate(
    asked: Asked,
    frame: Annotated[Frame, "A frame as it goes over the wire (text or list), or a payload (object)."],
    action: Annotated[str | None, "What a payload or CALLRESULT belongs to."] = None,
    kind: Annotated[str | None, "What a payload is: request or response."] = None,
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Tell whether a frame or payload is right, and each thing that is wrong with it: place, expected, found, the CALLERROR to answer.

    For "why is this rejected", and for every payload that you write yourself.
    """
    if kind not in (None, "request", "response"):
        raise NotFound.of(f"no payload is called {told(str(kind), 40)!r}", str(kind), ["request", "response"])
    verdict = asked.db.validate(frame, version, action, cast(PayloadKind | None, kind))
    head = {key: value for key, value in verdict._asdict().items() if key != "findings"}
    points = tuple(each.open_point for each in verdict.findings if each.open_point)
    return Found(verdict.findings, head, (verdict.version,), version is None, points)


@tool("Which version code speaks")
def detect(
    asked: Asked,
    text: Annotated[Whole | None, "Code, configuration, frames or prose."] = None,
    path: Annotated[str | None, "A file or folder of the project; without text and path the whole project."] = None,
    cursor: Cursor = None,
) -> Found:
    """Tell which version of OCPP code speaks, with the evidence. Call it first, and pass the version to the other tools."""
    if text is not None and path is not None:
        raise Refused("detect takes a text or a path, not both")
    found = asked.db.detect(text if text is not None else _inside(asked.project, path or "."))
    head = {key: value for key, value in found._asdict().items() if key != "evidence"}
    return Found(found.evidence, head, found.versions, notes=(found.ask,) if found.ask else ())


def _inside(project: str, path: str) -> Path:
    """Return a path of the project. Raises Refused for one that leads out of it, by name or by links."""
    root = os.path.realpath(project)
    try:
        whole = os.path.realpath(os.path.join(root, path))
    except (OSError, ValueError):
        raise Refused(f"path is {told(path, 80)!r}, expected the name of a file or folder of the project") from None
    if os.path.commonpath([root, whole]) != root:
        raise Refused(f"path is {told(path, 80)!r}, which is outside of the project; give one below it")
    return Path(whole)


@tool("Compute a composite schedule")
def smart_charging(
    asked: Asked,
    profiles: Annotated[Objects | None, "Payloads of SetChargingProfile."] = None,
    at: Annotated[str | None, "When the schedule begins, with a time zone: 2026-01-15T16:00:00Z."] = None,
    duration: Annotated[int, "How long it is, in seconds."] = 86400,
    unit: Annotated[str | None, "A or W."] = None,
    place: Annotated[int, "connectorId or evseId; 0 for the whole station."] = 1,
    transactions: Annotated[
        Objects | None,
        "Those that run: id, place, started, energy (since when energy flows); priority, soc, delays where they matter.",
    ] = None,
    station: Annotated[Data | None, "What the station can: phases, voltage, maximum, zone ..."] = None,
    options: Annotated[Data | None, "How open points are decided, by the names that a refusal tells."] = None,
    example: Annotated[str | None, "Id of a worked example, in place of profiles."] = None,
    mode: Annotated[Handling | None, "strict asks where a point is open, pragmatic takes its default."] = None,
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Compute which limit holds when, from charging profiles: period by period, with the profile that decides and the rules.

    For "why does the station charge with 10 A", and to check profiles before they are sent.
    """
    chosen = cast(Chosen, mode or asked.mode.mode)
    try:
        if example is not None:
            one = asked.db.schedule_example(example)
            options = dict(one.asked.get("options") or {})
            found = asked.db.worked_out(one, mode=chosen)
        else:
            given = {"at": at, "duration": duration, "unit": unit, "place": place, "transactions": transactions}
            more = {"station": station, "options": options}
            found = _composite(
                asked, profiles, version, chosen, {key: value for key, value in (given | more).items() if value is not None}
            )
    except OcppdbError as error:
        point = getattr(error, "point", None)
        if point is None:
            raise
        return Found(open=(point,), notes=(str(error),), assumed=version is None)
    data: dict[str, Any] = schedules.data(found)
    head = {key: value for key, value in data.items() if key != "parts"}
    return Found(data["parts"], head, (found.version,), version is None and example is None, _used(found.used, options))


def _composite(asked: Asked, profiles: Any, version: str | None, mode: Chosen, given: dict[str, Any]) -> Any:
    if profiles is None:
        raise Refused("smart_charging needs profiles and at, or the id of an example")
    return asked.db.composite_schedule(profiles, version, mode=mode, project=asked.project, **asked_of(given).arguments())


def _used(choices: Iterable[Any], given: Data | None) -> tuple[str, ...]:
    """The open points that the call itself has not decided."""
    return tuple(each.point for each in choices if each.option not in (given or {}))
