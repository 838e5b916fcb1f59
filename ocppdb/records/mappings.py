"""Mappings: what a thing of one version has become in another."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.common import Section, Source, SubjectKind, Trust
from ocppdb.records.declare import NUMBERED, Column, Key, Part, noun

__all__ = ["Mapping", "MappingRelation", "WrittenEnd"]

MappingRelation = Literal["same", "renamed", "moved", "split", "merged", "changed-meaning", "gone", "new"]


class WrittenEnd(NamedTuple):
    """A thing of one of the two versions; several, where all of them are gone or all are new."""

    kind: Annotated[SubjectKind, "Kind of the thing."]
    name: Annotated[str | None, "Its name."]
    names: Annotated[tuple[str, ...], Part("The names of several that are gone, or new.", wanted=False)]


@noun(
    "mappings",
    key=NUMBERED,
    list="mappings",
    identity=(),
    facets=("from_version", "to_version", "relation", "from_kind", "to_kind", "origin"),
    keys=(
        Key("from_id", "The thing of the first version in the index of names.", "subjects", optional=True, type=int),
        Key("to_id", "That of the second.", "subjects", optional=True, type=int),
    ),
    told={"from": "The version that the first things are of.", "to": "The version that the second things are of."},
    written={
        "from": Annotated[WrittenEnd | None, Part("What it was; absent for what is new.", wanted=False)],
        "to": Annotated[WrittenEnd | None, Part("What it has become; absent for what is gone.", wanted=False)],
    },
)
class Mapping(NamedTuple):
    """What a thing of one version has become in another, or that it has no counterpart there: one row a pair."""

    from_version: Annotated[str, Column("The first version.", references="versions", made=True)]
    from_kind: Annotated[SubjectKind | None, Column("Kind of the thing there; empty for what is new.", made=True)]
    from_name: Annotated[str | None, Column("Its name there; empty for what is new.", indexed=True, made=True)]
    relation: Annotated[
        MappingRelation,
        "same (name and meaning), renamed, moved (to another message, type or mechanism), split (one of several), merged (several into "
        "one), changed-meaning (the name stays, the behaviour differs), gone or new.",
    ]
    to_version: Annotated[str, Column("The second version.", references="versions", made=True)]
    to_kind: Annotated[SubjectKind | None, Column("Kind of the thing there; empty for what is gone.", made=True)]
    to_name: Annotated[str | None, Column("Its name there; empty for what is gone.", indexed=True, made=True)]
    origin: Annotated[
        Literal["written", "derived"],
        Column(
            "written by hand, or derived: of a part from the whole, of a place in a payload from the field there.", made=True
        ),
    ]
    note: Annotated[str | None, "What changes in behaviour."]
    source: Source
    section: Section
    confidence: Trust
