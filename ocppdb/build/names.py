"""Every name that a record may refer to, by version and kind: the one way to name a subject."""

import re
from collections.abc import Mapping
from typing import Any

from ocppdb.build.schemas import Structure, places
from ocppdb.build.seed import Record, Seed

__all__ = ["Known", "Structures", "device_variable", "names", "owner_name", "unknown_requirement"]

Structures = Mapping[str, Structure]
"""The structure of the schemas of each version."""
Known = Mapping[str, Mapping[str, set[str]]]
"""The names of each version, by the kind of subject that they name."""

NAMED_BY = {
    "message": ("messages", "action"),
    "config-key": ("config-keys", "key"),
    "component": ("components", "name"),
    "state": ("states", "name"),
    "error-code": ("error-codes", "code"),
    "use-case": ("use-cases", "id"),
    "requirement": ("requirements", "id"),
    "rule": ("rules", "id"),
}
"""Kinds of subjects whose names are one key of the records of one list."""


def names(seed: Seed, structures: Structures) -> Known:
    """Return {version: {kind: set of names}}."""
    return {version["id"]: _names(seed, version["id"], structures[version["id"]]) for version in seed.of("version")}


def _names(seed: Seed, version: str, structure: Structure) -> dict[str, set[str]]:
    found = {kind: {record[key] for record in seed.of(name, version)} for kind, (name, key) in NAMED_BY.items()}
    types = {name: type_ for name, type_ in structure.types.items() if type_["category"] != "payload"}
    found["type"] = set(types)
    found["enum-value"] = {f"{name}.{value}" for name, type_ in types.items() for value in type_["values"]}
    found["field"] = set(places(structure)) | {
        f"{name}.{field['name']}" for name, type_ in types.items() for field in type_["fields"]
    }
    found["sequence"] = {f"{record['slug']}-{record['id']}" for record in seed.of("sequences", version)}
    found["variable"] = {device_variable(record) for record in seed.of("device-variables", version)}
    found["variable"] |= {record["name"] for record in seed.of("variables", version)}
    return found


def owner_name(type_: Mapping[str, Any], structure: Structure) -> str:
    """Return how a field names the type that declares it: `IdTagInfo`, for payloads `Authorize.request`; a variant as what it varies."""
    for payload in structure.payloads if type_["category"] == "payload" else ():
        if payload["name"] == type_["name"]:
            return f"{payload['action']}.{payload['kind']}"
    return str(type_["variant_of"] or type_["name"])


def device_variable(record: Record) -> str:
    """Return the name of a variable at a component: `Component[instance].Variable[instance]`."""
    component, variable = (
        record[key] + (f"[{record[key + '_instance']}]" if record.get(f"{key}_instance") else "")
        for key in ("component", "variable")
    )
    return f"{component}.{variable}"


def unknown_requirement(section: str, known: Mapping[str, set[str]]) -> bool:
    """Whether a section is written as the id of a requirement, and no requirement of that version has it."""
    return re.fullmatch(r"[A-Z]\d\d\.FR\.\d+", section) is not None and section not in known["requirement"]
