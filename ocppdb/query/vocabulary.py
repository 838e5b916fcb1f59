"""The names of every version, as a search for them in other people's texts needs them. Everything is read from the tables."""

import re
from collections import Counter
from collections.abc import Iterator

from ocppdb.projects.words import Name, Vocabulary, parts
from ocppdb.query.names import versions
from ocppdb.query.reader import Reader

__all__ = ["vocabulary"]

NAMES = {
    "action": "SELECT version, action FROM messages",
    "type": "SELECT version, name FROM types WHERE category != 'payload'",
    "field": "SELECT version, name FROM fields",
    "value": "SELECT types.version, value FROM enumerations JOIN types ON types.id = type_id",
    "token": "SELECT version, type FROM id_token_types",
    "measurand": "SELECT version, measurand FROM measurands",
    "reason": "SELECT version, code FROM reason_codes",
    "key": 'SELECT version, "key" FROM config_keys',
    "component": "SELECT version, name FROM components",
    "variable": "SELECT version, name FROM variables",
    "code": "SELECT version, code FROM error_codes",
    "event": "SELECT version, event FROM security_events",
}
FIELDS = (
    "SELECT messages.version, messages.action, payloads.kind, payload_fields.name, payload_fields.required, depth FROM payloads "
    "JOIN messages ON messages.id = payloads.message_id LEFT JOIN payload_fields ON payload_fields.payload_id = payloads.id"
)
TYPE_ENDINGS = ("EnumType", "Type", "Enum")
"""What the names of types end in in one version and not in another: what is left is the name that both would use in code."""
LEAST_LETTERS = 5
"""A name of fewer letters, such as kWh, is found everywhere."""
LEAST_JOINED = 12
"""A name of a message in small letters without a gap must be so long to be one."""


def vocabulary(reader: Reader) -> Vocabulary:
    """Return the Vocabulary of a database; it is made once."""
    return reader.once("vocabulary", lambda: _read(reader))


def _read(reader: Reader) -> Vocabulary:
    known = versions(reader)
    actions = {parts(action): action for action in reader.values("SELECT DISTINCT action FROM messages")}
    payloads: dict[str, dict[tuple[str, str], tuple[set[str], set[str]]]] = {each: {} for each in known}
    deep: dict[str, dict[str, set[str]]] = {each: {} for each in known}
    for version, action, kind, name, required, depth in reader.rows(FIELDS):
        needed, allowed = payloads[version].setdefault((action, kind), (set(), set()))
        inside = deep[version].setdefault(action, set())
        if name is None:
            continue
        inside.add(name)
        if depth == 0:
            allowed.add(name)
            if required:
                needed.add(name)
    roles: dict[tuple[str, ...], set[str]] = {}
    for version, name in reader.rows("SELECT version, name FROM roles"):
        roles.setdefault(parts(name), set()).add(version)
    frames: dict[int, set[str]] = {}
    for version, number in reader.rows("SELECT version, message_type_id FROM frames"):
        frames.setdefault(number, set()).add(version)
    return Vocabulary(
        versions=tuple(known),
        assumed=next(each.id for each in known.values() if each.assumed),
        words={row["word"]: row["version"] for row in reader.rows("SELECT word, version FROM version_words")},
        subprotocols={each.subprotocol: each.id for each in known.values()},
        names=_names(reader),
        actions=actions,
        joined={action.lower(): of for of, action in actions.items() if len(action) >= LEAST_JOINED and len(of) > 1},
        roles={of: frozenset(having) for of, having in roles.items() if len(having) < len(known)},
        endings=_endings(reader),
        payloads={
            version: {of: (frozenset(needed), frozenset(allowed)) for of, (needed, allowed) in each.items()}
            for version, each in payloads.items()
        },
        deep={version: {action: frozenset(inside) for action, inside in each.items()} for version, each in deep.items()},
        frames={number: frozenset(having) for number, having in frames.items()},
        nothing=set(),
        known={},
        companions=_companions(payloads),
    )


def _names(reader: Reader) -> dict[tuple[str, ...], Name]:
    found: dict[tuple[str, ...], tuple[str, dict[str, None], set[str]]] = {}
    for kind, sql in NAMES.items():
        for version, name in reader.rows(sql):
            for each in _spellings(kind, name.partition("[")[0]):
                of = parts(each)
                if len(of) > 1 and len(each) >= LEAST_LETTERS:
                    _, kinds, having = found.setdefault(of, (each, {}, set()))
                    kinds[kind] = None
                    having.add(version)
    return {of: Name(name, tuple(kinds), frozenset(having)) for of, (name, kinds, having) in found.items()}


def _spellings(kind: str, name: str) -> Iterator[str]:
    """Yield a name, and for that of a type what it is called in code that leaves its ending out."""
    yield name
    if kind == "type":
        short = re.sub(rf"(?:{'|'.join(TYPE_ENDINGS)})$", "", name)
        if short:
            yield from (f"{short}{ending}" for ending in ("", *TYPE_ENDINGS))


def _endings(reader: Reader) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for version, action, name in reader.rows(
        "SELECT messages.version, action, payloads.name FROM payloads JOIN messages ON messages.id = message_id"
    ):
        if name.startswith(action):
            found.setdefault(name.removeprefix(action), set()).add(version)
    return {ending: frozenset(having) for ending, having in found.items() if ending}


def _companions(payloads: dict[str, dict[tuple[str, str], tuple[set[str], set[str]]]]) -> dict[str, dict[str, frozenset[str]]]:
    """By version and field: the fields, unknown to some other version, that stand required beside it in every payload that has it."""
    every = {version: {name for _, allowed in each.values() for name in allowed} for version, each in payloads.items()}
    shared = set.intersection(*every.values()) if every else set()
    found: dict[str, dict[str, frozenset[str]]] = {version: {} for version in payloads}
    for version, each in payloads.items():
        count = Counter(name for _, allowed in each.values() for name in allowed & shared)
        for name in (name for name, times in count.items() if times > 1):
            beside = set.intersection(*(needed for needed, allowed in each.values() if name in allowed)) - shared
            if beside:
                found[version][name] = frozenset(beside)
    return found
