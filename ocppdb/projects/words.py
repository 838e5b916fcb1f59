"""Names as people write them in code: camelCase, PascalCase, snake_case, SCREAMING, kebab-case are the same parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

__all__ = ["ENDING", "GENERAL", "TOKEN", "Name", "Vocabulary", "general", "names_in", "parts", "telling"]

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)*")
ENDING = re.compile(r"(?:req|conf|Req|Conf|Request|Response|Confirmation)$")
"""What stands behind the name of a message where its payload is meant."""
HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
MOST_KNOWN = 200_000
MOST_PARTS = 8
GENERAL = frozenset(
    """
    a accept accepted access action active actual add additional address all amount and any api app application attribute auto available base
    basic begin bytes cache cancel cause certificate chain change check checksum class clear client code common component config configuration
    connect connection content context control controller cost count create criteria current custom data date day default delete description
    detail details device direction disable display down duration enable enabled end energy entry enum error event expiry external failed field
    file filter firmware first flag force format from full generic get group hash header host id identifier in index info information install
    instance interval invalid is issuer item key kind label language last length level limit limits line list local location lock log manual max
    maximum measure message method min minimum mode model module monitor monitoring name network new next no node normal not notification notify
    null number object ocpp of off on operation option order out owner page parameter parent password path payload percent period phase policy
    port power price priority process profile property protocol public purpose query range rate raw read reading ready reason receive record
    reference refresh register registration reject rejected remote remove report request required reservation reserve reset resource response
    result retries retry role root rule sampled schedule schema scope security send sequence serial server service session set severity sign
    signature signed size source standard start started state status stop stopped storage stream string sub subject suspended sync system target
    task tax tech temperature text threshold time timeout timestamp to token total transaction trigger type unit unknown unlock up update upload
    url user username valid value values variable vendor version visible wait warning web width window write
    """.split()  # noqa: SIM905 - a list of words, one to a line, would be a page
)
"""Words that programs of every kind are made of: a name of such words alone speaks for OCPP only among other names of OCPP."""


class Name(NamedTuple):
    """A name of OCPP in all its spellings: as OCPP writes it, what it is, and the versions that have it."""

    name: str
    kinds: tuple[str, ...]
    versions: frozenset[str]


class Vocabulary(NamedTuple):
    """The names of all versions of a database."""

    versions: tuple[str, ...]
    """Oldest first."""
    assumed: str
    words: Mapping[str, str]
    """Versions by the words that people use for them."""
    subprotocols: Mapping[str, str]
    names: Mapping[tuple[str, ...], Name]
    """Names by their parts."""
    actions: Mapping[tuple[str, ...], str]
    """The names of all messages, by their parts."""
    joined: Mapping[str, tuple[str, ...]]
    """The parts of the names of messages, by the name in small letters without a gap."""
    roles: Mapping[tuple[str, ...], frozenset[str]]
    endings: Mapping[str, frozenset[str]]
    """The versions by what the names of their payloads end in after the message: `.req`, `Request`."""
    payloads: Mapping[str, Mapping[tuple[str, str], tuple[frozenset[str], frozenset[str]]]]
    """By version, message and kind: the fields that a payload must have, and those that it may have."""
    deep: Mapping[str, Mapping[str, frozenset[str]]]
    """By version and message: the names of all fields of its payloads at any depth."""
    frames: Mapping[int, frozenset[str]]
    """The versions that have a message type number."""
    nothing: set[str]
    """Tokens that were met and hold no name."""
    known: dict[str, tuple[tuple[tuple[str, ...], bool], ...]]
    """The names in the tokens that were met."""
    companions: Mapping[str, Mapping[str, frozenset[str]]]
    """By version and field: the fields of that version alone that it demands beside the field wherever a payload has it."""


@lru_cache(200_000)
def parts(token: str) -> tuple[str, ...]:
    """Return the parts of a name in small letters: ("remote", "start") of RemoteStart, remote_start, REMOTE-START."""
    return tuple(part.lower() for part in HUMP.findall(token if token != token.upper() else token.lower()))


def general(of: tuple[str, ...]) -> bool:
    """Return whether a name is made of words that are at home everywhere."""
    return GENERAL.issuperset(of)


def telling(tokens: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """Return those of some tokens that hold a name of OCPP, each once. A token that holds none is remembered, for the next text."""
    found = []
    for token in sorted(set(tokens) - vocabulary.nothing):
        if names_in(token, vocabulary) or parts(ENDING.sub("", token)) in vocabulary.actions:
            found.append(token)
        elif len(vocabulary.nothing) < MOST_KNOWN:
            vocabulary.nothing.add(token)
    return found


def names_in(token: str, vocabulary: Vocabulary) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Return the parts of each name of OCPP in a token, the longest first met, and whether the token is nothing else."""
    known = vocabulary.known.get(token)
    if known is None:
        if len(vocabulary.known) > MOST_KNOWN:
            vocabulary.known.clear()
        known = vocabulary.known[token] = tuple(_names_in(token, vocabulary))
    return known


def _names_in(token: str, vocabulary: Vocabulary) -> Iterator[tuple[tuple[str, ...], bool]]:
    found = vocabulary.joined.get(token.lower())
    if found is not None:
        yield found, True
        return
    of = parts(token)
    count = len(of)
    start = 0
    while start < count - 1:
        for end in range(min(count, start + MOST_PARTS), start + 1, -1):
            if of[start:end] in vocabulary.names:
                yield of[start:end], end - start == count
                start = end
                break
        else:
            start += 1
