"""Lists of everything of a kind: how each is put in groups, which columns it shows, and by which it can be narrowed down."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from ocppdb.errors import NotFound
from ocppdb.records.all import NOUNS
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import PLACES
from ocppdb.site.facts import said
from ocppdb.site.site import Site

__all__ = ["Entry", "Listing", "listed"]


class Entry(NamedTuple):
    """A thing in a list."""

    group: str
    hit: Hit
    title: str
    text: str
    row: dict[str, Any]
    cells: tuple[tuple[str, Markup], ...]


class Listing(NamedTuple):
    """A list: its kind and version, what is in it, and each column it can be narrowed down by with its values and their numbers."""

    version: str | None
    kind: str
    columns: tuple[str, ...]
    entries: list[Entry]
    facets: dict[str, list[tuple[str, int]]]
    where: dict[str, str]


class Form(NamedTuple):
    """How a list is shown."""

    group: str | None
    columns: tuple[str, ...] = ()
    table: bool = False
    facets: tuple[str, ...] = ()


FORMS: Mapping[str, Form] = {
    "message": Form("group_name", ("direction",), facets=("direction",)),
    "type": Form("category"),
    "enum-value": Form("enum"),
    "config-key": Form(
        "profile",
        ("accessibility", "type", "unit", "required", "default_value", "reboot"),
        table=True,
        facets=("reboot", "accessibility", "required", "type"),
    ),
    "component": Form("category"),
    "variable": Form("component", ("data_type", "mutability", "unit", "required"), facets=("mutability", "required")),
    "state": Form("kind"),
    "status-transition": Form("from_status", ("event",)),
    "error-code": Form(None),
    "fault": Form("status", ("code",)),
    "rule": Form("topic", ("who", "allowed", "state", "value"), facets=("who", "allowed", "state", "kind")),
    "concept": Form("topic", facets=("topic",)),
    "requirement": Form("use_case", ("role", "level", "edition"), facets=("role", "level", "edition")),
    "use-case": Form("block"),
    "erratum": Form("document", facets=("source",)),
    "unit": Form("quantity"),
    "measurand": Form(None, ("unit",)),
    "security-event": Form(None, ("critical",), facets=("critical",)),
    "certification-feature": Form("profile", ("role", "requirement"), facets=("role", "requirement")),
    "test-case": Form("use_case", ("role", "profile"), facets=("role", "profile")),
    "sequence": Form("group_name", ("kind", "use_case"), facets=("kind",)),
    "escalation": Form("group", ("category",), facets=("category", "rests_on")),
    "settled": Form("group", ("category",), facets=("category",)),
}
WIDE = 24
"""A column with more values than this is nothing to narrow a list down by."""


def listed(site: Site, version: str | None, kind: str, where: Mapping[str, str] | None = None) -> Listing:
    """Return everything of a kind, of one version or of all, of which some columns have some values.

    Raises NotFound for a list that the version has not, and for a column or value that the list cannot be narrowed down by.
    """
    hits = site.known.hits(version, kind)
    if not hits:
        raise NotFound(f"no {PLACES[kind].several.lower()} are known{f' of OCPP {version}' if version else ''}", ())
    form = FORMS.get(kind, Form(None))
    rows = [(hit, site.known.row(hit)) for hit in hits]
    facets = {column: _values(rows, column) for column in form.facets}
    facets = {column: values for column, values in facets.items() if 1 < len(values) <= WIDE}
    asked = dict(where or {})
    for column, value in asked.items():
        _legal(facets, column, value)
    kept = [(hit, row) for hit, row in rows if all(_said(row, column) == value for column, value in asked.items())]
    entries = [_entry(site, form, hit, row, version) for hit, row in kept]
    order = {group: number for number, group in enumerate(dict.fromkeys(entry.group for entry in entries))}
    entries.sort(key=lambda entry: order[entry.group])
    columns = form.columns if form.table else ()
    return Listing(version, kind, columns, entries, facets, asked)


def _entry(site: Site, form: Form, hit: Hit, row: dict[str, Any], version: str | None) -> Entry:
    table = hit.location.partition("/")[0]
    cells = [(column, said(site, hit.version, table, column, row.get(column))) for column in form.columns]
    title = site.known.title(hit)
    return Entry(_group(site, form, hit, row, version), hit, title, _text(hit, row), row, tuple(cells))


def _text(hit: Hit, row: Mapping[str, Any]) -> str:
    """What an entry says below its name: of a point what is asked or settled, of a sequence what happens."""
    return (
        str(row.get("question") or row.get("answer") or row.get("summary") or hit.text or "") if hit.kind not in SILENT else ""
    )


SILENT = ("field", "test-case", "use-case")
"""Kinds of which a list shows the names, or the titles that they say."""


def _group(site: Site, form: Form, hit: Hit, row: Mapping[str, Any], version: str | None) -> str:
    before = f"OCPP {hit.version}: " if version is None and hit.version else ""
    if form.group is None:
        name = hit.name.partition(".")[0] if hit.kind == "field" else ""
    elif form.group == "group":
        name = site.known.group_of(hit.name)
    else:
        name = str(row.get(form.group) or "Others")
        name = GROUPED[form.group](site, hit.version, name) if form.group in GROUPED else name
    return before + name


def _use_case(site: Site, version: str | None, name: str) -> str:
    hit = site.known.addresses.named(version, "use-case", name)
    return f"{name} {hit.text}" if hit else name


GROUPED: Mapping[str, Callable[[Site, str | None, str], str]] = {
    "use_case": _use_case,
    "block": lambda site, version, name: site.known.blocks(version).get(name, name),
    "topic": lambda site, version, name: name.replace("-", " ").capitalize(),
    "category": lambda site, version, name: name.capitalize(),
}
"""How the value of a column becomes a heading."""


def _said(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if column in YES_OR_NO:
        return "yes" if value else "no"
    return "" if value is None else str(value)


YES_OR_NO = {column.column for noun in NOUNS.values() for column in noun.columns if column.type is bool}


def _values(rows: list[tuple[Hit, dict[str, Any]]], column: str) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for _, row in rows:
        counts[_said(row, column)] = counts.get(_said(row, column), 0) + 1
    return sorted(((value, number) for value, number in counts.items() if value), key=lambda each: -each[1])


def _legal(facets: Mapping[str, list[tuple[str, int]]], column: str, value: str) -> None:
    if column not in facets:
        raise NotFound.of(f"this list cannot be narrowed down by {column[:80]!r}", column, facets, "it has no such column")
    values = [each for each, _ in facets[column]]
    if value not in values:
        raise NotFound.of(f"no {column.replace('_', ' ')} {value[:80]!r} in this list", value, values)
