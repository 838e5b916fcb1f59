"""The commands for agents: the MCP server."""

import os

import click

from ocppdb.cli.command import command, database, opened
from ocppdb.errors import OcppdbError

__all__ = ["mcp"]


@command
@click.option(
    "--project",
    default=".",
    metavar="DIR",
    type=click.Path(),
    help="Folder of the code that the agent works on: its CLAUDE.md or AGENTS.md says how open points are handled.",
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
