"""The commands for agents: the MCP server, and the skill."""

import os

import click

from ocppdb.cli.command import command, command_of, database, opened, progress
from ocppdb.cli.write import export
from ocppdb.errors import OcppdbError

__all__ = ["mcp", "skill"]


@command_of(export)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@database
def skill(folder: str, path: str | None) -> None:
    """Write the skill for agents, as a plugin: SKILL.md with its documents, the MCP server, llms.txt, a block for AGENTS.md.

    DIR is made; where it exists, it must be empty or hold an earlier export. DIR/skills/ocpp is the skill by itself.

    Example:
      ocppdb export skill plugin
    """
    from ocppdb.agents.skill import export

    with opened(path) as db:
        progress("writing the documents")
        written = export(db, folder)
    click.echo(f"{click.format_filename(folder)}: {len(written)} files; the skill by itself is in skills/ocpp")


@command
@click.option(
    "--project",
    default=".",
    metavar="DIR",
    type=click.Path(),
    help="Folder of the code that the agent works on: its CLAUDE.md or AGENTS.md says how open points are handled, its ocpp-decisions.yml which are decided.",
)
@database
def mcp(project: str, path: str | None) -> None:
    """Answer an agent over standard input and output, in the Model Context Protocol. Needs: pip install 'ocppdb[mcp]'.

    Example:
      claude mcp add ocppdb -- ocppdb mcp
    """
    with opened(path) as db:
        try:
            from ocppdb.mcp.server import run
        except ModuleNotFoundError as error:
            if error.name and error.name.partition(".")[0] == "ocppdb":
                raise
            raise OcppdbError(
                f"the MCP server needs the SDK ({error.name} is missing). Install it: pip install 'ocppdb[mcp]'"
            ) from None
        if not os.path.isdir(project):
            raise OcppdbError(f"--project is {click.format_filename(project)}, which is no folder")
        run(db, os.path.abspath(project))
