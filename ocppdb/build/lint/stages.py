"""How far a version goes: it may begin with its structure, and lint demands what it says it reaches."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures
from ocppdb.build.strict_yaml import Record

__all__ = ["STAGES", "STAGE_RULES", "reached_is_there", "reaches"]

STAGES = ("structure", "descriptions", "lists", "rules", "sequences", "points", "examples")
"""`structure` is always there; a version that names none reaches all of them."""

REFERENCE_LISTS = (
    "config-keys",
    "components",
    "variables",
    "device-variables",
    "error-codes",
    "states",
    "status-transitions",
    "security-events",
    "reason-codes",
    "units",
    "measurands",
    "id-token-types",
    "use-cases",
    "requirements",
    "errata",
    "terms",
    "certification-features",
    "test-cases",
)
HOLDS = {"lists": REFERENCE_LISTS, "rules": ("rules",), "sequences": ("sequences",), "examples": ("examples",)}
"""The lists of which a version that reaches a stage has some."""


def reaches(version: Record, *stages: str) -> bool:
    """Return whether a version goes as far as one of some stages."""
    reached = version.get("reaches", STAGES)
    return any(stage == "structure" or stage in reached for stage in stages)


def reached_is_there(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A version that reaches lists, rules or sequences has some."""
    for version in seed.of("version"):
        for stage, names in HOLDS.items():
            if reaches(version, stage) and not any(seed.of(name, version["id"]) for name in names):
                yield version.at("reaches"), f"reaches {stage} and has none; add some, or take {stage} out of 'reaches'"


STAGE_RULES = (reached_is_there,)
