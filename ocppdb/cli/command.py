"""What all commands have in common: how they are declared, how errors end them, their shared options, and how they print."""

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NoReturn

import click

from ocppdb.errors import OcppdbError
from ocppdb.files import told
from ocppdb.query import Database, open
from ocppdb.release import RELEASE

__all__ = [
    "as_json",
    "command",
    "command_of",
    "database",
    "group",
    "in_version",
    "main",
    "opened",
    "print_json",
    "progress",
    "tell_all",
]

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
Function = Callable[..., None]


class Commands(click.Group):
    """Commands in the order in which a newcomer needs them; our errors become one message and status 1.

    `unread` are modules that hold more of them, read only as far as it takes to find the one that is called.
    """

    unread: tuple[str, ...] = ()

    def list_commands(self, context: click.Context | None = None) -> list[str]:
        while self.unread:
            self._read_on()
        return list(self.commands)

    def get_command(self, context: click.Context | None, name: str) -> click.Command | None:
        while self.unread and (name not in self.commands or isinstance(self.commands[name], click.Group)):
            self._read_on()
        return self.commands.get(name)

    def _read_on(self) -> None:
        module, *rest = self.unread
        self.unread = tuple(rest)
        importlib.import_module(module)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        with brief():
            return super().make_context(*arguments, **options)

    def invoke(self, context: click.Context) -> Any:
        try:
            with brief():
                found = super().invoke(context)
            sys.stdout.flush()
            return found
        except OcppdbError as error:
            raise click.ClickException(str(error)) from None

    def main(self, *arguments: Any, **options: Any) -> Any:
        if sys.stdout is None:
            cannot_write("it is closed")
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            return super().main(*arguments, **options)
        except OSError as error:
            cannot_write(error.strerror)


@contextlib.contextmanager
def brief() -> Iterator[None]:
    """Let the error of a wrong call tell a long word of it in short."""
    try:
        yield
    except click.UsageError as error:
        setattr(error, "message", told(error.message, 300))
        raise


def cannot_write(why: str | None) -> NoReturn:
    """End with one message and status 1, though there may be no place left to write even that."""
    with contextlib.suppress(OSError):
        progress(f"Error: the output cannot be written ({why}). Write to another place.")
    for stream in (sys.stdout, sys.stderr):
        silence(stream)
    sys.exit(1)


def silence(stream: Any) -> None:
    """Keep Python from trying once more, at its end, to write what could not be written."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (AttributeError, OSError, ValueError):
        return


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(RELEASE, "--version", prog_name="ocppdb")
def main() -> None:
    """The reference database of the Open Charge Point Protocol.

    \b
    Example:
      ocppdb show BootNotification
    """


database = click.option(
    "--db", "path", envvar="OCPPDB", metavar="PATH", help="Database to read; default: OCPPDB, or the one in the cache."
)
in_version = click.option("--version", metavar="V", help="Version of OCPP, as people write it.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")


def command(function: Function) -> click.Command:
    """Make a command of a function; the lines of its docstring after `Example:` keep their form in the help."""
    return command_of(main)(function)


def command_of(parent: click.Group) -> Callable[[Function], click.Command]:
    """Return the decorator that makes a command of a group of commands."""
    return lambda function: parent.command(context_settings=CONTEXT)(_documented(function))


def group(function: Function) -> click.Group:
    """Make a group of commands of a function."""
    return main.group(cls=Commands, context_settings=CONTEXT)(_documented(function))


def _documented(function: Function) -> Function:
    function.__doc__ = (function.__doc__ or "").replace("Example:\n", "\b\n    Example:\n")
    return function


def opened(path: str | None) -> Database:
    """Return the database that a command reads; the default one is built first where it is missing, and that is said."""
    return open(path, progress=progress)


def progress(text: str) -> None:
    """Tell on stderr how far a command is."""
    click.echo(text, err=True)


def print_json(value: object) -> None:
    """Print plain data as JSON."""
    import json

    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def tell_all(found: Iterable[Any], as_json: bool, text: Callable[[Any], str], between: str = "\n") -> None:
    """Print answers: each as text, with something between two of them, or all as JSON."""
    from ocppdb.show.text import plain

    if as_json:
        print_json([plain(each) for each in found])
    else:
        said = between.join(map(text, found))
        if said:
            click.echo(said)
