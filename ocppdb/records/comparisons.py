"""A comparison: a thing of one version and its counterparts in another, beside each other."""

from typing import Annotated, NamedTuple

from ocppdb.records.declare import Part
from ocppdb.records.dossiers import Chapter
from ocppdb.records.mappings import Mapping
from ocppdb.records.subjects import Hit

__all__ = ["Beside", "Comparison"]


class Beside(NamedTuple):
    """Two things beside each other, or one that has no counterpart."""

    mapping: Annotated[Mapping, Part("What the one has become, and what changes in behaviour.", made=True)]
    differences: Annotated[
        tuple[str, ...], Part("What differs in type, occurrence, limits, default or unit: `1..1 -> 0..1`.", made=True)
    ]


class Comparison(NamedTuple):
    """A thing of one version and its counterparts in another."""

    what: Annotated[str, "What was asked for."]
    from_version: Annotated[str, "The first version."]
    to_version: Annotated[str, "The second version."]
    from_things: Annotated[tuple[Hit, ...], Part("What it is about in the first version.", made=True)]
    to_things: Annotated[tuple[Hit, ...], Part("What it is about in the second version.", made=True)]
    things: Annotated[tuple[Beside, ...], Part("What the thing itself has become.", made=True)]
    fields: Annotated[
        tuple[Beside, ...],
        Part("The fields of a message or type, the variables of a component, and their counterparts.", made=True),
    ]
    values: Annotated[
        tuple[Beside, ...],
        Part(
            "The values of an enumeration and their counterparts; of a message those that have not stayed the same.", made=True
        ),
    ]
    chapters: Annotated[tuple[Chapter, ...], Part("Rules and sequences of both versions.", made=True)]

    def text(self) -> str:
        """Return it to read."""
        from ocppdb.show.compare import text

        return text(self)
