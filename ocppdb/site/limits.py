"""Which databases the rules of the site hold for, and what a question in SQL may cost and see there."""

from functools import cache
from typing import Any

from ocppdb.files import is_ours
from ocppdb.query.limits import ANSWER, VALUE, limit

__all__ = ["ANSWER", "VALUE", "all_ours", "limit", "ours"]


def ours(datasette: Any, database: str | None) -> bool:
    """Return whether a database that Datasette serves is one of ocppdb."""
    found = datasette.databases.get(database)
    return found is not None and bool(found.path) and _ours(str(found.path))


def all_ours(datasette: Any) -> bool:
    """Return whether Datasette serves databases of ocppdb and no others: then the site is ours, and so are its rules."""
    served = [name for name in datasette.databases if name != "_internal"]
    return bool(served) and all(ours(datasette, name) for name in served)


@cache
def _ours(path: str) -> bool:
    try:
        return is_ours(path)
    except (OSError, ValueError):
        return False
