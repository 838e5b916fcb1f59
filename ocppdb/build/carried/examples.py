"""Examples of payloads that a version has in common with the one before it: those that are right there, the minimal ones minimal."""

from collections.abc import Iterator

from ocppdb.build.carried.both import Both
from ocppdb.build.flow import payloads_of
from ocppdb.build.lint.examples import example_is_right, minimal_is_minimal
from ocppdb.build.names import Structures
from ocppdb.build.seed import Record, Seed

__all__ = ["carried_examples"]


def carried_examples(seed: Seed, structures: Structures, both: Both) -> Iterator[Record]:
    """Yield the examples of the version before that hold; `seed` has the rules that are carried over already."""
    written = {(each["payload"], each["form"]) for each in seed.of("examples", both.new.record["id"])}
    there = {
        f"{message['action']}.{kind}" for message in seed.of("messages", both.new.record["id"]) for kind in payloads_of(message)
    }
    made = [
        both.made(record)
        for record in seed.of("examples", both.old.record["id"])
        if record["payload"] in there and (record["payload"], record["form"]) not in written
    ]
    alone = seed.having("examples", made)
    wrong = {place for rule in (example_is_right, minimal_is_minimal) for place, _ in rule(alone, structures, {})}
    for record in made:
        if not wrong.intersection((record.at("payload"), record.at("value"))):
            yield record
