"""The course of a conversation: time goes on from frame to frame and the events of a transaction are counted, unless its steps say otherwise."""

import math
import re
from collections.abc import Container, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["Course"]

MOMENTS = ("timestamp", "currentTime", "generatedAt")
"""Fields that tell when something is said or has just happened."""
QUARTER, STEP = 900, 20
"""Seconds by which a moment is put off: one on a quarter of an hour, as clock-aligned readings are, stays on one."""


class Course:
    """What the frames of a conversation have told so far: the latest moment, and the last number of each transaction."""

    def __init__(self) -> None:
        self._now: datetime | None = None
        self._numbers: dict[tuple[str, str], int] = {}

    def goes_on(self, payload: dict[str, Any], given: Container[str], sender: str) -> dict[str, Any]:
        """Return the payload, changed in place: its moments come after all before it, its `seqNo` is the next of its transaction.

        What stands at a path that is given stays as it is, and so do the moments of an event that is delivered late, told by `offline`.
        """
        moments = list(_moments(payload))
        free = [(at, name) for path, at, name in moments if path not in given] if not payload.get("offline") else []
        if free and self._now is not None:
            later = self._later(max(_read(at[name]) for at, name in free), self._now)
            for at, name in free:
                at[name] = (_read(at[name]) + later).strftime("%Y-%m-%dT%H:%M:%SZ")
        for _, at, name in moments:
            self._now = max(_read(at[name]), self._now or _read(at[name]))
        self._count(payload, given, sender)
        return payload

    @staticmethod
    def _later(last: datetime, now: datetime) -> timedelta:
        """How long a moment must be put off to lie after now."""
        if last > now:
            return timedelta()
        grain = QUARTER if last.timestamp() % QUARTER == 0 else STEP
        return timedelta(seconds=grain * (math.floor((now - last).total_seconds() / grain) + 1))

    def _count(self, payload: dict[str, Any], given: Container[str], sender: str) -> None:
        if "seqNo" not in payload or "transactionInfo" not in payload:
            return
        transaction = sender, payload["transactionInfo"]["transactionId"]
        if "seqNo" not in given:
            first = 0 if payload.get("eventType") == "Started" else payload["seqNo"]
            payload["seqNo"] = self._numbers.get(transaction, first - 1) + 1
        self._numbers[transaction] = payload["seqNo"]


def _moments(value: Any, before: str = "") -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the path of each moment in a payload, the object that has it, and its name there."""
    if isinstance(value, list):
        for each in value:
            yield from _moments(each, before)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name in MOMENTS and isinstance(each, str) and re.fullmatch(r"[-0-9]{10}T[:0-9]{8}Z", each):
                yield before + name, value, name
            yield from _moments(each, f"{before}{name}{'[]' if isinstance(each, list) else ''}.")


def _read(moment: str) -> datetime:
    return datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
