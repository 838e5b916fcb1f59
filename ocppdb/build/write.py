"""The build: read, check, load, index, verify, and only then put the new database in place."""

import contextlib
import hashlib
import json

from sqlalchemy import URL, create_engine, event, text

from ocppdb.build import schema_files, schemas
from ocppdb.build import seed as seeds
from ocppdb.build.index import subjects
from ocppdb.build.lint import rules as lint
from ocppdb.build.place import find_place, forget_old, replacing
from ocppdb.build.rows import points as rows_escalations
from ocppdb.build.rows import sequences as rows_sequences
from ocppdb.build.rows import structure as rows
from ocppdb.build.verify import CONTENT_HASH, broken, content_hash
from ocppdb.errors import BuildError, SeedError
from ocppdb.files import shipped
from ocppdb.release import APPLICATION_ID, RELEASE, REVISION, SCHEMAS
from ocppdb.tables import models
from ocppdb.tables.views import VIEWS

__all__ = ["build", "check"]

REFERENCE_LISTS = (
    models.ConfigKey,
    models.Component,
    models.Variable,
    models.DeviceVariable,
    models.ErrorCode,
    models.State,
    models.StatusTransition,
    models.Rule,
    models.SecurityEvent,
    models.ReasonCode,
    models.Unit,
    models.Measurand,
    models.IdTokenType,
    models.UseCase,
    models.Requirement,
    models.Erratum,
    models.Term,
    models.CertificationFeature,
    models.TestCase,
)
"""Tables that are lists of the seed of the same name, record by record."""
OPEN_POINTS = (
    (
        "escalations",
        "escalation",
        (
            models.EscalationVersion,
            models.EscalationSubject,
            models.EscalationGroup,
            models.EscalationEvidence,
            models.EscalationRelated,
        ),
    ),
    (
        "settled",
        "settled",
        (models.SettledVersion, models.SettledSubject, models.SettledGroup, models.SettledEvidence, models.SettledRelated),
    ),
)
"""The two lists of open and settled points, and the tables of their versions, subjects, groups, evidence and relations."""


def build(output=None, schema_paths=(), progress=lambda text: None):
    """Build the database and return its path.

    `output` is the file to write, by default the one in the user's cache; `schema_paths` are folders or zips of JSON Schemas
    to use in place of the installed ones. Raises SeedError, SchemaError or BuildError, and then whatever stood at `output`
    still stands there. Two builds from the same input with one release of SQLite give the same bytes.
    """
    place = find_place(output)
    tables = collect(progress, schema_paths)
    progress("writing")
    with replacing(place) as path, _connect(path) as connection:
        migrate(connection)
        for model, table in tables.items():
            insert(connection, model.__table__, table)
        for name, view in VIEWS.items():
            connection.execute(text(f"CREATE VIEW {name} AS {view.sql}"))
        index(connection)
        connection.execute(text("ANALYZE"))
        verify(connection)
        seal(connection)
    progress(f"built {place.name}")
    forget_old(place)
    return place.name


def check(schema_paths=()):
    """Return the seed and the structures of the schemas, both checked. Raises SeedError or SchemaError."""
    seed = seeds.read()
    files = schema_files.read(seed.of("version"), seed.of("messages"), schema_paths)
    by_version = {v["id"]: [file for file in files if file.version == v["id"]] for v in seed.of("version")}
    structures = {v["id"]: schemas.transform(v, by_version[v["id"]], seed.of("types", v["id"])) for v in seed.of("version")}
    problems = lint.check(seed, structures)
    if problems:
        raise SeedError(problems)
    return seed, structures, by_version


def collect(progress=lambda text: None, schema_paths=()):
    """Return the rows of every table, by model, in an order that satisfies the foreign keys."""
    progress("reading seed and schemas")
    seed, structures, files = check(schema_paths)
    tables = {
        models.Source: [
            {key: record[key] for key in ("id", "title", "edition", "publisher", "url")} for record in seed.of("sources")
        ],
        models.Version: list(rows.versions(seed)),
        models.VersionWord: list(rows.version_words(seed)),
        models.Role: list(rows.roles(seed)),
        models.DeviceLevel: list(rows.device_levels(seed)),
        models.Frame: list(rows.frames(seed)),
        models.FrameElement: list(rows.frame_elements(seed)),
        models.Group: list(rows.groups(seed)),
        models.Message: list(rows.messages(seed)),
        models.SchemaFile: [],
        models.Type: [],
        models.Enumeration: [],
        models.Field: [],
        models.Payload: [],
        models.PayloadField: [],
    }
    for version in seed.of("version"):
        structure = structures[version["id"]]
        fields = list(rows.fields(seed, version, structure))
        by_owner = {}
        for field in fields:
            by_owner.setdefault(field["owner_id"], []).append(field)
        tables[models.SchemaFile] += rows.schema_files(version, files[version["id"]])
        tables[models.Type] += rows.types(seed, version, structure)
        tables[models.Enumeration] += rows.enumerations(seed, version, structure)
        tables[models.Field] += fields
        tables[models.Payload] += rows.payloads(version, structure)
        tables[models.PayloadField] += rows.payload_fields(version, structure, by_owner)
    for model in REFERENCE_LISTS:
        tables[model] = list(_listed(seed, model))
    tables[models.RequirementMessage] = list(rows.requirement_messages(seed))
    tables[models.Sequence] = list(rows_sequences.sequences(seed))
    tables[models.SequenceStep] = list(rows_sequences.sequence_steps(seed))
    tables[models.StepRequirement] = list(rows_sequences.step_requirements(seed, tables[models.SequenceStep]))
    tables[models.Escalation] = list(rows_escalations.escalations(seed))
    tables[models.EscalationOption] = list(rows_escalations.escalation_options(seed))
    tables[models.Settled] = list(rows_escalations.settled(seed))
    for name, column, parts in OPEN_POINTS:
        for model, of in zip(
            parts,
            (
                rows_escalations.versions_of,
                rows_escalations.subjects_of,
                rows_escalations.groups_of,
                rows_escalations.evidence_of,
                rows_escalations.related_of,
            ),
        ):
            tables[model] = list(of(seed, name, column))
    tables[models.Subject] = list(subjects(tables))
    tables[models.About] = list(_about(seed, files))
    return tables


def _listed(seed, model):
    name, columns = model.__tablename__.replace("_", "-"), [column.name for column in model.__table__.columns]
    for record in seed.of(name):
        yield rows.finished(name, rows.listed(record, columns, lint.IDENTITY[name]), record)


def _about(seed, files):
    origins = sorted({file.origin for version in files.values() for file in version})
    hashes = "".join(file.sha256 for version in files.values() for file in version)
    yield {"name": "release", "value": RELEASE}
    yield {"name": "revision", "value": REVISION}
    yield {"name": "seed_sha256", "value": hashlib.sha256(json.dumps(seed, sort_keys=True).encode()).hexdigest()}
    yield {"name": "schemas", "value": ", ".join(origins)}
    yield {"name": "schemas_sha256", "value": hashlib.sha256(hashes.encode()).hexdigest()}
    yield {"name": "schema_distribution", "value": SCHEMAS}


def migrate(connection):
    """Bring a database to the newest revision of the tables. `connection` is SQLAlchemy's, of any kind of database."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def insert(connection, table, rows):
    """Insert rows in bulk, in the driver's own words: a third of the time that compiled statements take."""
    names = [column.name for column in table.columns]
    columns, marks = (", ".join(form.format(name) for name in names) for form in ('"{}"', ":{}"))
    if rows:
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({columns}) VALUES ({marks})", rows)


def index(connection):
    """Make the full-text index over the names, their words and their text; Datasette knows it by the double quotes around the table."""
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE subjects_fts USING fts5(name, words, text, content=\"subjects\", content_rowid='id', "
            "tokenize='porter unicode61')"
        )
    )
    connection.execute(text("INSERT INTO subjects_fts(subjects_fts) VALUES ('rebuild')"))
    connection.execute(text("INSERT INTO subjects_fts(subjects_fts) VALUES ('optimize')"))


def verify(connection):
    """Raise BuildError where foreign keys or invariants do not hold."""
    problems = broken(connection.connection.driver_connection)
    if problems:
        raise BuildError("\n".join(["the new database does not verify; the old one is untouched", *problems]))


def seal(connection):
    """Keep the checksum of everything that was written, for whoever verifies the file later."""
    content = content_hash(connection.connection.driver_connection)
    insert(connection, models.About.__table__, [{"name": CONTENT_HASH, "value": content}])


@contextlib.contextmanager
def _connect(path):
    engine = create_engine(URL.create("sqlite", database=path))

    @event.listens_for(engine, "connect")
    def set_up(connection, record):
        connection.isolation_level = None
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA application_id={APPLICATION_ID};")

    @event.listens_for(engine, "begin")
    def begin(connection):
        connection.exec_driver_sql("BEGIN")

    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
