"""The commands that write files for others to read: `ocppdb export`."""

import click

from ocppdb.cli.command import command_of, database, group, opened, progress

__all__ = ["export", "site"]


@group
def export() -> None:
    """Write files that need no ocppdb to be read.

    Example:
      ocppdb export site public
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
