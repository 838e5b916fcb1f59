"""What changed between two versions, or between two databases, as a whole or about one thing."""

import json
from collections.abc import Iterable, Sequence

from ocppdb.errors import NotFound
from ocppdb.query import names
from ocppdb.query.lists import within
from ocppdb.query.points import names_of_field, names_of_message
from ocppdb.query.reader import Reader
from ocppdb.records.changes import Change, Changes, Things, compare, things, uncompared
from ocppdb.records.dossiers import Item
from ocppdb.records.subjects import Hit

__all__ = ["belonging", "changes", "items", "since_before"]

Readers = tuple[tuple[Reader, str], tuple[Reader, str]]
"""The database and the version of each side."""


def changes(
    reader: Reader, before: str, after: str, name: str | None = None, kind: str | None = None, old: Reader | None = None
) -> Changes:
    """Return the Changes from one version to another; see `Database.changes`. Raises NotFound."""
    sides: Readers = (
        (old or reader, names.version_id(old or reader, before) or ""),
        (reader, names.version_id(reader, after) or ""),
    )
    (_, was), (_, now) = sides
    if old is None and was == now:
        raise NotFound(
            f"OCPP {now} is compared with itself; expected two versions, or the database of another release to compare with", ()
        )
    whole = was == now
    here, there = _things(*sides[0], whole), _things(*sides[1], whole)
    found = list(compare(was, now, here, there))
    if name is not None:
        wanted = _wanted(sides, name)
        found = [each for each in found if _is_about(each, wanted)]
    if kind is not None:
        legal = names.legal_kind(kind)
        found = [each for each in found if each.kind == legal]
    return Changes(was, now, name, tuple(found), tuple(uncompared(was, now, here, there)))


def since_before(reader: Reader, version: str, hits: Iterable[Hit]) -> list[Change]:
    """Return what changed since the version before in some things that it had, that of schemas first; new rules are told with the rules."""
    found = reader.read(Change, SINCE_BEFORE, (version,))
    before = {each.from_version for each in found}
    known = [(hit, each) for hit in hits for each in before if names.find(reader, hit.name, each, hit.kind)]
    wanted = set().union(*(belonging(reader, each, hit.kind, hit.name) for hit, old in known for each in (old, version)))
    return [each for each in found if _is_about(each, wanted)]


def items(reader: Reader, found: Sequence[Change]) -> list[Item]:
    """Return some changes as items of a chapter, each cited where the thing is: what is gone in the version before."""
    things = [(each.from_version if each.change == "gone" else each.to_version, each.kind, each.name) for each in found]
    cited = names.citations(reader, things)
    told = []
    for each, thing in zip(found, things, strict=True):
        source, section = cited.get(thing, (None, None))
        told.append(Item(*thing, each.how, f"{each.change} since {each.from_version}", source, section, None))
    return told


SINCE_BEFORE = """changes WHERE to_version = ? AND (kind, "change") != ('rule', 'new')
ORDER BY kind = 'requirement', kind = 'rule', "change" != 'changed', id"""


def _things(reader: Reader, version: str, whole: bool) -> Things:
    known = reader.once("tables", lambda: set(reader.values("SELECT name FROM sqlite_master WHERE type = 'table'")))

    def rows(table: str) -> list[dict[str, object]]:
        of = CHOSEN.get(table, "version = ?")
        return list(map(dict, reader.rows(f'SELECT * FROM "{table}" WHERE {of}', (version,)))) if table in known else []

    def read() -> Things:
        users = "SELECT DISTINCT data_type, action FROM payload_fields WHERE version = ? AND data_type IS NOT NULL"
        return things(rows, ((row[0], row[1]) for row in reader.rows(users, (version,))), whole)

    return reader.once(("things", version, whole), read)


CHOSEN = {
    "payloads": "message_id IN (SELECT id FROM messages WHERE version = ?)",
    "payload_fields": "version = ? AND depth = 0",
}
"""The rows of a table that are read, where it is not all of a version."""


def _wanted(sides: Readers, name: str) -> set[str]:
    """The names by which changes are about what is called by a name in either version. Raises NotFound where neither has it."""
    wanted: set[str] = set()
    for reader, version in sides:
        for hit in names.find(reader, name, version):
            wanted |= belonging(reader, version, hit.kind, hit.name)
    if not wanted:
        raise names.nothing_called(sides[1][0], name, None)
    return wanted


def belonging(reader: Reader, version: str, kind: str, name: str) -> set[str]:
    """Return the names of a thing and of what belongs to it: the types of a message or field, the messages of a group, the requirements
    of a use case, and the rules about all of these."""
    own = _belonging(reader, version, kind, name)
    about = reader.values(
        "SELECT DISTINCT rule FROM rule_subjects WHERE version = ? AND subject IN (SELECT value FROM json_each(?))",
        (version, json.dumps(sorted(own))),
    )
    resting = "SELECT id FROM rules WHERE version = ? AND section LIKE ? || '.FR.%'"
    return own.union(about, reader.values(resting, (version, name)) if kind == "use-case" else ())


def _belonging(reader: Reader, version: str, kind: str, name: str) -> set[str]:
    if kind == "message":
        return _of_message(reader, version, name)
    if kind == "field" and (".request." in name or ".response." in name):
        return names_of_field(reader, name, version) | {name}
    if kind == "type":
        return {name, *_nested(reader, version, name)}
    if kind == "group":
        actions = reader.values("SELECT action FROM messages WHERE version = ? AND group_name = ?", (version, name))
        letters = reader.values("SELECT code FROM groups WHERE version = ? AND name = ? AND code IS NOT NULL", (version, name))
        cases = [each for each in _use_cases(reader, version) if each[0] in letters]
        return {name, *cases}.union(*(_of_message(reader, version, action) for action in actions))
    return {name}


def _of_message(reader: Reader, version: str, action: str) -> set[str]:
    told = reader.values("SELECT requirement FROM requirement_messages WHERE version = ? AND action = ?", (version, action))
    own = {each for each in names_of_message(reader, action, version) if not each.startswith("CustomDataType")}
    return own | set(told)


def _nested(reader: Reader, version: str, name: str) -> set[str]:
    """The names of the types of a type's fields, at every depth."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        for each in reader.values(
            "SELECT DISTINCT data_type FROM fields WHERE version = ? AND owner = ? AND data_type IS NOT NULL",
            (version, waiting.pop()),
        ):
            if each not in found and each != "CustomDataType":
                found.add(each)
                waiting.append(each)
    return found


def _use_cases(reader: Reader, version: str) -> list[str]:
    return reader.values("SELECT id FROM use_cases WHERE version = ?", (version,))


def _is_about(change: Change, wanted: set[str]) -> bool:
    return within(change.name, wanted) or change.kind == "variable" and change.name.rpartition(".")[2] in wanted
