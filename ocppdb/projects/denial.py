"""Whether what stands in a line is denied there, told of the past or the future, or refused by a test."""

import re

__all__ = ["denied"]

BEFORE = re.compile(
    r"(?:\b(?:not|no longer|never|without|cannot|can't|won't|don't|doesn't|isn't|aren't|unsupported|unlike|instead of|rather than|"
    r"drop(?:s|ped)?|deprecat\w+|formerly|former|previously|used to|replac\w+|remov\w+|(?:migrat\w+|upgrad\w+|port\w*|mov\w+|convert\w*|switch\w*|translat\w+)"
    r"(?: \w+){0,2} from|reject\w*|refus\w*|except|no|planned|future|todo|later)\b|\bassertRaises\b)",
    re.I,
)
AFTER = re.compile(
    r"^(?:['\"`)\].]|\w|[ \t]|/)*?\b(?:(?:is|are|was|were|will be)\s+(?:not|no longer|never|dropped|removed|rejected|refused|unsupported|deprecated)|isn't|aren't|not\s+(?:yet\s+)?"
    r"(?:supported|implemented|covered|used|available|spoken)|unsupported|planned|coming soon|in (?:the )?future|toThrow|rejected|refused|dropped|removed)\b",
    re.I,
)
BREAK = re.compile(r"[.;!?](?:\s|$)|,|\bbut\b|\bonly\b|\bjust\b|\bnow\b|\bto\b|\bwith\b|\bby\b|=>|->|\bin favou?r of\b", re.I)
REACH = 60


def denied(line: str, start: int, end: int) -> bool:
    """Return whether what stands at a place of a line is denied there: "no longer OCPP 1.6", "2.1 is not supported", "ported from 1.6"."""
    before = line[max(0, start - REACH) : start]
    for word in BEFORE.finditer(before):
        if not BREAK.search(before[word.end() :].replace(")", ",")):
            return True
    after = line[end : end + REACH]
    stop = BREAK.search(after)
    return AFTER.match(after[: stop.start()] if stop else after) is not None
