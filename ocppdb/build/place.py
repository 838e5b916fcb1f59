"""A new database is put in place: in one step, over nothing that is not ours, and without remains."""

import contextlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DBAPIError

from ocppdb.errors import BuildError
from ocppdb.files import connect, default_path, is_ours

__all__ = ["Place", "find_place", "forget_old", "replacing", "sweep"]

TEMPORARY = ".ocppdb-building-"
STALE_SECONDS = 3600
OLD_SECONDS = 30 * 24 * 3600


class Place(NamedTuple):
    """Where a new database goes: its name, and whether it is the default database."""

    name: Path
    default: bool


def find_place(output: str | os.PathLike[str] | None = None) -> Place:
    """Return the place of a new database: `output`, or the default one. Raises BuildError where something stands that is not ours."""
    place = Place(Path(output or default_path()).absolute(), output is None)
    _refuse_to_replace(place.name)
    return place


@contextlib.contextmanager
def replacing(place: Place) -> Iterator[str]:
    """Yield the path of a new file in the folder of a place; it takes the place in one step when the block ends well.

    Raises BuildError where it cannot be written, and then whatever stood there still stands there.
    """
    target = place.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        handle, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".db", dir=target.parent)
        os.close(handle)
        try:
            yield name
            os.chmod(name, 0o666 & ~_umask())
            with open(name, "rb+") as file:
                os.fsync(file.fileno())
            os.replace(name, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
    except OSError as error:
        raise BuildError(f"{target}: cannot be written ({error.strerror}). Name a file in a folder you may write to.") from None
    except DBAPIError as error:
        raise BuildError(
            f"{target}: SQLite could not finish it ({error.orig}). The old file, if there was one, is untouched."
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def sweep(folder: Path) -> None:
    """Remove what builds that were killed long ago left behind."""
    for path in folder.glob(f"{TEMPORARY}*.db"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                path.unlink()


def forget_old(place: Place) -> None:
    """Remove default databases of other releases and seeds that are older than a month; whoever needs one builds it again."""
    if not place.default:
        return
    for path in place.name.parent.parent.glob(f"*/{place.name.name}"):
        with contextlib.suppress(OSError):
            if path != place.name and time.time() - path.stat().st_mtime > OLD_SECONDS:
                path.unlink()
                path.parent.rmdir()


def _refuse_to_replace(target: Path) -> None:
    """Never overwrite what is not ours."""
    if target.is_dir():
        raise BuildError(f"{target}: is a folder, expected the name of a file. Add a file name, such as {target / 'ocpp.db'}.")
    if not target.exists() or not target.stat().st_size:
        return
    try:
        with contextlib.closing(connect(target)) as connection:
            ours = is_ours(connection)
    except sqlite3.Error:
        ours = False
    if not ours:
        raise BuildError(f"{target}: exists and is no database of ocppdb. Choose another name, or remove the file yourself.")
