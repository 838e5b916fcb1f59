"""What is installed: the wheel alone is the whole package, and its dependencies are named with true lower bounds."""

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Run a program of an environment in which there is the wheel, the dependencies and no checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    venv.create(folder / "env", symlinks=True)
    python = folder / "env" / "bin" / "python"
    subprocess.run([*pip, "--python", python, "install", "--quiet", "--no-deps", *folder.glob("*.whl")], check=True)
    # The dependencies are borrowed: as a folder named in a .pth file, whose own .pth files (the checkout's among them) do not count.
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder / "env")}))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    surroundings = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "OCPPDB")}

    def run(program, *arguments):
        result = subprocess.run(
            [python.with_name(program), *arguments],
            cwd=folder,
            env=surroundings | {"XDG_CACHE_HOME": str(folder / "cache")},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


def test_the_wheel_builds_and_answers(installed):
    assert "Heartbeat (message, OCPP 2.0.1)" in installed("ocppdb", "show", "Heartbeat")
    assert "BootNotification" in installed("ocppdb", "sequence", "b01-cold-boot")


def test_the_wheel_has_everything(installed):
    """Code and py.typed, templates and styles, seed and shapes, migrations."""
    package = Path(installed("python", "-c", "import ocppdb; print(ocppdb.__path__[0])").strip())
    inside = {path.relative_to(package) for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    code = {path.relative_to(ROOT / "ocppdb") for path in (ROOT / "ocppdb").rglob("*") if path.is_file()}
    data = {
        path.relative_to(ROOT) for folder in ("seed", "migrations") for path in (ROOT / folder).rglob("*") if path.is_file()
    }
    assert inside == {path for path in {*code, *data, Path("metadata.yml")} if path.suffix != ".pyc"}
    assert {Path("py.typed"), Path("seed/shapes/rules.json"), Path("migrations/env.py")} <= inside


def test_the_wheel_brings_the_site(installed):
    code = "from importlib.metadata import entry_points; print(entry_points(group='datasette')['ocppdb'].load().__file__)"
    assert re.search(r"/wheel\d+/env/.*/ocppdb/site/__init__\.py$", installed("python", "-c", code).strip())


def test_the_lowest_dependencies_are_those_that_are_tried():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    named = [each for each in (*project["dependencies"], *extras["fast"], *extras["spark"]) if not each.startswith("ocppdb")]
    bounds = [re.match(r"([a-z-]+)(?:>=|~=)([\d.]+)", dependency).groups() for dependency in named]
    pins = [line.split("==") for line in (ROOT / "tests" / "lowest.txt").read_text().splitlines() if not line.startswith("#")]
    assert dict(bounds) == dict(pins)
