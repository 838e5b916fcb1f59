"""A sequence in words: as text for a terminal, and as a Mermaid diagram."""

import re
import textwrap
from typing import Any

from ocppdb.records.sequences import Sequence, Step

__all__ = ["caption", "mermaid", "text", "values"]

INDENT = "   "
WIDTH = 110


def caption(step: Step) -> str:
    """What a step's arrow or box is labelled with."""
    if step.kind == "internal":
        return step.note or ""
    if step.kind == "error":
        return f"CALLERROR {step.code} to {step.action}"
    return f"{step.action}" if step.kind == "request" else f"{step.action} response"


def values(step: Step) -> list[str]:
    """The field values of a step, one `path = value` each, and `no path` of a field that is left out."""
    return [f"no {path}" if value is None else f"{path} = {_said(value)}" for path, value in step.field_values.items()]


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def text(sequence: Sequence) -> str:
    """Return the sequence as lines to read."""
    lines = [
        f"{sequence.title} ({sequence.id}, {sequence.kind} of {sequence.use_case}, OCPP {sequence.version})",
        *_wrap(sequence.summary, "  "),
    ]
    lines += [line for condition in sequence.preconditions for line in _wrap(f"Before: {condition}", "  ")]
    lines.append("")
    for step in sequence.steps:
        indent = INDENT * step.depth
        if step.fragment:
            lines.append(f"{indent}{step.fragment}" + (f" [{step.guard}]" if step.guard else ""))
            continue
        number = f"{step.position:>3} "
        if step.kind == "internal":
            who = f"{step.sender} to {step.receiver}" if step.receiver else step.sender
            lines += _wrap(f"{number}{indent}({who}) {step.note}", f"    {indent}  ", "")
            lines += _rests_on(step, indent)
            continue
        arrow = "->" if step.kind == "request" else "-->"
        lines.append(f"{number}{indent}{step.sender} {arrow} {step.receiver}: {caption(step)}")
        for line in [*values(step), *([step.note] if step.note else [])]:
            lines += _wrap(line, f"    {indent}      ")
        lines += _rests_on(step, indent)
    lines.append("")
    lines += [line for condition in sequence.postconditions for line in _wrap(f"After: {condition}", "  ")]
    lines += _wrap(f"Note: {sequence.note}", "  ") if sequence.note else []
    against = f"; compared with {', '.join(sequence.checked_against)}" if sequence.checked_against else ""
    lines += _wrap(f"[{sequence.source}, {sequence.section}, {sequence.confidence}{against}]", "  ")
    return "\n".join(lines)


def _rests_on(step: Step, indent: str) -> list[str]:
    """What demands a step, and the open point on which it takes a side."""
    lines = [f"Takes a side on the open point {step.open_point}."] if step.open_point else []
    source = f"{step.source}: " if step.source else ""
    lines += [f"[{source}{', '.join(step.requirements)}]"] if step.requirements else []
    return [wrapped for line in lines for wrapped in _wrap(line, f"    {indent}      ")]


def _wrap(line: str, indent: str, first: str | None = None) -> list[str]:
    return textwrap.wrap(line, WIDTH, initial_indent=indent if first is None else first, subsequent_indent=indent)


def mermaid(sequence: Sequence) -> str:
    """Return the sequence as a Mermaid sequenceDiagram."""
    names = {name: f"p{number}" for number, name in enumerate(sequence.participants, 1)}
    lines = ["sequenceDiagram", f"{INDENT}title {_plain(sequence.title)}"]
    lines += [f"{INDENT}participant {alias} as {_plain(name)}" for name, alias in names.items()]
    divisions: list[str] = []
    for step in sequence.steps:
        indent = INDENT * (step.depth + 1)
        if step.fragment == "end":
            divisions.pop()
            lines.append(f"{indent}end")
        elif step.fragment == "else":
            lines.append(f"{indent}{'and' if divisions[-1] == 'par' else 'else'} {_plain(step.guard)}")
        elif step.fragment:
            divisions.append(step.fragment)
            lines.append(f"{indent}{step.fragment} {_plain(step.guard)}")
        elif step.receiver is None:
            lines.append(f"{indent}Note over {names[str(step.sender)]}: {_plain(step.note)}")
        else:
            arrow = {"request": "->>", "response": "-->>", "error": "--x", "internal": "-)"}[str(step.kind)]
            label = "<br/>".join(_plain(line) for line in [caption(step), *values(step)])
            lines.append(f"{indent}{names[str(step.sender)]}{arrow}{names[str(step.receiver)]}: {label}")
            if step.note and step.kind != "internal":
                lines.append(f"{indent}Note right of {names[str(step.receiver)]}: {_plain(step.note)}")
    return "\n".join(lines) + "\n"


def _plain(words: str | None) -> str:
    """Text in which nothing means anything to Mermaid: its special characters become entity codes, the word `end` is held together."""
    coded = re.sub(r"[#;<>{}\[\]&%]", lambda found: f"#{ord(found[0])};", words or "")
    return re.sub(r"\b(end)\b", r"#101;nd", coded)
