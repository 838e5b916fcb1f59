"""What stands behind a name: the answer of the API, and the text that shows it. One place for all faces."""

from typing import Any

from ocppdb.query import Database
from ocppdb.records.subjects import Hit
from ocppdb.show import text

__all__ = ["answer"]


def answer(db: Database, hit: Hit, full: bool = False) -> tuple[Any, str]:
    """Return the answer behind a Hit as plain data, and the text that shows it; `full` tells what each field holds."""
    if hit.kind == "message":
        message = db.message(hit.name, hit.version)
        return text.plain(message), text.message(message, full)
    if hit.kind == "sequence":
        sequence = db.sequence(hit.name)
        return text.plain(sequence), sequence.text()
    if hit.kind == "escalation":
        point = db.escalation(hit.name)
        return text.plain(point), point.answer()
    if hit.kind == "settled":
        settled = db.settled_point(hit.name)
        return text.plain(settled), text.settled(settled)
    row = db.row(hit)
    if hit.kind == "type" and row["category"] == "enumeration":
        enumeration = db.enum(hit.name, hit.version)
        return text.plain(enumeration), text.enumeration(enumeration)
    if hit.kind == "type":
        data_type = db.data_type(hit.name, hit.version)
        return text.plain(data_type), text.payload_type(data_type, full)
    if hit.kind == "component":
        component = db.component(hit.name, hit.version)
        return text.plain(component), "\n".join([text.facts(hit, row), *map(text.variable, component.variables)])
    return {"kind": hit.kind, "name": hit.name} | row, text.facts(hit, row)
