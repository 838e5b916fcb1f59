"""Who decides at a moment: the leading profile of each purpose, and the lowest of their limits."""

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ocppdb.errors import ScheduleError
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.fitting import STATION_WIDE
from ocppdb.smart_charging.merging import Values, merged, most
from ocppdb.smart_charging.profiles import Profile
from ocppdb.smart_charging.station import Rate, Station

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
    more: Values = ()


class Local(NamedTuple):
    """What holds beside the profiles: the station's own maximum in the unit asked for, and its phases."""

    maximum: Decimal | None
    phases: int | None
    idle: bool
    """Whether no transaction runs at the place asked for, so that one is imagined."""


Holding = tuple["Candidate", Rate]
KIND_STEP = {("Recurring", "Daily"): "daily", ("Recurring", "Weekly"): "weekly"}
PURPOSES = ("transaction", "default", "maximum", "external", "priority", "generation")
MOST_KNOWN = 20_000
"""States that are remembered."""
NOTHING = "nothing"
OWN_MAXIMUM = "own maximum of the station"


class Lead(NamedTuple):
    """How a purpose stands at a moment: its leading candidate and period, -1 for none, and what else matters to the decision."""

    number: int
    place: int
    stacked: bool
    """Whether lower levels have a period as well."""
    higher_waits: bool
    """Whether a higher level is valid and has not begun."""
    waits: bool
    """Whether any candidate is valid and has not begun."""


class Stacks:
    """The profiles that have a period at the present moment, or that wait for their beginning; told of each change by the sweep."""

    def __init__(self, candidates: "tuple[Candidate, ...]", local: Local, station: Station, decide: Decisions) -> None:
        self._candidates = candidates
        self._station = station
        self._local = local
        self._decide = decide
        self._purposes = [each.purpose for each in candidates]
        self._ranks = [each.rank for each in candidates]
        self._active: dict[str, dict[int, int]] = {purpose: {} for purpose in PURPOSES}
        self._waiting: dict[str, set[int]] = {purpose: set() for purpose in PURPOSES}
        self._leads: dict[str, Lead] = {}
        self._changed = set(PURPOSES)
        self._known: dict[tuple[Lead, ...], Piece] = {}

    def enter(self, number: int, place: int | None) -> None:
        """A candidate has a period from now on, or waits for its beginning where `place` is None."""
        purpose = self._purposes[number]
        self._changed.add(purpose)
        if place is None:
            self._waiting[purpose].add(number)
        else:
            self._active[purpose][number] = place

    def leave(self, number: int) -> None:
        """A candidate's period, or its waiting, is over."""
        purpose = self._purposes[number]
        self._changed.add(purpose)
        self._waiting[purpose].discard(number)
        self._active[purpose].pop(number, None)

    def piece(self, start: int, end: int) -> Piece:
        """Return the Piece of the present state; a state that was met before is not thought through again."""
        for purpose in self._changed:
            self._leads[purpose] = self._lead(purpose)
        self._changed.clear()
        state = tuple(self._leads[purpose] for purpose in PURPOSES)
        found = self._known.get(state)
        if found is None:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            found = self._known[state] = self._think()
        return Piece(start, end, *found[2:])

    def _lead(self, purpose: str) -> Lead:
        active, waiting, ranks = self._active[purpose], self._waiting[purpose], self._ranks
        number = max(active, key=ranks.__getitem__) if active else -1
        rank = ranks[number] if active else -1
        higher_waits = any(ranks[each] > rank for each in waiting) if waiting else False
        return Lead(number, active[number] if active else 0, len(active) > 1, higher_waits, bool(waiting))

    def _think(self) -> Piece:
        steps: list[str] = []
        leading = [each for each in (self._of_transaction(steps), *(self._holding(p, steps) for p in STATION_WIDE)) if each]
        if not leading:
            return self._without(steps)
        candidate, rate = min(leading, key=lambda each: most(each[1].limit))
        extra = self._holding("generation", steps)
        limit, decided_by = rate.limit, candidate.called
        told = [*leading, extra] if extra is not None else leading
        phases = self._phases(told, rate, steps)
        more: Values = ()
        if extra is not None or any(each.more or each.mode for _, each in leading):
            limit, more = merged(leading, extra, limit, phases, self._local.maximum, self._station, self._decide, steps)
        steps += _told_by(told, candidate)
        if self._local.idle and candidate.purpose == "default":
            steps.append("idle")
        profile: Profile | None = candidate.profile
        if limit is not None and self._own_maximum_is_lower(limit):
            limit, profile, decided_by = self._local.maximum or limit, None, OWN_MAXIMUM
            steps.append("own-maximum")
        profiles = tuple(each.profile for each, _ in told)
        one_phase = _phase_to_use(leading) if phases == 1 else None
        return Piece(0, 0, limit, phases, one_phase, profile, decided_by, profiles, tuple(dict.fromkeys(steps)), more)

    def _holding(self, purpose: str, steps: list[str]) -> Holding | None:
        """The candidate that leads a purpose and its rate, and the steps that found it."""
        lead = self._leads[purpose]
        if lead.number < 0:
            return None
        if lead.higher_waits and self._decide.has("before-start") and self._decide("before-start") == "hides":
            return None
        if lead.stacked:
            steps.append("stack")
        candidate = self._candidates[lead.number]
        if candidate.rank < candidate.highest:
            steps.append("fall-through")
        return candidate, candidate.rate(lead.place)

    def _of_transaction(self, steps: list[str]) -> Holding | None:
        """The TxProfile that leads, or else the TxDefaultProfile; in place of both the profile of priority charging, where that is on."""
        if "priority" in self._purposes:
            first = self._holding("priority", steps)
            if first is not None or self._decide("priority-gap") == "none":
                return first
        own = self._holding("transaction", steps)
        if own is not None:
            if self._leads["default"].number >= 0:
                steps.append("tx-overrules")
            return own
        default_steps: list[str] = []
        default = self._holding("default", default_steps)
        if default is not None and "transaction" in self._purposes:
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
        return "tx-before-start" if self._leads["transaction"].waits and self._decide.has("tx-before-start") else None

    def _own_maximum_is_lower(self, limit: Decimal) -> bool:
        maximum = self._local.maximum
        if maximum is None or maximum >= limit:
            return False
        return not self._decide.has("local-limits") or self._decide("local-limits") == "included"

    def _without(self, steps: list[str]) -> Piece:
        """No profile limits: the station's own maximum, where it is known and reported."""
        maximum = self._local.maximum
        if maximum is not None and self._decide.has("no-limit") and self._decide("no-limit") != "maximum":
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
    profile = deciding.profile
    steps.append(KIND_STEP.get((profile.kind, str(profile.recurrence)), profile.kind.lower()))
    if profile.valid_from or profile.valid_to:
        steps.append("validity")
    if profile.kind != "Dynamic":
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
