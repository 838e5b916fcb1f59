"""Where files lie: what ocppdb ships, the default database in the user's cache, and how a database file is opened and recognised."""

import importlib.util
import os
import re
import sqlite3
import stat
import sys
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ocppdb.errors import BuildError, DatabaseError
from ocppdb.release import APPLICATION_ID, RELEASE, SCHEMAS, TABLES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cannot_read", "default_path", "is_ours", "kind_of", "open_database", "rebuild", "shipped", "told", "uri"]

PACKAGE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = ("seed", "migrations")
MAGIC = b"SQLite format 3\0"
KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
TOO_MUCH = (sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_MISMATCH)
"""What SQLite answers when the question is at fault, not the file."""


def shipped(name: str) -> "Path":
    """Return the path of `seed`, `migrations` or `metadata.yml`: inside the package when installed, beside it in a checkout.

    Raises BuildError where neither the package nor the checkout has it.
    """
    from pathlib import Path

    for folder in (PACKAGE, os.path.dirname(PACKAGE)):
        if os.path.exists(os.path.join(folder, name)):
            return Path(folder, name)
    raise BuildError(
        f"{name} is neither in {PACKAGE} nor beside it: the installation is incomplete. "
        "Install ocppdb again, or work in a full checkout."
    )


def told(text: str | os.PathLike[str], most: int = 240) -> str:
    """Return a path or another text as an error tells it: on one line, nothing that cannot be printed, the middle of a long one left out."""
    whole = os.fspath(text)
    if len(plain := _printable(whole[: most + 1])) <= most:
        return plain
    return f"{plain[: most // 2]}...{_printable(whole[-most // 4 :])}"


def kind_of(status: os.stat_result) -> str | None:
    """Return what stands at a path where it is no regular file: "a folder", "a FIFO", "a socket" or "a device"; else None."""
    return KINDS.get(stat.S_IFMT(status.st_mode))


def uri(path: str | os.PathLike[str]) -> str:
    """Return the URI by which SQLite opens a file of any name; what it would take for part of the URI's own grammar is escaped."""
    absolute = os.fsencode(os.path.join(os.getcwd(), os.fsdecode(path)))
    escaped = re.sub(rb"[%?#\x80-\xff]|^/(?=/)", lambda letter: b"%%%02x" % ord(letter[0]), absolute)
    return f"file:{escaped.decode('ascii')}"


def is_ours(path: str | os.PathLike[str]) -> bool:
    """Return whether a file bears the mark that the build writes into its header, however damaged the rest of it is. Raises OSError."""
    head = _head(path)
    return head.startswith(MAGIC) and int.from_bytes(head[68:72]) == APPLICATION_ID


def open_database(path: str | os.PathLike[str], any_release: bool = False) -> sqlite3.Connection:
    """Return a connection that can only read, and that threads may share, to a database of this release, or of `any_release`.

    Raises DatabaseError, with the cure, where the file is missing, is no regular file, is damaged, is none of ours, or has the tables
    of another release. It is seen here whether a file was cut short; everything else that is wrong inside is found by reading it, or by
    `ocppdb.build.verify`.
    """
    path = os.fsdecode(path)
    _look(path)
    try:
        connection = sqlite3.connect(f"{uri(path)}?mode=ro", uri=True, check_same_thread=False)
        try:
            about = dict(connection.execute("SELECT name, value FROM about"))
            if not any_release:
                _refuse_other_tables(path, about)
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise cannot_read(path, error) from None
    return connection


def cannot_read(path: str | os.PathLike[str], error: sqlite3.Error) -> DatabaseError:
    """Return the DatabaseError, with the cure, for whatever SQLite raised while an open database was read."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    name, why = told(path), told(str(error))
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in why:
        return DatabaseError(f"{name}: {why.removesuffix('.')}. Open it again with ocppdb.open().")
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseError(f"{name}: another program is writing to it ({why}). Try again when it has finished.")
    if code in TOO_MUCH or isinstance(error, sqlite3.ProgrammingError):
        return DatabaseError(f"{name}: the question cannot be answered ({why}). Ask for less, in plain words and numbers.")
    return DatabaseError(f"{name}: cannot be read as a database of ocppdb ({why}). Build it again with: {rebuild(path)}")


def _printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _look(path: str) -> None:
    """Raise DatabaseError for everything that can be seen to be wrong before SQLite opens a file."""
    name = told(path)
    if not path:
        raise DatabaseError(
            "the path of the database is empty, expected the name of a file. Leave it out to use the default database."
        )
    try:
        status = os.stat(path)
        kind = kind_of(status)
        if kind:
            raise DatabaseError(
                f"{name}: is {kind}, expected the file of a database. Build one with: ocppdb build --output FILE"
            )
        head = _head(path)
    except (FileNotFoundError, NotADirectoryError):
        raise DatabaseError(f"{name}: no such file. Build it with: {rebuild(path)}") from None
    except OSError as error:
        raise DatabaseError(f"{name}: cannot be opened ({error.strerror}). Name a file that you may read.") from None
    except ValueError:
        raise DatabaseError(f"{name}: is no name that a file can have. Name the file of a database.") from None
    if not head:
        raise DatabaseError(f"{name}: is empty, expected a database of ocppdb. Build it with: {rebuild(path)}")
    if not head.startswith(MAGIC):
        raise DatabaseError(
            f"{name}: cannot be read as a database of ocppdb (it is none of SQLite). Build one with: {_other(path)}"
        )
    if int.from_bytes(head[68:72]) != APPLICATION_ID:
        raise DatabaseError(f"{name}: no database of ocppdb. Build one with: {_other(path)}")
    expected = int.from_bytes(head[16:18]) * int.from_bytes(head[28:32])
    if status.st_size < expected:
        raise DatabaseError(f"{name}: is cut short, {status.st_size} bytes of {expected}. Build it again with: {rebuild(path)}")


def _head(path: str | os.PathLike[str]) -> bytes:
    """The header of an SQLite file: 100 bytes, described in https://www.sqlite.org/fileformat.html."""
    with open(path, "rb", buffering=0) as file:
        return file.read(100)


def _refuse_other_tables(path: str, about: dict[str, object]) -> None:
    if about.get("tables") != TABLES:
        release = told(str(about.get("release")), 40)
        raise DatabaseError(
            f"{told(path)}: built by ocppdb {release} with other tables than those of this ocppdb {RELEASE}. "
            f"Build it again with: {rebuild(path)}"
        )


def rebuild(path: str | os.PathLike[str]) -> str:
    """Return the command that builds a database of ours anew."""
    import shlex

    if path == default_path():
        return "ocppdb build"
    name = os.fspath(path)
    return f"ocppdb build --output {shlex.quote(name) if told(name) == name else 'FILE'}"


def _other(path: str) -> str:
    """The command that builds a database in place of a file that is not known to be ours: only the default one is replaced."""
    return "ocppdb build" if path == default_path() else "ocppdb build --output FILE"


def default_path() -> str:
    """Return the path of the default database as text, under a name made of everything it is built from; the file need not exist yet."""
    return os.path.join(_cache(), "ocppdb", f"{RELEASE}-{_ingredients(_folders())}", "ocpp.db")


def _cache() -> str:
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")


def _ingredients(folders: Iterable[str]) -> str:
    """Return a checksum of some folders, of this installation and of the schema distribution, by the files' names, sizes and times.

    It is taken at every start, so it reads no file: a change of any of them is a new name, and a new database.
    """
    found = [_distribution(), PACKAGE, str(os.stat(__file__).st_mtime_ns)]
    for folder in folders:
        _tell(folder, found)
    return f"{zlib.crc32(chr(10).join(found).encode()):08x}"


def _folders() -> tuple[str, ...]:
    """The folders whose files may change: none in an installed package, which pip replaces as a whole; all in a checkout."""
    if os.path.isdir(os.path.join(PACKAGE, "seed")):
        return ()
    return (PACKAGE, *map(_shipped, SHIPPED))


def _shipped(name: str) -> str:
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), name)


def _tell(folder: str, found: list[str]) -> None:
    """Add name, size and time of the files of a folder and below it, byte code aside; shipped folders are told on their own."""
    files, below = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                below.append(entry)
            else:
                status = entry.stat()
                files.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    found += (folder, *sorted(files))
    for entry in sorted(below, key=lambda entry: entry.name):
        if entry.name != "__pycache__" and not (folder == PACKAGE and entry.name in SHIPPED):
            _tell(entry.path, found)


def _distribution() -> str:
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        return ""
    site = os.path.dirname(spec.submodule_search_locations[0])
    return ",".join(sorted(name for name in os.listdir(site) if name.startswith(f"{SCHEMAS}-")))
