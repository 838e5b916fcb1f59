"""Pictures that stand within a page: sequences, and a status with what comes before and after it. Their style is in sequence.css."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from markupsafe import Markup

from ocppdb.records.sequences import Sequence as Flow
from ocppdb.show.svg import STYLE

__all__ = ["sequence", "state"]

WIDTH, HEIGHT, ROW = 150, 30, 46
LEFT, MIDDLE, RIGHT = 10, 290, 570


def sequence(flow: Flow) -> Markup:
    """Return the picture of a sequence without a style of its own: the page has it."""
    return Markup(flow.svg().replace(f"<style>{STYLE}</style>\n", ""))  # noqa: S704 - our own SVG, escaped where it is drawn


def state(name: str, before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> Markup:
    """Return the picture of a status: on the left what it may follow, on the right what may follow it, with the events in between."""
    rows = max(len(before), len(after), 1)
    height = rows * ROW + 10
    middle = height / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {RIGHT + WIDTH + 10} {height}" width="{RIGHT + WIDTH + 10}" '
        f'height="{height}" role="img" class="ocpp-sequence" aria-label="Status changes from and to {escape(name)}; the list below tells them">',
        *_box(name, MIDDLE, middle),
    ]
    for number, row in enumerate(before):
        y = _place(number, len(before), height)
        parts += [*_box(row["from_status"], LEFT, y), *_arrow(LEFT + WIDTH, y, MIDDLE, middle, row["event"], LEFT + WIDTH + 22)]
    for number, row in enumerate(after):
        y = _place(number, len(after), height)
        parts += [*_box(row["to_status"], RIGHT, y), *_arrow(MIDDLE + WIDTH, middle, RIGHT, y, row["event"], RIGHT - 22)]
    return Markup("\n".join([*parts, "</svg>"]))  # noqa: S704 - every text in it is escaped


def _place(number: int, of: int, height: float) -> float:
    return height / of * (number + 0.5)


def _box(name: str, x: float, y: float) -> Iterator[str]:
    yield f'<rect class="head" x="{x:g}" y="{y - HEIGHT / 2:g}" width="{WIDTH}" height="{HEIGHT}" rx="3"/>'
    yield f'<text class="head-text" x="{x + WIDTH / 2:g}" y="{y + 4:g}">{escape(name)}</text>'


def _arrow(x: float, y: float, end: float, height: float, event: str, label: float) -> Iterator[str]:
    """An arrow, and its event near the end at which arrows lie apart."""
    share = (label - x) / (end - x)
    yield f'<line class="arrow request" x1="{x:g}" y1="{y:g}" x2="{end - 6:g}" y2="{height:g}"/>'
    yield f'<path class="tip" d="M{end:g} {height:g} l-8 -4 v8 z"/>'
    yield f'<text class="label-text" x="{label:g}" y="{y + (height - y) * share - 3:g}">{escape(event if event != "none" else "")}</text>'
