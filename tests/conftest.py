"""One database for all tests, and a copy of the seed for those that break it."""

import shutil
import subprocess
import sys

import pytest

import ocppdb
from ocppdb.build import build, check
from ocppdb.files import shipped


@pytest.fixture(scope="session")
def database_file(tmp_path_factory):
    return build(tmp_path_factory.mktemp("built") / "ocpp.db")


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
def exported(database_file, tmp_path_factory):
    """The site as plain files, written by the command."""
    folder = tmp_path_factory.mktemp("exported") / "site"
    subprocess.run(
        [sys.executable, "-m", "ocppdb", "export", "site", folder, "--db", database_file], check=True, capture_output=True
    )
    return folder


@pytest.fixture
def seed_copy(tmp_path):
    """A copy of the seed that a test may edit."""
    return shutil.copytree(shipped("seed"), tmp_path / "seed")
