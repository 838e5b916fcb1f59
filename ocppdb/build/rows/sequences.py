"""Sequences as rows."""

from ocppdb.build.flow import flows
from ocppdb.build.rows.structure import fact, slug

__all__ = ["sequence_steps", "sequences", "step_requirements"]


def sequences(seed):
    for record in seed.of("sequences"):
        lists = {
            key: "\n".join(record[key]) if key in record else None
            for key in ("preconditions", "postconditions", "checked_against")
        }
        yield fact(
            record,
            **lists,
            id=sequence_id(record),
            title=record["title"],
            group_name=record["group"],
            use_case=record["use_case"],
            kind=record["kind"],
            summary=record["summary"],
            note=record.get("note"),
            use_case_slug=slug(record["slug"], record["use_case"]),
        )


def sequence_id(record):
    return slug(record["slug"], record["id"])


def sequence_steps(seed):
    """The rows of sequence_steps, each with the `requirements` that belong into step_requirements."""
    for record, rows in flows(seed):
        for row in rows:
            yield row | {
                "slug": slug(sequence_id(record), row["position"]),
                "version": record["version"],
                "sequence": sequence_id(record),
                "message_id": row["action"] and slug(record["slug"], row["action"]),
            }


def step_requirements(seed, steps):
    known = {(record["version"], record["id"]): slug(record["slug"], record["id"]) for record in seed.of("requirements")}
    for step in steps:
        for requirement in step["requirements"]:
            yield {
                "slug": slug(step["slug"], requirement),
                "version": step["version"],
                "sequence": step["sequence"],
                "position": step["position"],
                "requirement": requirement,
                "requirement_slug": known.get((step["version"], requirement)),
            }
