"""Answers about projects, as text."""

from collections.abc import Iterator

from ocppdb.records.decisions import Decision, Decisions
from ocppdb.records.projects import Clue, Detection

__all__ = ["clue", "decision", "decisions", "detection", "speaks"]


def speaks(said: tuple[tuple[str, ...], ...]) -> str:
    """Return the versions that are spoken in words: `1.6 and 2.0.1`, `2.0.1 or 2.1`; `unclear` where none is known."""
    if not said:
        return "unclear"
    several = [" or ".join(group) for group in said]
    return " and ".join(f"({each})" if " or " in each and len(several) > 1 else each for each in several)


def detection(found: Detection, evidence: int = 8) -> str:
    """Return a Detection in words, with so many pieces of its evidence."""
    return "\n".join(_lines(found, evidence))


def clue(each: Clue) -> str:
    """Return a Clue in one line: where, for what, what was seen and why."""
    place = f"{each.file}:{each.line}" if each.file is not None else f"line {each.line}"
    return f"{place}: {' or '.join(each.speaks_for)}: {each.seen} ({each.why})"


def _lines(found: Detection, evidence: int) -> Iterator[str]:
    said = f"OCPP {speaks(found.speaks)}, {found.sure}" if found.speaks else "unclear: nothing here tells a version of OCPP"
    yield said
    if found.ask:
        yield f"Ask: {found.ask}"
    if found.assumed:
        yield f"Where no answer can be had, assume {found.assumed}, and say so."
    if found.not_covered:
        yield f"Not covered: {', '.join(found.not_covered)}"
    if found.relatives:
        yield f"Not OCPP: {', '.join(found.relatives)}"
    if len(found.speaks) > 1 and found.files:
        yield from _by_version(found)
    shown = found.evidence[:evidence]
    yield from (f"  {clue(each)}" for each in shown)
    if len(found.evidence) > len(shown):
        yield f"  and {len(found.evidence) - len(shown)} more"
    if found.read or found.left:
        left = ", ".join(f"{count} {why}" for why, count in found.left.items())
        yield f"{found.read} file{'' if found.read == 1 else 's'} read" + (f"; left: {left}" if left else "")


def _by_version(found: Detection) -> Iterator[str]:
    """Yield which files speak which versions, for a project that speaks several."""
    by: dict[str, list[str]] = {}
    for each in found.files:
        by.setdefault(speaks(each.speaks), []).append(each.file)
    for said, files in sorted(by.items()):
        left = f" and {len(files) - 3} more" if len(files) > 3 else ""
        yield f"  OCPP {said}: {', '.join(files[:3])}{left}"


STATES = {
    "changed": "the record has changed since: look at it again",
    "settled": "the specification settles it: ocppdb escalation {id}",
    "unknown": "there is no such point",
}


def decision(made: Decision) -> str:
    """Return a Decision in one line: what, why, who, when, and where it holds."""
    what = made.answer or f"option {made.option}"
    where = f" (for {made.scope})" if str(made.scope) else ""
    stale = f" But {STATES[made.state].format(id=made.id)}." if made.state != "valid" else ""
    return f"{what.rstrip('.')}{where}: {made.why.rstrip('.')}. Decided by {made.by} on {made.date}, {made.file}:{made.line}.{stale}"


def decisions(found: Decisions) -> str:
    """Return what a project has decided and left open."""
    return "\n".join(_chapters(found))


def _chapters(found: Decisions) -> Iterator[str]:
    yield f"{found.file or 'no file of decisions'}; open points of OCPP {' and '.join(found.versions)} that the code touches:"
    yield f"Decided: {len(found.answered)}"
    yield from (f"  {each.id}: {decision(each)}" for each in found.answered)
    yield f"Not decided: {len(found.unanswered)}"
    yield from (f"  {id}: {question}" for id, question in found.unanswered)
    if found.stale:
        yield f"To be looked at again: {len(found.stale)}"
        yield from (f"  {each.id}: {decision(each)}" for each in found.stale)
    if found.unused:
        yield f"On points that the code does not touch: {len(found.unused)}"
        yield from (f"  {each.id}: {decision(each)}" for each in found.unused)
