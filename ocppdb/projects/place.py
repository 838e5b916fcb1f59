"""Where a project begins: the folders from a path up to the root of its repository."""

import os

__all__ = ["folders_up"]


def folders_up(path: str | os.PathLike[str]) -> list[str]:
    """Return the folder of a path and those above it, as far as the one that holds .git; without one, the folder alone."""
    folder = os.path.abspath(path)
    folder = folder if os.path.isdir(folder) else os.path.dirname(folder)
    folders = [folder]
    while not os.path.exists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return folders[:1]
        folder = above
        folders.append(folder)
    return folders
