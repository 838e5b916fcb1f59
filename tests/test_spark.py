"""Judging on Spark: the findings of two workers are those of one process. Without Spark or Java these tests are skipped; CI wants them."""

import importlib
import os
import shutil
import sys

import pytest

from ocppdb.spark import SCHEMA, by_station

FRAMES = [
    '[2,"1","BootNotification",{"chargePointVendor":"Sunwell","chargePointModel":"Duo-22"}]',
    '[3,"1",{"status":"Accepted","currentTime":"2026-05-04T06:05:01Z","interval":300}]',
    '[2,"2","Reset",{"type":"soft"}]',
    '[3,"9",{}]',
    '[2,"3","RemoteStartTransaction",{"idTag":"04E91C5A","connectorId":0}]',
    "[3,",
]
ROWS = [(f"D{station}", f"{number:03}", text) for station in range(4) for number, text in enumerate(FRAMES[station % 2 :])]


def lacking(what):
    """Skip what needs Spark on a machine that lacks something for it; where it is required, fail."""
    (pytest.fail if os.environ.get("OCPPDB_SPARK") == "required" else pytest.skip)(what)


def wanted(module):
    try:
        return importlib.import_module(module)
    except ImportError:
        return lacking(f"{module} is not installed: pip install ocppdb[spark]")


@pytest.fixture(scope="module")
def spark():
    sql, _, _ = wanted("pyspark.sql"), wanted("pandas"), wanted("pyarrow")
    if shutil.which("java") is None:
        lacking("Spark needs Java, and there is no java; on Debian: apt-get install default-jre-headless")
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    session = (
        sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.adaptive.enabled", "false")  # it would put so few frames into one partition
        .getOrCreate()
    )
    yield session
    session.stop()


def test_two_workers_find_what_one_process_finds(spark, db):
    table = spark.createDataFrame(ROWS[::-1], "station string, at string, frame string")
    judge = by_station("1.6", database=db.path)
    judged = table.groupBy("station").applyInPandas(judge, SCHEMA)
    assert len({row.worker for row in judged.selectExpr("spark_partition_id() AS worker").collect()}) == 2
    found = judged.collect()
    expected = []
    for station in sorted({row[0] for row in ROWS}):
        talk = db.conversation("1.6")
        for _, at, text in (row for row in ROWS if row[0] == station):
            verdict = talk.validate(text)
            expected += [
                (station, at, verdict.verdict, verdict.ok, each and each.path, each and each.rule, each and each.callerror)
                for each in verdict.findings or (None,)
            ]
    told = [(row.station, row.at, row.verdict, row.ok, row.path, row.rule, row.callerror) for row in found]
    assert sorted(told, key=repr) == sorted(expected, key=repr)
    assert {row.rule for row in found if row.rule} >= {"enum", "json", "stray answer", "connector-zero-remote-start"}


def test_frames_are_judged_in_their_order(db):
    pandas = wanted("pandas")
    table = pandas.DataFrame([("D1", 2, FRAMES[1]), ("D1", 1, FRAMES[0])], columns=["cp", "ts", "message"])
    found = by_station("1.6", station="cp", at="ts", frame="message", database=db.path)(table)
    assert list(found.columns) == [column.split()[0] for column in SCHEMA.split(", ")]
    assert found[["station", "at", "verdict", "action", "kind"]].values.tolist() == [
        ["D1", "1", "valid", "BootNotification", "request"],
        ["D1", "2", "valid", "BootNotification", "response"],
    ]
