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

    def __init__(
        self,
        requests,
        place,
        unit,
        transaction=None,
        voltage=None,
        phases=None,
        maximum=None,
        zone=None,
        priority=False,
        soc=None,
        delays=None,
        offline=None,
        **choices,
    ):
        self.requests, self.place, self.unit, self.transaction = requests, place, unit, transaction
        self.voltage, self.phases, self.maximum, self.zone, self.choices = voltage, phases, maximum, zone, choices
        self.priority, self.soc, self.delays, self.offline = priority, soc, delays or {}, offline

    def profiles(self):
        for request in self.requests:
            where = request.get("connectorId", request.get("evseId"))
            brought = request.get("csChargingProfiles", request.get("chargingProfile"))
            for profile in brought if isinstance(brought, list) else [brought]:
                yield where, profile

    def counting(self, purposes):
        """The profiles of some purposes that count at the place, alone or with the whole station."""
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
        if "maxOfflineDuration" in profile and self.offline is not None:
            if now >= self.offline + timedelta(seconds=profile["maxOfflineDuration"]):
                return None
        schedule = profile["chargingSchedule"]
        schedule = schedule[0] if isinstance(schedule, list) else schedule
        start = time(schedule.get("startSchedule"))
        if schedule.get("useLocalTime"):
            zone = ZoneInfo(self.zone)
            start, now = start.replace(tzinfo=None), now.astimezone(zone).replace(tzinfo=None)
        if profile["chargingProfileKind"] == "Dynamic":
            start = time(profile.get("dynUpdateTime")) or window
        if profile["chargingProfileKind"] == "Relative":
            start = window if self.transaction is None else self.transaction[1]
        if now < start:
            return "waits"
        if profile["chargingProfileKind"] == "Recurring":
            step = STEP[profile["recurrencyKind"]]
            if self.zone and not schedule.get("useLocalTime"):
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
        seconds = (now - start).total_seconds() if now.tzinfo is None else now.timestamp() - start.timestamp()
        if schedule.get("duration") is not None and seconds >= schedule["duration"]:
            return None
        found = None
        late = (0, *self.delays.get(profile["id"], ())) if schedule.get("randomizedDelay") and self.transaction else None
        for number, period in enumerate(schedule["chargingSchedulePeriod"]):
            if period["startPeriod"] + (late[number] if late else 0) <= seconds:
                found = period
        cap = schedule.get("limitAtSoC")
        if cap and self.soc is not None and self.soc >= cap["soc"]:
            found = found | {key: min(found[key], cap["limit"]) for key in ("limit", "setpoint") if key in found}
        return found, schedule["chargingRateUnit"]

    def limit(self, period, unit):
        if "limit" not in period:
            return None
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
                best = (profile, self.limit(*found), found[0].get("numberPhases"), found[0])
        return best, waiting

    def defaults(self):
        found = list(self.counting(("TxDefaultProfile",)))
        levels = {profile["stackLevel"] for where, profile in found if where == self.place}
        if self.choices.get("replace"):
            found = [(where, profile) for where, profile in found if where == self.place or profile["stackLevel"] not in levels]
        return found

    def leaders(self, now, window):
        """The profile that leads for the transaction, and those that lead the limits of the station and from outside."""
        own, waits = self.leading(self.counting(("TxProfile",)), now, window)
        default, _ = self.leading(self.defaults(), now, window)
        if own is None and default is not None:
            there = list(self.counting(("TxProfile",)))
            if there and self.choices.get("keep_out") and (waits or self.choices["keep_out"] == "always"):
                default = None
        first = own or default
        if self.priority and self.transaction:
            before, _ = self.leading(self.counting(("PriorityCharging",)), now, window)
            first = before if before or self.choices.get("no_fall_back") else first
        others = [self.leading(self.counting(purposes), now, window)[0] for purposes in (MAXIMUM, EXTERNAL)]
        return [each for each in (first, *others) if each]

    def at(self, now, window):
        """The limit and the number of phases at a second."""
        leading = self.leaders(now, window)
        if not leading:
            return self.maximum, None
        extra, _ = self.leading(self.counting(("LocalGeneration",)), now, window)
        limits = [each[1] for each in leading if each[1] is not None]
        limit = min(limits) + (extra[1] if extra else 0) if limits else None
        if self.maximum is not None and limit is not None:
            limit = min(limit, self.maximum)
        told = [each[2] for each in (*leading, *([extra] if extra else []))]
        phases = min(each or 3 for each in told) if any(told) else None
        if self.phases is not None and self.phases < (phases or 3):
            phases = self.phases
        return limit, phases

    def beside(self, now, window):
        """What else holds at a second: limits of L2 and L3 in A, for discharging, and the setpoint of the only profile that has one."""
        periods = [each[3] for each in self.leaders(now, window)]
        found = {}
        for name in ("limit_L2", "limit_L3"):
            if any(name in each for each in periods):
                found[name] = min(each.get(name, each["limit"]) for each in periods)
        given_back = [each["dischargeLimit"] for each in periods if "dischargeLimit" in each]
        if given_back:
            found["dischargeLimit"] = -min(-each for each in given_back)
        for setpoint in (each["setpoint"] for each in periods if "setpoint" in each):
            lowest, highest = (
                found.get("dischargeLimit"),
                min((each["limit"] for each in periods if "limit" in each), default=None),
            )
            setpoint = setpoint if lowest is None else max(setpoint, lowest)
            found["setpoint"] = setpoint if highest is None else min(setpoint, highest)
        return found


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
