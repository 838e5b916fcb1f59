"""The build: the same bytes each time, and nothing good is ever lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import ocppdb
from ocppdb import files as default
from ocppdb.build.place import OLD_SECONDS, STALE_SECONDS, TEMPORARY
from ocppdb.build.write import build


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "ocppdb", *map(str, arguments)], capture_output=True, text=True, env=os.environ | environment
    )


def test_two_builds_are_the_same_bytes(tmp_path, database_file):
    assert run("build", "--output", tmp_path / "elsewhere.db").returncode == 0
    assert (tmp_path / "elsewhere.db").read_bytes() == database_file.read_bytes()


def test_no_path_and_no_clock_goes_in(database_file):
    content = database_file.read_bytes()
    assert str(database_file.parent).encode() not in content
    assert os.getcwd().encode() not in content


def test_two_builds_at_once(tmp_path, database_file):
    target = tmp_path / "ocpp.db"
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda _: run("build", "--output", target), range(2)))
    assert [result.returncode for result in results] == [0, 0]
    assert target.read_bytes() == database_file.read_bytes()
    assert os.listdir(tmp_path) == ["ocpp.db"]


@pytest.mark.parametrize("after", [0.3, 0.8, 1.3, 1.6, 1.8, 2.0, 2.2])
def test_a_kill_at_any_moment_leaves_the_old_database(tmp_path, database_file, after):
    target = tmp_path / "ocpp.db"
    target.write_bytes(database_file.read_bytes())
    process = subprocess.Popen(
        [sys.executable, "-m", "ocppdb", "build", "--output", target], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert target.read_bytes() == database_file.read_bytes()
    with ocppdb.open(target) as db:
        assert db.message("Heartbeat").action == "Heartbeat"


def test_remains_of_a_kill_are_swept_away_later(tmp_path):
    old, fresh = tmp_path / f"{TEMPORARY}old.db", tmp_path / f"{TEMPORARY}fresh.db"
    old.write_text("half"), fresh.write_text("half")
    os.utime(old, (time.time() - 2 * STALE_SECONDS,) * 2)
    build(tmp_path / "ocpp.db")
    assert sorted(os.listdir(tmp_path)) == [f"{TEMPORARY}fresh.db", "ocpp.db"]


def test_bad_input_leaves_the_good_database(tmp_path, database_file):
    target = tmp_path / "ocpp.db"
    target.write_bytes(database_file.read_bytes())
    (tmp_path / "fake.zip").write_text("no zip")
    result = run("build", "--output", target, "--schemas", tmp_path / "fake.zip")
    assert (result.returncode, result.stdout) == (1, "")
    assert "Error: fake.zip: not a zip file that can be read" in result.stderr
    assert target.read_bytes() == database_file.read_bytes()


def test_what_is_not_ours_is_never_replaced(tmp_path):
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("years of work")
    assert "exists and is no database of ocppdb. Choose another name" in run("build", "--output", thesis).stderr
    assert thesis.read_text() == "years of work"
    sqlite3.connect(tmp_path / "app.db").execute("CREATE TABLE customers (name)").connection.close()
    assert run("build", "--output", tmp_path / "app.db").returncode == 1


def test_targets_that_cannot_be_written(tmp_path):
    assert "is a folder, expected the name of a file" in run("build", "--output", tmp_path).stderr
    (tmp_path / "file").write_text("")
    result = run("build", "--output", tmp_path / "file" / "ocpp.db")
    assert result.returncode == 1
    assert "cannot be written" in result.stderr
    if os.path.exists("/proc/version"):
        assert "cannot be written" in run("build", "--output", "/proc/ocpp.db").stderr


def test_a_full_disk_leaves_the_good_database(tmp_path, database_file):
    target = tmp_path / "ocpp.db"
    target.write_bytes(database_file.read_bytes())
    command = f"trap '' XFSZ; ulimit -f 2000; exec {sys.executable} -m ocppdb build --output {target}"
    result = subprocess.run(["/bin/bash", "-c", command], capture_output=True, text=True)
    assert result.returncode == 1
    assert "Error: " in result.stderr and "Traceback" not in result.stderr
    assert target.read_bytes() == database_file.read_bytes()
    assert os.listdir(tmp_path) == ["ocpp.db"]


def test_an_empty_file_may_be_written(tmp_path):
    (tmp_path / "ocpp.db").touch()
    assert run("build", "--output", tmp_path / "ocpp.db").returncode == 0


def test_the_default_database_is_built_on_first_use(tmp_path):
    first = run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path))
    second = run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path))
    assert "building the database, once" in first.stderr
    assert (second.stderr, second.stdout) == ("", first.stdout)


def test_default_databases_that_nobody_has_used_for_a_month_go(tmp_path):
    old, fresh = (tmp_path / "ocppdb" / name / "ocpp.db" for name in ("0.0.1-old", "0.0.1-fresh"))
    for path in (old, fresh):
        path.parent.mkdir(parents=True)
        path.write_text("a database of another release")
    os.utime(old, (time.time() - 2 * OLD_SECONDS,) * 2)
    assert run("show", "Heartbeat", XDG_CACHE_HOME=str(tmp_path)).returncode == 0
    assert (old.parent.exists(), fresh.exists(), len(list((tmp_path / "ocppdb").iterdir()))) == (False, True, 2)


def test_the_default_database_is_named_after_its_ingredients(seed_copy):
    assert os.path.basename(os.path.dirname(default.default_path())).startswith(ocppdb.__version__)
    assert default.default_path() == default.default_path()
    before = default._ingredients([str(seed_copy)])
    roles = seed_copy / "ocpp16" / "roles.yml"
    roles.write_text(roles.read_text().replace("The physical system", "A physical system"))
    edited = default._ingredients([str(seed_copy)])
    (seed_copy / "ocpp16" / "groups.yml").unlink()
    assert len({before, edited, default._ingredients([str(seed_copy)])}) == 3
