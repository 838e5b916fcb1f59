"""The tools: each asks the database one kind of question, and says for which questions it is the right one."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NamedTuple

from ocppdb.agents.mode import Mode
from ocppdb.errors import NotFound
from ocppdb.mcp.answers import Covered, DocumentText, FieldLine, Found, Line, Listed, Named, Point, Told
from ocppdb.mcp.arguments import Refused, Whole
from ocppdb.mcp.documents import listed, pieces
from ocppdb.mcp.sql import rows
from ocppdb.query import Database
from ocppdb.records.changes import Change
from ocppdb.records.messages import Field, Message
from ocppdb.records.points import Escalation, Settled
from ocppdb.records.sequences import Step
from ocppdb.records.subjects import Hit

__all__ = ["TOOLS", "Asked", "Tool", "tool"]

Version = Annotated[
    str | None, "Version of OCPP as people write it: 1.6, 2.0.1, 2.1. Without it one is assumed, and the answer says so."
]
Cursor = Annotated[str | None, "The `next` of the answer before, for the page after it."]
MOST = 10_000


@dataclass(frozen=True)
class Asked:
    """Whom a tool asks, and for whom: the database, the folder of the project, and how the project handles open points."""

    db: Database
    project: str
    mode: Mode


class Tool(NamedTuple):
    """A tool: its name and title, what it is for, the function behind it, and the classes of its items and head."""

    name: str
    title: str
    doc: str
    call: Callable[..., Found]
    item: type | None
    head: type | None


TOOLS: dict[str, Tool] = {}
"""Every tool by its name, in the order in which they are offered."""


def tool(
    title: str, *, item: type | None = None, head: type | None = None
) -> Callable[[Callable[..., Found]], Callable[..., Found]]:
    """Make a tool of a function: its docstring says what it is for, its parameters after the first are the arguments."""

    def declare(function: Callable[..., Found]) -> Callable[..., Found]:
        name = function.__name__
        TOOLS[name] = Tool(name, title, inspect.cleandoc(function.__doc__ or ""), function, item, head)
        return function

    return declare


@tool("All that is known about a name or question", item=Line, head=Told)
def about(
    asked: Asked,
    what: Annotated[
        str, "A name of OCPP (BootNotification, IdTokenType.type, HeartbeatInterval, B01.FR.04), or a question in words."
    ],
    version: Version = None,
    chapter: Annotated[str | None, "Only this chapter of the answer, by its title."] = None,
    cursor: Cursor = None,
) -> Found:
    """Tell all that is known about a name or a question: what it is, what is settled, rules, open points, errata, sequences.

    The first tool to try for anything about OCPP. The first page has some of every chapter; `chapter` tells one of them whole.
    """
    dossier = asked.db.about(what, version, limit=MOST)
    lines = [[Line(each.title, *item) for item in each.items] for each in dossier.chapters]
    covered = tuple(Covered(each.title, each.total) for each in dossier.chapters)
    if chapter is not None:
        titles = [each.title for each in dossier.chapters]
        found = next((place for place, title in enumerate(titles) if title.lower() == chapter.strip().lower()), None)
        if found is None:
            raise NotFound.of(f"the answer has no chapter {chapter[:60]!r}", chapter, titles)
        lines = [lines[found]]
    points = [item.name for each in dossier.chapters for item in each.items if item.kind == "escalation"]
    head = Told(dossier.what, dossier.called_so, covered)
    notes = () if dossier.called_so else (_nothing_called(asked.db, what),)
    return Found(_in_rounds(lines), head, dossier.versions, dossier.assumed, tuple(points), notes)


def _nothing_called(db: Database, what: str) -> str:
    """What is said of a question, and of a name that does not exist."""
    if " " in what.strip():
        return "no name, so its words were searched; check that the answer is about what you mean"
    try:
        db.named(what)
    except NotFound as error:
        return f"Not in the database: {error}. What follows is what a search of the word finds; do not take it for that name"
    return "its words were searched"


def _in_rounds(chapters: list[list[Line]], each: int = 2) -> Iterator[Line]:
    """Yield the lines of chapters, some of each in turn, so that the first page has some of all of them."""
    for start in range(0, max(map(len, chapters), default=0), each):
        for lines in chapters:
            yield from lines[start : start + each]


@tool("Search names and texts", item=Named)
def search(
    asked: Asked,
    words: Annotated[str, "A few words, as a person would type them."],
    version: Version = None,
    kind: Annotated[
        str | None, "Only this kind: message, field, type, enum-value, config-key, variable, rule, escalation ..."
    ] = None,
    cursor: Cursor = None,
) -> Found:
    """Find what things are called: names and texts of all kinds, best first. Then ask `about` for one of them."""
    hits = asked.db.search(words, version, kind=kind, limit=200)
    if not hits:
        raise NotFound("nothing has these words; try fewer or other words", ())
    return Found(hits, versions=_versions(hits), assumed=version is None, form=lambda hit: _named(asked.db, hit))


def _named(db: Database, hit: Hit) -> Named:
    row = db.row(hit)
    if hit.kind in ("escalation", "settled"):  # a point cites several texts
        row |= db.sql("SELECT source, section FROM point_evidence WHERE point = ? ORDER BY position LIMIT 1", (hit.name,))[0]
    return Named(hit.version, hit.kind, hit.name, hit.text, row.get("source"), row.get("section"), row.get("confidence"))


@tool("Fields of a message", item=FieldLine)
def message(
    asked: Asked,
    action: Annotated[str, "Action of the message, such as SetChargingProfile."],
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Tell every field of the request and the response of a message: type, whether it must be present, limits, values, open points.

    Fields of the payloads themselves come first, then those within them. For writing or checking a payload, type or handler.
    """
    found = asked.db.message(action, version)
    values = {each.name: each.values for each in _enums(asked.db, found)}
    fields = [(payload.kind, field) for payload in found.payloads for field in payload.walk()]
    fields.sort(key=lambda each: (each[1].path.count("."), each[0]))
    told = (
        "version",
        "action",
        "direction",
        "group",
        "extension",
        "one_way",
        "summary",
        "note",
        "source",
        "section",
        "confidence",
    )
    head = {key: getattr(found, key) for key in told}
    empty = tuple(f"{each.name} has no fields." for each in found.payloads if not each.fields)
    form = lambda each: _field(each[0], each[1], values.get(each[1].data_type or "", ()))  # noqa: E731
    return Found(fields, head, (found.version,), found.assumed, found.escalations, empty, form=form)


def _enums(db: Database, found: Message) -> Iterator[Any]:
    types = {field.data_type for payload in found.payloads for field in payload.walk() if field.data_type and not field.fields}
    for name in sorted(types):
        if any(
            hit.kind == "type" and db.row(hit)["category"] == "enumeration" for hit in db.find(name, found.version, kind="type")
        ):
            yield db.enum(name, found.version)


def _field(payload: str, field: Field, values: Iterable[str]) -> FieldLine:
    limits = {
        "maxLength": field.max_length,
        "minimum": field.minimum,
        "maximum": field.maximum,
        "multipleOf": field.multiple_of,
        "format": field.format,
        "default": field.default_value,
        "unit": field.unit,
    }
    said = ", ".join(
        f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"
        for name, value in limits.items()
        if value is not None
    )
    return FieldLine(
        payload,
        field.path,
        field.data_type or field.type,
        field.cardinality,
        said or None,
        tuple(values),
        field.description,
        field.escalations,
        field.source,
        field.section,
        field.confidence,
    )


@tool("Sequences of messages", item=None)
def sequence(
    asked: Asked,
    id: Annotated[str | None, "Id of a sequence, such as ocpp201-b01-cold-boot: its steps are told."] = None,
    action: Annotated[str | None, "List the sequences that have this message."] = None,
    use_case: Annotated[str | None, "List those of this use case, such as B01."] = None,
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Tell in which order messages follow each other: the steps of one sequence by its `id`, or the sequences of a message or use case."""
    if id is None:
        if action is None and use_case is None:
            raise Refused("sequence needs an id, an action or a use_case")
        several = asked.db.sequences(action, version, use_case=use_case)
        if not several:
            raise NotFound("no sequence fits all of these conditions; ask with fewer, or search with kind sequence", ())
        told = [Listed(*(getattr(each, name) for name in Listed._fields)) for each in several]
        return Found(told, versions=tuple(each.version for each in several), assumed=version is None)
    one = asked.db.sequence(id)
    head = {key: value for key, value in one._asdict().items() if key not in ("steps", "escalations")}
    return Found(map(_step, one.steps), head, (one.version,), open=one.escalations)


def _step(step: Step) -> dict[str, Any]:
    return {key: value for key, value in step._asdict().items() if key != "depth"}


Kind = Literal["open", "settled", "both"]
Handling = Literal["strict", "pragmatic"]


@tool("What the specification leaves open", item=Point)
def escalations(
    asked: Asked,
    id: Annotated[str | None, "Id of one point."] = None,
    action: Annotated[str | None, "Points about this message, its fields and their types."] = None,
    subject: Annotated[
        str | None, "Points about any other name: a type, value, configuration key, component, use case."
    ] = None,
    sequence: Annotated[str | None, "Points about this sequence and its messages."] = None,
    category: Annotated[Literal["SPEC-SILENT", "VENDOR-DEPENDENT", "POLICY-DEPENDENT"] | None, "Only this category."] = None,
    words: Annotated[str | None, "Words that must all occur."] = None,
    status: Annotated[Kind, "open, settled (widely believed open, and answered by the specification) or both."] = "open",
    mode: Annotated[
        Handling | None, "How to answer; without it what the project's CLAUDE.md or AGENTS.md says, else strict."
    ] = None,
    language: Annotated[str | None, "Programming language of the comment that the pragmatic mode leaves."] = None,
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Tell what must be asked before code is written, and what is settled although many believe it open.

    Call it before writing a handler: with `action`. In strict mode put each question to the developer; in pragmatic mode take the default
    and leave the comment.
    """
    chosen = mode or asked.mode.mode
    found: list[Escalation | Settled] = []
    if id is not None:
        settled = asked.db.find(id, kind="settled")
        found += [asked.db.settled_point(settled[0].name) if settled else asked.db.escalation(id, project=asked.project)]
    else:
        where: dict[str, Any] = {
            "action": action,
            "version": version,
            "subject": subject,
            "sequence": sequence,
            "category": category,
            "words": words,
        }
        found += _escalations(asked, where) if status != "settled" else []
        found += asked.db.settled(**where) if status != "open" else []
        if not found:
            raise NotFound("no point is recorded that fits all of these conditions; that is no proof that nothing is open", ())
    points = [_point(each, chosen, language or "//") for each in found]
    ids = tuple(each.id for each in found if isinstance(each, Escalation))
    notes = (f"mode {asked.mode.mode}: {asked.mode.reason}",) if mode is None else (f"mode {mode}, as the call says",)
    return Found(points, None, tuple(each.version for each in found), version is None and id is None, ids, notes, most_open=0)


def _escalations(asked: Asked, where: Mapping[str, Any]) -> list[Escalation]:
    """The open points, with the decisions of the project."""
    return asked.db.escalations(**where, project=asked.project)


def _point(point: Escalation | Settled, mode: str, language: str) -> Point:
    evidence = tuple(f"{each.source}, {each.section}: {each.note}" for each in point.evidence)
    told = (point.version, point.id)
    if isinstance(point, Settled):
        text = f"Believed: {point.belief} In fact: {point.answer}"
        return Point(*told, "settled", point.category, point.title, text, None, None, evidence, point.confidence)
    answer = point.answer(mode, language)
    return Point(
        *told, "open", point.category, point.title, point.ambiguity, answer, point.practice, evidence, point.confidence
    )


@tool("What a thing is in another version")
def compare(
    asked: Asked,
    name: Annotated[str, "A message, field, type, value, configuration key or component of either version."],
    version: Version = None,
    to: Annotated[str | None, "The other version; without it the one that the thing is mapped to."] = None,
    cursor: Cursor = None,
) -> Found:
    """Tell what a thing of one version has become in another, and its fields and values one by one. For migrating code between versions."""
    found = asked.db.compare(name, version, to=to)
    parts = (("thing", found.things), ("field", found.fields), ("value", found.values))
    items = [
        {"part": part, **each.mapping._asdict(), "differences": each.differences} for part, several in parts for each in several
    ]
    items += [{"part": each.title, **item._asdict()} for each in found.chapters for item in each.items]
    head = {key: getattr(found, key) for key in ("what", "from_version", "to_version", "from_things", "to_things")}
    points = [item.name for each in found.chapters for item in each.items if item.kind == "escalation"]
    return Found(items, head, (found.from_version, found.to_version), version is None, tuple(points))


@tool("What changed between two versions", item=Change)
def changes(
    asked: Asked,
    before: Annotated[str, "The version before."],
    after: Annotated[str, "The version after."],
    name: Annotated[str | None, "Only about this message, type, field, block, use case or component."] = None,
    kind: Annotated[str | None, "Only this kind: message, field, enum-value, requirement ..."] = None,
    cursor: Cursor = None,
) -> Found:
    """Tell what is new, gone or changed from one version to the next, computed from schemas, requirements and lists."""
    found = asked.db.changes(before, after, name, kind=kind)
    nothing = () if found.changes else (f"nothing that is compared differs{f' about {name}' if name else ''}",)
    return Found(
        found.changes,
        {"what": found.what, "counts": found.counts()},
        (found.before, found.after),
        notes=(*nothing, *found.notes),
    )


@tool("Documents of a topic", item=DocumentText)
def topic(
    asked: Asked,
    name: Annotated[
        str | None, "A topic: smart-charging, transactions, boot, security, 1.6 core ...; anything else is searched."
    ] = None,
    document: Annotated[str | None, "Path or file name of a document: its text is told."] = None,
    part: Annotated[str | None, "Only this part of the document, by its heading."] = None,
    version: Version = None,
    cursor: Cursor = None,
) -> Found:
    """Tell which documents explain a topic, with their parts; or read a document, or one part of it, as Markdown.

    For learning how a part of the protocol works as a whole. For one name or question `about` is shorter.
    """
    if document is not None:
        one = asked.db.document(document)
        return Found(pieces(asked.db, one, part), None, (one.version,))
    if name is None:
        raise Refused("topic needs a name or a document")
    found = asked.db.topic(name, version)
    items = [listed(asked.db, each) for each in found.documents]
    names = tuple(f"{hit.kind} {hit.name}" for hit in found.found)
    notes = (f"no topic is called so; a search finds {', '.join(names)}",) if names else ()
    return Found(items, {"topic": found.name, "version": found.version}, (found.version,), found.assumed, notes=notes)


@tool("Read the database with SQL")
def sql(
    asked: Asked,
    query: Annotated[Whole, "One SELECT of SQLite, with LIMIT. `SELECT name, sql FROM sqlite_master` tells the tables."],
    cursor: Cursor = None,
) -> Found:
    """Answer what no other tool answers: any SELECT over the tables. Only reading, for a second at most, in pages."""
    return Found(rows(asked.db.path, query))


def _versions(hits: Iterable[Hit]) -> tuple[str | None, ...]:
    return tuple(hit.version for hit in hits)
