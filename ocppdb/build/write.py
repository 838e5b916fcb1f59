"""The build: read, check, load, index, verify, and only then put the new database in place."""

import contextlib
import gc
import hashlib
import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast

from sqlalchemy import URL, Connection, create_engine, event, text

from ocppdb.build import lint, schema_files, schemas
from ocppdb.build.carried import with_carried
from ocppdb.build.place import find_place, forget_old, replacing
from ocppdb.build.rows import Row, all_rows, link_subjects
from ocppdb.build.schema_files import File
from ocppdb.build.schemas import Structure
from ocppdb.build.seed import Seed, read
from ocppdb.build.verify import CONTENT_HASH, broken, content_hash
from ocppdb.errors import BuildError, SeedError
from ocppdb.files import shipped
from ocppdb.records.all import fingerprint
from ocppdb.release import APPLICATION_ID, RELEASE, SCHEMAS
from ocppdb.tables import VIEWS

__all__ = ["Checked", "build", "check", "migrate"]

Progress = Callable[[str], object]


FULL_TEXT = "CREATE VIRTUAL TABLE subjects_fts USING fts5(name, words, text, more, content='', tokenize='porter unicode61')"
"""The index of words, which keeps none of the texts: a row of it has the number of the row of `subjects` that it is of."""


class Checked(NamedTuple):
    """A seed and the schemas that belong to it, free of problems: what a database is made of."""

    seed: Seed
    structures: dict[str, Structure]
    files: dict[str, list[File]]
    tables: dict[str, list[Row]]


def _silent(text: str) -> None:
    pass


def build(
    output: str | os.PathLike[str] | None = None,
    schema_paths: Iterable[str | os.PathLike[str]] = (),
    progress: Progress = _silent,
) -> Path:
    """Build the database and return its path.

    `output` is the file to write, by default the one in the user's cache; `schema_paths` are folders or zips of JSON Schemas
    to use in place of the installed ones. Raises SeedError, SchemaError or BuildError, and then whatever stood at `output`
    still stands there. Two builds from the same input with one release of SQLite give the same bytes.
    """
    place = find_place(output)
    progress("reading seed and schemas")
    with _keeping_all():
        checked = check(schema_paths, warn=progress)
    progress("writing")
    with replacing(place) as path:
        with _connect(path) as connection:
            migrate(connection)
            connection.execute(text(FULL_TEXT))
            for name, rows in checked.tables.items():
                insert(connection, name, rows)
            for name, view in VIEWS.items():
                connection.execute(text(f"CREATE VIEW {name} AS {view.sql}"))
            connection.execute(text("INSERT INTO subjects_fts(subjects_fts) VALUES ('optimize')"))
            connection.execute(text("ANALYZE"))
            verify(connection)
            seal(connection)
        compact(path)
    progress(f"built {place.name}")
    forget_old(place)
    return place.name


@contextlib.contextmanager
def _keeping_all() -> Iterator[None]:
    """Look for no circles of things that nobody needs while almost all that is made is kept: a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def check(
    schema_paths: Iterable[str | os.PathLike[str]] = (),
    root: Path | None = None,
    only: str | None = None,
    warn: Progress = _silent,
) -> Checked:
    """Return the seed and the structures of the schemas, both checked, and the rows that follow from them.

    `root` is the folder of another seed than the shipped one, `only` the name of the one rule of lint to check. Raises SeedError with
    every problem, SchemaError, or NotFound for a rule that is none.
    """
    if only is not None:
        lint.rule_called(only)
    seed = read(root)
    files = schema_files.read(seed.of("version"), seed.of("messages"), [Path(path) for path in schema_paths], warn=warn)
    by_version = {v["id"]: [file for file in files if file.version == v["id"]] for v in seed.of("version")}
    structures = {v["id"]: schemas.transform(v, by_version[v["id"]], seed.of("types", v["id"])) for v in seed.of("version")}
    whole = with_carried(seed, structures)
    made = cache(partial(all_rows, whole, structures, by_version))
    problems = lint.check(whole, structures, tables=made, only=only)
    if problems:
        raise SeedError(problems)
    tables = made()
    link_subjects(whole, tables)
    tables["about"] = list(_about(seed, files))
    return Checked(seed, structures, by_version, tables)


def _about(seed: Seed, files: list[File]) -> Iterator[Row]:
    hashes = "".join(file.sha256 for file in files)
    yield {"name": "release", "value": RELEASE}
    yield {"name": "tables", "value": fingerprint()}
    yield {"name": "seed_sha256", "value": hashlib.sha256(json.dumps(seed, sort_keys=True).encode()).hexdigest()}
    yield {"name": "schemas", "value": ", ".join(sorted({file.origin for file in files}))}
    yield {"name": "schemas_sha256", "value": hashlib.sha256(hashes.encode()).hexdigest()}
    yield {"name": "schema_distribution", "value": SCHEMAS}


def migrate(connection: Connection) -> None:
    """Bring a database to the newest revision of the tables. `connection` is SQLAlchemy's, of any kind of database."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def insert(connection: Connection, table: str, rows: list[Row]) -> None:
    """Insert rows in bulk, in the driver's own words: a third of the time that compiled statements take."""
    if rows:
        columns, marks = (", ".join(form.format(name) for name in rows[0]) for form in ('"{}"', ":{}"))
        connection.exec_driver_sql(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def verify(connection: Connection) -> None:
    """Raise BuildError where foreign keys or invariants do not hold."""
    problems = broken(_of_sqlite(connection))
    if problems:
        raise BuildError("\n".join(["the new database does not verify; the old one is untouched", *problems]))


def seal(connection: Connection) -> None:
    """Keep the checksum of everything that was written, for whoever verifies the file later."""
    insert(connection, "about", [{"name": CONTENT_HASH, "value": content_hash(_of_sqlite(connection))}])


def compact(path: str) -> None:
    """Give back the room that the making of the indexes took in a database: a tenth of the file."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; VACUUM")


def _of_sqlite(connection: Connection) -> sqlite3.Connection:
    """The connection of Python's own sqlite3 that SQLAlchemy's stands for."""
    return cast(sqlite3.Connection, connection.connection.driver_connection)


@contextlib.contextmanager
def _connect(path: str) -> Iterator[Connection]:
    engine = create_engine(URL.create("sqlite", database=path))

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, record: object) -> None:
        connection.isolation_level = None
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id={APPLICATION_ID};")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
