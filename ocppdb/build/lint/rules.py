"""Every rule of the seed beyond the shape of its records, and how they are asked."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from ocppdb.build.lint.carried import CARRIED_RULES
from ocppdb.build.lint.checks import CHECK_RULES
from ocppdb.build.lint.citations import CITATION_RULES
from ocppdb.build.lint.demands import DEMAND_RULES
from ocppdb.build.lint.documents import DOCUMENT_RULES
from ocppdb.build.lint.examples import EXAMPLE_RULES
from ocppdb.build.lint.identity import IDENTITY_RULES
from ocppdb.build.lint.mappings import MAPPING_RULES
from ocppdb.build.lint.points import ESCALATION_RULES
from ocppdb.build.lint.references import REFERENCE_RULES
from ocppdb.build.lint.rule import Known, Rule, Seed, Structures, name_of
from ocppdb.build.lint.schedules import SCHEDULE_RULES
from ocppdb.build.lint.sequences import SEQUENCE_RULES
from ocppdb.build.lint.stages import STAGE_RULES
from ocppdb.build.lint.structure import STRUCTURE_RULES
from ocppdb.build.lint.versions import VERSION_RULES
from ocppdb.build.problem import Problem, in_reading_order, problem
from ocppdb.build.rows import all_rows, known_names
from ocppdb.build.rows.index import Tables
from ocppdb.errors import NotFound

__all__ = ["RULES", "check", "rule_called"]

RULES: tuple[Rule, ...] = (
    *IDENTITY_RULES,
    *CITATION_RULES,
    *VERSION_RULES,
    *STAGE_RULES,
    *STRUCTURE_RULES,
    *REFERENCE_RULES,
    *DEMAND_RULES,
    *CHECK_RULES,
    *SEQUENCE_RULES,
    *ESCALATION_RULES,
    *CARRIED_RULES,
    *MAPPING_RULES,
    *EXAMPLE_RULES,
    *SCHEDULE_RULES,
    *DOCUMENT_RULES,
)


def check(
    seed: Seed, structures: Structures, *, tables: Callable[[], Tables] | None = None, only: str | None = None
) -> list[Problem]:
    """Return every Problem that any rule finds, in reading order; where a record stands twice, that alone.

    `structures` are the schemas by version; `tables` makes the rows of all tables, which are asked for only where a rule looks up a name.
    `only` is the name of the one rule to ask; raises NotFound as `rule_called` does.
    """
    rules = RULES if only is None else (rule_called(only),)
    known = Names(lambda: known_names(seed, tables() if tables else all_rows(seed, structures, {})))
    for asked in ([rule for rule in rules if rule in IDENTITY_RULES], rules):
        found = [problem(place, name_of(rule), text) for rule in asked for place, text in rule(seed, structures, known)]
        if found:
            return in_reading_order(found)
    return []


class Names(Mapping[str, Mapping[str, set[str]]]):
    """The names of each version by kind, made when a rule first looks one up: nothing is called by a name before each is there once."""

    def __init__(self, make: Callable[[], Known]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Known:
        return self._make()

    def __getitem__(self, version: str) -> Mapping[str, set[str]]:
        return self._made[version]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def rule_called(name: str) -> Rule:
    """Return the rule of a name, such as `known-group`. Raises NotFound, with the nearest names, where no rule is called that."""
    by_name = {name_of(rule): rule for rule in RULES}
    asked = name.casefold().replace("_", "-")[:MOST_NAME]
    if asked in by_name:
        return by_name[asked]
    nearest = difflib.get_close_matches(asked, by_name, cutoff=0.5)
    told = f"nearest: {', '.join(nearest)}" if nearest else f"expected one of {', '.join(by_name)}"
    raise NotFound(f"no rule of lint is called {name[:MOST_NAME]!r}; {told}", nearest)


MOST_NAME = 60
"""The letters of a rule's name that are read; none has so many."""
