"""What must be true of the documents that are written from the database, and of the topics that lead to them."""

from collections.abc import Mapping

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures

__all__ = ["DOCUMENT_RULES", "known_document_of_topic", "part_shows_something", "topic_called_once"]


def known_document_of_topic(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The documents of a topic exist."""
    paths = {record["path"] for record in seed.of("documents")}
    for record in seed.of("topics"):
        for path in record["documents"]:
            if path not in paths:
                yield record.at("documents"), f"found {path!r}, expected the path of a document of seed/*/documents.yml"


def topic_called_once(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A name or alias stands for one topic of its version."""
    first: dict[tuple[str, str], str] = {}
    for record in seed.of("topics"):
        for name in (record["name"], *record.get("aliases", ())):
            told = record["version"], name
            if told in first:
                yield record.place, f"{name!r} is already at {first[told]}; keep it in one of the two"
            first.setdefault(told, record.place)


def part_shows_something(seed: Seed, structures: Structures, known: Known) -> Findings:
    """What a part of a document is of exists: a topic of concepts or rules, a group, a message, a use case, another version ..."""
    of_versions = {version["id"]: _names(seed, version["id"], version.get("carries"), known) for version in seed.of("version")}
    versions = {version["id"] for version in seed.of("version")}
    for record in seed.of("documents"):
        names = of_versions[record["version"]]
        for part in record["parts"]:
            for of in part.get("of", ()):
                fits = names.get(part["shows"], set()) | (
                    versions if part["shows"] in ("mappings", "successors", "changes") else set()
                )
                if of not in fits:
                    yield part.at("of"), f"found {of!r}, of which there are no {part['shows']} in OCPP {record['version']}"


def _names(seed: Seed, version: str, carries: str | None, known: Known) -> Mapping[str, set[str]]:
    """What the parts of each kind may be of, in a version; of rules also the topics of those that it carries over."""

    def topics(name: str, of: str = version) -> set[str]:
        return {record.file.rpartition("/")[2].removesuffix(".yml") for record in seed.of(name, of)}

    here = known[version]
    anything = set().union(*here.values())
    rules = topics("rules") | (topics("rules", carries) if carries else set()) | anything
    return {
        "concepts": topics("concepts"),
        "rules": rules,
        "answers": rules,
        "messages": here["group"] | here["message"],
        "enumerations": here["group"] | here["message"],
        "sequences": here["group"] | here["use-case"],
        "states": {record["kind"] for record in seed.of("states", version)},
        "keys": {record["profile"] for record in seed.of("config-keys", version)},
        "components": here["component"] | here["variable"],
        "certification": {record["profile"] for record in seed.of("certification-features", version)},
        "open": anything,
        "settled": anything,
        "changes": here["group"],
    }


DOCUMENT_RULES = (known_document_of_topic, topic_called_once, part_shows_something)
