"""What stands behind a name: the answer of the API, and the text that shows it. One place for all faces."""

import textwrap
from collections.abc import Iterator
from typing import Any

from ocppdb.query import Database
from ocppdb.records.subjects import Hit
from ocppdb.show import text

__all__ = ["also_called", "data", "shown"]

NAMED = 8
"""Names of a chapter that are told before the rest is counted."""


def shown(db: Database, hit: Hit, full: bool = False, project: str | None = None) -> str:
    """Return the text that shows the answer behind a Hit; `full` tells what each field holds.

    Of an open point it tells what a `project`, a folder, has decided. It says how far the version goes here, where it is not recorded
    as a whole.
    """
    told = _shown(db, hit, full, project)
    version = db.version(hit.version) if hit.version else None
    how_far = version.how_far() if version and not version.whole else None
    return "\n".join([told, *textwrap.wrap(f"Note: {how_far}", 118)]) if how_far else told


def data(db: Database, hit: Hit, project: str | None = None) -> Any:
    """Return the answer behind a Hit as plain data alone; of an open point with what a `project` has decided."""
    if hit.kind == "message":
        return text.plain(db.message(hit.name, hit.version))
    if hit.kind == "sequence":
        return text.plain(db.sequence(hit.name))
    if hit.kind == "escalation":
        return text.plain(db.escalation(hit.name, project=project))
    if hit.kind == "settled":
        return text.plain(db.settled_point(hit.name))
    if hit.kind == "schedule-example":
        from ocppdb.show import schedules

        example = db.schedule_example(hit.name)
        session = schedules.session(db.negotiated(example))
        return text.plain(example) | {"schedule": schedules.data(db.worked_out(example)), "session": session}
    row = db.row(hit)
    if hit.kind == "type":
        is_enum = row["category"] == "enumeration"
        return text.plain((db.enum if is_enum else db.data_type)(hit.name, hit.version))
    if hit.kind == "component":
        return text.plain(db.component(hit.name, hit.version))
    return {"kind": hit.kind, "name": hit.name} | row


def _shown(db: Database, hit: Hit, full: bool, project: str | None) -> str:
    if hit.kind == "message":
        return text.message(db.message(hit.name, hit.version), full)
    if hit.kind == "sequence":
        return _with_more(db.sequence(hit.name).text(), hit)
    if hit.kind == "escalation":
        return db.escalation(hit.name, project=project).answer()
    if hit.kind == "settled":
        return text.settled(db.settled_point(hit.name))
    if hit.kind == "schedule-example":
        from ocppdb.show import schedules

        return _with_more(schedules.example(db, db.schedule_example(hit.name)), hit)
    row = db.row(hit)
    if hit.kind == "type" and row["category"] == "enumeration":
        return _with_more(text.enumeration(db.enum(hit.name, hit.version)), hit)
    if hit.kind == "type":
        return _with_more(text.payload_type(db.data_type(hit.name, hit.version), full), hit)
    if hit.kind == "component":
        variables = db.component(hit.name, hit.version).variables
        return "\n".join([text.facts(hit, row), *map(text.variable, variables), _more(hit)])
    return "\n".join([text.facts(hit, row), *_further(db, hit)])


def also_called(name: str, hits: list[Hit]) -> Iterator[str]:
    """Yield what else is called by a name, so that a short name does not hide another."""
    if hits:
        names = ", ".join(f"{hit.name} ({hit.version})" for hit in hits[:NAMED])
        left = f" and {len(hits) - NAMED} more" if len(hits) > NAMED else ""
        yield "\n".join(
            textwrap.wrap(f"Also called so: {names}{left}; of all: ocppdb about {name!r}", 118, break_on_hyphens=False)
        )


def _further(db: Database, hit: Hit) -> Iterator[str]:
    """Yield what the records around a thing are called, and where to read them."""
    dossier = db.about(hit.name, hit.version, kind=hit.kind, limit=NAMED)
    for chapter in dossier.chapters[1:]:
        names = dict.fromkeys(item.name for item in chapter.items)
        left = chapter.total - len(chapter.items)
        line = f"{chapter.title}: {', '.join(names)}" + (f" and {left} more" if left else "")
        yield "\n".join(textwrap.wrap(line, 118, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False))
    yield _more(hit)


def _with_more(shown: str, hit: Hit) -> str:
    return f"{shown}\n\n{_more(hit)}"


def _more(hit: Hit) -> str:
    return f"More: ocppdb about {hit.name}" + (f" --version {hit.version}" if hit.version else "")
