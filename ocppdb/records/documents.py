"""Documents that are written from the database, and the topics that lead to them."""

from typing import Annotated, Literal, NamedTuple, get_args

from ocppdb.records.common import InVersion
from ocppdb.records.declare import Column, Key, Part, noun
from ocppdb.records.subjects import Hit

__all__ = ["SHOWS", "Document", "DocumentPart", "Shows", "Topic"]

Shows = Literal[
    "concepts",
    "messages",
    "quick-reference",
    "types",
    "enumerations",
    "sequences",
    "rules",
    "answers",
    "states",
    "keys",
    "components",
    "use-cases",
    "certification",
    "frames",
    "errors",
    "open",
    "settled",
    "mappings",
    "successors",
    "changes",
    "examples",
    "documents",
    "sources",
    "method",
]
SHOWS = get_args(Shows)


@noun(
    "document_parts",
    keys=(Key("document", "Path of the document.", "documents"), Key("position", "Order, from 1.", type=int)),
    facets=("shows",),
)
class DocumentPart(NamedTuple):
    """A part of a document: records of a kind, below a heading."""

    title: Annotated[str, "Its heading."]
    shows: Annotated[
        Shows, "What it shows: concepts, messages with their fields, sequences, rules, points that are open or settled ..."
    ]
    of: Annotated[
        tuple[str, ...],
        Column(
            "Of what, one to a line: topics of concepts and rules, groups or messages, blocks or use cases of sequences, "
            "components, certification profiles, the other version.",
            form="lines",
            wanted=False,
        ),
    ] = ()


@noun(
    "documents",
    key="path",
    list="documents",
    identity=("path",),
    unique=(),
    label="title",
    facets=("version",),
)
class Document(NamedTuple):
    """A document that is written from the database."""

    version: InVersion
    path: Annotated[str, Column("Where it is among the documents.", pattern=r"^([A-Za-z0-9.-]+/)?[A-Za-z0-9.-]+\.md$")]
    title: Annotated[str, "What it is called."]
    summary: Annotated[str, "What it tells, in a sentence."]
    parts: Annotated[tuple[DocumentPart, ...], Part("Its parts, in order.")] = ()


@noun("topics", list="topics", identity=("name",), label="name", facets=("version",))
class Topic(NamedTuple):
    """A topic that people ask for, and the documents that tell of it."""

    version: InVersion
    name: Annotated[str, Column("What it is called.", pattern=r"^[a-z0-9.-]+$")]
    aliases: Annotated[tuple[str, ...], Column("What else it is called, one to a line.", form="lines", wanted=False)]
    documents: Annotated[tuple[str, ...], Column("Paths of the documents, in the order of reading.", form="lines")]
    asked: Annotated[str, Part("What was asked for.", made=True)] = ""
    assumed: Annotated[bool, Part("Whether no version was asked for, so that this one was assumed.", made=True)] = False
    found: Annotated[
        tuple[Hit, ...], Part("What a search has found, where no topic is called so; the name is then `search`.", made=True)
    ] = ()
