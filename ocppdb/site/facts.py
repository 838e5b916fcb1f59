"""The columns of a row as facts to read: what each is called, its value, and a link where the value names something."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup, escape

from ocppdb.records.all import NOUNS
from ocppdb.records.subjects import Hit
from ocppdb.site.site import Site

__all__ = ["LINKED", "facts", "said"]

LINKED: Mapping[str, tuple[str, ...]] = {
    "action": ("message",),
    "also": ("error-code",),
    "block": ("group",),
    "code": ("error-code",),
    "component": ("component",),
    "data_type": ("type", "enum-value"),
    "document": ("source",),
    "enum": ("type",),
    "escalation": ("escalation",),
    "from_status": ("state",),
    "group_name": ("group",),
    "open_point": ("escalation",),
    "owner": ("type",),
    "parent": ("device-level",),
    "profile": ("group",),
    "requirement": ("requirement",),
    "role": ("role",),
    "state": ("state",),
    "to_status": ("state",),
    "unit": ("unit",),
    "use_case": ("use-case",),
    "variable": ("variable",),
    "who": ("role",),
}
"""Columns that name something, and of which kind it may be."""
TOLD_ELSEWHERE = {
    "version",
    "name",
    "title",
    "source",
    "section",
    "confidence",
    "note",
    "position",
    "subject",
    "subject_kind",
}
"""Columns that a page has a place of its own for."""
TEXTS = {"description", "meaning", "summary", "text", "when", "change", "trigger"}
"""Columns that say what the thing is: the page begins with them."""


def facts(site: Site, hit: Hit) -> Iterator[tuple[str, str, Markup]]:
    """Yield of each column of the row behind a Hit that holds something: what it is called, what it means, and its value."""
    table = hit.location.partition("/")[0]
    docs = {column.column: column for column in NOUNS[table].columns}
    for column, value in site.db.row(hit).items():
        told = column in TOLD_ELSEWHERE or str(value) in (hit.name, hit.text)
        if value is not None and value != "" and not told and column in docs:
            yield column.replace("_", " "), docs[column].doc, said(site, hit.version, table, column, value)


def said(site: Site, version: str | None, table: str, column: str, value: Any) -> Markup:
    """Return the value of a column as a reader wants it: yes or no, a link, a text with links, lines as a list."""
    declared = next((each for each in NOUNS[table].columns if each.column == column), None)
    if declared is not None and declared.type is bool:
        return escape("yes" if value else "no")
    if value is None:
        return Markup("")
    if declared is not None and declared.form == "lines":
        lines = [_linked(site, version, column, line) for line in str(value).splitlines()]
        return Markup("<br>").join(lines)
    if str(value).startswith("https://"):
        return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(value)
    return _linked(site, version, column, value)


def _linked(site: Site, version: str | None, column: str, value: Any) -> Markup:
    if column == "block":
        value = site.known.blocks(version).get(str(value), value)
    for kind in LINKED.get(column, ()):
        name = f"DataEnumType.{value}" if kind == "enum-value" else value
        if site.known.addresses.named(version, kind, str(name)) or site.known.addresses.named(None, kind, str(name)):
            return site.named(version, kind, name, value)
    return site.prose(str(value), version)
