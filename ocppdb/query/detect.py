"""Which versions of OCPP a text, a file or a whole project speaks."""

import os
from collections import Counter
from collections.abc import Callable, Iterable

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.projects.clues import Found, found_in
from ocppdb.projects.shapes import Judge
from ocppdb.projects.tree import File, read, walk
from ocppdb.projects.weigh import Answer, answer, place_weight, weights
from ocppdb.query.reader import Reader
from ocppdb.query.validate import validate
from ocppdb.query.vocabulary import vocabulary
from ocppdb.records.projects import Clue, Detection, Where

__all__ = ["detect", "detect_files", "detect_text"]

Told = Callable[[int], object]
MOST_CLUES = 400
"""So many clues of a project are kept, the weightiest."""
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
        for file in _files(path, left, told):
            count += 1
            found.append((file.path, found_in(file.text, vocabulary(reader), file.path, _judge(reader))))
    return _told(reader, found, left)._replace(read=count)


def _files(path: str, left: Counter[str], tell: Told | None) -> Iterable[File]:
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
    whole: dict[frozenset[str], float] = {}
    files, clues = [], []
    covered: set[str] = set()
    others: dict[str, None] = {}
    for path, each in found:
        covered |= each.not_covered
        others.update(dict.fromkeys(each.relatives))
        weighed = weights(each.clues)
        for of, weight in weighed.items():
            whole[of] = whole.get(of, 0.0) + weight * place_weight(path)
        if path is not None and (own := answer(weighed, names.versions)).speaks:
            files.append(Where(path, own.speaks))
        clues += each.clues if path is None else _first(each.clues)
    said = answer(whole, names.versions)
    clues.sort(key=lambda clue: -clue.weight * place_weight(clue.file))
    return Detection(
        said.speaks,
        said.sure,
        None if said.sure == "certain" else _assumed(said, names.assumed),
        _question(said, names.versions),
        tuple(sorted(covered)),
        tuple(others),
        tuple(clues[:MOST_CLUES]),
        tuple(files),
        left=dict(sorted(left.items())),
    )


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
