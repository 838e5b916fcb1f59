"""Smart charging, computed: what a station allows at a moment, who decides it, and by which rule.

Nothing here reads a database: what a version rules comes as a Book, which `Database.charging_book` reads.
"""

from ocppdb.errors import OpenPoint, ScheduleError
from ocppdb.smart_charging.book import Book, Choice, OpenOption
from ocppdb.smart_charging.candidates import Left
from ocppdb.smart_charging.composite import Composite, Part, composite
from ocppdb.smart_charging.negotiating import Announced, announced
from ocppdb.smart_charging.negotiation import judged, needs, renegotiation, served
from ocppdb.smart_charging.profiles import Period, Profile, Schedule, profile
from ocppdb.smart_charging.station import Station, Transaction

__all__ = [
    "Announced",
    "Book",
    "Choice",
    "Composite",
    "Left",
    "OpenOption",
    "OpenPoint",
    "Part",
    "Period",
    "Profile",
    "Schedule",
    "ScheduleError",
    "Station",
    "Transaction",
    "announced",
    "composite",
    "judged",
    "needs",
    "profile",
    "renegotiation",
    "served",
]
