"""Modes of operation: what a period in one has to have, what of it counts, and what nobody but the station knows."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.profiles import CHARGING_ONLY, Period

__all__ = ["usable", "without"]


class Mode(NamedTuple):
    """A mode of operation: the field that a period needs, why nothing can be computed without it, and what the answer lacks all the same."""

    needs: str | None
    why: str = ""
    lacks: str = ""


MODES: Mapping[str, Mode] = {
    CHARGING_ONLY: Mode("limit"),
    "CentralSetpoint": Mode("setpoint", "the mode has a setpoint"),
    "CentralFrequency": Mode("setpoint", "the mode has a setpoint"),
    "ExternalSetpoint": Mode(None, lacks="a setpoint, which an external system tells the station"),
    "ExternalLimits": Mode("limit", "an external system tells it to the station; give the one that holds"),
    "LocalLoadBalancing": Mode(None, lacks="a setpoint, which the station works out from its meter"),
    "LocalFrequency": Mode("", "the station works out its setpoint from the frequency of the grid"),
    "Idle": Mode("", "what a composite schedule shows of an idle period is not said"),
}


def usable(period: Period) -> tuple[tuple[str, Decimal], ...]:
    """Return what a period has beside its limit and its mode makes use of. Raises ScheduleError where nothing can be computed of it."""
    mode = _mode(period)
    if mode.needs == "":
        raise ScheduleError(
            f"a period has the operationMode {period.mode}, and {mode.why}; no schedule follows from the profile alone"
        )
    has = {name for name, _ in period.more} | (set() if period.limit is None else {"limit"})
    if mode.needs is not None and mode.needs not in has:
        raise ScheduleError(f"a period with the operationMode {period.mode} has no {mode.needs}; {mode.why}")
    if period.mode in (None, CHARGING_ONLY):
        return tuple((name, value) for name, value in period.more if name.startswith("limit"))
    return period.more


def without(period: Period) -> str:
    """Return what a period does not count of what it has, or lacks, in words; empty where there is nothing of the kind."""
    if period.mode in (None, CHARGING_ONLY):
        idle = [name for name, _ in period.more if not name.startswith("limit")]
        return f"{', '.join(idle)} without effect in {CHARGING_ONLY}" if idle else ""
    mode = _mode(period)
    return f"in {period.mode} without {mode.lacks}" if mode.lacks and "setpoint" not in dict(period.more) else ""


def _mode(period: Period) -> Mode:
    mode = MODES.get(period.mode or CHARGING_ONLY)
    if mode is None:
        raise ScheduleError(f"a period has the operationMode {str(period.mode)[:40]!r}, expected one of {', '.join(MODES)}")
    return mode
