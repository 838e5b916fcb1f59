"""What a reader sees: of documents the contents and the parts that have some words, of tools their answers; and how much that is."""

import itertools
import json
import re
from pathlib import Path
from typing import NamedTuple

import yaml

from ocppdb.agents.documents import sections
from ocppdb.mcp.answering import answer

TASKS = yaml.safe_load((Path(__file__).parent / "tasks.yml").read_text())["tasks"]
MOST = 25_000
"""Most bytes that a task may cost to read."""
BEGINNING, PARTS, LONG, ENOUGH = 2_000, 8, 6_000, 20_000
"""What a reader looks at: letters of the beginning, parts, letters of a part that is read as a whole, and letters of all parts."""


class Seen(NamedTuple):
    """What was read."""

    text: str
    size: int


def by_tools(db, task, project):
    """Return what the calls of a task show: one page each."""
    told = [
        json.dumps(answer(db, name, given, project), ensure_ascii=False)
        for call in task["calls"]
        for name, given in call.items()
    ]
    return Seen("\n".join(told), sum(len(each.encode()) for each in told))


def by_documents(documents, task):
    """Return what a reader of the documents of a task sees who searches them for its words.

    That is how a document begins, and the parts that have all of the words, those first that are called by one; of a long part the lines
    that have one.
    """
    told = []
    for name, words in task["documents"].items():
        wanted = [word.lower() for word in (words if isinstance(words, list) else str(words).split())]
        told.append(documents[name][:BEGINNING])
        parts = [part for part in leaves(sections(documents[name])) if all(word in part.lower() for word in wanted)]
        parts.sort(key=lambda part: not any(word in part.partition("\n")[0].lower() for word in wanted))
        read = [part if len(part) <= LONG else lines_with(part, wanted) for part in parts[:PARTS]]
        told += [
            part
            for end, part in zip(itertools.accumulate(map(len, read)), read, strict=True)
            if end <= ENOUGH / len(task["documents"])
        ]
    return Seen("\n".join(told), sum(len(each.encode()) for each in told))


def lines_with(part, wanted):
    """Return the heading of a part, and its lines that have one of some words."""
    head, *lines = part.splitlines()
    return "\n".join([head, *(line for line in lines if any(word in line.lower() for word in wanted))])


def leaves(parts):
    """Yield each part without those below it."""
    for part in parts.values():
        head = re.split(r"(?m)^(?=#{1,6} )", part)[1]
        if not head.startswith("## Contents"):
            yield head


def missing(seen, task):
    """Return the facts of a task that were not seen, and those that were though they are wrong."""
    text = " ".join(seen.text.split()).lower()
    wanted = [fact if isinstance(fact, list) else [fact] for fact in task["must"]]
    return [fact for fact in wanted if not any(str(each).lower() in text for each in fact)] + [
        f"not {fact}" for fact in task["must_not"] if re.search(rf"\b{re.escape(fact.lower())}\b", text)
    ]
