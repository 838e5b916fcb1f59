"""Which points are about a name: the ids of open and settled points by what they are about."""

from collections.abc import Iterable

from ocppdb.query.reader import Reader

__all__ = ["about", "open_points"]


def about(reader: Reader, version: str, status: str = "open") -> dict[str, tuple[str, ...]]:
    """Return the ids of the points of a version by the names that they are about.

    What is about a value of an enumeration is about the enumeration as well.
    """
    return reader.once(("points", status, version), lambda: _read_about(reader, version, status))


def _read_about(reader: Reader, version: str, status: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for subject, kind, point in reader.rows(
        "SELECT subject, kind, point FROM point_subjects WHERE version = ? AND status = ?", (version, status)
    ):
        found.setdefault(subject, set()).add(point)
        if kind == "enum-value":
            found.setdefault(subject.partition(".")[0], set()).add(point)
    return {name: tuple(sorted(ids)) for name, ids in found.items()}


def open_points(reader: Reader, version: str, names: Iterable[str], status: str = "open") -> tuple[str, ...]:
    """Return the ids of the points of a version about any of some names, sorted."""
    by_name = about(reader, version, status)
    return tuple(sorted({id for name in names for id in by_name.get(name, ())}))
