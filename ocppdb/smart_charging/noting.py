"""What an answer has to say beside its limits: which fields of the profiles do not count in it, and what would change it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ocppdb.smart_charging.modes import without
from ocppdb.smart_charging.profiles import Profile
from ocppdb.smart_charging.station import Station, Transaction

__all__ = ["Noted", "noted"]


class Noted(NamedTuple):
    """Something of a profile that counts which the answer leaves aside, or on which it rests."""

    profile: Profile
    text: str


def noted(profiles: Iterable[Profile], place: int, running: tuple[Transaction, ...], station: Station) -> tuple[Noted, ...]:
    """Return what is to be said of the profiles that count at a place."""
    here = next((each for each in running if each.place == place and place > 0), None)
    return tuple(Noted(each, text) for each in profiles for text in _of(each, here, station))


def _of(profile: Profile, here: Transaction | None, station: Station) -> Iterator[str]:
    if profile.unread:
        yield f"not taken into account: {', '.join(profile.unread)}"
    if profile.kind == "Dynamic":
        yield "Dynamic: its values hold until the next update, and this schedule until then"
    if profile.offline is not None and station.offline_since is None:
        yield "maxOfflineDuration: reckoned as for a station that stays connected"
    for schedule in profile.schedules:
        if schedule.at_soc is not None and (here is None or here.soc is None):
            yield "limitAtSoC: without a known state of charge nothing is capped"
        elif schedule.at_soc is not None and here is not None and (here.soc or 0) < schedule.at_soc[0]:
            yield f"limitAtSoC: caps the schedule once the state of charge reaches {schedule.at_soc[0]} %"
        if schedule.delay and here is None:
            yield "randomizedDelay: counts as 0, for no transaction has drawn the delays"
        if schedule.local and profile.kind == "Relative":
            yield "useLocalTime: without effect, for the schedule has no startSchedule"
        yield from dict.fromkeys(f"a period {text}" for period in schedule.periods if (text := without(period)))
