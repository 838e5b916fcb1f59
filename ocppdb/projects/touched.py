"""Which things of OCPP some texts touch: messages, fields, keys, types and values that they name in any spelling."""

from collections.abc import Iterable
from typing import NamedTuple

from ocppdb.projects.words import ENDING, TOKEN, Vocabulary, names_in, parts

__all__ = ["Touched", "touched_by"]


class Touched(NamedTuple):
    """What some texts name: messages, and the parts of every name and word."""

    actions: frozenset[str]
    words: frozenset[tuple[str, ...]]

    def has(self, kind: str, name: str) -> bool:
        """Return whether a thing is named; a field where its message or type and its own name are, a value of one word never."""
        owner, _, last = name.partition("[")[0].rpartition(".")
        if kind == "message":
            return name in self.actions
        if kind == "field":
            of_message = owner.partition(".")[0] in self.actions
            return parts(last) in self.words and (of_message or len(parts(last)) > 1)
        if kind in ("config-key", "type", "component", "security-event", "error-code"):
            return len(parts(last)) > 1 and parts(last) in self.words
        if kind in ("variable", "enum-value"):
            return len(parts(last)) > 1 and parts(last) in self.words
        return False


def touched_by(texts: Iterable[str], vocabulary: Vocabulary) -> Touched:
    """Return what some texts touch."""
    tokens: set[str] = set()
    for text in texts:
        tokens.update(TOKEN.findall(text))
    actions = {
        vocabulary.names[of].name
        for token in tokens
        for of, _ in names_in(token, vocabulary)
        if "action" in vocabulary.names[of].kinds
    }
    for token in tokens:
        of = parts(ENDING.sub("", token))
        if len(of) == 1 and token[0].isupper() and of in vocabulary.actions:
            actions.add(vocabulary.actions[of])
    return Touched(frozenset(actions), frozenset(map(parts, tokens)))
