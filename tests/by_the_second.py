"""A second way to a composite schedule, for the tests alone: second by second, from the payloads, without a thought for speed.

It shares no code with the package, and follows the texts in their order: which profiles count, which of them is valid and has a period,
who leads, what is the lowest.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

MAXIMUM = ("ChargePointMaxProfile", "ChargingStationMaxProfile")
EXTERNAL = ("ChargingStationExternalConstraints",)
STEP = {"Daily": timedelta(hours=24), "Weekly": timedelta(days=7)}


@cache
def time(text):
    return None if text is None else datetime.fromisoformat(text)


class Case:
    """Payloads of SetChargingProfile, and what is known beside them."""

    def __init__(self, requests, place, unit, transaction=None, voltage=None, phases=None, maximum=None, zone=None, **choices):
        self.requests, self.place, self.unit, self.transaction = requests, place, unit, transaction
        self.voltage, self.phases, self.maximum, self.zone, self.choices = voltage, phases, maximum, zone, choices

    def profiles(self):
        for request in self.requests:
            where = request.get("connectorId", request.get("evseId"))
            yield where, request.get("csChargingProfiles", request.get("chargingProfile"))

    def counting(self, purposes):
        """The profiles of some purposes that count at the place."""
        for where, profile in self.profiles():
            if profile["chargingProfilePurpose"] not in purposes or where not in (0, self.place):
                continue
            if profile["chargingProfilePurpose"] == "TxProfile":
                if self.transaction is None or str(profile.get("transactionId", self.transaction[0])) != self.transaction[0]:
                    continue
            yield where, profile

    def period(self, profile, now, window):
        """The period of a profile at a second, None outside of its schedule, "waits" where it is valid and has not begun."""
        if time(profile.get("validFrom")) is not None and now < time(profile["validFrom"]):
            return None
        if time(profile.get("validTo")) is not None and now >= time(profile["validTo"]):
            return None
        schedule = profile["chargingSchedule"]
        schedule = schedule[0] if isinstance(schedule, list) else schedule
        start = time(schedule.get("startSchedule"))
        if profile["chargingProfileKind"] == "Relative":
            start = window if self.transaction is None else self.transaction[1]
        if now < start:
            return "waits"
        if profile["chargingProfileKind"] == "Recurring":
            step = STEP[profile["recurrencyKind"]]
            if self.zone:
                local, begin, day = ZoneInfo(self.zone), start, 0
                while True:
                    clock = start.astimezone(local).replace(tzinfo=None) + step * day
                    begin_next = clock.replace(tzinfo=local)
                    if begin_next.timestamp() > now.timestamp():
                        break
                    begin, day = begin_next, day + 1
                start = begin
            else:
                start += ((now - start) // step) * step
        seconds = now.timestamp() - start.timestamp()
        if schedule.get("duration") is not None and seconds >= schedule["duration"]:
            return None
        found = None
        for period in schedule["chargingSchedulePeriod"]:
            if period["startPeriod"] <= seconds:
                found = period
        return found, schedule["chargingRateUnit"]

    def limit(self, period, unit):
        limit, phases = Decimal(str(period["limit"])), period.get("numberPhases", 3)
        if unit == "W" and self.unit == "A":
            return limit / (self.voltage * phases)
        if unit == "A" and self.unit == "W":
            return limit * self.voltage * min(phases, self.phases or 3)
        return limit

    def leading(self, profiles, now, window):
        """The profile with the highest stackLevel that has a period, with its limit and phases; and whether one waits."""
        best, waiting = None, False
        for _, profile in profiles:
            found = self.period(profile, now, window)
            if found == "waits":
                waiting = True
            elif found is not None and (best is None or profile["stackLevel"] > best[0]["stackLevel"]):
                best = (profile, self.limit(*found), found[0].get("numberPhases"))
        return best, waiting

    def defaults(self):
        found = list(self.counting(("TxDefaultProfile",)))
        levels = {profile["stackLevel"] for where, profile in found if where == self.place}
        if self.choices.get("replace"):
            found = [(where, profile) for where, profile in found if where == self.place or profile["stackLevel"] not in levels]
        return found

    def at(self, now, window):
        """The limit, the number of phases and the id of who decides at a second."""
        leading = []
        own, waits = self.leading(self.counting(("TxProfile",)), now, window)
        default, _ = self.leading(self.defaults(), now, window)
        if own is None and default is not None:
            there = list(self.counting(("TxProfile",)))
            if there and self.choices.get("keep_out") and (waits or self.choices["keep_out"] == "always"):
                default = None
        leading.append(own or default)
        leading.append(self.leading(self.counting(MAXIMUM), now, window)[0])
        leading.append(self.leading(self.counting(EXTERNAL), now, window)[0])
        leading = [each for each in leading if each]
        if not leading:
            return self.maximum, None
        limit = min(each[1] for each in leading)
        if self.maximum is not None:
            limit = min(limit, self.maximum)
        told = [each[2] for each in leading]
        phases = min(each or 3 for each in told) if any(told) else None
        if self.phases is not None and self.phases < (phases or 3):
            phases = self.phases
        return limit, phases


def total(
    requests, places, unit, transactions, voltage=None, phases=None, maximum=None, every=False, now=None, window=None, **choices
):
    """What a station as a whole may take at a second: the sum of the places that charge, or of `every` one, under the limits of the station."""

    def case(which, place):
        return Case(which, place, unit, transactions.get(place), voltage, phases, maximum, **choices)

    wide = [each for each in requests if _purpose(each) in MAXIMUM + EXTERNAL]
    single = [each for each in requests if each not in wide]
    shares = [case(single, place).at(now, window)[0] for place in places if every or place in transactions]
    limits = [] if None in shares else [sum(shares, Decimal(0))]
    for purposes in (MAXIMUM, EXTERNAL):
        leading, _ = case(wide, 0).leading(case(wide, 0).counting(purposes), now, window)
        limits += [leading[1]] if leading else []
    return min(limits) if limits else None


def _purpose(request):
    return request.get("csChargingProfiles", request.get("chargingProfile"))["chargingProfilePurpose"]
