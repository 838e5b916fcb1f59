"""Judging frames beside `orjson.loads` and `ocpp.messages`: python benchmarks/judge.py [DATABASE]

All are measured in turn in one run, the best of many short rounds each, on frames that are valid. Needs the extra `fast`, and orjson. A run
ends with status 1 where a ratio misses its limit.
"""

import json
import multiprocessing
import resource
import sys
import time
from pathlib import Path

import orjson
from ocpp.messages import _validate_payload, unpack

import ocppdb
from ocppdb.judging.fast import quick
from ocppdb.judging.judge import Judge
from ocppdb.query.validate import book

ROUNDS, SPAN, FIRST = 12, 0.002, 30
"""Each function is called in so many rounds, each time for about so many seconds, as its first calls tell."""
FRAMES = Path(__file__).parent.parent / "tests" / "frames.jsonl"


def frames(db):
    """Valid CALLs: those that were asked about in public, and the realistic examples of the database."""
    cases = [json.loads(line) for line in FRAMES.read_text().splitlines()]
    asked = [(each["version"], each["frame"]) for each in cases if each["verdict"] == "valid"]
    examples = [
        (message.version, json.dumps([2, "28240181849166013077", message.action, example.value]))
        for message in db.messages()
        for payload in message.payloads
        for example in payload.examples
        if payload.kind == "request" and example.form == "realistic" and not message.one_way
    ]
    found = [(version, text.encode()) for version, text in asked + examples]
    return [
        (version, text)
        for version, text in found
        if (said := db.validate(text, version)).kind == "request" and said.findings == ()
    ]


def best(functions):
    """The best time of each function, in seconds a call, measured in turn."""
    for function in functions:
        function()  # makes ready what is made when it is first asked for
    calls = [max(3, int(SPAN / timed(function, FIRST))) for function in functions]
    rounds = [[timed(function, count) for function, count in zip(functions, calls)] for _ in range(ROUNDS)]
    return [min(times) for times in zip(*rounds)]


def timed(function, count):
    """Seconds a call, of so many calls."""
    started = time.perf_counter()
    for _ in range(count):
        function()
    return (time.perf_counter() - started) / count


def without_rules(one):
    return one._replace(checked=lambda action, kind: (), stricter=lambda action, kind: one.payload(action, kind).schema)


def by_ocpp(text, version):
    message = unpack(text)
    _validate_payload(message, version)


def told(title, ratio, limit, least=False):
    kept = ratio >= limit if least else ratio <= limit
    print(f"{title:<60} {ratio:8.2f}   {'at least' if least else 'at most'} {limit:g}  {'ok' if kept else 'MISSED'}")
    return kept


def judged(task):
    """Judge the frames again and again, as one process of several: the seconds, and the kB of memory more than after the first of them."""
    path, count = task
    with ocppdb.open(path) as db:
        ready = frames(db)
        for version, text in ready:
            db.validate(text, version)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        started = time.perf_counter()
        for number in range(count):
            version, text = ready[number % len(ready)]
            db.validate(text, version)
        return time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else None
    with ocppdb.open(path) as db:
        ready = frames(db)
        books = {version.id: book(db._reader, version.id) for version in db.versions}
        whole = {id_: Judge(each, quick()) for id_, each in books.items()}
        plain = {id_: Judge(without_rules(each), quick()) for id_, each in books.items()}
        core = {id_: Judge(each) for id_, each in books.items()}
        sums = [0.0] * 5
        for version, text in ready:
            judges = plain[version], whole[version], core[version]
            times = best(
                [
                    lambda: orjson.loads(text),
                    *(lambda one=one: one.frame(text) for one in judges),
                    lambda: by_ocpp(text, version),
                ]
            )
            sums = [one + other for one, other in zip(sums, times)]
    print(f"{len(ready)} valid frames, {sum(len(text) for _, text in ready) // len(ready)} bytes on the average")
    names = "orjson.loads", "all layers but rules", "with rules", "with rules, standard library alone", "ocpp.messages"
    for name, seconds in zip(names, sums):
        print(f"{name:<60} {seconds / len(ready) * 1e6:8.2f} us a frame")
    kept = [
        told("all layers but rules / orjson.loads", sums[1] / sums[0], 3.5),
        told("with rules / orjson.loads", sums[2] / sums[0], 5),
        told("ocpp.messages, which has no rules / all layers but rules", sums[4] / sums[1], 45, least=True),
    ]
    print(f"{'ocpp.messages / with rules':<60} {sums[4] / sums[2]:8.2f}")
    print(f"{'with rules, standard library alone / orjson.loads':<60} {sums[3] / sums[0]:8.2f}")
    count = 200_000
    with ocppdb.open(path) as db:
        path = db.path
    alone, more = judged((path, count))
    print(
        f"{count} frames in one process: {count / alone:,.0f} a second; {more} kB more memory than after the first {len(ready)}"
    )
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        both = max(seconds for seconds, _ in pool.map(judged, [(path, count // 2)] * 2, chunksize=1))
    kept.append(told("two processes / one", alone / both, 1.6, least=True))
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()
