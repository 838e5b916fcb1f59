"""What git would not see: the patterns of .gitignore, as far as a walk through a tree needs them."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Pattern", "ignored", "patterns"]

LONGEST = 1000
"""A line longer than this is no pattern that a person wrote."""
MOST = 10_000
WHOLE = re.compile(r"\\(.)|\*\*/|/\*\*|\*+|\?|\[(!?)(\]?(?:\\.|[^\]\\])*)\]|[^\\*?\[/]+|.", re.S)


class Pattern(NamedTuple):
    """A line of a .gitignore: what it matches below its folder, whether it takes back, and whether it is for folders only."""

    matches: re.Pattern[str]
    takes_back: bool
    folders_only: bool


def patterns(text: str) -> tuple[Pattern, ...]:
    """Return the Patterns of a .gitignore, in their order; a line that is none is left out."""
    return tuple(found for line in text.splitlines()[:MOST] if (found := _pattern(line)) is not None)


def ignored(path: str, is_folder: bool, above: Iterable[tuple[str, tuple[Pattern, ...]]]) -> bool:
    """Return whether a path is ignored. `above` are the folders over it, outermost first, each with its patterns; the last match decides."""
    verdict = False
    for folder, each in above:
        inside = path[len(folder) + 1 :] if folder else path
        for pattern in each:
            if (is_folder or not pattern.folders_only) and pattern.takes_back == verdict and pattern.matches.fullmatch(inside):
                verdict = not pattern.takes_back
    return verdict


def _pattern(line: str) -> Pattern | None:
    if len(line) > LONGEST or line.startswith("#"):
        return None
    line = re.sub(r"(?<!\\)\s+$", "", line)
    takes_back = line.startswith("!")
    plain = line[takes_back:]
    folders_only = plain.endswith("/")
    plain = plain.rstrip("/") if folders_only else plain
    if not plain.strip("/"):
        return None
    try:
        return Pattern(_regex(plain), takes_back, folders_only)
    except re.error:
        return None


@lru_cache(4096)
def _regex(plain: str) -> re.Pattern[str]:
    """A pattern with a slash inside is bound to its folder; another matches at any depth."""
    bound = "/" in plain
    said = "".join(_sign(sign) for sign in WHOLE.finditer(re.sub(r"\*{3,}", "**", plain.lstrip("/"))))
    return re.compile(said if bound else f"(?:.*/)?{said}", re.S)


def _sign(sign: re.Match[str]) -> str:
    whole = sign[0]
    if sign[1]:
        return re.escape(sign[1])
    if whole == "**/":
        return "(?:.*/)?"
    if whole == "/**":
        return "/.*"
    if whole.startswith("*"):
        return "[^/]*"
    if whole == "?":
        return "[^/]"
    if sign[3] is not None:
        inside = sign[3].replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]").replace("^", r"\^")
        return f"[^/{inside}]" if sign[2] else f"[{inside}]"
    return re.escape(whole)
