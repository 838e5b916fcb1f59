"""What must be true of the names by which records refer to others."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures, unknown

__all__ = [
    "REFERENCE_RULES",
    "known_code",
    "known_parent",
    "known_role",
    "known_unit",
    "link_ends_exist",
    "reference_exists",
    "subject_exists",
]

REFERENCES = (
    ("requirements", "messages", "message"),
    ("requirements", "use_case", "use-case"),
    ("requirements", "same_as", "requirement"),
    ("requirement-texts", "requirement", "requirement"),
    ("rules", "requirements", "requirement"),
    ("type-descriptions", "type", "type"),
    ("test-cases", "use_case", "use-case"),
    ("rules", "state", "state"),
    ("states", "reported", "enum-value"),
    ("device-variables", "component", "component"),
    ("callerrors", "escalation", "escalation"),
    ("device-variables", "variable", "variable"),
    ("device-variables", "requirement", "requirement"),
    ("field-descriptions", "field", "field"),
    ("value-meanings", "value", "enum-value"),
)
"""List, key, and the kind of subject that the key names."""
OTHERS = ("Local Controller", "manufacturer", "certificate authority", "operator", "EV")
"""Who else than the two ends of a connection can be bound by a rule."""


def subject_exists(seed: Seed, structures: Structures, known: Known) -> Findings:
    """What a record is about exists in its version."""
    for name in ("rules", "concepts", "errata", "escalations", "settled"):
        for record in seed.of(name):
            for subject in record.get("subjects", ()):
                if subject["name"] not in known[record["version"]].get(subject["kind"], ()):
                    yield subject.at("name"), unknown(subject["kind"], subject["name"], record["version"])


def link_ends_exist(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Both ends of a link exist in its version, and it is written once."""
    first: dict[tuple[str, ...], str] = {}
    for record in seed.of("links"):
        for end in (record["from"], record["to"]):
            if end["name"] not in known[record["version"]].get(end["kind"], ()):
                yield end.at("name"), unknown(end["kind"], end["name"], record["version"])
        told = (
            record["version"],
            *(record["from"][key] for key in ("kind", "name")),
            record["relation"],
            *(record["to"][key] for key in ("kind", "name")),
        )
        if told in first:
            yield record.place, f"is already at {first[told]}; keep one of the two"
        first.setdefault(told, record.place)


def known_code(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The code that answers a fault is an error code of the version, or none."""
    for record in seed.of("callerrors"):
        for code in (record["code"], *record.get("also", ())):
            if code != "none" and code not in known[record["version"]]["error-code"]:
                yield record.place, unknown("error-code", code, record["version"])


def reference_exists(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A message, state, use case, requirement, component or variable that a record names exists in its version."""
    for name, key, kind in REFERENCES:
        for record in seed.of(name):
            for value in record[key] if isinstance(record.get(key), list) else [record.get(key)]:
                if value is not None and value not in known[record["version"]][kind]:
                    yield record.at(key), unknown(kind, value, record["version"])


def known_role(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Whoever a record binds is a role of its version, or either."""
    for name, key in (("rules", "who"), ("requirements", "role"), ("certification-features", "role"), ("test-cases", "role")):
        for record in seed.of(name):
            roles = [
                *(role["name"] for role in seed.of("roles", record["version"])),
                "either",
                *(OTHERS if key == "who" else ()),
            ]
            if key in record and record[key] not in roles:
                yield record.at(key), f"found {record[key]!r}, expected one of {', '.join(roles)}"


def known_unit(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A variable's unit is a standardized unit, or several of them."""
    for name in ("device-variables", "variables"):
        for record in seed.of(name):
            units = {unit["unit"] for unit in seed.of("units", record["version"])}
            for unit in record.get("unit", "").split(", ") if "unit" in record else []:
                if unit not in units:
                    yield record.at("unit"), f"found {unit!r}, expected a unit of seed/{record['slug']}/units.yml"


def known_parent(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The parent of a device level stands before it in its version."""
    before: set[tuple[str, str]] = set()
    for record in seed.of("device-levels"):
        if "parent" in record and (record["version"], record["parent"]) not in before:
            yield record.at("parent"), f"found {record['parent']!r}, expected a level that stands before it"
        before.add((record["version"], record["name"]))


REFERENCE_RULES = (subject_exists, link_ends_exist, known_code, reference_exists, known_role, known_unit, known_parent)
