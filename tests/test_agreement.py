"""All faces say the same: of 200 subjects the API, the MCP server, the command line, the documents and the skill tell the same facts."""

import json
import random
import re

import pytest
from click.testing import CliRunner

from ocppdb.agents.skill import files
from ocppdb.agents.skill.folder import SKILL
from ocppdb.cli import main
from ocppdb.mcp.answering import answer

SHARES = {"message": 40, "field": 60, "type": 30, "config-key": 20, "escalation": 30, "settled": 20}
"""So many subjects of each kind."""


def chosen(db):
    """Return 200 subjects, always the same for the same database."""
    luck = random.Random(20)
    for kind, number in SHARES.items():
        rows = db.sql("SELECT version, kind, name FROM subjects WHERE kind = ? ORDER BY version, name", (kind,))
        if kind == "field":
            rows = [
                row for row in rows if re.fullmatch(r"\w+\.(request|response)\.(?!customData)\w+", row["name"])
            ]  # every payload has that one
        yield from ((row["version"], kind, row["name"]) for row in luck.sample(rows, number))


def facts(db, version, kind, name):
    """Return what must be said of a subject everywhere, as the API tells it."""
    if kind == "message":
        message = db.message(name, version)
        return [message.summary, message.group]
    if kind == "field":
        field = db.field(name, version)
        return [field.name, field.data_type or field.type, field.cardinality]
    if kind == "type":
        listed = {each.version for each in db.documents() for part in each.parts if part.shows == "types"}
        described = db.sql("SELECT description FROM types WHERE version = ? AND name = ?", (version, name))
        return [name, *(row["description"] for row in described if row["description"] and version in listed)]
    if kind == "config-key":
        key = db.config_key(name, version)
        return [key.key, key.type, key.accessibility]
    if kind == "escalation":
        point = db.escalation(name)
        return [point.question, point.category, *(option.label for option in point.options)]
    return [db.settled_point(name).answer]


def by_mcp(db, version, kind, name, project):
    """Return what the server says: the tool that an agent would take."""
    if kind in ("escalation", "settled"):
        return json.dumps(answer(db, "escalations", {"id": name}, project), ensure_ascii=False)
    if kind == "message":
        return json.dumps(answer(db, "message", {"action": name, "version": version}, project), ensure_ascii=False)
    if kind == "field":
        action, payload, path = name.split(".", 2)
        told, cursor = [], None
        while cursor or not told:
            page = answer(
                db, "message", {"action": action, "version": version} | ({"cursor": cursor} if cursor else {}), project
            )
            told += [item for item in page["items"] if (item["payload"], item["path"]) == (payload, path)]
            cursor = page.get("next")
            if told:
                break
        return json.dumps(told, ensure_ascii=False)
    return json.dumps(answer(db, "about", {"what": name, "version": version}, project), ensure_ascii=False)


def by_command(database_file, version, kind, name):
    words = (
        ["escalation", name, "--mode", "strict"]
        if kind in ("escalation", "settled")
        else ["show", name, "--version", version, "--json"]
    )
    told = CliRunner().invoke(main, [*words, "--db", str(database_file)])
    assert told.exit_code == 0, (words, told.output)
    return told.output


def plain(text):
    """Return a text without what forms it: escapes of JSON and Markdown, line ends, runs of spaces."""
    return re.sub(r"\s+", " ", text.replace("\\n", " ").replace('\\"', '"').replace("\\|", "|").replace("> ", " "))


@pytest.fixture(scope="module")
def documents(db):
    """The references of the skill, by version."""
    texts = {}
    skill = files(db)
    for each in db.documents():
        texts.setdefault(each.version, []).append(plain(skill[f"{SKILL}/references/{each.path}"]))
    return {version: " ".join(several) for version, several in texts.items()}


def test_200_subjects_are_told_alike(db, database_file, documents, tmp_path):
    (tmp_path / ".git").mkdir()
    subjects = list(chosen(db))
    assert len(subjects) == 200
    silent = []
    for version, kind, name in subjects:
        said = {
            "MCP": plain(by_mcp(db, version, kind, name, str(tmp_path))),
            "command line": plain(by_command(database_file, version, kind, name)),
            "documents": documents[version],
        }
        for fact in facts(db, version, kind, name):
            silent += [(face, version, kind, name, fact) for face, text in said.items() if plain(str(fact)) not in text]
    assert silent == []
