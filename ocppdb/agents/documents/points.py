"""The parts of a document that show sequences, and points that are open or settled."""

import re
from collections.abc import Iterator
from typing import Any

from ocppdb.agents.documents.markdown import cell, heading, table
from ocppdb.agents.documents.page import Page
from ocppdb.records.documents import DocumentPart
from ocppdb.records.points import Escalation, Settled
from ocppdb.records.sequences import Sequence

__all__ = ["escalated", "open_points", "sequences", "settled", "titles"]

FLOWS = {"concepts", "sequences", "open"}
"""The parts of a document that shows flows alone; of the open points it has those on which a flow takes a side."""
SIDES = (
    "SELECT DISTINCT open_point FROM sequence_steps JOIN sequences ON sequences.id = sequence_steps.sequence "
    "WHERE sequences.version = ?1 AND open_point IS NOT NULL AND (group_name = ?2 OR use_case = ?2)"
)


def _points(page: Page, part: DocumentPart, status: str) -> list[str]:
    """The ids of the points of some groups, or about some things and what belongs to them."""
    sql = (
        "SELECT id FROM points WHERE version = ?1 AND status = ?2 AND ("
        "EXISTS (SELECT 1 FROM point_groups WHERE point = points.id AND group_name = ?3) OR EXISTS (SELECT 1 FROM point_subjects "
        "WHERE point = points.id AND (subject = ?3 OR instr(subject, ?3 || '.') = 1))) ORDER BY rowid"
    )
    found = (row["id"] for of in part.of for row in page.rows(sql, page.id, status, of))
    return list(dict.fromkeys(found))


def _open(page: Page, part: DocumentPart) -> list[str]:
    """The ids of the open points of a part; in a document of flows only those on which one of them takes a side."""
    if any(each.shows not in FLOWS for each in page.document.parts):
        return _points(page, part, "open")
    blocks = [of for each in page.document.parts if each.shows == "sequences" for of in each.of]
    sides = {row["open_point"] for of in blocks for row in page.rows(SIDES, page.id, of)}
    return [
        row["id"] for row in page.rows("SELECT id FROM points WHERE version = ? ORDER BY rowid", page.id) if row["id"] in sides
    ]


def titles(page: Page) -> dict[str, str]:
    """Return the titles of the open points that a document has, by their ids."""
    known = {row["id"]: row["title"] for row in page.rows("SELECT id, title FROM points WHERE version = ?", page.id)}
    return {id_: known[id_] for part in page.document.parts if part.shows == "open" for id_ in _open(page, part)}


def open_points(page: Page, part: DocumentPart) -> Iterator[str]:
    """Each open point as a marker, with its options."""
    ids = _open(page, part)
    if not ids:
        yield from (_none(page, "open"), "")
        return
    yield from (
        "Where the mode is strict, stop and ask. Where it is pragmatic, take the option marked as default, and say so.",
        "",
    )
    for id_ in ids:
        yield from escalated(page, page.db.escalation(id_))


def escalated(page: Page, point: Escalation) -> Iterator[str]:
    """Yield an open point in the form that readers look for."""
    yield from heading(3, point.title)
    yield f"> **ESCALATE: {point.category}** {cell(point.ambiguity)}"
    yield ">"
    yield f"> {cell(point.question)}"
    yield ">"
    for number, option in enumerate(point.options, 1):
        default = " **(default)**" if option.pragmatic else ""
        reason = f" {cell(option.reason)}" if option.reason else ""
        yield f"> {number}. {cell(option.label)}{default}: {cell(option.consequence)}{reason}"
    yield ">"
    yield f"> Why it matters: {cell(point.why)}"
    yield ">"
    yield f"> `{point.id}`. {_evidence(page, point)}"
    yield ""


def _evidence(page: Page, point: Escalation | Settled) -> str:
    ours = " Our reading." if point.confidence == "interpretation" else ""
    return "[" + "; ".join(page.place(each.source, each.section) for each in point.evidence) + "]" + ours


def settled(page: Page, part: DocumentPart) -> Iterator[str]:
    """Points that are often believed open, or got wrong, and what settles them."""
    ids = _points(page, part, "settled")
    if not ids:
        yield from (_none(page, "settled"), "")
    found = [page.db.settled_point(id_) for id_ in ids]
    yield from table(
        ("Point", "Often believed", "What holds", "Where"),
        ((each.title, each.belief, each.answer, _evidence(page, each)) for each in found),
    )


def _none(page: Page, status: str) -> str:
    return page.version.how_far() or f"No point is recorded as {status} here."


def sequences(page: Page, part: DocumentPart) -> Iterator[str]:
    """Flows as diagrams, by use case; what each rests on."""
    sql = "SELECT id, use_case FROM sequences WHERE version = ?1 AND (group_name = ?2 OR use_case = ?2) ORDER BY kind != 'main', id"
    rows = [row for of in part.of for row in sorted(page.rows(sql, page.id, of), key=_numbered)]
    titles = {row["id"]: row["title"] for row in page.rows("SELECT id, title FROM use_cases WHERE version = ?", page.id)}
    for case in dict.fromkeys(row["use_case"] for row in rows):
        yield from heading(3, f"{case} {titles.get(case, '')}".strip())
        for row in rows:
            if row["use_case"] == case:
                yield from _sequence(page, page.db.sequence(row["id"]))


def _numbered(row: dict[str, Any]) -> list[tuple[int, str]]:
    """A use case as its numbers and words, so that 4.10 comes after 4.9."""
    return [(int(part or 0), word) for word, part in re.findall(r"(\D+)|(\d+)", row["use_case"])]


def _sequence(page: Page, sequence: Sequence) -> Iterator[str]:
    from ocppdb.show.diagram import mermaid

    yield from heading(4, sequence.title)
    kind = "" if sequence.kind == "main" else f" ({sequence.kind})"
    yield f"{sequence.summary}{kind} [{page.cite(sequence)}]"
    yield ""
    yield from (f"- Before: {each}" for each in sequence.preconditions)
    yield from (f"- After: {each}" for each in sequence.postconditions)
    yield ""
    yield from ("```mermaid", mermaid(sequence).rstrip(), "```", "")
    if sequence.note:
        yield from (f"> {sequence.note}", "")
    rests = list(dict.fromkeys(each for step in sequence.steps for each in step.requirements))
    sides = list(dict.fromkeys(step.open_point for step in sequence.steps if step.open_point))
    said = [f"Demanded by {', '.join(rests)}." if rests else ""]
    said += [f"Takes a side on the open point {', '.join(map(page.point, sides))}." if sides else ""]
    said += [f"`{sequence.id}`"]
    yield from (" ".join(each for each in said if each), "")
