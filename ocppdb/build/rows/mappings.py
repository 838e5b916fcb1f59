"""Mappings as rows."""

from collections.abc import Iterator, Mapping

from ocppdb.build.mappings import Pair, all_pairs
from ocppdb.build.rows.row import Row, row
from ocppdb.build.seed import Seed
from ocppdb.build.structure import Structure

__all__ = ["mappings"]


def mappings(seed: Seed, structures: Mapping[str, Structure]) -> Iterator[Row]:
    """The mappings of all versions, each pair once."""
    for pair in all_pairs(seed, structures):
        yield row("mappings", pair.said, **_columns(pair))


def _columns(pair: Pair) -> Row:
    ends = {"from": pair.one or (None, None), "to": pair.other or (None, None)}
    columns: Row = {"relation": pair.relation, "origin": pair.origin}
    for end, (kind, name) in ends.items():
        columns |= {f"{end}_kind": kind, f"{end}_name": name}
    return columns
