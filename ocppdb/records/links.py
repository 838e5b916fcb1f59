"""Links: what two records have to do with each other."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.common import InVersion, SubjectKind
from ocppdb.records.declare import NUMBERED, Column, Key, Part, noun
from ocppdb.records.subjects import Subject

__all__ = ["BACKWARDS", "Link", "Relation"]

Relation = Literal[
    "same-as",
    "overtaken-by",
    "changed-by",
    "open-point",
    "settled-by",
    "exception-to",
    "example-of",
    "continues-in",
]
BACKWARDS: dict[str, str] = {
    "same-as": "same as",
    "overtaken-by": "overtakes",
    "changed-by": "changes",
    "open-point": "leaves open",
    "settled-by": "settles",
    "exception-to": "has the exception",
    "example-of": "has the example",
    "continues-in": "continues",
}
"""How a relation reads from its other end."""


@noun(
    "links",
    key=NUMBERED,
    list="links",
    identity=(),
    facets=("version", "relation", "from_kind", "to_kind", "origin"),
    keys=(
        Key("from_id", "The first record in the index of names.", "subjects", type=int, indexed=True),
        Key("to_id", "The second.", "subjects", type=int, indexed=True),
    ),
    written={
        "from": Annotated[Subject, Part("The record that says it of the other.")],
        "to": Annotated[Subject, Part("The other record.")],
    },
)
class Link(NamedTuple):
    """What one record has to do with another."""

    version: InVersion
    from_kind: Annotated[SubjectKind, Column("Kind of the first record.", made=True)]
    from_name: Annotated[str, Column("Name of the first record.", made=True)]
    relation: Annotated[
        Relation,
        "same-as, overtaken-by (a later text), changed-by (an erratum), open-point (what it leaves open), settled-by, exception-to, "
        "example-of (a sequence that shows it) or continues-in (what follows).",
    ]
    to_version: Annotated[
        str,
        Column(
            "Version of the second record: another one where a rule was carried over from it.", references="versions", made=True
        ),
    ]
    to_kind: Annotated[SubjectKind, Column("Kind of the second record.", made=True)]
    to_name: Annotated[str, Column("Name of the second record.", made=True)]
    origin: Annotated[
        Literal["written", "derived"],
        Column(
            "written by hand, or derived: both rest on the same requirement, one names the other, or was carried over from it.",
            made=True,
        ),
    ]
    note: Annotated[str | None, "What is to be known of it."]
