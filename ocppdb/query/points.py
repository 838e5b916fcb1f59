"""Open and settled points: by id, and by what they are about."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from ocppdb.query.filters import Condition, where
from ocppdb.query.names import find_or_nearest, having, resolve, version_id, versions
from ocppdb.query.open_points import open_points
from ocppdb.query.reach import demand, demand_of
from ocppdb.query.reader import Reader
from ocppdb.query.search import with_all_words
from ocppdb.records.points import Escalation, Evidence, Option, Settled
from ocppdb.records.subjects import Subject

__all__ = ["escalation", "escalations", "names_of_message", "recorded", "settled", "settled_point"]

P = TypeVar("P", Escalation, Settled)
STATUS: Mapping[type, str] = {Escalation: "open", Settled: "settled"}
KIND: Mapping[type, str] = {Escalation: "escalation", Settled: "settled"}


def escalation(reader: Reader, id: str) -> Escalation:
    """Return the Escalation of an id, with or without the version's slug before it. Raises NotFound."""
    return _one(reader, Escalation, id)


def settled_point(reader: Reader, id: str) -> Settled:
    """Return the Settled point of an id, with or without the version's slug before it. Raises NotFound."""
    return _one(reader, Settled, id)


def _one(reader: Reader, answer: type[P], id: str) -> P:
    name = resolve(reader, KIND[answer], id).name
    return reader.once((answer, name), lambda: _read(reader, answer, ("id = ?", (name,)))[0])


def escalations(reader: Reader, **asked: str | None) -> list[Escalation]:
    """Return the list of Escalations that fit all that is asked; see `Database.escalations`."""
    return _several(reader, Escalation, **asked)


def recorded(reader: Reader, ids: Iterable[str]) -> list[Escalation]:
    """Return the list of Escalations of some versions; none of a version whose points are not recorded yet."""
    known = versions(reader)
    of = [id for id in (version_id(reader, each) for each in ids) if id is not None and "points" in known[id].reaches]
    return [point for each in of for point in escalations(reader, version=each)]


def settled(reader: Reader, **asked: str | None) -> list[Settled]:
    """Return the list of Settled points that fit all that is asked; see `Database.settled`."""
    return _several(reader, Settled, **asked)


def _several(
    reader: Reader,
    answer: type[P],
    action: str | None = None,
    version: str | None = None,
    category: str | None = None,
    path: str | None = None,
    sequence: str | None = None,
    subject: str | None = None,
    group: str | None = None,
    words: str | None = None,
) -> list[P]:
    of = version_id(reader, version)
    demand(reader, "points", version)
    if action is not None:
        demand_of(reader, "points", having(reader, "message", action, of))
    if path is not None:
        demand_of(reader, "points", having(reader, "field", path, of))
    if subject is not None:
        demand_of(reader, "points", (hit.version for hit in find_or_nearest(reader, subject, of)))
    condition, parameters = where(reader, "points", of, {} if category is None else {"category": category})
    if group is not None:
        groups, values = where(reader, "point_groups", of, {"group": group})
        condition += f" AND id IN (SELECT point FROM point_groups WHERE {groups})"
        parameters += values
    found = _read(reader, answer, (condition, parameters))
    for names in (
        action and names_of_message(reader, action, of),
        path and names_of_field(reader, path, of),
        sequence and names_of_sequence(reader, sequence),
        subject and names_of_subject(reader, subject, of),
    ):
        if names:
            ids = {id for each in ([of] if of else versions(reader)) for id in open_points(reader, each, names, STATUS[answer])}
            found = [each for each in found if each.id in ids]
    if words is not None:
        named = {hit.name for hit in with_all_words(reader, words, KIND[answer])}
        found = [each for each in found if each.id in named]
    return found


def _read(reader: Reader, answer: type[P], condition: Condition) -> list[P]:
    """Read points and all that belongs to them, in as many queries for many as for one."""
    terms, parameters = condition
    chosen = f"SELECT id FROM points WHERE status = '{STATUS[answer]}' AND {terms}"

    def parts(record: type[Any], table: str) -> dict[str, tuple[Any, ...]]:
        return _by_point(
            reader.rows(f"SELECT point FROM {table} WHERE point IN ({chosen}) ORDER BY rowid", parameters),
            reader.read(record, f"{table} WHERE point IN ({chosen}) ORDER BY rowid", parameters),
        )

    def words(column: str, table: str) -> dict[str, tuple[str, ...]]:
        rows = reader.rows(f"SELECT point, {column} FROM {table} WHERE point IN ({chosen}) ORDER BY rowid", parameters)
        return _by_point(rows, [row[1] for row in rows])

    belonging: dict[str, Any] = {
        "evidence": parts(Evidence, "point_evidence"),
        "subjects": parts(Subject, "point_subjects"),
        "groups": words("group_name", "point_groups"),
        "related": words("related", "point_relations"),
    }
    if answer is Escalation:
        belonging["options"] = parts(Option, "point_options")
    found = reader.read(answer, f"points WHERE status = '{STATUS[answer]}' AND {terms} ORDER BY id", parameters)
    return [_with(each, {name: by_point.get(each.id, ()) for name, by_point in belonging.items()}) for each in found]


def _with(point: P, parts: dict[str, Any]) -> P:
    return point._replace(**parts)


def _by_point(rows: Iterable[Any], answers: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    grouped: dict[str, list[Any]] = {}
    for row, each in zip(rows, answers, strict=True):
        grouped.setdefault(row["point"], []).append(each)
    return {point: tuple(several) for point, several in grouped.items()}


def names_of_message(reader: Reader, action: str, version: str | None = None) -> set[str]:
    """Return the names by which records may speak of a message: its own, its fields', their types' and the types' fields'.

    Raises NotFound where no version, or not the one asked for, has the message.
    """
    resolved = resolve(reader, "message", action, version)
    return _names(reader, "action = ?1", resolved.name, version) | {resolved.name}


def names_of_field(reader: Reader, name: str, version: str | None = None) -> set[str]:
    """Return the names by which records may speak of a field of a payload: its own, its type's, and that at its type. Raises NotFound."""
    resolved = resolve(reader, "field", name, version)
    condition = "action = substr(?1, 1, instr(?1, '.') - 1) AND action || '.' || payload_fields.kind || '.' || path = ?1"
    return _names(reader, condition, resolved.name, version) | {resolved.name}


def _names(reader: Reader, condition: str, value: str, version: str | None) -> set[str]:
    of, parameters = ("", ()) if version is None else (" AND payload_fields.version = ?2", (version,))
    names: set[str] = set()
    for row in reader.rows(
        "SELECT action || '.' || payload_fields.kind || '.' || path AS place, owner || '.' || fields.name AS declared, "
        f"payload_fields.data_type AS type FROM payload_fields JOIN fields ON fields.id = field_id WHERE {condition}{of}",
        (value, *parameters),
    ):
        names.update(each for each in row if each)
    return names


def names_of_sequence(reader: Reader, id: str) -> set[str]:
    """Return the names by which records may speak of a sequence: its id, its use case and its messages. Raises NotFound."""
    resolved = resolve(reader, "sequence", id)
    return {
        resolved.name,
        *reader.values(
            "SELECT use_case FROM sequences WHERE id = ?1 UNION SELECT action FROM sequence_steps WHERE sequence = ?1 AND action IS NOT NULL",
            (resolved.name,),
        ),
    }


def names_of_subject(reader: Reader, name: str, version: str | None = None) -> set[str]:
    """Return the names of whatever is called by a name. Raises NotFound where nothing is."""
    return {hit.name for hit in find_or_nearest(reader, name, version)}
