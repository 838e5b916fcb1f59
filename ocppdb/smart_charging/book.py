"""What a version rules on charging profiles: the steps of the calculation with their rules, and the options that it leaves open."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from ocppdb.errors import NotFound, OpenPoint, ScheduleError

__all__ = ["Book", "Choice", "Decisions", "Mode", "OpenOption"]

Mode = Literal["strict", "pragmatic"]


class OpenOption(NamedTuple):
    """Something that the calculation needs to know and the specification leaves open: an escalation, and what its options mean here."""

    name: str
    point: str
    """Id of the escalation."""
    question: str
    choices: tuple[str, ...]
    """What each option of the escalation is called here, in their order; `refuse` stands for one that nothing can be computed with."""
    labels: tuple[str, ...]
    """The options in the words of the escalation."""
    pragmatic: str
    """The choice of the pragmatic mode."""

    def label(self, choice: str) -> str:
        """Return what a choice means in the words of the escalation."""
        return self.labels[self.choices.index(choice)]


class Choice(NamedTuple):
    """An option that was used: how it was decided, and whether the caller or the pragmatic mode did so."""

    option: str
    choice: str
    point: str
    label: str
    decided_by: Literal["caller", "pragmatic mode"]


class Book(NamedTuple):
    """The steps and options of a version."""

    version: str
    steps: Mapping[str, tuple[str, ...]]
    """For each step of the calculation the ids of the rules that demand it."""
    options: Mapping[str, OpenOption]

    def rules(self, steps: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the rules of some steps, each once, in order."""
        return tuple(dict.fromkeys(rule for step in steps for rule in self.steps.get(step, ())))


class Decisions:
    """How the options are decided in one calculation, and which of them it used.

    `options` are the caller's choices by the name of the option. Raises NotFound for an option or choice that does not exist.
    """

    def __init__(self, book: Book, options: Mapping[str, str], mode: Mode) -> None:
        if mode not in ("strict", "pragmatic"):
            raise NotFound.of(f"no mode {mode!r}", mode, ("strict", "pragmatic"))
        for name, choice in options.items():
            if name not in book.options:
                raise NotFound.of(f"no option {name!r} in OCPP {book.version}", name, book.options)
            if choice not in book.options[name].choices:
                raise NotFound.of(f"option {name} has no choice {choice!r}", choice, book.options[name].choices)
        self.book = book
        self.used: dict[str, Choice] = {}
        self._given = options
        self._mode = mode

    def has(self, name: str) -> bool:
        """Whether the version leaves this open."""
        return name in self.book.options

    def __call__(self, name: str) -> str:
        """Return the choice of an option. Raises OpenPoint where nobody decided, ScheduleError where nothing can be computed with it."""
        if name in self.used:
            return self.used[name].choice
        option = self.book.options[name]
        if name not in self._given and self._mode == "strict":
            raise OpenPoint(option.point, name, option.question, zip(option.choices, option.labels, strict=True))
        choice = self._given.get(name, option.pragmatic)
        decided_by: Literal["caller", "pragmatic mode"] = "caller" if name in self._given else "pragmatic mode"
        if choice == "refuse":
            raise ScheduleError(
                f"nothing can be computed: {option.point} is decided as {option.label(choice)!r} by the {decided_by}; "
                f"change the profile accordingly, or choose {' or '.join(_others(option))} for the option {name}"
            )
        self.used[name] = Choice(name, choice, option.point, option.label(choice), decided_by)
        return choice


def _others(option: OpenOption) -> list[str]:
    return [each for each in dict.fromkeys(option.choices) if each != "refuse"]
