"""A comparison as text: what things have become, their parts beside each other, rules and sequences of both versions."""

import textwrap
from collections.abc import Iterable, Iterator

from ocppdb.records.comparisons import Beside, Comparison
from ocppdb.show.about import chapter_lines

__all__ = ["text"]

WIDTH = 118


def text(comparison: Comparison) -> str:
    """Return a comparison as lines to read."""
    one, other = comparison.from_version, comparison.to_version
    lines = [f"{comparison.what}: OCPP {one} beside OCPP {other}"]
    for beside in comparison.things:
        lines += _beside(beside, whole=True)
    for title, several in (("Fields and variables", comparison.fields), ("Values", comparison.values)):
        lines += _chapter(title, several)
    for chapter in comparison.chapters:
        lines += chapter_lines(chapter, several=False)
    return "\n".join(lines)


def _chapter(title: str, several: Iterable[Beside]) -> Iterator[str]:
    told = list(several)
    if told:
        yield ""
        yield f"{title} ({len(told)})"
        for beside in told:
            yield from _beside(beside)


def _beside(beside: Beside, whole: bool = False) -> Iterator[str]:
    mapping = beside.mapping
    ends = [
        (f"{kind} " if whole else "") + name
        for kind, name in ((mapping.from_kind, mapping.from_name), (mapping.to_kind, mapping.to_name))
        if kind and name
    ]
    place = f"  [{mapping.source}, {mapping.section}{', interpretation' if mapping.confidence == 'interpretation' else ''}]"
    yield f"  {' -> '.join(ends)}: {mapping.relation}" + (place if mapping.note or whole else "")
    for line in filter(None, ("; ".join(beside.differences), mapping.note)):
        yield from textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="    ")
