"""Versions of OCPP, how far each goes here, and how its schema files are found."""

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple, get_args

from ocppdb.records.common import InVersion, Section, Source
from ocppdb.records.declare import Column, Part, noun

__all__ = ["Stage", "Version", "VersionWord", "listed"]

Stage = Literal["structure", "descriptions", "lists", "rules", "sequences", "points", "examples"]
"""How far a version goes here, stage by stage."""
OURS: Stage = "examples"
"""The stage that no specification has: without it nothing of a version is untold."""


CALLED = {"points": "open and settled points"}
"""What a stage is called in a sentence, where it is not its own name."""
WHOLE: tuple[Stage, ...] = ("rules", "sequences", "points")
"""The stages at which what people ask for is told."""


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return some words, such as stages, as a sentence lists them."""
    *first, end = (CALLED.get(word, word) for word in words)
    return f"{', '.join(first)} {last} {end}" if first else end


ACTION = r"^[^{}]*\{action\}[^{}]*$"


@noun(
    "versions",
    key="id",
    list="version",
    identity=("id",),
    unique=(("slug",),),
    kind="version",
    called="{title}",
    text="summary",
    label="title",
    sort="position",
    written={
        "words": Annotated[tuple[str, ...], Part("How people write the version, in lower case, without `ocpp` before it.")],
        "schema_source": Annotated[str, Column("The document that the schemas are.", references="sources")],
        "schema_folder": Annotated[str, "Folder of the schema files in the distribution that carries them."],
        "schemas_sha256": Annotated[
            str | None, "Hash over names and hashes of the files that were read, to notice when they change."
        ],
        "schema_mark": Annotated[
            str | None, "A text that only the files of this version hold, where another version has files of the same names."
        ],
        "request_file": Annotated[str, Column("Name of the file of a request.", pattern=ACTION)],
        "response_file": Annotated[str, Column("Name of the file of a response.", pattern=ACTION)],
        "one_way_file": Annotated[str | None, Column("Name of the file of a message that has no response.", pattern=ACTION)],
        "request_name": Annotated[str, Column("Name of a request in the specification.", pattern=ACTION)],
        "response_name": Annotated[str, Column("Name of a response in the specification.", pattern=ACTION)],
        "one_way_name": Annotated[str | None, Column("Name of the payload of a message that has no response.", pattern=ACTION)],
        "drafts": Annotated[tuple[str, ...], Part("The drafts of JSON Schema that the files may name.")],
        "status_enumeration": Annotated[str | None, "The enumeration of a connector's status."],
        "carries": Annotated[
            str | None,
            "The version before, whose rules, sequences, points and examples it has as well where it is shown that they hold.",
        ],
        "data_enumeration": Annotated[str | None, "The enumeration of the data types of variables."],
        "every_use_case_is_told": Annotated[bool | None, "Whether each use case must have a sequence, or a reason for none."],
    },
)
class Version(NamedTuple):
    """A version of OCPP."""

    id: Annotated[str, "The version's number."]
    slug: Annotated[str, Column("How ids of this version begin.", made=True)]
    title: Annotated[str, "Name in full."]
    position: Annotated[int, Column("Order of the versions, oldest first.", made=True)]
    assumed: Annotated[bool, "1 for the version that is assumed where none is named."]
    reaches: Annotated[
        tuple[Stage, ...],
        Column(
            "How far it goes here, stage by stage: structure, descriptions, lists, rules, sequences, points, examples.",
            form="lines",
        ),
    ]
    subprotocol: Annotated[str, "Name of the WebSocket subprotocol."]
    summary: Annotated[str, "What it is, in a sentence."]
    source: Source
    section: Section

    @property
    def unreached(self) -> tuple[Stage, ...]:
        """The stages that it does not reach here."""
        return tuple(stage for stage in get_args(Stage) if stage not in (*self.reaches, OURS))

    @property
    def whole(self) -> bool:
        """Whether it is told here as far as people ask."""
        return all(stage in self.reaches for stage in WHOLE)

    def how_far(self) -> str | None:
        """Return a sentence about what is not recorded of it; None where everything is."""
        if not self.unreached:
            return None
        return (
            f"OCPP {self.id} is recorded here as far as {listed(self.reaches)}; "
            f"that no {listed(self.unreached, 'or')} are shown says nothing about them."
        )


@noun("version_words", key="word", hidden=True)
class VersionWord(NamedTuple):
    """A way in which people write a version."""

    word: Annotated[str, "In lower case, without `ocpp` before it."]
    version: InVersion
