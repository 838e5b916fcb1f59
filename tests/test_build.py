"""The build: the same bytes each time, and nothing good is ever lost."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import ocppdb
from ocppdb import files as default
from ocppdb.build.place import OLD_SECONDS, TEMPORARY, sweep


@pytest.fixture
def run(small_checkout):
    """Run a command of the small checkout in a process of its own."""

    def run(*arguments, **environment):
        command = [sys.executable, "-m", "ocppdb", *map(str, arguments)]
        environment = os.environ | {"PYTHONPATH": str(small_checkout)} | environment
        return subprocess.run(command, cwd=small_checkout, capture_output=True, text=True, env=environment)

    return run


def test_two_builds_are_the_same_bytes(tmp_path, database_file):
    command = [sys.executable, "-m", "ocppdb", "build", "--output", tmp_path / "elsewhere.db"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    assert (tmp_path / "elsewhere.db").read_bytes() == database_file.read_bytes()


def test_no_path_and_no_clock_goes_in(database_file):
    content = database_file.read_bytes()
    assert str(database_file.parent).encode() not in content
    assert os.getcwd().encode() not in content


def test_two_builds_at_once(run, tmp_path, small_database):
    target = tmp_path / "ocpp.db"
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: run("build", "--output", target), range(2)))
    assert [result.returncode for result in results] == [0, 0]
    assert target.read_bytes() == small_database.read_bytes()
    assert os.listdir(tmp_path) == ["ocpp.db"]


@pytest.fixture
def old(tmp_path, small_database):
    """A database of ours whose bytes no build makes, so that it can be told whether it was touched."""
    path = shutil.copy(small_database, tmp_path / "ocpp.db")
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 7")
    return path


def kill_when(checkout, output, phase, size):
    """Build, and kill the build when it has told of a phase and its new file has grown to a size."""
    command = [sys.executable, "-m", "ocppdb", "build", "--output", output]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=checkout, env=environment, **streams) as process:
        while process.stderr.readline() != f"{phase}\n":
            assert process.poll() is None, "it ended before it told of the phase"
        while size and not any(path.stat().st_size >= size for path in output.parent.glob(f"{TEMPORARY}*")):
            assert process.poll() is None, "it ended before its file had grown so far"
            time.sleep(0.001)
        process.kill()
    return process.returncode


@pytest.mark.parametrize(
    ("phase", "share"),
    [("reading seed and schemas", 0), ("writing", 0), ("writing", 0.001), ("writing", 0.3), ("writing", 0.6), ("writing", 0.9)],
)
def test_a_kill_in_any_phase_leaves_the_old_database_and_no_remains(small_checkout, tmp_path, old, phase, share):
    content = old.read_bytes()
    assert kill_when(small_checkout, old, phase, share * len(content)) == -signal.SIGKILL
    assert old.read_bytes() == content
    assert len(os.listdir(tmp_path)) == 2 or not share
    sweep(tmp_path)
    assert os.listdir(tmp_path) == ["ocpp.db"]
    with ocppdb.open(old) as db:
        assert db.message("Heartbeat").action == "Heartbeat"


def test_bad_input_leaves_the_good_database(run, tmp_path, old):
    content = old.read_bytes()
    (tmp_path / "fake.zip").write_text("no zip")
    result = run("build", "--output", old, "--schemas", tmp_path / "fake.zip")
    assert (result.returncode, result.stdout) == (1, "")
    assert "Error: fake.zip: not a zip file that can be read" in result.stderr
    assert old.read_bytes() == content


@pytest.mark.parametrize("blocks", [0, 1000])
def test_a_full_disk_leaves_the_good_database(small_checkout, tmp_path, old, blocks):
    content = old.read_bytes()
    command = f"trap '' XFSZ; ulimit -f {blocks}; exec {sys.executable} -m ocppdb build --output {old}"
    environment = os.environ | {"PYTHONPATH": str(small_checkout)}
    result = subprocess.run(["/bin/bash", "-c", command], cwd=small_checkout, env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "Error: " in result.stderr and "Traceback" not in result.stderr
    assert old.read_bytes() == content
    assert os.listdir(tmp_path) == ["ocpp.db"]


def test_the_default_database_is_built_on_first_use(run, tmp_path):
    first = run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path))
    second = run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path))
    assert "building the database, once" in first.stderr
    assert (second.stderr, second.stdout) == ("", first.stdout)


@pytest.fixture
def default_file(small_checkout, tmp_path):
    """The path of the default database of the small checkout under another cache folder."""
    code = "from ocppdb.files import default_path; print(default_path())"
    environment = os.environ | {"PYTHONPATH": str(small_checkout), "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    path = Path(subprocess.check_output(command, cwd=small_checkout, text=True, env=environment).rstrip("\n"))
    path.parent.mkdir(parents=True)
    return path


def cut_short(path):
    os.truncate(path, 1_000_000)


def drop_a_table(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE version_words")
        connection.execute("DROP TABLE versions")


@pytest.mark.parametrize("damage", [cut_short, drop_a_table])
def test_a_default_database_that_cannot_be_read_is_built_once_more(run, tmp_path, small_database, default_file, damage):
    shutil.copy(small_database, default_file)
    damage(default_file)
    result = run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path))
    assert (result.returncode, result.stdout[:9]) == (0, "Heartbeat"), result.stderr
    assert default_file.read_bytes() == small_database.read_bytes()


def test_build_replaces_a_default_database_that_is_none(run, tmp_path, small_database, default_file):
    default_file.write_text("no database")
    result = run("build", XDG_CACHE_HOME=str(tmp_path))
    assert (result.returncode, result.stdout) == (0, f"{default_file}\n"), result.stderr
    assert default_file.read_bytes() == small_database.read_bytes()


def test_a_default_database_that_cannot_be_built_is_one_message(run, tmp_path, default_file):
    default_file.mkdir()
    for command, told in ((["show", "Heartbeat"], "building the database, once\n"), (["build"], "")):
        result = run(*command, XDG_CACHE_HOME=str(tmp_path))
        assert (result.returncode, result.stderr) == (
            1,
            f"{told}Error: {default_file}: is a folder, expected the name of a file. Remove it.\n",
        )


def test_a_database_that_the_user_names_is_not_healed(run, tmp_path, old):
    cut_short(old)
    content = old.read_bytes()
    result = run("show", "Heartbeat", "--db", old)
    assert result.returncode == 1 and f"Build it again with: ocppdb build --output {old}" in result.stderr
    assert old.read_bytes() == content


def test_a_database_may_lie_in_a_folder_of_any_name(run, tmp_path, small_database):
    path = tmp_path / "what?#%41 folder" / "o?c#p%70.db"
    assert run("build", "--output", path).returncode == 0
    assert path.read_bytes() == small_database.read_bytes()
    assert run("show", "Heartbeat", "--db", path).returncode == 0


def test_default_databases_that_nobody_has_used_for_a_month_go(run, tmp_path):
    old, fresh = (tmp_path / "ocppdb" / name / "ocpp.db" for name in ("0.0.1-old", "0.0.1-fresh"))
    for path in (old, fresh):
        path.parent.mkdir(parents=True)
        path.write_text("a database of another release")
    os.utime(old, (time.time() - 2 * OLD_SECONDS,) * 2)
    (fresh.parent / f"{TEMPORARY}killed.db").write_text("half")
    assert run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert os.listdir(fresh.parent) == ["ocpp.db"]
    assert (old.parent.exists(), fresh.exists(), len(list((tmp_path / "ocppdb").iterdir()))) == (False, True, 2)


def test_the_default_database_is_named_after_its_ingredients(seed_copy):
    assert os.path.basename(os.path.dirname(default.default_path())).startswith(ocppdb.__version__)
    assert default.default_path() == default.default_path()
    assert [os.path.basename(folder) for folder in default._folders()] == ["ocppdb", "seed", "migrations"], "in a checkout"
    before = default._ingredients([str(seed_copy)])
    roles = seed_copy / "ocpp16" / "roles.yml"
    roles.write_text(roles.read_text().replace("The physical system", "A physical system"))
    edited = default._ingredients([str(seed_copy)])
    (seed_copy / "ocpp16" / "groups.yml").unlink()
    assert len({before, edited, default._ingredients([str(seed_copy)])}) == 3
