"""Mappings as rows."""

from collections.abc import Iterator, Mapping

from ocppdb.build.mappings import Pair, all_pairs
from ocppdb.build.parts import Thing
from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Seed
from ocppdb.build.structure import Structure

__all__ = ["mappings"]


def mappings(seed: Seed, structures: Mapping[str, Structure]) -> Iterator[Row]:
    """The mappings of all versions, each pair once."""
    slugs = {version["id"]: version["slug"] for version in seed.of("version")}
    for pair in all_pairs(seed, structures):
        ends = [_named(slugs[version], thing) for version, thing in zip(pair.versions, (pair.one, pair.other), strict=True)]
        yield row("mappings", pair.said, slug=slug(ends[0], "to", ends[1]), **_columns(pair))


def _named(version: str, thing: Thing | None) -> str:
    return slug(version, *(thing or ("none",)))


def _columns(pair: Pair) -> Row:
    ends = {"from": pair.one or (None, None), "to": pair.other or (None, None)}
    columns: Row = {"relation": pair.relation, "origin": pair.origin}
    for end, (kind, name) in ends.items():
        columns |= {f"{end}_kind": kind, f"{end}_name": name}
    return columns
