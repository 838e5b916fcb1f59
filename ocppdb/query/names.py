"""Names: which version is meant, whether a thing of some kind exists, what is found by name, and what is said where nothing is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from ocppdb.errors import NotFound, nearest_of
from ocppdb.files import told
from ocppdb.query.reader import Reader
from ocppdb.records.common import KINDS
from ocppdb.records.subjects import Hit, plain
from ocppdb.records.versions import Version

if TYPE_CHECKING:
    from ocppdb.records.mappings import Mapping

__all__ = [
    "Resolved",
    "at",
    "elsewhere",
    "find",
    "find_or_nearest",
    "having",
    "nothing_called",
    "resolve",
    "row",
    "version",
    "versions",
]

PARTS = ".request.", ".response."
"""What the name of a field in a payload holds: too many of them, and too much alike, to be proposed as the nearest."""


class Resolved(NamedTuple):
    """A thing that was asked for: its version, its name as the database writes it, and whether the version was assumed."""

    version: str
    name: str
    assumed: bool


def versions(reader: Reader) -> dict[str, Version]:
    """Return the versions of OCPP by id, oldest first."""
    return reader.once("versions", lambda: {each.id: each for each in reader.read(Version, "versions ORDER BY position")})


def version(reader: Reader, word: str) -> Version:
    """Return the Version that a word means: '1.6', '1.6J', 'ocpp1.6', 'OCPP 2.0.1' ... Raises NotFound."""
    bare = re.sub(r"^(ocpp)?[-_ ]*v?", "", str(word).strip().lower())
    words = reader.once("version_words", lambda: dict(map(tuple, reader.rows("SELECT word, version FROM version_words"))))
    known = versions(reader)
    if bare not in words:
        raise NotFound(f"no version {_quoted(word)}; this database has {', '.join(known)}", known)
    return known[words[bare]]


def telling(reader: Reader) -> list[Version]:
    """Return the versions that tell of what several have, where none is asked for: recorded as a whole, and none later than the assumed
    one, whose users ask for theirs."""
    known = versions(reader).values()
    latest = max((each.position for each in known if each.assumed), default=0)
    return [each for each in known if each.whole and each.position <= latest]


def version_id(reader: Reader, word: str | None) -> str | None:
    """Return the id of the version that a word means, or None where none was asked for. Raises NotFound."""
    return None if word is None else version(reader, word).id


def resolve(reader: Reader, kind: str, name: str, word: str | None = None) -> Resolved:
    """Return which thing of a kind is meant by a name, upper and lower case aside, and in which version.

    Without a version it is the only one that has the name, or else the one that is assumed. An id is known without the version's slug
    before it. Raises NotFound, which tells the versions that do have the name, or the nearest names.
    """
    asked = version_id(reader, word)
    named = _having(reader, kind, name)
    if asked is not None:
        if asked in named:
            return Resolved(asked, named[asked], False)
    elif named:
        chosen = next(iter(named)) if len(named) == 1 else _assumed(reader)
        if chosen in named:
            return Resolved(chosen, named[chosen], True)
    raise _unknown(reader, kind, name, asked, named)


def having(reader: Reader, kind: str, name: str, word: str | None = None) -> list[str]:
    """Return the ids of the versions that have a name of a kind: of one where it is asked for. Raises NotFound as `resolve` does."""
    resolved = resolve(reader, kind, name, word)
    return [resolved.version] if word is not None else list(_having(reader, kind, name))


def _having(reader: Reader, kind: str, name: str) -> dict[str, str]:
    """The versions that have a name of a kind, and the name as it is written there."""
    alike = f"plain = '{plain(kind, str(name))}' AND name = ? COLLATE NOCASE"
    for condition in ("name = ?", alike, "name IN (SELECT slug || '-' || ? FROM versions)"):
        rows = reader.rows(f"SELECT version, name FROM subjects WHERE kind = ? AND {condition} ORDER BY id", (kind, name))
        if rows:
            return {row["version"]: row["name"] for row in rows}
    return {}


def _assumed(reader: Reader) -> str:
    return next(each.id for each in versions(reader).values() if each.assumed)


def _unknown(reader: Reader, kind: str, name: str, asked: str | None, having: Iterable[str]) -> NotFound:
    where = "any version of OCPP" if asked is None else f"OCPP {asked}"
    others = [each for each in having if each != asked]
    if others:
        has = "have" if len(others) > 1 else "has"
        said = f"no {kind} {_quoted(name)} in {where}; OCPP {' and '.join(others)} {has} it"
        return _with_counterparts(reader, said, name, asked, kind)
    condition, parameters = ("", ()) if asked is None else (" AND version = ?", (asked,))
    names = reader.values(f"SELECT name FROM subjects WHERE kind = ?{condition}", (kind, *parameters))
    return NotFound.of(f"no {kind} {_quoted(name)} in {where}", str(name), names)


def find(reader: Reader, name: str, word: str | None = None, kind: str | None = None) -> list[Hit]:
    """Return the list of Hits that have this name, or else this name upper and lower case aside, or else as their last part.

    `Heartbeat` is a message, `heartbeat` finds it as well, and `AlwaysFront` finds MessagePriorityEnumType.AlwaysFront. Empty where
    there is none.
    """
    asked = version_id(reader, word)
    where, parameters = _where(asked, legal_kind(kind))
    alike = ", ".join(dict.fromkeys(f"'{plain(each, str(name))}'" for each in ("field", "enum-value", "message")))
    slugs = tuple(f"{each.slug}-" for each in versions(reader).values())
    for condition in (
        "name = ?1",
        f"plain IN ({alike}) AND name = ?1 COLLATE NOCASE",
        "id IN (SELECT id FROM subjects WHERE substr(name, -1 - length(?1)) = '.' || ?1) AND instr(location, 'payload_fields') = 0",
        *(["substr(location, -1 - length(?1)) = '/' || ?1"] if str(name).startswith(slugs) else []),
        "name IN (SELECT slug || '-' || ?1 FROM versions)",
    ):
        hits = reader.read(Hit, f"subjects WHERE ({condition}) AND {where} ORDER BY id", (name, *parameters))
        if hits:
            return hits
    return []


def find_or_nearest(reader: Reader, name: str, word: str | None = None, kind: str | None = None) -> list[Hit]:
    """Return the Hits of a name. Raises NotFound, with the nearest names, where there is none."""
    hits = find(reader, name, word, kind)
    if not hits:
        raise nothing_called(reader, name, word, kind)
    return hits


def nothing_called(reader: Reader, name: str, word: str | None = None, kind: str | None = None) -> NotFound:
    """Return the NotFound that says that nothing has a name: it tells the versions that have it, or the nearest names."""
    asked = version_id(reader, word)
    others = list(dict.fromkeys(hit.version for hit in find(reader, name, None, kind) if hit.version)) if asked else []
    where = f" in OCPP {asked}" if asked else ""
    if others:
        has = "have" if len(others) > 1 else "has"
        said = f"nothing is called {_quoted(name)}{where}; OCPP {' and '.join(others)} {has} it"
        return _with_counterparts(reader, said, name, asked, kind)
    nearest = nearest_of(name, _short_names(reader), 5, 0.6)
    hint = f"nearest: {', '.join(nearest)}" if nearest else f"try: ocppdb search {_quoted(name)}"
    return NotFound(f"nothing is called {_quoted(name)}{where}; {hint}", nearest)


def elsewhere(reader: Reader, name: str, version: str, kind: str | None = None) -> tuple[list[Hit], list[Mapping]]:
    """Return what other versions call so, or so but for signs and case, and by which Mappings that has become something in a version.

    The word for a thing comes after the things.
    """
    from ocppdb.query import mappings

    hits = find(reader, name, None, kind)
    things = [hit for hit in hits if hit.kind != "term"]
    found = mappings.counterparts(reader, things, version)
    if found:
        return things, found
    where, parameters = _where(None, kind)
    spelled = re.sub(r"[^a-z0-9]", "", name.lower())
    alike = reader.read(
        Hit, f"subjects WHERE plain = ? AND {where} ORDER BY kind = 'term', id LIMIT 12", (spelled, *parameters)
    )
    hits = list(dict.fromkeys([*alike, *hits]))
    return hits, mappings.counterparts(reader, hits, version)


def _with_counterparts(reader: Reader, said: str, name: str, asked: str | None, kind: str | None) -> NotFound:
    """The NotFound for a name of another version: it tells what has become of it in the one asked for, where that is known."""
    from ocppdb.query import mappings

    found = elsewhere(reader, name, asked, kind)[1] if asked else []
    told, nearest = mappings.instead(found, str(asked), name)
    return NotFound(f"{said}{told}", nearest or (name,))


def _short_names(reader: Reader) -> list[str]:
    condition = " AND ".join(f"instr(name, '{part}') = 0" for part in PARTS)
    return reader.once("short names", lambda: reader.values(f"SELECT DISTINCT name FROM subjects WHERE {condition}"))


def legal_kind(kind: str | None) -> str | None:
    """Return a kind of subject as the index writes it. Raises NotFound with the nearest kinds."""
    if kind is None:
        return None
    if str(kind).lower() in KINDS:
        return str(kind).lower()
    raise NotFound.of(f"no kind of subject {_quoted(kind)}", str(kind), KINDS, f"there are {', '.join(sorted(KINDS))}")


def at(reader: Reader, location: str) -> list[Hit]:
    """Return the list of Hits whose row is at a location such as `messages/ocpp201-BootNotification`."""
    from ocppdb.records.all import NOUNS

    table, _, key = location.partition("/")
    noun = NOUNS.get(table)
    rows = reader.rows(f'SELECT * FROM "{table}" WHERE "{noun.key}" = ?', (key,)) if noun else []
    names = {(noun.called or f"{{{noun.key}}}").format_map(dict(row)) for row in rows} if noun else set()
    return [hit for name in names for hit in reader.read(Hit, "subjects WHERE name = ? AND location = ?", (name, location))]


def citations(reader: Reader, things: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], tuple[str, str]]:
    """Return the source and section of things, each given by version, kind and name; a statement for each table that has some."""
    import json

    from ocppdb.records.all import NOUNS

    asked = set(things)
    named = "SELECT version, kind, name, location FROM subjects WHERE name IN (SELECT value FROM json_each(?))"
    by_table: dict[str, dict[str, tuple[str, str, str]]] = {}
    for version, kind, name, location in reader.rows(named, (json.dumps(sorted({name for _, _, name in asked})),)):
        if (version, kind, name) in asked:
            table, _, key = location.partition("/")
            by_table.setdefault(table, {})[key] = version, kind, name
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for table, keys in by_table.items():
        if any(column.name == "section" for column in NOUNS[table].columns):
            cited = f'SELECT "{NOUNS[table].key}", source, section FROM "{table}" WHERE "{NOUNS[table].key}" IN (SELECT value FROM json_each(?))'
            found |= {keys[key]: (source, section) for key, source, section in reader.rows(cited, (json.dumps(list(keys)),))}
    return found


def row(reader: Reader, hit: Hit) -> dict[str, Any]:
    """Return the row behind a Hit as a dict: column names and values, links between tables aside."""
    table, _, key = hit.location.partition("/")
    primary = next(each["name"] for each in reader.rows(f'PRAGMA table_info("{table}")') if each["pk"])
    found = dict(reader.rows(f'SELECT * FROM "{table}" WHERE "{primary}" = ?', (key,))[0])
    return {column: value for column, value in found.items() if column != primary and not column.endswith(("_id", "_slug"))}


def _where(asked: str | None, kind: str | None) -> tuple[str, tuple[str, ...]]:
    """An SQL condition on the index, and its parameters: of a version, of a kind, or both."""
    given = [(column, value) for column, value in (("version", asked), ("kind", kind)) if value is not None]
    return " AND ".join(f"{column} = ?" for column, _ in given) or "1", tuple(value for _, value in given)


def _quoted(name: object) -> str:
    return f"'{told(str(name), 80)}'"
