"""How far a version goes here: an empty answer about what is not recorded yet would read as if there were nothing."""

from collections.abc import Iterable

from ocppdb.errors import NotReached
from ocppdb.query.names import version_id, versions
from ocppdb.query.reader import Reader
from ocppdb.records.versions import Stage, Version, listed

__all__ = ["demand", "demand_of"]


def demand(reader: Reader, stage: Stage, word: str | None) -> None:
    """Raise NotReached where the version that a word means, if one was asked for, has nothing of a stage here."""
    if word is not None:
        demand_of(reader, stage, [str(version_id(reader, word))])


def demand_of(reader: Reader, stage: Stage, ids: Iterable[str | None]) -> None:
    """Raise NotReached where none of some versions, by their ids, has anything of a stage here; `None` stands for no version."""
    asked = [versions(reader)[each] for each in dict.fromkeys(ids) if each is not None]
    if asked and not any(stage in each.reaches for each in asked):
        raise _not_reached(stage, asked, [each for each in versions(reader).values() if stage in each.reaches])


def _not_reached(stage: Stage, asked: list[Version], having: list[Version]) -> NotReached:
    what, versions_ = listed([stage]), listed(each.id for each in having)
    return NotReached(
        f"the {what} of OCPP {listed(each.id for each in asked)} are not recorded yet, so that none is found says nothing about them. "
        f"It goes as far as {listed(asked[-1].reaches)} here; there are {what} of OCPP {versions_}, which need not hold for it",
        [each.id for each in having],
    )
