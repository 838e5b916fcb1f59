"""Which versions of OCPP a text, a file or a whole project speaks."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.projects.clues import Found, found_in
from ocppdb.projects.shapes import Judge
from ocppdb.projects.tree import File, read, walk
from ocppdb.projects.weigh import STRONG, Answer, answer, answer_of_files, place_weight, weights
from ocppdb.query.reader import Reader
from ocppdb.query.validate import validate
from ocppdb.query.vocabulary import vocabulary
from ocppdb.records.projects import Clue, Detection, Where

__all__ = ["detect", "detect_files", "detect_text", "files_of"]

Told = Callable[[int], object]
MOST_CLUES = 400
"""So many clues of a project are kept, the weightiest."""
FEW = 3
ENOUGH = 3
"""So many clues of one kind for the same versions are kept of a file of a project."""


def detect(reader: Reader, source: str | os.PathLike[str], told: Told | None = None) -> Detection:
    """Return the Detection of a text, where `source` is a str, or of a file or folder, where it is a path; see `Database.detect`."""
    if isinstance(source, str):
        return detect_text(reader, source)
    return detect_files(reader, [os.fspath(source)], told)


def detect_text(reader: Reader, text: str) -> Detection:
    """Return the Detection of a text."""
    found = found_in(text, vocabulary(reader), None, _judge(reader))
    return _told(reader, [(None, found)], Counter())


def detect_files(reader: Reader, paths: Iterable[str], told: Told | None = None) -> Detection:
    """Return the Detection of some files and folders together. Raises NotFound for one that is not there or is no text."""
    left: Counter[str] = Counter()
    found: list[tuple[str | None, Found]] = []
    count = 0
    for path in paths:
        for file in files_of(path, left, told):
            count += 1
            found.append((file.path, found_in(file.text, vocabulary(reader), file.path, _judge(reader))))
    return _told(reader, found, left)._replace(read=count)


def files_of(path: str, left: Counter[str], tell: Told | None = None) -> Iterable[File]:
    """Return the Files of a folder that count, or the one file that a path names. Raises NotFound for one that is not there or is no text."""
    if os.path.isdir(path):
        return walk(path, left, tell)
    text = read(os.path.realpath(path))
    if text is None:
        what = "is no text that can be read" if os.path.exists(path) else "no such file or folder"
        raise NotFound(f"{told(path)}: {what}. Name a file of text or a folder, or - for what is typed in.")
    return [File(os.path.basename(path), text)]


def _judge(reader: Reader) -> Judge:
    return lambda frame, version: validate(reader, frame, version).verdict == "valid"


def _told(reader: Reader, found: list[tuple[str | None, Found]], left: Counter[str]) -> Detection:
    names = vocabulary(reader)
    others = tuple(dict.fromkeys(other for _, each in found for other in each.relatives))
    weighed = [(path, weights(each.clues, path)) for path, each in found]
    if others and not any(clue.weight and clue.kind in STRONG for _, each in found for clue in each.clues):
        found, weighed = [], []  # names of another protocol that OCPP has as well
    said = answer_of_files(weighed, names.versions)
    files = [
        Where(path, own.speaks)
        for path, each in sorted(weighed, key=lambda file: -sum(weight.whole for weight in file[1].values()))
        if path is not None and (own := answer(each, names.versions)).speaks
    ]
    clues = [clue for path, each in found for clue in (each.clues if path is None else _first(each.clues))]
    return Detection(
        said.speaks,
        said.sure,
        None if said.sure == "certain" else _assumed(said, names.assumed),
        _question(said, names.versions),
        _not_covered(found),
        others,
        tuple(_in_turn(clues)),
        tuple(files),
        left=dict(sorted(left.items())),
    )


def _not_covered(found: list[tuple[str | None, Found]]) -> tuple[str, ...]:
    """What else of OCPP is spoken: in one text all that is named, in a project what more than a remark names."""
    count: dict[str, float] = {}
    for path, each in found:
        for name in each.not_covered:
            count[name] = count.get(name, 0.0) + (1 if len(found) < FEW else place_weight(path))
    return tuple(sorted(name for name, weight in count.items() if weight >= 1))


def _in_turn(clues: list[Clue]) -> Iterator[Clue]:
    """Yield the weightiest clues, those of each set of versions in turn, what is denied last."""
    by: dict[tuple[str, ...], list[Clue]] = {}
    for clue in sorted(clues, key=lambda clue: -clue.weight * place_weight(clue.file)):
        if clue.weight:
            by.setdefault(clue.speaks_for, []).append(clue)
    turns = [each for turn in zip_longest(*by.values()) for each in turn if each is not None]
    yield from turns[:MOST_CLUES]
    yield from [clue for clue in clues if not clue.weight][:ENOUGH]


def _first(clues: list[Clue]) -> list[Clue]:
    count: Counter[tuple[str, tuple[str, ...]]] = Counter()
    kept = []
    for clue in sorted(clues, key=lambda each: -each.weight):
        count[clue.kind, clue.speaks_for] += 1
        if count[clue.kind, clue.speaks_for] <= ENOUGH:
            kept.append(clue)
    return kept


def _assumed(said: Answer, assumed: str) -> str | None:
    """The version to assume: where nothing is known, or where it is one of those that may be meant."""
    open_groups = [group for group in said.speaks if len(group) > 1]
    if not said.speaks or any(assumed in group for group in open_groups):
        return assumed
    return open_groups[0][0] if open_groups else None


def _question(said: Answer, versions: tuple[str, ...]) -> str | None:
    if said.sure == "certain":
        return None
    if not said.speaks:
        return f"Which version of OCPP does this speak: {_or(versions)}?"
    choices = [group for group in said.speaks if len(group) > 1]
    if choices:
        return f"Does this speak OCPP {_or(choices[0])}?"
    return f"Does this speak OCPP {' and '.join(each for group in said.speaks for each in group)}?"


def _or(several: Iterable[str]) -> str:
    *first, last = several
    return f"{', '.join(first)} or {last}" if first else last
