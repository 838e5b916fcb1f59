"""All that is known about a name or some words, gathered from every table: one call that answers."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator

from ocppdb.query import mappings, messages, names, search
from ocppdb.query.points import names_of_field, names_of_message
from ocppdb.query.reader import Reader, columns, made
from ocppdb.records.dossiers import Chapter, Dossier, Item
from ocppdb.records.messages import Field
from ocppdb.records.subjects import Hit

__all__ = ["about", "rule_items", "sequence_items"]

LIMIT = 8
"""Items of a chapter, unless asked for more."""
WORDS = 12
"""Hits of a search that open a dossier about words."""
LED_BY = 4
"""Of these, so many lead on to what is about them."""
UNCALLED = (
    "rule",
    "concept",
    "escalation",
    "settled",
    "sequence",
    "test-case",
    "requirement",
    "erratum",
    "certification-feature",
    "source",
)
"""Kinds that are records about things rather than things that records are about."""


def about(reader: Reader, what: str, version: str | None = None, limit: int = LIMIT, kind: str | None = None) -> Dossier:
    """Return the Dossier about a name, or about what some words mean; see `Database.about`."""
    limit = _limit(limit)
    asked = names.version_id(reader, None if version == "all" else version)
    hits = search.named(reader, what, asked) if kind is None else names.find_or_nearest(reader, what, asked, kind)
    called = bool(hits)
    if not hits and asked and (became := _has_become(reader, what, asked, version, limit)):
        return became
    if not hits:
        hits = search.search(reader, what, asked, limit=WORDS)
    if not hits:
        raise names.nothing_called(reader, what, asked)
    kept = _versions(reader, hits, asked)
    beside = tuple(_beside(reader, hits, kept, what))
    hits = [hit for hit in hits if hit.version in kept or hit.version is None]
    leading = hits if called else _things(hits)[:LED_BY]
    found = () if called else (_found(reader, hits),)
    chapters = tuple(_chapters(reader, leading, kept, limit, what, version))
    return Dossier(what, tuple(kept), version is None, called, tuple(hits), _in_place(reader, kept, found + chapters, beside))


def _has_become(reader: Reader, what: str, asked: str, version: str | None, limit: int) -> Dossier | None:
    """The Dossier about what a thing of another version has become in the one asked for; None where nothing is known of that."""
    elsewhere, found = names.elsewhere(reader, what, asked)
    if not found:
        return None
    ends = dict.fromkeys(end for each in found if (end := mappings.end_in(each, asked)))
    hits = [hit for kind, name in ends for hit in names.find(reader, name, asked, kind) if hit.name == name]
    told = list(dict.fromkeys(mappings.items(reader, elsewhere)))
    first = Chapter(f"What has become of {what}", tuple(told[:limit]), len(told), f"ocppdb compare {what}")
    return Dossier(what, (asked,), False, False, tuple(hits), (first, *_chapters(reader, hits, [asked], limit, what, version)))


def _chapters(
    reader: Reader, leading: list[Hit], kept: list[str], limit: int, what: str, version: str | None
) -> Iterator[Chapter]:
    for make in CHAPTERS:
        of_versions = [make(reader, each, [hit for hit in leading if hit.version in (each, None)]) for each in kept]
        items = list(dict.fromkeys(_in_turn(of_versions, limit)))
        if items:
            yield Chapter(TITLES[make], tuple(items[:limit]), len(items), _more(what, version, len(items)))


def _beside(reader: Reader, hits: list[Hit], kept: list[str], what: str) -> Iterator[Chapter]:
    """The chapter that tells how far the versions go, and which others have the thing as well."""
    items = []
    for each in names.versions(reader).values():
        if each.id in kept and (said := each.how_far()):
            items.append(Item(each.id, "version", each.title, said, None, None, None, None))
        elif each.id not in kept and any(hit.version == each.id for hit in hits):
            ask = f"It has this as well: ocppdb about {what!r} --version {each.id}. {each.how_far() or ''}".strip()
            items.append(Item(each.id, "version", each.title, ask, None, None, None, None))
    if items:
        yield Chapter("How far this goes", tuple(items), len(items), f"ocppdb about {what!r}")


def _in_place(
    reader: Reader, kept: list[str], chapters: tuple[Chapter, ...], beside: tuple[Chapter, ...]
) -> tuple[Chapter, ...]:
    """How far it goes is told before what is missing could be missed, and else at the end."""
    whole = not any(names.versions(reader)[each].unreached for each in kept)
    return chapters + beside if whole else beside + chapters


def _limit(limit: int) -> int:
    from ocppdb.errors import NotFound

    if not isinstance(limit, int) or not 0 < limit <= search.MOST_HITS:
        raise NotFound(f"the limit of a dossier is {limit!r}, expected a number from 1 to {search.MOST_HITS}", ())
    return limit


def _versions(reader: Reader, hits: Iterable[Hit], asked: str | None) -> list[str]:
    """The versions that a dossier speaks of: the one asked for; without one those in which something was found.

    A version that is not recorded as a whole is left to be asked for, unless no other has the thing.
    """
    if asked is not None:
        return [asked]
    having = {hit.version for hit in hits}
    found = [each for each in reversed(names.versions(reader).values()) if each.id in having]
    whole = [each.id for each in found if not each.unreached]
    return whole or [each.id for each in found] or [each.id for each in names.versions(reader).values() if each.assumed]


def _in_turn(of_versions: list[list[Item]], limit: int) -> Iterator[Item]:
    """The items of each version up to its share of the limit, then the rest: no version pushes the other out of sight."""
    share = max(1, limit // max(1, sum(map(bool, of_versions))))
    for items in of_versions:
        yield from items[:share]
    for items in of_versions:
        yield from items[share:]


def _things(hits: list[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.kind not in UNCALLED] or hits


def _more(what: str, version: str | None, total: int) -> str:
    of = f" --version {version}" if version else ""
    return f"ocppdb about {what!r}{of} --limit {total}"


def _found(reader: Reader, hits: list[Hit]) -> Chapter:
    items = tuple(_of_hit(reader, hit) for hit in hits)
    return Chapter("What these words mean", items, len(items), f"ocppdb search --limit 100 {hits[0].name!r}")


def _of_hit(reader: Reader, hit: Hit, detail: str | None = None) -> Item:
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
    )
    return ", ".join(str(part) for part in parts if part)


# --- the names by which records may speak of some hits -----------------------------------------------------------------------


def _names(reader: Reader, version: str, hits: Iterable[Hit]) -> list[str]:
    """The hits' own names first, then those of what belongs to them."""
    own: dict[str, None] = {}
    belonging: dict[str, None] = {}
    for hit in hits:
        own[hit.name] = None
        if hit.kind == "message":
            belonging |= dict.fromkeys(
                sorted(name for name in names_of_message(reader, hit.name, version) if not _everywhere(name))
            )
        elif hit.kind == "field" and (".request." in hit.name or ".response." in hit.name):
            belonging |= dict.fromkeys(sorted(names_of_field(reader, hit.name, version)))
        elif hit.kind == "state":
            belonging |= dict.fromkeys(_values_of_state(reader, hit.name, version))
    return list(own | belonging)


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
    index = reader.once(("subjects", table, version), lambda: _by_name(reader, table, link, version))
    rows = {row["rowid"]: row for name in wanted for row in index.get(name, ())}
    place = {name: number for number, name in enumerate(wanted)}

    def closeness(row: sqlite3.Row) -> tuple[int, int, int]:
        return place.get(row["subject"], len(place) + 1), row["position"], row["rowid"]

    return list(dict.fromkeys(row["key"] for row in sorted(rows.values(), key=closeness)))


def _by_name(reader: Reader, table: str, link: str, version: str) -> dict[str, list[sqlite3.Row]]:
    """The rows of a table of subjects by each name that they are about: the subject's, its owner's, and the last part of a variable's."""
    found: dict[str, list[sqlite3.Row]] = {}
    for row in reader.rows(
        f'SELECT rowid, "{link}" AS key, subject, kind, position FROM {table} WHERE version = ? ORDER BY rowid', (version,)
    ):
        subject, names = row["subject"], {row["subject"]}
        if row["kind"] in ("enum-value", "field", "variable"):
            names.add(subject.partition(".")[0])
        if row["kind"] == "variable":
            names.add(subject.rpartition(".")[2])
        for name in names:
            found.setdefault(name, []).append(row)
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
        items += _facts(reader, hit) if hit.kind in TOLD else [_of_hit(reader, hit)]
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
                f"WHERE links.version = ? AND {end}_kind = ? AND {end}_name = ?",
                (version, hit.kind, hit.name),
            ):
                relation = row["relation"].replace("-", " ") if end == "from" else BACKWARDS[row["relation"]]
                items.append(_of_hit(reader, made(Hit, row), relation))
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
                "SELECT * FROM payload_fields WHERE version = ? AND data_type = ? ORDER BY action, kind, position",
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
    _links: "Linked with",
    _requirements: "Requirements",
    _used_by: "Used by",
    _tests: "Test cases",
}
CHAPTERS = tuple(TITLES)
"""The chapters in the order in which an engineer wants them."""
