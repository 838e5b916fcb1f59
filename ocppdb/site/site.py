"""A site: a database, where its pages lie, and how what it says becomes HTML with links."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from ocppdb.query import Database
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import address
from ocppdb.site.known import Known

__all__ = ["STATIC", "Site"]

STATIC = "/-/static-plugins/ocppdb/"
"""Where the style and the script of the pages are; `link` may put them elsewhere."""
SPOKEN_OF = ("message", "config-key", "type", "component", "variable", "enum-value", "field", "requirement")
"""Kinds whose names are known in the middle of a text."""
SECTIONS = ("requirement", "use-case", "test-case")
"""Kinds whose names are places in a document as well."""
NAME_IN_TEXT = re.compile(
    r"\b[A-S]\d\d\.FR\.\d+\b|\b[A-Z]\w*(?:\[\w*\])?(?:\.\w+(?:\[\w*\])?)+|\b[A-Z][A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*\b"
)
"""What looks like a name rather than a word: a requirement's id, something with points, or with a capital inside."""
ENDINGS = re.compile(r"(\.req|\.conf|Request|Response)$")


def _same(path: str) -> str:
    return path


def _attribute(record: Any, name: str) -> Any:
    return getattr(record, name, None)


@dataclass(frozen=True)
class Site:
    """A database as pages. The links of a page are made by `link`, so that a server and plain files can have the same pages."""

    known: Known
    link: Callable[[str], str] = _same
    """Makes of an address what a page writes into a link."""
    row: Callable[[str], str] | None = None
    """Makes of a location (table and id) the address of the row for those who ask in SQL; None where nobody answers SQL."""
    tables: str | None = None
    """The address of the tables, or None."""
    told_in_lists: frozenset[str] = frozenset()
    """Kinds whose things have no page of their own: the list of all of them tells each in full."""

    @property
    def db(self) -> Database:
        """The database."""
        return self.known.db

    @property
    def served(self) -> bool:
        """Whether somebody answers questions, so that lists can be narrowed down."""
        return self.row is not None

    def href(self, hit: Hit) -> str:
        """Return the link to the page of a Hit."""
        return self.link(address(hit.version, hit.kind, hit.name))

    def named(self, version: str | None, kind: str, name: object, words: object = None, otherwise: str | None = None) -> Markup:
        """Return a name as a link to its page, or as text where it has none; `words` are what is shown in its place.

        `otherwise` is another name of the same thing, for where the first has no page.
        """
        shown = name if words is None else words
        named, names = self.known.addresses.named, [str(name), *([otherwise] if otherwise else [])]
        hit = next((hit for each in names for of in (version, None) if (hit := named(of, kind, each))), None)
        return Markup('<a href="{}">{}</a>').format(self.href(hit), shown) if hit else Markup("{}").format(shown)

    def prose(self, text: str | None, version: str | None, here: str = "") -> Markup:
        """Return a text in which every name that is known in a version is a link, but for the one whose page this is."""
        parts: list[Markup] = []
        end = 0
        for match in NAME_IN_TEXT.finditer(text or ""):
            hit = self._spoken_of(version, match[0])
            if hit is not None and hit.name != here:
                parts += [
                    escape((text or "")[end : match.start()]),
                    Markup('<a href="{}">{}</a>').format(self.href(hit), match[0]),
                ]
                end = match.end()
        return Markup("").join([*parts, escape((text or "")[end:])])

    def _spoken_of(self, version: str | None, name: str) -> Hit | None:
        for each in dict.fromkeys((name, ENDINGS.sub("", name))):
            for kind in SPOKEN_OF:
                hit = self.known.addresses.named(version, kind, each)
                if hit is not None:
                    return hit
        return None

    def cited(self, version: str | None, source: str | None, section: str | None, confidence: str | None) -> Markup:
        """Return a citation: the document, the place in it, and how far it can be trusted."""
        if not source:
            return Markup("")
        kinds = [kind for kind in SECTIONS if self.known.addresses.named(version, kind, section or "")]
        place = Markup(", {}").format(self.named(version, kinds[0] if kinds else "", section)) if section else Markup("")
        trust = Markup(' <span class="trust {0}">{0}</span>').format(confidence) if confidence else Markup("")
        return Markup('<span class="cited">{}{}{}</span>').format(self.named(None, "source", source), place, trust)

    def citation(self, record: Any, version: str | None = None) -> Markup:
        """Return the citation of any record or row that has source, section and confidence."""
        read: Callable[[str], Any] = record.get if isinstance(record, dict) else partial(_attribute, record)
        return self.cited(version or read("version"), read("source"), read("section"), read("confidence"))
