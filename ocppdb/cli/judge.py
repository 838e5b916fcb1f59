"""The command that judges frames."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import click

from ocppdb.cli.command import command, database, in_version, opened, progress
from ocppdb.errors import OcppdbError

if TYPE_CHECKING:
    from ocppdb.query import Database
    from ocppdb.records.verdicts import Verdict

__all__ = ["validate"]

UNUSABLE = 2
"""The exit status where there is nothing to judge."""
MOST_OF_A_PAYLOAD = 10_000_000


@command
@click.argument("file", default="-")
@in_version
@click.option("--action", metavar="ACTION", help="The message: of a payload by itself, or that a CALLRESULT answers.")
@click.option("--kind", type=click.Choice(["request", "response"]), help="What a payload by itself is; default: request.")
@click.option("--station", metavar="REGEX", help="What tells the connections of a log apart: its first group, or all of it.")
@click.option("--quiet", is_flag=True, help="The summary alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one object a frame, as JSON lines.")
@database
@click.pass_context
def validate(
    context: click.Context,
    file: str,
    version: str | None,
    action: str | None,
    kind: str | None,
    station: str | None,
    quiet: bool,
    as_json: bool,
    path: str | None,
) -> None:
    """Judge frames, and say of each what is wrong, where it is written, and what a peer would answer.

    FILE holds a frame, a list of frames, a frame a line, or a log with frames in its lines; - reads the standard input. With --action
    it may be a payload by itself. The status is 0 where no frame has an error, 1 where one has, 2 where there is nothing to judge.

    Example:
      ocppdb validate frames.log --version 1.6
      echo '{"idTag": "04A1B2C3"}' | ocppdb validate --action Authorize --version 1.6
    """
    from ocppdb.show.verdicts import Summary

    summary = Summary()
    try:
        pattern = re.compile(station) if station is not None else None
        with opened(path) as db, _lines(file) as lines:
            for place, verdict in _verdicts(db, lines, version, action, kind, pattern):
                summary.add(verdict)
                _tell(place, verdict, quiet, as_json)
    except (OSError, UnicodeError, re.error, OcppdbError) as error:
        progress(f"Error: {_why(error, file)}")
        context.exit(UNUSABLE)
    if not summary.verdicts:
        progress("Error: found no frame; expected lines with a JSON array that begins with a message type, such as [2, ...")
        context.exit(UNUSABLE)
    if not as_json and (quiet or sum(summary.verdicts.values()) > 1):
        click.echo(summary.text())
    context.exit(1 if summary.not_ok else 0)


def _verdicts(
    db: Database,
    lines: Iterator[str],
    version: str | None,
    action: str | None,
    kind: str | None,
    station: re.Pattern[str] | None,
) -> Iterator[tuple[str, Verdict]]:
    """The place of each frame, and the Verdict on it."""
    first = next(lines, "")
    while first and not first.strip():
        first = next(lines, "")
    if kind is not None or action is not None and first.lstrip().startswith("{"):
        text = first + "".join(lines)
        yield "", db.validate(text[:MOST_OF_A_PAYLOAD], version, action, "response" if kind == "response" else "request")
        return
    for found, verdict in db.judged(_again(first, lines), version, action, station):
        yield f"line {found.line}", verdict


def _again(first: str, lines: Iterable[str]) -> Iterator[str]:
    yield first
    yield from lines


def _tell(place: str, verdict: Verdict, quiet: bool, as_json: bool) -> None:
    from ocppdb.show.text import plain
    from ocppdb.show.verdicts import verdict as as_text

    if as_json:
        click.echo(
            json.dumps(plain(verdict) | ({"line": int(place.removeprefix("line "))} if place else {}), ensure_ascii=False)
        )
    elif not quiet:
        click.echo(as_text(verdict, place))


def _why(error: Exception, file: str) -> str:
    if isinstance(error, re.error):
        return f"--station is no regular expression: {error}"
    if isinstance(error, OSError):
        return f"{file} cannot be read: {error.strerror}"
    return str(error)


@contextmanager
def _lines(file: str) -> Iterator[Iterator[str]]:
    """The lines of a file or of the standard input; on a terminal a bar tells how far they are read.

    Bytes that are no text stay in the lines, so that the judge finds them.
    """
    if file == "-":
        yield _decoded(sys.stdin.buffer)
        return
    with open(file, "rb") as stream:
        size = os.fstat(stream.fileno()).st_size
        if not sys.stderr.isatty() or size < 1_000_000:
            yield _decoded(stream)
            return
        with click.progressbar(length=size, label="judging", file=sys.stderr) as bar:
            yield _decoded(stream, bar.update)


def _decoded(stream: IO[bytes], tell: object = None) -> Iterator[str]:
    for number, line in enumerate(stream):
        if callable(tell):
            tell(len(line))
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", "surrogateescape")
