"""Our texts are our own: no run of eight words of the official descriptions stands in the seed."""

import re
import sqlite3

from ocppdb.build import schema_files

RUN = 8


def runs(text):
    """The runs of eight words in a text; what is mostly digits, such as the pattern of a time, is no prose."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    found = {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    return {run for run in found if sum(word.isalpha() for word in run) >= RUN / 2}


def texts(value):
    """Every text of a record, at every depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for child in value.values() if isinstance(value, dict) else value:
            yield from texts(child)


def official_descriptions(node):
    if isinstance(node, dict):
        if isinstance(node.get("description"), str):
            yield node["description"]
        for child in node.values():
            yield from official_descriptions(child)
    elif isinstance(node, list):
        for child in node:
            yield from official_descriptions(child)


def taken_by_schemas(records):
    """The runs of words of every description in the official schemas."""
    files = schema_files.read(records.of("version"), records.of("messages"))
    return set().union(*(runs(text) for file in files for text in official_descriptions(file.content)))


def test_no_run_of_eight_words_is_taken_over(shipped_seed):
    taken = taken_by_schemas(shipped_seed)
    assert len(taken) > 2000
    shared = [
        f"{record.place}: {' '.join(run)}"
        for list_ in shipped_seed.values()
        for record in list_
        for text in texts(record)
        for run in sorted(runs(text) & taken)
    ]
    assert shared == []


KEPT_APART = {("definition_texts", "description"), ("fields", "schema_text"), ("subjects_fts_data", "block")}
"""Where the sentences of the schemas are kept, for the sake of losslessness; no page, answer or document shows them."""


def test_nothing_that_is_shown_or_exported_is_taken_over(database_file, shipped_seed):
    """Every column of every table and view but those that keep the schemas' own sentences."""
    taken = taken_by_schemas(shipped_seed)
    database, shared = sqlite3.connect(database_file), set()
    for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
        for column in [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]:
            if (table, column) not in KEPT_APART:
                for (text,) in database.execute(
                    f'SELECT DISTINCT "{column}" FROM "{table}" WHERE length("{column}") > 30'
                ).fetchall():
                    if isinstance(text, str) and runs(text) & taken:
                        shared.add((table, column, text[:100]))
    assert shared == set()
