"""The read-only Python API: `open` a database and ask it.

Everything it returns is a plain immutable value that outlives the database. Only the standard library is imported here, and of our own
modules those for messages; the others are imported when they are first asked, the build when the default database does not exist yet.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from ocppdb.errors import DatabaseError
from ocppdb.files import default_path
from ocppdb.query import messages, names, search
from ocppdb.query.reader import Reader

if TYPE_CHECKING:
    from ocppdb.judging.conversation import Conversation
    from ocppdb.judging.logs import Found
    from ocppdb.query.charging import Negotiated
    from ocppdb.records.audits import Audit
    from ocppdb.records.changes import Changes
    from ocppdb.records.comparisons import Comparison
    from ocppdb.records.decisions import Decision, Decisions, Scope
    from ocppdb.records.documents import Document, Topic
    from ocppdb.records.dossiers import Dossier
    from ocppdb.records.lists import Component, ConfigKey, DeviceVariable, ErrorCode, Requirement, Rule, UseCase
    from ocppdb.records.mappings import Mapping as Mapping_
    from ocppdb.records.messages import DataType, Enumeration, Field, Message
    from ocppdb.records.points import Escalation, Settled
    from ocppdb.records.projects import Detection
    from ocppdb.records.schedules import ScheduleExample
    from ocppdb.records.sequences import Sequence
    from ocppdb.records.subjects import Hit
    from ocppdb.records.verdicts import Verdict
    from ocppdb.records.versions import Version
    from ocppdb.smart_charging.book import Book
    from ocppdb.smart_charging.composite import Composite
    from ocppdb.smart_charging.payload import Form
    from ocppdb.smart_charging.profiles import Profile
    from ocppdb.smart_charging.reading import Event

__all__ = ["Database", "detect", "open"]


class Database:
    """A database of ocppdb, read-only. May be shared by threads, and used as a context manager.

    `version` is everywhere any way in which people write a version of OCPP; without one, the only version that has the name is taken, or
    else the one that is assumed, and the answer says so in `.assumed`. Upper and lower case of names and values do not matter. Whatever
    does not exist, be it a name, a value, a column or a version, raises NotFound with the nearest; an empty list means that a question
    which can be asked has no rows. A damaged or closed file raises DatabaseError.
    """

    def __init__(self, path: str | os.PathLike[str], *, any_release: bool = False) -> None:
        self.path = os.fsdecode(path)
        self._reader = Reader(self.path, any_release)
        names.versions(self._reader)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Database({self.path!r})"

    def close(self) -> None:
        """Close the file. What was returned before stays usable."""
        self._reader.close()

    @property
    def versions(self) -> tuple[Version, ...]:
        """The versions of OCPP, oldest first."""
        return tuple(names.versions(self._reader).values())

    def version(self, word: str) -> Version:
        """Return the Version that a word means: '1.6', '1.6J', 'ocpp1.6', 'OCPP 2.0.1' ..."""
        return names.version(self._reader, word)

    def message(self, action: str, version: str | None = None) -> Message:
        """Return the Message of an action, with its request and response."""
        return messages.message(self._reader, action, version)

    def messages(self, version: str | None = None, *, group: str | None = None, direction: str | None = None) -> list[Message]:
        """Return the list of Messages, of one version, group or direction where given, by version and action."""
        return messages.messages(self._reader, version, **_given(group=group, direction=direction))

    def field(self, name: str, version: str | None = None) -> Field:
        """Return the Field of a name such as `BootNotification.request.chargingStation.model` or `IdTokenType.idToken`."""
        return messages.field(self._reader, name, version)

    def data_type(self, name: str, version: str | None = None) -> DataType:
        """Return the DataType of that name: an object with its fields, or an alias of a string."""
        return messages.data_type(self._reader, name, version)

    def enum(self, name: str, version: str | None = None) -> Enumeration:
        """Return the Enumeration of that name, with what its values mean."""
        return messages.enum(self._reader, name, version)

    def schema(
        self,
        action: str,
        kind: Literal["request", "response"] = "request",
        version: str | None = None,
        *,
        rules: bool = False,
    ) -> dict[str, Any]:
        """Return the JSON Schema of a request or response as a dict, put together from the tables.

        With `rules` it holds the checks of rules as well, each with the name of its rule, and is stricter than the official one; the
        checks that no schema can say are named in its `$comment`.
        """
        if rules:
            from ocppdb.query.validate import schema_with_rules

            return schema_with_rules(self._reader, action, kind, version)
        return messages.schema(self._reader, action, kind, version)

    def validate(
        self,
        frame: str | bytes | list[Any] | dict[str, Any],
        version: str | None = None,
        action: str | None = None,
        kind: Literal["request", "response"] | None = None,
    ) -> Verdict:
        """Return the Verdict on a frame, with a Finding for each thing that is wrong.

        `frame` is what goes over the wire, as text or bytes, or the list that it stands for. A CALLRESULT is judged where `action` says
        what it answers, a payload alone (an object) where `action` and `kind`, by default request, say what it is. Without a version
        the frame is judged by the one that is assumed, or by another in which it is valid or has the fewest findings. Raises NotFound
        for an action, kind or version that does not exist; whatever is wrong with the frame is a finding.
        """
        return _validating()(self._reader, frame, version, action, kind)

    def conversation(self, version: str | None = None) -> Conversation:
        """Return a Conversation, which judges the frames of one connection in their order, answers with their CALLs."""
        from ocppdb.query.validate import conversation

        return conversation(self._reader, version)

    def judged(
        self,
        lines: Iterable[str],
        version: str | None = None,
        action: str | None = None,
        station: re.Pattern[str] | None = None,
    ) -> Iterator[tuple[Found, Verdict]]:
        """Yield each frame in some lines, as a Found with its line and text, and the Verdict on it, answers with their CALLs.

        The lines may be those of a log. What `station` finds in a line tells connections apart; without a version it is detected.
        """
        from ocppdb.query.stream import judged

        return judged(self._reader, lines, version, action, station)

    def audit(
        self,
        project: str | os.PathLike[str] = ".",
        version: str | None = None,
        *,
        progress: Callable[[int], object] | None = None,
    ) -> Audit:
        """Return the Audit of the code in a file or folder, judged by the version that is asked for or else by those that it speaks.

        It tells comments that mark open points and the decisions on them, names that are none of OCPP or of another version, misspelt
        values and error codes, frames that are not valid, and ignores that nothing needs. Raises NotFound for a path that is not there.
        """
        from ocppdb.query.audit import audit

        return audit(self._reader, project, version, progress)

    def detect(self, source: str | os.PathLike[str], *, progress: Callable[[int], object] | None = None) -> Detection:
        """Return the Detection of the versions that a text, a file or a folder speaks.

        A `str` is a text: code, configuration, frames, prose; a path, such as `pathlib.Path("src")`, a file or folder. `progress` is told
        the number of files of a folder so far. Nothing is executed, links are not followed, no file is read whole that is large. Raises
        NotFound for a path that is not there.
        """
        from ocppdb.query.detect import detect

        return detect(self._reader, source, progress)

    def detect_files(self, paths: Iterable[str], *, progress: Callable[[int], object] | None = None) -> Detection:
        """Return the Detection of several files and folders together, as `detect` does."""
        from ocppdb.query.detect import detect_files

        return detect_files(self._reader, paths, progress)

    def facts(self, table: str, version: str | None = None, /, **where: object) -> list[Any]:
        """Return the rows of a reference list, such as `facts("config_keys", profile="Core", required=True)`.

        `table` is the name of the list, `where` are columns and the values they must have; None stands for empty.
        """
        from ocppdb.query import lists

        return lists.facts(self._reader, table, version, **where)

    def component(self, name: str, version: str | None = None) -> Component:
        """Return the Component of the device model that has a name, with its variables."""
        from ocppdb.query import lists

        return lists.component(self._reader, name, version)

    def config_key(self, key: str, version: str | None = None) -> ConfigKey:
        """Return the ConfigKey of that name."""
        from ocppdb.query import lists

        return lists.config_key(self._reader, key, version)

    def device_variable(self, name: str, version: str | None = None) -> DeviceVariable:
        """Return the DeviceVariable of a name such as `OCPPCommCtrlr.HeartbeatInterval`."""
        from ocppdb.query import lists
        from ocppdb.records.lists import DeviceVariable

        return lists.one(self._reader, DeviceVariable, name, version)

    def error_code(self, code: str, version: str | None = None) -> ErrorCode:
        """Return the ErrorCode of CALLERROR that is spelt so on the wire."""
        from ocppdb.query import lists
        from ocppdb.records.lists import ErrorCode

        return lists.one(self._reader, ErrorCode, code, version)

    def use_case(self, id: str, version: str | None = None) -> UseCase:
        """Return the UseCase of an id such as `B01`."""
        from ocppdb.query import lists
        from ocppdb.records.lists import UseCase

        return lists.one(self._reader, UseCase, id, version)

    def requirement(self, id: str, version: str | None = None) -> Requirement:
        """Return the Requirement of an id such as `B01.FR.04`."""
        from ocppdb.query import lists
        from ocppdb.records.lists import Requirement

        return lists.one(self._reader, Requirement, id, version)

    def rule(self, id: str, version: str | None = None) -> Rule:
        """Return the Rule of that id."""
        from ocppdb.query import lists
        from ocppdb.records.lists import Rule

        return lists.one(self._reader, Rule, id, version)

    def rules(
        self,
        about: str | None = None,
        version: str | None = None,
        *,
        words: str | None = None,
        action: str | None = None,
        **where: object,
    ) -> list[Rule]:
        """Return the list of Rules about a subject, or with some words, or with some columns (kind, topic, state, who, allowed ...).

        `about` is the name of a message, type, key or field; the rules about its fields count as well. `action` is the name of a
        message, and the rules about the types of its fields and their values count too. `words` must all occur.
        """
        from ocppdb.query import lists

        return lists.rules(self._reader, about, version, words, action, **where)

    def sequence(self, id: str) -> Sequence:
        """Return the Sequence of an id such as `ocpp201-b01-cold-boot`."""
        from ocppdb.query import sequences

        return sequences.sequence(self._reader, id)

    def sequences(
        self,
        action: str | None = None,
        version: str | None = None,
        *,
        use_case: str | None = None,
        group: str | None = None,
        kind: str | None = None,
    ) -> list[Sequence]:
        """Return the list of Sequences that have a message, or belong to a use case, group or kind; of one version where given."""
        from ocppdb.query import sequences

        return sequences.sequences(self._reader, action, version, **_given(use_case=use_case, group=group, kind=kind))

    def frames(self, id: str) -> list[str]:
        """Return the frames of a Sequence as text, in order: a conversation made of the examples of its payloads.

        Of alternatives the first is told. Raises NotFound where a payload has no example.
        """
        from ocppdb.query import sequences

        return sequences.frames(self._reader, id)

    def escalation(self, id: str, *, project: str | os.PathLike[str] | None = None) -> Escalation:
        """Return the Escalation of an id such as `ocpp16-call-timeout-length`, with what a project has decided."""
        from ocppdb.query import points

        found = points.escalation(self._reader, id)
        return found if project is None else self._decided([found], project)[0]

    def answered(self, ids: Iterable[str], project: str | os.PathLike[str]) -> list[Escalation]:
        """Return the list of Escalations among some ids that a project, a folder, has answered, with its decisions. Raises DecisionError."""
        from ocppdb.query import decisions

        return decisions.answered(self._reader, ids, project)

    def _decided(self, found: list[Escalation], project: str | os.PathLike[str]) -> list[Escalation]:
        """Return points with what a project has decided; what reads a project is imported only where there is one."""
        from ocppdb.query import decisions

        return decisions.decided(self._reader, found, project)

    def escalations(
        self,
        action: str | None = None,
        version: str | None = None,
        *,
        category: str | None = None,
        path: str | None = None,
        sequence: str | None = None,
        subject: str | None = None,
        group: str | None = None,
        words: str | None = None,
        project: str | os.PathLike[str] | None = None,
    ) -> list[Escalation]:
        """Return the list of Escalations about a message, field, sequence or any other subject; of a version, category or group.

        A message's escalations are those of its name, its fields, their types and values; a sequence's are those of its name, its use
        case and its messages. `path` is the full name of a field. `words` must all occur. With a `project`, a folder, each has in
        `.decisions` what the project's ocpp-decisions.yml answers. Raises DecisionError where that file is wrong.
        """
        from ocppdb.query import points

        asked = {
            "action": action,
            "version": version,
            "category": category,
            "path": path,
            "sequence": sequence,
            "subject": subject,
        }
        found = points.escalations(self._reader, **asked, group=group, words=words)
        return found if project is None else self._decided(found, project)

    def decisions(self, project: str | os.PathLike[str] = ".", version: str | None = None) -> Decisions:
        """Return the Decisions of a project: the open points that its code touches, answered and unanswered, and what is stale or unused.

        The points are those of the version that is asked for, or else of those that the project speaks. Raises DecisionError where its
        ocpp-decisions.yml is wrong.
        """
        from ocppdb.query.decisions import decisions

        return decisions(self._reader, project, version)

    def decide(
        self,
        id: str,
        *,
        why: str,
        by: str,
        option: int | None = None,
        answer: str | None = None,
        date: str | None = None,
        scope: Scope | None = None,
        project: str | os.PathLike[str] = ".",
    ) -> Decision:
        """Write into a project's ocpp-decisions.yml how an open point is answered, and return the Decision.

        It is one of the options of the record, by its number from 1, or an answer in own words; `date` is today where none is given.
        Raises NotFound for no such point, and DecisionError where the point is decided already or the entry is not whole.
        """
        from ocppdb.query import decisions
        from ocppdb.records.decisions import Scope

        return decisions.decide(
            self._reader,
            id,
            project=project,
            option=option,
            answer=answer,
            why=why,
            by=by,
            date=date,
            scope=scope or Scope(),
        )

    def settled_point(self, id: str) -> Settled:
        """Return the Settled point of an id such as `ocpp16-meter-start-unit`."""
        from ocppdb.query import points

        return points.settled_point(self._reader, id)

    def settled(
        self,
        action: str | None = None,
        version: str | None = None,
        *,
        category: str | None = None,
        path: str | None = None,
        sequence: str | None = None,
        subject: str | None = None,
        group: str | None = None,
        words: str | None = None,
    ) -> list[Settled]:
        """Return the list of Settled points, chosen as by `escalations`."""
        from ocppdb.query import points

        asked = {
            "action": action,
            "version": version,
            "category": category,
            "path": path,
            "sequence": sequence,
            "subject": subject,
        }
        return points.settled(self._reader, **asked, group=group, words=words)

    def charging_book(self, version: str | None = None) -> Book:
        """Return the Book of a version: what `smart_charging.composite` needs to know of it. Without a version, the assumed one."""
        from ocppdb.query import charging

        return charging.book(self._reader, version)

    def charging_choices(self, project: str | os.PathLike[str], version: str | None = None) -> dict[str, str]:
        """Return what a project, a folder, has decided of the options of `smart_charging`, by their names. Raises DecisionError."""
        from ocppdb.query import charging

        return charging.choices(self._reader, self.charging_book(version), project)

    def composite_schedule(
        self,
        profiles: Iterable[Profile | Mapping[str, Any]],
        version: str | None = None,
        *,
        mode: Literal["strict", "pragmatic"] = "strict",
        project: str | os.PathLike[str] | None = None,
        **asked: Any,
    ) -> Composite:
        """Return the Composite of charging profiles, each a Profile or a payload of SetChargingProfile.

        `asked` is what `smart_charging.composite` takes: at, duration, unit, place, transactions, station, options ... What the
        ocpp-decisions.yml of a `project`, a folder, answers needs no option. Raises OpenPoint in strict mode where the result depends on
        what the specification leaves open and nobody has decided, ScheduleError for a profile that is wrong.
        """
        from ocppdb.query import charging

        return charging.composite_schedule(self._reader, profiles, version, mode, project, **asked)

    def charging_form(self, version: str | None = None) -> Form:
        """Return how a version writes a SetChargingProfile: the names of its fields. Without a version, the assumed one."""
        from ocppdb.query import charging

        return charging.form_of(self._reader, self.message("SetChargingProfile", version).version)

    def charging_verdicts(self, events: Iterable[Event], version: str) -> tuple[Verdict, ...]:
        """Return the Verdict of each of some messages about charging, as `smart_charging.reading.events` finds them in a text."""
        from ocppdb.query import charging

        return charging.verdicts(self._reader, events, self.version(version).id)

    def schedule_examples(self, version: str | None = None) -> list[ScheduleExample]:
        """Return the list of worked examples of smart charging, of one version where given."""
        from ocppdb.query import charging

        return charging.examples(self._reader, version)

    def schedule_example(self, id: str) -> ScheduleExample:
        """Return the ScheduleExample of an id such as `ocpp16-night-tariff`."""
        from ocppdb.query import charging

        return charging.example(self._reader, id)

    def worked_out(self, example: ScheduleExample, *, mode: Literal["strict", "pragmatic"] = "pragmatic") -> Composite:
        """Return the Composite of a worked example."""
        from ocppdb.query import charging

        return charging.worked_out(self._reader, example, mode)

    def negotiated(self, example: ScheduleExample, *, mode: Literal["strict", "pragmatic"] = "pragmatic") -> Negotiated | None:
        """Return what a worked example tells of the needs and the plan of an EV, and of a profile that replaced another; else None."""
        from ocppdb.query import charging

        return charging.negotiated(self._reader, example, mode)

    def about(self, what: str, version: str | None = None, *, limit: int = 8, kind: str | None = None) -> Dossier:
        """Return the Dossier of a name or of some words: what it is, what is settled, the rules, what is open, errata, sequences ...

        For a name it is complete about that name, in the version that is assumed and those before it, or in all with the version "all";
        a later one that has it as well is named. For words it finds what they mean and answers about that. `limit` is the number of
        items of a chapter; each chapter says how many there are. With a `kind` of subject it is about the one thing of that kind that has
        the name, and about nothing else that is called alike.
        """
        from ocppdb.query.about import about

        return about(self._reader, what, version, limit, kind)

    def compare(
        self, name: str, version: str | None = None, *, to: str | None = None, kind: str | None = None, limit: int = 8
    ) -> Comparison:
        """Return the Comparison of what has a name in a version with its counterparts in another, and of their parts.

        `to` is the other version, by default the one that the thing is mapped to; the name may be of either. With a `kind` of
        subject it is about the one thing of that kind. `limit` is the number of rules and of sequences of each version.
        """
        from ocppdb.query.compare import compare

        return compare(self._reader, name, version, to, limit, kind)

    def mappings(self, name: str, version: str | None = None) -> list[Mapping_]:
        """Return the list of Mappings of what has a name: what it has become in another version, or what it was there."""
        from ocppdb.query.compare import mappings_of

        return mappings_of(self._reader, name, version)

    def changes(
        self,
        before: str,
        after: str,
        name: str | None = None,
        *,
        kind: str | None = None,
        old: Database | None = None,
    ) -> Changes:
        """Return the Changes from a version to another: all, or those about a message, type, field, group, use case or component.

        They are computed from the tables: what is new, gone or changed in structure, requirements and lists. `kind` keeps one kind of
        thing. With `old`, another database, `before` is read there; then both may be the same version, and all columns are compared.
        """
        from ocppdb.query.changes import changes

        return changes(self._reader, before, after, name, kind, None if old is None else old._reader)

    def topic(self, name: str, version: str | None = None) -> Topic:
        """Return the Topic of a name such as `smart-charging`, `1.6 core` or `boot`: the documents to read, in order.

        The name may begin with a version, which alone is the topic `overview`; without one, and without `version`, that which is
        assumed is taken, and `.assumed` says so. What is no topic is searched: `.name` is then `search`, `.found` what was found, and
        `.documents` those in which it stands. Raises NotFound where nothing is found either.
        """
        from ocppdb.query import topics

        return topics.topic(self._reader, name, version)

    def topics(self, version: str | None = None) -> list[Topic]:
        """Return the list of Topics, of one version where given."""
        from ocppdb.query import topics

        return topics.topics(self._reader, version)

    def document(self, name: str) -> Document:
        """Return the Document of a path, or of its file's name; `ocppdb.agents.documents.text` writes it."""
        from ocppdb.query import topics

        return topics.document(self._reader, name)

    def documents(self, version: str | None = None) -> list[Document]:
        """Return the list of Documents that can be written from the database, of one version where given."""
        from ocppdb.query import topics

        return topics.documents(self._reader, version)

    def find(self, name: str, version: str | None = None, *, kind: str | None = None) -> list[Hit]:
        """Return the list of Hits that have this name, or else this name upper and lower case aside, or else as their last part.

        Empty where there is none: `show` raises NotFound with the nearest names instead.
        """
        return names.find(self._reader, name, version, kind)

    def found(self, name: str, version: str | None = None, *, kind: str | None = None) -> list[Hit]:
        """Return the list of Hits as `find` does. Raises NotFound, with the nearest names, where there is none."""
        return names.find_or_nearest(self._reader, name, version, kind)

    def named(self, name: str, version: str | None = None) -> list[Hit]:
        """Return the list of Hits that a name means: what `find` finds, then all fields and values that are called so.

        Raises NotFound, with the nearest names, where there is none.
        """
        asked = names.version_id(self._reader, version)
        if hits := search.named(self._reader, name, asked):
            return hits
        raise names.nothing_called(self._reader, name, asked)

    def at(self, location: str) -> list[Hit]:
        """Return the list of Hits whose row is at a location such as `messages/ocpp201-BootNotification`."""
        return names.at(self._reader, location)

    def row(self, hit: Hit) -> dict[str, Any]:
        """Return the row behind a Hit as a dict: column names and values, links between tables aside."""
        return names.row(self._reader, hit)

    def sql(self, sql: str, parameters: Mapping[str, object] | Iterable[object] = ()) -> list[dict[str, Any]]:
        """Return the rows of a query in SQL as dicts; the database can only be read. Raises DatabaseError where SQLite refuses it."""
        return [dict(row) for row in self._reader.rows(sql, parameters)]

    def search(self, text: str, version: str | None = None, *, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """Return the list of Hits for some words, best first: all of the words, or else any of them.

        Any text will do; nothing in it has a special meaning. `limit` is at most 10,000.
        """
        return search.search(self._reader, text, version, kind, limit)


def _given(**filters: object) -> dict[str, object]:
    """The filters that were given."""
    return {name: value for name, value in filters.items() if value is not None}


def detect(source: str | os.PathLike[str], *, progress: Callable[[int], object] | None = None) -> Detection:
    """Return the Detection of the versions that a text, a file or a folder speaks, by the default database; see `Database.detect`."""
    with open() as db:
        return db.detect(source, progress=progress)


def open(
    path: str | os.PathLike[str] | None = None,
    *,
    progress: Callable[[str], object] | None = None,
    any_release: bool = False,
) -> Database:
    """Open a database read-only and return it.

    With `any_release`, a database with the tables of another release is opened as well: it is good for `changes(old=...)`, and answers
    other questions as far as its tables allow.

    Without `path`, the default database is opened. It is ours alone, so it is built where it does not exist yet, and once more where it
    cannot be read; `progress` is told so. Raises DatabaseError where a file is missing, is none of ours, is damaged, or belongs to
    another release.
    """
    if path is not None:
        return Database(path, any_release=any_release)
    path = default_path()
    try:
        return Database(path)
    except DatabaseError:
        from ocppdb.build import build

        if progress is not None:
            progress("building the database, once")
        build()
    return Database(path)


@cache
def _validating() -> Callable[..., Verdict]:
    """The function that judges a frame, looked up once: to import it each time costs half as much as the judging."""
    from ocppdb.query.validate import validate

    return validate
