"""Rules that a version has in common with one before it: made from those, where it can be shown that they hold.

A rule is carried over where its section is a requirement, every requirement that it rests on reads the same in both versions by the last
document that has it, everything that it is about is in both and alike, its words name nothing that the later version lacks, and its checks
tell right from wrong by the schemas there. A rule that the seed has under the same id goes before.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocppdb.build.lint.checks import check_examples_tell, check_looks_at_fields
from ocppdb.build.names import Structures, device_variable
from ocppdb.build.seed import ACROSS, Record, Seed
from ocppdb.build.structure import Field, Structure, Type, places
from ocppdb.records.all import LISTS, NOUNS

__all__ = ["judged", "with_carried_rules"]

Thing = tuple[str, str]
Likeness = tuple[object, ...]
LEFT_OUT = ("editions", "note")
"""What is said of the documents of the version before, and not of what is demanded."""
BESIDE = re.compile(r"\b(?:notes?|remarks?|descriptions?|prerequisites?|up to)\b")
"""Says in the note of a rule or in its editions that it rests on more than the text of its requirements."""
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


def with_carried_rules(seed: Seed, structures: Structures) -> Seed:
    """Return the seed with the rules that are carried over; each says the version that it is `carried_from`."""
    made = [rule for version in seed.of("version") for _, rule, _ in judged(seed, structures, version) if rule is not None]
    return Seed(seed | {"rules": [*seed.of("rules"), *made]}) if made else seed


def judged(seed: Seed, structures: Structures, later: Record) -> Iterator[tuple[Record, Record | None, str]]:
    """Yield each rule of the version before, the one that it becomes, and where it becomes none why not."""
    before = next((each for each in seed.of("version") if each["id"] == later.get("carries")), None)
    if before is None:
        return
    old, new = (_version(seed, each, structures[each["id"]]) for each in (before, later))
    written = {record["id"] for record in seed.of("rules", later["id"])}
    for record in seed.of("rules", before["id"]):
        if record["id"] in written:
            yield record, None, "written anew"
        elif why := _why_not(record, old, new):
            yield record, None, why
        else:
            rule = _rule(record, old, new)
            wrong = "checks" in rule and _wrong(rule, later, structures)
            yield (record, None, "its checks do not hold") if wrong else (record, rule, "")


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
        if noun is not None and noun.kind and list_.name not in ("rules", *ACROSS):
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


def _why_not(record: Record, old: Version, new: Version) -> str | None:
    """Why a rule is not carried over, or None; its checks aside."""
    if not REQUIREMENT.fullmatch(record["section"]):
        return "its section is no requirement"
    if BESIDE.search(record.get("note", "")) or BESIDE.search(record.get("editions", "")):
        return "it rests on more than its requirements"
    resting = _resting(record)
    if any(id_ not in new.texts for id_ in resting):
        return "a requirement is gone"
    if any(id_ not in old.texts for id_ in resting):
        return "a requirement has no hash"
    if any(old.texts[id_][0] != new.texts[id_][0] for id_ in resting):
        return "a requirement reads otherwise"
    if (old.changed | new.changed).intersection(resting):
        return "an erratum changes a requirement later"
    about = [(subject["kind"], subject["name"]) for subject in record.get("subjects", ())]
    about += [("state", record["state"])] if "state" in record else []
    if any(thing not in new.things for thing in about):
        return "what it is about is gone"
    if any(old.things.get(thing) != new.things[thing] for thing in about):
        return "what it is about is of another form"
    return "its words name what is gone" if _names_what_is_gone(record, old, new) else None


def _resting(record: Record) -> list[str]:
    return list(dict.fromkeys((record["section"], *record.get("requirements", ()))))


def _names_what_is_gone(record: Record, old: Version, new: Version) -> bool:
    said = " ".join(str(record.get(key, "")) for key in ("text", "value", "refusal", "who"))
    names = {word for word in re.findall(r"\w+", SENTENCE_BEGINS.sub(" ", said)) if word != word.lower()}
    return bool(names & (old.words - new.words)) or bool(OF_DOCUMENTS.search(said))


def _rule(record: Record, old: Version, new: Version) -> Record:
    """The rule of the later version: what the one before demands, as the later documents cite it."""
    made = Record(record.file, record.first_line)
    made.lines = record.lines
    made.update({key: value for key, value in record.items() if key not in LEFT_OUT})
    if "note" in record and "editions" not in record and _holds(record["note"], old, new):
        made["note"] = record["note"]
    before, later = old.record["id"], new.record["id"]
    shas = ", ".join(f"{id_} (hash {new.texts[id_][0]})" for id_ in _resting(record))
    made |= {
        "version": later,
        "slug": new.record["slug"],
        "source": new.texts[record["section"]][1],
        "origin": "carried-over",
        "carried_from": before,
        "proof": f"Reads the same in OCPP {before} and {later}: {shas}.",
    }
    return made


def _holds(note: str, old: Version, new: Version) -> bool:
    """Whether a note speaks of nothing but what reads the same in both versions."""
    alike = all(old.texts.get(id_, ("", ""))[0] == new.texts.get(id_, ("-", ""))[0] for id_ in REQUIREMENT.findall(note))
    return alike and not OF_DOCUMENTS.search(note) and not set(re.findall(r"\w*[A-Z]\w*", note)) & (old.words - new.words)


def _wrong(rule: Record, version: Record, structures: Structures) -> bool:
    """Whether the checks of a rule look at what is not there, or tell by the schemas of a version what they should not."""
    alone = Seed({"version": [version], "rules": [rule]})
    known: Mapping[str, Mapping[str, set[str]]] = {}
    return any(any(ask(alone, structures, known)) for ask in (check_looks_at_fields, check_examples_tell))
