"""Questions in SQL, by whomever: only reading, for a short time, within the limits that hold for visitors."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from ocppdb.files import open_database, told
from ocppdb.mcp.arguments import Refused
from ocppdb.query.limits import limit, stop_after

__all__ = ["SECONDS", "rows"]

SECONDS = 1.0
"""How long a question may take."""
READS = re.compile(r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*(?:SELECT|WITH|VALUES|EXPLAIN)\b", re.IGNORECASE | re.DOTALL)


def rows(path: str, query: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a SELECT as dicts. Raises Refused, with what SQLite says, where it cannot be answered."""
    if not READS.match(query):
        raise Refused(f"query is {told(query, 80)!r}, expected one SELECT (or WITH, VALUES, EXPLAIN): nothing is ever written")
    connection = open_database(path)
    try:
        limit(connection)
        stop_after(connection, SECONDS)
        for row in connection.execute(query):
            yield {key: value.hex() if isinstance(value, bytes) else value for key, value in dict(row).items()}
    except (sqlite3.Error, sqlite3.Warning) as error:
        why = f"it took longer than {SECONDS:g} s" if "interrupted" in str(error) else told(str(error), 300)
        raise Refused(
            f"the query cannot be answered: {why}. Ask for less, or look at sqlite_master for tables and columns"
        ) from None
    finally:
        connection.close()
