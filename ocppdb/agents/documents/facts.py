"""The parts of a document that show what is said of things: concepts, rules, answers, states, keys, frames, errors."""

from collections.abc import Iterator
from typing import Any

from ocppdb.agents.documents.markdown import code, heading, table
from ocppdb.agents.documents.page import Page
from ocppdb.records.documents import DocumentPart
from ocppdb.records.lists import DeviceVariable

__all__ = ["answers", "certification", "components", "concepts", "errors", "frames", "keys", "rules", "states", "use_cases"]


def concepts(page: Page, part: DocumentPart) -> Iterator[str]:
    """Explanations, each with its source."""
    for row in page.chosen("concepts", "topic", part.of):
        yield from heading(3, row["title"])
        yield row["text"].strip()
        yield ""
        if row["note"]:
            yield from (f"> {row['note']}", "")
        yield from (f"[{page.cite(row)}]", "")


def _rules(page: Page, part: DocumentPart, refusing: bool) -> list[dict[str, Any]]:
    """The rules of some topics, or about some things, in their order: those that refuse, or the others."""
    sql = (
        "SELECT * FROM rules WHERE version = ?1 AND (refusal IS NOT NULL) = ?2 AND (topic = ?3 OR slug IN (SELECT rule_slug FROM "
        "rule_subjects WHERE subject = ?3 OR instr(subject, ?3 || '.') = 1)) ORDER BY rowid"
    )
    found = {row["slug"]: row for of in part.of for row in page.rows(sql, page.id, refusing, of)}
    return list(found.values())


SEVERAL = 3
"""So many rules about one thing have a heading of their own."""


def rules(page: Page, part: DocumentPart) -> Iterator[str]:
    """What prose demands, by what it is about first; what there are few rules about stands together at the end."""
    by: dict[str, list[dict[str, Any]]] = {}
    for row in _rules(page, part, False):
        by.setdefault((row["subject"] or "").partition(".")[0], []).append(row)
    others = [row for several in by.values() if len(several) < SEVERAL for row in several]
    for subject, several in by.items():
        if len(several) >= SEVERAL:
            yield from heading(3, f"Rules about {subject}" if subject else "Rules in general")
            yield from _table(page, several, False)
    if others:
        yield from heading(3, "Further rules" if len(others) < sum(map(len, by.values())) else "All rules")
        yield from _table(page, others, True)


def _table(page: Page, several: list[dict[str, Any]], about: bool) -> Iterator[str]:
    return table(
        ("About", "Who", "Duty", "When", "Rule", "Where"),
        (
            (code(row["subject"]) if about else "", row["who"], row["allowed"], _when(row), _told(row), page.cite(row))
            for row in several
        ),
    )


def _when(row: dict[str, Any]) -> str:
    said = (row["state"] and f"while {row['state']}", row["value"] and f"if {row['value']}", row["editions"])
    return ", ".join(each for each in said if each)


def _told(row: dict[str, Any]) -> str:
    return f"{row['text']} ({row['note']})" if row["note"] else str(row["text"])


def answers(page: Page, part: DocumentPart) -> Iterator[str]:
    """The conditions under which a request is refused, and the status or error code that answers it."""
    found = _rules(page, part, True)
    if not found:
        yield from (page.version.how_far() or "No text fixes the status with which a request here is refused.", "")
    yield from table(
        ("About", "Answer", "Condition", "Where"),
        ((code(row["subject"]), code(row["refusal"]), _told(row), page.cite(row)) for row in found),
    )


def states(page: Page, part: DocumentPart) -> Iterator[str]:
    """States, how they are reported, and how one leads to another."""
    found = page.chosen("states", "kind", part.of)
    yield from table(
        ("State", "Of", "Reported as", "Meaning", "Where"),
        ((code(row["name"]), row["kind"], _listed(row["reported"]), row["meaning"], page.cite(row)) for row in found),
    )
    names = {row["name"] for row in found}
    ways = [row for row in page.chosen("status_transitions", "version", ()) if {row["from_status"], row["to_status"]} <= names]
    if ways:
        yield from ("Changes from one to another:", "")
    yield from table(
        ("From", "To", "Event", "What brings it about", "Where"),
        ((row["from_status"], row["to_status"], row["event"], row["trigger"], page.cite(row)) for row in ways),
    )


def _listed(lines: str | None) -> str:
    return ", ".join(f"`{each}`" for each in (lines or "").splitlines())


def keys(page: Page, part: DocumentPart) -> Iterator[str]:
    """Configuration keys, by feature profile."""
    by: dict[str, list[dict[str, Any]]] = {}
    for row in page.chosen("config_keys", "profile", part.of):
        by.setdefault(row["profile"], []).append(row)
    for profile, several in by.items():
        if len(by) > 1:
            yield from heading(3, f"Keys of {profile}")
        yield from table(
            ("Key", "Access", "Type", "Required", "Default", "Values", "Reboot", "What it does", "Where"),
            (
                (
                    code(row["key"]),
                    row["accessibility"],
                    f"{row['type']}{' in ' + row['unit'] if row['unit'] else ''}",
                    "yes" if row["required"] else "no",
                    row["default_value"],
                    row["allowed_values"],
                    row["reboot"] if row["reboot"] != "unspecified" else "",
                    _described(row),
                    page.cite(row),
                )
                for row in several
            ),
        )


def _described(row: dict[str, Any]) -> str:
    return f"{row['description']} ({row['note']})" if row["note"] else str(row["description"])


def components(page: Page, part: DocumentPart) -> Iterator[str]:
    """Components of the device model with their variables, some or all of them; or single variables, in one table."""
    single = [name for name in part.of if "." in name]
    known = {each.name: each for name in single for each in page.db.component(name.partition(".")[0], page.id).variables}
    yield from _variables(page, [(each, known[each]) for each in single])
    everything = page.rows("SELECT name FROM components WHERE version = ? ORDER BY name", page.id)
    for name in part.of or [row["name"] for row in everything]:
        if name not in single:
            component = page.db.component(name, page.id)
            yield from heading(3, name)
            yield f"{component.description} [{page.cite(component)}]"
            yield ""
            yield from _variables(page, [(each.name.partition(".")[2], each) for each in component.variables])


def _variables(page: Page, several: list[tuple[str, DeviceVariable]]) -> Iterator[str]:
    return table(
        ("Variable", "Type", "Access", "Required", "Values", "What it does", "Where"),
        (
            (
                code(called),
                f"{each.data_type or ''}{' in ' + each.unit if each.unit else ''}",
                each.mutability,
                "yes" if each.required else "",
                each.allowed_values,
                each.description,
                page.cite(each),
            )
            for called, each in several
        ),
    )


def use_cases(page: Page, part: DocumentPart) -> Iterator[str]:
    """Use cases by functional block, with the messages of their sequences."""
    blocks = page.rows("SELECT code, name FROM groups WHERE version = ? AND code IS NOT NULL ORDER BY code", page.id)
    for block in blocks:
        yield from heading(3, f"{block['code']}: {block['name']}")
        yield from table(
            ("Use case", "Title", "Sequences", "Messages", "Where"),
            (
                (row["id"], row["title"], row["sequences"] or row["without_messages"], row["messages"], page.cite(row))
                for row in page.rows(USE_CASES, page.id, block["code"])
            ),
        )


USE_CASES = """
SELECT use_cases.*,
  (SELECT nullif(count(*), 0) FROM sequences WHERE use_case_slug = use_cases.slug) AS sequences,
  (SELECT group_concat(action, ', ') FROM (SELECT DISTINCT action FROM sequence_steps WHERE action IS NOT NULL AND sequence IN
    (SELECT id FROM sequences WHERE use_case_slug = use_cases.slug) ORDER BY action)) AS messages
FROM use_cases WHERE version = ? AND block = ? ORDER BY id
"""


def certification(page: Page, part: DocumentPart) -> Iterator[str]:
    """What certification asks for, profile by profile."""
    by: dict[str, list[dict[str, Any]]] = {}
    for row in page.chosen("certification_features", "profile", part.of):
        by.setdefault(row["profile"], []).append(row)
    for profile, several in by.items():
        yield from heading(3, profile)
        yield from table(
            ("Id", "Feature", "Asked of", "Requirement", "Note", "Where"),
            (
                (code(row["id"]), row["feature"], row["role"], row["requirement"], row["note"], page.cite(row))
                for row in several
            ),
        )


def frames(page: Page, part: DocumentPart) -> Iterator[str]:
    """What goes over the WebSocket: each kind of frame with its elements."""
    for row in page.chosen("frames", "name", part.of):
        yield from heading(3, row["name"])
        yield f"`{row['layout']}` {row['summary']} [{page.cite(row)}]"
        yield ""
        sql = "SELECT name, type, max_length, summary FROM frame_elements WHERE frame = ? ORDER BY position"
        yield from table(
            ("Element", "Type", "Longest", "What it holds"),
            ((code(each["name"]), each["type"], each["max_length"], each["summary"]) for each in page.rows(sql, row["id"])),
        )


def errors(page: Page, part: DocumentPart) -> Iterator[str]:
    """The error codes of CALLERROR, and which answers what."""
    found = page.chosen("error_codes", "code", part.of)
    yield from table(
        ("Code", "Meaning", "When", "Note", "Where"),
        ((code(row["code"]), row["meaning"], row["when"], row["note"], page.cite(row)) for row in found),
    )
    faults = page.chosen("callerrors", "fault", ())
    if faults:
        yield from ("Which code answers which fault:", "")
    yield from table(
        ("Fault", "Code", "Also", "Settled or open", "What the text says", "Where"),
        ((row["fault"], code(row["code"]), _listed(row["also"]), row["status"], _fault(row), page.cite(row)) for row in faults),
    )


def _fault(row: dict[str, Any]) -> str:
    return f"{row['text']} ({row['note']})" if row["note"] else str(row["text"])
