"""escalations"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table(
        "escalations",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("ambiguity", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("pragmatic_option", sa.String(), nullable=False),
        sa.Column("pragmatic_reason", sa.String(), nullable=False),
        sa.Column("category_reason", sa.String(), nullable=False),
        sa.Column("rests_on", sa.String(), nullable=False),
        sa.Column("practice", sa.String(), nullable=True),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "category IN ('SPEC-SILENT', 'VENDOR-DEPENDENT', 'POLICY-DEPENDENT')", name=op.f("ck_escalations_category")
        ),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_escalations_confidence"),
        ),
        sa.CheckConstraint("rests_on IN ('permission', 'absence')", name=op.f("ck_escalations_rests_on")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalations")),
    )
    op.create_table(
        "settled",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("belief", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "category IN ('SPEC-SILENT', 'VENDOR-DEPENDENT', 'POLICY-DEPENDENT')", name=op.f("ck_settled_category")
        ),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_settled_confidence"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settled")),
    )
    op.create_table(
        "escalation_options",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("consequence", sa.String(), nullable=False),
        sa.Column("pragmatic", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_options_escalation_escalations")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_options")),
    )
    with op.batch_alter_table("escalation_options", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_options_escalation"), ["escalation"], unique=False)

    op.create_table(
        "escalation_related",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("related", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_related_escalation_escalations")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_related")),
    )
    with op.batch_alter_table("escalation_related", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_related_escalation"), ["escalation"], unique=False)

    op.create_table(
        "settled_related",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("related", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["settled"], ["settled.id"], name=op.f("fk_settled_related_settled_settled")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_settled_related")),
    )
    with op.batch_alter_table("settled_related", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settled_related_settled"), ["settled"], unique=False)

    op.create_table(
        "escalation_evidence",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_evidence_escalation_escalations")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_escalation_evidence_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_escalation_evidence_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_evidence")),
    )
    with op.batch_alter_table("escalation_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_evidence_escalation"), ["escalation"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_evidence_version"), ["version"], unique=False)

    op.create_table(
        "escalation_groups",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_groups_escalation_escalations")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_escalation_groups_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_groups")),
    )
    with op.batch_alter_table("escalation_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_groups_escalation"), ["escalation"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_groups_version"), ["version"], unique=False)

    op.create_table(
        "escalation_subjects",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_subjects_escalation_escalations")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_escalation_subjects_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_subjects")),
    )
    with op.batch_alter_table("escalation_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_subjects_escalation"), ["escalation"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_subjects_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_subjects_version"), ["version"], unique=False)

    op.create_table(
        "escalation_versions",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("escalation", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["escalation"], ["escalations.id"], name=op.f("fk_escalation_versions_escalation_escalations")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_escalation_versions_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_escalation_versions")),
    )
    with op.batch_alter_table("escalation_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_escalation_versions_escalation"), ["escalation"], unique=False)
        batch_op.create_index(batch_op.f("ix_escalation_versions_version"), ["version"], unique=False)

    op.create_table(
        "settled_evidence",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["settled"], ["settled.id"], name=op.f("fk_settled_evidence_settled_settled")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_settled_evidence_source_sources")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_settled_evidence_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_settled_evidence")),
    )
    with op.batch_alter_table("settled_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settled_evidence_settled"), ["settled"], unique=False)
        batch_op.create_index(batch_op.f("ix_settled_evidence_version"), ["version"], unique=False)

    op.create_table(
        "settled_groups",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["settled"], ["settled.id"], name=op.f("fk_settled_groups_settled_settled")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_settled_groups_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_settled_groups")),
    )
    with op.batch_alter_table("settled_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settled_groups_settled"), ["settled"], unique=False)
        batch_op.create_index(batch_op.f("ix_settled_groups_version"), ["version"], unique=False)

    op.create_table(
        "settled_subjects",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["settled"], ["settled.id"], name=op.f("fk_settled_subjects_settled_settled")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_settled_subjects_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_settled_subjects")),
    )
    with op.batch_alter_table("settled_subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settled_subjects_settled"), ["settled"], unique=False)
        batch_op.create_index(batch_op.f("ix_settled_subjects_subject"), ["subject"], unique=False)
        batch_op.create_index(batch_op.f("ix_settled_subjects_version"), ["version"], unique=False)

    op.create_table(
        "settled_versions",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("settled", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["settled"], ["settled.id"], name=op.f("fk_settled_versions_settled_settled")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_settled_versions_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_settled_versions")),
    )
    with op.batch_alter_table("settled_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_settled_versions_settled"), ["settled"], unique=False)
        batch_op.create_index(batch_op.f("ix_settled_versions_version"), ["version"], unique=False)

    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_subjects_location"), ["location"], unique=False)


def downgrade():
    with op.batch_alter_table("subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_subjects_location"))

    with op.batch_alter_table("settled_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_versions_version"))
        batch_op.drop_index(batch_op.f("ix_settled_versions_settled"))

    op.drop_table("settled_versions")
    with op.batch_alter_table("settled_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_subjects_version"))
        batch_op.drop_index(batch_op.f("ix_settled_subjects_subject"))
        batch_op.drop_index(batch_op.f("ix_settled_subjects_settled"))

    op.drop_table("settled_subjects")
    with op.batch_alter_table("settled_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_groups_version"))
        batch_op.drop_index(batch_op.f("ix_settled_groups_settled"))

    op.drop_table("settled_groups")
    with op.batch_alter_table("settled_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_evidence_version"))
        batch_op.drop_index(batch_op.f("ix_settled_evidence_settled"))

    op.drop_table("settled_evidence")
    with op.batch_alter_table("escalation_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_versions_version"))
        batch_op.drop_index(batch_op.f("ix_escalation_versions_escalation"))

    op.drop_table("escalation_versions")
    with op.batch_alter_table("escalation_subjects", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_subjects_version"))
        batch_op.drop_index(batch_op.f("ix_escalation_subjects_subject"))
        batch_op.drop_index(batch_op.f("ix_escalation_subjects_escalation"))

    op.drop_table("escalation_subjects")
    with op.batch_alter_table("escalation_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_groups_version"))
        batch_op.drop_index(batch_op.f("ix_escalation_groups_escalation"))

    op.drop_table("escalation_groups")
    with op.batch_alter_table("escalation_evidence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_evidence_version"))
        batch_op.drop_index(batch_op.f("ix_escalation_evidence_escalation"))

    op.drop_table("escalation_evidence")
    with op.batch_alter_table("settled_related", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_settled_related_settled"))

    op.drop_table("settled_related")
    with op.batch_alter_table("escalation_related", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_related_escalation"))

    op.drop_table("escalation_related")
    with op.batch_alter_table("escalation_options", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_escalation_options_escalation"))

    op.drop_table("escalation_options")
    op.drop_table("settled")
    op.drop_table("escalations")
