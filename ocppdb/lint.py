"""What must be true of the seed beyond its shape: one function for each rule, its docstring the rule in a sentence."""

from collections import Counter

from .seed import Problem

__all__ = ["RULES", "check"]

IDENTITY = {
    "sources": ("id",), "version": ("id",), "roles": ("name",), "device-levels": ("name",), "frames": ("name",),
    "groups": ("name",), "messages": ("action",), "types": ("type",),
}
"""The keys that together name a record of a list within its version."""


def check(seed, structures):
    """Return every Problem that any rule finds, in reading order. `structures` are the schemas by version."""
    problems = [
        Problem(place, rule.__name__.replace("_", "-"), text) for rule in RULES for place, text in rule(seed, structures)
    ]
    return sorted(problems, key=lambda problem: (problem.place.rpartition(":")[0], int(problem.place.rpartition(":")[2]), problem))


def once_only(seed, structures):
    """A record is named once in its list and version."""
    for name, keys in IDENTITY.items():
        first = {}
        for record in seed.of(name):
            identity = (record.get("version"), *(record.get(key) for key in keys))
            if identity in first:
                yield record.place, f"{' '.join(map(str, identity[1:]))} is already at {first[identity]}; keep one of the two"
            first.setdefault(identity, record.place)


def known_source(seed, structures):
    """Every cited source is declared in sources.yml."""
    known = {record["id"] for record in seed.of("sources")}
    for records in seed.values():
        for record in records:
            for key in ("source", "schema_source"):
                if key in record and record[key] not in known:
                    yield record.at(key), f"found {record[key]!r}, expected a source of seed/sources.yml: {', '.join(sorted(known))}"


def one_assumed_version(seed, structures):
    """Exactly one version is assumed where none is named."""
    assumed = [record for record in seed.of("version") if record["assumed"]]
    if len(assumed) != 1:
        for record in assumed or seed.of("version"):
            yield record.at("assumed"), f"{len(assumed)} versions are assumed, expected exactly one"


def version_words_differ(seed, structures):
    """A word stands for one version only."""
    counts = Counter(word for record in seed.of("version") for word in record["words"])
    for record in seed.of("version"):
        for word in record["words"]:
            if counts[word] > 1:
                yield record.at("words"), f"{word!r} stands for {counts[word]} versions, expected one"


def known_group(seed, structures):
    """The group of a message is a group of its version."""
    for record in seed.of("messages"):
        groups = [group["name"] for group in seed.of("groups", record["version"])]
        if record["group"] not in groups:
            yield record.at("group"), f"found {record['group']!r}, expected one of {', '.join(groups)}"


def group_in_use(seed, structures):
    """Every group has a message."""
    used = {(record["version"], record["group"]) for record in seed.of("messages")}
    for record in seed.of("groups"):
        if (record["version"], record["name"]) not in used:
            yield record.place, f"no message belongs to {record['name']}; remove the group or name it in a message"


def one_role_a_side(seed, structures):
    """Each version has one role for the station and one for the CSMS."""
    for version in seed.of("version"):
        sides = sorted(record["side"] for record in seed.of("roles", version["id"]))
        if sides != ["csms", "station"]:
            yield version.place, f"has roles for {', '.join(sides) or 'no side'}, expected csms, station"


def known_parent(seed, structures):
    """The parent of a device level stands before it in its version."""
    before = set()
    for record in seed.of("device-levels"):
        if "parent" in record and (record["version"], record["parent"]) not in before:
            yield record.at("parent"), f"found {record['parent']!r}, expected a level that stands before it"
        before.add((record["version"], record["name"]))


def place_in_schemas(seed, structures):
    """A place that a type names is in the schemas, is named once, and keeps to the length of its alias."""
    for version in seed.of("version"):
        named, fields = {}, places(structures[version["id"]])
        for record in seed.of("types", version["id"]):
            for place in record["places"]:
                field = fields.get(place)
                if field is None:
                    yield record.at("places"), f"{place} is in no schema of OCPP {version['id']}"
                elif "max_length" in record and field["max_length"] != record["max_length"]:
                    yield record.at("places"), (
                        f"{place} has length {field['max_length']} in the schema and {record['max_length']} as {record['type']}; "
                        "tell the difference in a note and take the place out"
                    )
                if place in named:
                    yield record.at("places"), f"{place} is already named {named[place]}; keep one of the two"
                named[place] = record["type"]


def places(structure):
    """Return every field of a version's payloads by its place: `MeterValues.request.meterValue[].sampledValue[].unit`."""
    found = {}

    def walk(type_, prefix):
        for field in type_["fields"]:
            place = f"{prefix}.{field['name']}"
            found[place] = field
            if field["data_type"] in structure.types:
                walk(structure.types[field["data_type"]], place + ("[]" if field["is_array"] else ""))

    for payload in structure.payloads:
        walk(structure.types[payload["name"]], f"{payload['action']}.{payload['kind']}")
    return found


RULES = (
    once_only, known_source, one_assumed_version, version_words_differ, known_group, group_in_use, one_role_a_side, known_parent,
    place_in_schemas,
)
