"""Ratios of ocppdb to a floor in plain stdlib code, both measured in turn in one run: python benchmarks/run.py

A ratio is the quotient of the two medians. A run ends with status 1 where a ratio exceeds its limit.
"""

import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ocppdb
from ocppdb.files import default_path

HERE = Path(__file__).parent
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""As an installation runs: with the byte code that pip, or the first run, has written."""


OCPPDB = shutil.which("ocppdb", path=Path(sys.executable).parent) or shutil.which("ocppdb")


def process(*arguments, program=sys.executable):
    started = time.perf_counter()
    subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - started


def timed(function):
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def ratio(title, limit, ours, floor, rounds):
    """Measure both in turn, print the medians and the ratio, and return whether it keeps to the limit."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(rounds)]
    mine, plain = (statistics.median(side) for side in zip(*pairs))
    verdict = "ok" if mine / plain <= limit else "TOO SLOW"
    print(f"{title:<62} {mine * 1000:9.3f} ms {plain * 1000:9.3f} ms  ratio {mine / plain:6.3f}  limit {limit:g}  {verdict}")
    return mine / plain <= limit


def dump(path, target):
    """Write the tables of a finished database, with their keys and indexes, as JSON for the floor of the build."""
    connection = sqlite3.connect(path)
    tables = []
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%' AND name NOT LIKE 'sqlite%'"
    ):
        statements = [
            row[0]
            for row in connection.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC", (name,)
            )
        ]
        columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({name})"))  # but for those computed
        rows = connection.execute(f"SELECT {columns} FROM {name}").fetchall()
        tables.append({"name": name, "statements": statements, "columns": len(rows[0]) if rows else 1, "rows": rows})
    target.write_text(json.dumps(tables), encoding="utf-8")


def plain_build(folder):
    (folder / "floor.db").unlink(missing_ok=True)
    return process(HERE / "floor_build.py", folder / "rows.json", folder / "floor.db")


def plain_lookup(path):
    """The request tree of TransactionEvent by hand: connect, select, and dicts within dicts."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    message = dict(
        connection.execute("SELECT * FROM messages WHERE version = '2.0.1' AND action = 'TransactionEvent'").fetchone()
    )
    for kind in ("request", "response"):
        root, parents = {"fields": []}, {}
        parents[-1] = root
        for row in connection.execute(
            "SELECT * FROM payload_fields WHERE version = '2.0.1' AND action = 'TransactionEvent' AND kind = ? ORDER BY position",
            (kind,),
        ):
            field = dict(row) | {"fields": []}
            parents[field["depth"]] = field
            parents[field["depth"] - 1]["fields"].append(field)
        message[kind] = root["fields"]
    connection.close()
    return message


def first_lookup(path):
    with ocppdb.open(path) as db:
        return list(db.message("TransactionEvent", version="2.0.1").request.walk())


KEYS = {
    "rule": ("rules", "id"),
    "escalation": ("points", "id"),
    "settled": ("points", "id"),
    "erratum": ("errata", "id"),
    "sequence": ("sequences", "id"),
    "requirement": ("requirements", "id"),
    "test-case": ("test_cases", "id"),
}
"""Table and key of what a dossier tells beside the fields of a message."""


def plain_dossier(path, dossier):
    """The rows that a dossier of a message tells, by hand and by keys that are known: the payload trees, and each list in one query."""
    named = {}
    for item in dossier.items():
        if item.kind in KEYS:
            named.setdefault(KEYS[item.kind], []).append(item.name)
    told = plain_lookup(path)
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    for (table, key), names in named.items():
        marks = ", ".join("?" * len(names))
        rows = connection.execute(f"SELECT * FROM {table} WHERE version = '2.0.1' AND {key} IN ({marks})", names)
        told[table] = [dict(row) for row in rows]
    connection.close()
    return told


def statement_of_search(db, words):
    """The full-text statement by which a search ranks its hits, with its values filled in."""
    said = []
    db._reader._connection.set_trace_callback(said.append)
    db.search(words)
    db._reader._connection.set_trace_callback(None)
    return next(each for each in said if "bm25" in each)


def main():
    folder = Path(tempfile.mkdtemp())
    path = str(folder / "ocpp.db")

    def build():
        return process("build", "--output", path, program=OCPPDB)

    build()
    dump(path, folder / "rows.json")
    print(f"{'':<62} {'ocppdb':>12} {'floor':>12}")
    kept = [
        ratio("whole build process / json.load and executemany", 8, build, lambda: plain_build(folder), 9),
    ]
    with ocppdb.open(path) as db:
        db.message("TransactionEvent", version="2.0.1")
        kept += [
            ratio(
                "first look-up of TransactionEvent's tree / sqlite3 by hand",
                2,
                lambda: timed(lambda: first_lookup(path)),
                lambda: timed(lambda: plain_lookup(path)),
                200,
            ),
            ratio(
                "repeated look-up / sqlite3 by hand",
                0.05,
                lambda: timed(lambda: db.message("TransactionEvent", version="2.0.1").request),
                lambda: timed(lambda: plain_lookup(path)),
                200,
            ),
        ]
        dossier = db.about("TransactionEvent", version="2.0.1", limit=10_000)
        kept += [
            ratio(
                "all about TransactionEvent / the same rows by sqlite3 by hand",
                10,
                lambda: timed(lambda: db.about("TransactionEvent", version="2.0.1", limit=10_000)),
                lambda: timed(lambda: plain_dossier(path, dossier)),
                50,
            ),
        ]
        for words in ("UnlockConnector", "offline transaction", "what may be sent while Pending"):
            statement, connection = statement_of_search(db, words), sqlite3.connect(path)
            kept += [
                ratio(
                    f"search: {words} / its own full-text statement",
                    2,
                    lambda words=words: timed(lambda: db.search(words)),
                    lambda statement=statement, connection=connection: timed(lambda: connection.execute(statement).fetchall()),
                    50,
                ),
            ]
            connection.close()
    if not os.path.exists(default_path()):
        ocppdb.open().close()
    kept += [
        ratio(
            "whole process: ocppdb show BootNotification / python -c pass",
            9,  # 0.4.0 kept to 6, and told one version where this one tells three
            lambda: process("show", "BootNotification", program=OCPPDB),
            lambda: process("-c", "pass"),
            25,
        ),
    ]
    shutil.rmtree(folder)
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
