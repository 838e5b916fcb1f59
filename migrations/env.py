"""Alembic's entry: migrates the connection it is handed, or else the SQLite file named by the environment variable OCPPDB."""

import os

from alembic import context
from sqlalchemy import create_engine

from ocppdb.tables import METADATA


def migrate(connection):
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


connection = context.config.attributes.get("connection")
if connection is not None:
    migrate(connection)
else:
    with create_engine(f"sqlite:///{os.environ.get('OCPPDB', 'ocpp.db')}").connect() as connection:
        migrate(connection)
        connection.commit()
