"""The commands that read a database."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

import click

from ocppdb.cli.command import as_json, command, database, in_version, opened, print_json, progress, tell_all
from ocppdb.errors import NotFound
from ocppdb.query import open

if TYPE_CHECKING:
    from ocppdb.records.messages import Message
    from ocppdb.records.points import Escalation

__all__ = [
    "compare",
    "changes",
    "escalation",
    "escalations",
    "facts",
    "rules",
    "schema",
    "search",
    "sequence",
    "sequences",
    "settled",
    "show",
]


@command
@click.argument("words", nargs=-1, required=True, metavar="NAME")
@in_version
@click.option("--full", is_flag=True, help="Tell what each field holds.")
@click.option("--example", is_flag=True, help="Print the examples of a message's payloads instead.")
@as_json
@database
def show(words: tuple[str, ...], version: str | None, full: bool, example: bool, as_json: bool, path: str | None) -> None:
    """Show whatever has this name: a message, a type, a field, a value ... in every version that has it.

    An open point is shown with what the ocpp-decisions.yml of the current folder says of it.

    Example:
      ocppdb show IdTokenType
      ocppdb show ChangeAvailability --full
    """
    from ocppdb.show.answer import also_called, data, shown

    name = " ".join(words)
    if example:
        with opened(path) as db:
            print_json(_examples(db.message(name, version)))
        return
    with opened(path) as db:
        called = db.named(name, version)
        hits = db.find(name, version) or called[:3]
        answers = [data(db, hit, ".") if as_json else shown(db, hit, full, ".") for hit in hits]
    beside = [hit for hit in called if hit not in hits]
    if as_json:
        print_json(answers)
    else:
        click.echo("\n\n".join([*answers, *also_called(name, beside)]))


def _examples(message: Message) -> dict[str, dict[str, Any]]:
    """The examples of a message's payloads, by kind and form. Raises NotFound where there are none."""
    found: dict[str, dict[str, Any]] = {
        payload.kind: {each.form: each.value for each in payload.examples} for payload in message.payloads
    }
    if not any(found.values()):
        raise NotFound(f"there is no example of {message.action} of OCPP {message.version} yet", ())
    return found


@command
@click.argument("words", nargs=-1, required=True)
@in_version
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 10_000), help="Most items of a chapter.")
@click.option("--all", "everything", is_flag=True, help="Everything, however long it is.")
@as_json
@database
def about(words: tuple[str, ...], version: str | None, limit: int, everything: bool, as_json: bool, path: str | None) -> None:
    """Tell all that is known about a name, or about what some words mean: one call that answers.

    Example:
      ocppdb about UnlockConnector
      ocppdb about what may be sent while Pending
    """
    from ocppdb.show.text import plain

    with opened(path) as db:
        dossier = db.about(" ".join(words), version, limit=10_000 if everything else limit)
        decided = db.answered([item.name for item in dossier.items() if item.kind == "escalation"], ".")
    if as_json:
        print_json(plain(dossier))
    else:
        click.echo(dossier.text(None if everything else 8000))
        for point in decided:
            click.echo(f"Decided: {point.id}: {point.answered_by.text() if point.answered_by else ''}")


@command
@click.argument("words", nargs=-1, required=True, metavar="NAME")
@in_version
@click.option("--to", metavar="V", help="The other version; default: the one that it is mapped to.")
@click.option(
    "--limit", default=8, show_default=True, type=click.IntRange(1, 10_000), help="Most rules and sequences of a version."
)
@as_json
@database
def compare(words: tuple[str, ...], version: str | None, to: str | None, limit: int, as_json: bool, path: str | None) -> None:
    """Compare what has a name with what it is in another version: what changes, field by field, with rules and sequences of both.

    Example:
      ocppdb compare StartTransaction
    """
    from ocppdb.show.text import plain

    with opened(path) as db:
        found = db.compare(" ".join(words), version, to=to, limit=limit)
    if as_json:
        print_json(plain(found))
    else:
        click.echo(found.text())


@command
@click.argument("before")
@click.argument("after")
@click.argument("name", required=False)
@click.option("--kind", metavar="KIND", help="Only this kind: message, field, enum-value, requirement ...")
@click.option("--from", "old", metavar="FILE", help="The database that BEFORE is read from: an older release, another build.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@as_json
@database
def changes(
    before: str,
    after: str,
    name: str | None,
    kind: str | None,
    old: str | None,
    markdown: bool,
    as_json: bool,
    path: str | None,
) -> None:
    """Tell what changed from one version of OCPP to another, as a whole or about a NAME.

    NAME is a message with its types and requirements, a type, a field, a functional block, a use case, a component ...

    Example:
      ocppdb changes 2.0.1 2.1 BootNotification
      ocppdb changes 2.0.1 2.0.1 --from old.db
    """
    from ocppdb.show.text import plain

    with contextlib.ExitStack() as stack:
        db = stack.enter_context(opened(path))
        older = stack.enter_context(open(old, any_release=True)) if old is not None else None
        found = db.changes(before, after, name, kind=kind, old=older)
    if as_json:
        print_json(plain(found))
    else:
        click.echo(found.markdown() if markdown else found.text())


@command
@click.argument("words", nargs=-1, required=True)
@in_version
@click.option("--kind", metavar="KIND", help="Only this kind: message, type, field, enum-value ...")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10_000), help="Most results to print.")
@as_json
@database
def search(words: tuple[str, ...], version: str | None, kind: str | None, limit: int, as_json: bool, path: str | None) -> None:
    """Search names and texts.

    Example:
      ocppdb search unlock connector
    """
    from ocppdb.show import text

    with opened(path) as db:
        hits = db.search(" ".join(words), version, kind=kind, limit=limit)
    tell_all(hits, as_json, text.hit)
    if not hits:
        raise NotFound("nothing has these words; try fewer or other words")


@command
@click.argument("words", nargs=-1)
@click.option("--about", metavar="NAME", help="A message, type, field or key; the rules about its fields count as well.")
@click.option("--action", metavar="ACTION", help="A message; the rules about its fields, their types and values count as well.")
@click.option("--state", metavar="STATE", help="Rules that hold in a state: Pending, Offline ...")
@click.option("--kind", metavar="KIND", help="state, condition, special-value, number, transport or behaviour.")
@click.option("--topic", metavar="TOPIC", help="The part of the protocol: transactions, smart-charging ...")
@click.option("--who", metavar="ROLE", help="Whom they bind.")
@click.option(
    "--allowed", metavar="MODALITY", help="required, forbidden, recommended, discouraged, permitted, only-if-triggered."
)
@click.option("--value", metavar="VALUE", help="The special value: 0, absent, empty ...")
@click.option("--limit", default=None, type=click.IntRange(1, 10_000), help="Most rules to print; default: all.")
@in_version
@as_json
@database
def rules(
    words: tuple[str, ...],
    about: str | None,
    action: str | None,
    state: str | None,
    kind: str | None,
    topic: str | None,
    who: str | None,
    allowed: str | None,
    value: str | None,
    limit: int | None,
    version: str | None,
    as_json: bool,
    path: str | None,
) -> None:
    """Print rules that only prose states, by subject, state, kind or words.

    Example:
      ocppdb rules --state Pending
    """
    from ocppdb.show import text

    asked = {"state": state, "kind": kind, "topic": topic, "who": who, "allowed": allowed, "value": value}
    columns = {column: each for column, each in asked.items() if each is not None}
    with opened(path) as db:
        found = db.rules(about, version, words=" ".join(words) or None, action=action, **columns)
        partly = [each for id in dict.fromkeys(rule.version for rule in found) if not (each := db.version(id)).whole]
    tell_all(found[:limit], as_json, text.rule)
    if limit is not None and len(found) > limit:
        progress(f"{len(found) - limit} more; leave --limit out to see all")
    for each in partly:
        progress(each.how_far() or "")
    if not found:
        raise NotFound("no rule fits all of these conditions; ask with fewer, or: ocppdb search --kind rule WORDS")


@command
@click.argument("table")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Only rows with this value; may be repeated.")
@in_version
@as_json
@database
def facts(table: str, where: tuple[str, ...], version: str | None, as_json: bool, path: str | None) -> None:
    """Print a reference list: config_keys, device_variables, error_codes, security_events, terms ...

    Example:
      ocppdb facts config_keys --where profile=Core --where required=1
    """
    from ocppdb.show import text

    wrong = [each for each in where if "=" not in each]
    if wrong:
        raise click.UsageError(f"--where expects COLUMN=VALUE, found {wrong[0][:80]!r}")
    with opened(path) as db:
        found = db.facts(table, version, **dict(each.split("=", 1) for each in where))
    tell_all(found, as_json, text.record, "\n\n")


@command
@click.argument("id")
@click.option("--text", "form", flag_value="text", default="text", help="Lines to read; the default.")
@click.option("--mermaid", "form", flag_value="mermaid", help="A Mermaid diagram.")
@click.option("--svg", "form", flag_value="svg", help="A picture.")
@click.option("--frames", "form", flag_value="frames", help="Frames, one a line: a conversation that could go over the wire.")
@as_json
@database
def sequence(id: str, form: str, as_json: bool, path: str | None) -> None:
    """Print a sequence of messages.

    Example:
      ocppdb sequence ocpp201-b01-cold-boot --svg > boot.svg
    """
    from ocppdb.show.text import plain

    with opened(path) as db:
        found = db.sequence(id)
        frames = db.frames(id) if form == "frames" else []
    if frames:
        click.echo("\n".join(frames))
    elif as_json:
        print_json(plain(found))
    else:
        click.echo(getattr(found, form)(), nl=form == "text")


@command
@click.option("--action", metavar="ACTION", help="Only sequences that have this message.")
@click.option("--use-case", metavar="ID", help="Only those of this use case.")
@click.option("--kind", metavar="KIND", help="Only those of this kind: main, alternative or failure.")
@in_version
@as_json
@database
def sequences(
    action: str | None, use_case: str | None, kind: str | None, version: str | None, as_json: bool, path: str | None
) -> None:
    """List sequences of messages.

    Example:
      ocppdb sequences --action UnlockConnector
    """
    with opened(path) as db:
        found = db.sequences(action, version, use_case=use_case, kind=kind)
    tell_all(found, as_json, lambda each: f"{each.id:<56} {each.kind:<12} {each.title}")
    if not found:
        raise NotFound("no sequence fits all of these conditions; ask with fewer, or: ocppdb search --kind sequence WORDS")


as_mode = click.option(
    "--mode",
    type=click.Choice(["strict", "pragmatic"]),
    help="How open points are answered; default: what CLAUDE.md or AGENTS.md says, else strict.",
)
of_project = click.option(
    "--project",
    metavar="FOLDER",
    type=click.Path(),
    help="Folder whose ocpp-decisions.yml and escalation mode hold; default: the current one.",
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
@click.option("--category", metavar="CATEGORY", help="SPEC-SILENT, VENDOR-DEPENDENT or POLICY-DEPENDENT.")
@click.option("--group", metavar="GROUP", help="Only this feature profile or functional block.")
@in_version
@as_mode
@of_project
@in_language
@as_json
@database
def escalations(
    words: tuple[str, ...],
    action: str | None,
    field: str | None,
    sequence_id: str | None,
    category: str | None,
    group: str | None,
    version: str | None,
    mode: str | None,
    project: str | None,
    language: str,
    as_json: bool,
    path: str | None,
) -> None:
    """List what the specification leaves open and somebody must decide.

    Example:
      ocppdb escalations --action BootNotification
    """
    with opened(path) as db:
        found = db.escalations(
            action,
            version,
            category=category,
            path=field,
            sequence=sequence_id,
            group=group,
            words=" ".join(words) or None,
            project=project or ".",
        )
    _tell(found, mode, project, language, as_json, short=True)
    if not found:
        raise NotFound("no open point is recorded that fits all of these conditions; that is no proof that there is none")


@command
@click.argument("id")
@as_mode
@of_project
@in_language
@as_json
@database
def escalation(id: str, mode: str | None, project: str | None, language: str, as_json: bool, path: str | None) -> None:
    """Print one point: the question of an open one and its options, or in pragmatic mode the default and the comment to leave.

    A point that is settled is printed as such.

    Example:
      ocppdb escalation ocpp16-call-timeout-length --mode pragmatic --language python
    """
    from ocppdb.show import text

    with opened(path) as db:
        if settled := db.find(id, kind="settled"):
            tell_all([db.settled_point(hit.name) for hit in settled], as_json, text.settled)
            return
        found = [db.escalation(id, project=project or ".")]
    _tell(found, mode, project, language, as_json, short=False)


@command
@click.argument("words", nargs=-1)
@click.option("--action", metavar="ACTION", help="Only points about this message, its fields and their types.")
@click.option("--path", "field", metavar="FIELD", help="Only points about this field, by its full name.")
@click.option(
    "--category", metavar="CATEGORY", help="What they are believed to be: SPEC-SILENT, VENDOR-DEPENDENT or POLICY-DEPENDENT."
)
@click.option("--group", metavar="GROUP", help="Only this feature profile or functional block.")
@in_version
@as_json
@database
def settled(
    words: tuple[str, ...],
    action: str | None,
    field: str | None,
    category: str | None,
    group: str | None,
    version: str | None,
    as_json: bool,
    path: str | None,
) -> None:
    """List what is widely believed open, or got wrong, and is settled.

    Example:
      ocppdb settled --action UnlockConnector
    """
    from ocppdb.show import text

    with opened(path) as db:
        found = db.settled(action, version, category=category, path=field, group=group, words=" ".join(words) or None)
    tell_all(found, as_json, text.settled, "\n\n")
    if not found:
        raise NotFound("no settled point is recorded that fits all of these conditions")


@command
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, metavar="[PARAMETER=VALUE]...")
@as_json
@database
def query(name: str | None, parameters: tuple[str, ...], as_json: bool, path: str | None) -> None:
    """Run a ready query of the site; without a name, list them.

    Example:
      ocppdb query required_fields action=BootNotification
    """
    from ocppdb.site.queries import listed, run

    wrong = [each for each in parameters if "=" not in each]
    if wrong:
        raise click.UsageError(f"a parameter is written NAME=VALUE, found {wrong[0][:80]!r}")
    if name is None:
        click.echo("\n".join(f"{each:<36} {title}" for each, title in listed()))
        return
    with opened(path) as db:
        rows = run(db, name, dict(each.split("=", 1) for each in parameters))
    if as_json:
        print_json(rows)
    else:
        click.echo(
            "\n\n".join("\n".join(f"{key:<22} {value}" for key, value in row.items() if value is not None) for row in rows)
        )


def _tell(found: list[Escalation], mode: str | None, project: str | None, language: str, as_json: bool, short: bool) -> None:
    """Print open points in a mode: the one asked for, or the one that the project has chosen."""
    from ocppdb.agents.mode import escalation_mode
    from ocppdb.show import points
    from ocppdb.show.text import plain

    if mode is None:
        chosen = escalation_mode(project or ".")
        mode = chosen.mode
        progress(f"mode {mode}: {chosen.reason}")
    if as_json:
        print_json([plain(each) | {"mode": mode, "answer": each.answer(mode, language)} for each in found])
        return
    for number, each in enumerate(found):
        if short and mode == "strict":
            click.echo(points.line(each))
            for made in each.decisions:
                click.echo(f"{'':<18}Decided: {made.text()}")
        else:
            click.echo(("\n" if number else "") + each.answer(mode, language))
            if not short:
                click.echo("\n" + points.rests_on(each))


@command
@click.argument("action")
@click.option("--response", is_flag=True, help="The response's schema, not the request's.")
@click.option("--rules", is_flag=True, help="With the checks of rules in it: stricter than the official schema.")
@in_version
@database
def schema(action: str, response: bool, rules: bool, version: str | None, path: str | None) -> None:
    """Print the JSON Schema of a request or response, put together from the tables.

    Example:
      ocppdb schema Authorize --response
      ocppdb schema SetChargingProfile --rules --version 1.6
    """
    with opened(path) as db:
        print_json(db.schema(action, "response" if response else "request", version, rules=rules))
