"""One thing wrong in one place of the seed, and the order in which such things are read."""

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Problem", "in_reading_order", "problem"]

MOST_TEXT = 800
"""What is found may be a page long, and a message is not; its end, which names the cure, is kept."""


class Problem(NamedTuple):
    """One thing wrong in one place: `path:line rule: found, expected, tip`."""

    place: str
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.place} {self.rule}: {self.text}"


def problem(place: str, rule: str, text: str) -> Problem:
    """Return a Problem whose text is cut in its middle where it is longer than a message may be."""
    if len(text) > MOST_TEXT:
        text = f"{text[: MOST_TEXT // 2]} ... {text[-MOST_TEXT // 2 :]}"
    return Problem(place, rule, text)


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems as they stand in the files, from the top of each."""
    return sorted(problems, key=lambda problem: (_file_and_line(problem.place), problem))


def _file_and_line(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return file, int(line)
