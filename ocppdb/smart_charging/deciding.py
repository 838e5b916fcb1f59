"""Who decides at a moment: the leading profile of each purpose, and the lowest of their limits."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.profiles import Profile
from ocppdb.smart_charging.station import Rate

if TYPE_CHECKING:
    from ocppdb.smart_charging.candidates import Candidate

__all__ = ["Local", "Piece", "Stacks"]


class Piece(NamedTuple):
    """A stretch of time in which the same profiles lead, in microseconds since 1970 UTC."""

    start: int
    end: int
    limit: Decimal | None
    phases: int | None
    phase_to_use: int | None
    profile: Profile | None
    decided_by: str
    leading: tuple[Profile, ...]
    steps: tuple[str, ...]


class Local(NamedTuple):
    """What holds beside the profiles: the station's own maximum in the unit asked for, and its phases."""

    maximum: Decimal | None
    phases: int | None
    idle: bool
    """Whether no transaction runs at the place asked for, so that one is imagined."""


Holding = tuple["Candidate", Rate]
KIND_STEP = {("Recurring", "Daily"): "daily", ("Recurring", "Weekly"): "weekly"}
NOTHING = "nothing"
OWN_MAXIMUM = "own maximum of the station"


class Stacks:
    """The profiles that have a period at the present moment, or that wait for their beginning; told of each change by the sweep."""

    def __init__(self, candidates: "tuple[Candidate, ...]", local: Local, decide: Decisions) -> None:
        self._candidates = candidates
        self._local = local
        self._decide = decide
        self._now: dict[int, int | None] = {}
        self._known: dict[tuple[tuple[int, int | None], ...], Piece] = {}

    def enter(self, number: int, place: int | None) -> None:
        """A candidate has a period from now on, or waits for its beginning where `place` is None."""
        self._now[number] = place

    def leave(self, number: int) -> None:
        """A candidate's period is over."""
        del self._now[number]

    def piece(self, start: int, end: int) -> Piece:
        """Return the Piece of the present state; a state that was met before is not thought through again."""
        state = tuple(sorted(self._now.items())) if len(self._now) > 1 else tuple(self._now.items())
        found = self._known.get(state)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            found = self._known[state] = self._think()
        return found._replace(start=start, end=end)

    def _think(self) -> Piece:
        steps: list[str] = []
        leading = [
            each for each in (self._of_transaction(steps), *(self._lead(p, steps) for p in ("maximum", "external"))) if each
        ]
        if not leading:
            return self._without(steps)
        candidate, rate = min(leading, key=lambda each: each[1].limit)
        steps += _told_by(leading, candidate)
        if self._local.idle and candidate.purpose == "default":
            steps.append("idle")
        limit, profile, decided_by = rate.limit, candidate.profile, candidate.called
        if self._own_maximum_is_lower(limit):
            limit, profile, decided_by = self._local.maximum or limit, None, OWN_MAXIMUM
            steps.append("own-maximum")
        phases = self._phases(leading, rate, steps)
        profiles = tuple(each.profile for each, _ in leading if each.profile is not None)
        one_phase = _phase_to_use(leading) if phases == 1 else None
        return Piece(0, 0, limit, phases, one_phase, profile, decided_by, profiles, tuple(dict.fromkeys(steps)))

    def _lead(self, purpose: str, steps: list[str]) -> Holding | None:
        """The highest level of a purpose that has a period now, and the steps that found it."""
        active: list[tuple[int, int, int | None]] = []
        waiting: list[tuple[int, int, int | None]] = []
        for number, place in self._now.items():
            candidate = self._candidates[number]
            if candidate.purpose == purpose:
                (waiting if place is None else active).append((candidate.rank, number, place))
        if not active:
            return None
        rank, number, place = max(active)
        if waiting and max(waiting)[0] > rank and self._decide.has("before-start") and self._decide("before-start") == "hides":
            return None
        if len(active) > 1:
            steps.append("stack")
        candidate = self._candidates[number]
        if rank < candidate.highest:
            steps.append("fall-through")
        return candidate, candidate.rate(int(place or 0))

    def _of_transaction(self, steps: list[str]) -> Holding | None:
        """The TxProfile that leads, or else the TxDefaultProfile."""
        own = self._lead("transaction", steps)
        if own is not None:
            if any(self._candidates[number].purpose == "default" and place is not None for number, place in self._now.items()):
                steps.append("tx-overrules")
            return own
        default_steps: list[str] = []
        default = self._lead("default", default_steps)
        if default is not None and any(each.purpose == "transaction" for each in self._candidates):
            option = self._option_of_gap()
            if option is not None and self._decide(option) == "keep-out":
                return None
            steps.append("tx-fall-back")
        steps += default_steps
        return default

    def _option_of_gap(self) -> str | None:
        """What is open where a TxProfile is there and has no period for the moment."""
        if self._decide.has("tx-gap"):
            return "tx-gap"
        waits = any(place is None and self._candidates[number].purpose == "transaction" for number, place in self._now.items())
        return "tx-before-start" if waits and self._decide.has("tx-before-start") else None

    def _own_maximum_is_lower(self, limit: Decimal) -> bool:
        maximum = self._local.maximum
        if maximum is None or maximum >= limit:
            return False
        return not self._decide.has("local-limits") or self._decide("local-limits") == "included"

    def _without(self, steps: list[str]) -> Piece:
        """No profile limits: the station's own maximum, where it is known and reported."""
        maximum = self._local.maximum
        if self._decide.has("no-limit") and self._decide("no-limit") != "maximum":
            maximum = None
        steps += ["no-limit", *(["own-maximum"] if maximum is not None else [])]
        by = NOTHING if maximum is None else OWN_MAXIMUM
        return Piece(
            0, 0, maximum, self._local.phases if maximum is not None else None, None, None, by, (), tuple(dict.fromkeys(steps))
        )

    def _phases(self, leading: list[Holding], deciding: Rate, steps: list[str]) -> int | None:
        """The number of phases of the period: None where no profile and no fact of the station tells one."""
        told = {rate.phases or 3 for _, rate in leading}
        number = min(told) if any(rate.phases for _, rate in leading) else None
        if len(told) > 1:
            if self._decide.has("phases") and self._decide("phases") == "deciding":
                number = deciding.phases or 3
            else:
                steps.append("phases-lowest")
        if self._local.phases is not None and self._local.phases < (number or 3):
            steps.append("phases-available")
            return self._local.phases
        return number


def _told_by(leading: list[Holding], deciding: "Candidate") -> list[str]:
    """The steps that the leading profiles bring along."""
    steps = ["combine"] if len(leading) > 1 else []
    for candidate, rate in leading:
        steps += candidate.steps
        steps += rate.steps
    if deciding.profile is not None:
        profile = deciding.profile
        steps.append(KIND_STEP.get((profile.kind, str(profile.recurrence)), profile.kind.lower()))
        if profile.valid_from or profile.valid_to:
            steps.append("validity")
        steps.append("no-duration" if deciding.endless else "duration")
    return steps


def _phase_to_use(leading: list[Holding]) -> int | None:
    """The phase that the leading profiles name. Raises ScheduleError where they name several."""
    named = {rate.phase_to_use: candidate.called for candidate, rate in leading if rate.phase_to_use is not None}
    if len(named) > 1:
        told = " and ".join(f"phaseToUse {phase} of {called}" for phase, called in named.items())
        raise ScheduleError(
            f"{told} contradict each other; no composite schedule follows, and a station rejects the second profile"
        )
    return next(iter(named), None)
