"""What must be true of versions, their words, their roles and the enumerations that they name."""

from collections import Counter
from collections.abc import Iterable

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures, unknown
from ocppdb.build.lint.stages import reaches
from ocppdb.build.strict_yaml import Record

__all__ = [
    "VERSION_RULES",
    "known_data_type",
    "known_status",
    "one_assumed_version",
    "one_role_a_side",
    "version_words_differ",
]


def one_assumed_version(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Exactly one version is assumed where none is named."""
    assumed = [record for record in seed.of("version") if record["assumed"]]
    if len(assumed) != 1:
        for record in assumed or seed.of("version"):
            yield record.at("assumed"), f"{len(assumed)} versions are assumed, expected exactly one"


def version_words_differ(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A word stands for one version only."""
    counts = Counter(word for record in seed.of("version") for word in record["words"])
    for record in seed.of("version"):
        for word in record["words"]:
            if counts[word] > 1:
                yield record.at("words"), f"{word!r} stands for {counts[word]} versions, expected one"


def one_role_a_side(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Each version has one role for the station and one for the CSMS, as soon as it tells who does what."""
    for version in seed.of("version"):
        sides = sorted(record["side"] for record in seed.of("roles", version["id"]))
        if sides != ["csms", "station"] and (sides or reaches(version, "lists", "rules", "sequences")):
            yield version.place, f"has roles for {', '.join(sides) or 'no side'}, expected csms, station"


def known_status(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The ends of a transition are values of the enumeration that its version names for the connector's status."""
    for version in seed.of("version"):
        transitions = seed.of("status-transitions", version["id"])
        yield from _values_of(version, "status_enumeration", structures, transitions, ("from_status", "to_status"))


def known_data_type(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A variable's data type is a value of the enumeration that its version names for them."""
    for version in seed.of("version"):
        variables = [*seed.of("variables", version["id"]), *seed.of("device-variables", version["id"])]
        yield from _values_of(version, "data_enumeration", structures, variables, ("data_type",))


def _values_of(
    version: Record, key: str, structures: Structures, records: Iterable[Record], columns: tuple[str, ...]
) -> Findings:
    """Some keys of records hold values of the enumeration that a key of their version names."""
    named = [(record, column) for record in records for column in columns if column in record]
    if key not in version:
        if named:
            yield version.place, f"names no {key}, and {named[0][0].place} has a {named[0][1]}; add the key"
        return
    enumeration = structures[version["id"]].types.get(version[key])
    if enumeration is None or enumeration["category"] != "enumeration":
        yield version.at(key), unknown("enumeration", version[key], version["id"])
        return
    for record, column in named:
        if record[column] not in enumeration["values"]:
            yield record.at(column), f"found {record[column]!r}, expected one of {', '.join(enumeration['values'])}"


VERSION_RULES = (
    one_assumed_version,
    version_words_differ,
    one_role_a_side,
    known_status,
    known_data_type,
)
