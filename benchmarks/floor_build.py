"""The floor of the build, in plain stdlib code: json.load of every file, executemany of every row, and nothing else.

The rows are those of a finished database, handed over as JSON: nothing is parsed from YAML, checked, taken apart, or derived.
"""

import glob
import importlib.util
import json
import os
import sqlite3
import sys


def main(rows_file, target):
    package = importlib.util.find_spec("ocpp").submodule_search_locations[0]
    for version in ("v16", "v201"):
        for path in glob.glob(os.path.join(package, version, "schemas", "*.json")):
            with open(path, encoding="utf-8-sig") as file:
                json.load(file)
    with open(rows_file, encoding="utf-8") as file:
        tables = json.load(file)
    connection = sqlite3.connect(target)
    for table in tables:
        for statement in table["statements"]:
            connection.execute(statement)
        marks = ", ".join("?" * table["columns"])
        connection.executemany(f"INSERT INTO {table['name']} VALUES ({marks})", table["rows"])
    connection.commit()
    connection.close()


main(*sys.argv[1:])
