"""Things beside their counterparts in another version: where the page is, what it is made of, and what a thing is called elsewhere."""

from collections.abc import Iterator

from ocppdb.records.comparisons import Comparison
from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import address
from ocppdb.site.site import Site

__all__ = ["PLAIN_COMPARISONS", "beside", "compare_address", "comparison", "counterpart", "mapped"]

PLAIN_COMPARISONS = ("message", "config-key")
"""Kinds whose comparisons are among plain files too."""


def compare_address(hit: Hit) -> str:
    """Return the address of the page on which a thing stands beside its counterparts: `/compare/1.6/messages/StartTransaction`."""
    return f"/compare{address(hit.version, hit.kind, hit.name)}"


def beside(site: Site, hit: Hit) -> str | None:
    """Return the link to the comparison of a thing that is mapped; None where plain files have no such page."""
    return site.link(compare_address(hit)) if site.served or hit.kind in PLAIN_COMPARISONS else None


def mapped(site: Site) -> Iterator[Hit]:
    """Yield the things whose comparisons are among plain files: those of a few kinds that are mapped to anything."""
    for end in ("from", "to"):
        for row in site.db.sql(
            f"SELECT DISTINCT {end}_version AS version, {end}_kind AS kind, {end}_name AS name FROM mappings"
        ):
            if row["kind"] in PLAIN_COMPARISONS and (
                hit := site.known.addresses.named(row["version"], row["kind"], row["name"])
            ):
                yield hit


MOST = 30
"""Rules and sequences of a version that a page shows; it says how many there are, and the pages of the things have all."""


def comparison(site: Site, hit: Hit) -> Comparison:
    """Return the comparison of a thing. Raises NotFound where it is mapped to no other version."""
    return site.db.compare(hit.name, hit.version, kind=hit.kind, limit=MOST)


def counterpart(site: Site, hit: Hit, version: str) -> Hit | None:
    """Return what a thing is in another version: of its own kind where there is one, else the closest; None where there is none."""
    ends = site.db.sql(
        "SELECT to_kind AS kind, to_name AS name FROM mappings WHERE from_version = ?1 AND from_kind = ?2 AND from_name = ?3 "
        "AND to_version = ?4 AND to_name IS NOT NULL UNION ALL SELECT from_kind, from_name FROM mappings WHERE to_version = ?1 "
        "AND to_kind = ?2 AND to_name = ?3 AND from_version = ?4 AND from_name IS NOT NULL",
        (hit.version, hit.kind, hit.name, version),
    )
    closest = sorted(ends, key=lambda end: bool(end["kind"] != hit.kind))
    return next((site.known.addresses.named(version, end["kind"], end["name"]) for end in closest), None)
