"""Versions that a text names: beside the word OCPP, as a subprotocol, in a package or path; and other protocols."""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from ocppdb.projects.words import Vocabulary

__all__ = ["OTHERS", "Mention", "mentions", "path_mentions", "relatives", "soap"]

SAID = r"versions?|vers?|v|j|json|subprotocols?|protocols?|proto|schemas?|spec(?:ification)?|string|types?|messages?|support\w*|model|core|client|server|station|csms|cp|go"
NUMBER = r"(?:[1-9][._-][0-9](?:[._-][0-9]){0,2}|[1-9][0-9]{1,2})"
MENTION = re.compile(
    rf"ocpp(?P<between>(?:[\s\-_./:=\"'`(\[*]{{0,3}}(?:{SAID})?(?![a-z]{{3}})){{0,3}}?[\s\-_./:=\"'`(\[*]{{0,4}}v?)"
    rf"(?P<number>{NUMBER})(?:\s?j\b)?(?![0-9%])(?![._-][0-9])",
    re.I,
)
MORE = re.compile(
    r"\s*['\"`)]*\s*(?:,|/|&|\+|\||and|or|und|oder|et|y|to)\s*(?:and\s*)?['\"`(]*\s*[-\s]?v?(?P<number>[1-9]\.[0-9](?:\.[0-9])?)(?:\s?j\b)?(?![0-9%])(?!\.[0-9])",
    re.I,
)
FOLDER = re.compile(r"(?:^|[/_\-])v?(?P<number>[1-9][._-][0-9](?:[._-][0-9])?|[1-9][0-9]{1,2})(?=$|[/_\-.])", re.I)
UNCOVERED = re.compile(r"[12]\.[0-9]")
PACKAGE = re.compile(r"ocpp['\"]?\s*[:=]\s*['\"]$", re.I)
"""What stands before the number of a package's release, which is none of OCPP."""
MANIFEST = re.compile(
    r"(?:requirements[\w.-]*\.txt|pyproject\.toml|package\.json|cargo\.toml|setup\.(?:py|cfg)|pom\.xml|build\.gradle(?:\.kts)?|manifest\.json|pubspec\.yaml|go\.mod|pipfile)$",
    re.I,
)
OTHERS = ("ocpi", "oicp", "oscp", "ochp", "emip", "openadr")
RELATIVES = re.compile(r"\b(OCPI|OICP|OSCP|OCHP|eMIP|OpenADR)(?![a-z])")
SOAP = re.compile(r"urn://Ocpp/C[sp]/\d{4}|\bOCPP[ -]?(?:\d\.\d)?[ -]?(?:over )?SOAP\b|\bocpp:\w*soap|\bOCPP-S\b", re.I)


class Mention(NamedTuple):
    """A version that is named: the version where the database has it, the number as OCPP writes it, and where it stands in the text."""

    version: str | None
    number: str
    start: int
    end: int
    subprotocol: bool


def mentions(text: str, vocabulary: Vocabulary, file: str | None = None) -> Iterator[Mention]:
    """Yield the Mentions of a text, in order."""
    manifest = file is not None and MANIFEST.search(file) is not None
    for found in MENTION.finditer(text):
        whole = found[0]
        if PACKAGE.search(text[max(0, found.start() - 30) : found.start("number")]) and manifest:
            continue
        if found["number"].isdigit() and re.search(r"\s$", found["between"]):
            continue  # OCPP 16 is no version, ocpp16 is
        mention = _mention(found["number"], found.start(), found.end(), vocabulary)
        if mention is None:
            continue
        subprotocol = re.fullmatch(r"ocpp\d(?:\.\d)+", whole, re.I) is not None
        yield mention._replace(subprotocol=subprotocol)
        at = found.end()
        while (more := MORE.match(text, at)) is not None:
            following = _mention(more["number"], more.start("number"), more.end(), vocabulary)
            if following is not None:
                yield following
            at = more.end()


def path_mentions(path: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the Mentions in the path of a file: beside OCPP, or as a folder or a part of a name of its own, such as `v16/`."""
    found = {mention.number: mention for mention in mentions(path, vocabulary)}
    stem = os.path.splitext(os.path.basename(path))[0]
    for part in FOLDER.finditer(path):
        if part["number"] == stem and stem.isdigit():
            continue  # 16.json is the sixteenth of many, v16.json is not
        mention = _mention(part["number"], part.start(), part.end(), vocabulary)
        if mention is not None and mention.version is not None:
            found.setdefault(mention.number, mention)
    yield from found.values()


def _mention(written: str, start: int, end: int, vocabulary: Vocabulary) -> Mention | None:
    """The Mention of a number; None where it is none of OCPP."""
    number = re.sub(r"[_-]", ".", written)
    version = vocabulary.words.get(number)
    if version is not None:
        return Mention(version, version, start, end, False)
    return Mention(None, number, start, end, False) if UNCOVERED.fullmatch(number) else None


def soap(text: str) -> re.Match[str] | None:
    """Return where a text speaks of OCPP by SOAP."""
    return SOAP.search(text)


def relatives(text: str) -> tuple[str, ...]:
    """Return the other protocols around charging that a text names."""
    return tuple(dict.fromkeys(found[1] for found in RELATIVES.finditer(text)))
