"""The drawing of sequences: every box is computed first, and then written down as SVG.

Widths of text are estimated generously, so that what does not overlap here does not overlap in any common font.
"""

import textwrap
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from ocppdb.records.sequences import Sequence, Step
from ocppdb.show.diagram import caption, values

__all__ = ["Box", "Layout", "layout", "svg"]

CHARACTER = 7.0
"""Width of a character at 12 px: more than the average of common sans-serif fonts."""
LINE = 16
GAP = 10
HEAD = 40
NARROW, WIDE = 190, 360
"""Distance of neighbouring lifelines: without messages between them, and with."""
MARGIN = 110
INSET = 14
TAB = 46


class Box(NamedTuple):
    """Something drawn: what it is, where, how large, and its lines of text."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()


class Layout(NamedTuple):
    """A sequence laid out: its size, lifelines by participant, and its boxes in drawing order."""

    width: float
    height: float
    lifelines: dict[str, float]
    boxes: list[Box]


def layout(sequence: Sequence) -> Layout:
    """Return where everything stands."""
    deepest = max((step.depth for step in sequence.steps), default=0) + 1
    side = MARGIN + deepest * INSET
    lifelines = _lifelines(sequence, side)
    width = max(lifelines.values()) + side
    boxes = [Box("head", x - 80, 10, 160, HEAD, _wrapped(name, 150)) for name, x in lifelines.items()]
    y: float = 10 + HEAD + GAP * 2
    frames: list[float] = []
    for step in sequence.steps:
        left, right = step.depth * INSET + 8, width - step.depth * INSET - 8
        if step.fragment == "end":
            top = frames.pop()
            boxes.append(Box("frame", left, top, right - left, y - top))
            y += GAP
        elif step.fragment == "else":
            lines = _wrapped(f"[{step.guard}]", right - left - TAB - 3 * GAP)
            boxes.append(Box("divider", left, y, right - left, 0))
            boxes.append(Box("guard", left + TAB + GAP, y + 4, right - left - TAB - 2 * GAP, len(lines) * LINE, lines))
            y += len(lines) * LINE + GAP * 1.5
        elif step.fragment:
            frames.append(y)
            lines = _wrapped(f"[{step.guard}]", right - left - TAB - 3 * GAP)
            boxes.append(Box("tab", left, y, TAB, 20, (step.fragment,)))
            boxes.append(Box("guard", left + TAB + GAP, y + 3, right - left - TAB - 2 * GAP, len(lines) * LINE, lines))
            y += max(20, len(lines) * LINE + 3) + GAP
        elif step.receiver is None:
            y = _internal(step, lifelines[str(step.sender)], y, boxes)
        else:
            y = _arrow(step, lifelines[str(step.sender)], lifelines[str(step.receiver)], y, boxes)
    return Layout(width, y + GAP * 2, lifelines, boxes)


def _lifelines(sequence: Sequence, side: float) -> dict[str, float]:
    """The place of each participant's lifeline: neighbours stand far apart where messages go between them."""
    order = {name: number for number, name in enumerate(sequence.participants)}
    spans = [
        (min(order[str(step.sender)], order[str(step.receiver)]), max(order[str(step.sender)], order[str(step.receiver)]))
        for step in sequence.steps
        if step.receiver is not None and step.sender != step.receiver
    ]
    places, x = {}, side
    for number, name in enumerate(sequence.participants):
        if number:
            x += WIDE if (number - 1, number) in spans else NARROW
        places[name] = x
    return places


def _internal(step: Step, x: float, y: float, boxes: list[Box]) -> float:
    lines = _wrapped(step.note, 180)
    height = len(lines) * LINE + 8
    boxes.append(Box("internal", x - 96, y, 192, height, lines))
    return y + height + GAP


def _arrow(step: Step, start: float, end: float, y: float, boxes: list[Box]) -> float:
    if start == end:
        lines = _wrapped(caption(step), 170)
        boxes.append(Box("internal", start - 96, y, 192, len(lines) * LINE + 8, lines))
        return y + len(lines) * LINE + 8 + GAP
    left, width = min(start, end) + 10, abs(end - start) - 20
    label = _wrapped(caption(step), width)
    boxes.append(Box("label", left, y, width, len(label) * LINE, label))
    y += len(label) * LINE + 6
    boxes.append(Box("own" if step.kind == "internal" else str(step.kind), start, y, end - start, 0))
    y += 4
    for kind, texts in (("value", values(step)), ("note", [step.note] if step.note and step.kind != "internal" else [])):
        lines = tuple(line for each in texts for line in _wrapped(each, width))
        if lines:
            boxes.append(Box(kind, left, y, width, len(lines) * LINE, lines))
            y += len(lines) * LINE
    return y + GAP * 1.5


def _wrapped(text: str | None, width: float) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text or "", max(8, int(width / CHARACTER)))) or ("",)


STYLE = """
  .ocpp-sequence { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; --ink: #1b1f24; --soft: #57606a; --line: #8c959f; --paper: #ffffff;
        --box: #eef2f6; --note: #fff8dd; --frame: #0969da; --error: #cf222e; }
  @media (prefers-color-scheme: dark) {
    .ocpp-sequence { --ink: #e6edf3; --soft: #9da7b3; --line: #6e7681; --paper: #0d1117; --box: #21262d; --note: #2d2a1b; --frame: #58a6ff; --error: #ff7b72; }
  }
  .ocpp-sequence .paper { fill: var(--paper); }
  .ocpp-sequence text { fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
  .ocpp-sequence .head-text, .ocpp-sequence .internal-text, .ocpp-sequence .tab-text { stroke: none; }
  .ocpp-sequence .lifeline { stroke: var(--line); stroke-dasharray: 3 4; }
  .ocpp-sequence .head { fill: var(--box); stroke: var(--line); }
  .ocpp-sequence .head-text { font-weight: 600; text-anchor: middle; }
  .ocpp-sequence .label-text { font-weight: 600; text-anchor: middle; }
  .ocpp-sequence .value-text { fill: var(--soft); text-anchor: middle; }
  .ocpp-sequence .note-text { fill: var(--soft); font-style: italic; text-anchor: middle; }
  .ocpp-sequence .internal { fill: var(--note); stroke: var(--line); }
  .ocpp-sequence .internal-text { text-anchor: middle; }
  .ocpp-sequence .arrow { stroke: var(--ink); fill: none; }
  .ocpp-sequence .response, .ocpp-sequence .error, .ocpp-sequence .own { stroke-dasharray: 6 4; }
  .ocpp-sequence .arrow.error { stroke: var(--error); }
  .ocpp-sequence .tip { fill: var(--ink); }
  .ocpp-sequence .frame { fill: none; stroke: var(--frame); }
  .ocpp-sequence .divider { stroke: var(--frame); stroke-dasharray: 6 4; }
  .ocpp-sequence .tab { fill: var(--paper); stroke: var(--frame); }
  .ocpp-sequence .tab-text { fill: var(--frame); font-weight: 600; text-anchor: middle; }
  .ocpp-sequence .guard-text { fill: var(--frame); }
"""


def svg(sequence: Sequence) -> str:
    """Return the sequence as an SVG document; its text can be selected, and it has a title and a description for screen readers."""
    drawn = layout(sequence)
    width, height = round(drawn.width), round(drawn.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'class="ocpp-sequence" aria-labelledby="{sequence.id}-title {sequence.id}-description">',
        f'<title id="{sequence.id}-title">{escape(sequence.title)}</title>',
        f'<desc id="{sequence.id}-description">{escape(sequence.summary)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{width}" height="{height}"/>',
    ]
    parts += [
        f'<line class="lifeline" x1="{x:g}" y1="{10 + HEAD}" x2="{x:g}" y2="{height - 10}"/>' for x in drawn.lifelines.values()
    ]
    for box in drawn.boxes:
        parts += DRAW[box.kind](box)
    return "\n".join([*parts, "</svg>", ""])


def _texts(box: Box, name: str, top: float) -> Iterator[str]:
    """The lines of a box: centred, but for guards, which begin at its left."""
    x = box.x if name == "guard" else box.x + box.width / 2
    for number, line in enumerate(box.lines):
        yield f'<text class="{name}-text" x="{x:g}" y="{box.y + top + 12 + number * LINE:g}">{escape(line)}</text>'


def _rectangle(box: Box) -> Iterator[str]:
    yield f'<rect class="{box.kind}" x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="3"/>'
    yield from _texts(box, box.kind, max(2, (box.height - len(box.lines) * LINE) / 2))


def _plain_text(box: Box) -> Iterator[str]:
    yield from _texts(box, box.kind, 0)


def _line(box: Box) -> Iterator[str]:
    yield f'<line class="divider" x1="{box.x:g}" y1="{box.y:g}" x2="{box.x + box.width:g}" y2="{box.y:g}"/>'


def _message(box: Box) -> Iterator[str]:
    end, back = box.x + box.width, -8 if box.width > 0 else 8
    yield f'<line class="arrow {box.kind}" x1="{box.x:g}" y1="{box.y:g}" x2="{end:g}" y2="{box.y:g}"/>'
    yield f'<path class="tip" d="M{end:g} {box.y:g} l{back} -4 v8 z"/>'


DRAW: dict[str, Callable[[Box], Iterator[str]]] = {
    "head": _rectangle,
    "tab": _rectangle,
    "frame": _rectangle,
    "divider": _line,
    "guard": _plain_text,
    "label": _plain_text,
    "value": _plain_text,
    "note": _plain_text,
    "internal": _rectangle,
    "request": _message,
    "response": _message,
    "error": _message,
    "own": _message,
}
