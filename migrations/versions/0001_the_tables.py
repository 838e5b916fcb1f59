"""The tables, derived from the declarations in ocppdb/records; test_migrations says when they differ."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "about",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_about")),
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_table(
        "synonyms",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("means", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_synonyms")),
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("reaches", sa.String(), nullable=False),
        sa.Column("subprotocol", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_versions_source_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("slug", name=op.f("uq_versions_slug")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_certification_features_confidence"),
        ),
        sa.CheckConstraint(
            "\"requirement\" IN ('mandatory', 'optional', 'conditional')", name=op.f("ck_certification_features_requirement")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_certification_features_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_certification_features_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_certification_features")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_certification_features_version")),
    )
    op.create_table(
        "changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_version", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("aspect", sa.String(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("after", sa.String(), nullable=True),
        sa.Column("group_name", sa.String(), nullable=True),
        sa.CheckConstraint("\"change\" IN ('new', 'gone', 'changed')", name=op.f("ck_changes_change")),
        sa.CheckConstraint(
            "\"kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_changes_kind"),
        ),
        sa.ForeignKeyConstraint(["from_version"], ["versions.id"], name=op.f("fk_changes_from_version_versions")),
        sa.ForeignKeyConstraint(["to_version"], ["versions.id"], name=op.f("fk_changes_to_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_from_version"), ["from_version"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_changes_to_version"), ["to_version"], unique=False)

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
        sa.CheckConstraint("\"category\" IN ('controller', 'physical')", name=op.f("ck_components_category")),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_components_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_components_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_components_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_components")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_components_version")),
    )
    op.create_table(
        "concepts",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_concepts_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_concepts_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_concepts_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_concepts")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_concepts_version")),
    )
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
        sa.CheckConstraint("\"accessibility\" IN ('R', 'RW', 'W', 'R or RW')", name=op.f("ck_config_keys_accessibility")),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_config_keys_confidence"),
        ),
        sa.CheckConstraint("\"reboot\" IN ('yes', 'no', 'unspecified')", name=op.f("ck_config_keys_reboot")),
        sa.CheckConstraint("\"type\" IN ('boolean', 'integer', 'string', 'CSL', 'decimal')", name=op.f("ck_config_keys_type")),
        sa.CheckConstraint("\"unit\" IN ('s', 'Wh', '%', 'times')", name=op.f("ck_config_keys_unit")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_config_keys_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_config_keys_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_config_keys")),
        sa.UniqueConstraint("version", "key", name=op.f("uq_config_keys_version")),
    )
    op.create_table(
        "device_levels",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("addressed_by", sa.String(), nullable=False),
        sa.Column("numbers", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_device_levels_confidence"),
        ),
        sa.ForeignKeyConstraint(["parent"], ["device_levels.id"], name=op.f("fk_device_levels_parent_device_levels")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_device_levels_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_device_levels_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_levels")),
    )
    op.create_table(
        "documents",
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_documents_version_versions")),
        sa.PrimaryKeyConstraint("path", name=op.f("pk_documents")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_errata_confidence"),
        ),
        sa.CheckConstraint(
            "\"subject_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_errata_subject_kind"),
        ),
        sa.ForeignKeyConstraint(["document"], ["sources.id"], name=op.f("fk_errata_document_sources")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_errata_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_errata_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_errata")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_errata_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_error_codes_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_error_codes_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_error_codes_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_error_codes")),
        sa.UniqueConstraint("version", "code", name=op.f("uq_error_codes_version")),
    )
    op.create_table(
        "frames",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("message_type_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_frames_confidence"),
        ),
        sa.CheckConstraint(
            "\"name\" IN ('CALL', 'CALLRESULT', 'CALLERROR', 'CALLRESULTERROR', 'SEND')", name=op.f("ck_frames_name")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_frames_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_frames_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frames")),
    )
    op.create_table(
        "groups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_groups_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_groups_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_groups_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_groups_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_id_token_types_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_id_token_types_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_id_token_types_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_id_token_types")),
        sa.UniqueConstraint("version", "type", name=op.f("uq_id_token_types_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_measurands_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_measurands_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_measurands_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_measurands")),
        sa.UniqueConstraint("version", "measurand", name=op.f("uq_measurands_version")),
    )
    op.create_table(
        "points",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("ambiguity", sa.String(), nullable=True),
        sa.Column("why", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=True),
        sa.Column("pragmatic_option", sa.String(), nullable=True),
        sa.Column("pragmatic_reason", sa.String(), nullable=True),
        sa.Column("category_reason", sa.String(), nullable=True),
        sa.Column("rests_on", sa.String(), nullable=True),
        sa.Column("practice", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("belief", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"category\" IN ('SPEC-SILENT', 'VENDOR-DEPENDENT', 'POLICY-DEPENDENT')", name=op.f("ck_points_category")
        ),
        sa.CheckConstraint("\"confidence\" IN ('specification', 'interpretation')", name=op.f("ck_points_confidence")),
        sa.CheckConstraint("\"origin\" IN ('written', 'carried-over')", name=op.f("ck_points_origin")),
        sa.CheckConstraint("\"rests_on\" IN ('permission', 'absence')", name=op.f("ck_points_rests_on")),
        sa.CheckConstraint("\"status\" IN ('open', 'settled')", name=op.f("ck_points_status")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_points_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_points")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_reason_codes_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_reason_codes_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_reason_codes_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_reason_codes")),
        sa.UniqueConstraint("version", "code", name=op.f("uq_reason_codes_version")),
    )
    op.create_table(
        "roles",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_roles_confidence"),
        ),
        sa.CheckConstraint("\"side\" IN ('station', 'csms')", name=op.f("ck_roles_side")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_roles_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_roles_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
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
        sa.Column("refusal", sa.String(), nullable=True),
        sa.Column("editions", sa.String(), nullable=True),
        sa.Column("unchecked", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("differs", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"allowed\" IN ('required', 'forbidden', 'recommended', 'discouraged', 'permitted', 'only-if-triggered')",
            name=op.f("ck_rules_allowed"),
        ),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_rules_confidence"),
        ),
        sa.CheckConstraint(
            "\"kind\" IN ('state', 'condition', 'special-value', 'number', 'transport', 'behaviour')",
            name=op.f("ck_rules_kind"),
        ),
        sa.CheckConstraint("\"origin\" IN ('written', 'carried-over')", name=op.f("ck_rules_origin")),
        sa.CheckConstraint(
            "\"subject_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_rules_subject_kind"),
        ),
        sa.CheckConstraint(
            "\"unchecked\" IN ('schema', 'trace', 'state', 'outside', 'meaning')", name=op.f("ck_rules_unchecked")
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_rules_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_rules_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_rules")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_rules_version")),
    )
    op.create_table(
        "schedule_examples",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("requests", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("points", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_schedule_examples_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schedule_examples")),
    )
    op.create_table(
        "schedule_steps",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"step\" IN ('window', 'unit-rejected', 'place-rejected', 'idle-rejected', 'evse-zero', 'idle', 'stack', 'fall-through', 'combine', 'station-wide', 'external', 'shared', 'tx-profile', 'tx-overrules', 'tx-fall-back', 'default-zero', 'default-own', 'absolute', 'daily', 'weekly', 'relative', 'duration', 'no-duration', 'validity', 'per-phase', 'total', 'w-to-a', 'a-to-w', 'phases-default', 'phases-lowest', 'phases-available', 'own-maximum', 'no-limit', 'install-place', 'install-unit', 'install-transaction', 'install-tx-at-zero', 'install-replaces', 'install-default-conflict', 'install-external-kept', 'install-accepted', 'clear-id', 'clear-criteria', 'clear-nothing', 'clear-external', 'report', 'report-nothing', 'transaction-ends', 'ev-needs', 'ev-within', 'ev-outside', 'ev-schedule', 'renegotiate', 'renegotiate-lower', 'external-own', 'priority', 'generation', 'dynamic', 'offline', 'local-time', 'random-delay', 'soc-cap', 'phase-limits', 'discharge', 'setpoint', 'setpoint-capped', 'setpoint-priority', 'operation-mode')",
            name=op.f("ck_schedule_steps_step"),
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_schedule_steps_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_schedule_steps")),
        sa.UniqueConstraint("version", "step", name=op.f("uq_schedule_steps_version")),
    )
    op.create_table(
        "schema_files",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_schema_files_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schema_files")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_security_events_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_security_events_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_security_events_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_security_events")),
        sa.UniqueConstraint("version", "event", name=op.f("uq_security_events_version")),
    )
    op.create_table(
        "states",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reported", sa.String(), nullable=True),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_states_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_states_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_states_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_states")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_states_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_status_transitions_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_status_transitions_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_status_transitions_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_status_transitions")),
        sa.UniqueConstraint("version", "from_status", "to_status", name=op.f("uq_status_transitions_version")),
    )
    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("location", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_subjects_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("name", "kind", "version", name=op.f("uq_subjects_name")),
    )
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subjects_plain"), ["plain"], unique=False)

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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_terms_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_terms_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_terms_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_terms")),
        sa.UniqueConstraint("version", "term", name=op.f("uq_terms_version")),
    )
    op.create_table(
        "topics",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.String(), nullable=True),
        sa.Column("documents", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_topics_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_topics")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_topics_version")),
    )
    op.create_table(
        "types",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("json_type", sa.String(), nullable=False),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("described_in", sa.String(), nullable=True),
        sa.Column("default_value", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.Column("variant_of", sa.String(), nullable=True),
        sa.Column("additional_properties", sa.Boolean(), nullable=True),
        sa.CheckConstraint("\"category\" IN ('payload', 'object', 'enumeration', 'alias')", name=op.f("ck_types_category")),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_types_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_types_source_sources")),
        sa.ForeignKeyConstraint(["variant_of"], ["types.id"], name=op.f("fk_types_variant_of_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_types_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_types")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_types_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_units_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_units_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_units_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_units")),
        sa.UniqueConstraint("version", "unit", name=op.f("uq_units_version")),
    )
    op.create_table(
        "use_cases",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("without_messages", sa.String(), nullable=True),
        sa.Column("block", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_use_cases_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_use_cases_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_use_cases_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_use_cases")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_use_cases_version")),
    )
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
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_variables_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_variables_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_variables_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_variables")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_variables_version")),
    )
    op.create_table(
        "version_words",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_version_words_version_versions")),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_version_words")),
    )
    op.create_table(
        "callerrors",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("also", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("escalation_id", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_callerrors_confidence"),
        ),
        sa.CheckConstraint(
            "\"fault\" IN ('not-json', 'wrong-encoding', 'repeated-name', 'frame-not-array', 'frame-arity', 'unknown-message-type', 'message-id-unreadable', 'message-id-invalid', 'message-id-too-long', 'message-id-in-use', 'unknown-action', 'action-not-supported', 'null-payload', 'payload-not-object', 'request-too-large', 'missing-field', 'unknown-field', 'wrong-type', 'null-value', 'object-instead-of-list', 'too-few-items', 'too-many-items', 'value-not-allowed', 'out-of-range', 'too-many-decimals', 'too-long', 'empty-string', 'bad-format', 'several-faults', 'unknown-connector', 'semantic', 'unauthorized-yet', 'security-violation', 'internal-failure', 'response-invalid', 'callerror-invalid', 'answer-unmatched')",
            name=op.f("ck_callerrors_fault"),
        ),
        sa.CheckConstraint("\"status\" IN ('settled', 'open')", name=op.f("ck_callerrors_status")),
        sa.ForeignKeyConstraint(["escalation_id"], ["points.id"], name=op.f("fk_callerrors_escalation_id_points")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_callerrors_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_callerrors_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_callerrors")),
        sa.UniqueConstraint("version", "fault", name=op.f("uq_callerrors_version")),
    )
    op.create_table(
        "concept_subjects",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("concept", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("concept_slug", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_concept_subjects_kind"),
        ),
        sa.ForeignKeyConstraint(["concept_slug"], ["concepts.slug"], name=op.f("fk_concept_subjects_concept_slug_concepts")),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_concept_subjects_subject_id_subjects")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_concept_subjects_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_concept_subjects")),
    )
    with op.batch_alter_table("concept_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_concept_subjects_concept_slug"), ["concept_slug"], unique=False)

    op.create_table(
        "definition_texts",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("schema_file", sa.String(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["schema_file"], ["schema_files.id"], name=op.f("fk_definition_texts_schema_file_schema_files")
        ),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_definition_texts_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_definition_texts_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_definition_texts")),
        sa.UniqueConstraint("schema_file", "type_id", name=op.f("uq_definition_texts_schema_file")),
    )
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
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("component_slug", sa.String(), nullable=False),
        sa.Column("variable_slug", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_device_variables_confidence"),
        ),
        sa.CheckConstraint(
            "\"mutability\" IN ('ReadOnly', 'ReadWrite', 'WriteOnly', 'ReadOnly or ReadWrite')",
            name=op.f("ck_device_variables_mutability"),
        ),
        sa.CheckConstraint("\"required\" IN ('yes', 'no', 'conditional')", name=op.f("ck_device_variables_required")),
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

    op.create_table(
        "document_parts",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("shows", sa.String(), nullable=False),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"shows\" IN ('concepts', 'messages', 'quick-reference', 'types', 'enumerations', 'sequences', 'rules', 'answers', 'states', 'keys', 'components', 'use-cases', 'certification', 'frames', 'errors', 'open', 'settled', 'mappings', 'successors', 'changes', 'examples', 'documents', 'sources', 'method')",
            name=op.f("ck_document_parts_shows"),
        ),
        sa.ForeignKeyConstraint(["document"], ["documents.path"], name=op.f("fk_document_parts_document_documents")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_document_parts")),
    )
    op.create_table(
        "enumerations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=True),
        sa.Column("meaning_in", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("enum", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_enumerations_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_enumerations_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_enumerations_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_enumerations_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enumerations")),
        sa.UniqueConstraint("type_id", "value", name=op.f("uq_enumerations_type_id")),
    )
    op.create_table(
        "erratum_subjects",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("erratum", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("erratum_slug", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_erratum_subjects_kind"),
        ),
        sa.ForeignKeyConstraint(["erratum_slug"], ["errata.slug"], name=op.f("fk_erratum_subjects_erratum_slug_errata")),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_erratum_subjects_subject_id_subjects")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_erratum_subjects_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_erratum_subjects")),
    )
    with op.batch_alter_table("erratum_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_erratum_subjects_erratum_slug"), ["erratum_slug"], unique=False)

    op.create_table(
        "fields",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("cardinality", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("min_items", sa.Integer(), nullable=True),
        sa.Column("max_items", sa.Integer(), nullable=True),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.Column("multiple_of", sa.Double(), nullable=True),
        sa.Column("format", sa.String(), nullable=True),
        sa.Column("default_value", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("described_in", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=True),
        sa.Column("is_array", sa.Boolean(), nullable=False),
        sa.Column("additional_items", sa.Boolean(), nullable=True),
        sa.Column("schema_text", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_fields_confidence"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["types.id"], name=op.f("fk_fields_owner_id_types")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_fields_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_fields_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_fields_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fields")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_fields_owner_id")),
    )
    op.create_table(
        "frame_elements",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("frame", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["frame"], ["frames.id"], name=op.f("fk_frame_elements_frame_frames")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frame_elements")),
    )
    with op.batch_alter_table("frame_elements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_frame_elements_frame"), ["frame"], unique=False)

    op.create_table(
        "links",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("from_kind", sa.String(), nullable=False),
        sa.Column("from_name", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=False),
        sa.Column("to_name", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"from_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_links_from_kind"),
        ),
        sa.CheckConstraint("\"origin\" IN ('written', 'derived')", name=op.f("ck_links_origin")),
        sa.CheckConstraint(
            "\"relation\" IN ('same-as', 'overtaken-by', 'changed-by', 'open-point', 'settled-by', 'exception-to', 'example-of', 'continues-in')",
            name=op.f("ck_links_relation"),
        ),
        sa.CheckConstraint(
            "\"to_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_links_to_kind"),
        ),
        sa.ForeignKeyConstraint(["from_id"], ["subjects.id"], name=op.f("fk_links_from_id_subjects")),
        sa.ForeignKeyConstraint(["to_id"], ["subjects.id"], name=op.f("fk_links_to_id_subjects")),
        sa.ForeignKeyConstraint(["to_version"], ["versions.id"], name=op.f("fk_links_to_version_versions")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_links_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_links")),
    )
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_links_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_links_to_id"), ["to_id"], unique=False)

    op.create_table(
        "mappings",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("from_version", sa.String(), nullable=False),
        sa.Column("from_kind", sa.String(), nullable=True),
        sa.Column("from_name", sa.String(), nullable=True),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("to_version", sa.String(), nullable=False),
        sa.Column("to_kind", sa.String(), nullable=True),
        sa.Column("to_name", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_mappings_confidence"),
        ),
        sa.CheckConstraint(
            "\"from_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_mappings_from_kind"),
        ),
        sa.CheckConstraint("\"origin\" IN ('written', 'derived')", name=op.f("ck_mappings_origin")),
        sa.CheckConstraint(
            "\"relation\" IN ('same', 'renamed', 'moved', 'split', 'merged', 'changed-meaning', 'gone', 'new')",
            name=op.f("ck_mappings_relation"),
        ),
        sa.CheckConstraint(
            "\"to_kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_mappings_to_kind"),
        ),
        sa.ForeignKeyConstraint(["from_id"], ["subjects.id"], name=op.f("fk_mappings_from_id_subjects")),
        sa.ForeignKeyConstraint(["from_version"], ["versions.id"], name=op.f("fk_mappings_from_version_versions")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_mappings_source_sources")),
        sa.ForeignKeyConstraint(["to_id"], ["subjects.id"], name=op.f("fk_mappings_to_id_subjects")),
        sa.ForeignKeyConstraint(["to_version"], ["versions.id"], name=op.f("fk_mappings_to_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_mappings")),
    )
    with op.batch_alter_table("mappings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mappings_from_name"), ["from_name"], unique=False)
        batch_op.create_index(batch_op.f("ix_mappings_to_name"), ["to_name"], unique=False)

    op.create_table(
        "messages",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=True),
        sa.Column("one_way", sa.Boolean(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_messages_confidence"),
        ),
        sa.CheckConstraint(
            "\"direction\" IN ('station-to-csms', 'csms-to-station', 'either')", name=op.f("ck_messages_direction")
        ),
        sa.CheckConstraint("\"extension\" IN ('security')", name=op.f("ck_messages_extension")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_messages_group_id_groups")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_messages_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_messages_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("version", "action", name=op.f("uq_messages_version")),
    )
    op.create_table(
        "point_evidence",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["point"], ["points.id"], name=op.f("fk_point_evidence_point_points")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_point_evidence_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_point_evidence_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_point_evidence")),
    )
    with op.batch_alter_table("point_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_point_evidence_point"), ["point"], unique=False)
        batch_op.create_index(batch_op.f("ix_point_evidence_section"), ["section"], unique=False)

    op.create_table(
        "point_groups",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_point_groups_group_id_groups")),
        sa.ForeignKeyConstraint(["point"], ["points.id"], name=op.f("fk_point_groups_point_points")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_point_groups_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_point_groups")),
    )
    with op.batch_alter_table("point_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_point_groups_point"), ["point"], unique=False)

    op.create_table(
        "point_options",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("consequence", sa.String(), nullable=False),
        sa.Column("pragmatic", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["point"], ["points.id"], name=op.f("fk_point_options_point_points")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_point_options")),
    )
    with op.batch_alter_table("point_options", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_point_options_point"), ["point"], unique=False)

    op.create_table(
        "point_relations",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("related", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["point"], ["points.id"], name=op.f("fk_point_relations_point_points")),
        sa.ForeignKeyConstraint(["related"], ["points.id"], name=op.f("fk_point_relations_related_points")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_point_relations_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_point_relations")),
    )
    with op.batch_alter_table("point_relations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_point_relations_point"), ["point"], unique=False)

    op.create_table(
        "point_subjects",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("point", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_point_subjects_kind"),
        ),
        sa.CheckConstraint("\"status\" IN ('open', 'settled')", name=op.f("ck_point_subjects_status")),
        sa.ForeignKeyConstraint(["point"], ["points.id"], name=op.f("fk_point_subjects_point_points")),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_point_subjects_subject_id_subjects")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_point_subjects_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_point_subjects")),
    )
    with op.batch_alter_table("point_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_point_subjects_point"), ["point"], unique=False)

    op.create_table(
        "requirements",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=False),
        sa.Column("deleted_in", sa.String(), nullable=True),
        sa.Column("no_rule", sa.String(), nullable=True),
        sa.Column("text_sha", sa.String(), nullable=True),
        sa.Column("text_source", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("use_case_slug", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_requirements_confidence"),
        ),
        sa.CheckConstraint(
            "\"level\" IN ('SHALL', 'SHALL NOT', 'SHOULD', 'SHOULD NOT', 'MAY', 'RECOMMENDED', 'OPTIONAL', 'none')",
            name=op.f("ck_requirements_level"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_requirements_source_sources")),
        sa.ForeignKeyConstraint(["text_source"], ["sources.id"], name=op.f("fk_requirements_text_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_requirements_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_requirements_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_requirements")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_requirements_version")),
    )
    op.create_table(
        "rule_checks",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("applies_to", sa.String(), nullable=False),
        sa.Column("schema", sa.String(), nullable=True),
        sa.Column("named", sa.String(), nullable=True),
        sa.Column("of", sa.String(), nullable=True),
        sa.Column("passes", sa.String(), nullable=False),
        sa.Column("fails", sa.String(), nullable=False),
        sa.Column("rule_slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"named\" IN ('rising', 'not-falling', 'later', 'not-earlier', 'different', 'equal', 'not-equal', 'among', 'same-values', 'same-number', 'sum-is', 'sum-at-most')",
            name=op.f("ck_rule_checks_named"),
        ),
        sa.ForeignKeyConstraint(["rule_slug"], ["rules.slug"], name=op.f("fk_rule_checks_rule_slug_rules")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_rule_checks_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_rule_checks")),
    )
    with op.batch_alter_table("rule_checks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_checks_rule_slug"), ["rule_slug"], unique=False)

    op.create_table(
        "rule_subjects",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rule_slug", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('message', 'type', 'enum-value', 'field', 'group', 'role', 'device-level', 'frame', 'config-key', 'component', 'variable', 'error-code', 'fault', 'state', 'status-transition', 'rule', 'concept', 'security-event', 'reason-code', 'unit', 'measurand', 'id-token-type', 'use-case', 'requirement', 'erratum', 'term', 'certification-feature', 'test-case', 'sequence', 'escalation', 'settled')",
            name=op.f("ck_rule_subjects_kind"),
        ),
        sa.ForeignKeyConstraint(["rule_slug"], ["rules.slug"], name=op.f("fk_rule_subjects_rule_slug_rules")),
        sa.ForeignKeyConstraint(["subject_id"], ["subjects.id"], name=op.f("fk_rule_subjects_subject_id_subjects")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_rule_subjects_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_rule_subjects")),
    )
    with op.batch_alter_table("rule_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_subjects_rule_slug"), ["rule_slug"], unique=False)

    op.create_table(
        "schedule_options",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("option", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("choices", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("point_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"option\" IN ('relative-start', 'missing-start', 'max-relative', 'before-start', 'before-first', 'default-levels', 'idle', 'no-limit', 'local-limits', 'conversion', 'voltage', 'phases', 'periods', 'station-total', 'sharing', 'tx-gap', 'tx-before-start', 'daylight', 'wrong-place', 'beyond-capability', 'same-level', 'foreign-transaction', 'no-transaction-id', 'against-duty', 'clear-empty', 'generation', 'priority-gap', 'setpoints', 'mode')",
            name=op.f("ck_schedule_options_option"),
        ),
        sa.ForeignKeyConstraint(["point_id"], ["points.id"], name=op.f("fk_schedule_options_point_id_points")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_schedule_options_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_schedule_options")),
        sa.UniqueConstraint("version", "option", name=op.f("uq_schedule_options_version")),
    )
    op.create_table(
        "sequences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("preconditions", sa.String(), nullable=True),
        sa.Column("postconditions", sa.String(), nullable=True),
        sa.Column("checked_against", sa.String(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("proof", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("use_case_slug", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_sequences_confidence"),
        ),
        sa.CheckConstraint("\"kind\" IN ('main', 'alternative', 'failure')", name=op.f("ck_sequences_kind")),
        sa.CheckConstraint("\"origin\" IN ('written', 'carried-over')", name=op.f("ck_sequences_origin")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_sequences_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_sequences_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_sequences_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sequences")),
    )
    op.create_table(
        "test_cases",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("profile", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("use_case_slug", sa.String(), nullable=True),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_test_cases_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_test_cases_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_test_cases_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_test_cases_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_test_cases")),
        sa.UniqueConstraint("version", "id", name=op.f("uq_test_cases_version")),
    )
    op.create_table(
        "payloads",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=False),
        sa.Column("schema_file", sa.String(), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('request', 'response')", name=op.f("ck_payloads_kind")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_payloads_message_id_messages")),
        sa.ForeignKeyConstraint(["schema_file"], ["schema_files.id"], name=op.f("fk_payloads_schema_file_schema_files")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_payloads_type_id_types")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payloads")),
        sa.UniqueConstraint("message_id", "kind", name=op.f("uq_payloads_message_id")),
    )
    op.create_table(
        "requirement_messages",
        sa.Column("row_number", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_requirement_messages")),
    )
    with op.batch_alter_table("requirement_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_requirement_messages_action"), ["action"], unique=False)

    op.create_table(
        "rule_requirements",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("rule_slug", sa.String(), nullable=False),
        sa.Column("requirement_slug", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_slug"], ["requirements.slug"], name=op.f("fk_rule_requirements_requirement_slug_requirements")
        ),
        sa.ForeignKeyConstraint(["rule_slug"], ["rules.slug"], name=op.f("fk_rule_requirements_rule_slug_rules")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_rule_requirements_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_rule_requirements")),
    )
    with op.batch_alter_table("rule_requirements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rule_requirements_requirement"), ["requirement"], unique=False)
        batch_op.create_index(batch_op.f("ix_rule_requirements_rule_slug"), ["rule_slug"], unique=False)

    op.create_table(
        "sequence_steps",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("fragment", sa.String(), nullable=True),
        sa.Column("guard", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("field_values", sa.String(), nullable=True),
        sa.Column("open_point", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.Column(
            "slug",
            sa.String(),
            sa.Computed(
                "sequence || '-' || position",
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            "\"fragment\" IN ('alt', 'else', 'opt', 'loop', 'par', 'end')", name=op.f("ck_sequence_steps_fragment")
        ),
        sa.CheckConstraint("\"kind\" IN ('request', 'response', 'error', 'internal')", name=op.f("ck_sequence_steps_kind")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_sequence_steps_message_id_messages")),
        sa.ForeignKeyConstraint(["open_point"], ["points.id"], name=op.f("fk_sequence_steps_open_point_points")),
        sa.ForeignKeyConstraint(["sequence"], ["sequences.id"], name=op.f("fk_sequence_steps_sequence_sequences")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_sequence_steps_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_sequence_steps_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_sequence_steps")),
        sa.UniqueConstraint("sequence", "position", name=op.f("uq_sequence_steps_sequence")),
    )
    with op.batch_alter_table("sequence_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sequence_steps_action"), ["action"], unique=False)

    op.create_table(
        "step_requirements",
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("requirement_slug", sa.String(), nullable=True),
        sa.Column(
            "slug",
            sa.String(),
            sa.Computed(
                "sequence || '-' || position || '-' || requirement",
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["requirement_slug"], ["requirements.slug"], name=op.f("fk_step_requirements_requirement_slug_requirements")
        ),
        sa.ForeignKeyConstraint(["sequence"], ["sequences.id"], name=op.f("fk_step_requirements_sequence_sequences")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_step_requirements_version_versions")),
        sa.PrimaryKeyConstraint("row_number", name=op.f("pk_step_requirements")),
    )
    with op.batch_alter_table("step_requirements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_requirements_requirement"), ["requirement"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_requirements_sequence"), ["sequence"], unique=False)

    op.create_table(
        "examples",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("payload", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("payload_id", sa.String(), nullable=False),
        sa.CheckConstraint("\"form\" IN ('minimal', 'realistic')", name=op.f("ck_examples_form")),
        sa.ForeignKeyConstraint(["payload_id"], ["payloads.id"], name=op.f("fk_examples_payload_id_payloads")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_examples_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_examples")),
        sa.UniqueConstraint("version", "payload", "form", name=op.f("uq_examples_version")),
    )
    with op.batch_alter_table("examples", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_examples_payload_id"), ["payload_id"], unique=False)

    op.create_table(
        "payload_fields",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("cardinality", sa.String(), nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.Column("min_items", sa.Integer(), nullable=True),
        sa.Column("max_items", sa.Integer(), nullable=True),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.Column("multiple_of", sa.Double(), nullable=True),
        sa.Column("format", sa.String(), nullable=True),
        sa.Column("default_value", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("described_in", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=True),
        sa.Column("payload_id", sa.String(), nullable=False),
        sa.Column("field_id", sa.String(), nullable=False),
        sa.CheckConstraint(
            "\"confidence\" IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_payload_fields_confidence"),
        ),
        sa.CheckConstraint("\"kind\" IN ('request', 'response')", name=op.f("ck_payload_fields_kind")),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_payload_fields_field_id_fields")),
        sa.ForeignKeyConstraint(["payload_id"], ["payloads.id"], name=op.f("fk_payload_fields_payload_id_payloads")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_payload_fields_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_payload_fields_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_payload_fields_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payload_fields")),
    )
    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payload_fields_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_payload_fields_payload_id"), ["payload_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payload_fields_type_id"), ["type_id"], unique=False)


def downgrade():
    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payload_fields_type_id"))
        batch_op.drop_index(batch_op.f("ix_payload_fields_payload_id"))
        batch_op.drop_index(batch_op.f("ix_payload_fields_action"))

    op.drop_table("payload_fields")
    with op.batch_alter_table("examples", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_examples_payload_id"))

    op.drop_table("examples")
    with op.batch_alter_table("step_requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_requirements_sequence"))
        batch_op.drop_index(batch_op.f("ix_step_requirements_requirement"))

    op.drop_table("step_requirements")
    with op.batch_alter_table("sequence_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sequence_steps_action"))

    op.drop_table("sequence_steps")
    with op.batch_alter_table("rule_requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_requirements_rule_slug"))
        batch_op.drop_index(batch_op.f("ix_rule_requirements_requirement"))

    op.drop_table("rule_requirements")
    with op.batch_alter_table("requirement_messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_requirement_messages_action"))

    op.drop_table("requirement_messages")
    op.drop_table("payloads")
    op.drop_table("test_cases")
    op.drop_table("sequences")
    op.drop_table("schedule_options")
    with op.batch_alter_table("rule_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_subjects_rule_slug"))

    op.drop_table("rule_subjects")
    with op.batch_alter_table("rule_checks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rule_checks_rule_slug"))

    op.drop_table("rule_checks")
    op.drop_table("requirements")
    with op.batch_alter_table("point_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_point_subjects_point"))

    op.drop_table("point_subjects")
    with op.batch_alter_table("point_relations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_point_relations_point"))

    op.drop_table("point_relations")
    with op.batch_alter_table("point_options", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_point_options_point"))

    op.drop_table("point_options")
    with op.batch_alter_table("point_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_point_groups_point"))

    op.drop_table("point_groups")
    with op.batch_alter_table("point_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_point_evidence_section"))
        batch_op.drop_index(batch_op.f("ix_point_evidence_point"))

    op.drop_table("point_evidence")
    op.drop_table("messages")
    with op.batch_alter_table("mappings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mappings_to_name"))
        batch_op.drop_index(batch_op.f("ix_mappings_from_name"))

    op.drop_table("mappings")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_links_to_id"))
        batch_op.drop_index(batch_op.f("ix_links_from_id"))

    op.drop_table("links")
    with op.batch_alter_table("frame_elements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_frame_elements_frame"))

    op.drop_table("frame_elements")
    op.drop_table("fields")
    with op.batch_alter_table("erratum_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_erratum_subjects_erratum_slug"))

    op.drop_table("erratum_subjects")
    op.drop_table("enumerations")
    op.drop_table("document_parts")
    with op.batch_alter_table("device_variables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_variables_component_slug"))

    op.drop_table("device_variables")
    op.drop_table("definition_texts")
    with op.batch_alter_table("concept_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_concept_subjects_concept_slug"))

    op.drop_table("concept_subjects")
    op.drop_table("callerrors")
    op.drop_table("version_words")
    op.drop_table("variables")
    op.drop_table("use_cases")
    op.drop_table("units")
    op.drop_table("types")
    op.drop_table("topics")
    op.drop_table("terms")
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subjects_plain"))

    op.drop_table("subjects")
    op.drop_table("status_transitions")
    op.drop_table("states")
    op.drop_table("security_events")
    op.drop_table("schema_files")
    op.drop_table("schedule_steps")
    op.drop_table("schedule_examples")
    op.drop_table("rules")
    op.drop_table("roles")
    op.drop_table("reason_codes")
    op.drop_table("points")
    op.drop_table("measurands")
    op.drop_table("id_token_types")
    op.drop_table("groups")
    op.drop_table("frames")
    op.drop_table("error_codes")
    op.drop_table("errata")
    op.drop_table("documents")
    op.drop_table("device_levels")
    op.drop_table("config_keys")
    op.drop_table("concepts")
    op.drop_table("components")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_to_version"))
        batch_op.drop_index(batch_op.f("ix_changes_name"))
        batch_op.drop_index(batch_op.f("ix_changes_from_version"))

    op.drop_table("changes")
    op.drop_table("certification_features")
    op.drop_table("versions")
    op.drop_table("synonyms")
    op.drop_table("sources")
    op.drop_table("about")
