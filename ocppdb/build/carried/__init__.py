"""What a version has in common with the one before it: made from that one's records, where it is shown that they hold.

The build shows it by itself where a record rests on requirements that read the same; of others the seed's list `carried` says what became
of them. A record that the seed has under the same id goes before both.
"""

from collections.abc import Iterable, Iterator

from ocppdb.build.carried.both import Both, beside
from ocppdb.build.carried.examples import carried_examples
from ocppdb.build.carried.outcomes import holding, with_what_differs
from ocppdb.build.carried.points import carried_points, only_related_there
from ocppdb.build.carried.rules import carried_rules
from ocppdb.build.carried.sequences import carried_sequences
from ocppdb.build.names import Structures
from ocppdb.build.seed import Record, Seed
from ocppdb.records.carried import CARRIED

__all__ = ["judged", "with_carried"]

Judged = tuple[Record, Record | None, str]
"""A record of the version before, the one that it becomes, and where it becomes none why not."""


def with_carried(seed: Seed, structures: Structures) -> Seed:
    """Return the seed with what is carried over; each such record says the version that it is `carried_from`."""
    for version in seed.of("version"):
        both = beside(seed, structures, version)
        if both is not None:
            held = list(holding(seed, both))
            seed = with_what_differs(seed, both)
            for list_ in ("rules", "escalations", "settled"):
                seed = _with(seed, list_, both, judged(seed, structures, both, list_), held)
            only_related_there(seed, both)
            seed = seed.having("examples", [*seed.of("examples"), *carried_examples(seed, structures, both)])
            seed = _with(seed, "sequences", both, judged(seed, structures, both, "sequences"), held)
    return seed


def judged(seed: Seed, structures: Structures, both: Both, list_: str) -> Iterator[Judged]:
    """Yield each record of a list in the version before, the one that it becomes by itself, and where it becomes none why not."""
    if list_ == "rules":
        return carried_rules(seed, structures, both)
    if list_ == "sequences":
        return carried_sequences(seed, structures, both)
    return carried_points(seed, list_, both)


def _with(seed: Seed, list_: str, both: Both, found: Iterable[Judged], held: Iterable[tuple[str, Record]]) -> Seed:
    """A seed with the records of a list that hold: as an outcome says, or else by themselves; what is written goes before."""
    kind = next(kind for kind, (each, _) in CARRIED.items() if each == list_)
    written = {record["id"] for record in seed.of(list_, both.new.record["id"])}
    read = [record for each, record in held if each == list_ and record["id"] not in written]
    told = written | {outcome[kind] for outcome in seed.of("carried", both.new.record["id"]) if kind in outcome}
    shown = [made for _, made, _ in found if made is not None and made["id"] not in told]
    return seed.having(list_, [*seed.of(list_), *read, *shown])
