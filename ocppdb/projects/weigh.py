"""From clues to an answer: which versions are spoken, so that every weighty clue is accounted for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ocppdb.records.projects import Clue, Sure

__all__ = ["STRONG", "Answer", "Speaks", "Weight", "Weights", "answer", "place_weight", "together", "weights"]

Speaks = tuple[tuple[str, ...], ...]
LEAST = 1.0
"""What weighs less than this in all says nothing."""
SHARE = 0.06
"""What weighs less than this part of the weightiest is a stray: a mention, a copied name."""
CERTAIN = 5.0
MOST_SAID = 96.0
MOST_NAMES = 24.0
"""So much may the names of one file weigh."""
PLACES: Mapping[str, float] = {
    r"(?:^|/)(?:changelog|changes|history|releases?|news|migration|upgrading)[^/]*$|(?:^|/)changelogs?/": 0.05,
    r"(?:^|/)(?:tests?|__tests__|testing|test-?data|fixtures|e2e|mocks?|examples?|samples?|demo)/|(?:_test|\.test|\.spec|Tests?)\.\w+$|(?:^|/)test_[^/]*$": 0.5,
    r"(?:^|/)(?:docs?|documentation|protocols?|specs?|specifications?|schemas?)/": 0.1,
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
    """What the clues for a set of versions weigh, and how much of it names the version or shows a message."""

    whole: float
    strong: float


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
    for clue in clues:
        heap = names if clue.kind in ("name", "wording") else said
        of = frozenset(clue.speaks_for)
        heap[of] = heap.get(of, 0.0) + clue.weight
        if clue.kind in STRONG or clue.why.startswith("action"):
            strong[of] = strong.get(of, 0.0) + clue.weight
    place = place_weight(path)
    whole = {of: min(names.get(of, 0.0), MOST_NAMES) + min(said.get(of, 0.0), MOST_SAID) for of in names | said}
    return {of: Weight(weight * place, strong.get(of, 0.0) * place) for of, weight in whole.items() if weight > 0}


def together(several: Iterable[Weights]) -> Weights:
    """Return the sums of what several files weigh."""
    whole: Weights = {}
    for each in several:
        for of, weight in each.items():
            so_far = whole.get(of, Weight(0.0, 0.0))
            whole[of] = Weight(so_far.whole + weight.whole, so_far.strong + weight.strong)
    return whole


def answer(weighed: Weights, versions: tuple[str, ...]) -> Answer:
    """Return the Answer to what was weighed: one version where it alone is said, several where each is, or a choice that nothing narrows."""
    heaviest = max((weight.whole for weight in weighed.values()), default=0.0)
    strongest = max((weight.strong for weight in weighed.values()), default=0.0)
    least, backing = max(LEAST, SHARE * heaviest), SHARE * strongest
    weighty = {of: weight.whole for of, weight in weighed.items() if weight.whole >= least and weight.strong >= backing}
    groups = [*_groups(weighty)]
    speaks = tuple(
        tuple(each for each in versions if each in group)
        for group in sorted(groups, key=lambda of: min(map(versions.index, of)))
    )
    if not speaks:
        return Answer((), "unclear")
    plain = all(len(group) == 1 for group in groups)
    backed = all(sum(weight.whole for of, weight in weighed.items() if of >= group) >= CERTAIN for group in groups)
    return Answer(speaks, "certain" if plain and backed else "likely")


def _groups(weighty: Mapping[frozenset[str], float]) -> Iterator[frozenset[str]]:
    """Yield the smallest sets of versions: a larger set that holds one of them is accounted for by it."""
    kept: list[frozenset[str]] = []
    for of in sorted(weighty, key=lambda each: (len(each), -weighty[each], sorted(each))):
        if not any(each <= of for each in kept):
            kept.append(of)
            yield of
