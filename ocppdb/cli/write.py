"""The commands that write files for others to read: `ocppdb export`."""

import json
from pathlib import Path

import click

from ocppdb.cli.command import command_of, database, group, in_version, opened, progress

__all__ = ["docs", "export", "schemas", "site"]


@group
def export() -> None:
    """Write files that need no ocppdb to be read.

    Example:
      ocppdb export site public
      ocppdb export docs reference
    """


@command_of(export)
@click.argument("folder", metavar="DIR", type=click.Path())
@database
def site(folder: str, path: str | None) -> None:
    """Write the pages of the site as plain files, for any static host or none.

    DIR is made; where it exists, it must be empty or hold an earlier export.

    Example:
      ocppdb export site public
    """
    from ocppdb.site.export import export

    with opened(path) as db:
        path = db.path
    number = export(path, folder, progress)
    click.echo(f"{folder}: {number} files; open {click.format_filename(folder)}/index.html")


@command_of(export)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@in_version
@click.option("--official", is_flag=True, help="Without the checks of rules.")
@database
def schemas(folder: str, version: str | None, official: bool, path: str | None) -> None:
    """Write the JSON Schemas of all payloads, with the checks of rules in them: stricter than the official ones.

    Example:
      ocppdb export schemas stricter --version 1.6
    """
    number = 0
    with opened(path) as db:
        for message in db.messages(version):
            place = Path(folder) / db.version(message.version).slug
            place.mkdir(parents=True, exist_ok=True)
            for payload in message.payloads:
                schema = db.schema(message.action, payload.kind, message.version, rules=not official)
                text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
                (place / f"{message.action}.{payload.kind}.json").write_text(text, encoding="utf-8")
                number += 1
    click.echo(f"{folder}: {number} files")


@command_of(export)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@database
def docs(folder: Path, path: str | None) -> None:
    """Write the documents: schemas, sequences, smart charging, overviews, the migration guide ... as Markdown.

    The same database gives the same files. DIR is made where it does not exist; files of the same names are replaced.

    Example:
      ocppdb export docs reference
    """
    from ocppdb.agents.documents import export

    with opened(path) as db:
        progress("writing the documents")
        written = export(db, folder)
    size = sum(each.size for each in written)
    click.echo(f"{click.format_filename(folder)}: {len(written)} documents, {size / 1_000_000:.1f} MB")
