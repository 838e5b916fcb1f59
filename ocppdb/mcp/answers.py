"""What a tool answers: one form for all of them, and the records that are made here for it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from ocppdb.records.declare import Part

__all__ = [
    "Answer",
    "Covered",
    "DecidedPoint",
    "DocumentText",
    "FieldLine",
    "Found",
    "Line",
    "Listed",
    "Named",
    "OpenPoint",
    "Point",
    "Told",
    "plain",
]


class OpenPoint(NamedTuple):
    """A point that the specification leaves open, and that applies to what was asked."""

    id: Annotated[str, "Its id; the tool `escalations` tells the options."]
    category: Annotated[str, "SPEC-SILENT, VENDOR-DEPENDENT or POLICY-DEPENDENT."]
    question: Annotated[str, "The question to put to the developer."]


class DecidedPoint(NamedTuple):
    """A point that the specification leaves open, that applies to what was asked, and that the project has decided."""

    id: Annotated[str, "Its id."]
    answer: Annotated[str, "What was decided, why, by whom and when, and where it is written."]


class Answer(NamedTuple):
    """What every tool answers. What is empty is left out, within `head` and `items` as well."""

    versions: Annotated[tuple[str, ...], Part("The versions of OCPP that it speaks of.")]
    assumed: Annotated[bool, "Whether no version was asked for, so that these were taken: say so."]
    mode: Annotated[str, "strict or pragmatic: how open points are to be handled in this project."]
    instruction: Annotated[str | None, "What to do now, where a point is open. Follow it."]
    open: Annotated[tuple[OpenPoint, ...], Part("The open points that apply.")]
    decided: Annotated[
        tuple[DecidedPoint, ...], Part("Those of them that the project has decided: do so, and do not ask again.")
    ]
    notes: Annotated[tuple[str, ...], Part("What else is to be known of the answer.")]
    head: Annotated[Mapping[str, Any] | None, Part("What it is about.")]
    items: Annotated[
        tuple[Any, ...], Part("The facts, a page of them: each with source, section and confidence where it has them.")
    ]
    total: Annotated[int, "How many there are in all."]
    next: Annotated[str | None, "The `cursor` of the next page; absent on the last."]


class Found(NamedTuple):
    """What a tool has found, before it is cut into pages: records or dicts."""

    items: Iterable[Any] = ()
    head: Any = None
    versions: tuple[str | None, ...] = ()
    assumed: bool = False
    open: tuple[str, ...] = ()
    """Ids of the points that apply."""
    notes: tuple[str, ...] = ()
    most_open: int = 8
    """How many of the open points are told in full; the rest are counted."""
    form: Callable[[Any], Any] = lambda item: item
    """Makes what is told of an item, for those of the page alone."""


class Named(NamedTuple):
    """A thing that has a name."""

    version: Annotated[str | None, "Version of OCPP, by its id."]
    kind: Annotated[str, "message, field, type, enum-value, rule ..."]
    name: Annotated[str, "Its name, by which `about` knows it."]
    text: Annotated[str | None, "What it says."]
    source: Annotated[str | None, "The document that states it."]
    section: Annotated[str | None, "Where in the document."]
    confidence: Annotated[str | None, "How far it can be trusted."]


class Line(NamedTuple):
    """One thing that is known: a record, or a part of one."""

    chapter: Annotated[str, "The part of the answer that it belongs to."]
    version: Annotated[str | None, "Version of OCPP, by its id."]
    kind: Annotated[str, "What it is: field, value, rule, escalation, requirement ..."]
    name: Annotated[str, "Its name, by which it can be asked for."]
    text: Annotated[str, "What it says."]
    detail: Annotated[
        str | None, "Type and limits of a field; who is bound to what by a rule; the answer or question of a point."
    ]
    source: Annotated[str | None, "The document that states it."]
    section: Annotated[str | None, "Where in the document."]
    confidence: Annotated[str | None, "schema-derived, schema-described, specification or interpretation."]


class Covered(NamedTuple):
    """A chapter of an answer, and how much there is of it."""

    chapter: Annotated[str, "Its title."]
    total: Annotated[int, "How many items it has."]


class Told(NamedTuple):
    """What an answer about a name is about."""

    what: Annotated[str, "What was asked for."]
    called_so: Annotated[bool, "Whether something has that name; else it was searched as words."]
    chapters: Annotated[tuple[Covered, ...], Part("Its chapters; ask for one of them with `chapter`.")]


class FieldLine(NamedTuple):
    """A field of a payload."""

    payload: Annotated[str, "request or response."]
    path: Annotated[str, "The way down from the payload; [] tells an array."]
    type: Annotated[str, "JSON type, or the name of its type."]
    cardinality: Annotated[str, "0..1, 1..1, 0..* ...: a lower bound of 1 tells that it must be present."]
    limits: Annotated[str | None, "Length, range, format, default, unit."]
    values: Annotated[tuple[str, ...], Part("The values of its enumeration.")]
    description: Annotated[str | None, "What it holds."]
    escalations: Annotated[tuple[str, ...], Part("Ids of the points about it that are open.")]
    source: Annotated[str, "The document that states it."]
    section: Annotated[str, "Where in the document."]
    confidence: Annotated[str, "How far it can be trusted."]


class Listed(NamedTuple):
    """A sequence, without its steps."""

    version: Annotated[str, "Version of OCPP, by its id."]
    id: Annotated[str, "Its id; the tool `sequence` tells its steps."]
    title: Annotated[str, "What it tells."]
    kind: Annotated[str, "main, alternative or failure."]
    use_case: Annotated[str, "Its use case, or the section of the operation."]
    summary: Annotated[str, "What happens."]
    source: Annotated[str, "The document that states it."]
    section: Annotated[str, "Where in the document."]
    confidence: Annotated[str, "How far it can be trusted."]


class Point(NamedTuple):
    """An open point with what to do about it, or a settled one with its answer."""

    version: Annotated[str, "Version of OCPP, by its id."]
    id: Annotated[str, "Its id."]
    status: Annotated[str, "open or settled."]
    category: Annotated[str, "SPEC-SILENT, VENDOR-DEPENDENT or POLICY-DEPENDENT; of a settled point what it is believed to be."]
    title: Annotated[str, "The point in a few words."]
    text: Annotated[str, "What is not defined; of a settled point what the specification says."]
    answer: Annotated[
        str | None,
        "What to do now: what the project has decided, else by its mode the question and its options, or the default and its comment.",
    ]
    practice: Annotated[str | None, "What named implementations do."]
    evidence: Annotated[tuple[str, ...], Part("The texts that it rests on: document, section, and what it says.")]
    confidence: Annotated[str, "specification or interpretation."]


class DocumentText(NamedTuple):
    """A document that can be read, or a piece of its text."""

    version: Annotated[str | None, "Version of OCPP, by its id."]
    document: Annotated[str, "Path of the document."]
    title: Annotated[str, "Its title, or the heading that the piece is under."]
    summary: Annotated[str | None, "What it tells."]
    parts: Annotated[tuple[str, ...], Part("The headings of its parts; ask for one with `part`.")]
    text: Annotated[
        str | None, "The text, in Markdown, where one document was asked for: facts with their sources, open points marked."
    ]


def plain(value: Any) -> Any:
    """Return a record as dicts, lists and JSON's scalars, without what is empty: None, empty texts and empty lists."""
    if value is None or isinstance(value, SCALARS):
        return value
    if hasattr(value, "_fields"):
        return _filled(zip(value._fields, value, strict=True))
    if isinstance(value, Mapping):
        return _filled((str(key), each) for key, each in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each) for each in value]
    return str(value)


SCALARS = (str, int, float)


def _filled(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs whose values are not empty, made plain; a scalar is what it is."""
    made = {}
    for key, value in pairs:
        each = value if value is None or isinstance(value, SCALARS) else plain(value)
        if not _empty(each):
            made[key] = each
    return made


def _empty(value: Any) -> bool:
    return value is None or value == "" or value == [] or value == {}
