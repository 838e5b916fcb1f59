"""Judging the frames of a fleet on Spark: a function for `applyInPandas`, by station. Needs the extra `spark` where it runs.

The judge is a pure function of the database, a frame and the open CALLs of one connection, so the frames of a station are all that one task
needs. Every process opens its database once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from ocppdb.files import default_path
from ocppdb.query import Database

if TYPE_CHECKING:
    import pandas

__all__ = ["SCHEMA", "by_station"]

SCHEMA = (
    "station string, at string, frame string, verdict string, ok boolean, version string, action string, kind string, "
    "path string, layer string, rule string, expected string, found string, severity string, callerror string, source string, "
    "section string"
)
"""The columns of what is returned: a row for each finding, and one with an empty `rule` for a frame that has none."""
OF_FINDING = ("path", "layer", "rule", "expected", "found", "severity", "callerror", "source", "section")


def by_station(
    version: str | None = None,
    *,
    station: str = "station",
    at: str = "at",
    frame: str = "frame",
    sender: str | None = None,
    database: str | None = None,
) -> Callable[[pandas.DataFrame], pandas.DataFrame]:
    """Return the function that judges the frames of one station in their order, as one conversation.

    The names are those of your columns: `at` is what the frames are put in order by, `sender` who sent each, where that is known. `database` is
    a file that every worker can read, by default that of its own user. Raises NotFound for a version, DatabaseError for a file, when it runs.
    """
    path = str(database or default_path())

    def judged(frames: pandas.DataFrame) -> pandas.DataFrame:
        import pandas

        talk = _opened(path).conversation(version)
        ordered = frames.sort_values(at, kind="stable")
        senders = ordered[sender] if sender is not None else [None] * len(ordered)
        rows = chain.from_iterable(
            _rows((str(of), str(when), text), talk.validate(text, by))
            for of, when, text, by in zip(ordered[station], ordered[at], ordered[frame], senders, strict=True)
        )
        return pandas.DataFrame(rows, columns=[column.split()[0] for column in SCHEMA.split(", ")])

    return judged


def _rows(frame: tuple[str, str, str], verdict: Any) -> list[tuple[Any, ...]]:
    said = (*frame, verdict.verdict, verdict.ok, verdict.version, verdict.action, verdict.kind)
    if not verdict.findings:
        return [(*said, *[None] * len(OF_FINDING))]
    return [(*said, *[getattr(finding, name) for name in OF_FINDING]) for finding in verdict.findings]


@cache
def _opened(path: str) -> Database:
    """The database of a process, with its judges, which are made once."""
    return Database(path)
