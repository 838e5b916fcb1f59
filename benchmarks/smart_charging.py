"""Composite schedules against a plain sort and sweep, measured in turn in one run: python benchmarks/smart_charging.py

A day of a station with 20 profiles of 24 periods each; a year of them in bounded memory; composite schedules per second and core. A run
ends with status 1 where the ratio of the two medians exceeds its limit, or the memory of the year its own.
"""

import statistics
import sys
import time
import tracemalloc
from datetime import UTC, datetime, timedelta

import ocppdb
from ocppdb.smart_charging import Station, Transaction, composite, profile
from ocppdb.smart_charging.book import Decisions
from ocppdb.smart_charging.candidates import candidates
from ocppdb.smart_charging.composite import sweep
from ocppdb.smart_charging.placing import SECOND, instant

BEGIN = datetime(2026, 1, 15, tzinfo=UTC)
DAY, YEAR = 86400, 366 * 86400
MOST_RATIO, MOST_MEGABYTES = 5.0, 8.0
PURPOSES = ("ChargingStationMaxProfile", "ChargingStationExternalConstraints", "TxDefaultProfile", "TxProfile")
ASKED = {"unit": "A", "transactions": [Transaction("7", 1, BEGIN, BEGIN)], "station": Station(zone="UTC"), "mode": "pragmatic"}


def payloads():
    """Twenty profiles, five of each purpose on levels of their own; each has a period an hour, at a minute of its own."""
    for number in range(20):
        purpose, level = PURPOSES[number % 4], number // 4
        periods = [{"startPeriod": hour * 3600, "limit": 6 + (number * 7 + hour * 5) % 26} for hour in range(24)]
        schedule = {
            "id": 1,
            "startSchedule": (BEGIN - timedelta(minutes=number)).isoformat(),
            "duration": DAY - number * 900,
            "chargingRateUnit": "A",
            "chargingSchedulePeriod": periods,
        }
        said = {
            "id": number,
            "stackLevel": level,
            "chargingProfilePurpose": purpose,
            "chargingProfileKind": "Recurring",
            "recurrencyKind": "Daily",
        }
        place = 0 if number % 4 < 2 else 1
        yield said | {"chargingSchedule": [schedule]} | ({"transactionId": "7"} if purpose == "TxProfile" else {}), place


def plain(profiles, begin, duration):
    """A sort and sweep without checks, units, reasons or rules: who of each purpose has the highest level, and the lowest of their limits."""
    events = []
    for each in profiles:
        schedule = each.schedules[0]
        start = (instant(schedule.start) - begin) // SECOND
        start += -(start // DAY) * DAY - DAY
        while start < duration:
            for place, period in enumerate(schedule.periods):
                since = start + period.start
                until = min(
                    start + (schedule.periods[place + 1].start if place < 23 else schedule.duration), start + schedule.duration
                )
                if since < until and until > 0 and since < duration:
                    events.append((max(since, 0), 1, each.purpose, each.level, period.limit))
                    events.append((min(until, duration), 0, each.purpose, each.level, period.limit))
            start += DAY
    events.sort(key=lambda event: event[:2])
    active = {purpose: {} for purpose in ("maximum", "external", "transaction", "default")}
    found, now = [], 0
    for moment, begins, purpose, level, limit in [*events, (duration, 1, "maximum", -1, None)]:
        if moment > now:
            leading = [
                levels[max(levels)]
                for key, levels in active.items()
                if levels and (key != "default" or not active["transaction"])
            ]
            value = min(leading, default=None)
            if not found or found[-1][1] != value:
                found.append((now, value))
            now = moment
        if begins:
            active[purpose][level] = limit
        else:
            active[purpose].pop(level, None)
    return found


def median(measured, times=15):
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        measured()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main():
    with ocppdb.open() as db:
        book = db.charging_book("2.0.1")
    profiles = [profile(payload, place) for payload, place in payloads()]
    ours = composite(profiles, book, at=BEGIN, duration=DAY, **ASKED)
    floor = plain(profiles, instant(BEGIN), DAY)
    assert [(each.start, each.limit) for each in ours.periods] == floor, "the two ways differ"
    one = median(lambda: composite(profiles, book, at=BEGIN, duration=DAY, **ASKED))
    other = median(lambda: plain(profiles, instant(BEGIN), DAY))
    ratio = one / other
    print(
        f"a day, 20 profiles of 24 periods, {len(ours.parts)} parts: {one * 1000:.1f} ms, plain sweep {other * 1000:.1f} ms, {ratio:.2f} (at most {MOST_RATIO})"
    )
    megabytes, pieces, seconds = year(profiles, book)
    print(f"a year of them, {pieces} pieces: {seconds:.1f} s, peak of {megabytes:.2f} MB (at most {MOST_MEGABYTES})")
    few = [each for each in profiles if each.level == 0]
    start, count = time.process_time(), 0
    while time.process_time() - start < 2:
        composite(few, book, at=BEGIN, duration=DAY, **ASKED)
        count += 1
    print(
        f"stations with 4 profiles of 24 periods, a day each: {count / (time.process_time() - start):.0f} composite schedules per second and core"
    )
    sys.exit(ratio > MOST_RATIO or megabytes > MOST_MEGABYTES)


def year(profiles, book):
    """The memory, pieces and seconds of a sweep over a year whose pieces are used one by one."""
    window = (instant(BEGIN), instant(BEGIN) + YEAR * SECOND)
    decide = Decisions(book, {}, "pragmatic")
    start = time.perf_counter()
    tracemalloc.start()
    found = candidates(tuple(profiles), window, "A", 1, tuple(ASKED["transactions"]), ASKED["station"], None, decide)
    pieces = sum(1 for _ in sweep(found.candidates, window, decide, found.stacks))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return peak, pieces, time.perf_counter() - start


main()
