"""A database is verified: whatever is no longer as the build wrote it is told in sentences."""

import contextlib
import os
import shutil
import sqlite3

import pytest

from ocppdb.build.verify import CONTENT_HASH, content_hash, verify_file
from ocppdb.errors import DatabaseError


@pytest.fixture
def copy(tmp_path, database_file):
    """A good database that a test may break."""
    return shutil.copy(database_file, tmp_path / "ocpp.db")


def change(path, *statements):
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def flip_a_bit(path, content):
    """Flip the lowest bit of the first letter of some content, wherever it stands first in the file."""
    with open(path, "rb+") as file:
        place = file.read().index(content)
        file.seek(place)
        file.write(bytes([content[0] ^ 1]))


CHANGED = "The contents are not what the build wrote: their hash differs from the one that the build kept."


def test_what_the_build_wrote_has_no_problems(database_file):
    assert verify_file(database_file) == []


def test_a_flipped_bit_in_a_text(copy):
    flip_a_bit(copy, b"The Central System takes a connector or the whole Charge Point")
    assert verify_file(copy) == [CHANGED]


def test_a_flipped_bit_in_the_search(copy):
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        (block,) = connection.execute("SELECT block FROM subjects_fts_data ORDER BY length(block) DESC LIMIT 1").fetchone()
    flip_a_bit(copy, block[20:60])
    assert verify_file(copy) == [CHANGED]


def test_a_damaged_page_of_an_index(copy):
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE type = 'index' AND tbl_name = 'fields' LIMIT 1"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with open(copy, "rb+") as file:
        file.seek((page - 1) * size)
        file.write(bytes(size))
    problems = verify_file(copy)
    assert problems and all(problem.endswith((".", f"ocppdb build --output {copy}")) for problem in problems)


def test_a_text_that_is_no_text(copy):
    change(copy, "UPDATE messages SET summary = CAST(x'ff' AS TEXT) WHERE action = 'Reset'")
    (problem,) = verify_file(copy)
    assert "Could not decode to UTF-8" in problem and problem.endswith(f"Build it again with: ocppdb build --output {copy}")


def test_a_reference_that_leads_nowhere(copy):
    change(copy, "DELETE FROM groups WHERE id = 'ocpp16-Reservation'")
    problems = verify_file(copy)
    broken = {problem.partition(" row ")[0] for problem in problems if problem.endswith("refers to no row of groups.")}
    assert broken == {"messages", "point_groups"}
    assert problems[-1] == CHANGED


def test_thousands_of_problems_are_told_briefly(copy):
    change(copy, "DELETE FROM versions")
    problems = verify_file(copy)
    assert len(problems) < 100 and problems[20].startswith("And ") and problems[20].endswith(" more of this kind.")


def test_an_invariant_that_does_not_hold(copy):
    change(copy, "DELETE FROM subjects WHERE kind = 'message' AND name = 'Heartbeat' AND version = '1.6'")
    assert "Every message can be found by its name. Broken by ocpp16-Heartbeat." in verify_file(copy)


def test_a_view_that_is_another(copy):
    change(copy, "DROP VIEW allowed_values", "CREATE VIEW allowed_values AS SELECT 1")
    assert verify_file(copy) == [CHANGED]


def test_a_file_without_a_checksum(copy):
    change(copy, f"DELETE FROM about WHERE name = '{CONTENT_HASH}'")
    assert verify_file(copy) == [
        f"The table about has no {CONTENT_HASH}, so nothing tells whether the contents are what the build wrote."
    ]


def test_a_compacted_file_says_the_same(copy):
    change(copy, "PRAGMA page_size = 8192", "VACUUM")
    assert verify_file(copy) == []


def test_the_hash_tells_values_of_two_kinds_apart():
    def hash_of(*values):
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            connection.execute("CREATE TABLE readings (value)")
            connection.executemany("INSERT INTO readings VALUES (?)", [(value,) for value in values])
            return content_hash(connection)

    assert len({hash_of(*values) for values in [(), (None,), (1,), (1.5,), ("1",), (b"1",), ("1", "2"), ("2", "1")]}) == 8


def test_a_file_that_cannot_be_opened_is_an_error(tmp_path, copy):
    os.truncate(copy, 10_000)
    with pytest.raises(DatabaseError, match="is cut short"):
        verify_file(copy)
    with pytest.raises(DatabaseError, match="no such file"):
        verify_file(tmp_path / "absent.db")
