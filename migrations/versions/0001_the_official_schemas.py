"""the official schemas"""

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
        "versions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("assumed", sa.Boolean(), nullable=False),
        sa.Column("subprotocol", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_versions_source_sources")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("slug", name=op.f("uq_versions_slug")),
    )
    op.create_table(
        "device_levels",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
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
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_device_levels_confidence"),
        ),
        sa.ForeignKeyConstraint(["parent"], ["device_levels.id"], name=op.f("fk_device_levels_parent_device_levels")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_device_levels_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_device_levels_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_levels")),
    )
    with op.batch_alter_table("device_levels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_levels_version"), ["version"], unique=False)

    op.create_table(
        "frames",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("message_type_id", sa.Integer(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_frames_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_frames_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_frames_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_frames")),
    )
    with op.batch_alter_table("frames", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_frames_version"), ["version"], unique=False)

    op.create_table(
        "groups",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_groups_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_groups_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_groups_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_groups_version")),
    )
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_groups_version"), ["version"], unique=False)

    op.create_table(
        "roles",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_roles_confidence"),
        ),
        sa.CheckConstraint("side IN ('station', 'csms')", name=op.f("ck_roles_side")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_roles_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_roles_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
    )
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roles_version"), ["version"], unique=False)

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
    with op.batch_alter_table("schema_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_schema_files_version"), ["version"], unique=False)

    op.create_table(
        "subjects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("location", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_subjects_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subjects")),
        sa.UniqueConstraint("kind", "name", "version", name=op.f("uq_subjects_kind")),
    )
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subjects_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_subjects_name"), ["name"], unique=False)
        batch_op.create_index(batch_op.f("ix_subjects_version"), ["version"], unique=False)

    op.create_table(
        "types",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("json_type", sa.String(), nullable=False),
        sa.Column("inline", sa.Boolean(), nullable=False),
        sa.Column("variant_of", sa.String(), nullable=True),
        sa.Column("additional_properties", sa.Boolean(), nullable=True),
        sa.Column("max_length", sa.Integer(), nullable=True),
        sa.Column("default_value", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint("category IN ('payload', 'object', 'enumeration', 'alias')", name=op.f("ck_types_category")),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_types_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_types_source_sources")),
        sa.ForeignKeyConstraint(["variant_of"], ["types.id"], name=op.f("fk_types_variant_of_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_types_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_types")),
        sa.UniqueConstraint("version", "name", name=op.f("uq_types_version")),
    )
    with op.batch_alter_table("types", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_types_version"), ["version"], unique=False)

    op.create_table(
        "version_words",
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_version_words_version_versions")),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_version_words")),
    )
    op.create_table(
        "enumerations",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=False),
        sa.Column("enum", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_enumerations_confidence"),
        ),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_enumerations_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_enumerations_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_enumerations_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enumerations")),
        sa.UniqueConstraint("type_id", "value", name=op.f("uq_enumerations_type_id")),
    )
    with op.batch_alter_table("enumerations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_enumerations_type_id"), ["type_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_enumerations_version"), ["version"], unique=False)

    op.create_table(
        "fields",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("type_id", sa.String(), nullable=True),
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
        sa.Column("is_array", sa.Boolean(), nullable=False),
        sa.Column("additional_items", sa.Boolean(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_fields_confidence"),
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["types.id"], name=op.f("fk_fields_owner_id_types")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_fields_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_fields_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_fields_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fields")),
        sa.UniqueConstraint("owner_id", "name", name=op.f("uq_fields_owner_id")),
    )
    with op.batch_alter_table("fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fields_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fields_type_id"), ["type_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_fields_version"), ["version"], unique=False)

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
        "messages",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("extension", sa.String(), nullable=True),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_messages_confidence"),
        ),
        sa.CheckConstraint("direction IN ('station-to-csms', 'csms-to-station', 'either')", name=op.f("ck_messages_direction")),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name=op.f("fk_messages_group_id_groups")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_messages_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_messages_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("version", "action", name=op.f("uq_messages_version")),
    )
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_messages_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_messages_version"), ["version"], unique=False)

    op.create_table(
        "payloads",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type_id", sa.String(), nullable=False),
        sa.Column("schema_file", sa.String(), nullable=False),
        sa.CheckConstraint("kind IN ('request', 'response')", name=op.f("ck_payloads_kind")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_payloads_message_id_messages")),
        sa.ForeignKeyConstraint(["schema_file"], ["schema_files.id"], name=op.f("fk_payloads_schema_file_schema_files")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_payloads_type_id_types")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payloads")),
        sa.UniqueConstraint("message_id", "kind", name=op.f("uq_payloads_message_id")),
    )
    with op.batch_alter_table("payloads", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payloads_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payloads_schema_file"), ["schema_file"], unique=False)
        batch_op.create_index(batch_op.f("ix_payloads_type_id"), ["type_id"], unique=False)

    op.create_table(
        "payload_fields",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("data_type", sa.String(), nullable=True),
        sa.Column("type_id", sa.String(), nullable=True),
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
        sa.Column("payload_id", sa.String(), nullable=False),
        sa.Column("field_id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_payload_fields_confidence"),
        ),
        sa.ForeignKeyConstraint(["field_id"], ["fields.id"], name=op.f("fk_payload_fields_field_id_fields")),
        sa.ForeignKeyConstraint(["payload_id"], ["payloads.id"], name=op.f("fk_payload_fields_payload_id_payloads")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_payload_fields_source_sources")),
        sa.ForeignKeyConstraint(["type_id"], ["types.id"], name=op.f("fk_payload_fields_type_id_types")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_payload_fields_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payload_fields")),
        sa.UniqueConstraint("version", "action", "kind", "path", name=op.f("uq_payload_fields_version")),
    )
    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_payload_fields_field_id"), ["field_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payload_fields_payload_id"), ["payload_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payload_fields_type_id"), ["type_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_payload_fields_version"), ["version"], unique=False)


def downgrade():
    with op.batch_alter_table("payload_fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payload_fields_version"))
        batch_op.drop_index(batch_op.f("ix_payload_fields_type_id"))
        batch_op.drop_index(batch_op.f("ix_payload_fields_payload_id"))
        batch_op.drop_index(batch_op.f("ix_payload_fields_field_id"))

    op.drop_table("payload_fields")
    with op.batch_alter_table("payloads", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_payloads_type_id"))
        batch_op.drop_index(batch_op.f("ix_payloads_schema_file"))
        batch_op.drop_index(batch_op.f("ix_payloads_message_id"))

    op.drop_table("payloads")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_messages_version"))
        batch_op.drop_index(batch_op.f("ix_messages_group_id"))

    op.drop_table("messages")
    with op.batch_alter_table("frame_elements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_frame_elements_frame"))

    op.drop_table("frame_elements")
    with op.batch_alter_table("fields", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fields_version"))
        batch_op.drop_index(batch_op.f("ix_fields_type_id"))
        batch_op.drop_index(batch_op.f("ix_fields_owner_id"))

    op.drop_table("fields")
    with op.batch_alter_table("enumerations", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_enumerations_version"))
        batch_op.drop_index(batch_op.f("ix_enumerations_type_id"))

    op.drop_table("enumerations")
    op.drop_table("version_words")
    with op.batch_alter_table("types", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_types_version"))

    op.drop_table("types")
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subjects_version"))
        batch_op.drop_index(batch_op.f("ix_subjects_name"))
        batch_op.drop_index(batch_op.f("ix_subjects_kind"))

    op.drop_table("subjects")
    with op.batch_alter_table("schema_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_schema_files_version"))

    op.drop_table("schema_files")
    with op.batch_alter_table("roles", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_roles_version"))

    op.drop_table("roles")
    with op.batch_alter_table("groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_groups_version"))

    op.drop_table("groups")
    with op.batch_alter_table("frames", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_frames_version"))

    op.drop_table("frames")
    with op.batch_alter_table("device_levels", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_levels_version"))

    op.drop_table("device_levels")
    op.drop_table("versions")
    op.drop_table("sources")
    op.drop_table("about")
