"""What became of the records of a version in the next one, where the build cannot tell it by itself."""

from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args

from ocppdb.records.common import Source
from ocppdb.records.declare import Column, Part, written_list
from ocppdb.records.lists import Rule
from ocppdb.records.points import Escalation, Settled
from ocppdb.records.sequences import Sequence
from ocppdb.records.subjects import Subject

__all__ = ["CARRIED", "Outcome"]

CARRIED: dict[str, tuple[str, type]] = {
    "rule": ("rules", Rule),
    "sequence": ("sequences", Sequence),
    "escalation": ("escalations", Escalation),
    "settled": ("settled", Settled),
}
"""What may be carried over: the kind, by which an outcome names it, its list and its class."""


def _replaceable() -> Iterator[tuple[str, Any]]:
    """The keys of what may be carried over, each of which an outcome may say anew."""
    for _, record in CARRIED.values():
        for name, annotation in record.__annotations__.items():
            type_, said = get_args(annotation)[:2]
            if name not in ("id", "version", "source"):
                said = Column(said) if isinstance(said, str) else said
                yield name, Annotated[type_, said._replace(wanted=False)]


@written_list(
    "carried",
    identity=(),
    written={
        "as": Annotated[tuple[str, ...], Part("The ids of what it was rewritten as; left out, its own.", wanted=False)],
        **dict(_replaceable()),
    },
)
class Outcome(NamedTuple):
    """What became of a record of the version before: it holds and is cited anew, was rewritten, or ended."""

    rule: Annotated[str | None, "A rule of the version before, by its id."]
    sequence: Annotated[str | None, "A sequence of the version before, by its id."]
    escalation: Annotated[str | None, "An open point of the version before, by its id."]
    settled: Annotated[str | None, "A settled point of the version before, by its id."]
    rewritten: Annotated[str | None, "What is demanded otherwise, where it was written anew."]
    ended: Annotated[str | None, "Why nothing demands it any more."]
    by: Annotated[Subject, Part("What stands in the place of something that ended.", wanted=False)]
    without: Annotated[tuple[str, ...], Part("The keys of the record before that are left out.", wanted=False)]
    source: Source
