"""The folder of an export: written file by file, each in one step, over nothing that is not ours.

A list of what was written lies in the folder. It marks the folder as ours, and tells the next export what to remove of it; whatever else
lies there stays.
"""

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ocppdb.errors import ExportError
from ocppdb.files import kind_of, told

__all__ = ["LIST", "Folder"]

LIST = ".ocppdb-export"
HEAD = "# Written by ocppdb. These files are replaced or removed by the next export into this folder."
CURE = "Name a folder that is new, empty, or holds an earlier export."


class Folder:
    """A folder that is ours to write: new, empty, or written by an export before. A symbolic link to one is followed."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Raises ExportError for what cannot be a folder of ours; nothing is written."""
        if not os.fspath(path):
            raise ExportError(f"the name of the folder is empty. {CURE}")
        self._name = told(path)
        try:
            self.path = Path(os.path.realpath(path))
            self._old = self._listed()
        except OSError as error:
            raise self._cannot(error) from None
        except ValueError:
            raise ExportError(f"{self._name}: is no name that a folder can have. {CURE}") from None

    def _listed(self) -> set[str]:
        """What an earlier export has written there, as far as its list can be trusted."""
        try:
            status = os.stat(self.path)
        except FileNotFoundError:
            return set()
        if not stat.S_ISDIR(status.st_mode):
            raise ExportError(f"{self._name}: is {kind_of(status) or 'a file'}, expected a folder. {CURE}")
        names = os.listdir(self.path)
        if not names:
            return set()
        mark = self.path / LIST
        lines = mark.read_text(encoding="utf-8", errors="replace").splitlines() if _is_file(mark) else []
        if lines[:1] != [HEAD]:
            raise ExportError(f"{self._name}: is a folder that holds other things, such as {told(min(names), 60)}. {CURE}")
        return {line for line in lines[1:] if _is_inside(line)}

    def begin(self, files: Iterable[str]) -> None:
        """Make the folder ours, before anything else is written: an export that is ended halfway leaves a folder that is ours."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._cannot(error) from None
        self._write_list(self._old | set(files))

    def end(self, files: Iterable[str]) -> None:
        """Remove what an earlier export wrote and this one did not, and list what is there now."""
        now = set(files)
        for name in sorted(self._old - now, reverse=True):
            with contextlib.suppress(OSError, ExportError):
                self._inside(name, make=False)
                (self.path / name).unlink()
                for parent in Path(name).parents[:-1]:
                    (self.path / parent).rmdir()  # which a folder refuses in which something is left
        self._write_list(now)

    def write(self, name: str, content: str | bytes) -> None:
        """Put a file in place in one step. Raises ExportError where it cannot be."""
        try:
            self._inside(name, make=True)
            target = self.path / name
            if target.is_dir() and not target.is_symlink():
                raise ExportError(f"{told(target)}: is a folder, and a file of the export has that name. Remove it.")
            part = target.with_name(f".{target.name[:100]}.part")
            part.unlink(missing_ok=True)  # of an export that was killed
            with part.open("xb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
            os.replace(part, target)
        except OSError as error:
            raise self._cannot(error) from None

    def _write_list(self, files: set[str]) -> None:
        self.write(LIST, "\n".join([HEAD, *sorted(files), ""]))

    def _inside(self, name: str, *, make: bool) -> None:
        """Refuse to go through a link inside the folder: it would lead to what is not ours."""
        at = self.path
        for part in Path(name).parts[:-1]:
            at = at / part
            if make:
                at.mkdir(exist_ok=True)
            if at.is_symlink() or not at.is_dir():
                raise ExportError(
                    f"{told(at)}: is no folder but a link, and files of the export would lie beyond it. Remove it."
                )

    def _cannot(self, error: OSError) -> ExportError:
        return ExportError(
            f"{self._name}: cannot be written ({error.strerror}). Name a folder where you may write, with room for it."
        )


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False


def _is_inside(name: str) -> bool:
    parts = Path(name).parts
    return bool(parts) and not Path(name).is_absolute() and ".." not in parts
