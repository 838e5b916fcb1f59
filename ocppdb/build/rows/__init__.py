"""The seed and the structure of the schemas as the rows of all tables."""

from collections.abc import Mapping

from ocppdb.build.rows import changes, documents, examples, lists, messages, points, schedules, sequences, versions
from ocppdb.build.rows.index import known_names, link_subjects, subjects, subjects_fts
from ocppdb.build.rows.links import links
from ocppdb.build.rows.mappings import mappings
from ocppdb.build.rows.row import Row, row, slug
from ocppdb.build.schema_files import File
from ocppdb.build.schemas import Structure
from ocppdb.build.seed import Seed
from ocppdb.records.all import LISTS, NOUNS

__all__ = ["Row", "all_rows", "known_names", "link_subjects", "row", "slug"]

OF_THE_SEED = {
    name: getattr(module, name)
    for module in (versions, sequences, points, examples, schedules, documents)
    for name in module.__all__
    if name in NOUNS
}
"""Tables whose rows follow from the seed alone, and the function that makes them."""


def all_rows(seed: Seed, structures: Mapping[str, Structure], files: Mapping[str, list[File]]) -> dict[str, list[Row]]:
    """Return the rows of every table by its name, the index of names included; `structures` and `files` are the schemas by version."""
    tables: dict[str, list[Row]] = {name: [] for name in NOUNS}
    for name, make in OF_THE_SEED.items():
        tables[name] = list(make(seed))
    tables["messages"] = list(messages.messages(seed))
    for version in seed.of("version"):
        structure = structures[version["id"]]
        fields = list(messages.fields(seed, version, structure))
        by_owner: dict[str, list[Row]] = {}
        for field in fields:
            by_owner.setdefault(field["owner_id"], []).append(field)
        tables["schema_files"] += messages.schema_files(version, files.get(version["id"], []))
        tables["types"] += messages.types(seed, version, structure)
        tables["definition_texts"] += messages.definition_texts(version, structure)
        tables["enumerations"] += messages.enumerations(seed, version, structure)
        tables["fields"] += fields
        tables["payloads"] += messages.payloads(version, structure)
        tables["payload_fields"] += messages.payload_fields(version, structure, tables["types"], by_owner)
    for list_ in lists.reference_lists():
        tables[str(list_.table)] = list(lists.listed(seed, list_))
    tables["requirements"] = list(lists.requirements(seed))
    tables["rule_subjects"] = list(lists.about(seed, LISTS["rules"], "rule"))
    tables["erratum_subjects"] = list(lists.about(seed, LISTS["errata"], "erratum"))
    tables["concept_subjects"] = list(lists.about(seed, LISTS["concepts"], "concept"))
    tables["links"] = list(links(seed))
    tables["mappings"] = list(mappings(seed, structures))
    tables["requirement_messages"] = list(lists.requirement_messages(seed))
    tables["rule_checks"] = list(lists.rule_checks(seed))
    tables["rule_requirements"] = list(lists.rule_requirements(seed))
    tables["subjects"] = subjects(tables)
    tables["subjects_fts"] = list(subjects_fts(tables))
    tables["changes"] = list(changes.changes(seed, tables))
    return tables
