"""Documents, their parts, and the topics that lead to them, as rows."""

from collections.abc import Iterator

from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Seed

__all__ = ["document_parts", "documents", "topics"]


def documents(seed: Seed) -> Iterator[Row]:
    for record in seed.of("documents"):
        yield row("documents", record)


def document_parts(seed: Seed) -> Iterator[Row]:
    for record in seed.of("documents"):
        stem = record["path"].rpartition("/")[2].removesuffix(".md")
        for position, part in enumerate(record["parts"], 1):
            yield row("document_parts", part, slug=slug(stem, position), document=record["path"], position=position)


def topics(seed: Seed) -> Iterator[Row]:
    for record in seed.of("topics"):
        yield row("topics", record, slug=slug(record["slug"], record["name"]))
