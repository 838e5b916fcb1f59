"""A composite schedule as a picture: the limit over time, beneath it each profile with what it allows, and the one that decides marked.

One SVG document for light and dark pages and for paper: who decides is told by a thick outline and by words, not by colour alone.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from decimal import ROUND_CEILING, Decimal
from html import escape
from itertools import pairwise
from typing import NamedTuple

from ocppdb.smart_charging.composite import Composite, Lane, Part
from ocppdb.smart_charging.profiles import Profile

__all__ = ["chart"]

WIDTH, LEFT, RIGHT, TOP, PLOT, LANE = 1060, 70, 340, 56, 220, 34
SPAN = WIDTH - LEFT - RIGHT
LETTER, BOLD = 6.0, 7.4
"""The width of a letter of the small texts, generously."""
MOST_LANES = 40
MOST_MARKS = 2000
"""The most periods that are drawn; a longer schedule is drawn by its lowest limit in each of so many slices."""

STYLE = """
  .ocpp-chart { max-width: 100%; min-width: 700px; height: auto; }
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
  .ocpp-chart .why { font-size: 11px; }
  .ocpp-chart .over { paint-order: stroke; stroke: var(--paper); stroke-width: 4; font-weight: 600; }
"""


class Scale(NamedTuple):
    """How seconds and limits become places in the picture."""

    duration: int
    highest: Decimal
    step: Decimal
    """Between the lines of the grid."""

    def x(self, seconds: Decimal) -> float:
        return LEFT + float(seconds) / self.duration * SPAN

    def y(self, limit: Decimal) -> float:
        return TOP + PLOT - float(limit / self.highest) * PLOT


def chart(found: Composite, zone: tzinfo | None = None, title: str | None = None) -> str:
    """Return the picture of a Composite as an SVG document; its times are those of `zone`, by default of the beginning."""
    parts = _thinned(found)
    limits = [part.limit for part in parts if part.limit is not None]
    scale = _scale(found.duration, max([*limits, Decimal(1)]))
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
        *_curve(found, parts, scale),
        *_lanes(found, lanes, scale),
        "</svg>",
        "",
    ]
    return "\n".join(drawn)


def _scale(duration: int, highest: Decimal) -> Scale:
    """A scale that ends at a round number, with room for what is written above the highest limit."""
    power = Decimal(10) ** (len(str(int(highest))) - 2)
    step = next(power * each for each in (1, 2, 5, 10, 20, 50) if highest * Decimal("1.1") / (power * each) <= 5)
    return Scale(duration, step * (highest * Decimal("1.1") / step).to_integral_value(ROUND_CEILING), step)


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


def _rounded(limit: Decimal, step: Decimal, unit: str) -> str:
    """A limit at the axis: thousands of W as kW."""
    return f"{_plain(limit / 1000)} kW" if unit == "W" and step >= 1000 else f"{_plain(limit)} {unit}"


def _limit(part: Part) -> str:
    return "no limit" if part.limit is None else _plain(part.limit)


def _plain(limit: Decimal) -> str:
    return f"{limit:.1f}".removesuffix(".0")


def _axes(found: Composite, scale: Scale, zone: tzinfo | None) -> Iterator[str]:
    for share in range(int(scale.highest / scale.step) + 1):
        limit = scale.step * share
        y = scale.y(limit)
        yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + SPAN}" y2="{y:.1f}"/>'
        yield f'<text class="soft" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_rounded(limit, scale.step, found.unit)}</text>'
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


def _curve(found: Composite, parts: tuple[Part, ...], scale: Scale) -> Iterator[str]:
    for part in parts:
        left, right = scale.x(part.start), scale.x(part.end)
        if part.limit is None:
            yield f'<line class="none" x1="{left:.1f}" y1="{TOP}" x2="{right:.1f}" y2="{TOP}"><title>no limit</title></line>'
            continue
        y = scale.y(part.limit)
        why = escape(f"{_limit(part)} {found.unit} by {part.decided_by}; rules {', '.join(part.rules)}")
        yield f'<rect class="area" x="{left:.1f}" y="{y:.1f}" width="{right - left:.1f}" height="{TOP + PLOT - y:.1f}"><title>{why}</title></rect>'
    yield f'<path class="edge" d="{_edge(parts, scale)}"/>'
    for part in parts:
        left, right, said = scale.x(part.start), scale.x(part.end), f"{_limit(part)} {found.unit}"
        if part.limit is not None and right - left > BOLD * len(said):
            yield f'<text class="number over" x="{(left + right) / 2:.1f}" y="{scale.y(part.limit) - 5:.1f}">{said}</text>'
        by = _short(part)
        if part.limit is not None and right - left > LETTER * len(by) and PLOT + TOP - scale.y(part.limit) > 20:
            yield f'<text class="number" x="{(left + right) / 2:.1f}" y="{scale.y(part.limit) + 15:.1f}">{escape(by)}</text>'


def _edge(parts: tuple[Part, ...], scale: Scale) -> str:
    """The line of the limits, with steps between them, broken where nothing limits."""
    drawn = []
    goes_on = False
    for part in parts:
        if part.limit is not None:
            drawn.append(
                f"{'V' if goes_on else f'M{scale.x(part.start):.1f} '}{scale.y(part.limit):.1f} H{scale.x(part.end):.1f}"
            )
        goes_on = part.limit is not None
    return " ".join(drawn)


def _short(part: Part) -> str:
    """Who decides, in few words: `TxProfile 3`."""
    return part.decided_by if part.profile is None else f"{part.profile.purpose_name} {part.profile.id}"


def _lanes(found: Composite, lanes: list[Lane], scale: Scale) -> Iterator[str]:
    """A lane for each profile that counts, with what it allows by itself, and a thick outline where it decides."""
    for number, (profile, pieces) in enumerate(lanes):
        y = TOP + PLOT + 36 + number * LANE
        deciding = [part for part in found.parts if part.profile is not None and part.profile.id == profile.id]
        for start, end, *_ in pieces:
            yield _box("lane", scale, start, end, y)
        for part in deciding[:MOST_MARKS]:
            yield _box("wins", scale, part.start, part.end, y)
        cuts = sorted({each for part in deciding[:MOST_MARKS] for each in (part.start, part.end)})
        for start, end, limit, unit in pieces:
            edges = [start, *(cut for cut in cuts if start < cut < end), end]
            said = f"{_plain(limit)} {unit}"
            for left, right in ((scale.x(one), scale.x(other)) for one, other in pairwise(edges)):
                if right - left > LETTER * len(said) + 6:
                    yield f'<text class="number" x="{(left + right) / 2:.1f}" y="{y + 15}">{said}</text>'
        below = 15 if deciding else 10
        yield f'<text x="{LEFT + SPAN + 10}" y="{y + below}">{escape(profile.name)}</text>'
        if not deciding:
            yield f'<text class="soft why" x="{LEFT + SPAN + 10}" y="{y + 23}">{_never(found, profile)}</text>'
    y = TOP + PLOT + 36 + len(lanes) * LANE
    if lanes:
        yield f'<text class="soft" x="{LEFT}" y="{y + 8}">Beneath: what each profile allows by itself; outlined where it decides.</text>'


def _box(name: str, scale: Scale, start: Decimal, end: Decimal, y: int) -> str:
    left, right = scale.x(start), scale.x(end)
    return f'<rect class="{name}" x="{left:.1f}" y="{y}" width="{max(right - left, 1):.1f}" height="{LANE - 12}" rx="2"/>'


def _never(found: Composite, profile: Profile) -> str:
    """Why a profile decides at no moment: another of its kind stands before it, or it never allows the least."""
    leads = any(each.id == profile.id for part in found.parts for each in part.leading)
    return "never the lowest" if leads else "overruled by another profile"
