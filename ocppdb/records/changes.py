"""What changed from one version of OCPP to another: the answer, and the comparison of rows that it follows from.

A thing is whatever has a name of its own: a message, a field, a value, a requirement. The declaration of its table says which of its
columns are `compared`. What belongs to a thing that is new or gone as a whole is not told once more.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from ocppdb.records.common import SubjectKind
from ocppdb.records.declare import NOUNS, Column, Key, Noun, Part, noun

__all__ = ["Change", "Changes", "Things", "compare", "things", "uncompared"]

Row = Mapping[str, Any]
Rows = Callable[[str], Iterable[Row]]
"""Returns the rows of a table that belong to one version; of the fields of payloads, those of the payloads themselves are enough."""
Users = Iterable[tuple[str, str]]
"""Pairs of a type and a message that has it somewhere."""
Named = tuple[str, str]
"""Kind and name of a thing."""


@noun(
    "changes",
    key="id",
    label="name",
    facets=("from_version", "to_version", "kind", "change", "aspect", "group_name"),
    keys=(Key("id", "Row number.", type=int),),
    doc="A difference between a version and the one before it, computed from the other tables.",
)
class Change(NamedTuple):
    """A difference between two versions."""

    from_version: Annotated[str, Column("The version before, by its id.", references="versions", indexed=True)]
    to_version: Annotated[str, Column("The version after, by its id.", references="versions", indexed=True)]
    kind: Annotated[SubjectKind, "Kind of the thing: message, field, type, enum-value, requirement ..."]
    name: Annotated[str, Column("Name of the thing, as `show` knows it.", indexed=True)]
    change: Annotated[Literal["new", "gone", "changed"], "new, gone, or changed."]
    aspect: Annotated[
        str | None,
        "What of it changed: required, max_length, items, type, level, text ...; opened where an enumeration became free text, "
        "closed where free text became an enumeration; differs where a rule demands something else; empty for what is new or gone.",
    ]
    before: Annotated[
        str | None,
        "What it was; empty where there was nothing. Of a text it is the hash, of a field that is gone its cardinality and type, of a "
        "rule that is gone what it demanded.",
    ]
    after: Annotated[
        str | None,
        "What it is; of a new field its cardinality and type, of a new rule what it demands, of one that changed or is gone what is to be "
        "done otherwise.",
    ]
    group: Annotated[
        str | None,
        Column("The feature profile or functional block that it belongs to; empty for what several use.", column="group_name"),
    ]

    @property
    def how(self) -> str:
        """How it changed, in words; of a field that is new or gone, what it is like."""
        if self.change != "changed":
            return self.after or self.before or ""
        if self.aspect == "text":
            return "says it in other words"
        if self.aspect == "differs":
            return self.after or self.before or ""
        was, now = ("none" if value is None else value for value in (self.before, self.after))
        return f"{self.aspect} {was} -> {now}"


class Changes(NamedTuple):
    """What changed from one version to another: as a whole, or about one thing."""

    before: Annotated[str, "The version before, by its id."]
    after: Annotated[str, "The version after, by its id."]
    what: Annotated[str | None, "What was asked about; empty for everything."]
    changes: Annotated[
        tuple[Change, ...], Part("The differences: messages first, then fields, types and values, then the rest.", made=True)
    ]
    notes: Annotated[tuple[str, ...], Part("What was not compared, and why.", made=True)]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many things of each kind are new, gone and changed: `{"message": {"new": 27, ...}, ...}`."""
        found: dict[str, dict[str, set[str]]] = {}
        for each in self.changes:
            found.setdefault(each.kind, {}).setdefault(each.change, set()).add(each.name)
        return {kind: {change: len(names) for change, names in by.items()} for kind, by in found.items()}

    def text(self) -> str:
        """Return it as lines to read."""
        from ocppdb.show.changes import text

        return text(self)

    def markdown(self) -> str:
        """Return it as Markdown."""
        from ocppdb.show.changes import markdown

        return markdown(self)


class Things(NamedTuple):
    """Everything of a version that is compared."""

    aspects: dict[Named, dict[str, str | None]]
    """What each thing is like, by kind and name."""
    owners: dict[Named, Named]
    """The message, type or component that a thing belongs to."""
    groups: dict[Named, str]
    """The group that a thing belongs to, where it is only one."""
    rules: dict[str, Row]
    """The rules by their ids."""
    overtaken: dict[str, str]
    """What is to be done otherwise since a rule was rewritten or ended, by its id."""


FIELD = ("min_items", "max_length", "minimum", "maximum", "multiple_of", "format", "default_value")
"""Columns of a field that are compared as they are."""


def things(rows: Rows, users: Users, whole: bool = False) -> Things:
    """Return the Things of a version, whose tables `rows` reads; `whole` compares every column, as between two databases."""
    found = Things({}, {}, {}, {row["id"]: row for row in rows("rules")}, dict(_overtaken(rows)))
    roots = {row["type_id"] for row in rows("payloads")}
    for table in _compared(whole):
        for row in rows(table.table):
            if row.get("depth") or table.table == "types" and row["id"] in roots or row.get("owner_id") in roots:
                continue  # a payload is told by its message, and what is deeper in it by its type
            named = str(table.kind), table.called.format_map(row)
            found.aspects[named] = _aspects(table, row, whole)
    _belong(found, rows, users)
    return found


def _overtaken(rows: Rows) -> Iterator[tuple[str, str]]:
    for row in rows("links"):
        if (
            row["relation"] == "overtaken-by"
            and row["from_kind"] == "rule"
            and row["note"]
            and row["to_version"] != row["version"]
        ):
            yield row["from_name"], row["note"]


def _compared(whole: bool) -> list[Noun]:
    return [each for each in NOUNS.values() if each.kind and (each.compared is not None or whole and _is_of_a_version(each))]


def _is_of_a_version(table: Noun) -> bool:
    return any(column.name == "version" for column in table.columns)


def _aspects(table: Noun, row: Row, whole: bool) -> dict[str, str | None]:
    if table.kind == "field":
        most = str(row["cardinality"]).rpartition("..")[2]
        aspects = {"type": row["data_type"] or row["type"], "required": bool(row["required"]), "items": most}
        return {name: _said(value) for name, value in (aspects | {each: row.get(each) for each in FIELD}).items()}
    links = {key.name for key in table.keys} | {"version", "slug", "id", "position", table.key}
    names = (
        [each.column for each in table.columns if each.column not in links and each.column in row]
        if whole
        else table.compared or ()
    )
    flags = {each.column for each in table.columns if each.type is bool}
    return {name.removesuffix("_name").removesuffix("_sha"): _said(row.get(name), name in flags) for name in names}


def _said(value: Any, flag: bool = False) -> str | None:
    if isinstance(value, bool) or flag and value is not None:
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else None if value is None else str(value)


def _belong(found: Things, rows: Rows, users: Users) -> None:
    """Tell what each thing belongs to: a field to its message or type, a value to its enumeration, and all of them to groups."""
    of_message = {row["action"]: row["group_name"] for row in rows("messages")}
    of_letter = {row["code"]: row["name"] for row in rows("groups") if row.get("code")}
    of_type: dict[str, set[str]] = {}
    for type_, action in users:
        of_type.setdefault(type_, set()).add(of_message[action])
    for kind, name in found.aspects:
        owner = name.partition(".")[0]
        if kind in ("field", "enum-value"):
            named = ("message" if kind == "field" and owner in of_message else "type", owner)
            found.owners[kind, name] = named
        elif kind == "variable" and ("component", owner.partition("[")[0]) in found.aspects:
            found.owners[kind, name] = ("component", owner.partition("[")[0])
        groups = (
            {of_letter[name[0]]}
            if kind in ("requirement", "use-case") and name[0] in of_letter
            else {of_letter[found.rules[name]["section"][0]]}
            if kind == "rule"
            and re.match(r"[A-Z]\d\d\.", found.rules[name]["section"])
            and found.rules[name]["section"][0] in of_letter
            else {of_message[owner]}
            if kind in ("message", "field") and owner in of_message
            else of_type.get(owner, set())
            if kind in ("type", "field", "enum-value")
            else {name}
            if kind == "group"
            else set()
        )
        if len(groups) == 1:
            found.groups[kind, name] = min(groups)


def compare(before: str, after: str, old: Things, new: Things) -> Iterator[Change]:
    """Yield the Changes from the things of a version to those of another.

    Kinds that only one of them has are left out, and rules where no rule of one is a rule of the other: they are other words for much of
    the same.
    """
    both = {kind for kind, _ in old.aspects} & {kind for kind, _ in new.aspects}
    both -= set() if old.rules.keys() & new.rules.keys() else {"rule"}

    def change(named: Named, what: Literal["new", "gone", "changed"], *told: str | None) -> Change:
        aspect, was, now = told
        group = new.groups.get(named) or old.groups.get(named)
        return Change(before, after, named[0], named[1], what, aspect, was, now, group)  # type: ignore[arg-type]

    for named in _in_order(old, new):
        if named[0] not in both:
            continue
        if named not in new.aspects:
            if not _goes_with(named, old, new):
                yield change(named, "gone", None, _in_short(named, old), _why_gone(named, old))
        elif named not in old.aspects:
            if not _goes_with(named, new, old):
                yield change(named, "new", None, _why_gone(named, new), _in_short(named, new))
        else:
            was, now = old.aspects[named], new.aspects[named]
            for aspect in was.keys() & now.keys() if was.keys() != now.keys() else was:
                if was[aspect] != now[aspect] and not (aspect == "text" and None in (was[aspect], now[aspect])):
                    yield change(named, "changed", _turned(named, aspect, was, now, old, new), was[aspect], now[aspect])


def _in_short(named: Named, of: Things) -> str | None:
    """What a field that is new or gone is like: its cardinality, where the least of a list is left open, and its type; a rule's text."""
    if named[0] == "rule":
        return str(of.rules[named[1]]["text"])
    if named[0] != "field":
        return None
    like = of.aspects[named]
    return f"{'1' if like['required'] == 'yes' else '0'}..{like['items']} {like['type']}"


def _in_order(old: Things, new: Things) -> list[Named]:
    """All things of the two: by kind as the tables are declared, then by name."""
    kinds = list(dict.fromkeys(kind for kind, _ in (*new.aspects, *old.aspects)))
    place = {kind: number for number, kind in enumerate(FIRST + tuple(kind for kind in kinds if kind not in FIRST))}
    return sorted({*old.aspects, *new.aspects}, key=lambda named: (place[named[0]], named[1]))


def _why_gone(named: Named, of: Things) -> str | None:
    """What is to be done in place of a rule that is gone."""
    return of.overtaken.get(named[1]) if named[0] == "rule" else None


FIRST = (
    "group",
    "message",
    "field",
    "type",
    "enum-value",
    "rule",
    "use-case",
    "requirement",
    "component",
    "variable",
    "config-key",
)
"""The kinds that are told first."""


def _goes_with(named: Named, here: Things, there: Things) -> bool:
    """Whether a thing that only one version has belongs to what only that one has."""
    owner = here.owners.get(named)
    return owner is not None and owner in here.aspects and owner not in there.aspects


def _turned(named: Named, aspect: str, was: Row, now: Row, old: Things, new: Things) -> str:
    """The aspect's name: an enumeration that became free text is `opened`, the other way round `closed`."""
    if named[0] == "field" and aspect == "type":
        if _lists(old, was["type"]) and now["type"] == "string":
            return "opened"
        if was["type"] == "string" and _lists(new, now["type"]):
            return "closed"
    return aspect


def _lists(of: Things, type_: str | None) -> bool:
    return (of.aspects.get(("type", str(type_))) or {}).get("category") == "enumeration"


def uncompared(before: str, after: str, old: Things, new: Things) -> Iterator[str]:
    """Yield what is not compared between two versions, and why."""
    kinds = {kind for kind, _ in old.aspects}, {kind for kind, _ in new.aspects}
    for version, only in ((before, kinds[0] - kinds[1]), (after, kinds[1] - kinds[0])):
        if only:
            yield f"only OCPP {version} has these here, so they are not compared: {', '.join(sorted(only))}"
    shared = [named for named in old.aspects if named[0] == "requirement" and named in new.aspects]
    silent = [named for named in shared if None in (old.aspects[named].get("text"), new.aspects[named].get("text"))]
    if silent:
        yield f"of {len(silent)} of {len(shared)} shared requirements the texts are not compared: one side has no hash of it"
