"""The commands that tell what to read: `ocppdb topic`, `ocppdb document`."""

import click

from ocppdb.cli.command import as_json, command, database, in_version, opened, print_json

__all__ = ["document", "topic"]


@command
@click.argument("words", nargs=-1, metavar="NAME")
@in_version
@as_json
@database
def topic(words: tuple[str, ...], version: str | None, as_json: bool, path: str | None) -> None:
    """Tell which documents to read about a topic, in order, with their contents; what is no topic is searched.

    NAME may begin with a version. Without a NAME, the topics are listed.

    Example:
      ocppdb topic smart-charging
      ocppdb topic 1.6 core
    """
    from ocppdb.agents.topics import listed, text
    from ocppdb.show.text import plain

    with opened(path) as db:
        if not words:
            found = db.topics(version)
            print_json(plain(found)) if as_json else click.echo(listed(found))
            return
        answer = db.topic(" ".join(words), version)
        print_json(plain(answer)) if as_json else click.echo(text(db, answer))


@command
@click.argument("name", metavar="DOCUMENT")
@click.option("--section", metavar="HEADING", help="Only the part below this heading, by its words or its anchor.")
@database
def document(name: str, section: str | None, path: str | None) -> None:
    """Print a document, or one part of it.

    Example:
      ocppdb document OCPP-2.0.1-Schemas-Reservation
      ocppdb document OCPP-1.6J --section "Configuration keys"
    """
    from ocppdb.agents import documents

    with opened(path) as db:
        found = db.document(name)
        said = documents.section(db, found, section) if section else documents.text(db, found)
    click.echo(said.rstrip())
