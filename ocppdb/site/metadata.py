"""What Datasette is told of every table and column, in YAML: the models' and the views' own words, and how to read each table."""

import inspect
import json

from ocppdb.tables.models import Base
from ocppdb.tables.views import VIEWS

__all__ = ["described", "tables_markdown", "tables_yaml"]

READING = {
    "about": {"hidden": True},
    "alembic_version": {"hidden": True},
    "version_words": {"hidden": True},
    "sources": {"label_column": "title"},
    "versions": {"sort": "position", "label_column": "title"},
    "roles": {"label_column": "name", "facets": ["version"]},
    "device_levels": {"label_column": "name", "facets": ["version"]},
    "frames": {"label_column": "name", "facets": ["version"]},
    "frame_elements": {"label_column": "name"},
    "groups": {"label_column": "name", "facets": ["version"]},
    "messages": {"label_column": "action", "facets": ["version", "direction", "group_name", "extension"]},
    "schema_files": {"label_column": "name", "facets": ["version", "draft"]},
    "types": {"label_column": "name", "facets": ["version", "category"]},
    "enumerations": {"sort": "position", "label_column": "value", "facets": ["version", "enum"]},
    "fields": {"sort": "position", "label_column": "name", "facets": ["version", "type", "cardinality"]},
    "payloads": {"label_column": "name", "facets": ["kind"]},
    "payload_fields": {"sort": "position", "label_column": "path", "facets": ["version", "kind", "type", "cardinality"]},
    "subjects": {"label_column": "name", "facets": ["version", "kind"]},
    "config_keys": {"label_column": "key", "facets": ["profile", "accessibility", "type", "required"]},
    "components": {"label_column": "name", "facets": ["category"]},
    "variables": {"label_column": "name", "facets": ["data_type", "unit"]},
    "device_variables": {"label_column": "name", "facets": ["component", "mutability", "required", "data_type"]},
    "error_codes": {"label_column": "code", "facets": ["version"]},
    "states": {"label_column": "name", "facets": ["version", "kind"]},
    "status_transitions": {"facets": ["version", "from_status", "to_status"]},
    "rules": {"label_column": "id", "facets": ["version", "kind", "topic", "state", "allowed", "who", "confidence"]},
    "security_events": {"label_column": "event", "facets": ["version", "critical"]},
    "reason_codes": {"label_column": "code"},
    "units": {"label_column": "unit", "facets": ["version", "quantity"]},
    "measurands": {"label_column": "measurand", "facets": ["version", "unit"]},
    "id_token_types": {"label_column": "type"},
    "use_cases": {"label_column": "title", "facets": ["version", "block"]},
    "requirements": {"label_column": "id", "facets": ["version", "role", "level", "edition"]},
    "requirement_messages": {"facets": ["version", "action"]},
    "errata": {"label_column": "id", "facets": ["version", "document", "source"]},
    "terms": {"label_column": "term", "facets": ["version"]},
    "certification_features": {"label_column": "feature", "facets": ["profile", "role", "requirement"]},
    "test_cases": {"label_column": "title", "facets": ["role", "profile"]},
    "sequences": {"label_column": "title", "facets": ["version", "group_name", "kind", "confidence"]},
    "sequence_steps": {"sort": "position", "facets": ["version", "kind", "fragment"]},
    "step_requirements": {"facets": ["version"]},
    "escalations": {"label_column": "title", "facets": ["category", "rests_on", "confidence"]},
    "escalation_versions": {"facets": ["version"]},
    "escalation_options": {"label_column": "label", "sort": "position"},
    "escalation_subjects": {"facets": ["version", "kind"]},
    "escalation_groups": {"facets": ["version", "group_name"]},
    "escalation_evidence": {"facets": ["version", "source"]},
    "settled": {"label_column": "title", "facets": ["category", "confidence"]},
    "settled_versions": {"facets": ["version"]},
    "settled_subjects": {"facets": ["version", "kind"]},
    "settled_groups": {"facets": ["version", "group_name"]},
    "settled_evidence": {"facets": ["version", "source"]},
    "allowed_values": {"facets": ["version", "enum"]},
}
"""Facets, sort orders and labels of the tables; Datasette's own words for them."""


def tables_yaml(indent=6):
    """Return the `tables:` part of metadata.yml: JSON's strings and lists, which YAML reads as well."""
    lines, texts = [], described()
    for name in [*texts, "alembic_version"]:
        lines.append(f"{name}:")
        for key, value in READING.get(name, {}).items():
            lines.append(f"  {key}: {json.dumps(value)}")
        if name in texts:
            doc, columns = texts[name]
            lines.append(f"  description: {json.dumps(doc)}")
            lines.append("  columns:")
            lines += [f"    {column}: {json.dumps(text)}" for column, text in columns.items()]
    return "\n".join(" " * indent + line for line in lines)


def described():
    """Return what each table and view is, and what each of its columns means, by name in the order of the models."""
    texts = {}
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        texts[table.name] = (
            " ".join(inspect.getdoc(mapper.class_).split()),
            {column.name: column.doc for column in table.columns},
        )
    order = list(Base.metadata.tables)
    texts = dict(sorted(texts.items(), key=lambda item: order.index(item[0])))
    return texts | {name: (view.doc, view.columns) for name, view in VIEWS.items()}


def tables_markdown():
    """Return the same descriptions as Markdown."""
    lines = []
    for name, (doc, columns) in described().items():
        lines += ["", f"## {name}", "", doc, "", "| column | |", "|---|---|"]
        lines += [f"| `{column}` | {text} |" for column, text in columns.items()]
    return "\n".join([*lines, "", ""])
