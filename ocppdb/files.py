"""Where files lie: what ocppdb ships, the default database in the user's cache, and how a database file is opened and recognised."""

import importlib.util
import os
import sqlite3
import sys
import zlib

from ocppdb.errors import BuildError
from ocppdb.release import APPLICATION_ID, RELEASE, SCHEMAS

__all__ = ["connect", "default_path", "is_ours", "shipped"]

PACKAGE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = ("seed", "migrations")


def shipped(name):
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


def connect(path, **options):
    """Return a connection that can only read; a missing file is an error. SQLite asks for three characters of a URI to be escaped."""
    absolute = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return sqlite3.connect(f"file:{absolute}?mode=ro", uri=True, **options)


def is_ours(connection):
    """Return whether the file bears the mark that the build writes into its header. Raises sqlite3.Error for what is no database."""
    return connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def default_path():
    """Return the path of the default database as text, under a name made of everything it is built from; the file need not exist yet."""
    return os.path.join(_cache(), "ocppdb", f"{RELEASE}-{_ingredients(_folders())}", "ocpp.db")


def _cache():
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")


def _ingredients(folders):
    """Return a checksum of some folders, of this installation and of the schema distribution, by the files' names, sizes and times.

    It is taken at every start, so it reads no file: a change of any of them is a new name, and a new database.
    """
    told = [_distribution(), PACKAGE, str(os.stat(__file__).st_mtime_ns)]
    for folder in folders:
        _tell(folder, told)
    return f"{zlib.crc32(chr(10).join(told).encode()):08x}"


def _folders():
    """The folders whose files may change: none in an installed package, which pip replaces as a whole; all in a checkout."""
    if os.path.isdir(os.path.join(PACKAGE, "seed")):
        return ()
    return (PACKAGE, *map(_shipped, SHIPPED))


def _shipped(name):
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), name)


def _tell(folder, told):
    """Add name, size and time of the files of a folder and below it, byte code aside; shipped folders are told on their own."""
    files, below = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                below.append(entry)
            else:
                status = entry.stat()
                files.append(f"{entry.name} {status.st_size} {status.st_mtime_ns}")
    told += (folder, *sorted(files))
    for entry in sorted(below, key=lambda entry: entry.name):
        if entry.name != "__pycache__" and not (folder == PACKAGE and entry.name in SHIPPED):
            _tell(entry.path, told)


def _distribution():
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        return ""
    site = os.path.dirname(spec.submodule_search_locations[0])
    return ",".join(sorted(name for name in os.listdir(site) if name.startswith(f"{SCHEMAS}-")))
