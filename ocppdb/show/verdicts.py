"""Verdicts on frames as text to read."""

import re
from collections import Counter
from collections.abc import Iterable

from ocppdb.records.verdicts import Finding, Verdict

__all__ = ["Summary", "finding", "verdict"]

INDENT = "    "


def verdict(answer: Verdict, place: str = "") -> str:
    """A verdict in a line, and each finding in lines below it."""
    what = " ".join(filter(None, (f"OCPP {answer.version}" if answer.version else None, answer.action, answer.kind)))
    code = f"; answer: CALLERROR {answer.callerror}" if answer.callerror else ""
    head = f"{place}{': ' if place else ''}{answer.verdict}  {what}{code}"
    return "\n".join([head, *(finding(each) for each in answer.findings)])


def finding(each: Finding) -> str:
    """A finding: where, what was expected and found; then what is probably meant, and where it is written."""
    sentence = each.expected.endswith(".")
    told = f"{each.expected} Found: {each.found}" if sentence else f"expected {each.expected}, found {each.found}"
    lines = [f"  {each.severity} {each.path or 'the whole'}: {told} [{each.rule}]"]
    if each.tip:
        lines.append(f"{INDENT}{each.tip}")
    cited = " ".join(filter(None, (each.source, each.section)))
    open_point = f"which code answers it is open: {each.open_point}" if each.open_point else ""
    if cited or open_point:
        lines.append(INDENT + "; ".join(filter(None, (cited, open_point))))
    return "\n".join(lines)


class Summary:
    """Counts verdicts, and findings that are the same but for their place in lists."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.findings: Counter[tuple[str, str, str]] = Counter()
        self.not_ok = 0

    def add(self, answer: Verdict) -> None:
        """Count a verdict and its findings."""
        self.verdicts[answer.verdict] += 1
        self.not_ok += not answer.ok
        for each in answer.findings:
            where = " ".join(filter(None, (answer.action, answer.kind, re.sub(r"\[\d+\]", "[]", each.path))))
            self.findings[each.severity, each.rule, where] += 1

    def text(self, most: int = 40) -> str:
        """Return how many frames there were, and the findings, the most frequent first."""
        frames = sum(self.verdicts.values())
        told = ", ".join(f"{count} {name}" for name, count in sorted(self.verdicts.items(), reverse=True))
        lines = [f"{frames} frame{'' if frames == 1 else 's'}: {told}; {frames - self.not_ok} without an error"]
        ordered = sorted(self.findings.items(), key=lambda item: (-item[1], item[0]))
        lines += _counted(ordered[:most])
        if len(ordered) > most:
            lines.append(f"and {len(ordered) - most} more kinds of findings")
        return "\n".join(lines)


def _counted(findings: Iterable[tuple[tuple[str, str, str], int]]) -> Iterable[str]:
    for (severity, rule, where), count in findings:
        yield f"{count:>7} {severity:<7} {rule}  {where}"
