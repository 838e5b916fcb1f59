"""What must be true of sources and sections that records cite."""

from ocppdb.build.lint.rule import Findings, Known, Seed, Structures, unknown
from ocppdb.build.names import unknown_requirement

__all__ = ["CITATION_RULES", "cited_requirement_exists", "known_document", "known_source"]


def known_source(seed: Seed, structures: Structures, known: Known) -> Findings:
    """Every cited source is declared in sources.yml."""
    declared = {record["id"] for record in seed.of("sources")}
    for records in seed.values():
        for record in records:
            for key in ("source", "schema_source"):
                if key in record and record[key] not in declared:
                    yield (
                        record.at(key),
                        f"found {record[key]!r}, expected a source of seed/sources.yml: {', '.join(sorted(declared))}",
                    )


def known_document(seed: Seed, structures: Structures, known: Known) -> Findings:
    """An erratum changes a declared document."""
    declared = {record["id"] for record in seed.of("sources")}
    for record in seed.of("errata"):
        if record["document"] not in declared:
            yield record.at("document"), f"found {record['document']!r}, expected a source of seed/sources.yml"


def cited_requirement_exists(seed: Seed, structures: Structures, known: Known) -> Findings:
    """A section that is a requirement id is a requirement of the record's version."""
    for records in seed.values():
        for record in records:
            section = record.get("section", "")
            if "version" in record and unknown_requirement(section, known[record["version"]]):
                yield record.at("section"), unknown("requirement", section, record["version"])


CITATION_RULES = (known_source, known_document, cited_requirement_exists)
