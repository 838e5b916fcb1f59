"""The files of a project that count: none that git ignores, that was generated, brought from elsewhere, or is no text."""

import os
import re
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ocppdb.projects.ignore import Pattern, ignored, patterns

__all__ = ["File", "decoded", "read", "walk"]

MOST_BYTES = 262_144
"""So much of a file is read; the rest of a longer one is left."""
MOST_FILES = 200_000
MOST_IGNORES = 1_000_000
ELSEWHERE = frozenset(
    [
        "node_modules",
        "bower_components",
        "vendor",
        "vendored",
        "third_party",
        "third-party",
        "thirdparty",
        "external",
        "extern",
        "3rdparty",
        "dist",
        "build",
        "out",
        "target",
        "obj",
        "bin",
        "__pycache__",
        "site-packages",
        "venv",
        "env",
        "virtualenv",
        "coverage",
        "htmlcov",
        "pods",
        "carthage",
        "deriveddata",
        "cmake-build-debug",
        "cmake-build-release",
    ]
)
"""Folders of what was generated or brought from elsewhere, whatever a .gitignore says; those that begin with a dot as well."""
KEPT = frozenset({".github", ".gitlab", ".circleci", ".devcontainer"})
NO_TEXT = re.compile(
    r"\.(?:png|jpe?g|gif|ico|webp|bmp|tiff?|svgz?|pdf|docx?|xlsx?|pptx?|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|o|a|so|dll|exe|dylib|lib|pyc|wasm|"
    r"woff2?|ttf|eot|otf|mp[34]|mov|avi|wav|db|sqlite3?|bin|hex|elf|pcap(?:ng)?|p12|jks|keystore|der|map|lock|min\.js|min\.css|snap|sum)$",
    re.I,
)
GENERATED = re.compile(
    r"(?:^\.git(?:ignore|attributes|modules)|^ocpp-decisions\.yml|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$"
)


class File(NamedTuple):
    """A file of a project: its path within it, with slashes, and the start of its text."""

    path: str
    text: str


Told = Callable[[int], object]


def walk(root: str, left: Counter[str], told: Told | None = None) -> Iterator[File]:
    """Yield the Files of a folder that count, sorted by path; `left` counts the others by the reason why they do not.

    Symbolic links are not followed, whatever is no regular file is not opened, and what may not be read is counted, not raised.
    `told` hears the number of files so far.
    """
    waiting: list[tuple[str, tuple[tuple[str, tuple[Pattern, ...]], ...]]] = [("", ())]
    seen = 0
    while waiting:
        folder, above = waiting.pop()
        entries = _entries(os.path.join(root, folder) if folder else root, left)
        if own := _ignores(root, folder, entries):
            above = (*above, (folder, own))
        below = []
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            kind, why = _kind(entry, path, above)
            if why is not None:
                left[why] += 1
            elif kind == "folder":
                below.append((path, above))
            else:
                seen += 1
                if seen > MOST_FILES:
                    left["over the limit"] += 1
                    return
                if told is not None and not seen % 100:
                    told(seen)
                text = read(entry.path)
                if text is None:
                    left["not text"] += 1
                else:
                    yield File(path, text)
        waiting += reversed(below)


def read(path: str) -> str | None:
    """Return the start of a file's text, whatever its encoding; None where it is no text or may not be read."""
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(number, "rb", buffering=0) as opened:
            if not stat.S_ISREG(os.fstat(number).st_mode):
                return None
            return decoded(opened.read(MOST_BYTES))
    except OSError:
        return None


def decoded(raw: bytes) -> str | None:
    """Return bytes as text: UTF-8 or UTF-16 by its mark, what is broken in it replaced; None for what is no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    if b"\0" in raw[:8192]:
        return None
    return raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")


def _entries(path: str, left: Counter[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError:
        left["not readable"] += 1
        return []


def _kind(entry: os.DirEntry[str], path: str, above: tuple[tuple[str, tuple[Pattern, ...]], ...]) -> tuple[str, str | None]:
    """Whether an entry is a folder or a file, and why it does not count."""
    try:
        if entry.is_symlink():
            return "file", "a link"
        folder = entry.is_dir(follow_symlinks=False)
        regular = folder or entry.is_file(follow_symlinks=False)
    except OSError:
        return "file", "not readable"
    if not regular:
        return "file", "no regular file"
    if folder:
        name = entry.name.lower()
        if name in ELSEWHERE or (name.startswith(".") and name not in KEPT):
            return "folder", "generated or from elsewhere"
    elif GENERATED.search(entry.name):
        return "file", "generated or from elsewhere"
    elif NO_TEXT.search(entry.name):
        return "file", "not text"
    if above and ignored(path, folder, above):
        return "folder", "ignored by git"
    return ("folder" if folder else "file"), None


def _ignores(root: str, folder: str, entries: list[os.DirEntry[str]]) -> tuple[Pattern, ...]:
    for entry in entries:
        if entry.name == ".gitignore" and not entry.is_symlink():
            text = read(os.path.join(root, folder, entry.name))
            return patterns(text[:MOST_IGNORES]) if text else ()
    return ()
