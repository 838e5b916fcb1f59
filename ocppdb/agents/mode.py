"""The escalation mode that a project has chosen, read from its own instructions to agents."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from ocppdb.projects.place import folders_up

__all__ = ["Mode", "escalation_mode"]

FILES = ("CLAUDE.md", "AGENTS.md")
MOST_BYTES = 1_000_000
WORDS = {
    "strict": r"strict(?:ly)?\b",
    "pragmatic": r"pragmatic(?:ally)?\b",
}
DENIED = r"(?:\b(?:not|never|no|non|without|avoid|stop|isn't|don't|do not|instead of|rather than|over|unlike)\b[\s\"'`*_:-]+(?:\w+[\s\"'`*_-]+){0,3}?)"
ABOUT_OCPP = r"(?<![a-z])ocpp"
ABOUT_ESCALATION = r"(?<![a-z])escalat|(?<![a-z])mode(?![a-z])"


class Mode(NamedTuple):
    """`mode` is strict or pragmatic; `file` and `line` decided it, and are None where nothing did; `reason` says why."""

    mode: str
    file: str | None
    line: int | None
    reason: str


def escalation_mode(path: str | os.PathLike[str] = ".") -> Mode:
    """Return the Mode of a project, from CLAUDE.md and AGENTS.md in a folder and those above it, up to the repository's root.

    A line counts that speaks of OCPP and of escalation (or stands under a heading of OCPP) and names a mode: "For OCPP: use pragmatic
    escalation mode.", "OCPP escalation: strict — always ask". Where no line counts, or lines contradict each other, the mode is strict.
    """
    found = [said for folder in folders_up(path) for name in FILES for said in _said_in(os.path.join(folder, name))]
    if not found:
        return Mode("strict", None, None, f"no line about OCPP escalation in {' or '.join(FILES)}, so the default holds")
    modes = {mode for mode, _, _, _ in found}
    mode, file, line, text = found[0]
    if len(modes) > 1:
        places = ", ".join(f"{file}:{line}" for _, file, line, _ in found)
        return Mode("strict", file, line, f"contradictory lines, so the default holds: {places}")
    return Mode(mode, file, line, f"{file}:{line} says: {text}")


def _said_in(file: str) -> Iterator[tuple[str, str, int, str]]:
    """Yield (mode, file, line, text) for each line of a file that names a mode for OCPP; code blocks and comments are examples."""
    try:
        with open(file, encoding="utf-8", errors="replace") as opened:
            content = opened.read(MOST_BYTES)
    except OSError:
        return
    content = re.sub(r"<!--.*?-->", lambda comment: "\n" * comment[0].count("\n"), content, flags=re.DOTALL)
    heading = ""
    fence: str | None = None
    for number, line in enumerate(content.splitlines(), 1):
        mark = re.match(r"\s*(```|~~~)", line)
        if mark:
            fence = None if fence == mark[1] else fence or mark[1]
        elif fence is None:
            if re.match(r"\s*#{1,6}\s", line):
                heading = line
            about = re.search(ABOUT_OCPP, line, re.IGNORECASE) or re.search(ABOUT_OCPP, heading, re.IGNORECASE)
            if about and re.search(ABOUT_ESCALATION, f"{line} {heading}", re.IGNORECASE):
                mode = _mode_of(line)
                if mode:
                    yield mode, file, number, line.strip()


def _mode_of(line: str) -> str | None:
    """The mode that a line names: the one that is affirmed; both affirmed count as strict, and so does pragmatic denied."""
    affirmed: set[str] = set()
    denied: set[str] = set()
    for mode, word in WORDS.items():
        rest = re.sub(DENIED + word, " ", line, flags=re.IGNORECASE)
        if rest != line:
            denied.add(mode)
        if re.search(r"\b" + word, rest, re.IGNORECASE):
            affirmed.add(mode)
    if affirmed == {"pragmatic"}:
        return "pragmatic"
    if affirmed or "pragmatic" in denied:
        return "strict"
    return None
