"""Answers of the query API as text to read and as data for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ocppdb.records.messages import DataType, Enumeration, Field, Message, Payload

if TYPE_CHECKING:
    from ocppdb.records.lists import DeviceVariable, Rule
    from ocppdb.records.points import Settled
    from ocppdb.records.subjects import Hit

__all__ = ["enumeration", "facts", "hit", "message", "payload_type", "plain", "record", "rule", "settled", "variable"]

WIDTH = 118


def plain(value: Any) -> Any:
    """Return an answer as dicts, lists and JSON's scalars; a message has its payloads by their kind."""
    if isinstance(value, Message):
        payloads = {payload.kind: plain(payload) for payload in value.payloads}
        return {key: plain(each) for key, each in value._asdict().items() if key != "payloads"} | payloads
    if isinstance(value, Enumeration):
        return {key: plain(each) for key, each in value._asdict().items()} | {"values": list(value.values)}
    if isinstance(value, Payload):
        examples = {each.form: each.value for each in value.examples}
        return {"name": value.name, "kind": value.kind, "fields": plain(value.fields), "examples": examples}
    if hasattr(value, "_asdict"):
        return {key: plain(each) for key, each in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return value


def message(answer: Message, full: bool = False) -> str:
    """A message as a tree of its fields; `full` adds what each field holds."""
    extension = f", {answer.extension} extension" if answer.extension else ""
    lines = [
        f"{answer.action} (message, OCPP {answer.version})",
        *_wrapped(answer.summary),
        f"  {answer.direction}, {answer.group}{extension}  [{_citation(answer)}]",
        *_note(answer.note),
    ]
    for payload in sorted(answer.payloads, key=lambda payload: payload.kind):
        lines += [
            "",
            f"{payload.kind} {payload.name}" + ("" if payload.fields else ": no fields"),
            *_fields(payload.walk(), full),
        ]
    about = f"--action {answer.action} --version {answer.version}"
    lines += ["", f"More: ocppdb about {answer.action} --version {answer.version}"]
    lines += [f"      ocppdb {stage} {about}" for stage in ("rules", "sequences") if stage in answer.reaches]
    if answer.escalations:
        lines.append(f"      ocppdb escalations {about} ({len(answer.escalations)} open points)")
    return "\n".join(lines)


def payload_type(answer: DataType, full: bool = False) -> str:
    """An object type or alias with its fields and uses; `full` adds what each field holds."""
    length = f", at most {answer.max_length} characters" if answer.max_length else ""
    lines = [
        f"{answer.name} ({answer.category}, OCPP {answer.version}): {answer.type}{length}  [{_citation(answer)}]",
        *_wrapped(answer.description),
        *_note(answer.note),
        *_fields(answer.walk(), full),
        *_uses(answer.used_by),
    ]
    return "\n".join(lines)


def enumeration(answer: Enumeration) -> str:
    """An enumeration with its values and uses."""
    default = f", default {answer.default_value}" if answer.default_value else ""
    lines = [
        f"{answer.name} (enumeration, OCPP {answer.version}){default}  [{_citation(answer)}]",
        *_wrapped(answer.description),
        *_note(answer.note),
    ]
    for value in answer.meanings:
        lines += _columns(f"  {value.value}", 36, value.meaning or "")
    return "\n".join([*lines, *_uses(answer.used_by)])


def hit(answer: Hit) -> str:
    """A hit of a search: its version, kind and name, and what it says."""
    head = f"{answer.version or '-':<6} {answer.kind:<12} {answer.name}"
    return f"{head}\n{'':<20}{answer.text}" if answer.text else head


def facts(hit: Hit, row: Mapping[str, Any]) -> str:
    """Any other subject: its columns, one to a line."""
    version = f", OCPP {hit.version}" if hit.version else ""
    lines = [f"{hit.name} ({hit.kind}{version})"]
    for column, value in row.items():
        if value is not None and column not in ("version", "name"):
            lines += _columns(f"  {column}", 22, str(value))
    return "\n".join(lines)


def record(answer: Any) -> str:
    """A row of a reference list: its columns, one to a line."""
    lines: list[str] = []
    for column, value in answer._asdict().items():
        if value not in (None, ()):
            lines += _columns(f"{column}", 22, _said(value))
    return "\n".join(lines)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(getattr(each, "name", None) or str(each) for each in value)
    return str(value)


def rule(answer: Rule) -> str:
    """A rule: whom it binds to what, and its text."""
    parts = (answer.subject, answer.value and f"= {answer.value}", answer.state and f"while {answer.state}")
    place = " ".join(part for part in parts if part)
    lines = [
        f"{answer.version:<6} {answer.id}",
        *_columns("", 6, f"{answer.who or 'rule'}, {answer.allowed or answer.kind}: {place or answer.topic}"),
    ]
    lines += _columns("", 6, answer.text)
    lines += _columns("", 6, f"Note: {answer.note}") if answer.note else []
    lines += _columns("", 6, f"Carried over: {answer.proof}") if answer.proof else []
    return "\n".join([*lines, *_columns("", 6, f"[{_citation(answer)}]")])


def settled(answer: Settled) -> str:
    """A settled point: what is believed, what the specification says, and where."""
    lines = [
        f"{answer.id} (settled, OCPP {answer.version}): {answer.title}",
        *_wrapped(f"Believed: {answer.belief}"),
        *_wrapped(f"Settled: {answer.answer}"),
    ]
    lines += [line for each in answer.evidence for line in _wrapped(f"[{each.source}, {each.section}] {each.note}")]
    return "\n".join(lines)


def variable(answer: DeviceVariable) -> str:
    """A variable of a component, in a line and its description."""
    kind = " ".join(part for part in (answer.data_type, answer.mutability, answer.unit and f"in {answer.unit}") if part)
    need = {"yes": "required", "no": "optional"}.get(answer.required, answer.required)
    return "\n".join([f"  {answer.name:<52} {kind}, {need}", *_columns("", 6, answer.description)])


def _fields(fields: Iterable[Field], full: bool) -> Iterator[str]:
    for field in fields:
        if "customData." in field.path:
            continue  # the same one field everywhere; `show CustomDataType` tells it
        depth = field.path.count(".")
        left = f"  {'  ' * depth}{field.name}"
        kind = field.data_type or field.type
        limits = [
            f"at most {field.max_length} characters" if field.max_length else "",
            field.format or "",
            f"from {field.minimum:g}" if field.minimum is not None else "",
            f"to {field.maximum:g}" if field.maximum is not None else "",
            f"multiple of {field.multiple_of:g}" if field.multiple_of is not None else "",
            f"in {field.unit}" if field.unit else "",
            f"default {field.default_value}" if field.default_value is not None else "",
        ]
        yield f"{left:<38} {field.cardinality:<5} {kind} {', '.join(filter(None, limits))}".rstrip()
        if full and field.description and field.name != "customData":
            indent = " " * (4 + 2 * depth)
            yield from textwrap.wrap(field.description, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _uses(places: Iterable[str]) -> Iterator[str]:
    if places:
        yield "used by"
        yield from (f"  {place}" for place in places)


def _citation(answer: Any) -> str:
    return f"{answer.source}, {answer.section}, {answer.confidence}"


def _wrapped(text: str | None) -> list[str]:
    return textwrap.wrap(text or "", WIDTH, initial_indent="  ", subsequent_indent="  ")


def _note(text: str | None) -> list[str]:
    return _wrapped(f"Note: {text}") if text else []


def _columns(left: str, width: int, text: str) -> Iterator[str]:
    lines = textwrap.wrap(text, WIDTH - width) or [""]
    yield f"{left:<{width}} {lines[0]}".rstrip()
    yield from (f"{'':<{width}} {line}" for line in lines[1:])
