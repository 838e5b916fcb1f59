"""A sequence as the query API returns it: its steps, and the forms in which it is drawn."""

from typing import NamedTuple

__all__ = ["Sequence", "Step"]


class Step(NamedTuple):
    """A step of a sequence, or a row that brackets steps (`fragment` is alt, else, opt, loop, par or end).

    `field_values` maps paths to values; `requirements` are requirement ids or sections.
    """

    position: int
    depth: int
    fragment: str | None
    guard: str | None
    sender: str | None
    receiver: str | None
    action: str | None
    kind: str | None
    field_values: dict
    note: str | None
    requirements: tuple


class Sequence(NamedTuple):
    """A flow of messages. `participants` are in the order in which they are drawn, from left to right.

    `escalations` are the ids of the points about it, its use case and its messages that the specification leaves open.
    """

    version: str
    id: str
    title: str
    group: str
    use_case: str
    kind: str
    summary: str
    preconditions: tuple
    postconditions: tuple
    checked_against: tuple
    note: str | None
    source: str
    section: str
    confidence: str
    participants: tuple
    steps: tuple
    escalations: tuple = ()

    def text(self):
        """Return the sequence as lines to read in a terminal."""
        from ocppdb.show.diagram import text

        return text(self)

    def mermaid(self):
        """Return the sequence as a Mermaid sequenceDiagram."""
        from ocppdb.show.diagram import mermaid

        return mermaid(self)

    def svg(self):
        """Return the sequence as a picture: an SVG document of its own, for light and dark pages."""
        from ocppdb.show.svg import svg

        return svg(self)
