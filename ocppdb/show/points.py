"""What an open point says in the two modes: the question in strict, the default and the comment to leave in pragmatic; and settled points."""

from collections.abc import Mapping

from ocppdb.records.points import Escalation

__all__ = ["answer", "comment", "comment_on", "line", "rests_on"]

WHOM_TO_ASK: Mapping[str, str] = {
    "SPEC-SILENT": "The specification does not define this. Put it to the developer; never pick a default in silence.",
    "VENDOR-DEPENDENT": "This depends on the station's hardware or firmware. Ask which is targeted.",
    "POLICY-DEPENDENT": "This depends on business rules, the site or the grid operator. Ask about the context.",
}
COMMENT_SIGNS: Mapping[str, str] = {
    "//": "c c++ cpp cc h hpp c# cs java javascript js jsx typescript ts tsx go golang rust rs kotlin kt swift scala dart php zig groovy solidity json5 proto",
    "#": "python py ruby rb perl pl r shell sh bash zsh fish yaml yml toml elixir ex exs julia jl powershell ps1 makefile make dockerfile tcl nim crystal cmake",
    "--": "sql lua haskell hs ada vhdl elm applescript",
    ";": "lisp clojure clj scheme assembly asm ini",
    "%": "erlang erl matlab latex tex prolog",
    "'": "vb vba visualbasic basic",
    "!": "fortran f90",
}
"""How a comment of one line begins, and the languages or file endings in which it does."""
AROUND: Mapping[str, tuple[str, str]] = {
    "html": ("<!-- ", " -->"),
    "xml": ("<!-- ", " -->"),
    "markdown": ("<!-- ", " -->"),
    "md": ("<!-- ", " -->"),
    "css": ("/* ", " */"),
    "ocaml": ("(* ", " *)"),
    "ml": ("(* ", " *)"),
    "pascal": ("{ ", " }"),
}


def answer(point: Escalation, mode: str = "strict", language: str = "//") -> str:
    """Return what a developer or agent is to do: what the project has decided; else in strict mode ask, in pragmatic mode take the
    default and leave a comment. A decision on a record that has changed since, or for some stations alone, does not close the question.
    """
    if point.decisions:
        made = "\n".join(f"Decided: {each.text()}" for each in point.decisions)
        if point.answered_by:
            return f"{point.category}: {point.title}\n{made}"
        return f"{made}\nWhere that does not hold:\n\n{answer(point._replace(decisions=()), mode, language)}"
    if mode == "pragmatic":
        return (
            f"{point.title}\n{point.pragmatic_option}: {point.pragmatic_reason}\n"
            f"Leave this comment where the code decides it:\n{comment_on(point, language)}"
        )
    options = [f"  {number}. {option.label}: {option.consequence}" for number, option in enumerate(point.options, 1)]
    return "\n".join(
        [
            f"{point.category}: {point.title}",
            point.ambiguity,
            point.why,
            "",
            WHOM_TO_ASK[point.category],
            point.question,
            *options,
            "",
            "Write no code for this point before it is answered.",
        ]
    )


def comment_on(point: Escalation, language: str = "//") -> str:
    """Return the comment to leave in code of a language (its name, file ending, or comment sign) that takes the pragmatic option."""
    return comment(
        f"OCPP {point.category}: {point.pragmatic_option.rstrip('.')}. Verify this matches your requirements.", language
    )


def comment(text: str, language: str = "//") -> str:
    """Return a text as a comment of one line; a language that is not known gets `//`."""
    language = language.strip().lower().lstrip(".")
    if language in AROUND:
        before, after = AROUND[language]
        return f"{before}{text}{after}"
    if language in COMMENT_SIGNS:
        return f"{language} {text}"
    sign = next((sign for sign, names in COMMENT_SIGNS.items() if language in names.split()), "//")
    return f"{sign} {text}"


def line(point: Escalation) -> str:
    """Return an open point in two lines: its category and id, and its question."""
    return f"{point.category:<17} {point.id}\n{'':<18}{point.question}"


def rests_on(point: Escalation) -> str:
    """Return the texts that an open point rests on, one to a line."""
    head = "Rests on " + ("what a text allows:" if point.rests_on == "permission" else "absence, after search:")
    return "\n".join([head, *(f"  {each.source}, {each.section}: {each.note}" for each in point.evidence)])
