"""Frames in a stream of lines: alone, in a list, one a line, or somewhere in the lines of a log.

A frame may go over several lines, stand in a column of CSV with its quotes doubled, or in a string of JSON with its quotes escaped.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["Found", "frames_in"]

LONGEST = 10_000_000
"""So many characters of one frame are read; what is longer is cut, and so no JSON."""
_start = re.compile(r'\[\s*[2-6]\s*,\s*(?:\\"|"|-?[0-9]|null|[tf]|[\[{])').search
_a_list = re.compile(r'\s*\[\s*(?:"|\{|-?[0-9.]+\s*(?:,|\]?\s*$)|\]\s*$)').match
_signs = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}"]', re.S)
_escaped_end = re.compile(r'(?<!\\)(?:\\\\)*"')
INCOMING = re.compile(r"\b(?:msg-in|recv|receiv\w*|incoming|in|from)\b|<-|<<|<=", re.I)
OUTGOING = re.compile(r"\b(?:msg-out|sent|send\w*|outgoing|out|to)\b|->|>>|=>", re.I)


class Found(NamedTuple):
    """A frame that was found: its line, its text, what else stands in the line, and who sent it where the line tells."""

    line: int
    text: str
    before: str
    cells: tuple[str, ...]
    sender: str | None


def frames_in(lines: Iterable[str]) -> Iterator[Found]:
    """Yield the frames in some lines, in order. Only the frame at hand is kept."""
    numbered = enumerate(lines, 1)
    held: tuple[int, str] | None = None
    while (current := held or next(numbered, None)) is not None:
        held = None
        number, line = current
        at = 0
        while (found := _start(line, at)) or (at == 0 and _alone(line)):
            start = found.start() if found else len(line) - len(line.lstrip())
            before = line[:start]
            if found and (found[0].endswith('\\"') or before.endswith('"') and '\\"' in line[start : start + 200]):
                text, at = _escaped(line, start)
                yield Found(number, text, before, (), _sender(before))
                continue
            if found and line[found.end() - 1 : found.end() + 1] == '""':
                cells = tuple(next(csv.reader([line]), ()))
                yield from (Found(number, cell, "", cells, _direction(cells)) for cell in cells if _start(cell[:20]))
                break
            whole, rest, held = _whole(line[start:], number, numbered)
            yield Found(number, whole, before, (), _sender(before))
            line, at = rest, 0
            if not _start(line):
                break


def _alone(line: str) -> bool:
    """Whether a line that has no frame's beginning is meant as one all the same; a time in brackets is not."""
    return _a_list(line) is not None


def _whole(text: str, number: int, numbered: Iterator[tuple[int, str]]) -> tuple[str, str, tuple[int, str] | None]:
    """Return a frame that begins a text, what follows it, and the line that was read too far, where it does not end before."""
    while (end := _end(text)) is None and len(text) < LONGEST:
        following = next(numbered, None)
        if following is None or _start(following[1]) or not following[1].strip():
            return text.strip(), "", following
        text += following[1] if text.endswith("\n") else f"\n{following[1]}"
    return (text[:LONGEST], "", None) if end is None else (text[:end], text[end:], None)


def _end(text: str) -> int | None:
    """Where the list that begins a text ends; None where it does not."""
    depth = 0
    for found in _signs.finditer(text):
        sign = found[0]
        if sign in ("[", "{"):
            depth += 1
        elif sign in ("]", "}"):
            depth -= 1
            if depth == 0:
                return found.end()
        elif sign == '"':
            return None  # a string that does not end
    return None


def _escaped(line: str, start: int) -> tuple[str, int]:
    """Return a frame that is written in a string, and where the string ends."""
    ends = _escaped_end.search(line, start)
    end = ends.end() - 1 if ends else len(line.rstrip("\n"))
    try:
        return str(json.loads(f'"{line[start:end]}"')), end
    except ValueError:
        return line[start:end], end


def _sender(before: str) -> str | None:
    """Who sent a frame, as the words before it tell: the other end or this one. The last word decides."""
    marks = [(found.start(), "in") for found in INCOMING.finditer(before)]
    marks += [(found.start(), "out") for found in OUTGOING.finditer(before)]
    return max(marks)[1] if marks else None


def _direction(cells: tuple[str, ...]) -> str | None:
    return next((told for cell in cells if len(cell) < 40 and not cell.startswith("[") and (told := _sender(cell))), None)
