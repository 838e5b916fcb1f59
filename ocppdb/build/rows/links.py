"""Links as rows: those that are written, and those that follow: two records rest on one requirement, one was carried over or overtaken."""

import re
from collections.abc import Iterator

from ocppdb.build.names import outcome_of
from ocppdb.build.rows.row import Row, row
from ocppdb.build.seed import Record, Seed
from ocppdb.records.carried import CARRIED

__all__ = ["links"]

End = tuple[str, str]
"""Kind and name of a record, as the seed writes them."""
Found = tuple[str, End, str, End, str, str | None]
"""Version, one end, relation, other end, origin, note."""
Across = tuple[tuple[str, str], End, str, End, str | None]
"""The versions of two ends, one end, relation, other end, note."""
POINTS = (("escalations", "escalation", "open-point"), ("settled", "settled", "settled-by"))


def links(seed: Seed) -> Iterator[Row]:
    """The links of all versions, each once; what is written goes before what is derived."""
    seen: set[tuple[str, End, str, End]] = set()
    for version, one, relation, other, origin, note in (*_written(seed), *_derived(seed), *_among_carried(seed)):
        if (version, one, relation, other) in seen or (relation == "same-as" and (version, other, relation, one) in seen):
            continue
        seen.add((version, one, relation, other))
        yield _row((version, version), one, relation, other, origin, note)
    for versions, one, relation, other, note in (*_same(seed), *_overtaken(seed)):
        yield _row(versions, one, relation, other, "derived", note)


def _row(versions: tuple[str, str], one: End, relation: str, other: End, origin: str, note: str | None) -> Row:
    return row(
        "links",
        {},
        version=versions[0],
        from_kind=one[0],
        from_name=one[1],
        relation=relation,
        to_version=versions[1],
        to_kind=other[0],
        to_name=other[1],
        origin=origin,
        note=note,
    )


def _written(seed: Seed) -> Iterator[Found]:
    for record in seed.of("links"):
        one, other = record["from"], record["to"]
        ends = (one["kind"], one["name"]), (other["kind"], other["name"])
        yield record["version"], ends[0], record["relation"], ends[1], "written", record.get("note")


def _carried(seed: Seed) -> Iterator[tuple[str, Record]]:
    """Every record that was carried over, with its kind."""
    for kind, (list_, _) in CARRIED.items():
        for record in seed.of(list_):
            if "carried_from" in record:
                yield kind, record


def _same(seed: Seed) -> Iterator[Across]:
    """What was carried over is the same as what it was carried from."""
    for kind, record in _carried(seed):
        end = kind, record["id"]
        yield (record["version"], record["carried_from"]), end, "same-as", end, None


def _overtaken(seed: Seed) -> Iterator[Across]:
    """What was written anew, or ended, is overtaken by what stands in its place."""
    before = {version["id"]: version["carries"] for version in seed.of("version") if "carries" in version}
    for outcome in seed.of("carried"):
        if (of := outcome_of(outcome)) is None:
            continue  # lint says so
        ends = [(of[0], id_) for id_ in outcome.get("as", of[1:])] if "rewritten" in outcome else []
        ends += [(outcome["by"]["kind"], outcome["by"]["name"])] if "by" in outcome else _shown_at(outcome)
        versions = before[outcome["version"]], outcome["version"]
        for end in ends:
            yield versions, of, "overtaken-by", end, outcome.get("rewritten", outcome.get("ended"))


def _shown_at(outcome: Record) -> list[End]:
    """The requirement or use case where the text shows that something ended."""
    found = re.match(r"([A-Z]\d\d)(\.FR\.\d+)?", outcome.get("section", "")) if "ended" in outcome else None
    return [("requirement" if found[2] else "use-case", found[0])] if found else []


def _among_carried(seed: Seed) -> Iterator[Found]:
    """What is written of two records holds of both where they were carried over."""
    later = {(record["carried_from"], kind, record["id"]): record["version"] for kind, record in _carried(seed)}
    for version, one, relation, other, _, note in _written(seed):
        ends = {later.get((version, *end)) for end in (one, other)}
        if len(ends) == 1 and (carried_to := ends.pop()) is not None:
            yield carried_to, one, relation, other, "derived", note


def _derived(seed: Seed) -> Iterator[Found]:
    for record in seed.of("requirements"):
        for same in record.get("same_as", ()):
            yield record["version"], ("requirement", record["id"]), "same-as", ("requirement", same), "derived", None
    for record in seed.of("callerrors"):
        if "escalation" in record:
            open_point = ("escalation", record["escalation"])
            yield record["version"], ("fault", record["fault"]), "open-point", open_point, "derived", None
    resting = _rules_by_requirement(seed)
    for list_, kind, relation in POINTS:
        for record in seed.of(list_):
            for section in dict.fromkeys(evidence["section"] for evidence in record["evidence"]):
                for rule in resting.get((record["version"], section), ()):
                    yield record["version"], ("rule", rule), relation, (kind, record["id"]), "derived", None
    for record in seed.of("errata"):
        for subject in record.get("subjects", ()):
            if subject["kind"] == "requirement":
                for rule in resting.get((record["version"], subject["name"]), ()):
                    yield record["version"], ("rule", rule), "changed-by", ("erratum", record["id"]), "derived", None


def _rules_by_requirement(seed: Seed) -> dict[tuple[str, str], list[str]]:
    """The ids of the rules that rest on each requirement, by version and requirement."""
    known = {(record["version"], record["id"]) for record in seed.of("requirements")}
    found: dict[tuple[str, str], list[str]] = {}
    for record in seed.of("rules"):
        for id_ in dict.fromkeys((record["section"], *record.get("requirements", ()))):
            if (record["version"], id_) in known:
                found.setdefault((record["version"], id_), []).append(record["id"])
    return found
