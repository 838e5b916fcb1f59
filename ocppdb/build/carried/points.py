"""Points that a version has in common with the one before it.

A point is carried over where all that it rests on are requirements that grant something or settle it and read the same in both versions,
and what it is about is in both and alike. One that rests on the silence of a text has to be looked for in the other text.
"""

from collections.abc import Iterator

from ocppdb.build.carried.both import REQUIREMENT, Both, cited_anew
from ocppdb.build.seed import Record, Seed

__all__ = ["carried_points", "only_related_there"]


def carried_points(seed: Seed, list_: str, both: Both) -> Iterator[tuple[Record, Record | None, str]]:
    """Yield each open or settled point (`list_`) of the version before, the one that it becomes, and where it becomes none why not."""
    for record in seed.of(list_, both.old.record["id"]):
        why = _why_not(record, both)
        yield (record, None, why) if why else (record, _point(record, both), "")


def _why_not(record: Record, both: Both) -> str | None:
    resting = _resting(record)
    if record.get("rests_on") == "absence":
        return "it rests on what the text does not say"
    if not all(REQUIREMENT.fullmatch(section) for section in resting):
        return "it rests on more than requirements"
    about = ((subject["kind"], subject["name"]) for subject in record["subjects"])
    said = " ".join(str(record.get(key, "")) for key in ("title", "ambiguity", "belief", "answer", "question", "why"))
    names_it = "its words name what is gone" if both.names_what_is_gone(said) else None
    return both.why_not_alike(resting) or both.why_not_about(about) or names_it


def _resting(record: Record) -> list[str]:
    return list(dict.fromkeys(evidence["section"] for evidence in record["evidence"]))


def _point(record: Record, both: Both) -> Record:
    evidence = [cited_anew(each, both.new.texts[each["section"]][1], each) for each in record["evidence"]]
    return both.made(record, evidence=evidence, practice=None, proof=both.proof(_resting(record)))


def only_related_there(seed: Seed, both: Both) -> None:
    """Take from the points that were carried over the related ones that were not."""
    version = both.new.record["id"]
    points = [record for list_ in ("escalations", "settled") for record in seed.of(list_, version)]
    there = {record["id"] for record in points}
    for record in points:
        if "carried_from" in record and "related" in record:
            record["related"] = [related for related in record["related"] if related in there]
