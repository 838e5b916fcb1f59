"""Sequences as rows."""

from collections.abc import Iterator

from ocppdb.build.flow import flows
from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Record, Seed

__all__ = ["sequence_steps", "sequences", "step_requirements"]


def sequences(seed: Seed) -> Iterator[Row]:
    for record in seed.of("sequences"):
        yield row("sequences", record, id=_id(record), use_case_slug=slug(record["slug"], record["use_case"]))


def _point(record: Record, step: Record) -> str | None:
    return slug(record["slug"], step["open_point"]) if "open_point" in step else None


def _id(record: Record) -> str:
    return slug(record["slug"], record["id"])


def sequence_steps(seed: Seed) -> Iterator[Row]:
    for record, steps in flows(seed):
        for step in steps:
            yield row(
                "sequence_steps",
                step,
                version=record["version"],
                sequence=_id(record),
                field_values=step["field_values"],
                code=step["step"].get("code"),
                source=step["step"].get("source"),
                open_point=_point(record, step["step"]),
                message_id=step["action"] and slug(record["slug"], step["action"]),
            )


def step_requirements(seed: Seed) -> Iterator[Row]:
    known = {(record["version"], record["id"]): slug(record["slug"], record["id"]) for record in seed.of("requirements")}
    for record, steps in flows(seed):
        for step in steps:
            for requirement in step["requirements"]:
                yield {
                    "version": record["version"],
                    "sequence": _id(record),
                    "position": step["position"],
                    "requirement": requirement,
                    "requirement_slug": known.get((record["version"], requirement)),
                }
