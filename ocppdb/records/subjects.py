"""What records are about, and the index of everything that has a name."""

import re
from typing import Annotated, NamedTuple

from ocppdb.records.common import InVersion, SubjectKind
from ocppdb.records.declare import Column, Key, Part, noun, written_list

__all__ = ["About", "Hit", "Subject", "Synonym", "WrittenSynonyms", "plain", "words"]


class Subject(NamedTuple):
    """What a record is about: a thing of its version that has a name."""

    version: InVersion
    kind: Annotated[SubjectKind, "Kind of the subject."]
    name: Annotated[str, Column("Name of the subject.", column="subject")]


@noun(
    "subjects",
    key="id",
    unique=(("name", "kind", "version"),),
    label="name",
    facets=("version", "kind"),
    searched="subjects_fts",
    doc="Everything that can be named, by version, kind and name: the index behind `show` and `search`.",
    keys=(
        Key("id", "Row number.", type=int),
        Key(
            "plain",
            "The last part of the name in small letters and digits alone, by which other spellings are known.",
            indexed=True,
        ),
    ),
)
class Hit(NamedTuple):
    """A subject that was found."""

    version: Annotated[str | None, Column("Version of OCPP, by its id; empty for a source.", references="versions")]
    kind: Annotated[str, "message, field, type, enum-value ..."]
    name: Annotated[str, "Name of that kind, such as BootReasonEnumType.PowerUp."]
    text: Annotated[str | None, "What it says."]
    location: Annotated[str, "Table and id of its row: messages/ocpp201-BootNotification."]


def words(name: str) -> str:
    """Return a name taken apart into words: `UnlockConnector.request.connectorId` -> `Unlock Connector request connector Id`."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", name))


def plain(kind: str, name: str) -> str:
    """Return a name in small letters and digits alone, of a field its last part, of a value or variable what follows its owner."""
    part = name.rpartition(".")[2] if kind == "field" else name.partition(".")[2] or name if kind in OWNED else name
    return re.sub(r"[^a-z0-9]", "", part.lower())


OWNED = ("enum-value", "variable")
"""Kinds whose names begin with that of what they belong to."""


@written_list("synonyms", identity=())
class WrittenSynonyms(NamedTuple):
    """Words of people that mean something which OCPP calls otherwise."""

    words: Annotated[tuple[str, ...], Part("What people say, in small letters.")]
    means: Annotated[tuple[str, ...], Part("Names and words of OCPP.")]


@noun("synonyms", key="word", hidden=True)
class Synonym(NamedTuple):
    """A word or phrase of people, and what OCPP calls it."""

    word: Annotated[str, "What people say, in small letters."]
    means: Annotated[tuple[str, ...], Column("Names and words of OCPP, one to a line.", form="lines")]


@noun("about", key="name", hidden=True)
class About(NamedTuple):
    """What this database was built from."""

    name: Annotated[str, "release, tables, seed_sha256, schemas ..."]
    value: Annotated[str, "Its value."]
