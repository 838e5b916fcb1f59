"""The folder that `export skill` writes: a plugin with the skill and the MCP server beside each other, and texts that lead to them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ocppdb.agents.documents import text
from ocppdb.agents.skill.page import skill_page
from ocppdb.errors import OcppdbError
from ocppdb.files import told
from ocppdb.query import Database
from ocppdb.release import RELEASE

__all__ = ["SKILL", "export", "files"]

SKILL = "skills/ocpp"
"""Where the skill is in the folder; it is whole by itself, and may be copied to where an agent looks for skills."""
MANIFEST = ".claude-plugin/plugin.json"
SAID = "Reference of the Open Charge Point Protocol for agents: messages, rules, sequences, open points, each with its source."


def files(db: Database) -> dict[str, str]:
    """Return the text of every file by its path: the same for the same database."""
    documents = {each.path: text(db, each) for each in db.documents()}
    found = {f"{SKILL}/SKILL.md": skill_page(db)}
    found |= {f"{SKILL}/references/{path}": said for path, said in documents.items()}
    found[MANIFEST] = _json(
        {"name": "ocpp", "version": RELEASE, "description": SAID, "license": "Apache-2.0", "keywords": ["ocpp", "ev-charging"]}
    )
    found[".mcp.json"] = _json({"mcpServers": {"ocppdb": {"command": "ocppdb", "args": ["mcp"]}}})
    found["llms.txt"] = "\n".join(_llms(db)) + "\n"
    found["llms-full.txt"] = "\n".join(documents.values())
    found["AGENTS.md"] = AGENTS
    return found


def export(db: Database, folder: str | os.PathLike[str]) -> list[str]:
    """Write the files below a folder, which is made, and return their paths.

    Raises OcppdbError where the folder holds something else than an earlier export, or cannot be written.
    """
    root = Path(folder)
    try:
        if root.exists() and any(root.iterdir()) and not (root / MANIFEST).is_file():
            raise OcppdbError(f"{told(root)} holds other files; name an empty folder, or one that this command has written")
        written = files(db)
        for path, said in written.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(said.encode())
        for old in [each for each in (root / SKILL).rglob("*.md") if each.relative_to(root).as_posix() not in written]:
            old.unlink()
    except OSError as error:
        raise OcppdbError(f"{told(root)} cannot be written ({error.strerror}); name another folder") from None
    return list(written)


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _llms(db: Database) -> Iterator[str]:
    """Yield llms.txt: what this is, and a link to each document, by version."""
    yield "# OCPP reference"
    yield ""
    yield f"> {SAID}"
    yield ""
    yield f"Open points are marked ESCALATE in the documents: ask, never guess. How to work with them: {SKILL}/SKILL.md"
    for version in db.versions:
        documents = db.documents(version.id)
        if documents:
            yield ""
            yield f"## {version.title}"
            yield ""
            yield from (f"- [{each.title}]({SKILL}/references/{each.path}): {each.summary}" for each in documents)


AGENTS = """\
## OCPP

- For anything about OCPP use the skill `ocpp` or the MCP server `ocppdb` (tools about, message, escalations ...), not memory. Name the
  version, and cite document and section.
- OCPP escalation: strict. Where the specification leaves something open (SPEC-SILENT, VENDOR-DEPENDENT, POLICY-DEPENDENT), stop and ask.
"""
"""A block to put into a project's AGENTS.md or CLAUDE.md."""
