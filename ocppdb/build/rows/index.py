"""The index of everything that has a name: one row for each, by version, kind and name, as the declarations say how each is called."""

from collections.abc import Iterator, Mapping
from typing import Any

from ocppdb.build.rows.row import Row
from ocppdb.build.seed import Seed
from ocppdb.records.all import NOUNS
from ocppdb.records.common import KINDS
from ocppdb.records.declare import Noun
from ocppdb.records.subjects import plain, words

__all__ = ["Tables", "known_names", "link_subjects", "subjects", "subjects_fts"]

PREFIXED = ("sequence", "escalation", "settled", "schedule-example")
"""Kinds whose name is the id of a row, which begins with the slug of its version."""
POINT_KINDS = {"open": "escalation", "settled": "settled"}
Tables = Mapping[str, list[Row]]


def subjects(tables: Tables) -> list[Row]:
    """Return the rows of `subjects` from the rows of all other tables."""
    return [
        {
            "id": number,
            "version": row["id"] if noun.table == "versions" else row.get("version"),
            "kind": kind,
            "name": name,
            "plain": plain(kind, name),
            "text": text,
            "location": f"{noun.table}/{row[noun.key]}",
        }
        for number, (noun, row, kind, name, text) in enumerate(_named(tables), 1)
    ]


def subjects_fts(tables: Tables) -> Iterator[Row]:
    """Yield what the full-text index has of each row of `subjects`: its name, the words of that, its text, and what else it is found by."""
    more = _more(tables)
    for row in tables["subjects"]:
        name, text, location = row["name"], row["text"], row["location"]
        yield {"rowid": row["id"], "name": name, "words": words(name), "text": text, "more": more.get(location)}


def _named(tables: Tables) -> Iterator[tuple[Noun, Row, str, str, str | None]]:
    nouns = sorted((noun for noun in NOUNS.values() if noun.kind), key=lambda noun: KINDS.index(str(noun.kind)))
    for noun in nouns:
        for row in _rows_with_a_name(noun.table, tables):
            yield noun, row, str(noun.kind), noun.called.format_map(row), _text(noun, row)
    for row in tables["points"]:
        text = row["ambiguity"] if row["status"] == "open" else row["answer"]
        yield NOUNS["points"], row, POINT_KINDS[row["status"]], row["id"], f"{row['title']}. {text}"


def _rows_with_a_name(table: str, tables: Tables) -> Iterator[Row]:
    """The rows of a table that have a name of their own: the roots of payloads and their fields have that of the message."""
    payloads = {row["type_id"] for row in tables["payloads"]}
    for row in tables[table]:
        if not (table == "types" and row["id"] in payloads) and not (table == "fields" and row["owner_id"] in payloads):
            yield row


def _text(noun: Noun, row: Row) -> str | None:
    """What a row says of itself; a field deep in a payload leaves that to its type."""
    if noun.text is None or row.get("depth"):
        return None
    said = noun.text.format_map(row)
    return None if said == "None" else said


def _more(tables: Tables) -> dict[str, str]:
    """What else a record is found by, by its location: the question of an open point, the belief of a settled one, the names of what a
    rule is about.
    """
    found: dict[str, str] = {}
    for row in tables["points"]:
        found[f"points/{row['id']}"] = " ".join(row[column] for column in ("question", "why", "belief") if row[column])
    for table, one in (("rules", "rule"), ("errata", "erratum"), ("concepts", "concept")):
        about: dict[str, list[str]] = {}
        for row in tables[f"{one}_subjects"]:
            about.setdefault(row[f"{one}_slug"], []).append(f"{row['subject']} {words(row['subject'])}")
        for row in tables[table]:
            also = [row[column] for column in ("state", "value") if row.get(column)]
            found[f"{table}/{row['slug']}"] = " ".join([*about.get(row["slug"], ()), *also])
    return found


def known_names(seed: Seed, tables: Tables) -> dict[str, dict[str, set[str]]]:
    """Return {version: {kind: names}}, as the seed writes them: without the prefix that ids of the database have."""
    slugs = _slugs(seed)
    known: dict[str, dict[str, set[str]]] = {version: {kind: set() for kind in KINDS} for version in slugs}
    for row in tables["subjects"]:
        if row["version"] in known:
            known[row["version"]][row["kind"]].add(_as_written(row, slugs[row["version"]]))
    return known


def _as_written(row: Mapping[str, Any], slug: str) -> str:
    """The name of a row of the index as the seed writes it: an id without the slug of its version."""
    return str(row["name"]).removeprefix(f"{slug}-") if row["kind"] in PREFIXED else str(row["name"])


def _slugs(seed: Seed) -> dict[str, str]:
    return {version["id"]: version["slug"] for version in seed.of("version")}


def link_subjects(seed: Seed, tables: Tables) -> None:
    """Give each row that names what it is about, and each end of a link or mapping, the row of the index that it means."""
    slugs = _slugs(seed)
    ids = {
        (row["version"], row["kind"], _as_written(row, slugs[row["version"]])): row
        for row in tables["subjects"]
        if row["version"] in slugs
    }
    for name, noun in NOUNS.items():
        if any(key.name == "subject_id" for key in noun.keys):
            for row in tables[name]:
                found = ids[row["version"], row["kind"], row["subject"]]
                row |= {"subject_id": found["id"], "subject": found["name"]}
    for row in tables["links"]:
        for end, version in (("from", row["version"]), ("to", row["to_version"])):
            found = ids[version, row[f"{end}_kind"], row[f"{end}_name"]]
            row |= {f"{end}_id": found["id"], f"{end}_name": found["name"]}
    for row in tables["mappings"]:
        for end in ("from", "to"):
            if row[f"{end}_kind"]:
                found = ids[row[f"{end}_version"], row[f"{end}_kind"], row[f"{end}_name"]]
                row |= {f"{end}_id": found["id"], f"{end}_name": found["name"]}
