"""Two versions beside each other: which requirements read the same, which things are alike, and which words only one of them knows."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ocppdb.build.names import device_variable
from ocppdb.build.seed import ACROSS, Record, Seed
from ocppdb.build.structure import Field, Structure, Type, places
from ocppdb.records.all import LISTS, NOUNS

__all__ = ["OF_DOCUMENTS", "REQUIREMENT", "Both", "beside", "cited_anew"]

Thing = tuple[str, str]
Likeness = tuple[object, ...]
OF_DOCUMENTS = re.compile(r"\b(?:Editions?|[Ee]rrat\w+|TC_\w+|Part|schema|Before)\b|\d\.\d")
"""Says of a text that it speaks of the documents of a version, and what they were before."""
SENTENCE_BEGINS = re.compile(r"(?:^|[.:;] )[A-Z][a-z]+\b")
DATE = re.compile(r"\b\d{4}-\d{2}")
REQUIREMENT = re.compile(r"\b[A-Z]\d\d\.FR\.\d+\b")


class Version(NamedTuple):
    """What of a version has to be the same."""

    record: Record
    texts: dict[str, tuple[str, str]]
    """The hash of each requirement by the last document that has it, and that document."""
    things: dict[Thing, Likeness]
    """What each thing is like."""
    words: set[str]
    """The words of the names of its things."""
    changed: set[str]
    """The requirements that errata changed after the last document that was read for their texts."""


class Both(NamedTuple):
    """A version that carries over, and the one before, from which it does."""

    old: Version
    new: Version
    gone: set[str]
    """The words of names that only the one before has."""

    def why_not_alike(self, resting: Iterable[str]) -> str | None:
        """Why some requirements do not say the same in both, or None."""
        resting, old, new = set(resting), self.old, self.new
        if any(id_ not in new.texts for id_ in resting):
            return "a requirement is gone"
        if any(id_ not in old.texts for id_ in resting):
            return "a requirement has no hash"
        if any(old.texts[id_][0] != new.texts[id_][0] for id_ in resting):
            return "a requirement reads otherwise"
        return "an erratum changes a requirement later" if (old.changed | new.changed) & resting else None

    def why_not_about(self, things: Iterable[Thing]) -> str | None:
        """Why some things are not what they were, or None."""
        things = list(things)
        if any(thing not in self.new.things for thing in things):
            return "what it is about is gone"
        alike = all(self.old.things.get(thing) == self.new.things[thing] for thing in things)
        return None if alike else "what it is about is of another form"

    def names_what_is_gone(self, said: str) -> bool:
        """Whether a text has the name of a thing that the later version lacks, or speaks of documents."""
        names = {word for word in re.findall(r"\w+", SENTENCE_BEGINS.sub(" ", said)) if word != word.lower()}
        return bool(names & self.gone) or bool(OF_DOCUMENTS.search(said))

    def note_holds(self, note: str) -> bool:
        """Whether a note speaks of nothing but what reads the same in both versions."""
        alike = self.why_not_alike(REQUIREMENT.findall(note)) is None
        return alike and not OF_DOCUMENTS.search(note) and not set(re.findall(r"\w*[A-Z]\w*", note)) & self.gone

    def proof(self, resting: Iterable[str]) -> str:
        """What shows that some requirements read the same."""
        shas = ", ".join(f"{id_} (hash {self.new.texts[id_][0]})" for id_ in resting)
        return f"Reads the same in OCPP {self.old.record['id']} and {self.new.record['id']}: {shas}."

    def made(self, record: Record, **changes: Any) -> Record:
        """The record of the later version: what the one before says, and what is said otherwise; None takes a key away."""
        made = Record(record.file, record.first_line)
        made.lines = record.lines
        told = record | {"version": self.new.record["id"], "slug": self.new.record["slug"], "origin": "carried-over"} | changes
        made.update({key: value for key, value in told.items() if value is not None})
        made["carried_from"] = self.old.record["id"]
        return made


def cited_anew(evidence: Record, source: str, said: Record) -> Record:
    """Return the evidence of a point as a document of the later version gives it; `said` is the record that says so."""
    made = Record(said.file, said.first_line)
    made.update(evidence | {"source": source})
    return made


def beside(seed: Seed, structures: Mapping[str, Structure], later: Record) -> Both | None:
    """Return a version and the one that it carries over from, or None where it does not."""
    before = next((each for each in seed.of("version") if each["id"] == later.get("carries")), None)
    if before is None:
        return None
    old, new = (_version(seed, each, structures[each["id"]]) for each in (before, later))
    return Both(old, new, old.words - new.words)


def _version(seed: Seed, record: Record, structure: Structure) -> Version:
    texts = {
        each["requirement"]: (each.get("later_sha", each["text_sha"]), each.get("later_source", each["source"]))
        for each in seed.of("requirement-texts", record["id"])
    }
    things = {**dict(_listed(seed, record["id"])), **dict(_of_schemas(structure))}
    words = {word for _, name in things for word in re.findall(r"\w+", name)}
    return Version(record, texts, things, words, set(_changed_later(seed, record["id"], texts)))


def _changed_later(seed: Seed, version: str, texts: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    dates = {each["id"]: DATE.findall(each["edition"]) for each in seed.of("sources")}
    for erratum in seed.of("errata", version):
        for subject in erratum.get("subjects", ()):
            if subject["name"] in texts and dates.get(erratum["source"], []) > dates.get(texts[subject["name"]][1], []):
                yield subject["name"]


def _listed(seed: Seed, version: str) -> Iterator[tuple[Thing, Likeness]]:
    """The things that lists of the seed name, and what of them has to be alike."""
    for list_ in LISTS.values():
        noun = NOUNS.get(list_.table or "")
        if noun is not None and noun.kind and list_.name not in ("rules", "sequences", *ACROSS):
            for record in seed.of(list_.name, version):
                name = device_variable(record) if list_.name == "device-variables" else noun.called.format_map(_Told(record))
                yield (noun.kind, name), tuple(record.get(key) for key in ("direction", "data_type"))


class _Told(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return ""


def _of_schemas(structure: Structure) -> Iterator[tuple[Thing, Likeness]]:
    """The things that schemas name: places of payloads, types, their fields and values."""
    for place, field in places(structure).items():
        yield ("field", place), _form(field)
    for name, type_ in structure.types.items():
        yield from _of_type(name, type_)


def _of_type(name: str, type_: Type) -> Iterator[tuple[Thing, Likeness]]:
    yield ("type", name), (type_["category"], type_["json_type"])
    for field in type_["fields"]:
        yield ("field", f"{name}.{field['name']}"), _form(field)
    for value in type_["values"]:
        yield ("enum-value", f"{name}.{value}"), ()


def _form(field: Field) -> Likeness:
    return field["type"], field["data_type"], field["is_array"], field["required"]
