"""A topic as text: what to read about it, and in which parts."""

from collections.abc import Iterable

from ocppdb.agents.documents import text as written
from ocppdb.agents.documents.markdown import headings
from ocppdb.query import Database
from ocppdb.records.documents import Topic

__all__ = ["listed", "text"]


def text(db: Database, topic: Topic) -> str:
    """Return what to read about a topic: its documents with their contents; of a search what it found as well."""
    assumed = " (assumed, as no version was named)" if topic.assumed else ""
    if topic.found:
        lines = [f"No topic is called {topic.asked!r}. A search in OCPP {topic.version}{assumed} found:", ""]
        lines += [f"  {hit.version} {hit.kind} {hit.name}" for hit in topic.found]
        lines += ["", "To read:" if topic.documents else "No document tells of it: ocppdb about NAME."]
    else:
        lines = [f"{topic.name} of OCPP {topic.version}{assumed}. To read:"]
    for path in topic.documents:
        document = db.document(path)
        said = written(db, document)
        lines += ["", f"{path}: {document.title} ({len(said.encode()) // 1000} kB)", f"  {document.summary}"]
        lines += [
            f"  {'  ' * (level - 2)}- {title}" for level, title, _ in headings(said) if level == 2 and title != "Contents"
        ]
    stem = topic.documents[0].rpartition("/")[2].removesuffix(".md") if topic.documents else None
    lines += ["", f"Print one: ocppdb document {stem} [--section HEADING]"] if stem else []
    return "\n".join(lines)


def listed(topics: Iterable[Topic]) -> str:
    """Return topics in a line each: version, name, what else it is called."""
    return "\n".join(
        f"{each.version} {each.name}" + (f" ({', '.join(each.aliases)})" if each.aliases else "") for each in topics
    )
