"""A hash of what a requirement says, so that two versions can be compared without keeping their texts.

    python -m ocppdb.build.requirement_texts ocpp21 ocpp21-part2-ed1=PART2.md ocpp21-errata-2025-09=ERRATA.md

reads the reader's own copies, converted to Markdown with tables in HTML, and writes seed/ocpp21/requirement-texts.yml. The first document
that has a requirement counts; where the last one that has it says it otherwise, such as errata, that is kept beside it.

Two texts have the same hash where they differ in nothing but form: markup, spaces, punctuation, upper and lower case, the number of the
version that they speak of, what they call the same, and letters and names that a conversion of the document mistakes for each other. A
sign such as < is form too.
"""

import hashlib
import html
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ocppdb.build.seed import Seed, read

__all__ = ["normalised", "requirement_rows", "seed_file", "text_sha"]

MARKUP = re.compile(r"<[^>]*>|\\[A-Za-z]+")
"""A tag of HTML, a command of LaTeX."""
MARKED = re.compile(
    r"\((?:new|updated|changed|added) in (?:ocpp )?[0-9.]+[^)]*\)|\b(?:new|updated) in ocpp [0-9.]+|\(2\.[0-9]+\)"
)
"""A mark by which an edition says what is new in it."""
TWIN = re.compile(r"\(?\bsame as (?:requirement )?[a-z][0-9]{2}\.fr\.[0-9]+\)?")
"""A remark on another requirement, which some editions have in the text and others beside it."""
OF_VERSION = re.compile(r"\bocpp ?[0-9]+(?:\.[0-9]+)*")
MISREAD = {
    "transactionrequest": "transactioneventrequest",
    "transactionresponse": "transactioneventresponse",
    "authorizationrequest": "authorizerequest",
    "authorizationresponse": "authorizeresponse",
    "authorizedrequest": "authorizerequest",
    "invalidaterequest": "authorizerequest",
    "activateresponse": "authorizeresponse",
    "answerizeresponse": "authorizeresponse",
    "setvariablerequest": "setvariablesrequest",
    "setvariableresponse": "setvariablesresponse",
    "getvariablerequest": "getvariablesrequest",
    "getvariableresponse": "getvariablesresponse",
    "anrequest": "anauthorizerequest",
    "authorizedremotestart": "authorizeremotestart",
    "transactionstarting": "transactionbegin",
    "acpphaseswitching": "acphaseswitching",
    "acolumnevse": "acomponentevse",
    "msgageld": "messageid",
    "occtetstream": "octetstream",
    "ocetstream": "octetstream",
    "unplants": "unplugs",
    "evsold": "evseid",
    "evsid": "evseid",
    "evsed": "evseid",
    "idotonintype": "idtokentype",
    "cancelled": "canceled",
    "synchronise": "synchronize",
}
"""Names that no version has and that stand in a copy for one that it has, and words of two spellings."""
MISTAKEN = str.maketrans({"l": "1", "i": "1", "o": "0"})

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
ROW = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.DOTALL)
ID = re.compile(r"((?:[A-Z0-9][0-9O][0-9]\.)?FR\.[0-9O]+)\s*(?:\((?:2\.1|new)\))?")
"""The first cell of a requirement's row; O and I may have been read as 0 and 1."""
LABEL = re.compile(r"(?:old|new|added|changed|updated|(delete))\b|$", re.IGNORECASE)
"""The cell that errata put before: what is to be deleted says nothing any more."""


def normalised(text: str) -> str:
    """Return what is left of a text without its form: small letters and digits, with l and i as 1, o as 0."""
    plain = " ".join(unicodedata.normalize("NFKC", html.unescape(MARKUP.sub(" ", text))).casefold().split())
    plain = re.sub(r"[^a-z0-9]", "", OF_VERSION.sub("ocpp", TWIN.sub(" ", MARKED.sub(" ", plain))))
    for misread, meant in MISREAD.items():
        plain = plain.replace(misread, meant)
    return plain.translate(MISTAKEN)


def text_sha(precondition: str, requirement: str) -> str:
    """Return the hash of a requirement: the first 12 digits of SHA-256 over both columns; the notes beside it are no part of it."""
    said = f"{normalised(precondition)}\n{normalised(requirement)}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def requirement_rows(markdown: str) -> Iterator[tuple[str, str, str]]:
    """Yield id, precondition and text of every requirement in the tables of a document, in its order; of a deleted one empty texts."""
    for table in TABLE.findall(markdown):
        for row in ROW.findall(table):
            cells = CELL.findall(row)
            label = None if _id(cells) else LABEL.match(MARKUP.sub(" ", cells[0]).strip()) if cells else None
            if len(said := (cells[1:] if label else cells)) > 2 and (id_ := _id(said)):
                yield (id_, "", "") if label and label[1] else (id_, said[1], said[2])


def _id(cells: list[str]) -> str | None:
    """The id that a row begins with, if one does."""
    found = ID.fullmatch(re.sub(r"\s", "", cells[0])) if cells else None
    return _meant(found[1]) if found else None


def _meant(id_: str) -> str:
    """An id as it is written, where a conversion took the letter O or I for a digit, or a digit for a letter."""
    block, dot, number = id_.rpartition("FR.")
    if block:
        block = {"0": "O", "1": "I"}.get(block[0], block[0]) + block[1:].replace("O", "0")
    return block + dot + number.replace("O", "0")


def seed_file(seed: Seed, slug: str, documents: dict[str, str]) -> str:
    """Return the file of hashes of a version: of each of its requirements that one of some documents has, by their sources.

    A requirement that a later edition deleted has none. Where a document has an id twice, the last row counts. `later_sha` is the hash by
    the last document that has it, where that differs.
    """
    wanted = {record["id"] for record in seed.of("requirements") if record["slug"] == slug and "deleted_in" not in record}
    first: dict[str, tuple[str, str]] = {}
    last: dict[str, tuple[str, str]] = {}
    for source, markdown in documents.items():
        found = {id_: (text_sha(*said), source) for id_, *said in requirement_rows(markdown) if id_ in wanted}
        first, last = found | first, last | found
    main_source = next(iter(documents))
    lines = [_line(id_, said, last[id_], main_source) for id_, said in sorted(first.items())]
    return (
        "\n".join(["# Made by python -m ocppdb.build.requirement_texts.", f"source: {main_source}", "records:", *lines]) + "\n"
    )


def _line(id_: str, first: tuple[str, str], last: tuple[str, str], main_source: str) -> str:
    told = [f"requirement: {id_}", f"text_sha: {first[0]!r}"]
    told += [f"source: {first[1]}"] if first[1] != main_source else []
    told += [f"later_sha: {last[0]!r}", f"later_source: {last[1]}"] if last[0] != first[0] else []
    return f"- {{{', '.join(told)}}}"


def main(slug: str, *documents: str) -> None:
    """Write the hashes of a version into the checkout that this runs in, from documents written source=FILE."""
    texts = {source: Path(file).read_text(encoding="utf-8") for source, _, file in (one.partition("=") for one in documents)}
    Path("seed", slug, "requirement-texts.yml").write_text(seed_file(read(), slug, texts), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
