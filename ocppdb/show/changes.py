"""What changed between two versions, as lines to read and as Markdown."""

import textwrap
from collections.abc import Iterable, Iterator

from ocppdb.records.changes import Change, Changes

__all__ = ["FOLDED", "line", "markdown", "text", "title"]

WIDTH = 118
MARKS = {"new": "+", "gone": "-", "changed": "~"}
PLURALS = {"enum-value": "values", "use-case": "use cases", "frame": "message types on the wire", "fault": "answers to faults"}
FOLDED = ("enum-value", "requirement", "variable")
"""Kinds that are told many to a line, by what they belong to."""


def text(answer: Changes) -> str:
    """Return the changes as lines: what is counted, then a chapter for each kind."""
    about = f" about {answer.what}" if answer.what else ""
    lines = [f"OCPP {answer.before} to {answer.after}{about}: {_counted(answer) or 'nothing changed'}"]
    for kind, changes in _by_kind(answer.changes):
        lines += ["", title(kind)]
        lines += [wrapped for each in _lines(kind, changes) for wrapped in _wrapped(each)]
    lines += [wrapped for note in answer.notes for wrapped in ("", *_wrapped(f"Note: {note}."))]
    return "\n".join(lines)


def markdown(answer: Changes) -> str:
    """Return the changes as Markdown: a heading and a table for each kind."""
    about = f": {answer.what}" if answer.what else ""
    lines = [f"# From OCPP {answer.before} to {answer.after}{about}", "", f"{_counted(answer) or 'Nothing changed'}."]
    for kind, changes in _by_kind(answer.changes):
        lines += ["", f"## {title(kind)}", "", "| | Name | What | Before | After |", "|---|---|---|---|---|"]
        for each in changes:
            cells = (each.change, f"`{each.name}`", each.aspect or "", _cell(each.before), _cell(each.after))
            lines.append(f"| {' | '.join(cells)} |")
    lines += [line for note in answer.notes for line in ("", f"Note: {note}.")]
    return "\n".join(lines)


def line(change: Change) -> str:
    """Return a change in one line."""
    return f"{MARKS[change.change]} {change.name}" + (f": {change.how}" if change.how else "")


def _counted(answer: Changes) -> str:
    told = []
    for kind, counts in answer.counts().items():
        numbers = ", ".join(f"{counts[change]} {change}" for change in MARKS if change in counts)
        told.append(f"{_plural(kind)} {numbers}")
    return "; ".join(told)


def _by_kind(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    found: dict[str, list[Change]] = {}
    for each in changes:
        found.setdefault(each.kind, []).append(each)
    yield from found.items()


def _lines(kind: str, changes: list[Change]) -> Iterator[str]:
    """A line for each change; what is merely new or gone is told together with its like."""
    folded: dict[tuple[str, str], list[str]] = {}
    for each in changes:
        if kind in FOLDED and (each.change != "changed" or each.aspect == "text"):
            owner, _, rest = each.name.partition(".")
            folded.setdefault((owner, each.change), []).append(rest.removeprefix("FR.") or owner)
        else:
            yield line(each)
    for (owner, change), names in folded.items():
        how = " in other words:" if change == "changed" else ""
        yield f"{MARKS[change]} {owner}{how} {', '.join(names)}" if names != [owner] else f"{MARKS[change]} {owner}{how}"


def title(kind: str) -> str:
    """Return what the things of a kind are called, as a heading begins."""
    return _plural(kind)[0].upper() + _plural(kind)[1:]


def _plural(kind: str) -> str:
    return PLURALS.get(kind, f"{kind.replace('-', ' ')}s")


def _cell(value: str | None) -> str:
    return "" if value is None else value.replace("|", "\\|")


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent="  ", subsequent_indent="      ", break_on_hyphens=False, break_long_words=False
    )
