"""What must be true of the seed beyond its shape: one function for each rule, its docstring the rule in a sentence."""

from collections import Counter

from ocppdb.build.lint.points import ESCALATION_RULES
from ocppdb.build.lint.sequences import SEQUENCE_RULES
from ocppdb.build.names import names, owner_name, unknown_requirement
from ocppdb.build.schemas import places
from ocppdb.build.problem import Problem

__all__ = ["RULES", "check"]

IDENTITY = {
    "sources": ("id",),
    "version": ("id",),
    "roles": ("name",),
    "device-levels": ("name",),
    "frames": ("name",),
    "groups": ("name",),
    "messages": ("action",),
    "types": ("type",),
    "config-keys": ("key",),
    "components": ("name",),
    "variables": ("name",),
    "device-variables": ("component", "component_instance", "variable", "variable_instance"),
    "error-codes": ("code",),
    "states": ("name",),
    "status-transitions": ("from_status", "to_status"),
    "rules": ("id",),
    "security-events": ("event",),
    "reason-codes": ("code",),
    "units": ("unit",),
    "measurands": ("measurand",),
    "id-token-types": ("type",),
    "use-cases": ("id",),
    "requirements": ("id",),
    "errata": ("id",),
    "terms": ("term",),
    "certification-features": ("id",),
    "test-cases": ("id",),
    "field-descriptions": ("field",),
    "value-meanings": ("value",),
}
"""The keys that together name a record of a list within its version."""


def check(seed, structures):
    """Return every Problem that any rule finds, in reading order. `structures` are the schemas by version."""
    known = names(seed, structures)
    problems = [
        Problem(place, rule.__name__.replace("_", "-"), text) for rule in RULES for place, text in rule(seed, structures, known)
    ]
    return sorted(
        problems, key=lambda problem: (problem.place.rpartition(":")[0], int(problem.place.rpartition(":")[2]), problem)
    )


def once_only(seed, structures, known):
    """A record is named once in its list and version."""
    for name, keys in IDENTITY.items():
        first = {}
        for record in seed.of(name):
            identity = (record.get("version"), *(record.get(key) for key in keys))
            if identity in first:
                yield record.place, f"{' '.join(map(str, identity[1:]))} is already at {first[identity]}; keep one of the two"
            first.setdefault(identity, record.place)


def known_source(seed, structures, known):
    """Every cited source is declared in sources.yml."""
    declared = {record["id"] for record in seed.of("sources")}
    for records in seed.values():
        for record in records:
            for key in ("source", "schema_source"):
                if key in record and record[key] not in declared:
                    yield (
                        record.at(key),
                        f"found {record[key]!r}, expected a source of seed/sources.yml: {', '.join(sorted(declared))}",
                    )


def one_assumed_version(seed, structures, known):
    """Exactly one version is assumed where none is named."""
    assumed = [record for record in seed.of("version") if record["assumed"]]
    if len(assumed) != 1:
        for record in assumed or seed.of("version"):
            yield record.at("assumed"), f"{len(assumed)} versions are assumed, expected exactly one"


def version_words_differ(seed, structures, known):
    """A word stands for one version only."""
    counts = Counter(word for record in seed.of("version") for word in record["words"])
    for record in seed.of("version"):
        for word in record["words"]:
            if counts[word] > 1:
                yield record.at("words"), f"{word!r} stands for {counts[word]} versions, expected one"


def known_group(seed, structures, known):
    """The group of a message is a group of its version."""
    for record in seed.of("messages"):
        groups = [group["name"] for group in seed.of("groups", record["version"])]
        if record["group"] not in groups:
            yield record.at("group"), f"found {record['group']!r}, expected one of {', '.join(groups)}"


def group_in_use(seed, structures, known):
    """Every group has a message."""
    used = {(record["version"], record["group"]) for record in seed.of("messages")}
    for record in seed.of("groups"):
        if (record["version"], record["name"]) not in used:
            yield record.place, f"no message belongs to {record['name']}; remove the group or name it in a message"


def one_role_a_side(seed, structures, known):
    """Each version has one role for the station and one for the CSMS."""
    for version in seed.of("version"):
        sides = sorted(record["side"] for record in seed.of("roles", version["id"]))
        if sides != ["csms", "station"]:
            yield version.place, f"has roles for {', '.join(sides) or 'no side'}, expected csms, station"


def known_parent(seed, structures, known):
    """The parent of a device level stands before it in its version."""
    before = set()
    for record in seed.of("device-levels"):
        if "parent" in record and (record["version"], record["parent"]) not in before:
            yield record.at("parent"), f"found {record['parent']!r}, expected a level that stands before it"
        before.add((record["version"], record["name"]))


def place_in_schemas(seed, structures, known):
    """A place that a type names is in the schemas, is named once, and keeps to the length of its alias."""
    for version in seed.of("version"):
        named, fields = {}, places(structures[version["id"]])
        for record in seed.of("types", version["id"]):
            for place in record["places"]:
                field = fields.get(place)
                if field is None:
                    yield record.at("places"), f"{place} is in no schema of OCPP {version['id']}"
                elif "max_length" in record and field["max_length"] != record["max_length"]:
                    yield (
                        record.at("places"),
                        (
                            f"{place} has length {field['max_length']} in the schema and {record['max_length']} as {record['type']}; "
                            "tell the difference in a note and take the place out"
                        ),
                    )
                if place in named:
                    yield record.at("places"), f"{place} is already named {named[place]}; keep one of the two"
                named[place] = record["type"]


def subject_exists(seed, structures, known):
    """What a record is about exists in its version."""
    for name in ("rules", "errata"):
        for record in seed.of(name):
            if ("subject" in record) != ("subject_kind" in record):
                yield record.place, "has only one of subject and subject_kind, expected both or none"
            elif "subject" in record and record["subject"] not in known[record["version"]].get(record["subject_kind"], ()):
                yield record.at("subject"), _unknown(record["subject_kind"], record["subject"], record["version"])


def reference_exists(seed, structures, known):
    """A message, state, use case, requirement, component or variable that a record names exists in its version."""
    for name, key, kind in REFERENCES:
        for record in seed.of(name):
            for value in record[key] if isinstance(record.get(key), list) else [record.get(key)]:
                if value is not None and value not in known[record["version"]][kind]:
                    yield record.at(key), _unknown(kind, value, record["version"])


REFERENCES = (
    ("requirements", "messages", "message"),
    ("requirements", "use_case", "use-case"),
    ("test-cases", "use_case", "use-case"),
    ("rules", "state", "state"),
    ("device-variables", "component", "component"),
    ("device-variables", "variable", "variable"),
    ("device-variables", "requirement", "requirement"),
    ("field-descriptions", "field", "field"),
    ("value-meanings", "value", "enum-value"),
)
"""List, key, and the kind of subject that the key names."""


def cited_requirement_exists(seed, structures, known):
    """A section that is a requirement id is a requirement of the record's version."""
    for records in seed.values():
        for record in records:
            section = record.get("section", "")
            if "version" in record and unknown_requirement(section, known[record["version"]]):
                yield record.at("section"), _unknown("requirement", section, record["version"])


def known_role(seed, structures, known):
    """Whoever a record binds is a role of its version, or either."""
    for name, key in (("rules", "who"), ("requirements", "role"), ("certification-features", "role"), ("test-cases", "role")):
        for record in seed.of(name):
            roles = [role["name"] for role in seed.of("roles", record["version"])] + ["either"]
            if key in record and record[key] not in roles:
                yield record.at(key), f"found {record[key]!r}, expected one of {', '.join(roles)}"


def known_status(seed, structures, known):
    """The ends of a transition are values of the enumeration that its version names for the connector's status."""
    for version in seed.of("version"):
        enumeration = structures[version["id"]].types.get(version["status_enumeration"])
        if enumeration is None:
            yield version.at("status_enumeration"), _unknown("type", version["status_enumeration"], version["id"])
            continue
        for record in seed.of("status-transitions", version["id"]):
            for key in ("from_status", "to_status"):
                if record[key] not in enumeration["values"]:
                    yield record.at(key), f"found {record[key]!r}, expected one of {', '.join(enumeration['values'])}"


def known_unit(seed, structures, known):
    """A variable's unit is a standardized unit, or several of them."""
    for name in ("device-variables", "variables"):
        for record in seed.of(name):
            units = {unit["unit"] for unit in seed.of("units", record["version"])}
            for unit in record.get("unit", "").split(", ") if "unit" in record else []:
                if unit not in units:
                    yield record.at("unit"), f"found {unit!r}, expected a unit of seed/{record['slug']}/units.yml"


def known_data_type(seed, structures, known):
    """A variable's data type is a value of the enumeration that its version names for them."""
    for version in seed.of("version"):
        if "data_enumeration" in version:
            types = structures[version["id"]].types[version["data_enumeration"]]["values"]
            for record in [*seed.of("variables", version["id"]), *seed.of("device-variables", version["id"])]:
                if "data_type" in record and record["data_type"] not in types:
                    yield record.at("data_type"), f"found {record['data_type']!r}, expected one of {', '.join(types)}"


def known_document(seed, structures, known):
    """An erratum changes a declared document."""
    declared = {record["id"] for record in seed.of("sources")}
    for record in seed.of("errata"):
        if record["document"] not in declared:
            yield record.at("document"), f"found {record['document']!r}, expected a source of seed/sources.yml"


def everything_described(seed, structures, known):
    """Every field and every value has a description: its own, its type's, or one of the seed."""
    for version in seed.of("version"):
        fields = {record["field"] for record in seed.of("field-descriptions", version["id"]) if "description" in record}
        values = {record["value"] for record in seed.of("value-meanings", version["id"])}
        types = structures[version["id"]].types
        for type_ in types.values():
            owner = owner_name(type_, structures[version["id"]])
            for field in type_["fields"]:
                of_type = types.get(field["data_type"], {}).get("description")
                if not (field["description"] or of_type or f"{owner}.{field['name']}" in fields):
                    yield (
                        version.place,
                        f"{owner}.{field['name']} has no description; write one in seed/{version['slug']}/field-descriptions.yml",
                    )
            for value in type_["values"]:
                if f"{type_['variant_of'] or type_['name']}.{value}" not in values:
                    yield (
                        version.place,
                        f"{type_['name']}.{value} has no meaning; write one in seed/{version['slug']}/value-meanings.yml",
                    )


def _unknown(kind, name, version):
    return f"no {kind} is called {name!r} in OCPP {version}; correct the name, or add it first"


RULES = (
    once_only,
    known_source,
    one_assumed_version,
    version_words_differ,
    known_group,
    group_in_use,
    one_role_a_side,
    known_parent,
    place_in_schemas,
    subject_exists,
    reference_exists,
    cited_requirement_exists,
    known_role,
    known_status,
    known_unit,
    known_data_type,
    known_document,
    everything_described,
    *SEQUENCE_RULES,
    *ESCALATION_RULES,
)
