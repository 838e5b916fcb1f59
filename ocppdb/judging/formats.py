"""The formats that the schemas name, exactly as their documents define them: date-time by RFC 3339, uri by RFC 3986."""

import re
from collections.abc import Callable, Mapping

__all__ = ["FORMATS", "date_time", "uri"]

_date_time = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
).fullmatch
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_part = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})"
_user = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|%[0-9A-Fa-f]{2})*"
_host = r"(?:\[[^\]]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)"
_uri = re.compile(
    rf"[A-Za-z][A-Za-z0-9+.\-]*:(?://(?:{_user}@)?({_host})(?::[0-9]*)?(?:/{_part}*)*|/(?:{_part}+(?:/{_part}*)*)?|{_part}+(?:/{_part}*)*|)"
    rf"(?:\?(?:{_part}|[/?])*)?(?:#(?:{_part}|[/?])*)?"
).fullmatch


def date_time(text: str) -> bool:
    """Return whether a text is a date-time of RFC 3339: a day that exists, a zone, and a leap second only where one can be."""
    found = _date_time(text)
    if not found:
        return False
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    if not 1 <= month <= 12 or hour > 23 or minute > 59 or second > 60:
        return False
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if not 1 <= day <= DAYS[month - 1] + leap:
        return False
    ahead = 0
    if found[7]:
        if int(found[8]) > 23 or int(found[9]) > 59:
            return False
        ahead = (int(found[8]) * 60 + int(found[9])) * (1 if found[7] == "+" else -1)
    return second < 60 or (hour * 60 + minute - ahead) % 1440 == 1439


def uri(text: str) -> bool:
    """Return whether a text is a URI of RFC 3986, with its scheme."""
    found = _uri(text)
    if not found:
        return False
    host = found[1] or ""
    return not host.startswith("[") or _literal(host[1:-1])


def _literal(address: str) -> bool:
    """Whether an address in brackets is one of IPv6, or of a version to come."""
    import ipaddress

    if address[:1] in "vV":
        return re.fullmatch(r"[vV][0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+", address) is not None
    try:
        ipaddress.IPv6Address(address)
    except ValueError:
        return False
    return "%" not in address


FORMATS: Mapping[str, Callable[[str], bool]] = {"date-time": date_time, "uri": uri}
"""The formats that are judged, and how."""
