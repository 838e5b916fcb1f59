"""Decisions of a project: its file read and written, and the open points that its code touches."""

import datetime
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ocppdb.errors import DecisionError, NotFound
from ocppdb.files import told
from ocppdb.projects.place import folders_up
from ocppdb.projects.touched import Touched, touched_by
from ocppdb.projects.tree import walk
from ocppdb.query.detect import detect_files
from ocppdb.query.names import find, versions
from ocppdb.query.points import escalation, recorded
from ocppdb.query.reader import Reader
from ocppdb.query.vocabulary import vocabulary
from ocppdb.records.decisions import Decision, Decisions, Scope, State
from ocppdb.records.points import Escalation

__all__ = ["FILE", "answered", "decide", "decided", "decisions", "fingerprint", "found_decisions"]

FILE = "ocpp-decisions.yml"
HEAD = (
    "# What this project has decided where OCPP leaves a point open: written by `ocppdb decide`, read by `ocppdb decisions`.\n"
    "decisions:\n"
)


def fingerprint(point: Escalation) -> str:
    """Return the fingerprint of what a decision answers: the question of a record, what is open, and its options."""
    said = [
        point.id,
        point.category,
        point.ambiguity,
        point.question,
        [[each.label, each.consequence] for each in point.options],
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


def found_decisions(reader: Reader, project: str | os.PathLike[str]) -> tuple[str | None, tuple[Decision, ...]]:
    """Return the file of decisions of a project, in its folder or one above it, and what it says. Raises DecisionError."""
    for folder in folders_up(project):
        path = os.path.join(folder, FILE)
        if os.path.lexists(path):
            return path, tuple(_with_state(reader, each) for each in _read(path))
    return None, ()


def decided(reader: Reader, points: Iterable[Escalation], project: str | os.PathLike[str]) -> list[Escalation]:
    """Return escalations with the decisions that a project has made on them. Raises DecisionError."""
    _, made = found_decisions(reader, project)
    return _with_decisions(points, made)


def answered(reader: Reader, ids: Iterable[str], project: str | os.PathLike[str]) -> list[Escalation]:
    """Return the escalations among some ids that a project has answered, with its decisions. Raises DecisionError."""
    _, made = found_decisions(reader, project)
    about = {each.id for each in made}
    points = _with_decisions((escalation(reader, id) for id in ids if id in about), made)
    return [point for point in points if point.answered_by]


def _with_decisions(points: Iterable[Escalation], made: tuple[Decision, ...]) -> list[Escalation]:
    return [point._replace(decisions=tuple(each for each in made if each.id == point.id)) for point in points]


def decisions(reader: Reader, project: str | os.PathLike[str], version: str | None = None) -> Decisions:
    """Return the Decisions of a project, on the open points of the version that it speaks or that is asked for; see `Database.decisions`."""
    file, made = found_decisions(reader, project)
    asked = (version,) if version else detect_files(reader, [os.fspath(project)]).versions
    asked = asked or tuple(each.id for each in versions(reader).values() if each.assumed)
    touched = touched_by((each.text for each in walk(os.fspath(project), Counter())), vocabulary(reader))
    points = [point for point in recorded(reader, asked) if _touches(point, touched)]
    ids = {point.id for point in points}
    valid = [each for each in made if each.state == "valid"]
    answered = {each.id for each in valid}
    return Decisions(
        file,
        asked,
        tuple(each for each in valid if each.id in ids),
        tuple((point.id, point.question) for point in points if point.id not in answered),
        tuple(each for each in made if each.state != "valid"),
        tuple(each for each in valid if each.id not in ids),
    )


def decide(
    reader: Reader,
    id: str,
    *,
    project: str | os.PathLike[str] = ".",
    option: int | None = None,
    answer: str | None = None,
    why: str,
    by: str,
    date: str | None = None,
    scope: Scope = Scope(),  # noqa: B008 - it cannot be changed
) -> Decision:
    """Write a decision into the file of a project, which is made where there is none, and return it; see `Database.decide`."""
    point = escalation(reader, id)
    if (option is None) == (answer is None):
        raise DecisionError(f"{point.id}: name either one of its options or an answer in your own words")
    if option is not None and not 1 <= option <= len(point.options):
        raise DecisionError(f"{point.id} has no option {option}; it has {', '.join(_numbered(point))}")
    if not why.strip() or not by.strip():
        raise DecisionError(f"{point.id}: a decision says why, and who decided")
    date = date or datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        raise DecisionError(f"{point.id}: expected a date such as 2026-05-01, found {told(date, 40)!r}")
    path, made = found_decisions(reader, project)
    path = path or os.path.join(folders_up(project)[-1], FILE)
    for each in made:
        if each.id == point.id and each.scope == scope:
            raise DecisionError(f"{path}:{each.line}: {point.id} is decided there for the same scope. Change that entry.")
    new = Decision(point.id, option, answer, why, by, date, fingerprint(point), scope)
    _write(path, new)
    return next(each for each in found_decisions(reader, project)[1] if each.id == point.id and each.scope == scope)


def _numbered(point: Escalation) -> list[str]:
    return [f"{number} ({option.label})" for number, option in enumerate(point.options, 1)]


def _read(path: str) -> list[Decision]:
    """The decisions of a file. Raises DecisionError with every problem at its line."""
    from ocppdb.build.decisions import read_decisions

    return [
        Decision(
            **{key: value for key, value in each.items() if key not in ("scope", "option", "answer")},
            option=each.get("option"),
            answer=each.get("answer"),
            scope=Scope(**each.get("scope", {})),
            file=os.path.basename(path),
            line=each.first_line,
        )
        for each in read_decisions(Path(path))
    ]


def _with_state(reader: Reader, made: Decision) -> Decision:
    try:
        point = escalation(reader, made.id)
    except NotFound:
        state: State = "settled" if find(reader, made.id, kind="settled") else "unknown"
        return made._replace(state=state)
    state = "valid" if made.record == fingerprint(point) else "changed"
    if made.option is not None and 1 <= made.option <= len(point.options) and state == "valid":
        made = made._replace(answer=point.options[made.option - 1].label)
    return made._replace(id=point.id, state=state)


def _write(path: str, new: Decision) -> None:
    """Add an entry at the end of a file; what is there stays as it is."""
    from ocppdb.build.decisions import written

    old = Path(path).read_text(encoding="utf-8") if os.path.lexists(path) else HEAD
    old = re.sub(r"(?m)^decisions:\s*\[\s*\]\s*$", "decisions:", old)
    Path(path).write_text(f"{old.rstrip()}\n{written(_entry(new))}", encoding="utf-8")


def _entry(new: Decision) -> dict[str, Any]:
    entry = {
        key: value
        for key, value in new._asdict().items()
        if value is not None and key not in ("scope", "file", "line", "state")
    }
    scope = {key: value for key, value in new.scope._asdict().items() if value}
    return entry | ({"scope": scope} if scope else {})


def _touches(point: Escalation, touched: Touched) -> bool:
    return any(touched.has(subject.kind, subject.name) for subject in point.subjects)
