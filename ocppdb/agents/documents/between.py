"""The parts of a document about two versions: what has become of things, and what changed."""

from collections.abc import Iterator
from typing import Any

from ocppdb.agents.documents.markdown import code, heading, table
from ocppdb.agents.documents.page import Page
from ocppdb.records.documents import DocumentPart
from ocppdb.show.changes import title

__all__ = ["changes", "mappings", "successors"]

MAPPED = {
    "message": "Messages",
    "group": "Feature profiles and functional blocks",
    "role": "Roles",
    "device-level": "Device model",
    "state": "States",
    "frame": "Frames",
    "error-code": "Error codes",
    "config-key": "Configuration keys",
    "security-event": "Security events",
    "term": "Terms",
    "measurand": "Measurands",
    "unit": "Units",
}
"""The kinds of things whose mappings are told here; those of fields and values are asked with `ocppdb compare`."""


ASPECTS = {
    "max_length": "longest text",
    "min_items": "fewest entries",
    "max_items": "most entries",
    "opened": "a list of values, now free text",
    "differs": "what is to be done otherwise",
}
"""What has changed of a thing, in words; others by their own."""


def mappings(page: Page, part: DocumentPart) -> Iterator[str]:
    """What each thing of another version has become in this one."""
    for before in part.of:
        for kind, called in MAPPED.items():
            yield from _mapped(page, before, page.id, kind, called)


def successors(page: Page, part: DocumentPart) -> Iterator[str]:
    """What has become of the messages of this version in another."""
    for after in part.of:
        yield from _mapped(page, page.id, after, "message", f"Messages in OCPP {after}")


def _mapped(page: Page, before: str, after: str, kind: str, called: str) -> Iterator[str]:
    sql = (
        "SELECT * FROM mappings WHERE from_version = ? AND to_version = ? AND origin = 'written' "
        "AND coalesce(from_kind, to_kind) = ? ORDER BY from_name IS NULL, rowid"
    )
    kept = [row for row in page.rows(sql, before, after, kind) if row["relation"] != "same" or row["note"]]
    if kept:
        yield from heading(3, called)
        yield from table(
            (f"OCPP {before}", "Relation", f"OCPP {after}", "What changes", "Where"),
            ((code(row["from_name"]), row["relation"], code(row["to_name"]), row["note"], page.cite(row)) for row in kept),
        )


def changes(page: Page, part: DocumentPart) -> Iterator[str]:
    """What is new, gone or changed since another version: of some groups, or of all, where rules are only counted; so are requirements."""
    before, *groups = part.of
    found = page.db.changes(before, page.id)
    counted = {
        kind: ", ".join(f"{number} {change}" for change, number in sorted(by.items())) for kind, by in found.counts().items()
    }
    if not groups:
        yield from ("Computed from the tables of both versions.", "")
        yield from table(("Kind", "How many"), counted.items())
    counted_only = ("requirement",) if groups else ("requirement", "rule")
    kept = [each for each in found.changes if each.kind not in counted_only and (not groups or each.group in groups)]
    by: dict[str, list[Any]] = {}
    for each in kept:
        by.setdefault(each.kind, []).append(each)
    titles = {row["id"]: row["title"] for row in page.rows("SELECT id, title FROM use_cases WHERE version = ?", page.id)}
    for kind, several in by.items():
        yield from heading(3, f"What changed in {title(kind).lower()}")
        told = [each for each in several if each.aspect or each.before or each.after]
        for change in dict.fromkeys(each.change for each in several):
            names = [
                f"{code(each.name)} {titles.get(each.name, '')}".strip()
                for each in several
                if each.change == change and each not in told
            ]
            yield from (f"{change.capitalize()}: {', '.join(names)}.", "") if names else ()
        yield from table(
            ("", "Name", "What", "Before", "After"),
            ((each.change, code(each.name), _aspect(each.aspect), each.before, each.after) for each in told),
        )
    if not kept:
        yield from ("Nothing here has changed in structure.", "")
    yield from (f"Computed by comparing the schemas and lists of OCPP {before} and {page.id} as they are recorded here.", "")


def _aspect(aspect: str | None) -> str:
    return ASPECTS.get(aspect or "", (aspect or "").replace("_", " "))
