"""The commands that write files for others to read: `ocppdb export`."""

from pathlib import Path

import click

from ocppdb.cli.command import command_of, database, group, opened, progress

__all__ = ["docs", "export"]


@group
def export() -> None:
    """Write files that need no ocppdb to be read.

    Example:
      ocppdb export docs reference
    """


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
