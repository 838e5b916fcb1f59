"""The documentation is executed: Python examples, SQL examples, console examples, generated parts."""

import contextlib
import doctest
import os
import re
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest

from ocppdb.cli import main
from ocppdb.cli.examples import console

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
GENERATED = [path.relative_to(ROOT) for path in [ROOT / "metadata.yml", *PAGES] if "[[[cog" in path.read_text()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page):
    assert doctest.testfile(str(page), module_relative=False).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_sql_examples(page, database_file):
    connection = sqlite3.connect(database_file)
    for block in re.findall(r"```sql\n(.*?)```", page.read_text(), re.S):
        for statement in filter(str.strip, block.split(";")):
            assert connection.execute(statement).fetchall(), statement
    connection.close()


@pytest.mark.parametrize("page", GENERATED, ids=str)
def test_generated_parts_are_up_to_date(page):
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    result = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", page], cwd=ROOT, capture_output=True, text=True, env=environment
    )
    assert result.returncode == 0, f"renew it: cog -r {page}\n{result.stdout}{result.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_shown_is_one_of_the_program(page):
    """Its name and its options; what it answers is shown where it stands after a prompt."""
    program = click.Context(main, info_name="ocppdb")
    for line in re.findall(
        r"^(?:\$ )?ocppdb ([a-z].*)$", "\n".join(re.findall(r"```\w*\n(.*?)```", page.read_text(), re.S)), re.M
    ):
        name, *words = shlex.split(re.split(r" [|>#] ?", line)[0])
        command = main.get_command(program, name)
        assert command is not None, line
        with contextlib.suppress(click.BadParameter):  # a file that is not here
            command.make_context(name, words, parent=program)


def test_an_example_that_fails_is_not_printed_empty():
    with pytest.raises(RuntimeError, match="ocppdb show Hartbeat: status 1, expected 0. Error: nothing is called 'Hartbeat'"):
        console("ocppdb show Hartbeat")


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_has_two_set_up_commands():
    section = (ROOT / "README.md").read_text().split("## Set up")[1].split("\n## ")[0]
    assert re.findall(r"```\n(.*?)\n```", section) == [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/ocppdb serve",
        'python3 -m venv .venv && .venv/bin/pip install --editable ".[test]" && .venv/bin/python -m pytest -n auto --dist loadfile',
    ]


def test_the_picture_of_the_readme_is_what_the_program_draws(db):
    assert (ROOT / "docs" / "cold-boot.svg").read_text() == db.sequence("ocpp201-b01-cold-boot").svg()
