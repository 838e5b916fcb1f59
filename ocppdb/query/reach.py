"""How far a version goes here: an empty answer about what is not recorded yet would read as if there were nothing."""

from collections.abc import Iterable

from ocppdb.errors import NotReached
from ocppdb.query.names import version_id, versions
from ocppdb.query.reader import Reader
from ocppdb.records.versions import Stage, Version, listed

__all__ = ["demand", "demand_of", "demand_whole"]

PARTS: dict[Stage, Stage] = {"rules": "carried-rules"}
"""Stages of which a version may have a part: what is found of it is told, and that nothing is found says nothing."""


def demand(reader: Reader, stage: Stage, word: str | None) -> None:
    """Raise NotReached where the version that a word means, if one was asked for, has nothing of a stage here."""
    if word is not None:
        demand_of(reader, stage, [str(version_id(reader, word))])


def demand_of(reader: Reader, stage: Stage, ids: Iterable[str | None]) -> None:
    """Raise NotReached where none of some versions, by their ids, has anything of a stage here; `None` stands for no version."""
    _demand(reader, stage, ids, {stage, PARTS.get(stage, stage)})


def demand_whole(reader: Reader, stage: Stage, ids: Iterable[str | None]) -> None:
    """Raise NotReached where none of some versions, by their ids, has the whole of a stage here: for an answer that is empty."""
    _demand(reader, stage, ids, {stage})


def _demand(reader: Reader, stage: Stage, ids: Iterable[str | None], enough: set[Stage]) -> None:
    asked = [versions(reader)[each] for each in dict.fromkeys(ids) if each is not None]
    if asked and not any(enough.intersection(each.reaches) for each in asked):
        raise _not_reached(stage, asked, [each for each in versions(reader).values() if stage in each.reaches])


def _not_reached(stage: Stage, asked: list[Version], having: list[Version]) -> NotReached:
    what, versions_ = listed([stage]), listed(each.id for each in having)
    missing = "not all recorded" if PARTS.get(stage) in asked[-1].reaches else "not recorded"
    return NotReached(
        f"the {what} of OCPP {listed(each.id for each in asked)} are {missing} yet, so that none is found says nothing about them. "
        f"It goes as far as {listed(asked[-1].reaches)} here; there are {what} of OCPP {versions_}, which need not hold for it",
        [each.id for each in having],
    )
