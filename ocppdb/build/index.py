"""Everything that has a name: one row for each, by version, kind and name."""

from ocppdb.build.rows.structure import words
from ocppdb.tables import models

__all__ = ["subjects"]

LISTED = (
    (models.ConfigKey, "config-key", "key", "description"),
    (models.Component, "component", "name", "description"),
    (models.Variable, "variable", "name", "description"),
    (models.DeviceVariable, "variable", "name", "description"),
    (models.ErrorCode, "error-code", "code", "when"),
    (models.State, "state", "name", "meaning"),
    (models.Rule, "rule", "id", "text"),
    (models.SecurityEvent, "security-event", "event", "description"),
    (models.ReasonCode, "reason-code", "code", "meaning"),
    (models.Unit, "unit", "unit", "meaning"),
    (models.Measurand, "measurand", "measurand", "meaning"),
    (models.IdTokenType, "id-token-type", "type", "meaning"),
    (models.UseCase, "use-case", "id", "title"),
    (models.Requirement, "requirement", "id", "note"),
    (models.Erratum, "erratum", "id", "change"),
    (models.Term, "term", "term", "meaning"),
    (models.CertificationFeature, "certification-feature", "id", "feature"),
    (models.TestCase, "test-case", "id", "title"),
)
"""Reference lists: table, kind of subject, and the columns that name it and say what it is."""


def subjects(tables):
    """Yield the rows of `subjects` from the rows of all other tables."""
    named = _named(tables)
    for number, (model, row, kind, name, text) in enumerate(named, 1):
        yield {
            "id": number,
            "version": row.get("version"),
            "kind": kind,
            "name": name,
            "words": words(name),
            "text": text,
            "location": f"{model.__tablename__}/{row['slug'] if issubclass(model, models.Listed) else row['id']}",
        }


def _named(tables):
    for row in tables[models.Message]:
        yield models.Message, row, "message", row["action"], row["summary"]
    for row in tables[models.Type]:
        if row["category"] != models.Category.PAYLOAD:
            yield models.Type, row, "type", row["name"], row["description"]
    for row in tables[models.Enumeration]:
        yield models.Enumeration, row, "enum-value", f"{row['enum']}.{row['value']}", row["meaning"]
    payloads = {row["type_id"] for row in tables[models.Payload]}
    for row in tables[models.Field]:
        if row["owner_id"] not in payloads:
            yield models.Field, row, "field", f"{row['owner']}.{row['name']}", row["description"]
    for row in tables[models.PayloadField]:
        text = row["description"] if row["depth"] == 0 else None
        yield models.PayloadField, row, "field", f"{row['action']}.{row['kind']}.{row['path']}", text
    for model, kind in (
        (models.Group, "group"),
        (models.Role, "role"),
        (models.DeviceLevel, "device-level"),
        (models.Frame, "frame"),
    ):
        for row in tables[model]:
            yield model, row, kind, row["name"], row["summary"]
    for model, kind, name, text in LISTED:
        for row in tables[model]:
            yield model, row, kind, row[name], row[text]
    for row in tables[models.StatusTransition]:
        yield models.StatusTransition, row, "status-transition", f"{row['from_status']} to {row['to_status']}", row["trigger"]
    for row in tables[models.Sequence]:
        yield models.Sequence, row, "sequence", row["id"], f"{row['title']}. {row['summary']}"
    versions = {}
    for model, column in ((models.EscalationVersion, "escalation"), (models.SettledVersion, "settled")):
        for row in tables[model]:
            versions.setdefault(row[column], []).append(row["version"])
    for model, kind, text in ((models.Escalation, "escalation", "ambiguity"), (models.Settled, "settled", "answer")):
        for row in tables[model]:
            for version in versions[row["id"]]:
                yield model, row | {"version": version}, kind, row["id"], f"{row['title']}. {row[text]}"
    for row in tables[models.Version]:
        yield models.Version, row | {"version": row["id"]}, "version", row["title"], row["summary"]
    for row in tables[models.Source]:
        yield models.Source, row, "source", row["id"], f"{row['title']}, {row['edition']}"
