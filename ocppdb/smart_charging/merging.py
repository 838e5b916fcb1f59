"""What leading profiles come to beside the lowest limit: values of single phases, limits for discharging, setpoints, and what is made on the spot."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.profiles import CHARGING_ONLY
from ocppdb.smart_charging.station import Rate, Station

if TYPE_CHECKING:
    from ocppdb.smart_charging.candidates import Candidate

__all__ = ["Values", "merged", "most"]

Values = tuple[tuple[str, Decimal | str], ...]
"""What a period has beside limit and phases, by the names of OCPP."""
Holding = tuple["Candidate", Rate]
OF_TRANSACTION = ("transaction", "default", "priority")


def most(limit: Decimal | None) -> Decimal:
    """Return a limit to compare; what has none allows the most."""
    return Decimal("Infinity") if limit is None else limit


def merged(
    leading: list[Holding],
    extra: Holding | None,
    limit: Decimal | None,
    phases: int | None,
    maximum: Decimal | None,
    station: Station,
    decide: Decisions,
    steps: list[str],
) -> tuple[Decimal | None, Values]:
    """Return the limit with what is made on the spot, and the values beside it. Raises ScheduleError where no value follows.

    `maximum` is the station's own one; `extra` is the leading profile of what is made on the spot.
    """
    unit = leading[0][0].asked
    found: dict[str, Decimal | str] = {}
    found.update(_of_phases(leading, unit, maximum, steps))
    split = bool(found)
    found.update(_discharging(leading, steps))
    setpoints = _setpoints(leading, station, decide, steps)
    before = limit
    if extra is not None and limit is not None:
        if split:
            raise ScheduleError(
                f"{extra[0].called} adds to limits of single phases, and how is not said; leave limit_L2 and limit_L3 out"
            )
        if unit == "A" and (extra[1].phases or 3) != (phases or 3):
            raise ScheduleError(
                f"{extra[0].called} adds amperes on other phases than are charged on, and how is not said; give it in W"
            )
        limit = limit + (extra[1].limit or Decimal(0))
    _cap(setpoints, found, before, limit, unit, phases, station, steps)
    found.update(setpoints)
    mode = _mode(leading, decide, steps)
    return limit, (*found.items(), *((("operationMode", mode),) if mode else ()))


def _of_phases(leading: list[Holding], unit: str, maximum: Decimal | None, steps: list[str]) -> dict[str, Decimal]:
    """The limits of L2 and L3: in A the lowest of each phase, in W those that fit into every total."""
    split = next(((candidate, rate) for candidate, rate in leading if dict(rate.more).keys() & {"limit_L2", "limit_L3"}), None)
    if split is None:
        return {}
    steps.append("phase-limits")
    own = {name: value for name, value in split[1].more if name.startswith("limit")}
    others = [rate.limit for candidate, rate in leading if candidate is not split[0] and rate.limit is not None]
    others += [] if maximum is None else [maximum]
    if unit == "A":
        return {name: min([value, *others]) for name, value in own.items()}
    total = (split[1].limit or Decimal(0)) + sum(own.values())
    if any(each < total for each in others):
        raise ScheduleError(
            f"the phases of {split[0].called} come to {total} W, and {min(others)} W are allowed in total; how that is divided among phases is not said"
        )
    return own


def _discharging(leading: list[Holding], steps: list[str]) -> dict[str, Decimal]:
    """The limits for discharging: of several the one nearest to zero."""
    found: dict[str, Decimal] = {}
    told = [{name: value for name, value in rate.more if name.startswith("dischargeLimit")} for _, rate in leading]
    told = [each for each in told if each]
    if len({tuple(each) for each in told}) > 1:
        raise ScheduleError(
            "one profile has a dischargeLimit in total and another of single phases, and how they are merged is not said"
        )
    for each in told:
        for name, value in each.items():
            found[name] = max(value, found.get(name, value))
    steps += ["discharge"] if found else []
    return found


def _setpoints(leading: list[Holding], station: Station, decide: Decisions, steps: list[str]) -> dict[str, Decimal]:
    """The setpoints: of the only profile that has one, or as is decided between that of the CSMS and that from outside."""
    told = [(candidate, {n: v for n, v in rate.more if n.startswith("setpoint")}) for candidate, rate in leading]
    told = [(candidate, values) for candidate, values in told if values]
    if not told:
        return {}
    steps.append("setpoint")
    if len(told) == 1:
        return dict(told[0][1])
    if decide("setpoints") == "priority":
        steps.append("setpoint-priority")
        outside = station.setpoint_priority == "ExternalSystem"
        return next(dict(values) for candidate, values in told if (candidate.purpose == "external") == outside)
    values = [each["setpoint"] for _, each in told if set(each) == {"setpoint"}]
    if len(values) < len(told) or min(values) < 0 < max(values):
        raise ScheduleError(
            f"{' and '.join(candidate.called for candidate, _ in told)} have setpoints of which none is the lowest: they differ in sign, or are of single phases"
        )
    return {"setpoint": max(values) if max(values) < 0 else min(values)}


def _cap(
    setpoints: dict[str, Decimal],
    found: dict[str, Decimal | str],
    before: Decimal | None,
    limit: Decimal | None,
    unit: str,
    phases: int | None,
    station: Station,
    steps: list[str],
) -> None:
    """Cut setpoints to the limits: a positive one to that for charging, a negative one to that for discharging."""
    split = "setpoint_L2" in setpoints or "setpoint_L3" in setpoints
    for name, value in list(setpoints.items()):
        if name.startswith("setpointReactive"):
            continue
        side = "limit" if value > 0 else "dischargeLimit"
        bound = before if name == "setpoint" and value > 0 else found.get(name.replace("setpoint", side))
        if bound is None or not isinstance(bound, Decimal):
            continue
        if split is not any(each in found for each in (f"{side}_L2", f"{side}_L3")) and not (
            split and value > 0 and unit == "A"
        ):
            raise ScheduleError(
                f"a {name} stands beside a {side}, one in total and one of L1, and how the one caps the other is not said"
            )
        if unit == "A" and value > 0 and not split and not station.dc and (phases or 3) != 1:
            raise ScheduleError(
                "a setpoint in A is the sum of all phases and a limit in A holds on each, and how the one caps the other is not said; "
                "send them in W, or for each phase"
            )
        if abs(value) > abs(bound):
            if limit != before:
                raise ScheduleError("a setpoint is above the limit, and whether what is made on the spot raises it is not said")
            setpoints[name] = bound
            steps.append("setpoint-capped")


def _mode(leading: Iterable[Holding], decide: Decisions, steps: list[str]) -> str | None:
    """The mode of operation that is reported, as it is decided; None where all are only charging."""
    modes = [(candidate, rate.mode) for candidate, rate in leading if rate.mode not in (None, CHARGING_ONLY)]
    if not modes:
        return None
    steps.append("operation-mode")
    if decide("mode") == "left-out":
        return None
    return next((mode for candidate, mode in modes if candidate.purpose in OF_TRANSACTION), None)
