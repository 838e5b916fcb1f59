"""Examples of payloads as rows."""

from collections.abc import Iterator

from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Seed

__all__ = ["examples"]


def examples(seed: Seed) -> Iterator[Row]:
    for record in seed.of("examples"):
        payload_id = slug(record["slug"], record["payload"])
        yield row("examples", record, slug=slug(payload_id, record["form"]), payload_id=payload_id)
