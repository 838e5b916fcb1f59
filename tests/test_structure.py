"""The code keeps its shape: imports go one way, and no code path names a version."""

import ast
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "ocppdb"
MODULES = {path.stem: path for path in PACKAGE.glob("*.py")}

MAY_IMPORT = {
    "errors": set(),
    "release": set(),
    "views": set(),
    "invariants": set(),
    "json_schema": set(),
    "render": set(),
    "models": set(),
    "shipped": {"errors"},
    "default": {"release"},
    "seed": {"errors", "shipped"},
    "schemas": {"errors"},
    "schema_files": {"errors", "release"},
    "names": {"schemas"},
    "lint": {"lint_escalations", "lint_sequences", "names", "schemas", "seed"},
    "lint_sequences": {"flow", "names", "schemas"},
    "lint_escalations": {"names"},
    "flow": set(),
    "escalation": set(),
    "mode": set(),
    "show": {"render"},
    "database_file": {"release"},
    "sequence": {"diagram", "svg"},
    "diagram": set(),
    "svg": {"diagram"},
    "rows": {"names"},
    "answers": set(),
    "subjects": {"models", "rows"},
    "glossary": {"models", "views"},
    "serve": {"errors", "shipped"},
    "reference": set(),
    "query": {
        "answers",
        "database_file",
        "build",
        "default",
        "errors",
        "query_escalations",
        "query_lists",
        "query_messages",
        "query_names",
        "query_sequences",
        "release",
    },
    "query_messages": {"answers", "errors", "json_schema"},
    "query_lists": {"errors", "reference"},
    "query_sequences": {"sequence"},
    "query_escalations": {"escalation"},
    "query_names": {"answers"},
    "rows_sequences": {"flow", "rows"},
    "rows_escalations": {"rows"},
    "build": {
        "database_file",
        "rows_escalations",
        "rows_sequences",
        "default",
        "errors",
        "invariants",
        "lint",
        "models",
        "release",
        "rows",
        "schema_files",
        "schemas",
        "seed",
        "shipped",
        "subjects",
        "views",
    },
    "cli": {"show", "build", "default", "errors", "mode", "query", "release", "render", "serve"},
    "examples": {"cli"},
    "__main__": {"cli"},
    "__init__": {"errors", "mode", "query", "release"},
}


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module):
    tree = ast.parse(MODULES[module].read_text())
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            found |= {node.module} if node.module else {alias.name for alias in node.names}
    assert found <= MAY_IMPORT[module]


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
    import subprocess
    import sys

    heavy = "sqlalchemy alembic click yaml jsonschema datasette"
    code = f"import sys, ocppdb; print(sorted(set('{heavy}'.split()) & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
