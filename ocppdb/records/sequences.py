"""Sequences: how messages follow each other, as steps from top to bottom."""

from typing import Annotated, Any, Literal, NamedTuple, TypedDict

from ocppdb.records.common import InVersion, Note, Origin, Proof, Section, Source, Trust
from ocppdb.records.declare import NUMBERED, Column, Key, Part, noun

__all__ = ["Fragment", "Sequence", "SequenceKind", "Step", "StepKind"]

SequenceKind = Literal["main", "alternative", "failure"]
Fragment = Literal["alt", "else", "opt", "loop", "par", "end"]
StepKind = Literal["request", "response", "error", "internal"]


@noun(
    "sequence_steps",
    key=NUMBERED,
    unique=(("sequence", "position"),),
    sort="position",
    facets=("version", "kind", "fragment"),
    doc="A step of a sequence, or a row that brackets steps: alt, else, opt, loop, par, end.",
    keys=(
        Key("version", "Version of OCPP, by its id.", "versions"),
        Key("sequence", "The sequence.", "sequences"),
        Key("message_id", "The message.", "messages", optional=True),
        Key("slug", "Sequence and position.", formula="sequence || '-' || position"),
    ),
)
class Step(NamedTuple):
    """A step of a sequence, or a row that brackets steps."""

    position: Annotated[int, "Order, from 1."]
    depth: Annotated[int, "How many fragments the row stands in."]
    fragment: Annotated[Fragment | None, "alt, else, opt, loop, par or end; empty for a step."]
    guard: Annotated[str | None, "The condition of a fragment."]
    sender: Annotated[str | None, "Who sends, or in whom an internal step happens."]
    receiver: Annotated[str | None, "Who receives; empty for an internal step of one participant."]
    action: Annotated[str | None, Column("The message.", indexed=True)]
    kind: Annotated[StepKind | None, "request, response, error (a CALLERROR in place of the response) or internal."]
    code: Annotated[str | None, "The error code of a CALLERROR."]
    field_values: Annotated[
        dict[str, Any],
        Column(
            "The field values that matter, as a JSON object of paths and values; null where the field is left out.",
            form="json",
            wanted=False,
        ),
    ]
    note: Annotated[str | None, "What is to be known of the step."]
    source: Annotated[
        str | None, Column("The document of its sections, where it is another than the sequence's.", references="sources")
    ]
    open_point: Annotated[str | None, Column("The open point on which the step takes a side.", references="points")]
    requirements: Annotated[tuple[str, ...], Part("Requirement ids or sections that demand the step.", made=True)] = ()


WrittenStep = TypedDict(
    "WrittenStep",
    {
        "request": Annotated[str, "Action whose request is sent."],
        "response": Annotated[str, "Action whose response is sent."],
        "error": Annotated[str, "Action whose request is answered with a CALLERROR; `code` says with which."],
        "internal": Annotated[str, "In whom something happens that is no message; `note` says what."],
        "alt": Annotated[str, "Opens a group of steps that happen on a condition; `else` may follow."],
        "else": Annotated[str, "The other case of the alt or par before it."],
        "opt": Annotated[str, "Opens a group of steps that may be left out."],
        "loop": Annotated[str, "Opens a group of steps that happen again and again."],
        "par": Annotated[str, "Opens a group of steps beside which those of the next `else` happen."],
        "from": Annotated[str, "Who sends, where the message's direction does not tell."],
        "to": Annotated[str, "Who receives, where the message's direction does not tell."],
        "code": Annotated[str, "The error code of a CALLERROR."],
        "note": Annotated[str, "What is to be known of the step."],
        "source": Annotated[str, "The document of its sections, where it is another than the sequence's."],
        "open_point": Annotated[str, "Id of the escalation on which the step takes a side."],
        "values": Annotated[dict[str, Any], "Field values that matter, by path; null where the field is left out."],
        "breaks": Annotated[
            tuple[str, ...], Part("Ids of the rules that the message breaks, where that is what the step is about.")
        ],
        "requirements": Annotated[tuple[str, ...], Part("Requirement ids or sections that demand the step.")],
        "steps": Annotated[tuple["WrittenStep", ...], Part("The steps of a group.")],
    },
    total=False,
)
"""A step as the seed writes it: one of request, response, error, internal, or a fragment that holds steps."""


@noun(
    "sequences",
    key="id",
    list="sequences",
    identity=("id",),
    unique=(),
    kind="sequence",
    text="{title}. {summary}",
    label="title",
    facets=("version", "group_name", "kind", "confidence"),
    keys=(Key("use_case_slug", "The use case.", "use_cases"),),
    written={"steps": Annotated[tuple[WrittenStep, ...], Part("What happens, in order.")]},
)
class Sequence(NamedTuple):
    """A flow of messages, from a use case or a section of the specification."""

    version: InVersion
    id: Annotated[str, Column("ocpp201-b01-cold-boot; in the seed the name of the file.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Annotated[str, "What it tells."]
    group: Annotated[str, Column("Feature profile or functional block.", column="group_name")]
    use_case: Annotated[str, "Its use case, or the section of the operation."]
    kind: Annotated[SequenceKind, "main, alternative or failure."]
    summary: Annotated[str, "What happens, in a sentence or two."]
    preconditions: Annotated[tuple[str, ...], Column("What holds before, one to a line.", form="lines", wanted=False)]
    postconditions: Annotated[tuple[str, ...], Column("What holds after, one to a line.", form="lines", wanted=False)]
    checked_against: Annotated[
        tuple[str, ...], Column("Scenario texts, figures and test cases that it was compared with.", form="lines", wanted=False)
    ]
    note: Note
    origin: Origin
    proof: Proof
    source: Source
    section: Section
    confidence: Trust
    participants: Annotated[
        tuple[str, ...], Part("Who takes part, in the order in which they are drawn, from left to right.", made=True)
    ] = ()
    steps: Annotated[tuple[Step, ...], Part("What happens, in order.", made=True)] = ()
    escalations: Annotated[
        tuple[str, ...],
        Part("Ids of the points about it, its use case and its messages that the specification leaves open.", made=True),
    ] = ()

    def text(self) -> str:
        """Return the sequence as lines to read in a terminal."""
        from ocppdb.show.diagram import text

        return text(self)

    def mermaid(self) -> str:
        """Return the sequence as a Mermaid sequenceDiagram."""
        from ocppdb.show.diagram import mermaid

        return mermaid(self)

    def svg(self) -> str:
        """Return the sequence as a picture: an SVG document of its own, for light and dark pages."""
        from ocppdb.show.svg import svg

        return svg(self)


@noun(
    "step_requirements",
    key=NUMBERED,
    facets=("version",),
    keys=(
        Key("sequence", "The sequence.", "sequences", indexed=True),
        Key("requirement_slug", "The requirement; empty for a section.", "requirements", optional=True),
        Key(
            "slug",
            "Sequence, position, and what demands the step.",
            formula="sequence || '-' || position || '-' || requirement",
        ),
    ),
)
class StepRequirement(NamedTuple):
    """A requirement or section that demands a step."""

    version: InVersion
    position: Annotated[int, "Position of the step."]
    requirement: Annotated[str, Column("Requirement id, or section.", indexed=True)]
