"""The things of a version that a mapping can speak of, and what is a part of what: values of a type, fields of a message, variables."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ocppdb.build.names import device_variable
from ocppdb.build.seed import Seed
from ocppdb.build.structure import Field, Structure, Type

__all__ = ["Place", "Side", "Thing", "side"]

Thing = tuple[str, str]
"""Kind and name, as the seed writes them."""


class Place(NamedTuple):
    """A field at its place in a payload: the field that its type declares, and the place above it; both None at the top."""

    name: str
    field: Field
    declared: str | None
    above: str | None


class Side(NamedTuple):
    """One version, taken apart."""

    version: str
    places: dict[str, Place]
    """Every field of every payload by its place, those above before those below."""
    fields: dict[str, str | None]
    """Every field that is written once, at the top of a payload or in a type, and the name of its own type."""
    values: dict[str, None]
    """Every value of an enumeration."""
    types: dict[str, list[str]]
    """The objects and enumerations, and the names of the fields that have each as their type."""
    wholes: dict[Thing, list[Thing]]
    """Messages, types and components with their parts."""
    varied: dict[str, str]
    """The variants of types, and the type that each is a variant of."""
    declared: dict[str, str]
    """The field that a place is of, where it is not at the top of its payload."""


def side(seed: Seed, version: str, structure: Structure) -> Side:
    """Return a version as a Side."""
    types = structure.types
    payloads = {payload["name"] for payload in structure.payloads}
    named = {name: type_ for name, type_ in types.items() if name not in payloads and type_["category"] != "alias"}
    places = {place.name: place for place in _places(structure)}
    fields = {place.name: place.field["data_type"] for place in places.values() if place.above is None}
    fields |= {f"{name}.{field['name']}": field["data_type"] for name, type_ in named.items() for field in type_["fields"]}
    return Side(
        version=version,
        places=places,
        fields=fields,
        values={f"{name}.{value}": None for name, type_ in named.items() for value in type_["values"]},
        types={name: [field for field, type_ in fields.items() if type_ == name] for name in named},
        wholes=_wholes(seed, version, places.values(), named),
        varied={name: type_["variant_of"] for name, type_ in named.items() if type_["variant_of"]},
        declared={place.name: place.declared for place in places.values() if place.declared},
    )


def _places(structure: Structure) -> Iterator[Place]:
    def walk(type_: Type, prefix: str, above: str | None) -> Iterator[Place]:
        for field in type_["fields"]:
            name = f"{prefix}.{field['name']}"
            yield Place(name, field, f"{type_['name']}.{field['name']}" if above else None, above)
            below = structure.types.get(field["data_type"] or "")
            if below is not None:
                yield from walk(below, name + ("[]" if field["is_array"] else ""), name)

    for payload in structure.payloads:
        yield from walk(structure.types[payload["name"]], f"{payload['action']}.{payload['kind']}", None)


def _wholes(seed: Seed, version: str, places: Iterable[Place], named: dict[str, Type]) -> dict[Thing, list[Thing]]:
    found: dict[Thing, list[Thing]] = {("message", record["action"]): [] for record in seed.of("messages", version)}
    for place in places:
        if place.above is None:
            found["message", place.name.partition(".")[0]].append(("field", place.name))
    for name, type_ in named.items():
        parts = [("enum-value", f"{name}.{value}") for value in type_["values"]]
        found["type", name] = parts + [("field", f"{name}.{field['name']}") for field in type_["fields"]]
    for record in seed.of("components", version):
        found["component", record["name"]] = []
    for record in seed.of("device-variables", version):
        found.setdefault(("component", record["component"]), []).append(("variable", device_variable(record)))
    return found
