"""The names that records refer to: what a field's owner is called, a variable at a component, and whether a section is the id of a requirement."""

import re
from collections.abc import Mapping
from typing import Any

from ocppdb.build.schemas import Structure
from ocppdb.records.carried import CARRIED

__all__ = ["Known", "Structures", "device_variable", "outcome_of", "owner_name", "unknown_requirement"]

Structures = Mapping[str, Structure]
"""The structure of the schemas of each version."""
Known = Mapping[str, Mapping[str, set[str]]]
"""The names of each version, by the kind of subject that they name."""


def owner_name(type_: Mapping[str, Any], structure: Structure) -> str:
    """Return how a field names the type that declares it: `IdTagInfo`, for payloads `Authorize.request`; a variant as what it varies."""
    for payload in structure.payloads if type_["category"] == "payload" else ():
        if payload["name"] == type_["name"]:
            return f"{payload['action']}.{payload['kind']}"
    return str(type_["variant_of"] or type_["name"])


def unknown_requirement(section: str, known: Mapping[str, set[str]]) -> bool:
    """Whether a section is written as the id of a requirement, and no requirement of that version has it."""
    return re.fullmatch(r"[A-Z]\d\d\.FR\.\d+", section) is not None and section not in known["requirement"]


def device_variable(record: Mapping[str, Any]) -> str:
    """Return the name of a variable at a component: `Component[instance].Variable[instance]`."""
    component, variable = (
        record[key] + (f"[{record[key + '_instance']}]" if record.get(f"{key}_instance") else "")
        for key in ("component", "variable")
    )
    return f"{component}.{variable}"


def outcome_of(outcome: Mapping[str, Any]) -> tuple[str, str] | None:
    """Return the kind and the id of the record that an outcome speaks of, or None where it speaks of none or of several."""
    told = [(kind, str(outcome[kind])) for kind in CARRIED if kind in outcome]
    return told[0] if len(told) == 1 else None
