"""The command line: each command parses its words, calls one function, and prints what it returns."""

import gc
import json
import os

import click

from ocppdb.errors import NotFound, OcppdbError, SeedError
from ocppdb.release import RELEASE

__all__ = ["main"]


class Commands(click.Group):
    """Commands in the order in which a newcomer needs them; our errors become one message and status 1."""

    def list_commands(self, context):
        return list(self.commands)

    def invoke(self, context):
        try:
            return super().invoke(context)
        except OcppdbError as error:
            raise click.ClickException(str(error)) from None


CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

database = click.option(
    "--db", "path", envvar="OCPPDB", metavar="PATH", help="Database to read; default: OCPPDB, or the one in the cache."
)
in_version = click.option("--version", metavar="V", help="Version of OCPP: 1.6, 2.0.1, ocpp1.6 ...")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for a program to read.")
from_schemas = click.option(
    "--schemas",
    multiple=True,
    metavar="PATH",
    type=click.Path(),
    help="Folder or zip of JSON Schemas in place of the installed ones; may be repeated.",
)


def command(function):
    """Make a command of a function; the lines of its docstring after `Example:` keep their form in the help."""
    function.__doc__ = function.__doc__.replace("Example:\n", "\b\n    Example:\n")
    return main.command(context_settings=CONTEXT)(function)


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(RELEASE, "--version", prog_name="ocppdb")
def main():
    """The reference database of the Open Charge Point Protocol, 1.6J and 2.0.1.

    \b
    Example:
      ocppdb show BootNotification
    """


@command
@click.option("--output", type=click.Path(), metavar="PATH", help="File to write; default: the one in the cache.")
@from_schemas
def build(output, schemas):
    """Build the database from the official JSON Schemas and the curated data.

    Example:
      ocppdb build --output ocpp.db
    """
    gc.disable()  # a short process that mostly makes new objects: collecting would take a tenth of its time
    from ocppdb.build.write import build

    click.echo(build(output, schemas, _progress))


@command
@database
@click.option("--port", default=8001, show_default=True, help="Port to listen on.")
def serve(path, port):
    """Open the database in Datasette on 127.0.0.1; build it first where it is missing.

    Example:
      ocppdb serve --port 8010
    """
    from ocppdb.site.serve import serve

    with _open(path) as db:
        path = db.path
    _progress(f"serving {path}")
    serve(path, port)


@command
@click.argument("name")
@in_version
@click.option("--full", is_flag=True, help="Tell what each field holds.")
@as_json
@database
def show(name, version, full, as_json, path):
    """Show whatever has this name: a message, a type, a field, a value ... in every version that has it.

    Example:
      ocppdb show IdTokenType
      ocppdb show ChangeAvailability --version 1.6 --full
    """
    from ocppdb.show.answer import answer

    with _open(path) as db:
        hits = db.find(name, version)
        if not hits:
            nearest = db.nearest(name)
            where = f" in OCPP {db.version(version).id}" if version else ""
            hint = f"nearest: {', '.join(nearest)}" if nearest else f"try: ocppdb search {name!r}"
            raise NotFound(f"nothing is called {name!r}{where}; {hint}", nearest)
        answers = [answer(db, hit, full) for hit in hits]
    if as_json:
        _json([data for data, _ in answers])
    else:
        click.echo("\n\n".join(text for _, text in answers))


@command
@click.argument("words", nargs=-1, required=True)
@in_version
@click.option("--kind", metavar="KIND", help="Only this kind: message, type, field, enum-value ...")
@click.option("--limit", default=20, show_default=True, help="Most results to print.")
@as_json
@database
def search(words, version, kind, limit, as_json, path):
    """Search names and texts.

    Example:
      ocppdb search unlock connector
    """
    from ocppdb.show import text as render

    with _open(path) as db:
        hits = db.search(" ".join(words), version, kind, limit)
    if as_json:
        _json(render.plain(hits))
    for hit in [] if as_json else hits:
        click.echo(f"{hit.version or '-':<6} {hit.kind:<12} {hit.name}")
        if hit.text:
            click.echo(f"{'':<20}{hit.text}")
    if not hits:
        raise NotFound(f"nothing found for {' '.join(words)!r}; try fewer or other words")


@command
@click.argument("words", nargs=-1)
@click.option("--about", metavar="NAME", help="A message, type, field or key; the rules about its fields count as well.")
@click.option("--action", metavar="ACTION", help="A message; the rules about its fields, their types and values count as well.")
@click.option("--state", metavar="STATE", help="Rules that hold in a state: Pending, Offline ...")
@click.option("--kind", metavar="KIND", help="state, condition, special-value, number, transport or behaviour.")
@in_version
@as_json
@database
def rules(words, about, action, state, kind, version, as_json, path):
    """Print rules that only prose states, by subject, state, kind or words.

    Example:
      ocppdb rules --state Pending --version 1.6
    """
    from ocppdb.show import text as render

    columns = {column: value for column, value in (("state", state), ("kind", kind)) if value is not None}
    with _open(path) as db:
        found = db.rules(about, version, " ".join(words) or None, action, **columns)
    if as_json:
        _json(render.plain(found))
    else:
        click.echo("\n".join(map(render.rule, found)))
    if not found:
        raise NotFound("no rule fits; try fewer conditions, or: ocppdb search --kind rule WORDS")


@command
@click.argument("table")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value; may be repeated.")
@in_version
@as_json
@database
def facts(table, where, version, as_json, path):
    """Print a reference list: config_keys, device_variables, error_codes, security_events, terms ...

    Example:
      ocppdb facts config_keys --where profile=Core --where required=1
    """
    from ocppdb.show import text as render

    wrong = [each for each in where if "=" not in each]
    if wrong:
        raise click.UsageError(f"--where expects COLUMN=VALUE, found {wrong[0]!r}")
    with _open(path) as db:
        found = db.facts(table, version, **dict(each.split("=", 1) for each in where))
    if as_json:
        _json(render.plain(found))
    else:
        click.echo("\n\n".join(map(render.record, found)))


@command
@click.argument("id")
@click.option("--text", "form", flag_value="text", default="text", help="Lines to read; the default.")
@click.option("--mermaid", "form", flag_value="mermaid", help="A Mermaid diagram.")
@click.option("--svg", "form", flag_value="svg", help="A picture.")
@as_json
@database
def sequence(id, form, as_json, path):
    """Print a sequence of messages.

    Example:
      ocppdb sequence ocpp201-b01-cold-boot --svg > boot.svg
    """
    from ocppdb.show import text as render

    with _open(path) as db:
        found = db.sequence(id)
    if as_json:
        _json(render.plain(found))
    else:
        click.echo(getattr(found, form)(), nl=form == "text")


@command
@click.option("--action", metavar="ACTION", help="Only sequences that have this message.")
@click.option("--use-case", metavar="ID", help="Only those of this use case.")
@click.option("--kind", type=click.Choice(["main", "alternative", "failure"]), help="Only those of this kind.")
@in_version
@as_json
@database
def sequences(action, use_case, kind, version, as_json, path):
    """List sequences of messages.

    Example:
      ocppdb sequences --action UnlockConnector --version 2.0.1
    """
    from ocppdb.show import text as render

    with _open(path) as db:
        found = db.sequences(action, version, use_case, None, kind)
    if as_json:
        _json(render.plain(found))
    for each in [] if as_json else found:
        click.echo(f"{each.id:<56} {each.kind:<12} {each.title}")
    if not found:
        raise NotFound("no sequence fits; try fewer conditions, or: ocppdb search --kind sequence WORDS")


as_mode = click.option(
    "--mode",
    type=click.Choice(["strict", "pragmatic"]),
    help="How open points are answered; default: what CLAUDE.md or AGENTS.md says, else strict.",
)
in_language = click.option(
    "--language",
    default="//",
    metavar="LANGUAGE",
    help="Language of the comment that the pragmatic mode leaves: python, js, sql ...",
)


@command
@click.argument("words", nargs=-1)
@click.option("--action", metavar="ACTION", help="Only points about this message, its fields and their types.")
@click.option("--path", "field", metavar="FIELD", help="Only points about this field, by its full name.")
@click.option("--sequence", "sequence_id", metavar="ID", help="Only points about this sequence and its messages.")
@click.option(
    "--category",
    type=click.Choice(["SPEC-SILENT", "VENDOR-DEPENDENT", "POLICY-DEPENDENT"], case_sensitive=False),
    help="Only this category.",
)
@click.option("--group", metavar="GROUP", help="Only this feature profile or functional block.")
@in_version
@as_mode
@in_language
@as_json
@database
def escalations(words, action, field, sequence_id, category, group, version, mode, language, as_json, path):
    """List what the specification leaves open and somebody must decide.

    Example:
      ocppdb escalations --action BootNotification --version 1.6
    """
    from ocppdb.show import text as render

    with _open(path) as db:
        found = db.escalations(action, version, category, field, sequence_id, None, group)
        if words:
            ids = {hit.name for hit in db.search(" ".join(words), version, "escalation", 1000)}
            found = [each for each in found if each.id in ids]
    _tell(found, mode, language, as_json, render.plain, short=True)
    if not found:
        raise NotFound("no open point fits; the specification may settle it: ocppdb search --kind settled WORDS")


@command
@click.argument("id")
@as_mode
@in_language
@as_json
@database
def escalation(id, mode, language, as_json, path):
    """Print one open point: the question and its options, or in pragmatic mode the default and the comment to leave.

    Example:
      ocppdb escalation v16-call-timeout-length --mode pragmatic --language python
    """
    from ocppdb.show import text as render

    with _open(path) as db:
        found = [db.escalation(id)]
    _tell(found, mode, language, as_json, render.plain, short=False)


def _tell(found, mode, language, as_json, plain, short):
    """Print open points in a mode: the one asked for, or the one that the project has chosen."""
    from ocppdb.agents.mode import escalation_mode

    if mode is None:
        chosen = escalation_mode()
        mode = chosen.mode
        _progress(f"mode {mode}: {chosen.reason}")
    if as_json:
        _json([plain(each) | {"mode": mode, "answer": each.answer(mode, language)} for each in found])
    elif short and mode == "strict":
        for each in found:
            click.echo(f"{each.category:<17} {each.id}\n{'':<18}{each.question}")
    else:
        click.echo("\n\n".join(each.answer(mode, language) for each in found))
    if not as_json and not short:
        for each in found:
            click.echo("\nRests on " + ("what a text allows:" if each.rests_on == "permission" else "absence, after search:"))
            for evidence in each.evidence:
                click.echo(f"  {evidence.source}, {evidence.section}: {evidence.note}")


@command
@click.argument("action")
@click.option("--response", is_flag=True, help="The response's schema, not the request's.")
@in_version
@database
def schema(action, response, version, path):
    """Print the JSON Schema of a request or response, put together from the tables.

    Example:
      ocppdb schema Authorize --response --version 2.0.1
    """
    with _open(path) as db:
        _json(db.schema(action, "response" if response else "request", version))


@command
@from_schemas
@as_json
def lint(schemas, as_json):
    """Check the seed files: their shape, and the rules of meaning.

    Example:
      ocppdb lint
    """
    from ocppdb.build.write import check

    try:
        seed, _, _ = check(schemas)
    except SeedError as error:
        if not as_json:
            raise
        _json([problem._asdict() for problem in error.problems])
        raise click.exceptions.Exit(1) from None
    if as_json:
        _json([])
    else:
        click.echo(f"{sum(map(len, seed.values()))} records, no problems")


def _open(path):
    from ocppdb.files import default_path
    from ocppdb.query.database import open

    if path is None and not os.path.exists(default_path()):
        _progress("building the database, once")
    return open(path)


def _progress(text):
    click.echo(text, err=True)


def _json(value):
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))
