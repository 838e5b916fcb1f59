"""The frames of a fleet on Spark, with one worker and with two: python benchmarks/fleet.py [FRAMES] [DATABASE]

The same frames of 16 stations, requests with their answers, are judged by `ocppdb.spark`. Each number of workers has a first run that does not
count, in which every worker opens its database. Needs the extra `spark`, and Java.
"""

import json
import os
import sys
import time

from pyspark.sql import SparkSession

import ocppdb
from ocppdb.spark import SCHEMA, by_station

STATIONS = 16


def frames(db, count, version):
    """Rows of station, time and frame: the realistic examples of the messages of a version, again and again, each request with its answer."""
    made = [
        [next((each.value for each in payload.examples if each.form == "realistic"), {}) for payload in message.payloads]
        for message in db.messages(version)
        if len(message.payloads) == 2
    ]
    actions = [message.action for message in db.messages(version) if len(message.payloads) == 2]
    rows = []
    for number in range(count // 2):
        place = number // STATIONS % len(actions)
        request, response = made[place]
        station = f"CP{number % STATIONS:02}"
        rows.append((station, f"{2 * number:09}", json.dumps([2, str(number), actions[place], request])))
        rows.append((station, f"{2 * number + 1:09}", json.dumps([3, str(number), response])))
    return rows


def throughput(rows, workers, judge):
    """Frames a second, with so many workers."""
    spark = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.shuffle.partitions", str(STATIONS))
        .config("spark.sql.adaptive.enabled", "false")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    table = spark.createDataFrame(rows, "station string, at string, frame string").repartition(STATIONS, "station").cache()
    table.count()
    judged = table.groupBy("station").applyInPandas(judge, SCHEMA)
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        judged.write.format("noop").mode("overwrite").save()
        seconds.append(time.perf_counter() - started)
    spark.stop()
    return len(rows) / seconds[-1]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    os.environ |= {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    with ocppdb.open(sys.argv[2] if len(sys.argv) > 2 else None) as db:
        version = db.versions[0].id
        rows, judge = frames(db, count, version), by_station(version, database=db.path)
    one, two = (throughput(rows, workers, judge) for workers in (1, 2))
    print(f"{len(rows)} frames of {STATIONS} stations, OCPP {version}")
    print(f"one worker    {one:10,.0f} frames a second")
    print(f"two workers   {two:10,.0f} frames a second, {two / one:.2f} times as many")


if __name__ == "__main__":
    main()
