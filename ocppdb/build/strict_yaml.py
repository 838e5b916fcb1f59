"""Strict YAML: JSON's values and no more, as plain records that know their file and line.

1.6 stays a number to complain about, Off and 12:30 stay text. Whatever lets a small text stand for something else is refused
at its line: tags, anchors and aliases, merge keys, repeated keys, numbers and nesting without end, characters nobody sees.
"""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import yaml

from ocppdb.build.problem import Problem, problem
from ocppdb.errors import SeedError

__all__ = ["Record", "parse", "text_of"]

MOST_BYTES = 1_000_000
"""No file comes near this; a larger one is not written by hand."""
MOST_NESTED = 32
MOST_DIGITS = 15
"""A number of so many digits is the same in every language that reads JSON."""

INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
CONSTANTS = {"": None, "null": None, "true": True, "false": False}
UNSEEN = re.compile("[^\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that nobody sees or that end a line for some readers only."""
CALLED = {"\t": "a tab", "\0": "a NUL", "\ufeff": "a byte order mark"}


class Record(dict[str, Any]):
    """A mapping of a seed file. `place` is its file and line; `at(key)` is that of one of its keys."""

    __slots__ = ("file", "first_line", "lines")

    def __init__(self, file: str, first_line: int) -> None:
        super().__init__()
        self.file = file
        self.first_line = first_line
        self.lines: dict[str, int] = {}

    @property
    def place(self) -> str:
        """File and line where the record begins."""
        return f"{self.file}:{self.first_line}"

    def at(self, key: str) -> str:
        """Return the file and line of a key, or of the record where it lacks that key."""
        return f"{self.file}:{self.lines.get(key, self.first_line)}"


def text_of(path: Path, file: str) -> str:
    """Return the text of a file with plain line ends. Raises SeedError for what is no readable file of UTF-8 of a decent size.

    `file` is what the file is called in messages.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _refused(
                file, 1, f"found {'a folder' if path.is_dir() else 'a link, pipe or device'}", "a file of strict YAML"
            )
        if status.st_size > MOST_BYTES:
            raise _refused(
                file, 1, f"found {status.st_size} bytes", f"at most {MOST_BYTES}: give a list's folder several files"
            )
        data = path.read_bytes()
    except OSError as error:
        raise _refused(file, 1, f"cannot be read ({error.strerror})", "a file of strict YAML") from None
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _refused(file, data.count(b"\n", 0, error.start) + 1, "not UTF-8", "strict YAML") from None


def parse(text: str, file: str) -> Any:
    """Return what a text says: a Record, a list, a text, a number, true, false or None.

    Raises SeedError at the first line that is no strict YAML.
    """
    unseen = UNSEEN.search(text)
    if unseen:
        raise _refused(file, text.count("\n", 0, unseen.start()) + 1, _character(unseen[0]), "strict YAML, with spaces")
    try:
        return _Events(text, file).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or str(error).splitlines()[0]
        last = text.count("\n") + 1
        raise _refused(file, min(mark.line + 1, last) if mark else 1, found, "strict YAML") from None


class _Events:
    """What libyaml tells of a text, taken up one event after the other, with nothing built that the text does not write out."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.next = cast("Callable[[], yaml.Event]", yaml.CSafeLoader(text).get_event)  # None comes after the end alone

    def document(self) -> Any:
        """Return the value of the only document, None where there is no document."""
        self.next()
        event = self.next()
        if isinstance(event, yaml.StreamEndEvent):
            return None
        value = self.value(self.next(), 0)
        self.next()
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.refused(event, "found a second document")
        return value

    def value(self, event: yaml.Event, depth: int) -> Any:
        """Return the value that begins with an event, at a depth of nesting."""
        start = self.written_out(event)
        if isinstance(start, yaml.ScalarEvent):
            return self.scalar(start)
        if depth == MOST_NESTED:
            raise self.refused(event, f"found nesting deeper than {MOST_NESTED} levels")
        if isinstance(start, yaml.SequenceStartEvent):
            return self.items(depth + 1)
        return self.record(start, depth + 1)

    def written_out(self, event: yaml.Event) -> yaml.ScalarEvent | yaml.CollectionStartEvent:
        """Return the event of a value that says itself what it is."""
        if not isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            raise self.refused(event, "found an alias")
        if event.anchor is not None:
            raise self.refused(event, "found an anchor")
        if event.tag is not None:
            raise self.refused(event, f"found the tag {event.tag}")
        return event

    def items(self, depth: int) -> list[Any]:
        """Return the values of a list."""
        found = []
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            found.append(self.value(event, depth))
        return found

    def record(self, start: yaml.Event, depth: int) -> Record:
        """Return the mapping that begins with an event."""
        record = Record(self.file, _line(start))
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            key, line = self.key(event), _line(event)
            if key in record.lines:
                text = f"{key!r} was already given at line {record.lines[key]}; keep one of the two"
                raise SeedError([problem(f"{self.file}:{line}", "repeated-key", text)])
            record.lines[key] = line
            record[key] = self.value(self.next(), depth)
        return record

    def key(self, event: yaml.Event) -> str:
        """Return a key, which is a word whatever it looks like."""
        start = self.written_out(event)
        if not isinstance(start, yaml.ScalarEvent):
            raise self.refused(event, "found a key that is no word")
        if start.value == "<<":
            raise self.refused(event, "found a merge key")
        return self.text(start)

    def text(self, event: yaml.ScalarEvent) -> str:
        """Return what a scalar says; escapes in quotes cannot bring in what the text itself may not hold."""
        word: str = event.value
        unseen = UNSEEN.search(word)
        if unseen:
            raise self.refused(event, _character(unseen[0]))
        return word

    def scalar(self, event: yaml.ScalarEvent) -> str | int | float | bool | None:
        """Return a text, a number or a constant. What stands in quotes is text."""
        word = self.text(event)
        if not event.implicit[0]:
            return word
        if word in CONSTANTS:
            return CONSTANTS[word]
        number = int if INTEGER.fullmatch(word) else float if DECIMAL.fullmatch(word) else None
        if number is None:
            return word
        digits = sum(map(str.isdigit, word))
        if digits > MOST_DIGITS:
            raise self.refused(event, f"found a number of {digits} digits", f"at most {MOST_DIGITS}; text stands in quotes")
        return number(word)

    def refused(self, event: yaml.Event, found: str, expected: str = "strict YAML, written out") -> SeedError:
        return _refused(self.file, _line(event), found, expected)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _character(character: str) -> str:
    return f"found {CALLED.get(character, 'a character that is not seen')}, U+{ord(character):04X}"


def _refused(file: str, line: int, found: str, expected: str) -> SeedError:
    problems: list[Problem] = [problem(f"{file}:{line}", "yaml", f"{found}; expected {expected}")]
    return SeedError(problems)
