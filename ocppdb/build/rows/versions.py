"""Documents, versions, roles, device levels, frames and groups as rows."""

from collections.abc import Iterator

from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.seed import Seed

__all__ = ["device_levels", "frame_elements", "frames", "groups", "roles", "sources", "synonyms", "version_words", "versions"]


def sources(seed: Seed) -> Iterator[Row]:
    for record in seed.of("sources"):
        yield row("sources", record)


def versions(seed: Seed) -> Iterator[Row]:
    for position, record in enumerate(seed.of("version"), 1):
        yield row("versions", record, position=position)


def version_words(seed: Seed) -> Iterator[Row]:
    for record in seed.of("version"):
        for word in record["words"]:
            yield {"word": word, "version": record["id"]}


def synonyms(seed: Seed) -> Iterator[Row]:
    means: dict[str, dict[str, None]] = {}
    for record in seed.of("synonyms"):
        for word in record["words"]:
            means.setdefault(word, {}).update(dict.fromkeys(record["means"]))
    for word, names in means.items():
        yield row("synonyms", {"means": tuple(names)}, word=word)


def roles(seed: Seed) -> Iterator[Row]:
    for record in seed.of("roles"):
        yield row("roles", record, id=slug(record["slug"], record["name"]))


def device_levels(seed: Seed) -> Iterator[Row]:
    depth: dict[str | None, int] = {}
    for record in seed.of("device-levels"):
        id_ = slug(record["slug"], record["name"])
        parent = slug(record["slug"], record["parent"]) if "parent" in record else None
        depth[id_] = depth.get(parent, 0) + 1
        yield row("device_levels", record, id=id_, position=depth[id_], parent=parent)


def frames(seed: Seed) -> Iterator[Row]:
    for record in seed.of("frames"):
        yield row("frames", record, id=slug(record["slug"], record["name"]))


def frame_elements(seed: Seed) -> Iterator[Row]:
    for record in seed.of("frames"):
        frame = slug(record["slug"], record["name"])
        for position, element in enumerate(record["elements"], 1):
            yield row("frame_elements", element, id=slug(frame, element["name"]), frame=frame, position=position)


def groups(seed: Seed) -> Iterator[Row]:
    for version in seed.of("version"):
        for position, record in enumerate(seed.of("groups", version["id"]), 1):
            yield row("groups", record, id=slug(record["slug"], record["name"]), position=position)
