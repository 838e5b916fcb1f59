"""What a dossier says of things: a function for each chapter, from the tables that speak of them."""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial

from ocppdb.query import mappings, messages, names
from ocppdb.query.points import names_of_field, names_of_message
from ocppdb.query.reader import Reader, columns, made
from ocppdb.records.dossiers import Item
from ocppdb.records.messages import Field
from ocppdb.records.subjects import Hit

__all__ = ["CHAPTERS", "TITLES", "item_of", "rule_items", "sequence_items"]


def item_of(reader: Reader, hit: Hit, detail: str | None = None) -> Item:
    row = names.row(reader, hit)
    if hit.kind in ("settled", "escalation", "rule"):
        detail = detail or row.get("answer") or row.get("question") or _modality(row)
    source, section = row.get("source"), row.get("section")
    if hit.kind in ("settled", "escalation"):
        source, section = _evidence(reader, hit.name)
    return Item(hit.version, hit.kind, hit.name, hit.text or "", detail, source, section, row.get("confidence"))


def _modality(row: dict[str, object]) -> str:
    parts = (
        row.get("who"),
        row.get("allowed"),
        row.get("state") and f"while {row['state']}",
        row.get("value") and f"for {row['value']}",
        row.get("origin") == "carried-over" and "carried over from the version before",
    )
    return ", ".join(str(part) for part in parts if part)


# --- the names by which records may speak of some hits -----------------------------------------------------------------------


def _names(reader: Reader, version: str, hits: Iterable[Hit]) -> list[str]:
    """The hits' own names first, then those of what belongs to them."""
    own: dict[str, None] = {}
    belonging: dict[str, None] = {}
    for hit in hits:
        own[hit.name] = None
        below = reader.once(("belonging", version, hit.kind, hit.name), partial(_belonging, reader, version, hit))
        belonging |= dict.fromkeys(below)
    return list(own | belonging)


def _belonging(reader: Reader, version: str, hit: Hit) -> list[str]:
    """The names of what belongs to a thing: fields and types of a message or field, the values by which a state is told."""
    if hit.kind == "message":
        return sorted(name for name in names_of_message(reader, hit.name, version) if not _everywhere(name))
    if hit.kind == "field" and (".request." in hit.name or ".response." in hit.name):
        return sorted(names_of_field(reader, hit.name, version))
    return _values_of_state(reader, hit.name, version) if hit.kind == "state" else []


def _values_of_state(reader: Reader, state: str, version: str) -> list[str]:
    """The values by which a state is told: `ChargePointStatus.Available`."""
    told = reader.values("SELECT reported FROM states WHERE version = ? AND name = ?", (version, state))
    return [value for values in told if values for value in values.splitlines()]


def _everywhere(name: str) -> bool:
    """Whether a name is of the extension that every type has: what is said of it is no answer about a message."""
    return "customData" in name or name.startswith("CustomDataType")


def _about(reader: Reader, table: str, link: str, version: str, wanted: list[str]) -> list[str]:
    """The keys of the records of which a table of subjects says that they are about some names, the closest first.

    What is about a value is about its enumeration, what is about a field about its type, a variable about its component.
    """
    by_name = reader.once((table, version), lambda: _by_name(reader, table, link, version))
    place = {name: number for number, name in enumerate(wanted)}
    found = {row for name in place for row in by_name.get(name, ())}
    closest = sorted(found, key=lambda row: (place.get(row[1], len(place) + 1), row[2], row[3]))
    return list(dict.fromkeys(row[0] for row in closest))


def _by_name(reader: Reader, table: str, link: str, version: str) -> dict[str, list[tuple[str, str, int, int]]]:
    """The rows of a table of subjects (key, subject, position, row) by every name that they are about."""
    found: dict[str, list[tuple[str, str, int, int]]] = {}
    for number, row in enumerate(
        reader.rows(f'SELECT "{link}", subject, kind, position FROM {table} WHERE version = ?', (version,))
    ):
        key, subject, kind, position = row
        about = {subject}
        if kind in ("enum-value", "field", "variable"):
            about.add(subject.partition(".")[0])
        if kind == "variable":
            about.add(subject.rpartition(".")[2])
        for name in about:
            found.setdefault(name, []).append((key, subject, position, number))
    return found


def _rows_in_order(reader: Reader, table: str, key: str, keys: list[str], extra: str = "") -> list[sqlite3.Row]:
    if not keys:
        return []
    marks = ", ".join("?" * len(keys))
    found = {row[key]: row for row in reader.rows(f"SELECT * FROM {table} WHERE {key} IN ({marks}){extra}", keys)}
    return [found[each] for each in keys if each in found]


# --- chapters ---------------------------------------------------------------------------------------------------------------------


def _what_it_is(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    """What the thing is, and its parts: the fields of a message or type, the values of an enumeration, the variables of a component."""
    items: list[Item] = []
    for hit in hits:
        if hit.kind == "field":
            items += _of_field(reader, version, hit)
            continue
        items += _facts(reader, hit) if hit.kind in TOLD else [item_of(reader, hit)]
        if hit.kind == "message":
            message = messages.message(reader, hit.name, version)
            for payload in message.payloads:
                items += [
                    _field(version, f"{hit.name}.{payload.kind}.", field)
                    for field in payload.fields
                    if field.name != "customData"
                ]
        elif hit.kind == "type":
            items += _of_type(reader, version, hit.name)
    return items


TOLD = (
    "config-key",
    "component",
    "variable",
    "state",
    "requirement",
    "use-case",
    "error-code",
    "fault",
    "security-event",
    "measurand",
    "test-case",
)
"""Kinds of which the columns of their row tell what they are like."""


def _field(version: str, before: str, field: Field) -> Item:
    limits = [field.cardinality, field.data_type or field.type]
    limits += [f"at most {field.max_length} characters"] if field.max_length else []
    limits += [f"in {field.unit}"] if field.unit else []
    detail = " ".join(limits)
    return Item(
        version,
        "field",
        f"{before}{field.path}",
        field.description or "",
        detail,
        field.source,
        field.section,
        field.confidence,
    )


def _of_field(reader: Reader, version: str, hit: Hit) -> list[Item]:
    field = messages.field(reader, hit.name, version)
    items = [_field(version, hit.name.removesuffix(field.path), field)]
    return items + (_of_type(reader, version, field.data_type) if field.data_type else [])


def _of_type(reader: Reader, version: str, name: str) -> list[Item]:
    category = reader.values("SELECT category FROM types WHERE version = ? AND name = ?", (version, name))
    if category == ["enumeration"]:
        found = messages.enum(reader, name, version)
        return [
            Item(
                version,
                "enum-value",
                f"{name}.{each.value}",
                each.meaning or "",
                None,
                each.source,
                each.section,
                each.confidence,
            )
            for each in found.meanings
        ]
    return [
        _field(version, f"{name}.", field)
        for field in messages.data_type(reader, name, version).fields
        if field.name != "customData"
    ]


PLAIN = {
    "version",
    "name",
    "key",
    "description",
    "meaning",
    "when",
    "title",
    "text",
    "source",
    "section",
    "confidence",
    "component",
    "variable",
}
"""Columns that an item has a place of its own for."""


def _facts(reader: Reader, hit: Hit) -> list[Item]:
    """The columns of a row of a list that tell what the thing is like."""
    row = names.row(reader, hit)
    told = [
        f"{column.replace('_', ' ')}: {str(value).replace(chr(10), ', ')}"
        for column, value in row.items()
        if value is not None and column not in PLAIN and value != hit.name
    ]
    detail = "; ".join(told) or None
    items = [Item(hit.version, hit.kind, hit.name, hit.text or "", detail, row["source"], row["section"], row["confidence"])]
    if hit.kind == "component":
        for each in reader.rows("SELECT * FROM device_variables WHERE version = ? AND component = ?", (hit.version, hit.name)):
            detail = " ".join(str(each[column]) for column in ("data_type", "mutability", "unit") if each[column])
            items.append(
                Item(
                    hit.version,
                    "variable",
                    each["name"],
                    each["description"],
                    detail,
                    each["source"],
                    each["section"],
                    each["confidence"],
                )
            )
    if hit.kind == "state":
        rows = reader.rows(
            "SELECT * FROM status_transitions WHERE version = ? AND (from_status = ?2 OR to_status = ?2)",
            (hit.version, hit.name),
        )
        items += [
            Item(
                hit.version,
                "status-transition",
                f"{row['from_status']} to {row['to_status']}",
                row["trigger"],
                row["event"],
                row["source"],
                row["section"],
                row["confidence"],
            )
            for row in rows
        ]
    return items


def _points(status: str, said: str) -> Callable[[Reader, str, list[Hit]], list[Item]]:
    kind = "escalation" if status == "open" else "settled"

    def chapter(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
        keys = _about(reader, "point_subjects", "point", version, _names(reader, version, hits))
        keys += _resting(reader, "SELECT point FROM point_evidence WHERE version = ? AND section = ?", version, hits)
        items = []
        for row in _rows_in_order(reader, "points", "id", list(dict.fromkeys(keys)), f" AND status = '{status}'"):
            source, section = _evidence(reader, row["id"])
            text = row["ambiguity"] if status == "open" else row["belief"]
            items.append(
                Item(version, kind, row["id"], f"{row['title']}. {text}", row[said], source, section, row["confidence"])
            )
        return items

    return chapter


def _evidence(reader: Reader, point: str) -> tuple[str | None, str | None]:
    rows = reader.once(
        "evidence",
        lambda: {
            row["point"]: row for row in reader.rows("SELECT point, source, section FROM point_evidence ORDER BY rowid DESC")
        },
    )
    return (rows[point]["source"], rows[point]["section"]) if point in rows else (None, None)


def _resting(reader: Reader, sql: str, version: str, hits: list[Hit]) -> list[str]:
    """The keys of the records that rest on the requirements among some hits."""
    return [key for hit in hits if hit.kind == "requirement" for key in reader.values(sql, (version, hit.name))]


def rule_items(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    """Return the rules of a version about some things, the closest first."""
    keys = _resting(reader, "SELECT rule_slug FROM rule_requirements WHERE version = ? AND requirement = ?", version, hits)
    keys += _about(reader, "rule_subjects", "rule_slug", version, _names(reader, version, hits))
    for hit in hits:
        if hit.kind == "state":
            keys += reader.values("SELECT slug FROM rules WHERE version = ? AND state = ?", (version, hit.name))
    return [
        Item(version, "rule", row["id"], row["text"], _modality(dict(row)), row["source"], row["section"], row["confidence"])
        for row in _rows_in_order(reader, "rules", "slug", list(dict.fromkeys(keys)))
    ]


def _concepts(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    keys = _about(reader, "concept_subjects", "concept_slug", version, _names(reader, version, hits))
    return [
        Item(
            version,
            "concept",
            row["id"],
            f"{row['title']}. {row['text']}",
            None,
            row["source"],
            row["section"],
            row["confidence"],
        )
        for row in _rows_in_order(reader, "concepts", "slug", keys)
    ]


def _errata(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    keys = _about(reader, "erratum_subjects", "erratum_slug", version, _names(reader, version, hits))
    return [
        Item(
            version,
            "erratum",
            row["id"],
            row["change"],
            f"changes {row['document']}",
            row["source"],
            row["section"],
            row["confidence"],
        )
        for row in _rows_in_order(reader, "errata", "slug", keys)
    ]


def sequence_items(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    """Return the sequences of a version that show some things, main ones first."""
    keys: list[str] = []
    for hit in hits:
        if hit.kind == "message":
            keys += reader.values(
                "SELECT sequence FROM sequence_steps JOIN sequences ON sequences.id = sequence WHERE sequence_steps.version = ? AND action = ? "
                "AND sequence_steps.kind = 'request' GROUP BY sequence ORDER BY sequences.kind != 'main', count(*) DESC, sequence",
                (version, hit.name),
            )
        elif hit.kind == "use-case":
            keys += reader.values(
                "SELECT id FROM sequences WHERE version = ? AND use_case = ? ORDER BY kind != 'main', id", (version, hit.name)
            )
        elif hit.kind == "test-case":
            keys += reader.values(
                "SELECT id FROM sequences WHERE version = ? AND section = ? ORDER BY kind != 'main', id", (version, hit.name)
            )
        elif hit.kind == "requirement":
            keys += reader.values(
                "SELECT DISTINCT sequence FROM step_requirements WHERE version = ? AND requirement = ?", (version, hit.name)
            )
    return [
        Item(
            version,
            "sequence",
            row["id"],
            f"{row['title']}. {row['summary']}",
            row["kind"],
            row["source"],
            row["section"],
            row["confidence"],
        )
        for row in _rows_in_order(reader, "sequences", "id", list(dict.fromkeys(keys)))
    ]


def _links(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    from ocppdb.records.links import BACKWARDS

    items = []
    for hit in hits:
        for end, other in (("from", "to"), ("to", "from")):
            for row in reader.rows(
                f"SELECT {columns(Hit, 'subjects')}, relation FROM links JOIN subjects ON subjects.id = {other}_id "
                f"WHERE {end}_id = (SELECT id FROM subjects WHERE version = ? AND kind = ? AND name = ?)",
                (version, hit.kind, hit.name),
            ):
                relation = row["relation"].replace("-", " ") if end == "from" else BACKWARDS[row["relation"]]
                items.append(item_of(reader, made(Hit, row), relation))
    return items


def _elsewhere(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    return mappings.items(reader, (hit for hit in hits if hit.version == version))


def _requirements(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    keys: list[str] = []
    for hit in hits:
        if hit.kind == "message":
            keys += reader.values(
                "SELECT requirement_slug FROM requirement_messages WHERE version = ? AND action = ?", (version, hit.name)
            )
        elif hit.kind in ("use-case", "test-case"):
            case = hit.name if hit.kind == "use-case" else names.row(reader, hit)["use_case"]
            keys += reader.values("SELECT slug FROM requirements WHERE version = ? AND use_case = ?", (version, case))
    items = []
    for row in _rows_in_order(reader, "requirements", "slug", list(dict.fromkeys(keys))):
        detail = " ".join(str(row[column]) for column in ("role", "level") if row[column])
        items.append(
            Item(version, "requirement", row["id"], row["note"] or "", detail, row["source"], row["section"], row["confidence"])
        )
    return items


def _tests(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    keys: list[str] = []
    for hit in hits:
        case = hit.name if hit.kind == "use-case" else None
        if hit.kind == "requirement":
            case = next(
                iter(reader.values("SELECT use_case FROM requirements WHERE version = ? AND id = ?", (version, hit.name))), None
            )
        if hit.kind == "message":
            keys += reader.values(
                "SELECT slug FROM test_cases WHERE version = ?1 AND use_case IN (SELECT use_case FROM sequences WHERE version = ?1 AND id IN "
                "(SELECT sequence FROM sequence_steps WHERE version = ?1 AND action = ?2)) ORDER BY rowid",
                (version, hit.name),
            )
        elif case:
            keys += reader.values("SELECT slug FROM test_cases WHERE version = ? AND use_case = ?", (version, case))
    return [
        Item(version, "test-case", row["id"], row["title"], row["role"], row["source"], row["section"], row["confidence"])
        for row in _rows_in_order(reader, "test_cases", "slug", list(dict.fromkeys(keys)))
    ]


def _used_by(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    items = []
    for hit in hits:
        name = hit.name.partition(".")[0] if hit.kind == "enum-value" else hit.name
        if hit.kind in ("type", "enum-value"):
            for row in reader.rows(
                "SELECT * FROM payload_fields WHERE type_id = (SELECT id FROM types WHERE version = ? AND name = ?) ORDER BY action, kind, position",
                (version, name),
            ):
                place = f"{row['action']}.{row['kind']}.{row['path']}"
                items.append(
                    Item(
                        version,
                        "field",
                        place,
                        row["description"] or "",
                        row["cardinality"],
                        row["source"],
                        row["section"],
                        row["confidence"],
                    )
                )
    return items


def _changed(reader: Reader, version: str, hits: list[Hit]) -> list[Item]:
    """What is new, gone or changed since the version before, where both have most things in common; of what is called otherwise
    `compare` tells. What schemas say comes first.
    """
    about = [hit for hit in hits if hit.kind in CHANGING]
    if not about or not reader.values("SELECT 1 FROM rules WHERE version = ? AND origin = 'carried-over' LIMIT 1", (version,)):
        return []
    from ocppdb.query.changes import items, since_before

    return items(reader, since_before(reader, version, about))


CHANGING = ("message", "type", "field")
"""Kinds of which it is told what changed in them."""


_settled, _open = _points("settled", "answer"), _points("open", "question")
TITLES: dict[Callable[[Reader, str, list[Hit]], list[Item]], str] = {
    _what_it_is: "What it is",
    _elsewhere: "In other versions",
    _settled: "Settled, though often believed open",
    rule_items: "Rules",
    _concepts: "How it hangs together",
    _open: "Open: ask, never guess",
    _errata: "Errata and contradictions",
    sequence_items: "Sequences",
    _changed: "Changed since the version before",
    _links: "Linked with",
    _requirements: "Requirements",
    _used_by: "Used by",
    _tests: "Test cases",
}
CHAPTERS = tuple(TITLES)
"""The chapters in the order in which an engineer wants them."""
