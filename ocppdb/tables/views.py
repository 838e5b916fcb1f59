"""The views: joins that people would otherwise write again and again, and open and settled points under the names of their own."""

from collections.abc import Iterable
from typing import NamedTuple

from ocppdb.records.all import NOUNS

__all__ = ["VIEWS", "View"]


class View(NamedTuple):
    """A view: what one row of it is, the meaning of its columns, its SELECT, and the columns that are worth a facet."""

    doc: str
    columns: dict[str, str]
    sql: str
    facets: tuple[str, ...] = ()


def _docs(table: str, columns: Iterable[str]) -> dict[str, str]:
    said = {column.column: column.doc for column in NOUNS[table].columns}
    return {column: said[column] for column in columns}


def _points(status: str, one: str, several: str, own: Iterable[str]) -> dict[str, View]:
    """The views of open or of settled points: the records, and what belongs to each."""
    whole = ("version", "id", "category", "title", *own, "confidence")
    parts = {
        f"{one}_versions": ("points", "The version of which it is said.", ("version",)),
        f"{one}_subjects": ("point_subjects", "What it is about.", ("version", "kind", "subject", "subject_id")),
        f"{one}_groups": ("point_groups", "Where it belongs.", ("version", "group_name", "group_id")),
        f"{one}_evidence": ("point_evidence", "A text that it rests on.", ("version", "source", "section", "note")),
        f"{one}_related": ("point_relations", "Another point that has to do with it.", ("version", "related")),
    }
    if one == "escalation":
        parts["escalation_options"] = (
            "point_options",
            "An option to decide for.",
            ("position", "label", "consequence", "pragmatic", "reason"),
        )
    views = {
        several: View(
            {"open": "A point that the specification leaves open.", "settled": "A point that the specification settles."}[
                status
            ],
            _docs("points", whole),
            f"SELECT {', '.join(whole)} FROM points WHERE status = '{status}'",
            ("version", "category", "confidence"),
        )
    }
    for name, (table, doc, columns) in parts.items():
        point = "id" if table == "points" else "point"
        slug = "points.id AS slug" if table == "points" else f"point || '-' || {table}.row_number AS slug"
        chosen = ", ".join([slug, *(f"{table}.{column}" for column in columns)])
        source = "points" if table == "points" else f"{table} JOIN points ON points.id = point"
        views[name] = View(
            doc,
            {one: "The point.", "slug": "Id of the row."} | _docs(table, columns),
            f"SELECT {table}.{point} AS {one}, {chosen} FROM {source} WHERE points.status = '{status}'",
            ("version",) if "version" in columns else (),
        )
    return views


VIEWS = {
    "allowed_values": View(
        "A value that a field of a payload may take, one row for each enumeration value at each place.",
        {
            "version": "Version of OCPP, by its id.",
            "action": "The message.",
            "kind": "request or response.",
            "path": "The field, as in payload_fields.",
            "enum": "The enumeration.",
            "position": "Place in the schema's list, from 1.",
            "value": "The value as it goes over the wire.",
            "meaning": "What it means.",
        },
        "SELECT payload_fields.version, action, kind, path, enum, enumerations.position, value, meaning "
        "FROM payload_fields JOIN enumerations USING (type_id)",
        ("version", "enum"),
    ),
    **_points(
        "open",
        "escalation",
        "escalations",
        ("ambiguity", "why", "question", "pragmatic_option", "pragmatic_reason", "category_reason", "rests_on", "practice"),
    ),
    **_points("settled", "settled", "settled", ("belief", "answer")),
}
