"""Judging the frames of a log, one connection or several, in constant memory."""

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from ocppdb.judging.conversation import Conversation
from ocppdb.judging.logs import Found, frames_in
from ocppdb.query import names
from ocppdb.query.reader import Reader
from ocppdb.query.validate import judge
from ocppdb.records.verdicts import Verdict

__all__ = ["detected", "judged"]

SAMPLE = 200
"""So many frames are looked at to tell the version of a log."""
MOST_STATIONS = 1000
"""How many connections are kept apart; of the others the one that was silent for longest is forgotten."""


def judged(
    reader: Reader,
    lines: Iterable[str],
    version: str | None = None,
    action: str | None = None,
    station: re.Pattern[str] | None = None,
) -> Iterator[tuple[Found, Verdict]]:
    """Yield each frame of some lines and the Verdict on it, answers with their CALLs.

    `action` is what a CALLRESULT answers whose CALL is not there, unless its line names one. What the first group of `station` finds in
    a line tells connections apart. Without a version it is detected from the first frames. Raises NotFound for a version or action.
    """
    if action is not None:
        resolved = names.resolve(reader, "message", action, version)
        version, action = resolved.version, resolved.name
    frames = frames_in(lines)
    first = list(islice(frames, SAMPLE)) if version is None else []
    chosen = names.version(reader, version).id if version is not None else detected(reader, first)
    one = judge(reader, chosen)
    connections: OrderedDict[str, Conversation] = OrderedDict()
    for found in chain(first, frames):
        key = _station(found, station)
        conversation = connections.get(key) or connections.setdefault(key, Conversation(one))
        connections.move_to_end(key)
        if len(connections) > MOST_STATIONS:
            connections.popitem(last=False)
        named = next((cell for cell in found.cells if cell in one.book.actions), action)
        yield found, conversation.validate(found.text, found.sender, named)


def _station(found: Found, station: re.Pattern[str] | None) -> str:
    if station is None:
        return ""
    match = station.search(found.before) or next(filter(None, map(station.search, found.cells)), None)
    return match[match.lastindex or 0] if match else ""


def detected(reader: Reader, frames: Iterable[Found]) -> str:
    """Return the id of the version in which most of some frames are valid; where it makes no difference, of the one assumed."""
    versions = sorted(names.versions(reader).values(), key=lambda each: (not each.assumed, -each.position))
    valid = dict.fromkeys((each.id for each in versions), 0)
    some = list(frames)
    for each in versions:
        one = judge(reader, each.id)
        valid[each.id] = sum(one.frame(found.text).verdict == "valid" for found in some)
    return max(valid, key=lambda each: valid[each])
