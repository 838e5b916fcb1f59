"""The reference lists, and the rules among them."""

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.query.filters import Condition, where
from ocppdb.query.names import find_or_nearest, having, resolve
from ocppdb.query.open_points import about
from ocppdb.query.points import names_of_message
from ocppdb.query.reach import demand, demand_of
from ocppdb.query.reader import Reader, columns, made
from ocppdb.query.search import with_all_words
from ocppdb.records import lists
from ocppdb.records.declare import NOUNS
from ocppdb.records.lists import Component, Concept, ConfigKey, DeviceVariable, Erratum, Rule, RuleCheck
from ocppdb.records.subjects import Subject
from ocppdb.records.versions import Stage

__all__ = ["TABLES", "component", "config_key", "facts", "one", "rules"]

T = TypeVar("T")
TABLES = tuple(noun.table for noun in NOUNS.values() if noun.records[0].__module__ == lists.__name__ and noun.kind)
"""The tables that are reference lists."""


def facts(reader: Reader, table: str, version: str | None = None, /, **given: object) -> list[Any]:
    """Return the rows of a reference list, chosen by columns and the values they must have; None stands for empty.

    Raises NotFound for a list, column or value that does not exist.
    """
    name = told(table, 80).replace("-", "_")
    if name not in TABLES:
        raise NotFound.of(f"no list {told(table, 80)!r}", name, TABLES, f"there are {', '.join(TABLES)}")
    if "version" in given:
        version = cast(str | None, given.pop("version"))
    if name in STAGES:
        demand(reader, STAGES[name], version)
    return _read(reader, name, where(reader, name, version, given))


STAGES: dict[str, Stage] = {"rules": "rules"}
"""The lists that a version reaches at a stage of their own."""


def _read(reader: Reader, table: str, condition: Condition) -> list[Any]:
    terms, parameters = condition
    record: type[Any] = NOUNS[table].records[0]
    rows = reader.rows(f"SELECT {columns(record)}, slug FROM {table} WHERE {terms} ORDER BY rowid", parameters)
    joined = JOINED.get(record, lambda *_: {})(reader, f"SELECT slug FROM {table} WHERE {terms}", parameters)
    return [made(record, row, **{name: by_slug.get(row["slug"], ()) for name, by_slug in joined.items()}) for row in rows]


def _rows_of_rules(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    """The subjects and requirements of rules, by the rule's slug."""
    beside = (
        "SELECT rule_slug AS slug, requirement FROM rule_requirements JOIN rules ON rules.slug = rule_slug "
        f"WHERE rule_slug IN ({chosen}) AND requirement != section ORDER BY rule_requirements.rowid"
    )
    rows = reader.rows(beside, parameters)
    return {
        "subjects": _subjects(reader, "rule", chosen, parameters),
        "requirements": _by_slug((row["slug"], row["requirement"]) for row in rows),
        "checks": _checks(reader, chosen, parameters),
    }


def _checks(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, tuple[RuleCheck, ...]]:
    rows = reader.rows(
        f"SELECT {columns(RuleCheck)}, rule_slug AS slug FROM rule_checks WHERE rule_slug IN ({chosen}) ORDER BY rowid",
        parameters,
    )
    return _by_slug((row["slug"], made(RuleCheck, row)) for row in rows)


def _rows_of_errata(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    return {"subjects": _subjects(reader, "erratum", chosen, parameters)}


def _rows_of_concepts(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    return {"subjects": _subjects(reader, "concept", chosen, parameters)}


def _subjects(reader: Reader, one: str, chosen: str, parameters: tuple[object, ...]) -> dict[str, tuple[Subject, ...]]:
    rows = reader.rows(
        f"SELECT {columns(Subject)}, {one}_slug AS slug FROM {one}_subjects WHERE {one}_slug IN ({chosen}) ORDER BY rowid",
        parameters,
    )
    return _by_slug((row["slug"], made(Subject, row)) for row in rows)


def _by_slug(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for slug, each in pairs:
        found.setdefault(slug, []).append(each)
    return {slug: tuple(several) for slug, several in found.items()}


def _variables(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    rows = reader.rows(
        f"SELECT {columns(DeviceVariable)}, component_slug AS slug FROM device_variables WHERE component_slug IN ({chosen}) ORDER BY rowid",
        parameters,
    )
    return {"variables": _by_slug((row["slug"], made(DeviceVariable, row)) for row in rows)}


def _points(reader: Reader, chosen: str, parameters: tuple[object, ...]) -> dict[str, dict[str, tuple[Any, ...]]]:
    rows = reader.rows(f"SELECT slug, version, key FROM config_keys WHERE slug IN ({chosen})", parameters)
    return {"escalations": {row["slug"]: about(reader, row["version"]).get(row["key"], ()) for row in rows}}


JOINED: dict[type, Any] = {
    Component: _variables,
    Concept: _rows_of_concepts,
    ConfigKey: _points,
    Erratum: _rows_of_errata,
    Rule: _rows_of_rules,
}
"""What is joined to the rows of a list: for each class the function that reads it, by the slug of the row."""


def one(reader: Reader, record: type[T], name: str, version: str | None = None) -> T:
    """Return the row of a reference list that has a name. Raises NotFound."""
    noun = next(each for each in NOUNS.values() if each.records[0] is record)
    resolved = resolve(reader, str(noun.kind), name, version)
    found = reader.once((noun.table, resolved), lambda: _row(reader, noun.table, noun.called.strip("{}"), resolved))
    return cast(T, found)


def _row(reader: Reader, table: str, column: str, resolved: tuple[str, str, bool]) -> Any:
    found = _read(reader, table, (f'version = ? AND "{column}" = ?', resolved[:2]))
    if not found:
        raise NotFound.of(f"no row of {table} is called {resolved[1]!r} in OCPP {resolved[0]}", resolved[1], ())
    return found[0]


def component(reader: Reader, name: str, version: str | None = None) -> Component:
    """Return the Component of that name, with its variables. Raises NotFound."""
    return one(reader, Component, name, version)


def config_key(reader: Reader, name: str, version: str | None = None) -> ConfigKey:
    """Return the ConfigKey of that name. Raises NotFound."""
    return one(reader, ConfigKey, name, version)


def rules(
    reader: Reader,
    about: str | None = None,
    version: str | None = None,
    words: str | None = None,
    action: str | None = None,
    **given: object,
) -> list[Rule]:
    """Return the list of Rules that fit all that is asked; see `Database.rules`."""
    demand(reader, "rules", version)
    found: list[Rule] = _read(reader, "rules", where(reader, "rules", version, given))
    if about is not None:
        hits = find_or_nearest(reader, about, version)
        demand_of(reader, "rules", (hit.version for hit in hits))
        names = {hit.name for hit in hits} | {about}
        found = [rule for rule in found if _any_within(rule, names)]
    if action is not None:
        demand_of(reader, "rules", having(reader, "message", action, version))
        found = [rule for rule in found if _any_within(rule, _names(reader, action, rule.version))]
    if words is not None:
        worded = {(hit.version, hit.name) for hit in with_all_words(reader, words, "rule")}
        found = [rule for rule in found if (rule.version, rule.id) in worded]
    return found


def _names(reader: Reader, action: str, version: str) -> set[str]:
    """The names by which rules of a version may speak of a message; none where the version lacks it."""

    def read() -> set[str]:
        try:
            return names_of_message(reader, action, version)
        except NotFound:
            return set()

    return reader.once(("names", action, version), read)


def _any_within(rule: Rule, names: set[str]) -> bool:
    """Whether a rule is about any of some names; a variable at a component is also known by its own name."""
    return any(
        within(subject.name, names) or subject.kind == "variable" and within(subject.name.rpartition(".")[2], names)
        for subject in rule.subjects
    )


def within(subject: str, names: set[str]) -> bool:
    """Return whether a subject is one of some names, or a field, value or instance of one: `Measurand.SoC` is within `Measurand`."""
    while subject not in names:
        cut = max(subject.rfind("."), subject.rfind("["))
        if cut < 0:
            return False
        subject = subject[:cut]
    return True
