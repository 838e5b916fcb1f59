"""From clues to an answer: which versions are spoken, so that every weighty clue is accounted for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ocppdb.records.projects import Clue, Sure

__all__ = ["Answer", "Speaks", "answer", "place_weight", "weights"]

Speaks = tuple[tuple[str, ...], ...]
LEAST = 1.0
"""What weighs less than this in all says nothing."""
SHARE = 0.06
"""What weighs less than this part of the weightiest is a stray: a mention, a copied name."""
CERTAIN = 5.0
MOST_NAMES = 24.0
"""So much may the names of one file weigh."""
PLACES: Mapping[str, float] = {
    r"(?:^|/)(?:changelog|changes|history|releases?|news|migration|upgrading)[^/]*$|(?:^|/)changelogs?/": 0.05,
    r"(?:^|/)(?:tests?|__tests__|spec|testing|test-?data|fixtures|e2e|mocks?|examples?|samples?|demo)/|(?:_test|\.test|\.spec|Tests?)\.\w+$|(?:^|/)test_[^/]*$": 0.5,
    r"(?:^|/)docs?/|\.(?:md|mdx|rst|adoc|txt|html?)$": 0.4,
    r"\.(?:xsd|wsdl)$": 0.3,
}
"""How much a file weighs by its path; others weigh 1."""


class Answer(NamedTuple):
    """The versions that are spoken, how sure that is, and what there is for each set of versions."""

    speaks: Speaks
    sure: Sure
    weights: Mapping[frozenset[str], float]


def place_weight(path: str | None) -> float:
    """Return how much a file weighs by where it lies: code more than tests, tests more than prose, prose more than history."""
    if path is None:
        return 1.0
    return min((weight for place, weight in PLACES.items() if re.search(place, path, re.I)), default=1.0)


def weights(clues: Iterable[Clue]) -> dict[frozenset[str], float]:
    """Return what the clues of one file weigh, by the set of versions that they speak for."""
    names: dict[frozenset[str], float] = {}
    said: dict[frozenset[str], float] = {}
    for clue in clues:
        heap = names if clue.kind in ("name", "wording") else said
        of = frozenset(clue.speaks_for)
        heap[of] = heap.get(of, 0.0) + clue.weight
    whole = {of: min(weight, MOST_NAMES) for of, weight in names.items()}
    for of, weight in said.items():
        whole[of] = whole.get(of, 0.0) + min(weight, 4 * MOST_NAMES)
    return {of: weight for of, weight in whole.items() if weight > 0}


def answer(weighed: Mapping[frozenset[str], float], versions: tuple[str, ...]) -> Answer:
    """Return the Answer to what was weighed: one version where it alone is said, several where each is, or a choice that nothing narrows."""
    heaviest = max(weighed.values(), default=0.0)
    least = max(LEAST, SHARE * heaviest)
    weighty = {of: weight for of, weight in weighed.items() if weight >= least}
    groups = [*_groups(weighty)]
    speaks = tuple(tuple(each for each in versions if each in group) for group in sorted(groups, key=lambda of: min(map(versions.index, of))))
    if not speaks:
        return Answer((), "unclear", weighed)
    plain = all(len(group) == 1 for group in groups)
    backed = all(sum(weight for of, weight in weighed.items() if of >= group) >= CERTAIN for group in groups)
    return Answer(speaks, "certain" if plain and backed else "likely", weighed)


def _groups(weighty: Mapping[frozenset[str], float]) -> Iterator[frozenset[str]]:
    """Yield the smallest sets of versions: a larger set that holds one of them is accounted for by it."""
    kept: list[frozenset[str]] = []
    for of in sorted(weighty, key=lambda each: (len(each), -weighty[each], sorted(each))):
        if not any(each <= of for each in kept):
            kept.append(of)
            yield of
