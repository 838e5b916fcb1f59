"""Prompts that a user can start: the review of a handler."""

from collections.abc import Mapping
from typing import NamedTuple

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.mcp.arguments import LARGEST, Refused
from ocppdb.query import Database

__all__ = ["PROMPTS", "Prompt", "text"]


class Prompt(NamedTuple):
    """A prompt: its name, what it is for, and its arguments as (name, what it is, whether it must be given)."""

    name: str
    title: str
    doc: str
    arguments: tuple[tuple[str, str, bool], ...]


PROMPTS = {
    each.name: each
    for each in (
        Prompt(
            "review_handler",
            "Review the handler of a message",
            "Review code that handles a message: fields, rules, open points, error answers.",
            (
                ("action", "Action of the message, such as BootNotification.", True),
                ("code", "The code; without it the agent looks for it in the project.", False),
                ("version", "Version of OCPP; without it the agent finds it in the code.", False),
            ),
        ),
    )
}

REVIEW = """\
Review the handler of {action} ({version}).{code}

Work with the tools of ocppdb, and cite source and section for each finding.
1. Version: {which}
2. Fields: `message` with action {action}. Compare names, types, what must be present, lengths, enumeration values, on both sides.
3. Rules: `about` {action}. For each rule, say where the code keeps it, breaks it, or does not show it. Read the settled points: they are
   what is commonly got wrong.
4. Order: `sequence` with action {action}. Does the code fit before and after?
5. Open points: `escalations` with action {action}. For each, say what the code decides, whether it says so in a comment, and ask the
   developer where it does not. In strict mode propose no code for an open point.
6. Errors: which CALLERROR does the code answer for a payload that is wrong, and is that the code of this version?

Report three lists: wrong (with the cure), open (with the question), fine. Say what you could not see. Make up no behaviour."""


def text(db: Database, name: str, given: Mapping[str, str]) -> str:
    """Return the text of a prompt. Raises NotFound for no such prompt, message or version, Refused for arguments that are wrong."""
    if name not in PROMPTS:
        raise NotFound.of(f"no prompt is called {told(name, 60)!r}", name, PROMPTS)
    expected = [each for each, _, _ in PROMPTS[name].arguments]
    for each, value in given.items():
        if each not in expected:
            raise Refused(f"{name} takes no argument {told(each, 60)!r}; it takes {', '.join(expected)}")
        if len(value) > LARGEST:
            raise Refused(f"{each} has {len(value):,} letters, expected at most {LARGEST:,}")
    if not given.get("action"):
        raise Refused(f"{name} needs the argument 'action': {PROMPTS[name].arguments[0][1]}")
    version = given.get("version")
    message = db.message(given["action"], version)
    which = f"OCPP {db.version(version).id}." if version else "find it in the code; if nothing tells it, ask."
    code = f"\n\nThe code:\n\n~~~\n{given['code']}\n~~~" if given.get("code") else ""
    spoken = f"OCPP {db.version(version).id}" if version else "version not told"
    return REVIEW.format(action=message.action, version=spoken, which=which, code=code)
