"""What must be true of messages, groups and types, which the schemas know too."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.lint.stages import reaches
from ocppdb.build.names import owner_name
from ocppdb.build.schemas import places

__all__ = ["STRUCTURE_RULES", "everything_described", "group_in_use", "known_group", "place_in_schemas"]


def known_group(seed: Seed, structures: Structures, known: Known) -> Findings:
    """The group of a message is a group of its version."""
    for record in seed.of("messages"):
        groups = [group["name"] for group in seed.of("groups", record["version"])]
        if record["group"] not in groups:
            yield (
                record.at("group"),
                f"found {record['group']!r}, expected a group of seed/{record['slug']}/groups.yml: {', '.join(groups) or 'it has none'}",
            )


def group_in_use(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Every group has a message."""
    used = {(record["version"], record["group"]) for record in seed.of("messages")}
    for record in seed.of("groups"):
        if (record["version"], record["name"]) not in used:
            yield record.place, f"no message belongs to {record['name']}; remove the group or name it in a message"


def place_in_schemas(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A place that a type names is in the schemas, is named once, and keeps to the length of its alias."""
    for version in seed.of("version"):
        named: dict[str, str] = {}
        fields = places(structures[version["id"]])
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


def everything_described(seed: Seed, structures: Structures, known: Known) -> Findings:
    """In a version that reaches descriptions, every field and every value has one: its own, its type's, or one of the seed."""
    for version in seed.of("version"):
        if not reaches(version, "descriptions"):
            continue
        fields = {record["field"] for record in seed.of("field-descriptions", version["id"]) if "description" in record}
        values = {record["value"] for record in seed.of("value-meanings", version["id"])}
        types = structures[version["id"]].types
        for type_ in types.values():
            owner = owner_name(type_, structures[version["id"]])
            for field in type_["fields"]:
                of_type = types.get(field["data_type"] or "")
                told = field["description"] or (of_type and of_type["description"])
                if not told and f"{owner}.{field['name']}" not in fields:
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


STRUCTURE_RULES = (known_group, group_in_use, place_in_schemas, everything_described)
