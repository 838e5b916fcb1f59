"""The house keeps its shape: imports go down only, and no code path names a version."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ocppdb"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

FLOORS = (
    {"__main__", "__init__"},
    {"spark", "cli"},
    {"mcp"},
    {"site"},
    {"agents", "show"},
    {"query"},
    {"smart_charging"},
    {"build"},
    {"tables"},
    {"projects"},
    {"judging"},
    {"records"},
    {"files"},
    {"errors", "release"},
)
"""From the roof down: a room imports from its own floor and from those below it."""
UP = {("records", "show"): "a record draws itself when it is asked to"}
"""The only way up, and only inside a function."""
LIGHT = ("errors", "release", "files", "records", "query", "show", "agents", "smart_charging", "projects")
"""Rooms that need the standard library only: reading is light."""


def imports(module):
    """Yield (package, room, whether inside a function) for each import of a module."""
    tree = ast.parse(MODULES[module].read_text())
    inside = {id(node) for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are written out, from ocppdb.room.module import name"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            yield package, rest.partition(".")[0], id(node) in inside


def room_of(module):
    return module.partition("/")[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module):
    floor = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
    room = room_of(module)
    for package, other, inside in imports(module):
        if package == "ocppdb" and other in floor and room != "__init__" and floor[other] < floor[room]:
            assert (room, other) in UP and inside, f"{module} imports {other}, which stands above it"


@pytest.mark.parametrize("module", [module for module in MODULES if room_of(module) in LIGHT])
def test_reading_needs_the_standard_library_only(module):
    assert {package for package, _, _ in imports(module)} <= {"ocppdb", *sys.stdlib_module_names}


@pytest.mark.parametrize("module", MODULES)
def test_no_code_path_names_a_version(module):
    tree = ast.parse(MODULES[module].read_text())
    compared = [
        constant.value
        for node in ast.walk(tree)
        if isinstance(node, (ast.Compare, ast.Match, ast.Subscript, ast.Dict))
        for constant in ast.walk(node)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    ]
    assert [text for text in compared if re.fullmatch(r"(1\.6J?|2\.0\.1|2\.1|ocpp16|ocpp201)", text)] == []


def test_importing_ocppdb_is_light():
    heavy = "sqlalchemy alembic click yaml jsonschema datasette"
    code = f"import sys, ocppdb; print(sorted(set('{heavy}'.split()) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
