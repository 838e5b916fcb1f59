"""The commands that write files for others to read: `ocppdb export`."""

import json
from pathlib import Path

import click

from ocppdb.cli.command import command_of, database, group, in_version, opened

__all__ = ["export", "schemas"]


@group
def export() -> None:
    """Write files that need no ocppdb to be read.

    Example:
      ocppdb export schemas stricter
    """


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
