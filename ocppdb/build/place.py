"""A new database is put in place: in one step, over nothing that is not ours, and without remains.

While it is built it is a file of its own, beside the one that it will replace, and locked. The system gives up the locks of a process
that is killed, so a temporary file without a lock is what remains of a build that never ended, however old it is.
"""

import contextlib
import errno
import io
import os
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from ocppdb.errors import BuildError
from ocppdb.files import default_path, is_ours, kind_of, told

__all__ = ["Place", "find_place", "forget_old", "replacing", "sweep"]

TEMPORARY = ".ocppdb-building-"
OLD_SECONDS = 30 * 24 * 3600
CURES = {
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.ELOOP: "Name a file, or a link that leads to one.",
    errno.ENOSPC: "Make room on the disk.",
    errno.EDQUOT: "Make room on the disk.",
    errno.EFBIG: "Make room on the disk.",
}


class Place(NamedTuple):
    """Where a new database goes."""

    name: Path
    """The absolute path that was asked for."""
    file: Path
    """The file to replace: where `name` is a symbolic link, the file that it leads to."""
    default: bool
    """Whether it is the default database, which is ours to replace whatever it has become."""


def find_place(output: str | os.PathLike[str] | None = None) -> Place:
    """Return the place of a new database: `output`, or without it the default one.

    Raises BuildError where no file can be, and where something stands that must not be replaced: what is no regular file, and, but for
    the default database, what is neither empty nor a database of ocppdb.
    """
    if output is not None and not os.fspath(output):
        raise BuildError(
            "the path of the output is empty, expected the name of a file. Leave it out to build the default database."
        )
    name = Path(os.path.abspath(default_path() if output is None else output))
    try:
        place = Place(name, Path(os.path.realpath(name)), output is None)
        _refuse_to_replace(place)
    except OSError as error:
        raise _cannot_write(name, output is None, error) from None
    except ValueError:
        raise BuildError(f"{told(name)}: is no name that a file can have. Choose another name.") from None
    return place


@contextlib.contextmanager
def replacing(place: Place) -> Iterator[str]:
    """Yield the path of a new file in the folder of a place; it takes the place in one step when the block ends well.

    Raises BuildError where it cannot be written, and then whatever stood there still stands there.
    """
    try:
        sweep(place.file.parent)
        path, file = _create(place.file.parent)
        try:
            yield os.fspath(path)
            os.fsync(file)
            _refuse_to_replace(place)
            if sys.platform == "win32":  # where an open file cannot be renamed
                file.close()
            os.replace(path, place.file)
        finally:
            file.close()
            with contextlib.suppress(OSError):
                os.unlink(path)
    except OSError as error:
        raise _cannot_write(place.name, place.default, error) from None
    except (sqlite3.Error, DBAPIError) as error:
        why = told(str(getattr(error, "orig", error)))
        raise BuildError(
            f"{told(place.name)}: SQLite could not finish it ({why}). The old file, if there was one, is untouched."
        ) from None


def sweep(folder: Path) -> None:
    """Remove what builds that were killed left in a folder; the files of builds that run are locked and stay."""
    for path in folder.glob(f"{TEMPORARY}*.db"):
        with contextlib.suppress(OSError):
            if path.is_symlink() or not path.is_file():
                continue
            with path.open("rb+", buffering=0) as file:
                _lock(file, wait=False)
                if sys.platform != "win32":  # where an open file can be removed, it goes before its lock does
                    path.unlink()
            path.unlink(missing_ok=True)


def forget_old(place: Place) -> None:
    """Remove default databases of other releases and seeds that are older than a month, and what killed builds left beside them.

    Does nothing after a build to another place. Whoever needs an old one builds it again.
    """
    if not place.default:
        return
    for folder in place.name.parent.parent.glob("*"):
        if folder != place.name.parent:
            sweep(folder)
            _forget(folder / place.name.name)


def _forget(database: Path) -> None:
    with contextlib.suppress(OSError):
        if time.time() - database.stat().st_mtime > OLD_SECONDS:
            database.unlink()
            database.parent.rmdir()


def _create(folder: Path) -> tuple[Path, io.FileIO]:
    """Return the path of a new, empty file of a folder, and the same file, open and locked; who else may read it is up to the umask."""
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{TEMPORARY}{secrets.token_hex(8)}.db"
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), "rb+", buffering=0)
        with contextlib.suppress(OSError):  # a file system that knows no locks: nobody can take one and sweep the file either
            _lock(file, wait=True)
        if path.exists():  # else it was swept in the moment before it was locked
            return path, file
        file.close()


if sys.platform == "win32":
    import msvcrt

    BEYOND = 0x7FFF0000
    """A byte beyond those of any database, and beyond those that SQLite locks: a lock keeps everybody from reading what it covers."""

    def _lock(file: io.FileIO, wait: bool) -> None:
        """Lock an open file until it is closed. Raises OSError where another process holds the lock."""
        file.seek(BEYOND)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: io.FileIO, wait: bool) -> None:
        """Lock an open file until it is closed. Raises OSError where another process holds the lock and it is not to be waited for."""
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _refuse_to_replace(place: Place) -> None:
    """Never overwrite what is not ours."""
    try:
        status = os.stat(place.file)
    except FileNotFoundError:
        return
    name, kind = told(place.name), kind_of(status)
    if kind == "a folder" and not place.default:
        raise BuildError(
            f"{name}: is a folder, expected the name of a file. Add a file name, such as {told(place.name / 'ocpp.db')}."
        )
    if kind:
        raise BuildError(
            f"{name}: is {kind}, expected the name of a file. {'Remove it' if place.default else 'Choose another name'}."
        )
    if status.st_size and not place.default and not is_ours(place.file):
        raise BuildError(f"{name}: exists and is no database of ocppdb. Choose another name, or remove the file yourself.")


def _cannot_write(name: Path, default: bool, error: OSError) -> BuildError:
    elsewhere = "Build one elsewhere with: ocppdb build --output FILE, and name it in OCPPDB."
    cure = CURES.get(error.errno or 0, elsewhere if default else "Name a file in a folder you may write to.")
    return BuildError(f"{told(name)}: cannot be written ({error.strerror}). {cure}")
