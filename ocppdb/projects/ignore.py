"""What git would not see: the patterns of .gitignore, as far as a walk through a tree needs them.

A pattern is matched part by part, so that no pattern takes long, whoever wrote it.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Pattern", "ignored", "patterns"]

LONGEST = 1000
"""A line longer than this is no pattern that a person wrote."""
MOST = 10_000
ANY = "**"
SIGN = re.compile(r"\\(?P<escaped>.)|(?P<star>\*+)|(?P<one>\?)|\[(?P<no>[!^]?)(?P<set>\]?[^\]]*)\]|(?P<plain>.)", re.S)


class Pattern(NamedTuple):
    """A line of a .gitignore: the parts of a path that it matches, whether it takes back, and whether it is for folders only."""

    parts: tuple[re.Pattern[str] | None, ...]
    """One for each folder of the path and its last part; None for any number of folders."""
    takes_back: bool
    folders_only: bool

    def matches(self, path: tuple[str, ...]) -> bool:
        """Return whether a path, in its parts, is matched."""
        reached = {0}
        for part in self.parts:
            if part is None:
                reached = set(range(min(reached), len(path) + 1))
            else:
                reached = {at + 1 for at in reached if at < len(path) and part.fullmatch(path[at])}
            if not reached:
                return False
        return len(path) in reached


def patterns(text: str) -> tuple[Pattern, ...]:
    """Return the Patterns of a .gitignore, in their order; a line that is none is left out."""
    return tuple(found for line in text.splitlines()[:MOST] if (found := _pattern(line)) is not None)


def ignored(path: str, is_folder: bool, above: Iterable[tuple[str, tuple[Pattern, ...]]]) -> bool:
    """Return whether a path is ignored. `above` are the folders over it, outermost first, each with its patterns; the last match decides."""
    verdict = False
    for folder, each in above:
        inside = tuple((path[len(folder) + 1 :] if folder else path).split("/"))
        for pattern in each:
            if pattern.takes_back == verdict and (is_folder or not pattern.folders_only) and pattern.matches(inside):
                verdict = not pattern.takes_back
    return verdict


def _pattern(line: str) -> Pattern | None:
    if len(line) > LONGEST or line.startswith("#"):
        return None
    line = re.sub(r"(?<!\\)\s+$", "", line)
    takes_back = line.startswith("!")
    plain = line[takes_back:]
    folders_only = plain.endswith("/")
    plain = plain.rstrip("/")
    if not plain:
        return None
    parts = plain.lstrip("/").split("/")
    if "/" not in plain:
        parts = [ANY, *parts]  # a pattern without a slash matches at any depth
    elif parts[-1] == ANY:
        parts = [*parts, "*"]  # what is inside, not the folder itself
    try:
        return Pattern(tuple(None if part == ANY else _part(part) for part in parts), takes_back, folders_only)
    except re.error:
        return None


@lru_cache(4096)
def _part(plain: str) -> re.Pattern[str]:
    """One part of a path as a regular expression. What follows a star is found at its first place, and there is no way back."""
    runs = [""]
    for sign in SIGN.finditer(plain):
        if sign["star"]:
            runs.append("")
        else:
            runs[-1] += _sign(sign)
    first, *others = runs
    if not others:
        return re.compile(first, re.S)
    *between, last = others
    return re.compile(first + "".join(f"(?>.*?{run})" for run in between) + f".*{last}", re.S)


def _sign(sign: re.Match[str]) -> str:
    if sign["one"]:
        return "."
    if sign["set"] is not None:
        inside = re.sub(r"([\\\[\]^&~|])", r"\\\1", sign["set"])
        return f"[{'^' if sign['no'] else ''}{inside}]"
    return re.escape(sign["escaped"] or sign["plain"])
