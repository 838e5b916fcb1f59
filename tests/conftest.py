"""One database for all tests, and a copy of the seed for those that break it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import ocppdb
from ocppdb.build import build, check
from ocppdb.files import shipped


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """What makes a file or folder that all workers of a run share: the first that asks makes it, the others wait."""
    run = tmp_path_factory.getbasetemp()
    together = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run

    def made(name, make):
        folder = together / "shared" / name
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "made").exists():
                make(folder)
                (folder / "made").touch()
        return folder

    return made


@pytest.fixture(scope="session")
def database_file(made_once):
    return made_once("built", lambda folder: build(folder / "ocpp.db")) / "ocpp.db"


@pytest.fixture(scope="session")
def db(database_file):
    with ocppdb.open(database_file) as database:
        yield database


@pytest.fixture(scope="session")
def checked():
    """The shipped seed and the structures of the official schemas."""
    return check()


@pytest.fixture(scope="session")
def structures(checked):
    """The structures of the official schemas, by version."""
    return checked.structures


@pytest.fixture(scope="session")
def shipped_seed(checked):
    """The shipped seed, which a test reads its copy after: only what it edited is read anew."""
    return checked.seed


@pytest.fixture(scope="session")
def exported(database_file, made_once):
    """The site as plain files, written by the command."""

    def export(folder):
        command = [sys.executable, "-m", "ocppdb", "export", "site", folder / "site", "--db", database_file]
        subprocess.run(command, check=True, capture_output=True)

    return made_once("exported", export) / "site"


@pytest.fixture
def seed_copy(tmp_path):
    """A copy of the seed that a test may edit."""
    return shutil.copytree(shipped("seed"), tmp_path / "seed", copy_function=shutil.copyfile)


@pytest.fixture(scope="session")
def small_checkout(made_once):
    """A checkout whose seed has one version alone: it is built in a fifth of the time. A test may not edit it."""

    def copy(folder):
        seed = shipped("seed")
        package = Path(ocppdb.__file__).parent
        shutil.copytree(package, folder / "ocppdb", ignore=shutil.ignore_patterns("seed", "migrations"))
        shutil.copytree(shipped("migrations"), folder / "migrations")
        shutil.copytree(seed / "ocpp16", folder / "seed" / "ocpp16")
        for path in seed.glob("*.yml"):
            shutil.copy(path, folder / "seed")
        for name in ("documents", "topics"):  # they lead to the other versions
            (folder / "seed" / "ocpp16" / f"{name}.yml").unlink()
        version = folder / "seed" / "ocpp16" / "version.yml"
        version.write_text(version.read_text().replace("assumed: false", "assumed: true"))

    return made_once("small", copy)


@pytest.fixture(scope="session")
def small_database(made_once, small_checkout):
    """The database that the small checkout builds."""

    def make(folder):
        command = [sys.executable, "-m", "ocppdb", "build", "--output", folder / "ocpp.db"]
        subprocess.run(command, cwd=small_checkout, env=os.environ | {"PYTHONPATH": str(small_checkout)}, check=True)

    return made_once("small-built", make) / "ocpp.db"
