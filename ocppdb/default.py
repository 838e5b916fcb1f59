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
    return os.path.join(_cache(), "ocppdb", f"{RELEASE}-{_ingredients()}", "ocpp.db")


def _cache():
    if sys.platform == "win32":
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    return os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")


def _ingredients():
    """Return a checksum of the seed, the code and the name of the installed schema distribution.

    CRC-32 is enough to tell one input from the next, and costs no import of hashlib at every start.
    """
    checksum, size = zlib.crc32(_distribution().encode()), 0
    for folder in (PACKAGE, *map(_shipped, SHIPPED)):
        for path in sorted(_files(folder)):
            with open(path, "rb") as file:
                content = file.read()
            checksum = zlib.crc32(content, zlib.crc32(os.path.relpath(path, folder).encode(), checksum))
            size += len(content)
    return f"{size:x}-{checksum:08x}"


def _shipped(name):
    inside = os.path.join(PACKAGE, name)
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(PACKAGE), name)


def _files(folder):
    """The files of a folder and those below it, byte code aside; the shipped folders are walked on their own."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__" and not (folder == PACKAGE and entry.name in SHIPPED):
                    yield from _files(entry.path)
            elif not entry.name.endswith(".pyc"):
                yield entry.path


def _distribution():
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        return ""
    site = os.path.dirname(spec.submodule_search_locations[0])
    return ",".join(sorted(name for name in os.listdir(site) if name.startswith(f"{SCHEMAS}-")))
