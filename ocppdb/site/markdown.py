"""The page of a thing as Markdown, to paste into a chat or an issue: what the page says, each item with its source."""

import re
from collections.abc import Iterator
from typing import Any

from ocppdb.records.messages import Field, Payload
from ocppdb.records.points import Escalation
from ocppdb.records.subjects import Hit
from ocppdb.show.schedules import table
from ocppdb.site.addresses import PLACES
from ocppdb.site.facts import facts
from ocppdb.site.site import Site
from ocppdb.site.subjects import belonging, dossier, parts

__all__ = ["subject"]


def subject(site: Site, hit: Hit) -> str:
    """Return the page of a thing as Markdown."""
    told = dossier(site, hit)
    title = site.known.title(hit)
    lines = [f"# {_plain(title)}", "", f"{PLACES[hit.kind].one} `{hit.name}`{f', OCPP {hit.version}' if hit.version else ''}"]
    lines += ["", _plain(hit.text)] if hit.text else []
    more = belonging(site, hit)
    lines += [*_facts(site, hit, more), *_own(hit, more)]
    for part in parts(told):
        lines += ["", f"## {part.title} ({part.total})", ""]
        for item in part.chapter.items:
            detail = f" ({_plain(item.detail)})" if item.detail else ""
            text = f": {_plain(item.text)}" if item.text else ""
            lines.append(f"- {item.kind} `{item.name}`{detail}{text}{_cited(item)}")
    return "\n".join(lines) + "\n"


def _facts(site: Site, hit: Hit, more: dict[str, Any]) -> Iterator[str]:
    """The columns of a row, where no answer of the API tells more, and its citation."""
    row = site.db.row(hit)
    if not more or hit.kind in TOLD_BY_ROW:
        yield ""
        yield from (f"- {name}: {_plain(value.striptags())}" for name, _, value in facts(site, hit))
    if row.get("note"):
        yield from ("", f"Note: {_plain(row['note'])}")
    if row.get("source"):
        yield from ("", f"Source: {row['source']}, {row.get('section')}, {row.get('confidence')}")


TOLD_BY_ROW = ("state", "component", "rule", "erratum", "frame")
"""Kinds of which the row tells what they are like, although an answer tells more."""


def _own(hit: Hit, more: dict[str, Any]) -> Iterator[str]:
    """What the answer of the API adds: fields, values, variables, steps, options."""
    if "message" in more:
        for payload in more["message"].payloads:
            yield from ("", f"## {payload.kind.capitalize()} `{payload.name}`", "", *_fields(payload))
    if more.get("enum"):
        yield from ("", "## Values", "")
        yield from (f"- `{each.value}`{f': {_plain(each.meaning)}' if each.meaning else ''}" for each in more["enum"].meanings)
    for key in ("data_type", "field"):
        if key in more and more[key].fields:
            yield from ("", "## Fields", "", *_fields(more[key]))
    if "component" in more:
        yield from ("", "## Variables", "")
        yield from (f"- `{each.name}`: {_plain(each.description)}{_cited(each)}" for each in more["component"].variables)
    if "sequence" in more:
        yield from ("", "```mermaid", more["sequence"].mermaid().rstrip(), "```")
    if "worked" in more:
        yield from ("", "## Who decides", "", "```text", table(more["worked"].found), *more["worked"].session, "```")
    if isinstance(more.get("point"), Escalation):
        point = more["point"]
        yield from ("", f"{point.category}. {_plain(point.why)}", "", f"**{_plain(point.question)}**", "")
        yield from (
            f"{number}. {_plain(each.label)}: {_plain(each.consequence)}" for number, each in enumerate(point.options, 1)
        )
    if "point" in more:
        yield from ("", "## What it rests on", "")
        yield from (f"- {_plain(each.note)} [{each.source}, {each.section}]" for each in more["point"].evidence)


def _fields(of: Any) -> Iterator[str]:
    fields: Iterator[Field] = of.walk() if isinstance(of, Payload) or not isinstance(of, Field) else iter(list(of.walk())[1:])
    for field in fields:
        if "customData." not in field.path:
            indent = "  " * field.path.count(".")
            limits = f", at most {field.max_length} characters" if field.max_length else ""
            limits += f", in {field.unit}" if field.unit else ""
            says = f": {_plain(field.description)}" if field.description and field.name != "customData" else ""
            yield f"{indent}- `{field.name}` {field.cardinality} {field.data_type or field.type}{limits}{says}"


def _cited(item: Any) -> str:
    return f" \\[{item.source}, {item.section}, {item.confidence}\\]" if item.source else ""


def _plain(text: str | None) -> str:
    """A text in one line, in which nothing means anything to Markdown or HTML."""
    return re.sub(r"([\\*_<>\[\]`#|])", r"\\\1", " ".join((text or "").split()))
