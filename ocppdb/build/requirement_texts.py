"""A hash of what a requirement says, so that two versions can be compared without keeping their texts.

Two texts have the same hash where they differ in nothing but form: markup, spaces, punctuation, upper and lower case, the number of the
version that they speak of, and letters that a conversion of the document mistakes for each other. A sign such as < is form too.
"""

import hashlib
import html
import re
import unicodedata

__all__ = ["normalised", "text_sha"]

MARKUP = re.compile(r"<[^>]*>|\\[A-Za-z]+")
"""A tag of HTML, a command of LaTeX."""
MARKED = re.compile(r"\((?:new|updated|changed|added) in (?:ocpp )?[0-9.]+[^)]*\)|\b(?:new|updated) in ocpp [0-9.]+")
"""A mark by which an edition says what is new in it."""
OF_VERSION = re.compile(r"\bocpp ?[0-9]+(?:\.[0-9]+)*")
MISTAKEN = str.maketrans({"l": "1", "i": "1", "o": "0"})


def normalised(text: str) -> str:
    """Return what is left of a text without its form: small letters and digits, with l and i as 1, o as 0."""
    plain = unicodedata.normalize("NFKC", html.unescape(MARKUP.sub(" ", text))).casefold()
    plain = OF_VERSION.sub("ocpp", MARKED.sub(" ", plain))
    return re.sub(r"[^a-z0-9]", "", plain).translate(MISTAKEN)


def text_sha(precondition: str, requirement: str) -> str:
    """Return the hash of a requirement: the first 12 digits of SHA-256 over both columns; the notes beside it are no part of it."""
    said = f"{normalised(precondition)}\n{normalised(requirement)}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]
