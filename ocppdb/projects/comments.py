"""Comments that speak to ocppdb: annotations of open points, and rules to ignore, in the syntax of any language."""

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from ocppdb.records.points import Category

__all__ = ["Annotation", "Ignore", "annotations", "ignores"]

SIGN = r"(?://+|#+|--+|;+|%+|'|!|/\*+|\*+|<!--|\(\*|\{|\"\"\"|REM\b|rem\b|dnl\b)"
ANNOTATION = re.compile(
    rf"(?m)(?:^[ \t]*|[ \t]){SIGN}[ \t]*(?P<said>OCPP[ \t]+(?P<category>{'|'.join(get_args(Category))}):[ \t]*(?P<text>[^\n]*))"
)
END = re.compile(r"\s*(?:\*+/|-->|\*\)|\}|\"\"\")\s*$")
VERIFY = re.compile(r"\s*Verify this matches your requirements\.?\s*$")
IGNORE = re.compile(rf"{SIGN}[ \t]*ocppdb:[ \t]*ignore[ \t]+(?P<rules>[a-z-]+(?:[ \t]*,[ \t]*[a-z-]+)*)")


class Annotation(NamedTuple):
    """A comment that marks an assumption: its category, what it assumes, and where it stands in the text."""

    category: str
    text: str
    start: int


class Ignore(NamedTuple):
    """A comment that ignores a rule on its own line, or where it stands alone on the next one, by their numbers."""

    rule: str
    line: int
    lines: tuple[int, ...]
    column: int


def annotations(text: str) -> Iterator[Annotation]:
    """Yield the Annotations of a text."""
    if "OCPP" not in text:
        return
    for found in ANNOTATION.finditer(text):
        said = VERIFY.sub("", END.sub("", found["text"])).strip()
        yield Annotation(found["category"], said, found.start("said"))


def ignores(text: str) -> Iterator[Ignore]:
    """Yield an Ignore for each rule that a comment names."""
    if "ocppdb:" not in text:
        return
    for number, line in enumerate(text.splitlines(), 1):
        for found in IGNORE.finditer(line):
            alone = not line[: found.start()].strip()
            for rule in re.split(r"[ \t]*,[ \t]*", found["rules"]):
                yield Ignore(rule, number, (number, number + 1) if alone else (number,), found.start() + 1)
