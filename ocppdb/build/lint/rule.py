"""What a rule is: a function that yields where something is wrong, and what; its docstring is the rule in a sentence."""

from collections.abc import Iterator
from typing import Protocol

from ocppdb.build.names import Known, Structures
from ocppdb.build.seed import Seed

__all__ = ["Finding", "Findings", "Known", "Rule", "Seed", "Structures", "name_of", "unknown"]

Finding = tuple[str, str]
"""A place, and what is found there, what was expected, and a tip."""
Findings = Iterator[Finding]


class Rule(Protocol):
    """`known` are the names of each version by kind, `structures` its schemas."""

    __name__: str

    def __call__(self, seed: Seed, structures: Structures, known: Known) -> Findings:
        """Yield a Finding for each place that breaks the rule."""
        ...


def name_of(rule: Rule) -> str:
    """Return the name under which problems and the command line know a rule: `known-group`."""
    return rule.__name__.replace("_", "-")


def unknown(kind: str, name: str, version: str) -> str:
    """Return what is said of a name that a version does not have."""
    return f"no {kind} is called {name!r} in OCPP {version}; correct the name, or add it first"
