"""A composite schedule as a picture: the limit over time, beneath it each profile with what it allows, and the one that decides marked.

One SVG document for light and dark pages and for paper: who decides is told by a thick outline and by words, not by colour alone.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from html import escape
from typing import NamedTuple

from ocppdb.smart_charging.composite import Composite, Lane, Part

__all__ = ["chart"]

WIDTH, LEFT, RIGHT, TOP, PLOT, LANE = 1060, 70, 340, 56, 220, 34
SPAN = WIDTH - LEFT - RIGHT
MOST_LANES = 40
MOST_MARKS = 2000
"""The most periods that are drawn; a longer schedule is drawn by its lowest limit in each of so many slices."""

STYLE = """
  .ocpp-chart { font: 12px system-ui, "Segoe UI", Helvetica, Arial, sans-serif; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de;
        --paper: #ffffff; --area: #dbe9f9; --edge: #0969da; --lane: #eef2f6; --wins: #fff1c2; --none: #cf222e; }
  @media (prefers-color-scheme: dark) {
    .ocpp-chart { --ink: #e6edf3; --soft: #9da7b3; --line: #30363d; --paper: #0d1117; --area: #12304f; --edge: #58a6ff; --lane: #21262d;
        --wins: #4a3b0d; --none: #ff7b72; }
  }
  @media print { .ocpp-chart { --ink: #000; --soft: #333; --line: #bbb; --paper: #fff; --area: #e4e4e4; --edge: #000; --lane: #f4f4f4;
        --wins: #d0d0d0; --none: #000; } }
  .ocpp-chart .paper { fill: var(--paper); }
  .ocpp-chart text { fill: var(--ink); }
  .ocpp-chart .soft { fill: var(--soft); }
  .ocpp-chart .title { font-weight: 600; font-size: 14px; }
  .ocpp-chart .grid { stroke: var(--line); }
  .ocpp-chart .area { fill: var(--area); }
  .ocpp-chart .edge { fill: none; stroke: var(--edge); stroke-width: 2; }
  .ocpp-chart .lane { fill: var(--lane); stroke: var(--line); }
  .ocpp-chart .wins { fill: var(--wins); stroke: var(--ink); stroke-width: 1.5; }
  .ocpp-chart .none { stroke: var(--none); stroke-width: 2; stroke-dasharray: 5 4; }
  .ocpp-chart .number { text-anchor: middle; font-size: 11px; }
"""


class Scale(NamedTuple):
    """How seconds and limits become places in the picture."""

    duration: int
    highest: Decimal

    def x(self, seconds: Decimal) -> float:
        return LEFT + float(seconds) / self.duration * SPAN

    def y(self, limit: Decimal) -> float:
        return TOP + PLOT - float(limit / self.highest) * PLOT


def chart(found: Composite, zone: tzinfo | None = None, title: str | None = None) -> str:
    """Return the picture of a Composite as an SVG document; its times are those of `zone`, by default of the beginning."""
    parts = _thinned(found)
    limits = [part.limit for part in parts if part.limit is not None]
    scale = Scale(found.duration, max([*limits, Decimal(1)]) * Decimal("1.1"))
    lanes = [lane for lane in found.lanes if lane.pieces][:MOST_LANES]
    height = TOP + PLOT + 40 + LANE * len(lanes) + 20
    says = title or f"Composite schedule of {'the station' if found.place == 0 else f'connector or EVSE {found.place}'}"
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        'class="ocpp-chart" aria-labelledby="chart-title chart-text">',
        f'<title id="chart-title">{escape(says)}</title>',
        f'<desc id="chart-text">{escape(_in_words(found, parts))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
        f'<text class="title" x="{LEFT}" y="22">{escape(says)}</text>',
        f'<text class="soft" x="{LEFT}" y="40">OCPP {found.version}, {_unit(found)}, from {_clock(found.begins, zone)} for {timedelta(seconds=found.duration)}</text>',
        *_axes(found, scale, zone),
        *_curve(parts, scale),
        *_lanes(found, lanes, scale),
        "</svg>",
        "",
    ]
    return "\n".join(drawn)


def _thinned(found: Composite) -> tuple[Part, ...]:
    """The parts, or where they are too many the lowest of each slice of time."""
    if len(found.parts) <= MOST_MARKS:
        return found.parts
    size = -(-len(found.parts) // MOST_MARKS)
    slices = [found.parts[start : start + size] for start in range(0, len(found.parts), size)]
    lowest = [min(each, key=lambda part: part.limit if part.limit is not None else Decimal("Infinity")) for each in slices]
    return tuple(low._replace(start=each[0].start, end=each[-1].end) for low, each in zip(lowest, slices, strict=True))


def _unit(found: Composite) -> str:
    return "amperes on each phase" if found.unit == "A" else "watts over all phases"


def _clock(moment: datetime, zone: tzinfo | None) -> str:
    return f"{moment.astimezone(zone) if zone else moment:%Y-%m-%d %H:%M %Z}"


def _in_words(found: Composite, parts: tuple[Part, ...]) -> str:
    said = [f"{_clock(part.begins, None)}: {_limit(part)} {found.unit} by {part.decided_by}" for part in parts[:12]]
    return "; ".join(said) + ("" if len(parts) <= 12 else f"; and {len(parts) - 12} more periods")


def _limit(part: Part) -> str:
    return "no limit" if part.limit is None else f"{part.limit:.1f}".removesuffix(".0")


def _axes(found: Composite, scale: Scale, zone: tzinfo | None) -> Iterator[str]:
    for share in range(5):
        limit = scale.highest * share / 4
        y = scale.y(limit)
        yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + SPAN}" y2="{y:.1f}"/>'
        yield f'<text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{float(limit):.4g} {found.unit}</text>'
    step = next(
        each for each in (60, 300, 900, 3600, 7200, 14400, 43200, 86400, 604800, 2592000, 10**9) if found.duration / each <= 9
    )
    begins = found.begins.astimezone(zone) if zone else found.begins
    past = (begins.hour * 3600 + begins.minute * 60 + begins.second) % step
    for seconds in range(-past % step if past else 0, found.duration + 1, step):
        x = scale.x(Decimal(seconds))
        moment = found.begins + timedelta(seconds=seconds)
        local = moment.astimezone(zone) if zone else moment
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + PLOT + 6}"/>'
        yield f'<text class="soft" x="{x:.1f}" y="{TOP + PLOT + 20}" text-anchor="middle">{local:{"%H:%M" if step < 86400 else "%d %b"}}</text>'


def _curve(parts: tuple[Part, ...], scale: Scale) -> Iterator[str]:
    for part in parts:
        left, right = scale.x(part.start), scale.x(part.end)
        if part.limit is None:
            yield f'<line class="none" x1="{left:.1f}" y1="{TOP}" x2="{right:.1f}" y2="{TOP}"><title>no limit</title></line>'
            continue
        y = scale.y(part.limit)
        why = escape(f"{_limit(part)} by {part.decided_by}; rules {', '.join(part.rules)}")
        yield f'<rect class="area" x="{left:.1f}" y="{y:.1f}" width="{right - left:.1f}" height="{TOP + PLOT - y:.1f}"><title>{why}</title></rect>'
        yield f'<path class="edge" d="M{left:.1f} {y:.1f} H{right:.1f}"/>'
        if right - left > 26:
            yield f'<text class="number" x="{(left + right) / 2:.1f}" y="{y - 5:.1f}">{_limit(part)}</text>'


def _lanes(found: Composite, lanes: list[Lane], scale: Scale) -> Iterator[str]:
    """A lane for each profile that counts, with what it allows by itself, and a thick outline where it decides."""
    for number, (profile, pieces) in enumerate(lanes):
        y = TOP + PLOT + 36 + number * LANE
        deciding = [part for part in found.parts if part.profile is not None and part.profile.id == profile.id]
        for start, end, *_ in pieces:
            left, right = scale.x(start), scale.x(end)
            yield f'<rect class="lane" x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{LANE - 12}" rx="2"/>'
        for part in deciding[:MOST_MARKS]:
            left, right = scale.x(part.start), scale.x(part.end)
            yield f'<rect class="wins" x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{LANE - 12}" rx="2"/>'
        for start, end, limit, unit in pieces:
            left, right = scale.x(start), scale.x(end)
            if right - left > 40:
                said = f"{limit:.1f}".removesuffix(".0")
                yield f'<text class="number" x="{(left + right) / 2:.1f}" y="{y + 15}">{said} {unit}</text>'
        never = "" if deciding else " (never decides)"
        yield f'<text x="{LEFT + SPAN + 10}" y="{y + 15}">{escape(profile.name)}{never}</text>'
    y = TOP + PLOT + 36 + len(lanes) * LANE
    if lanes:
        yield f'<text class="soft" x="{LEFT}" y="{y + 8}">Beneath: what each profile allows by itself; outlined where it decides.</text>'
