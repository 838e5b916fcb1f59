"""Escalations as the query API returns them: what to ask in the strict mode, what to write in the pragmatic one."""

from typing import NamedTuple

__all__ = ["Escalation", "Evidence", "Option", "Settled", "Subject", "comment"]

WHOM_TO_ASK = {
    "SPEC-SILENT": "The specification does not define this. Put it to the developer; never pick a default in silence.",
    "VENDOR-DEPENDENT": "This depends on the station's hardware or firmware. Ask which is targeted.",
    "POLICY-DEPENDENT": "This depends on business rules, the site or the grid operator. Ask about the context.",
}
COMMENT_SIGNS = {
    "//": "c c++ cpp cc h hpp c# cs java javascript js jsx typescript ts tsx go golang rust rs kotlin kt swift scala dart php zig groovy solidity json5 proto",
    "#": "python py ruby rb perl pl r shell sh bash zsh fish yaml yml toml elixir ex exs julia jl powershell ps1 makefile make dockerfile tcl nim crystal cmake",
    "--": "sql lua haskell hs ada vhdl elm applescript",
    ";": "lisp clojure clj scheme assembly asm ini",
    "%": "erlang erl matlab latex tex prolog",
    "'": "vb vba visualbasic basic",
    "!": "fortran f90",
}
"""How a comment of one line begins, and the languages or file endings in which it does."""
AROUND = {
    "html": ("<!-- ", " -->"),
    "xml": ("<!-- ", " -->"),
    "markdown": ("<!-- ", " -->"),
    "md": ("<!-- ", " -->"),
    "css": ("/* ", " */"),
    "ocaml": ("(* ", " *)"),
    "ml": ("(* ", " *)"),
    "pascal": ("{ ", " }"),
}


class Option(NamedTuple):
    """One way to decide; `pragmatic` marks the default of the pragmatic mode."""

    label: str
    consequence: str
    pragmatic: bool


class Evidence(NamedTuple):
    """A text that the record rests on."""

    version: str
    source: str
    section: str
    note: str


class Subject(NamedTuple):
    """What the record is about."""

    version: str
    kind: str
    name: str


class Escalation(NamedTuple):
    """A point that the specification leaves open."""

    id: str
    category: str
    title: str
    ambiguity: str
    why: str
    question: str
    pragmatic_option: str
    pragmatic_reason: str
    category_reason: str
    rests_on: str
    practice: str | None
    confidence: str
    versions: tuple
    options: tuple
    evidence: tuple
    subjects: tuple
    groups: tuple
    related: tuple

    def answer(self, mode="strict", language="//"):
        """Return what a developer or agent is to do: in strict mode ask, in pragmatic mode take the default and leave a comment."""
        if mode == "pragmatic":
            return f"{self.title}\n{self.pragmatic_option}: {self.pragmatic_reason}\nLeave this comment where the code decides it:\n{self.comment(language)}"
        options = [f"  {number}. {option.label}: {option.consequence}" for number, option in enumerate(self.options, 1)]
        return "\n".join(
            [
                f"{self.category}: {self.title}",
                self.ambiguity,
                self.why,
                "",
                WHOM_TO_ASK[self.category],
                self.question,
                *options,
                "",
                "Write no code for this point before it is answered.",
            ]
        )

    def comment(self, language="//"):
        """Return the comment to leave in code of a language (its name, file ending, or comment sign) that takes the pragmatic option."""
        return comment(
            f"OCPP {self.category}: {self.pragmatic_option.rstrip('.')}. Verify this matches your requirements.", language
        )


class Settled(NamedTuple):
    """A point widely believed open, or got wrong, that the specification settles."""

    id: str
    category: str
    title: str
    belief: str
    answer: str
    confidence: str
    versions: tuple
    evidence: tuple
    subjects: tuple
    groups: tuple
    related: tuple


def comment(text, language="//"):
    """Return a text as a comment of one line; a language that is not known gets `//`."""
    language = language.strip().lower().lstrip(".")
    if language in AROUND:
        before, after = AROUND[language]
        return f"{before}{text}{after}"
    sign = (
        language
        if language in COMMENT_SIGNS
        else next((sign for sign, names in COMMENT_SIGNS.items() if language in names.split()), "//")
    )
    return f"{sign} {text}"
