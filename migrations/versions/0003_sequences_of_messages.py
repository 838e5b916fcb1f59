"""sequences of messages"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.create_table(
        "sequences",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("group_name", sa.String(), nullable=False),
        sa.Column("use_case", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("preconditions", sa.String(), nullable=True),
        sa.Column("postconditions", sa.String(), nullable=True),
        sa.Column("checked_against", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("use_case_slug", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.CheckConstraint(
            "confidence IN ('schema-derived', 'schema-described', 'specification', 'interpretation')",
            name=op.f("ck_sequences_confidence"),
        ),
        sa.CheckConstraint("kind IN ('main', 'alternative', 'failure')", name=op.f("ck_sequences_kind")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_sequences_source_sources")),
        sa.ForeignKeyConstraint(["use_case_slug"], ["use_cases.slug"], name=op.f("fk_sequences_use_case_slug_use_cases")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_sequences_version_versions")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sequences")),
    )
    with op.batch_alter_table("sequences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sequences_use_case_slug"), ["use_case_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_sequences_version"), ["version"], unique=False)

    op.create_table(
        "sequence_steps",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("fragment", sa.String(), nullable=True),
        sa.Column("guard", sa.String(), nullable=True),
        sa.Column("sender", sa.String(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("field_values", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("message_id", sa.String(), nullable=True),
        sa.CheckConstraint("fragment IN ('alt', 'else', 'opt', 'loop', 'par', 'end')", name=op.f("ck_sequence_steps_fragment")),
        sa.CheckConstraint("kind IN ('request', 'response', 'internal')", name=op.f("ck_sequence_steps_kind")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_sequence_steps_message_id_messages")),
        sa.ForeignKeyConstraint(["sequence"], ["sequences.id"], name=op.f("fk_sequence_steps_sequence_sequences")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_sequence_steps_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_sequence_steps")),
        sa.UniqueConstraint("sequence", "position", name=op.f("uq_sequence_steps_sequence")),
    )
    with op.batch_alter_table("sequence_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sequence_steps_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_sequence_steps_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sequence_steps_sequence"), ["sequence"], unique=False)
        batch_op.create_index(batch_op.f("ix_sequence_steps_version"), ["version"], unique=False)

    op.create_table(
        "step_requirements",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("sequence", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.Column("requirement_slug", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["requirement_slug"], ["requirements.slug"], name=op.f("fk_step_requirements_requirement_slug_requirements")
        ),
        sa.ForeignKeyConstraint(["sequence"], ["sequences.id"], name=op.f("fk_step_requirements_sequence_sequences")),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], name=op.f("fk_step_requirements_version_versions")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_step_requirements")),
    )
    with op.batch_alter_table("step_requirements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_step_requirements_requirement"), ["requirement"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_requirements_requirement_slug"), ["requirement_slug"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_requirements_sequence"), ["sequence"], unique=False)
        batch_op.create_index(batch_op.f("ix_step_requirements_version"), ["version"], unique=False)

    with op.batch_alter_table("use_cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("without_messages", sa.String(), nullable=True))


def downgrade():
    with op.batch_alter_table("use_cases", schema=None) as batch_op:
        batch_op.drop_column("without_messages")

    with op.batch_alter_table("step_requirements", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_step_requirements_version"))
        batch_op.drop_index(batch_op.f("ix_step_requirements_sequence"))
        batch_op.drop_index(batch_op.f("ix_step_requirements_requirement_slug"))
        batch_op.drop_index(batch_op.f("ix_step_requirements_requirement"))

    op.drop_table("step_requirements")
    with op.batch_alter_table("sequence_steps", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sequence_steps_version"))
        batch_op.drop_index(batch_op.f("ix_sequence_steps_sequence"))
        batch_op.drop_index(batch_op.f("ix_sequence_steps_message_id"))
        batch_op.drop_index(batch_op.f("ix_sequence_steps_action"))

    op.drop_table("sequence_steps")
    with op.batch_alter_table("sequences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sequences_version"))
        batch_op.drop_index(batch_op.f("ix_sequences_use_case_slug"))

    op.drop_table("sequences")
