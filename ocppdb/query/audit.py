"""An audit of code: comments on open points, names that are none or of another version, frames that are not valid."""

import hashlib
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ocppdb.errors import nearest_of
from ocppdb.files import told
from ocppdb.projects.comments import Annotation, annotations, ignores
from ocppdb.projects.literals import Spelling, literals, spelling
from ocppdb.projects.mentions import mentions, path_mentions
from ocppdb.projects.shapes import frames_of
from ocppdb.projects.text import Text
from ocppdb.projects.tree import File
from ocppdb.projects.words import Vocabulary, general, names_in, parts
from ocppdb.query.decisions import found_decisions
from ocppdb.query.detect import detect_files, files_of
from ocppdb.query.names import version, versions
from ocppdb.query.points import recorded
from ocppdb.query.reader import Reader
from ocppdb.query.validate import validate
from ocppdb.query.vocabulary import vocabulary
from ocppdb.records.audits import RULES, Audit, Remark, Rule
from ocppdb.records.decisions import Decision
from ocppdb.records.points import Escalation
from ocppdb.records.verdicts import Verdict

__all__ = ["audit"]

PROSE = re.compile(r"\.(?:md|mdx|rst|adoc|txt|html?|csv|xsd|wsdl)$|(?:^|/)(?:docs?|documentation|changelog[^/]*)(?:/|$)", re.I)
MEANT_WRONG = re.compile(
    r"invalid|malform|typo|dummy|broken|missing|wrong|bad|error|exception|fail|reject|negative|unknown|not_?valid|throw|raises|unsupported|violat|CallError|JsonError",
    re.I,
)
ALIAS = re.compile(r"alias|compatib|synonym|tolerat|lenient", re.I)
"""What stands before a name that is accepted beside the right one."""
CARRIED = re.compile(r"iso[ _-]?15118|plug.?(?:and|&|n).?charge", re.I)
"""What a file is about whose messages of a later version go inside those of an older one, so that they are meant."""
PLACEHOLDER = re.compile(r"%[-\d.]*[sdfu]|\$\{|\{\{|\"<\w+>\"|,\s*\{\s*\}\s*\]$")
"""What a frame holds that is filled in later; so is one without any field."""
AROUND = 12
"""So many lines before a frame, and after it, may say that it is meant to be wrong."""
VALUES = ("error-code", "enum-value")
MEANT = ("message", "config-key", "error-code", "enum-value", "security-event", "component", "variable")
"""Kinds of names that go over the wire as texts, so that a misspelt one does harm."""
OTHER = ("message", "error-code", "config-key")
"""Kinds of names that tell one version from another where they stand in quotes."""


class Desk(NamedTuple):
    """What an audit has before it: the versions to judge by, names, points and decisions."""

    reader: Reader
    versions: tuple[str, ...]
    names: Vocabulary
    spelling: Spelling
    kinds: dict[str, list[tuple[str, str]]]
    """Version and kind of the things that are called so."""
    points: tuple[Escalation, ...]
    decided: dict[str, Decision]


def audit(
    reader: Reader, project: str | os.PathLike[str], asked: str | None = None, tell: Callable[[int], object] | None = None
) -> Audit:
    """Return the Audit of a file or folder; see `Database.audit`."""
    path = os.fspath(project)
    known = versions(reader)
    spoken = (version(reader, asked).id,) if asked else detect_files(reader, [path]).versions
    _, made = found_decisions(reader, path)
    names = Desk(
        reader,
        spoken or tuple(known),
        vocabulary(reader),
        *_names(reader),
        tuple(recorded(reader, spoken or known)),
        {each.id: each for each in made if each.state == "valid"},
    )
    remarks = [_stale(each, path) for each in made if each.state != "valid"]
    count = 0
    for each in files_of(path, Counter(), tell):
        count += 1
        remarks += _remarks(each, names)
    return Audit(names.versions, tuple(remarks), count)


def _names(reader: Reader) -> tuple[Spelling, dict[str, list[tuple[str, str]]]]:
    kinds: dict[str, list[tuple[str, str]]] = {}
    every: set[str] = set()
    for of, kind, name in reader.rows("SELECT version, kind, name FROM subjects"):
        every.update(name.split("."))
        if kind in MEANT:
            kinds.setdefault(name.rpartition(".")[2], []).append((of, kind))
    return spelling(every, kinds), kinds


def _remarks(file: File, desk: Desk) -> Iterator[Remark]:
    """Yield what is found in one file and is not ignored there, then the ignores that nothing needed."""
    where = Text(file.text)
    found = [*_annotated(where, file, desk)]
    if not PROSE.search(file.path) and '"$schema"' not in file.text[:2000]:
        found += [*_named(where, file, desk), *_framed(where, file, desk)]
    ignored = [*ignores(file.text)]
    used: set[tuple[str, int]] = set()
    same: Counter[str] = Counter()
    for remark in sorted(found, key=lambda each: (each.line, each.column)):
        hit = [each for each in ignored if each.rule == remark.rule and remark.line in each.lines]
        used.update((each.rule, each.line) for each in hit)
        if not hit:
            same[remark.fingerprint] += 1
            yield remark._replace(fingerprint=_hash(remark.fingerprint, str(same[remark.fingerprint])))
    for each in ignored:
        if (each.rule, each.line) not in used:
            why = (
                "finds nothing here"
                if each.rule in RULES
                else f"is no rule; nearest: {', '.join(nearest_of(each.rule, list(RULES)))}"
            )
            yield _remark("unused-ignore", file, each.line, each.column, f"{each.rule} {why}. Take the comment out.", each.rule)


def _remark(
    rule: Rule, file: File, line: int, column: int, text: str, what: str, about: tuple[str, str, str] | None = None
) -> Remark:
    return Remark(rule, RULES[rule].level, file.path, line, column, text, about, _hash(rule, file.path, what))


def _hash(*said: str) -> str:
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()[:16]


def _at(where: Text, start: int) -> tuple[int, int]:
    line = where.line(start)
    return line, start - where.starts[line - 1] + 1


def _stale(made: Decision, path: str) -> Remark:
    file = File(os.path.basename(made.file), "")
    return _remark("stale-decision", file, made.line, 1, f"{made.id}: {made.text()}", made.id)


def _annotated(where: Text, file: File, desk: Desk) -> Iterator[Remark]:
    for each in annotations(where.text):
        point = _point_of(each, desk)
        said = f"OCPP {each.category}: {told(each.text, 120)}"
        about = (point.version, "escalation", point.id) if point else None
        made = desk.decided.get(point.id) if point else None
        if made is not None:
            yield _remark("decided", file, *_at(where, each.start), f"{said} {made.id}: {made.text()}", each.text, about)
        elif point is not None:
            text = f"{said} Nobody has decided it. Ask: {point.question} Then: ocppdb decide {point.id}"
            yield _remark("undecided", file, *_at(where, each.start), text, each.text, about)
        else:
            text = f"{said} No recorded point is meant by these words. Name its id in the comment: ocppdb escalations WORDS"
            yield _remark("undecided", file, *_at(where, each.start), text, each.text)


def _point_of(each: Annotation, desk: Desk) -> Escalation | None:
    """The open point that an annotation means: by its id in the text, or by the words of the option that is taken in the pragmatic mode."""
    words = set(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", each.text))
    plain = each.text.rstrip(".").lower()
    for point in desk.points:
        if point.id in words or (point.category == each.category and point.pragmatic_option.rstrip(".").lower() == plain):
            return point
    return None


def _named(where: Text, file: File, desk: Desk) -> Iterator[Remark]:
    said = {*_said_by(where, file, desk)}
    deliberate = None in said or CARRIED.search(file.path) or CARRIED.search(where.text)
    spoken = {*desk.versions, *said}
    for each in literals(where.text):
        having = desk.kinds.get(each.name, [])
        elsewhere = sorted({of for of, kind in having if kind in OTHER})
        if elsewhere and not deliberate and not {of for of, _ in having} & spoken:
            if general(parts(each.name)) and each.name not in desk.names.actions.values():
                continue
            if where.denied(each.start, each.start + len(each.name)) or ALIAS.search(
                where.text[max(0, each.start - 200) : each.start]
            ):
                continue
            kind = next(kind for _, kind in having if kind in OTHER)
            text = f"'{each.name}' is of OCPP {' and '.join(elsewhere)}, this speaks {' and '.join(desk.versions)}."
            yield _remark("other-version", file, *_at(where, each.start), text, each.name, (elsewhere[0], kind, each.name))
        elif not having and not names_in(each.name, desk.names) and (meant := desk.spelling.nearest(each.name)) is not None:
            of, kind = min(desk.kinds[meant], key=lambda each: (each[0] not in desk.versions, MEANT.index(each[1])))
            if kind not in VALUES and desk.spelling.words.issuperset(parts(each.name)):
                continue  # a name of its own, made of the words of OCPP; a value is compared letter by letter
            rule: Rule = "misspelt-value" if kind in VALUES else "unknown-name"
            text = f"'{each.name}' is no name of OCPP; nearest: {meant}."
            yield _remark(rule, file, *_at(where, each.start), text, each.name, (of, kind, meant))


def _said_by(where: Text, file: File, desk: Desk) -> Iterator[str | None]:
    """The versions that a file names itself, None for one that is not covered: of a bridge, or of a part that speaks another than the most."""
    for mention in (*path_mentions(file.path, desk.names), *mentions(where.text, desk.names)):
        yield mention.version


def _framed(where: Text, file: File, desk: Desk) -> Iterator[Remark]:
    if MEANT_WRONG.search(file.path):
        return
    lines = where.text.splitlines()
    for fit in frames_of(where.text, desk.names):
        if fit.action is None or PLACEHOLDER.search(fit.text):
            continue
        around = [*lines[max(0, fit.line - 1 - AROUND) : fit.line - 1], *lines[fit.line : fit.line + AROUND]]
        if any(MEANT_WRONG.search(line) for line in around if "ocppdb:" not in line):
            continue
        verdicts = [validate(desk.reader, fit.text, each) for each in desk.versions]
        if any(verdict.verdict != "invalid" for verdict in verdicts):
            continue
        nearest = min(verdicts, key=lambda verdict: (verdict.version not in fit.versions, len(verdict.findings)))
        text = f"{fit.action}: {_wrong(nearest)}"
        about = (nearest.version or desk.versions[0], "message", fit.action)
        yield _remark("invalid-frame", file, fit.line, 1, text, fit.text, about)


def _wrong(verdict: Verdict) -> str:
    finding = next(each for each in verdict.findings if each.severity == "error")
    more = len(verdict.findings) - 1
    place = f"{finding.path}: " if finding.path else ""
    left = f" And {more} more: ocppdb validate" if more else ""
    return f"{place}expected {finding.expected}, found {finding.found} (OCPP {verdict.version}).{left}"
