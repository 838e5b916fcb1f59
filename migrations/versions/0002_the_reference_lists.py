"""the reference lists"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    op.create_table(
        "certification_features",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_certification_features_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_certification_features_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_certification_features_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_certification_features")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_certification_features_version")),
    )
    with op.batch_alter_table("certification_features", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certification_features_version"), ["version"], unique=False)

    op.create_table(
        "components",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_components_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_components_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_components_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_components")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_components_version")),
    )
    with op.batch_alter_table("components", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_components_version"), ["version"], unique=False)

    op.create_table(
        "config_keys",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("accessibility", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("default_value", sa.String(), nullable=True),
        sa.Column("allowed_values", sa.String(), nullable=True),
        sa.Column("reboot", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint("accessibility IN ('R', 'RW', 'W')", name=op.f("ck_config_keys_accessibility")),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_config_keys_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_config_keys_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_config_keys_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_config_keys")),
        sa.UniqueConstraint("version", "key", name=op.f("uq_config_keys_version")),
    )
    with op.batch_alter_table("config_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_config_keys_version"), ["version"], unique=False)

    op.create_table(
        "errata",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_errata_confidence"),
        ),
        sa.ForeignKeyConstraint(["document"], ["sources.id"], name=op.f("fk_errata_document_sources")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_errata_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_errata_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_errata")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_errata_version")),
    )
    with op.batch_alter_table("errata", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_errata_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_errata_version"), ["version"], unique=False)

    op.create_table(
        "error_codes",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("when", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_error_codes_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_error_codes_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_error_codes_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_error_codes")),
        sa.UniqueConstraint("version", "code", name=op.f("uq_error_codes_version")),
    )
    with op.batch_alter_table("error_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_error_codes_version"), ["version"], unique=False)

    op.create_table(
        "id_token_types",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_id_token_types_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_id_token_types_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_id_token_types_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_id_token_types")),
        sa.UniqueConstraint("version", "type", name=op.f("uq_id_token_types_version")),
    )
    with op.batch_alter_table("id_token_types", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_id_token_types_version"), ["version"], unique=False)

    op.create_table(
        "measurands",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("measurand", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_measurands_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_measurands_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_measurands_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_measurands")),
        sa.UniqueConstraint("version", "measurand", name=op.f("uq_measurands_version")),
    )
    with op.batch_alter_table("measurands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measurands_version"), ["version"], unique=False)

    op.create_table(
        "reason_codes",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_reason_codes_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_reason_codes_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_reason_codes_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_reason_codes")),
        sa.UniqueConstraint("version", "code", name=op.f("uq_reason_codes_version")),
    )
    with op.batch_alter_table("reason_codes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reason_codes_version"), ["version"], unique=False)

    op.create_table(
        "rules",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_kind", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("who", sa.String(), nullable=True),
        sa.Column("allowed", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "allowed IN ('yes', 'no', 'required', 'forbidden', 'recommended', 'discouraged', 'only-if-triggered', 'optional')",
            name=op.f("ck_rules_allowed"),
        ),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_rules_confidence"),
        ),
        sa.CheckConstraint(
            "kind IN ('state', 'condition', 'special-value', 'number', 'transport', 'behaviour')", name=op.f("ck_rules_kind")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_rules_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_rules_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_rules")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_rules_version")),
    )
    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rules_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_rules_topic"), ["topic"], unique=False)
        batch_op.create_index(batch_op.f("ix_rules_version"), ["version"], unique=False)

    op.create_table(
        "security_events",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("critical", sa.Boolean(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_security_events_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_security_events_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_security_events_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_security_events")),
        sa.UniqueConstraint("version", "event", name=op.f("uq_security_events_version")),
    )
    with op.batch_alter_table("security_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_security_events_version"), ["version"], unique=False)

    op.create_table(
        "states",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_states_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_states_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_states_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_states")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_states_version")),
    )
    with op.batch_alter_table("states", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_states_version"), ["version"], unique=False)

    op.create_table(
        "status_transitions",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("from_status", sa.String(), nullable=False),
        sa.Column("to_status", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("trigger", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_status_transitions_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_status_transitions_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_status_transitions_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_status_transitions")),
        sa.UniqueConstraint("version", "from_status", "to_status", name=op.f("uq_status_transitions_version")),
    )
    with op.batch_alter_table("status_transitions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_status_transitions_version"), ["version"], unique=False)

    op.create_table(
        "terms",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("abbreviation_of", sa.String(), nullable=True),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_terms_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_terms_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_terms_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_terms")),
        sa.UniqueConstraint("version", "term", name=op.f("uq_terms_version")),
    )
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_terms_version"), ["version"], unique=False)

    op.create_table(
        "units",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("quantity", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_units_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_units_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_units_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_units")),
        sa.UniqueConstraint("version", "unit", name=op.f("uq_units_version")),
    )
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_units_version"), ["version"], unique=False)

    op.create_table(
        "use_cases",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_use_cases_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_use_cases_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_use_cases_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_use_cases")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_use_cases_version")),
    )
    with op.batch_alter_table("use_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_use_cases_version"), ["version"], unique=False)

    op.create_table(
        "variables",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_variables_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_variables_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_variables_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_variables")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_variables_version")),
    )
    with op.batch_alter_table("variables", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_variables_version"), ["version"], unique=False)

    op.create_table(
        "device_variables",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("component_instance", sa.String(), nullable=True),
        sa.Column("variable", sa.String(), nullable=False),
        sa.Column("variable_instance", sa.String(), nullable=True),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("mutability", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("required", sa.String(), nullable=False),
        sa.Column("allowed_values", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=True),
        sa.Column("component_slug", sa.String(), nullable=False),
        sa.Column("variable_slug", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_device_variables_confidence"),
        ),
        sa.CheckConstraint("required IN ('yes', 'no', 'conditional')", name=op.f("ck_device_variables_required")),
        sa.ForeignKeyConstraint(
            ["component_slug"], ["components.slug"], name=op.f("fk_device_variables_component_slug_components")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_device_variables_source_sources")),
        sa.ForeignKeyConstraint(
            ["variable_slug"], ["variables.slug"], name=op.f("fk_device_variables_variable_slug_variables")
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_device_variables_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_device_variables")),
    )
    with op.batch_alter_table("device_variables", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_variables_component_slug"), ["component_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_variables_variable_slug"), ["variable_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_variables_version"), ["version"], unique=False)

    op.create_table(
        "requirements",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("use_case_slug", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_requirements_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_requirements_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_requirements_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_requirements_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_requirements")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_requirements_version")),
    )
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirements_use_case_slug"), ["use_case_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirements_version"), ["version"], unique=False)

    op.create_table(
        "test_cases",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=True),
        sa.Column("use_case_slug", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_test_cases_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_test_cases_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_test_cases_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_test_cases_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_test_cases")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_test_cases_version")),
    )
    with op.batch_alter_table("test_cases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_test_cases_use_case_slug"), ["use_case_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_test_cases_version"), ["version"], unique=False)

    op.create_table(
        "requirement_messages",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("requirement_slug", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_requirement_messages_message_id_messages")),
        sa.ForeignKeyConstraint(
            ["requirement_slug"], ["requirements.slug"], name=op.f("fk_requirement_messages_requirement_slug_requirements")
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_requirement_messages_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_requirement_messages")),
    )
    with op.batch_alter_table("requirement_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_messages_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_messages_requirement_slug"), ["requirement_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_requirement_messages_version"), ["version"], unique=False)

    with op.batch_alter_table("enumerations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("meaning_in", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.String(), nullable=True))

    with op.batch_alter_table("fields", schema=None) as batch_op:
        batch_op.add_column(sa.Column("described_in", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.String(), nullable=True))

    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.add_column(sa.Column("described_in", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("note", sa.String(), nullable=True))


def downgrade():
    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("described_in")

    with op.batch_alter_table("fields", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("described_in")

    with op.batch_alter_table("enumerations", schema=None) as batch_op:
        batch_op.drop_column("note")
        batch_op.drop_column("meaning_in")

    with op.batch_alter_table("requirement_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_messages_version"))
        batch_op.drop_index(batch_op.f("ix_requirement_messages_requirement_slug"))
        batch_op.drop_index(batch_op.f("ix_requirement_messages_message_id"))

    op.drop_table("requirement_messages")
    with op.batch_alter_table("test_cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_test_cases_version"))
        batch_op.drop_index(batch_op.f("ix_test_cases_use_case_slug"))

    op.drop_table("test_cases")
    with op.batch_alter_table("requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirements_version"))
        batch_op.drop_index(batch_op.f("ix_requirements_use_case_slug"))

    op.drop_table("requirements")
    with op.batch_alter_table("device_variables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_variables_version"))
        batch_op.drop_index(batch_op.f("ix_device_variables_variable_slug"))
        batch_op.drop_index(batch_op.f("ix_device_variables_component_slug"))

    op.drop_table("device_variables")
    with op.batch_alter_table("variables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_variables_version"))

    op.drop_table("variables")
    with op.batch_alter_table("use_cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_use_cases_version"))

    op.drop_table("use_cases")
    with op.batch_alter_table("units", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_units_version"))

    op.drop_table("units")
    with op.batch_alter_table("terms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_terms_version"))

    op.drop_table("terms")
    with op.batch_alter_table("status_transitions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_status_transitions_version"))

    op.drop_table("status_transitions")
    with op.batch_alter_table("states", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_states_version"))

    op.drop_table("states")
    with op.batch_alter_table("security_events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_security_events_version"))

    op.drop_table("security_events")
    with op.batch_alter_table("rules", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rules_version"))
        batch_op.drop_index(batch_op.f("ix_rules_topic"))
        batch_op.drop_index(batch_op.f("ix_rules_subject"))

    op.drop_table("rules")
    with op.batch_alter_table("reason_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reason_codes_version"))

    op.drop_table("reason_codes")
    with op.batch_alter_table("measurands", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measurands_version"))

    op.drop_table("measurands")
    with op.batch_alter_table("id_token_types", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_id_token_types_version"))

    op.drop_table("id_token_types")
    with op.batch_alter_table("error_codes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_error_codes_version"))

    op.drop_table("error_codes")
    with op.batch_alter_table("errata", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_errata_version"))
        batch_op.drop_index(batch_op.f("ix_errata_subject"))

    op.drop_table("errata")
    with op.batch_alter_table("config_keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_config_keys_version"))

    op.drop_table("config_keys")
    with op.batch_alter_table("components", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_components_version"))

    op.drop_table("components")
    with op.batch_alter_table("certification_features", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certification_features_version"))

    op.drop_table("certification_features")
