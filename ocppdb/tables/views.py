"""The views: joins that people would otherwise write again and again."""

from typing import NamedTuple

__all__ = ["VIEWS", "View"]


class View(NamedTuple):
    """A view: what one row of it is, the meaning of its columns, and its SELECT."""

    doc: str
    columns: dict
    sql: str


VIEWS = {
    "allowed_values": View(
        "A value that a field of a payload may take, one row for each enumeration value at each place.",
        {
            "version": "Version of OCPP: 1.6 or 2.0.1.",
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
    ),
}
