"""Open and settled points as rows: one table for both, and one for each thing that belongs to them."""

from collections.abc import Iterator
from typing import Any

from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Record, Seed

__all__ = ["point_evidence", "point_groups", "point_options", "point_relations", "point_subjects", "points"]

LISTS = {"escalations": "open", "settled": "settled"}


def _all(seed: Seed, *lists: str) -> Iterator[tuple[Record, str]]:
    """Yield every point, or those of some lists, with its id, open ones first."""
    for name in lists or LISTS:
        for record in seed.of(name):
            yield record, slug(record["slug"], record["id"])


def points(seed: Seed) -> Iterator[Row]:
    for name, status in LISTS.items():
        for record in seed.of(name):
            taken: Any = next((option for option in record.get("options", ()) if option.get("pragmatic")), {})
            yield row(
                "points",
                record,
                id=slug(record["slug"], record["id"]),
                status=status,
                pragmatic_option=taken.get("label"),
                pragmatic_reason=taken.get("reason"),
            )


def point_options(seed: Seed) -> Iterator[Row]:
    for record, point in _all(seed):
        for position, option in enumerate(record.get("options", ()), 1):
            pragmatic = bool(option.get("pragmatic"))
            made: Row = {"point": point, "position": position, "pragmatic": pragmatic}
            yield row("point_options", option, **made)


def point_subjects(seed: Seed) -> Iterator[Row]:
    for name, status in LISTS.items():
        for record, point in _all(seed, name):
            for position, subject in enumerate(record["subjects"], 1):
                made: Row = {"point": point, "position": position, "status": status}
                yield row("point_subjects", subject, version=record["version"], **made)


def point_evidence(seed: Seed) -> Iterator[Row]:
    for record, point in _all(seed):
        for position, evidence in enumerate(record["evidence"], 1):
            made: Row = {"point": point, "position": position}
            yield row("point_evidence", evidence, version=record["version"], **made)


def point_groups(seed: Seed) -> Iterator[Row]:
    for record, point in _all(seed):
        for group in record["groups"]:
            yield {
                "version": record["version"],
                "group_name": group,
                "point": point,
                "group_id": slug(record["slug"], group),
            }


FINE = ("field", "enum-value", "config-key", "variable", "error-code", "requirement", "rule")
"""Kinds of subjects so small that an open and a settled point about the same one have to do with each other."""


def point_relations(seed: Seed) -> Iterator[Row]:
    """The points that name each other, and open and settled points about the same small thing."""
    beside = _settled_beside(seed)
    for record, point in _all(seed):
        told = (*record.get("related", ()), *beside.get((record["version"], record["id"]), ()))
        for related in dict.fromkeys(told):
            yield {
                "version": record["version"],
                "point": point,
                "related": slug(record["slug"], related),
            }


def _settled_beside(seed: Seed) -> dict[tuple[str, str], list[str]]:
    """The ids of the settled points about a small thing that an open point is about as well, by version and id of that point."""
    settled: dict[tuple[str, str, str], list[str]] = {}
    for record in seed.of("settled"):
        for subject in record["subjects"]:
            if subject["kind"] in FINE:
                settled.setdefault((record["version"], subject["kind"], subject["name"]), []).append(record["id"])
    return {
        (record["version"], record["id"]): [
            id_
            for subject in record["subjects"]
            for id_ in settled.get((record["version"], subject["kind"], subject["name"]), ())
        ]
        for record in seed.of("escalations")
    }
