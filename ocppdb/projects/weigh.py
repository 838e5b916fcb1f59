"""From clues to an answer: which versions are spoken, so that every weighty clue is accounted for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ocppdb.records.projects import Clue, Sure

__all__ = ["STRONG", "Answer", "Speaks", "Weight", "Weights", "answer", "answer_of_files", "place_weight", "weights"]

Speaks = tuple[tuple[str, ...], ...]
LEAST = 1.0
"""What weighs less than this in all says nothing."""
SHARE = 0.06
"""What weighs less than this part of the weightiest is a stray: a mention, a copied name."""
CERTAIN = 5.0
NEVER_NAMED = 1 / 3
"""So much of what the strongest weighs a version must weigh that is never named, where another one is."""
NARROWS = 0.2
"""A version of which others may be meant is the one, where those are named less than this part of it."""
OWN_NAMES = 10.0
"""So much must names weigh in a file for it to be a part of a project that speaks a version of its own."""
DOCUMENTS = 0.1
"""Files that weigh no more tell of OCPP, and not what the code speaks."""
MOST_SAID = 96.0
MOST_NAMES = 24.0
"""So much may the names of one file weigh."""
PLACES: Mapping[str, float] = {
    r"(?:^|/)(?:changelog|changes|history|releases?|news|migration|upgrading)[^/]*$|(?:^|/)changelogs?/": 0.05,
    r"(?:^|/)(?:tests?|__tests__|testing|test-?data|fixtures|e2e|mocks?|examples?|samples?|demo)/|(?:_test|\.test|\.spec|Tests?)\.\w+$|(?:^|/)test_[^/]*$": 0.5,
    r"(?:^|/)(?:docs?|documentation)/": 0.1,
    r"(?:^|/)(?:protocols?|specs?|specifications?|schemas?)/.*\.(?:md|mdx|rst|adoc|txt|html?|xml|xsd|json|ya?ml|csv)$": 0.1,
    r"\.(?:md|mdx|rst|adoc|txt|html?)$": 0.4,
    r"\.(?:xsd|wsdl)$": 0.3,
}
"""How much a file weighs by its path; others weigh 1."""


STRONG = frozenset({"subprotocol", "version", "frame", "payload"})
"""Clues that name a version or show a message; so does the name of a message. Fields and types alone may be of something else."""


class Answer(NamedTuple):
    """The versions that are spoken, and how sure that is."""

    speaks: Speaks
    sure: Sure


class Weight(NamedTuple):
    """What the clues for a set of versions weigh; how much of it names the version or shows a message, or says it in so many words."""

    whole: float
    strong: float
    said: float
    """What names the version, or is a frame or payload of it."""
    worded: float
    """What only tells how the two sides and the payloads are called."""


Weights = dict[frozenset[str], Weight]


@lru_cache(20_000)
def place_weight(path: str | None) -> float:
    """Return how much a file weighs by where it lies: code more than tests, tests more than prose, prose more than history."""
    if path is None:
        return 1.0
    return min((weight for place, weight in PLACES.items() if re.search(place, path, re.I)), default=1.0)


def weights(clues: Iterable[Clue], path: str | None = None) -> Weights:
    """Return what the clues of one file weigh, by the set of versions that they speak for."""
    names: dict[frozenset[str], float] = {}
    said: dict[frozenset[str], float] = {}
    strong: dict[frozenset[str], float] = {}
    worded: dict[frozenset[str], float] = {}
    told: dict[frozenset[str], float] = {}
    for clue in clues:
        heap = names if clue.kind in ("name", "wording") else said
        of = frozenset(clue.speaks_for)
        if clue.kind in STRONG:
            told[of] = told.get(of, 0.0) + clue.weight
        heap[of] = heap.get(of, 0.0) + clue.weight
        if clue.kind in STRONG or clue.why.startswith("action"):
            strong[of] = strong.get(of, 0.0) + clue.weight
        if clue.kind == "wording":
            worded[of] = worded.get(of, 0.0) + clue.weight
    place = place_weight(path)
    whole = {of: min(names.get(of, 0.0), MOST_NAMES) + min(said.get(of, 0.0), MOST_SAID) for of in names | said}
    return {
        of: Weight(*(part * place for part in (weight, strong.get(of, 0.0), told.get(of, 0.0), worded.get(of, 0.0))))
        for of, weight in whole.items()
        if weight > 0
    }


def answer_of_files(weighed: Iterable[tuple[str | None, Weights]], versions: tuple[str, ...]) -> Answer:
    """Return the Answer of several files together, each with its path.

    Documents count where the code leaves it open. A version also counts that is a small part of a large project: a file of code that
    names it, has many of its names, and speaks no other.
    """
    files = [*weighed]
    code = [each for path, each in files if place_weight(path) > DOCUMENTS]
    of_code = answer(_together(code), versions)
    whole = of_code if of_code.sure == "certain" else answer(_together(each for _, each in files), versions)
    own = {version for path, each in files if place_weight(path) >= 1 for version in _own(each, versions)}
    single = {group[0] for group in whole.speaks if len(group) == 1} | own
    choices = {group for group in whole.speaks if len(group) > 1 and not own.intersection(group)}
    speaks = sorted([*((each,) for each in single), *choices], key=lambda group: versions.index(group[0]))
    return Answer(tuple(speaks), whole.sure if not own or choices or not whole.speaks else "certain")


def answer(weighed: Weights, versions: tuple[str, ...]) -> Answer:
    """Return the Answer to what was weighed: one version where it alone is said, several where each is, or a choice that nothing narrows."""
    groups = [_narrowed(group, weighed) for group in _groups(_weighty(weighed))]
    speaks = tuple(
        tuple(each for each in versions if each in group)
        for group in sorted(groups, key=lambda of: min(map(versions.index, of)))
    )
    if not speaks:
        return Answer((), "unclear")
    plain = all(len(group) == 1 for group in groups)
    backed = all(sum(weight.whole for of, weight in weighed.items() if of >= group) >= CERTAIN for group in groups)
    return Answer(speaks, "certain" if plain and backed else "likely")


def _together(several: Iterable[Weights]) -> Weights:
    """The sums of what several files weigh."""
    whole: Weights = {}
    for each in several:
        for of, weight in each.items():
            whole[of] = Weight(*map(sum, zip(whole.get(of, Weight(0.0, 0.0, 0.0, 0.0)), weight, strict=True)))
    return whole


def _weighty(weighed: Weights) -> dict[frozenset[str], float]:
    """What the sets of versions weigh that are no strays: how the sides are called is left out, where anything else was found."""
    plain = {of: weight.whole - weight.worded for of, weight in weighed.items()}
    if max(plain.values(), default=0.0) < LEAST:
        plain = {of: weight.whole for of, weight in weighed.items()}
    least = max(LEAST, SHARE * max(plain.values(), default=0.0))
    strongest = max((weight.strong for weight in weighed.values()), default=0.0)
    named = max((weight.said for of, weight in weighed.items() if len(of) == 1), default=0.0) >= CERTAIN
    return {
        of: plain[of]
        for of, weight in weighed.items()
        if plain[of] >= least
        and weight.strong >= SHARE * strongest
        and (not named or _said_in(of, weighed) >= LEAST or weight.strong >= NEVER_NAMED * strongest)
    }


def _said_in(of: frozenset[str], weighed: Weights) -> float:
    return sum(weight.said for each, weight in weighed.items() if each <= of)


def _narrowed(group: frozenset[str], weighed: Weights) -> frozenset[str]:
    """The one version of a group that is named, where the others are not."""
    strong = {each: weighed[frozenset({each})].strong for each in group if frozenset({each}) in weighed}
    best = max(strong.values(), default=0.0)
    kept = frozenset(each for each, weight in strong.items() if weight >= NARROWS * best)
    return kept if best >= LEAST and len(kept) == 1 else group


def _own(weighed: Weights, versions: tuple[str, ...]) -> Iterator[str]:
    """Yield the version that one file names, whose other names it has, and beside which it speaks no other."""
    found = answer(weighed, versions)
    if found.sure == "certain" and len(found.speaks) == 1:
        (version,) = found.speaks[0]
        names = sum(weight.whole - weight.said - weight.worded for of, weight in weighed.items() if version in of)
        if names >= OWN_NAMES and weighed.get(frozenset({version}), Weight(0.0, 0.0, 0.0, 0.0)).said >= CERTAIN:
            yield version


def _groups(weighty: Mapping[frozenset[str], float]) -> Iterator[frozenset[str]]:
    """Yield the smallest sets of versions: a larger set that holds one of them is accounted for by it."""
    kept: list[frozenset[str]] = []
    for of in sorted(weighty, key=lambda each: (len(each), -weighty[each], sorted(each))):
        if not any(each <= of for each in kept):
            kept.append(of)
            yield of
