<%!
    import re


    def plain(operations):
        """The operations without Alembic's remarks around them."""
        return re.sub(r"(?m)^ *# ###.*\n?", "", operations or "pass").strip()
%>\
"""${message[0].upper()}${message[1:]}, derived from the declarations in ocppdb/records; test_migrations says when they differ."""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade():
    ${plain(upgrades)}


def downgrade():
    ${plain(downgrades)}
