"""The read-only Python API: `open` a database and ask it.

Everything it returns is a plain immutable value that outlives the database. Only the standard library is imported here, and of our own
modules those for messages; the others are imported when they are first asked, the build when the default database does not exist yet.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from ocppdb.errors import DatabaseError
from ocppdb.files import default_path
from ocppdb.query import messages, names, search
from ocppdb.query.reader import Reader

if TYPE_CHECKING:
    from ocppdb.records.changes import Changes
    from ocppdb.records.comparisons import Comparison
    from ocppdb.records.documents import Document, Topic
    from ocppdb.records.dossiers import Dossier
    from ocppdb.records.lists import Component, ConfigKey, DeviceVariable, ErrorCode, Requirement, Rule, UseCase
    from ocppdb.records.mappings import Mapping as Mapping_
    from ocppdb.records.messages import DataType, Enumeration, Field, Message
    from ocppdb.records.points import Escalation, Settled
    from ocppdb.records.sequences import Sequence
    from ocppdb.records.subjects import Hit
    from ocppdb.records.versions import Version

__all__ = ["Database", "open"]


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
        self, action: str, kind: Literal["request", "response"] = "request", version: str | None = None
    ) -> dict[str, Any]:
        """Return the JSON Schema of a request or response as a dict, put together from the tables."""
        return messages.schema(self._reader, action, kind, version)

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

    def escalation(self, id: str) -> Escalation:
        """Return the Escalation of an id such as `ocpp16-call-timeout-length`."""
        from ocppdb.query import points

        return points.escalation(self._reader, id)

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
    ) -> list[Escalation]:
        """Return the list of Escalations about a message, field, sequence or any other subject; of a version, category or group.

        A message's escalations are those of its name, its fields, their types and values; a sequence's are those of its name, its use
        case and its messages. `path` is the full name of a field. `words` must all occur.
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
        return points.escalations(self._reader, **asked, group=group, words=words)

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

    def about(self, what: str, version: str | None = None, *, limit: int = 8, kind: str | None = None) -> Dossier:
        """Return the Dossier of a name or of some words: what it is, what is settled, the rules, what is open, errata, sequences ...

        For a name it is complete about that name, in every version that has it; for words it finds what they mean and answers about
        that. `limit` is the number of items of a chapter; each chapter says how many there are. With a `kind` of subject it is about the
        one thing of that kind that has the name, and about nothing else that is called alike.
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
