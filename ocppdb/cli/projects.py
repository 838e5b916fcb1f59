"""The commands that look at a project of a developer."""

from __future__ import annotations

import sys

import click

from ocppdb.cli.command import as_json, command, database, opened, print_json
from ocppdb.errors import NotFound

__all__ = ["detect"]


def counted(count: int) -> None:
    """Tell on a terminal how many files were read so far, in place."""
    if sys.stderr.isatty():
        click.echo(f"\r{count} files", err=True, nl=False)


@command
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option("--evidence", default=8, show_default=True, type=click.IntRange(0, 400), help="Most pieces of evidence to print.")
@as_json
@database
def detect(paths: tuple[str, ...], evidence: int, as_json: bool, path: str | None) -> None:
    """Tell which version of OCPP code, configuration, logs or prose speak, how sure that is, and why.

    PATH is a file or folder, by default the current one; - reads the standard input. The status is 1 where no version is found.

    Example:
      ocppdb detect src
      git diff | ocppdb detect -
    """
    from ocppdb.show.text import plain

    if "-" in paths and len(paths) > 1:
        raise click.UsageError("- stands for the standard input and is named alone")
    with opened(path) as db:
        found = db.detect(sys.stdin.read()) if paths == ("-",) else db.detect_files(paths or (".",), progress=counted)
    if sys.stderr.isatty() and found.read >= 100:
        click.echo("\r\033[K", err=True, nl=False)
    if as_json:
        print_json(plain(found))
    else:
        click.echo(found.text(evidence))
    if not found.speaks:
        raise NotFound(found.ask or "")
