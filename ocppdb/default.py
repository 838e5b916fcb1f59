"""Where the default database lies: in the user's cache, under a name made of everything it is built from."""

import importlib.util
import os
import sys
import zlib

from .release import RELEASE, SCHEMAS

__all__ = ["default_path"]

PACKAGE = os.path.dirname(os.path.abspath(__file__))
SHIPPED = ("seed", "migrations")


def default_path():
    """Return the path of the default database as text; the file need not exist yet."""
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
