"""What changed from each version to the next, as rows: computed from the rows of the other tables."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from ocppdb.build.rows.row import Row, row
from ocppdb.build.seed import Seed
from ocppdb.records.changes import Things, compare, things

__all__ = ["changes"]

Tables = Mapping[str, list[Row]]


def changes(seed: Seed, tables: Tables) -> Iterator[Row]:
    """The differences between every version and the one before it."""
    of = {each["id"]: _things(each["id"], tables) for each in tables["versions"]}
    pairs = pairwise(sorted(tables["versions"], key=lambda each: int(each["position"])))
    told = (
        change for before, after in pairs for change in compare(before["id"], after["id"], of[before["id"]], of[after["id"]])
    )
    for number, change in enumerate(told, 1):
        yield row("changes", change._asdict(), id=number)


def _things(version: str, tables: Tables) -> Things:
    messages = {each["id"] for each in tables["messages"] if each["version"] == version}

    def rows(table: str) -> list[Row]:
        if table == "payloads":
            return [each for each in tables[table] if each["message_id"] in messages]
        return [each for each in tables[table] if each["version"] == version]

    users = ((each["data_type"], each["action"]) for each in rows("payload_fields") if each["data_type"])
    return things(rows, users)
