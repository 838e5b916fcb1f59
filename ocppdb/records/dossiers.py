"""A dossier: all that is known about a name or about some words, in the order in which an engineer wants it."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from ocppdb.records.declare import Part
from ocppdb.records.subjects import Hit

__all__ = ["Chapter", "Dossier", "Item"]


class Item(NamedTuple):
    """One thing that is known: a record, or a part of one."""

    version: Annotated[str | None, "Version of OCPP, by its id."]
    kind: Annotated[str, "What it is: field, value, rule, escalation, requirement ..."]
    name: Annotated[str, "Its name, by which it can be asked for."]
    text: Annotated[str, "What it says."]
    detail: Annotated[
        str | None, "Type and limits of a field; who is bound to what by a rule; the answer or the question of a point."
    ]
    source: Annotated[str | None, "The document that states it."]
    section: Annotated[str | None, "Where in the document."]
    confidence: Annotated[str | None, "How far it can be trusted."]


class Chapter(NamedTuple):
    """A part of a dossier."""

    title: Annotated[str, "What its items have in common."]
    items: Annotated[tuple[Item, ...], Part("The first of them, the most to the point first.", made=True)]
    total: Annotated[int, "How many there are in all."]
    more: Annotated[str, "The command that tells them all."]


class Dossier(NamedTuple):
    """All that is known about a name, or about what some words mean."""

    what: Annotated[str, "What was asked for."]
    versions: Annotated[tuple[str, ...], Part("The versions that it speaks of.", made=True)]
    assumed: Annotated[bool, "Whether no version was asked for, so that these were taken."]
    called_so: Annotated[bool, "Whether something has that name; else it was searched as words."]
    subjects: Annotated[tuple[Hit, ...], Part("What it is about.", made=True)]
    chapters: Annotated[tuple[Chapter, ...], Part("What is known, in order.", made=True)]

    def items(self) -> Iterator[Item]:
        """Yield every item, chapter by chapter."""
        for chapter in self.chapters:
            yield from chapter.items

    def text(self, most: int | None = 8000) -> str:
        """Return it to read: at most so many bytes, where `most` is not None."""
        from ocppdb.show.about import text

        return text(self, most)
