"""The parts of a document that show structure: messages with their fields, types, enumerations."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ocppdb.agents.documents.markdown import anchor, code, heading, table
from ocppdb.agents.documents.page import Page
from ocppdb.records.documents import DocumentPart
from ocppdb.records.messages import Field, Message, Payload

__all__ = ["enumerations", "example", "messages", "quick_reference", "types"]

FEW = 14
"""Values of an enumeration that are written out beside a field."""
EXTENSION = "customData"
"""The field of every type for what a vendor adds."""
MANY = 80
"""A payload with more fields does not repeat those of a type that the document has shown before."""


def direction(page: Page, message: Message) -> str:
    """Return who sends a request to whom, by the names of the roles."""
    sides = {row["side"]: row["name"] for row in page.rows("SELECT side, name FROM roles WHERE version = ?", page.id)}
    station, csms = sides["station"], sides["csms"]
    arrows = {"station-to-csms": f"{station} → {csms}", "csms-to-station": f"{csms} → {station}"}
    return arrows.get(message.direction, f"{station} ↔ {csms}")


def _asked(page: Page, part: DocumentPart) -> list[Message]:
    groups = page.groups()
    found: dict[str, Message] = {}
    for of in part.of or groups:
        several = page.db.messages(page.id, group=of) if of in groups else [page.db.message(of, page.id)]
        found |= {each.action: each for each in several}
    return list(found.values())


def quick_reference(page: Page, part: DocumentPart) -> Iterator[str]:
    """Every message in a line, by groups."""
    every = page.db.messages(page.id)
    yield f"{len(every)} messages, by {'feature profile' if _profiles(page) else 'functional block'}."
    yield ""
    for group, summary in page.groups().items():
        yield from heading(3, group)
        yield summary
        yield ""
        rows = [(code(each.action), direction(page, each), each.summary) for each in every if each.group == group]
        yield from table(("Message", "Who asks whom", "What for"), rows)
    yield "Structure from the JSON Schemas, summaries from the texts: " + "; ".join(_cited(page, every)) + "."


def _profiles(page: Page) -> bool:
    return not any(row["code"] for row in page.rows("SELECT code FROM groups WHERE version = ?", page.id))


def _cited(page: Page, several: Iterable[Any]) -> list[str]:
    for each in several:
        page.cited.setdefault(each.source)
    return sorted({f"`{each.source}`" for each in several})


def messages(page: Page, part: DocumentPart) -> Iterator[str]:
    """Each message: what it is for, its fields, an example, and which points about it are open."""
    for message in _asked(page, part):
        yield from heading(3, message.action)
        yield f"**{direction(page, message)}.** {message.summary} [{page.cite(message)}]"
        yield ""
        if message.note:
            yield from (f"> {message.note}", "")
        if message.one_way:
            yield from ("Nobody answers it.", "")
        for payload in message.payloads:
            yield from _payload(page, message, payload)
        if message.escalations:
            own = [each for each in message.escalations if _direct(page, each, message.action)]
            if own:
                yield from ("Open about it: " + ", ".join(map(page.point, own)) + ".", "")


def _direct(page: Page, point: str, action: str) -> bool:
    """Whether a point is about a message or its own fields, rather than about a type that others have as well."""
    sql = "SELECT 1 FROM point_subjects WHERE point = ? AND (subject = ? OR instr(subject, ? || '.') = 1)"
    return bool(page.rows(sql, point, action, action))


def _payload(page: Page, message: Message, payload: Payload) -> Iterator[str]:
    kept = [field for field in payload.walk() if EXTENSION not in field.path]
    schema = kept[0] if kept else None
    yield f"**{payload.name}**" + ("" if kept else ": no fields.")
    yield ""
    rows = [
        (code(each.path), _type(page, each), each.cardinality, _limits(each), f"{_said(page, each)}{there}")
        for each, there in _told(page, message.action, payload.fields, len(kept) > MANY)
    ]
    yield from table(("Field", "Type", "Occurs", "Limits", "What it holds"), rows)
    if schema:
        yield f"Structure: {page.cite(schema)}."
        yield ""
    value = example(page, message.action, payload)
    yield from (f"```json {message.action}.{payload.kind}", json.dumps(value, indent=2, ensure_ascii=False), "```", "")


def _told(page: Page, action: str, fields: Iterable[Field], long: bool) -> Iterator[tuple[Field, str]]:
    """Yield each field at any depth; of a long payload, in place of the fields of a type that stands above, where they are."""
    for field in fields:
        if field.name == EXTENSION:
            continue
        above = page.unfolded.get(field.data_type or "") if long and field.fields else None
        yield field, f" (Its fields: as in [{above}](#{anchor(above)}).)" if above else ""
        if field.fields and not above:
            page.unfolded.setdefault(field.data_type or "", action)
            yield from _told(page, action, field.fields, long)


def _type(page: Page, field: Field) -> str:
    if field.data_type is None:
        return field.type
    values = [row["value"] for row in _values(page, field.data_type)]
    if values and len(values) <= FEW:
        return f"{field.data_type}: " + ", ".join(f"`{value}`" for value in values)
    return field.data_type


def _values(page: Page, enum: str) -> list[dict[str, Any]]:
    sql = "SELECT value, meaning, meaning_in, note FROM enumerations WHERE version = ? AND enum = ? ORDER BY position"
    return page.rows(sql, page.id, enum)


def _limits(field: Field) -> str:
    said = [
        field.max_length and f"at most {field.max_length} characters",
        field.minimum is not None and f"from {field.minimum:g}",
        field.maximum is not None and f"to {field.maximum:g}",
        field.multiple_of and f"multiple of {field.multiple_of:g}",
        field.format,
        field.unit and f"in {field.unit}",
        field.default_value and f"default {field.default_value}",
    ]
    return ", ".join(str(each) for each in said if each)


def _said(page: Page, field: Field) -> str:
    said = field.description or ""
    return f"{said} ({field.note})" if field.note else said


def example(page: Page, action: str, payload: Payload) -> Any:
    """Return the example of a payload: one that is recorded, the fullest first; else the least that its schema takes."""
    recorded = getattr(payload, "examples", ())
    if recorded:
        best = next((each for each in recorded if each.form == "realistic"), recorded[0])
        return best.value
    return _object(page, payload.fields)


def _object(page: Page, fields: Iterable[Field]) -> dict[str, Any]:
    return {each.name: _value(page, each) for each in fields if each.required}


def _value(page: Page, field: Field) -> Any:
    one = _one(page, field)
    return [one] * (field.min_items or 1) if field.cardinality.partition("..")[2] not in ("1", "0") else one


def _one(page: Page, field: Field) -> Any:
    if field.type == "object":
        return _object(page, field.fields)
    if field.data_type and (values := _values(page, field.data_type)):
        return values[0]["value"]
    if field.type == "string":
        said = {"date-time": "2026-01-15T08:00:00Z", "uri": "https://example.com/file"}.get(field.format or "", field.name)
        return said[: field.max_length] if field.max_length else said
    return {"integer": int(field.minimum or 1), "number": field.minimum or 1, "boolean": True}[field.type]


def types(page: Page, part: DocumentPart) -> Iterator[str]:
    """Each object type with its fields, and where it is used."""
    sql = "SELECT name FROM types WHERE version = ? AND category IN ('object', 'alias') ORDER BY name"
    for row in page.rows(sql, page.id):
        found = page.db.data_type(row["name"], page.id)
        yield from heading(3, found.name)
        yield f"{found.description or 'No text describes it.'} [{page.cite(found)}]"
        yield ""
        if found.max_length:
            yield from (f"A string of at most {found.max_length} characters.", "")
        kept = [each for each in found.fields if each.name != EXTENSION]
        rows = [(code(each.name), _type(page, each), each.cardinality, _limits(each), _said(page, each)) for each in kept]
        yield from table(("Field", "Type", "Occurs", "Limits", "What it holds"), rows)
        yield from _used_by(found.used_by)


def _read_in(page: Page, where: str | None) -> str:
    """Return the citation of a meaning, which is kept as source and section in one text."""
    source, _, section = (where or "").partition(", ")
    return page.place(source, section) if section else source


def _used_by(places: Iterable[str]) -> Iterator[str]:
    actions = sorted({place.partition(".")[0] for place in places})
    if actions:
        yield from ("Used in: " + ", ".join(actions) + ".", "")


def enumerations(page: Page, part: DocumentPart) -> Iterator[str]:
    """Each enumeration with its values and what they mean: of some groups or messages those that they use, all without any."""
    asked = {message.action for message in _asked(page, part)}
    sql = "SELECT name FROM types WHERE version = ? AND category = 'enumeration' ORDER BY name"
    for row in page.rows(sql, page.id):
        found = page.db.enum(row["name"], page.id)
        if part.of and not asked & {place.partition(".")[0] for place in found.used_by}:
            continue
        yield from heading(3, found.name)
        yield f"{found.description or ''} [{page.cite(found)}]".strip()
        yield ""
        rows = [(code(each.value), each.meaning, each.note, _read_in(page, each.meaning_in)) for each in found.meanings]
        yield from table(("Value", "Meaning", "Note", "Where"), rows)
        yield from _used_by(found.used_by)
