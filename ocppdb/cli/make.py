"""The commands that make, check and serve a database."""

import gc

import click

from ocppdb.cli.command import as_json, command, database, opened, print_json, progress
from ocppdb.errors import DatabaseError, SeedError
from ocppdb.files import rebuild, told

__all__ = ["build", "lint", "metadata", "serve", "verify"]

from_schemas = click.option(
    "--schemas",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="Folder or zip of JSON Schemas in place of the installed ones; may be repeated.",
)


@command
@click.option("--output", type=click.Path(), metavar="PATH", help="File to write; default: the one in the cache.")
@from_schemas
def build(output: str | None, schemas: tuple[str, ...]) -> None:
    """Build the database from the official JSON Schemas and the curated data.

    Example:
      ocppdb build --output ocpp.db
    """
    gc.disable()  # a short process that mostly makes new objects: collecting would take a tenth of its time
    from ocppdb.build import build

    click.echo(build(output, schemas, progress))


@command
@database
@click.option("--port", default=8001, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 is open to other machines.")
@click.option(
    "--name", "names", multiple=True, metavar="NAME", help="Name under which a proxy publishes the site; may be repeated."
)
@click.option("--root", is_flag=True, help="Print an address that makes a browser Datasette's root.")
@click.option("--open", "browse", is_flag=True, help="Open the site in a browser.")
def serve(path: str | None, port: int, host: str, names: tuple[str, ...], root: bool, browse: bool) -> None:
    """Open the database in Datasette on 127.0.0.1; build it first where it is missing.

    Example:
      ocppdb serve --port 8010 --open
    """
    from ocppdb.site.serve import serve

    with opened(path) as db:
        path = db.path
    progress(f"serving {path}")
    serve(path, port, host=host, names=names, root=root, browse=browse, tell=click.echo)


@command
@click.option("--name", default="ocpp", show_default=True, help="Name of the database: that of its file without .db.")
def metadata(name: str) -> None:
    """Print the descriptions and ready queries for a Datasette of your own.

    Example:
      ocppdb metadata | datasette ocpp.db -m -
    """
    from ocppdb.site.serve import metadata_yaml

    click.echo(metadata_yaml(name), nl=False)


@command
@database
def verify(path: str | None) -> None:
    """Read a whole database and check that nothing in it is damaged or contradicts itself.

    Example:
      ocppdb verify --db ocpp.db
    """
    from ocppdb.build.verify import verify_file

    with opened(path) as db:
        path = db.path
    problems = verify_file(path)
    if problems:
        number = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
        raise DatabaseError("\n".join([f"{told(path)}: {number}. Build it again with: {rebuild(path)}", *problems]))
    click.echo(f"{path}: no problems")


@command
@from_schemas
@click.option("--only", metavar="RULE", help="Check this rule alone.")
@as_json
def lint(schemas: tuple[str, ...], only: str | None, as_json: bool) -> None:
    """Check the seed files: their shape, and the rules of meaning.

    Example:
      ocppdb lint
    """
    from ocppdb.build import check

    try:
        checked = check(schemas, only=only, warn=progress)
    except SeedError as error:
        if not as_json:
            raise
        print_json([problem._asdict() for problem in error.problems])
        raise click.exceptions.Exit(1) from None
    if as_json:
        print_json([])
    else:
        click.echo(f"{sum(map(len, checked.seed.values()))} records, no problems")
