"""The parts of a document about the documents themselves: method, sources, the list of documents, computed examples."""

from collections.abc import Iterator

from ocppdb.agents.documents.markdown import code, heading, table
from ocppdb.agents.documents.page import Page
from ocppdb.records.documents import DocumentPart
from ocppdb.release import RELEASE
from ocppdb.show.schedules import table as schedule

__all__ = ["documents", "examples", "method", "sources"]

TRUST = {
    "schema-derived": ("The structure of an official JSON Schema.", "Rely on it: it is what goes over the wire."),
    "schema-described": (
        "The words of an official JSON Schema, in ours.",
        "Rely on it, and read the specification for what surrounds it.",
    ),
    "specification": ("Read in the specification, at the section that is cited.", "Rely on it for the edition that is cited."),
    "interpretation": (
        "Our reading of the texts, where they do not say it plainly.",
        "Check it before much depends on it; it is marked `our reading`.",
    ),
}
"""What each kind of confidence means, and how far it carries."""
DUTIES = {
    "required": ("SHALL, MUST", "Code that does otherwise is wrong."),
    "forbidden": ("SHALL NOT, MUST NOT", "Code that does it is wrong."),
    "recommended": ("SHOULD, RECOMMENDED", "Do it, or know why not; do not count on the other side for it."),
    "discouraged": ("SHOULD NOT", "Avoid it, and be ready to meet it."),
    "permitted": ("MAY", "Either is right: be ready for both."),
    "only-if-triggered": ("allowed upon a TriggerMessage or another request alone", "Wait until you are asked."),
}
"""What the duties of rules mean: by the words of the texts, and for code."""
COLUMNS = {
    "Occurs": "How often a field stands there: `1..1` required, `0..1` optional, `1..*` and `0..*` lists, the latter optional. Absent means absent, never `null`.",
    "Limits": "What the schema bounds: longest text in characters, smallest and greatest number, form.",
    "Who, Duty": "Whom a rule binds, and how strictly: below. Empty where it only explains.",
    "When": "The state in which it holds (`while Pending`), the value (`if absent`), or the editions that have it.",
    "Where": "Source and section. An id with FR is a requirement, one with TC a test case; `our reading` marks an interpretation. The sources stand at the end of each document.",
}
"""What the columns of the tables hold."""
ASK = {
    "SPEC-SILENT": "The specification does not define it. Ask the developer; choose nothing in silence.",
    "VENDOR-DEPENDENT": "It depends on hardware or firmware. Ask which is targeted.",
    "POLICY-DEPENDENT": "It depends on business, site or grid. Ask about the operation.",
}


def method(page: Page, part: DocumentPart) -> Iterator[str]:
    """How the documents are made, and what their marks mean."""
    yield from heading(3, "How they are made")
    yield (
        f"These documents are written by `ocppdb export docs` of ocppdb {RELEASE} from its database, and from nothing else. The same "
        "database gives the same bytes. The structure of messages is read from the official JSON Schemas; everything that only prose "
        "says is a record, written in words of its own after reading the text that it cites. The database can be asked for each of "
        "them: `ocppdb about NAME`."
    )
    yield ""
    yield from heading(3, "How far to trust a statement")
    numbers = {
        row["confidence"]: row["number"]
        for row in page.rows(
            "SELECT confidence, sum(number) AS number FROM (SELECT confidence, count(*) AS number FROM fields GROUP BY 1 UNION ALL "
            "SELECT confidence, count(*) FROM rules GROUP BY 1 UNION ALL SELECT confidence, count(*) FROM concepts GROUP BY 1 UNION ALL "
            "SELECT confidence, count(*) FROM points GROUP BY 1) GROUP BY 1"
        )
    }
    yield from table(
        ("Confidence", "Where it comes from", "How far it carries", "Fields, rules, concepts and points"),
        ((code(each), *said, numbers[each]) for each, said in TRUST.items() if each in numbers),
    )
    yield from _tables()
    yield from heading(3, "Where the specification is silent")
    yield (
        "A point that the specification leaves open is marked `> **ESCALATE: ...**`, with its options by number; one is the default. It "
        "rests either on a text that grants the freedom, or on a search that found nothing where the answer would stand. In strict "
        "mode, which holds where a project says nothing, nobody takes an option without asking. In pragmatic mode the default is taken, "
        "and a comment in the code says so. Points that are widely believed open, though a text settles them, stand beside as settled."
    )
    yield ""
    sql = "SELECT category, count(*) AS number FROM points WHERE status = 'open' GROUP BY 1"
    counted = {row["category"]: row["number"] for row in page.rows(sql)}
    yield from table(
        ("Category", "What to do", "Points"), ((code(each), said, counted.get(each, 0)) for each, said in ASK.items())
    )
    yield from heading(3, "How far each version goes")
    yield from table(
        ("Version", "Recorded", "What is missing"),
        ((each.title, ", ".join(each.reaches), each.how_far() or "nothing") for each in page.db.versions),
    )
    yield from heading(3, "What is never done")
    yield (
        "No sentence of a specification is copied. No fact is taken from memory, from another summary, or from an implementation alone. "
        "What the database does not hold is said to be missing, with the names that come nearest; an empty place is no statement about "
        "OCPP. Where two editions differ, the edition is named; where two texts contradict each other, the contradiction is a record "
        "with what goes over the wire."
    )
    yield ""


def _tables() -> Iterator[str]:
    """Yield how the tables of the documents are read."""
    yield from heading(3, "How to read the tables")
    yield from table(("Column", "What it holds"), COLUMNS.items())
    yield from ("How strictly a rule binds:", "")
    yield from table(
        ("Duty", "In the texts", "For code"), ((code(each), words, said) for each, (words, said) in DUTIES.items())
    )


def sources(page: Page, part: DocumentPart) -> Iterator[str]:
    """Every document that is cited anywhere."""
    yield from table(
        ("Id", "Document", "Edition", "Publisher"),
        (
            (code(row["id"]), row["title"], row["edition"], row["publisher"])
            for row in page.rows("SELECT * FROM sources ORDER BY id")
        ),
    )


def documents(page: Page, part: DocumentPart) -> Iterator[str]:
    """The documents of the version, with links."""
    yield from table(("Document", "What it tells"), ((page.link(each), each.summary) for each in page.db.documents(page.id)))


def examples(page: Page, part: DocumentPart) -> Iterator[str]:
    """Worked examples, computed from their profiles: the schedule, who decides, the rules and what was open."""
    yield from ("Times are UTC. Rules and open points are named by their ids: `ocppdb about ID` tells what each says.", "")
    for each in page.db.schedule_examples(page.id):
        yield from heading(3, each.title)
        yield from (each.text, "", "```text", schedule(page.db.worked_out(each)), "```", "")
