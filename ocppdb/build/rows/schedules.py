"""The steps, open options and examples of composite schedules as rows."""

from collections.abc import Iterator

from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Seed

__all__ = ["schedule_examples", "schedule_options", "schedule_steps"]


def schedule_steps(seed: Seed) -> Iterator[Row]:
    for record in seed.of("schedule-steps"):
        yield row("schedule_steps", record, slug=slug(record["slug"], record["step"]))


def schedule_options(seed: Seed) -> Iterator[Row]:
    for record in seed.of("schedule-options"):
        point = slug(record["slug"], record["escalation"])
        yield row("schedule_options", record, slug=slug(record["slug"], record["option"]), escalation=point, point_id=point)


def schedule_examples(seed: Seed) -> Iterator[Row]:
    for version in seed.of("version"):
        for position, record in enumerate(seed.of("schedule-examples", version["id"]), 1):
            points = [slug(record["slug"], point) for point in record.get("points", ())]
            id_ = slug(record["slug"], record["id"])
            yield row("schedule_examples", record | {"points": points}, id=id_, position=position)
