"""Addresses: the one place that knows where the page of a thing is, and what stands at an address. No file or table has a part in them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from ocppdb.errors import NotFound
from ocppdb.query import Database
from ocppdb.records.subjects import Hit

__all__ = ["KINDS", "PLACES", "Addresses", "Place", "address", "anchor", "list_address"]


class Place(NamedTuple):
    """Where the things of a kind are, and what they are called."""

    name: str
    """The part of the address: `messages`."""
    one: str
    """What one of them is called, as a heading begins."""
    several: str
    """What they are called together."""


PLACES: Mapping[str, Place] = {
    "message": Place("messages", "Message", "Messages"),
    "field": Place("fields", "Field", "Fields"),
    "type": Place("types", "Type", "Types"),
    "enum-value": Place("values", "Value", "Values of enumerations"),
    "group": Place("groups", "Group", "Groups"),
    "role": Place("roles", "Role", "Roles"),
    "device-level": Place("device-levels", "Device level", "Device levels"),
    "frame": Place("frames", "Frame", "Frames"),
    "config-key": Place("config-keys", "Configuration key", "Configuration keys"),
    "component": Place("components", "Component", "Components"),
    "variable": Place("variables", "Variable", "Variables"),
    "error-code": Place("error-codes", "Error code", "Error codes"),
    "fault": Place("faults", "Fault", "Faults and their CALLERROR"),
    "state": Place("states", "State", "States"),
    "status-transition": Place("status-transitions", "Status transition", "Status transitions"),
    "rule": Place("rules", "Rule", "Rules"),
    "concept": Place("concepts", "Concept", "Concepts"),
    "security-event": Place("security-events", "Security event", "Security events"),
    "reason-code": Place("reason-codes", "Reason code", "Reason codes"),
    "unit": Place("units", "Unit", "Units"),
    "measurand": Place("measurands", "Measurand", "Measurands"),
    "id-token-type": Place("id-token-types", "Type of identifier", "Types of identifiers"),
    "use-case": Place("use-cases", "Use case", "Use cases"),
    "requirement": Place("requirements", "Requirement", "Requirements"),
    "erratum": Place("errata", "Erratum", "Errata and contradictions"),
    "term": Place("terms", "Term", "Terms"),
    "certification-feature": Place("certification-features", "Certification feature", "Certification features"),
    "test-case": Place("test-cases", "Test case", "Test cases"),
    "sequence": Place("sequences", "Sequence", "Sequences"),
    "escalation": Place("open-points", "Open point", "Open points"),
    "settled": Place("settled", "Settled point", "Settled points"),
    "schedule-example": Place("charging-examples", "Worked example", "Worked examples of smart charging"),
    "source": Place("sources", "Source", "Sources"),
}
"""The kinds of things that have pages; a version has one as well, at its own number."""
KINDS: Mapping[str, str] = {place.name: kind for kind, place in PLACES.items()}
"""The kind of the things of a place."""
SPELT = str.maketrans({" ": "_", "[": "(", "]": ")", ":": "-", "<": None, ">": None})


@lru_cache(maxsize=10_000)
def address(version: str | None, kind: str, name: str) -> str:
    """Return the address of the page of a thing: `/2.0.1/messages/SetChargingProfile`, `/sources/ocpp16-ed2`.

    Spaces and signs that would have to be escaped are written otherwise: `/1.6/roles/Charge_Point`; the `[]` of a path is left out.
    """
    if kind == "version":
        return f"/{version}"
    return f"{list_address(version, kind)}/{quote(anchor(name), safe='()')}"


def anchor(name: str) -> str:
    """Return a name as the last part of an address, and as the id where it stands among others on a page."""
    return name.replace("[]", "").translate(SPELT)


def list_address(version: str | None, kind: str) -> str:
    """Return the address of the list of all things of a kind, of one version or, without one, of all: `/1.6/config-keys`, `/settled`."""
    return f"/{version}/{PLACES[kind].name}" if version else f"/{PLACES[kind].name}"


class Addresses:
    """The way back: the things of a database by their addresses."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._names: dict[tuple[str | None, str, str], Hit] = {}
        self._places: dict[str, Hit] = {}
        self._called: dict[str, list[Hit]] = {}
        for row in db.sql("SELECT version, kind, name, text, location FROM subjects ORDER BY id"):
            hit = Hit(**row)
            self._names[hit.version, hit.kind, hit.name] = hit
            self._called.setdefault(hit.name.lower(), []).append(hit)
            if hit.kind in PLACES or hit.kind == "version":
                self._places[_folded(address(hit.version, hit.kind, hit.name))] = hit

    def named(self, version: str | None, kind: str, name: str) -> Hit | None:
        """Return the Hit of exactly that version, kind and name, or None."""
        return self._names.get((version, kind, name))

    def called(self, name: str) -> list[Hit]:
        """Return the Hits of exactly that name, upper and lower case aside."""
        return self._called.get(name.lower(), [])

    def version(self, word: str) -> str:
        """Return the id of the version that a part of an address means, in any way in which people write it. Raises NotFound."""
        return self._db.version(unquote(word)).id

    def at(self, version: str | None, place: str, part: str) -> Hit:
        """Return the Hit whose page is meant by the parts of an address: `1.6j`, `messages`, `reset`; its own address may be another.

        Upper and lower case do not matter, a name may be written as it is, an id without its version, a last part may stand for the whole
        where only one thing ends so. Raises NotFound, with the nearest names, where nothing has that address.
        """
        kind = self.kind(place)
        of = None if version is None else self.version(version)
        name = unquote(part, errors="replace")
        found = self._places.get(_folded(address(of, kind, name)))
        if found is not None:
            return found
        return self._db.found(name.replace("_", " ") if " " not in name and "_" in name else name, of, kind=kind)[0]

    def kind(self, place: str) -> str:
        """Return the kind of the things of a place, `messages` or `message`. Raises NotFound."""
        word = unquote(place).lower()
        if word not in KINDS and word not in PLACES:
            raise NotFound.of(f"no page is called {word[:80]!r}", word, list(KINDS))
        return KINDS.get(word, word)


def _folded(path: str) -> str:
    """An address by which all ways to write it are one: of small letters, nothing escaped."""
    return unquote(path).lower()
