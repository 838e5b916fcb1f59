"""What names a record: the keys by which it is the only one of its list and version."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures

__all__ = ["IDENTITY", "IDENTITY_RULES", "once_only"]

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


def once_only(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A record is named once in its list and version."""
    for name, keys in IDENTITY.items():
        first: dict[tuple[str | None, ...], str] = {}
        for record in seed.of(name):
            identity = (record.get("version"), *(record.get(key) for key in keys))
            if identity in first:
                yield record.place, f"{' '.join(map(str, identity[1:]))} is already at {first[identity]}; keep one of the two"
            first.setdefault(identity, record.place)


IDENTITY_RULES = (once_only,)
