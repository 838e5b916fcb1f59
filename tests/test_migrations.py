"""The tables: the migrations make what the models say, on SQLite and in PostgreSQL's words."""

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, inspect, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from ocppdb.build.write import migrate
from ocppdb.files import shipped
from ocppdb.tables import METADATA, model


def config(connection):
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    config.attributes["connection"] = connection
    return config


def test_alembic_check_is_clean():
    with create_engine("sqlite://").connect() as connection:
        migrate(connection)
        command.check(config(connection))


def test_down_again_to_nothing():
    with create_engine("sqlite://").connect() as connection:
        migrate(connection)
        command.downgrade(config(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_every_table_can_be_said_in_postgresql():
    for table in METADATA.sorted_tables:
        assert str(CreateTable(table).compile(dialect=postgresql.dialect())).strip().startswith(f"CREATE TABLE {table.name}")
        for index in table.indexes:
            str(CreateIndex(index).compile(dialect=postgresql.dialect()))


def test_the_models_serve_a_session_of_ones_own(database_file):
    Message = model("messages")
    with Session(create_engine(f"sqlite:///{database_file}")) as session:
        reset = session.scalars(select(Message).where(Message.version == "1.6", Message.action == "Reset")).one()
        assert (reset.direction, reset.group_name) == ("csms-to-station", "Core")
