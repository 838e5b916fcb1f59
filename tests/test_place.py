"""A new database is put in place: over nothing that is not ours, and without remains."""

import contextlib
import os
import shutil
import socket
import sqlite3
import stat
import tempfile
from pathlib import Path

import pytest

from ocppdb.build.place import TEMPORARY, Place, find_place, replacing, sweep
from ocppdb.errors import BuildError


def put(output, content="new"):
    """What a build does, with a file that holds a few words."""
    with replacing(find_place(output)) as path:
        Path(path).write_text(content)


def refusal(output):
    with pytest.raises(BuildError) as caught:
        put(output)
    message = str(caught.value)
    assert len(message) < 600 and message.isprintable(), "one message of one line, and nothing echoed at length"
    return message


@contextlib.contextmanager
def as_nobody():
    """root may read and write everywhere, so whoever runs these tests as root steps down."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(user)


@contextlib.contextmanager
def folder_of_mode(mode):
    """A folder that lies where nobody may go too, as pytest's own folders do not."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, mode)
        yield Path(folder)
        os.chmod(folder, 0o700)


@contextlib.contextmanager
def umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def test_a_new_file_an_empty_file_and_a_database_of_ours(tmp_path, database_file):
    (tmp_path / "empty.db").touch()
    shutil.copy(database_file, tmp_path / "ours.db")
    shutil.copy(database_file, tmp_path / "cut-short.db")
    os.truncate(tmp_path / "cut-short.db", 5000)
    for name in ("empty.db", "ours.db", "cut-short.db", "new/folder/new.db"):
        put(tmp_path / name)
        assert (tmp_path / name).read_text() == "new"


def test_what_is_not_ours_is_never_replaced(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with contextlib.closing(sqlite3.connect(tmp_path / "app.db")) as connection:
        connection.execute("CREATE TABLE customers (name)")
    for name in ("thesis.txt", "app.db"):
        content = (tmp_path / name).read_bytes()
        assert refusal(tmp_path / name) == (
            f"{tmp_path / name}: exists and is no database of ocppdb. Choose another name, or remove the file yourself."
        )
        assert (tmp_path / name).read_bytes() == content


def test_what_comes_during_a_build_is_not_replaced_either(tmp_path):
    with pytest.raises(BuildError, match="exists and is no database of ocppdb"), replacing(find_place(tmp_path / "x")):
        (tmp_path / "x").write_text("years of work")
    assert (tmp_path / "x").read_text() == "years of work"
    assert os.listdir(tmp_path) == ["x"]


def test_what_is_no_file_is_refused_and_stays(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener, contextlib.chdir(tmp_path):
        listener.bind("socket")
        assert refusal("fifo") == f"{tmp_path}/fifo: is a FIFO, expected the name of a file. Choose another name."
        assert refusal("socket") == f"{tmp_path}/socket: is a socket, expected the name of a file. Choose another name."
    with pytest.raises(BuildError, match="is a device, expected the name of a file"):
        find_place("/dev/null")
    assert stat.S_ISFIFO((tmp_path / "fifo").stat().st_mode) and stat.S_ISSOCK((tmp_path / "socket").stat().st_mode)
    assert refusal(tmp_path) == (
        f"{tmp_path}: is a folder, expected the name of a file. Add a file name, such as {tmp_path}/ocpp.db."
    )


def test_a_link_stays_and_the_file_behind_it_is_replaced(tmp_path, database_file):
    (tmp_path / "far").mkdir()
    shutil.copy(database_file, tmp_path / "far" / "ocpp.db")
    (tmp_path / "link").symlink_to("far/ocpp.db")
    put(tmp_path / "link")
    assert (tmp_path / "link").readlink() == Path("far/ocpp.db")
    assert (tmp_path / "far" / "ocpp.db").read_text() == "new"
    assert os.listdir(tmp_path / "far") == ["ocpp.db"]


def test_a_dangling_link_creates_its_target(tmp_path):
    (tmp_path / "link").symlink_to("far/ocpp.db")
    put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "far" / "ocpp.db").read_text() == "new"


def test_a_link_is_no_way_around_a_refusal(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    (tmp_path / "link").symlink_to("thesis.txt")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "null").symlink_to("/dev/null")
    assert "exists and is no database of ocppdb" in refusal(tmp_path / "link")
    assert "cannot be written (Too many levels of symbolic links)" in refusal(tmp_path / "loop")
    with pytest.raises(BuildError, match="is a device"):
        find_place(tmp_path / "null")
    assert sorted(os.listdir(tmp_path)) == ["link", "loop", "null", "thesis.txt"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(84)], ids=["empty", "text", "head"])
def test_the_default_database_is_replaced_whatever_it_is(tmp_path, content):
    path = tmp_path / "ocpp.db"
    path.write_bytes(content)
    with replacing(Place(path, path, default=True)) as new:
        Path(new).write_text("new")
    assert path.read_text() == "new"


def test_remains_are_files_without_a_lock_of_any_age(tmp_path):
    with replacing(find_place(tmp_path / "running.db")) as running:
        os.utime(running, (0, 0))
        (tmp_path / f"{TEMPORARY}killed.db").write_text("half")
        put(tmp_path / "ocpp.db")
        assert sorted(os.listdir(tmp_path)) == sorted([Path(running).name, "ocpp.db"])
    assert sorted(os.listdir(tmp_path)) == ["ocpp.db", "running.db"]


def test_only_files_are_swept(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    (tmp_path / f"{TEMPORARY}link.db").symlink_to("thesis.txt")
    (tmp_path / f"{TEMPORARY}folder.db").mkdir()
    os.mkfifo(tmp_path / f"{TEMPORARY}fifo.db")
    sweep(tmp_path)
    assert len(os.listdir(tmp_path)) == 4
    sweep(tmp_path / "absent")


def test_a_block_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), replacing(find_place(tmp_path / "ocpp.db")):
        1 / 0
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o027, 0o640), (0o077, 0o600)])
def test_who_may_read_it_is_up_to_the_umask_from_the_beginning(tmp_path, mask, mode):
    with umask(mask), replacing(find_place(tmp_path / "ocpp.db")) as path:
        assert stat.S_IMODE(os.stat(path).st_mode) == mode
    assert stat.S_IMODE((tmp_path / "ocpp.db").stat().st_mode) == mode


def test_names_that_cannot_be_written(tmp_path):
    (tmp_path / "file").write_text("")
    assert refusal("").startswith("the path of the output is empty, expected the name of a file")
    assert "is no name that a file can have" in refusal(tmp_path / "nul\0byte.db")
    assert "is no name that a file can have" in refusal(tmp_path / "lone\ud800surrogate.db")
    assert "cannot be written (Not a directory)" in refusal(tmp_path / "file" / "ocpp.db")
    assert refusal(tmp_path / ("x" * 300)).endswith("cannot be written (File name too long). Choose a shorter name.")


@pytest.mark.parametrize(("mode", "output"), [(0o000, "ocpp.db"), (0o555, "ocpp.db"), (0o555, "new/ocpp.db")])
def test_folders_that_cannot_be_written_to(mode, output):
    with folder_of_mode(mode) as folder, as_nobody():
        assert refusal(folder / output) == (
            f"{folder / output}: cannot be written (Permission denied). Name a file in a folder you may write to."
        )


def test_a_default_database_that_cannot_be_written_may_be_built_elsewhere(tmp_path):
    (tmp_path / "cache").write_text("")
    path = tmp_path / "cache" / "ocpp.db"
    with pytest.raises(BuildError, match="Build one elsewhere with: ocppdb build --output FILE, and name it in OCPPDB"):
        with replacing(Place(path, path, default=True)):
            pass
