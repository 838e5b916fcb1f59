"""A database file is opened and recognised; what is none says so in one message, with the cure."""

import contextlib
import os
import shutil
import socket
import sqlite3

import pytest

from ocppdb.errors import DatabaseError
from ocppdb.files import cannot_read, default_path, is_ours, open_database, told


@pytest.fixture
def copy(tmp_path, database_file):
    """A good database that a test may break."""
    return shutil.copy(database_file, tmp_path / "ocpp.db")


def refusal(path):
    with pytest.raises(DatabaseError) as caught:
        open_database(path)
    message = str(caught.value)
    assert len(message) < 600 and message.isprintable(), "one message of one line, and nothing echoed at length"
    return message


def overwrite(path, offset, content):
    with open(path, "rb+") as file:
        file.seek(offset)
        file.write(content)


def change(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


@pytest.mark.parametrize(
    "name",
    ["a?b.db", "a#b.db", "a%b.db", "a%20b.db", "a b.db", "ä🔌.db", "?mode=rw", "x.db?immutable=1#y", b"\xff\xfe.db", "it's.db"],
)
def test_a_file_may_have_any_name(tmp_path, database_file, name):
    path = tmp_path / os.fsdecode(name)
    shutil.copy(database_file, path)
    with contextlib.closing(open_database(path)) as connection:
        assert connection.execute("SELECT count(*) FROM versions").fetchone() == (3,)
    assert os.listdir(tmp_path) == [path.name]


def test_a_path_may_be_bytes_or_relative_or_begin_with_two_slashes(copy):
    for path in (os.fsencode(copy), os.path.relpath(copy), f"//{os.fspath(copy).lstrip('/')}"):
        open_database(path).close()


def test_a_path_goes_through_links_as_the_system_goes(tmp_path, database_file):
    (tmp_path / "far" / "inner").mkdir(parents=True)
    shutil.copy(database_file, tmp_path / "far" / "ocpp.db")
    (tmp_path / "link").symlink_to(tmp_path / "far" / "inner")
    open_database(f"{tmp_path}/link/../ocpp.db").close()


def test_a_connection_can_only_read_and_goes_to_any_thread(copy):
    with contextlib.closing(open_database(copy)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM about")


def test_a_missing_file(tmp_path):
    path = tmp_path / "absent.db"
    assert refusal(path) == f"{path}: no such file. Build it with: ocppdb build --output {path}"
    assert refusal(tmp_path / "it is.db").endswith(f"ocppdb build --output '{tmp_path}/it is.db'")
    assert refusal(default_path_in(tmp_path / "no" / "where")).startswith(f"{tmp_path}/no/where")


def default_path_in(folder):
    return folder / os.path.basename(default_path())


def test_a_file_taken_for_a_folder(copy):
    assert "no such file" in refusal(copy / "ocpp.db")


def test_what_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    with socket.socket(socket.AF_UNIX) as listener, contextlib.chdir(tmp_path):
        listener.bind("socket")
        assert "is a folder, expected the file of a database" in refusal(tmp_path)
        assert "is a FIFO, expected the file of a database" in refusal(tmp_path / "fifo")
        assert "is a socket, expected the file of a database" in refusal(tmp_path / "socket")
        assert "is a device, expected the file of a database" in refusal("/dev/zero")


def test_a_path_that_is_empty():
    assert refusal("").startswith("the path of the database is empty, expected the name of a file")


@pytest.mark.parametrize("name", ["nul\0byte.db", "lone\ud800surrogate.db"])
def test_a_name_that_no_file_can_have(name):
    assert "is no name that a file can have" in refusal(name)


def test_a_name_that_is_too_long(tmp_path):
    assert "cannot be opened (File name too long)" in refusal(tmp_path / ("long" * 25_000))


def test_a_link_that_leads_nowhere_else(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    assert "cannot be opened (Too many levels of symbolic links)" in refusal(tmp_path / "loop")


def test_an_empty_file(tmp_path):
    (tmp_path / "ocpp.db").touch()
    assert "is empty, expected a database of ocppdb. Build it with: ocppdb build --output" in refusal(tmp_path / "ocpp.db")


@pytest.mark.parametrize("content", ["x", "no database " * 5000, "SQLite format 3\0"], ids=["letter", "text", "head"])
def test_a_file_that_is_no_database(tmp_path, content):
    (tmp_path / "notes").write_text(content)
    assert refusal(tmp_path / "notes").endswith("Build one with: ocppdb build --output FILE")


def test_somebody_elses_database(tmp_path):
    change(tmp_path / "other.db", "CREATE TABLE messages (x)")
    assert "no database of ocppdb. Build one with: ocppdb build --output FILE" in refusal(tmp_path / "other.db")
    assert not is_ours(tmp_path / "other.db")


@pytest.mark.parametrize("size", [100, 4096, 100_000, 16_000_000])
def test_a_database_that_was_cut_short(copy, size):
    whole = os.path.getsize(copy)
    os.truncate(copy, size)
    assert f"is cut short, {size} bytes of {whole}. Build it again with: ocppdb build --output {copy}" in refusal(copy)
    assert is_ours(copy)


@pytest.mark.parametrize(("offset", "what"), [(0, "it is none of SQLite"), (21, "file is not a database"), (100, "malformed")])
def test_a_database_with_a_damaged_head(copy, offset, what):
    overwrite(copy, offset, b"\xaa\xaa")
    assert what in refusal(copy)


def test_a_database_of_another_release(copy):
    change(copy, "UPDATE about SET value = CASE name WHEN 'tables' THEN 'others' ELSE '7.0' END")
    assert "built by ocppdb 7.0 with other tables than those of this ocppdb" in refusal(copy)


def test_a_database_without_its_tables(copy):
    change(copy, "ALTER TABLE about RENAME TO elsewhere")
    assert "cannot be read as a database of ocppdb (no such table: about). Build it again with" in refusal(copy)


@pytest.mark.parametrize(
    ("sql", "cure"),
    [
        ("SELECT * FROM nowhere", "Build it again with: ocppdb build --output x.db"),
        ("SELECT CAST(x'ff' AS TEXT)", "Build it again with: ocppdb build --output x.db"),
        ("SELECT 1 LIMIT NULL", "Ask for less"),
        ("SELECT zeroblob(3000000000)", "Ask for less"),
        ("SELECT ?", "Ask for less"),
    ],
)
def test_what_sqlite_raises_names_its_cure(sql, cure):
    with contextlib.closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.Error) as caught:
        connection.execute(sql).fetchall()
    assert cure in str(cannot_read("x.db", caught.value))


def test_a_closed_and_a_busy_database(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None, timeout=0)) as reader:
        with contextlib.closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            with pytest.raises(sqlite3.Error) as busy:
                reader.execute("SELECT * FROM sqlite_master")
    with pytest.raises(sqlite3.Error) as closed:
        reader.execute("SELECT 1")
    assert "another program is writing to it" in str(cannot_read("x.db", busy.value))
    assert str(cannot_read("x.db", closed.value)) == (
        "x.db: Cannot operate on a closed database. Open it again with ocppdb.open()."
    )


def test_a_path_is_told_briefly():
    assert told("/home/ä b/ocpp.db") == "/home/ä b/ocpp.db"
    assert told("a\nb\0c\ud800") == r"a\nb\x00c\ud800"
    assert len(told("x" * 100_000)) < 250
    assert told("begin" + "x" * 1000 + "end").startswith("beginx") and told("begin" + "x" * 1000 + "end").endswith("xend")
