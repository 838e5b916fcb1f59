"""The skill and the plugin around it: what the public validators demand, links that resolve, the same bytes each time."""

import json
import os
import re

import click
import pytest
import yaml

from ocppdb.agents.documents import text
from ocppdb.agents.mode import escalation_mode
from ocppdb.agents.skill import export, files
from ocppdb.agents.skill.folder import SKILL
from ocppdb.cli import main
from ocppdb.errors import OcppdbError

KEYS = {"name", "description", "license", "metadata"}
"""Keys that every known validator takes; `compatibility` and `allowed-tools` are known to most.

The rules are those of the Agent Skills specification (agentskills.io/specification) and of its validator, skills-ref 0.1.0: a name of at
most 64 lowercase letters, digits and single hyphens that is the folder's own; a description of at most 1024 characters; no other keys;
texts alone in metadata. Anthropic's own takes no angle brackets in a description.
"""


@pytest.fixture(scope="module")
def folder(db, tmp_path_factory):
    place = tmp_path_factory.mktemp("plugin")
    export(db, place)
    return place


@pytest.fixture(scope="module")
def page(folder):
    return (folder / SKILL / "SKILL.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def front(page):
    begun, front, _ = page.split("---\n", 2)
    assert begun == ""
    return yaml.safe_load(front)


def test_the_front_matter_is_what_validators_demand(front, folder):
    assert set(front) <= KEYS and {"name", "description"} <= set(front)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", front["name"]) and len(front["name"]) <= 64
    assert front["name"] == (folder / SKILL).name
    assert not re.search("claude|anthropic", front["name"])
    assert 0 < len(front["description"]) <= 1024 and not re.search("[<>]", front["description"])
    assert "Use when" in front["description"], "it says what the skill does and when to use it"
    assert all(isinstance(key, str) and isinstance(value, str) for key, value in front["metadata"].items())


def test_the_body_is_short(page):
    assert len(page.split("---\n", 2)[2].splitlines()) < 150
    assert "{{" not in page


def test_the_description_names_every_version(db, front):
    assert all(version.title in front["description"] for version in db.versions)


def test_the_quick_reference_names_every_message(db, page):
    arrows = {"station-to-csms": "↑", "csms-to-station": "↓", "either": "↕"}
    for message in db.messages():
        assert re.search(rf"\b{message.action}{arrows[message.direction]}", page), message


def test_every_document_is_a_reference_and_every_topic_leads_to_one(db, folder, page):
    for document in db.documents():
        assert f"](references/{document.path})" in page
        assert (folder / SKILL / "references" / document.path).read_text(encoding="utf-8") == text(db, document)
    rows = {line for line in page.splitlines() if line.startswith("| [")}
    for topic in db.topics():
        for path in topic.documents:
            (row,) = (row for row in rows if f"(references/{path})" in row)
            assert topic.name in re.split(r"[ ,|]+", row.removesuffix(" |").rpartition(" | ")[2]), topic


def test_links_resolve(folder):
    for file in [*(folder / SKILL).rglob("*.md"), folder / "llms.txt"]:
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", link):
                assert (file.parent / link).is_file(), f"{file}: {link}"


def test_the_commands_of_the_skill_are_there(page):
    for name in re.findall(r"`ocppdb ([a-z-]+)", page):
        assert isinstance(main.get_command(None, name), click.Command), name


def test_the_plugin_has_manifest_skill_and_server(folder, front):
    manifest = json.loads((folder / ".claude-plugin" / "plugin.json").read_text())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", manifest["name"]) and re.fullmatch(r"\d+\.\d+\.\d+", manifest["version"])
    assert manifest["version"] == front["metadata"]["version"]
    (server,) = json.loads((folder / ".mcp.json").read_text())["mcpServers"].values()
    assert server["command"] == "ocppdb" and main.get_command(None, server["args"][0])


def test_llms_txt_leads_to_all_documents(db, folder):
    short = (folder / "llms.txt").read_text(encoding="utf-8")
    assert short.startswith("# ") and re.search("(?m)^> ", short)
    assert all(f"]({SKILL}/references/{each.path}): " in short for each in db.documents())
    whole = (folder / "llms-full.txt").read_text(encoding="utf-8")
    assert all(text(db, each) in whole for each in db.documents())


def test_the_block_for_agents_chooses_the_mode_that_it_names(folder):
    assert escalation_mode(folder)[:1] == ("strict",) and escalation_mode(folder).file == os.fspath(folder / "AGENTS.md")


def test_the_same_database_gives_the_same_files(db, folder):
    assert {path: said.encode() for path, said in files(db).items()} == {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_a_folder_of_others_is_left_alone(db, tmp_path):
    (tmp_path / "notes.md").write_text("mine")
    with pytest.raises(OcppdbError, match="holds other files"):
        export(db, tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["notes.md"]


def test_an_export_is_renewed_and_what_is_gone_is_removed(db, tmp_path):
    export(db, tmp_path)
    old = tmp_path / SKILL / "references" / "Old.md"
    old.write_text("old")
    export(db, tmp_path)
    assert not old.exists()
