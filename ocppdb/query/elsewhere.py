"""What a name is in other versions than the one by which a frame is judged."""

from ocppdb.query.names import versions
from ocppdb.query.reader import Reader

__all__ = ["elsewhere"]

MOST = 3


def elsewhere(reader: Reader, version: str, kind: str, name: str) -> str | None:
    """Return what a name of a kind (message, field, enum-value, error-code, frame) is in other versions, or None."""
    if kind == "frame":
        rows = reader.rows("SELECT version, name FROM frames WHERE message_type_id = ? AND version != ?", (name, version))
        return "; ".join(f"{name} is {row['name']} of OCPP {row['version']}" for row in rows) or None
    known = reader.once(("elsewhere", version, kind), lambda: _known(reader, version, kind))
    where = known.get(name)
    if where is None:
        return None
    told = f"{name} is {ARTICLES[kind]} of OCPP {where}"
    counterparts = _counterparts(reader, version, kind, name)
    return f"{told}; {' or '.join(counterparts)} is meant" if counterparts else told


ARTICLES = {"message": "a message", "field": "a field", "enum-value": "a value", "error-code": "an error code"}
SELECTS = {
    "message": "SELECT DISTINCT action AS name, version FROM messages",
    "field": "SELECT DISTINCT name, version FROM fields",
    "enum-value": "SELECT DISTINCT value AS name, version FROM enumerations",
    "error-code": "SELECT DISTINCT code AS name, version FROM error_codes",
}


def _known(reader: Reader, version: str, kind: str) -> dict[str, str]:
    """The names of a kind that other versions have, and which."""
    found: dict[str, list[str]] = {}
    for each in versions(reader):
        if each != version:
            for name in reader.values(f"SELECT name FROM ({SELECTS[kind]}) WHERE version = ?", (each,)):
                found.setdefault(name, []).append(each)
    return {name: " and ".join(several) for name, several in found.items()}


def _counterparts(reader: Reader, version: str, kind: str, name: str) -> list[str]:
    """What stands for a name in a version by the mappings, where the database has any; none where it depends on the place."""
    if not reader.once("has mappings", lambda: reader.values("SELECT count(*) FROM sqlite_master WHERE name = 'mappings'")[0]):
        return []
    condition, value = ("from_name = ?", name) if kind in ("message", "error-code") else ("from_name LIKE ?", f"%.{name}")
    found = reader.values(
        f"SELECT DISTINCT to_name FROM mappings WHERE from_kind = ? AND {condition} AND to_version = ? AND to_name IS NOT NULL LIMIT ?",
        (kind, value, version, MOST + 1),
    )
    return found if len(found) <= MOST else []
