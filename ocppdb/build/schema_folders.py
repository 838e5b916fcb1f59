"""The JSON files of a folder or a zip, read within limits: what is damaged, endless or hostile costs one message and no more."""

import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from ocppdb.errors import SchemaError

__all__ = ["Folders", "brief", "folders", "title"]

MOST_BYTES = 5_000_000
"""No schema file comes near this; a larger one is not a schema."""
MOST_IN_ALL = 20_000_000
"""Bytes of all JSON files together, and of a zip before it is unpacked: the schemas of a version are about one million."""
MOST_ENTRIES = 20_000
DEEPEST = 20
"""Folders within folders: OCA's zips have three."""
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
"""What zipfile raises of a file that is no zip, or whose bytes were changed."""

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

Folders = dict[str, dict[str, bytes]]
"""The bytes of JSON files by folder (relative, `.` for the outermost) and file name."""


def folders(path: Path) -> Folders:
    """Return the Folders of a folder, with those below it, or of a zip file.

    Links are followed, each folder is visited once. Raises SchemaError: for what is neither, for a damaged zip, for a JSON file
    that is no regular file, and beyond the limits above.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        raise SchemaError(f"{title(path)}: no such folder or zip file. --schemas expects one of the two.") from None
    if stat.S_ISDIR(mode):
        return _of_folder(path)
    if stat.S_ISREG(mode):
        return _of_zip(path)
    raise SchemaError(
        f"{title(path)}: found {_kind(mode)}, expected a folder or a zip file. Name the one that holds the schemas."
    )


def title(path: Path) -> str:
    """Return the last part of a path, as messages and the origin of a file show it."""
    return brief(path.name or path.resolve().name or str(path))


def brief(text: str) -> str:
    """Return a name that was found, fit for a message: printable, and at most 80 characters."""
    shown = text if text.isprintable() else repr(text)[1:-1]
    return shown if len(shown) <= 80 else f"{shown[:77]}..."


class _Limits:
    """How much of one place has been read."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.entries = 0
        self.bytes = 0

    def count(self, entries: int = 1) -> None:
        self.entries += entries
        if self.entries > MOST_ENTRIES:
            raise SchemaError(
                f"{self.place}: found more than {MOST_ENTRIES} files and folders, expected schemas only. "
                "Name the folder or zip that holds nothing else."
            )

    def read(self, stream: IO[bytes], size: int, name: str) -> bytes:
        """Return what a stream holds. `size` is what was said of it beforehand, which need not be true."""
        data = b"" if size > MOST_BYTES else stream.read(MOST_BYTES + 1)
        if max(size, len(data)) > MOST_BYTES:
            raise SchemaError(
                f"{name}: {max(size, len(data))} bytes, and a schema file has at most {MOST_BYTES}. Remove the file."
            )
        self.bytes += len(data)
        if self.bytes > MOST_IN_ALL:
            raise SchemaError(
                f"{self.place}: found more than {MOST_IN_ALL} bytes of JSON, expected schemas only. "
                "Name the folder or zip that holds nothing else."
            )
        return data


def _of_folder(path: Path) -> Folders:
    found: Folders = {}
    limits = _Limits(title(path))
    for folder, file in _walk(path, limits):
        name = brief(file.name)
        try:
            about = file.stat()
            if not stat.S_ISREG(about.st_mode):
                raise SchemaError(f"{name}: found {_kind(about.st_mode)}, expected a regular file. Remove it.")
            with open(file, "rb") as stream:
                found.setdefault(folder, {})[file.name] = limits.read(stream, about.st_size, name)
        except OSError as error:
            raise SchemaError(f"{name}: cannot be read ({error.strerror}). Remove it, or make it readable.") from None
    return found


def _walk(path: Path, limits: _Limits) -> Iterator[tuple[str, Path]]:
    """Yield each JSON file below a folder, with its folder; a folder that links lead back to is not entered again."""
    waiting, visited = [PurePosixPath()], set()
    while waiting:
        folder = waiting.pop()
        if len(folder.parts) > DEEPEST:
            raise SchemaError(
                f"{limits.place}: found folders more than {DEEPEST} deep, expected schemas. Name the folder that holds them."
            )
        try:
            about = (path / folder).stat()
            if (about.st_dev, about.st_ino) in visited:
                continue
            visited.add((about.st_dev, about.st_ino))
            names = sorted(_names(path / folder, limits))
        except OSError as error:
            where = brief(folder.as_posix())
            raise SchemaError(f"{limits.place}/{where}: cannot be read ({error.strerror}). Name another folder.") from None
        waiting += [folder / name for name, is_folder in reversed(names) if is_folder]
        for name, is_folder in names:
            if name.endswith(".json") and not is_folder:
                yield folder.as_posix(), path / folder / name


def _names(folder: Path, limits: _Limits) -> Iterator[tuple[str, bool]]:
    """Yield each name of a folder, and whether it is a folder itself; a link that leads nowhere is none."""
    with os.scandir(folder) as entries:
        for entry in entries:
            limits.count()
            try:
                yield entry.name, entry.is_dir()
            except OSError:
                yield entry.name, False


def _of_zip(path: Path) -> Folders:
    found: Folders = {}
    limits = _Limits(title(path))
    try:
        size = path.stat().st_size
        if size > MOST_IN_ALL:
            raise SchemaError(f"{title(path)}: {size} bytes, and a zip of schemas has at most {MOST_IN_ALL}. Name that zip.")
        with zipfile.ZipFile(path) as archive:
            entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
            limits.count(len(entries))
            for entry in entries:
                inside = PurePosixPath(entry.filename)
                if inside.suffix != ".json" or inside.parts[0] == "__MACOSX" or entry.is_dir():
                    continue
                name = f"{title(path)}/{brief(str(inside))}"
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    # The others unpack as much as they like at once, whatever is asked for.
                    raise SchemaError(
                        f"{name}: found compression {entry.compress_type}, expected deflate. Unpack the zip first."
                    )
                with archive.open(entry) as stream:
                    data = limits.read(stream, entry.file_size, name)
                if found.setdefault(inside.parent.as_posix(), {}).setdefault(inside.name, data) != data:
                    raise SchemaError(f"{name}: found twice, with different contents, expected once. Get the zip again.")
    except DAMAGED as error:
        text = f"{title(path)}: not a zip file that can be read ({brief(str(error))}). Expected OCA's zip, or a folder."
        raise SchemaError(text) from None
    return found


def _kind(mode: int) -> str:
    return KINDS.get(stat.S_IFMT(mode), "a file of another kind")
