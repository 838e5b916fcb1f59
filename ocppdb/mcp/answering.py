"""A call of a tool, from its name and arguments to its answer as plain data: what the server sends, whatever carries it."""

from collections.abc import Mapping
from typing import Any

from ocppdb.agents.mode import escalation_mode
from ocppdb.errors import NotFound, OcppdbError, nearest_of
from ocppdb.files import told
from ocppdb.mcp import more
from ocppdb.mcp.answers import Answer, DecidedPoint, OpenPoint, plain
from ocppdb.mcp.arguments import Refused, accepted
from ocppdb.mcp.pages import MOST, page
from ocppdb.mcp.tools import TOOLS, Asked
from ocppdb.query import Database

__all__ = ["answer", "more", "refusal"]

STRICT = (
    "STOP AND ASK. The specification leaves open what is listed here. Put each question to the developer, with its options, and write no "
    "code that depends on it before it is answered. Pick no default."
)
PRAGMATIC = (
    "The specification leaves open what is listed here. For each, take the marked default, and leave the comment that `escalations` gives "
    "where the code decides it; tell the developer which."
)


def answer(db: Database, name: str, arguments: Mapping[str, Any], project: str) -> dict[str, Any]:
    """Return the Answer of a tool as plain data. Raises Refused for a call that is wrong, NotFound for what is not in the database."""
    if name not in TOOLS:
        near = nearest_of(name, list(TOOLS))
        raise Refused(f"there is no tool {told(name, 60)!r}; there are {', '.join(near or TOOLS)}")
    tool = TOOLS[name]
    asked = Asked(db, project, escalation_mode(project))
    given = accepted(name, tool.call, arguments)
    found = tool.call(asked, **given)
    items, total, following = page(found.items, given.get("cursor"), found.form)
    mode = given.get("mode") or asked.mode.mode
    versions = tuple(dict.fromkeys(each for each in found.versions if each))
    applying = list(dict.fromkeys(found.open))
    answered = db.answered(applying, project)
    made = {each.id for each in answered}
    points = [id for id in applying if id not in made]
    shown = tuple(_open(db, id) for id in points[: found.most_open])
    decided = tuple(DecidedPoint(each.id, each.answer(mode)) for each in answered) if found.most_open else ()
    notes = (*found.notes, *_how_far(db, versions), *_more_open(len(points), len(shown), found.most_open), *_uncounted(total))
    whole = Answer(
        versions=versions,
        assumed=found.assumed,
        mode=mode,
        instruction=(STRICT if mode == "strict" else PRAGMATIC) if points else None,
        open=shown,
        decided=decided,
        notes=notes,
        head=found.head,
        items=tuple(items),
        total=total,
        next=following,
    )
    always = {"versions": list(versions), "assumed": found.assumed, "items": items, "total": total}
    told_of: dict[str, Any] = plain(whole._replace(items=()))
    return told_of | always


def refusal(error: OcppdbError) -> str:
    """Return what an agent is told in place of an answer: that a thing is not in the database, or what was wrong with the call."""
    if isinstance(error, NotFound):
        return f"Not in the database: {error}. Do not guess; say so, or ask for one of the nearest names."
    return str(error)


def _open(db: Database, id: str) -> OpenPoint:
    point = db.escalation(id)
    return OpenPoint(point.id, point.category, point.question)


def _how_far(db: Database, versions: tuple[str, ...]) -> list[str]:
    return [said for each in versions if (said := db.version(each).how_far())]


def _more_open(number: int, shown: int, most: int) -> list[str]:
    return [f"{number - shown} more open points apply: ask `escalations`"] if most and number > shown else []


def _uncounted(total: int) -> list[str]:
    return [f"there may be more than {MOST:,} items; ask for fewer"] if total == MOST else []
