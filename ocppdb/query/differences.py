"""What differs between a field, key or variable of one version and its counterpart in another, as far as tables tell it."""

from collections.abc import Callable
from collections.abc import Mapping as Map
from typing import Any

from ocppdb.errors import NotFound
from ocppdb.query import lists, messages
from ocppdb.query.mappings import from_any
from ocppdb.query.reader import Reader
from ocppdb.records.lists import ConfigKey, DeviceVariable
from ocppdb.records.mappings import Mapping
from ocppdb.records.messages import Field

__all__ = ["differences"]

ACCESS = {"R": "ReadOnly", "RW": "ReadWrite", "W": "WriteOnly", "R or RW": "ReadOnly or ReadWrite"}
NEED = {True: "yes", False: "no"}
Told = dict[str, str | None]


def differences(reader: Reader, mapping: Mapping) -> tuple[str, ...]:
    """Return what differs, each as `occurs 1..1 -> 0..1`; empty where one side is missing or nothing can be compared."""
    one = _told(reader, mapping.from_version, mapping.from_kind, mapping.from_name)
    other = _told(reader, mapping.to_version, mapping.to_kind, mapping.to_name)
    if one and other and _counterparts(reader, mapping, one["type"], other["type"]):
        del one["type"]
    return tuple(
        f"{what} {one[what] or 'none'} -> {other[what] or 'none'}" for what in one if what in other and one[what] != other[what]
    )


def _counterparts(reader: Reader, mapping: Mapping, one: str | None, other: str | None) -> bool:
    """Whether a type is the counterpart of another, so that their names alone are no difference."""
    versions = mapping.from_version, mapping.to_version
    return other in (each.to_name for each in from_any(reader, versions, "type", [str(one)]))


def _told(reader: Reader, version: str, kind: str | None, name: str | None) -> Told:
    if kind is None or kind not in READ or name is None:
        return {}
    read, tell = READ[kind]
    try:
        told = tell(read(reader, name, version))
    except NotFound:  # a variable that no component is named for has no row to compare
        return {}
    if told["type"] in _aliases(reader, version):
        told["type"] = _aliases(reader, version)[told["type"]]
    return told


def _aliases(reader: Reader, version: str) -> dict[str | None, str]:
    """The types that are another name for a plain one."""
    return reader.once(
        ("aliases", version),
        lambda: {
            row["name"]: row["json_type"]
            for row in reader.rows("SELECT name, json_type FROM types WHERE version = ? AND category = 'alias'", (version,))
        },
    )


def _of_field(field: Field) -> Told:
    return {
        "type": field.data_type or field.type,
        "occurs": field.cardinality,
        "at most": _number(field.max_length, " characters"),
        "from": _number(field.minimum),
        "to": _number(field.maximum),
        "multiple of": _number(field.multiple_of),
        "format": field.format,
        "default": field.default_value,
        "unit": field.unit,
    }


def _number(value: float | None, after: str = "") -> str | None:
    return None if value is None else f"{value:g}{after}"


def _of_key(key: ConfigKey) -> Told:
    return {
        "type": key.type,
        "mutability": ACCESS[key.accessibility],
        "required": NEED[key.required],
        "unit": key.unit,
    }


def _of_variable(variable: DeviceVariable) -> Told:
    return {
        "type": variable.data_type,
        "mutability": variable.mutability,
        "required": variable.required,
        "unit": variable.unit,
    }


READ: Map[str, tuple[Callable[[Reader, str, str], Any], Callable[[Any], Told]]] = {
    "field": (messages.field, _of_field),
    "config-key": (lists.config_key, _of_key),
    "variable": (lambda reader, name, version: lists.one(reader, DeviceVariable, name, version), _of_variable),
}
"""How a thing of a kind is read, and what is told of it; things of kinds that share words of it are compared."""
