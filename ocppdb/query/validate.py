"""Judging frames by what a database says: which version is meant, and what its tables hold for the judge."""

import json
from collections.abc import Iterable
from typing import Any

from ocppdb.errors import NotFound
from ocppdb.judging.book import Book, Check, Element, FrameForm, Payload
from ocppdb.judging.conversation import Conversation
from ocppdb.judging.judge import Judge
from ocppdb.judging.placing import placed, schemas_by_type, severity
from ocppdb.query import messages, names
from ocppdb.query.elsewhere import elsewhere
from ocppdb.query.reader import Reader
from ocppdb.records.lists import CallErrorFor
from ocppdb.records.verdicts import Verdict

__all__ = ["book", "conversation", "judge", "schema_with_rules", "validate"]

KINDS = ("request", "response")
Frame = str | bytes | list[Any] | dict[str, Any]


def validate(
    reader: Reader, frame: Frame, version: str | None = None, action: str | None = None, kind: str | None = None
) -> Verdict:
    """Return the Verdict on a frame, or on a payload alone where an action is given; see `Database.validate`."""
    text = frame if isinstance(frame, (str, bytes)) else json.dumps(frame)
    if kind is not None and kind not in KINDS:
        raise NotFound.of(f"no kind of payload {kind!r}", kind, KINDS)
    if action is None:
        if version is None:
            return _detected(reader, text)
        return reader.once(("judge of", version), lambda: judge(reader, names.version(reader, version).id)).frame(text)
    resolved = names.resolve(reader, "message", action, version)
    one = judge(reader, resolved.version)
    if _is_payload(text, kind):
        wanted = kind or "request"
        messages.message(reader, resolved.name, resolved.version).payload("response" if wanted == "response" else "request")
        return one.payload(text, resolved.name, wanted)
    return one.frame(text, resolved.name)


def _is_payload(text: str | bytes, kind: str | None) -> bool:
    """Whether a text is a payload by itself: an object; where it is not readable, the kind that was asked for decides."""
    start = text.lstrip()[:1]
    return start in ("{", b"{") or kind is not None and start not in ("[", b"[")


def _detected(reader: Reader, text: str | bytes) -> Verdict:
    """Judge by the version that is assumed, or by another in which the frame is valid, or in which it has the fewest faults."""
    versions = sorted(names.versions(reader).values(), key=lambda each: (not each.assumed, -each.position))
    verdicts = []
    for each in versions:
        found = judge(reader, each.id).frame(text)
        if found.verdict == "valid" and found.kind in KINDS:
            return found
        verdicts.append(found)
    return min(verdicts, key=lambda each: len(each.findings))


def judge(reader: Reader, version: str) -> Judge:
    """Return the Judge of a version, by its id; it is made once."""
    return reader.once(("judge", version), lambda: Judge(book(reader, version), _engine()))


def _engine() -> Any:
    from ocppdb.judging.fast import quick

    return quick()


def conversation(reader: Reader, version: str | None = None) -> Conversation:
    """Return a Conversation on one connection, by a version or by the one that is assumed. Raises NotFound."""
    asked = names.version_id(reader, version)
    chosen = asked or next(each.id for each in names.versions(reader).values() if each.assumed)
    return Conversation(judge(reader, chosen))


def book(reader: Reader, version: str) -> Book:
    """Return what a version says of frames and payloads."""
    slug = names.versions(reader)[version].slug
    answers: dict[str, CallErrorFor] = {
        each.fault: each._replace(escalation=each.escalation and f"{slug}-{each.escalation}")
        for each in reader.read(CallErrorFor, "callerrors WHERE version = ?", (version,))
    }
    kinds: dict[str, list[str]] = {}
    for row in reader.rows(
        "SELECT action, payloads.kind FROM messages LEFT JOIN payloads ON message_id = messages.id WHERE version = ? ORDER BY action, kind",
        (version,),
    ):
        kinds.setdefault(row["action"], []).extend([row["kind"]] if row["kind"] else [])
    checks = _checks(reader, version, slug)
    types = reader.once(("structure", version), lambda: messages.structure(reader, version))
    roots = {
        (row["action"], row["kind"]): row["name"]
        for row in reader.rows(
            "SELECT action, payloads.kind, types.name FROM payloads JOIN messages ON messages.id = message_id "
            "JOIN types ON types.id = payloads.type_id WHERE messages.version = ?",
            (version,),
        )
    }
    return Book(
        version=version,
        frames={each.number: each for each in _frames(reader, version)},
        actions={action: tuple(each) for action, each in kinds.items()},
        codes=tuple(reader.values("SELECT code FROM error_codes WHERE version = ? ORDER BY rowid", (version,))),
        answers=answers,
        payload=lambda action, kind: _payload(reader, version, action, kind),
        stricter=lambda action, kind: messages.schema(reader, action, kind, version, schemas_by_type(checks, roots)),
        checked=lambda action, kind: placed(checks, action, kind, roots, types),
        elsewhere=lambda kind, name: elsewhere(reader, version, kind, name),
    )


def _frames(reader: Reader, version: str) -> Iterable[FrameForm]:
    elements: dict[str, list[Element]] = {}
    for row in reader.rows("SELECT frame, name, type, max_length FROM frame_elements ORDER BY frame, position"):
        elements.setdefault(row["frame"], []).append(Element(row["name"], row["type"], row["max_length"]))
    for row in reader.rows("SELECT * FROM frames WHERE version = ? ORDER BY message_type_id", (version,)):
        found = tuple(elements[row["id"]])
        yield FrameForm(row["name"], row["message_type_id"], row["layout"], found, row["source"], row["section"])


def _payload(reader: Reader, version: str, action: str, kind: str) -> Payload:
    def read() -> Payload:
        (row,) = reader.rows(
            "SELECT types.source, schema_files.name FROM payloads JOIN messages ON messages.id = message_id JOIN types ON "
            "types.id = payloads.type_id JOIN schema_files ON schema_files.id = schema_file "
            "WHERE messages.version = ? AND action = ? AND kind = ?",
            (version, action, kind),
        )
        return Payload(messages.schema(reader, action, kind, version), row["source"], row["name"])

    return reader.once(("payload", version, action, kind), read)


def _checks(reader: Reader, version: str, slug: str) -> tuple[Check, ...]:
    rows = reader.rows(
        "SELECT rule_checks.*, rules.allowed, rules.text, rules.source, rules.section FROM rule_checks "
        "JOIN rules ON rules.slug = rule_slug WHERE rule_checks.version = ? ORDER BY rule_checks.rowid",
        (version,),
    )
    return tuple(
        Check(
            rule=row["rule"],
            severity=severity(row["allowed"]),
            text=row["text"],
            applies_to=tuple(row["applies_to"].splitlines()),
            schema=json.loads(row["schema"]) if row["schema"] else None,
            named=row["named"],
            of=tuple((row["of"] or "").splitlines()),
            source=row["source"],
            section=row["section"],
        )
        for row in rows
    )


def schema_with_rules(reader: Reader, action: str, kind: str, version: str | None) -> dict[str, Any]:
    """Return the JSON Schema of a payload with the checks of rules in it, and the rules whose checks no schema can say. Raises NotFound."""
    resolved = names.resolve(reader, "message", action, version)
    messages.schema(reader, resolved.name, kind, resolved.version)
    said = judge(reader, resolved.version).book
    beside = dict.fromkeys(each.check.rule for each in said.checked(resolved.name, kind) if each.check.schema is None)
    told = {"$comment": f"Not in this schema: {', '.join(beside)}"} if beside else {}
    schema = dict(said.stricter(resolved.name, kind))
    return {"$schema": schema.pop("$schema"), "title": schema.pop("title")} | told | schema
