"""SKILL.md: the words of its template, and what the database fills in."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ocppdb.query import Database
from ocppdb.records.messages import Message
from ocppdb.release import RELEASE

__all__ = ["TOOLS", "skill_page"]

TEMPLATE = Path(__file__).parent / "SKILL.md"
TOOLS = (
    "about",
    "search",
    "message",
    "sequence",
    "escalations",
    "compare",
    "changes",
    "topic",
    "sql",
    "validate",
    "detect",
    "smart_charging",
)
"""The tools of the server, in the order in which it offers them."""
COMMANDS = (
    "about NAME",
    "show NAME",
    "search WORDS",
    "sequence ID",
    "escalations --action ACTION",
    "compare NAME",
    "changes BEFORE AFTER NAME",
    "topic NAME",
    "validate FILE",
    "detect PATH",
    "smart-charging FILE",
)
"""Commands worth knowing."""
DETECT = (
    "Run `ocppdb detect PATH` on the developer's code (tool `detect`), and follow it; it also says what to ask. By reading:"
)
KEY_TYPES = (
    "IdTokenType",
    "IdTokenInfoType",
    "EVSEType",
    "TransactionType",
    "MeterValueType",
    "ChargingProfileType",
    "ChargingScheduleType",
    "StatusInfoType",
)
"""The types of the assumed version that most code meets."""
ARROWS = {"station-to-csms": "↑", "csms-to-station": "↓", "either": "↕"}


def skill_page(db: Database) -> str:
    """Return SKILL.md."""
    filled = {
        "release": RELEASE,
        "titles": ", ".join(each.title for each in db.versions),
        "assumed": next(each.id for each in db.versions if each.assumed),
        "versions": "\n".join(_versions(db)),
        "tools": ", ".join(f"`{each}`" for each in TOOLS),
        "commands": ", ".join(f"`ocppdb {words}`" for words in COMMANDS),
        "detect": DETECT,
        "validate": "`ocppdb validate`, tool `validate`",
        "types": _types(db),
        "frames": "\n".join(_frames(db)),
        "quick_reference": "\n".join(_quick_reference(db)).strip(),
        "documents": "\n".join(_documents(db)),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda each: filled[each[1]], TEMPLATE.read_text(encoding="utf-8"))


def _versions(db: Database) -> Iterator[str]:
    """Yield a line for each version: its subprotocol, its roles, and the messages that no other version has."""
    actions = {each.id: [message.action for message in db.messages(each.id)] for each in db.versions}
    renamed = {row["to_name"]: row["to_version"] for row in db.sql(RENAMED)}
    for version in db.versions:
        others = {action for id_, own in actions.items() if id_ != version.id for action in own}
        alone = [action for action in actions[version.id] if action not in others]
        new = [action for action, since in renamed.items() if since == version.id]
        roles = " and ".join(
            row["name"] for row in db.sql("SELECT name FROM roles WHERE version = ? ORDER BY rowid", (version.id,))
        )
        said = [f"subprotocol `{version.subprotocol}`", roles]
        said += [f"only there: {_names(alone[:MANY])}{', ...' if len(alone) > MANY else ''}"] if alone else []
        said += [f"new names there: {_names(new)}"] if new else []
        yield f"- **{version.id}**: {'; '.join(said)}"


MANY = 14
"""So many names tell a version."""
RENAMED = (
    "SELECT DISTINCT to_name, to_version FROM mappings WHERE from_kind = 'message' AND to_kind = 'message' AND from_name <> to_name "
    "AND to_name NOT IN (SELECT action FROM messages WHERE version = from_version) ORDER BY to_name"
)
"""What messages of a version are called since then."""


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{each}`" for each in names)


def _frames(db: Database) -> Iterator[str]:
    """Yield the frames, each with the versions that have it."""
    found: dict[str, list[str]] = {}
    for row in db.sql("SELECT frames.* FROM frames JOIN versions ON versions.id = version ORDER BY message_type_id, position"):
        found.setdefault(f"{row['name']} `{row['layout'].replace('UniqueId', 'MessageId')}`", []).append(row["version"])
    everywhere = [each.id for each in db.versions]
    yield "Frames, JSON over WebSocket; the station opens the connection, both sides may send:"
    for said, versions in found.items():
        yield f"- {said}" + ("" if versions == everywhere else f" ({', '.join(versions)} only)")


def _quick_reference(db: Database) -> Iterator[str]:
    """Yield the messages of each version by group; of a version that goes on from another, only what is new."""
    before: set[str] = set()
    for version in db.versions:
        messages = db.messages(version.id)
        own = {message.action for message in messages}
        grown = bool(before) and len(before & own) > 0.9 * len(before)
        told = [message for message in messages if message.action not in before] if grown else messages
        yield f"**OCPP {version.id}** ({len(messages)} messages{'; those that are new' if grown else ''}; ↑ station to backend, ↓ to the station, ↕ either)"
        for group, several in _by_group(db, version.id, told):
            names = ", ".join(f"{message.action}{ARROWS[message.direction]}" for message in several)
            extension = f", {several[0].extension} extension" if several[0].extension else ""
            yield f"- {group}{extension}: {names}"
        yield ""
        before = own


def _types(db: Database) -> str:
    """The types that most code meets, with their fields."""
    said = []
    for name in KEY_TYPES:
        fields = (
            f"{field.name}{'' if field.required else '?'}" for field in db.data_type(name).fields if field.name != "customData"
        )
        said.append(f"`{name}` ({', '.join(fields)})")
    return f"Types of OCPP {next(each.id for each in db.versions if each.assumed)} that most code meets (? may be absent): {', '.join(said)}."


def _by_group(db: Database, version: str, messages: Iterable[Message]) -> Iterator[tuple[str, list[Message]]]:
    """Yield the groups of a version, in its order, with those of some messages that belong to each."""
    order = [row["name"] for row in db.sql("SELECT name FROM groups WHERE version = ? ORDER BY position", (version,))]
    for group in order:
        if several := [message for message in messages if message.group == group]:
            yield group, several


def _documents(db: Database) -> Iterator[str]:
    """Yield the table of documents, each with the topics that lead to it."""
    topics: dict[str, list[str]] = {}
    for topic in db.topics():
        for path in topic.documents:
            topics.setdefault(path, []).append(topic.name)
    yield "| Read | for | topics |"
    yield "|---|---|---|"
    for document in db.documents():
        yield f"| [{document.path.rpartition('/')[2]}](references/{document.path}) | {document.summary} | {', '.join(dict.fromkeys(topics.get(document.path, ())))} |"
