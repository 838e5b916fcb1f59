"""The commands that look at a project of a developer."""

from __future__ import annotations

import json
import sys

import click

from ocppdb.cli.command import as_json, command, database, in_version, opened, print_json, progress
from ocppdb.errors import DecisionError, NotFound

__all__ = ["audit", "decide", "decisions", "detect"]


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


@command
@click.argument("project", default=".", metavar="[PATH]")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of ocpp-decisions.yml, for an editor, and nothing else.")
@in_version
@as_json
@database
def decisions(project: str, schema: bool, version: str | None, as_json: bool, path: str | None) -> None:
    """Tell which open points the code of a project touches, and what its ocpp-decisions.yml answers.

    The status is 1 where a decision refers to a record that has changed, is settled or is not there.

    Example:
      ocppdb decisions src --version 1.6
    """
    from ocppdb.show.text import plain

    if schema:
        from ocppdb.records.shapes import decisions_shape

        print_json(decisions_shape())
        return
    with opened(path) as db:
        found = db.decisions(project, version)
    if as_json:
        print_json(plain(found))
    else:
        click.echo(found.text())
    if found.stale:
        raise DecisionError(f"{len(found.stale)} to be looked at again; change or remove the entries in {found.file}")


@command
@click.argument("id")
@click.option("--option", type=click.IntRange(1), metavar="N", help="The option of the record that is chosen, by its number.")
@click.option("--answer", metavar="TEXT", help="The answer in your own words, in place of an option.")
@click.option("--why", required=True, metavar="TEXT", help="Why so.")
@click.option("--by", required=True, metavar="NAME", help="Who decided.")
@click.option("--date", metavar="DATE", help="When, as 2026-05-01; default: today.")
@click.option("--model", metavar="MODEL", help="Model of station for which it holds; default: all.")
@click.option("--site", metavar="SITE", help="Site for which it holds; default: all.")
@click.option("--project", default=".", metavar="FOLDER", type=click.Path(), help="The project; default: the current folder.")
@in_version
@database
def decide(
    id: str,
    option: int | None,
    answer: str | None,
    why: str,
    by: str,
    date: str | None,
    model: str | None,
    site: str | None,
    project: str,
    version: str | None,
    path: str | None,
) -> None:
    """Write into ocpp-decisions.yml how an open point is answered.

    Example:
      ocppdb decide ocpp16-call-timeout-length --option 1 --why "stations are on mobile networks" --by "backend team"
    """
    from ocppdb.records.decisions import Scope

    with opened(path) as db:
        scope = Scope(version and db.version(version).id, model, site)
        made = db.decide(id, why=why, by=by, option=option, answer=answer, date=date, scope=scope, project=project)
    click.echo(f"{made.id}: {made.text()}")


@command
@click.argument("project", default=".", metavar="[PATH]")
@in_version
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "sarif"]),
    default="text",
    show_default=True,
    help="Lines to read, JSON lines, or SARIF 2.1.0.",
)
@click.option(
    "--site",
    envvar="OCPPDB_SITE",
    metavar="URL",
    help="Where the pages that help are published, for SARIF; default: OCPPDB_SITE, or none, and the log has no addresses.",
)
@click.option("--rules", is_flag=True, help="List the rules, and nothing else.")
@database
def audit(project: str, version: str | None, form: str, site: str | None, rules: bool, path: str | None) -> None:
    """Check the code of a project: comments on open points, names, values and frames.

    A comment `ocppdb: ignore RULE` on a line, or alone on the line above, silences a rule there. The status is 0 where nothing graver
    than a note is found, else 1.

    Example:
      ocppdb audit src
      ocppdb audit --format sarif > ocppdb.sarif
    """
    from ocppdb.agents.mode import escalation_mode
    from ocppdb.records.audits import RULES
    from ocppdb.show.sarif import sarif
    from ocppdb.show.text import plain
    from ocppdb.site.addresses import address, list_address

    if rules:
        click.echo("\n".join(f"{id:<15} {rule.level:<8} {rule.finds}" for id, rule in RULES.items()))
        return

    def page(version: str | None, kind: str | None, name: str | None) -> str:
        below = address(version, kind, name) if kind and name else list_address(version, kind) if kind else "/"
        return f"{(site or '').rstrip('/')}{below}"

    with opened(path) as db:
        found = db.audit(project, version, progress=counted)
    mode = escalation_mode(project)
    progress(f"OCPP {' and '.join(found.versions)}, {found.read} files; mode {mode.mode}: {mode.reason}")
    if form == "sarif":
        print_json(sarif(found, page if site else None))
    elif form == "jsonl":
        for remark in found.remarks:
            click.echo(json.dumps(plain(remark), ensure_ascii=False))
    else:
        click.echo("\n".join(map(str, found.remarks)) or "nothing found")
    if not found.ok:
        raise click.exceptions.Exit(1)
