"""What names a record: the fields by which it is the only one of its list and version."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.records.all import LISTS

__all__ = ["IDENTITY_RULES", "once_only"]


def once_only(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A record is named once in its list and version."""
    for name, listed in LISTS.items():
        if not listed.identity:
            continue
        first: dict[tuple[str | None, ...], str] = {}
        for record in seed.of(name):
            identity = (record.get("version"), *(record.get(key) for key in listed.identity))
            if identity in first:
                yield record.place, f"{' '.join(map(str, identity[1:]))} is already at {first[identity]}; keep one of the two"
            first.setdefault(identity, record.place)


IDENTITY_RULES = (once_only,)
