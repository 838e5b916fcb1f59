"""The judge of one version: from a text to its verdict, layer by layer."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ocppdb.judging.book import Book
from ocppdb.judging.checks import BrokenRule, RuleTest, rule_test
from ocppdb.judging.fault import Fault, path_text, shown
from ocppdb.judging.frame import Framed, framed
from ocppdb.judging.schema import Broken, Test, made_ready
from ocppdb.judging.text import parsed
from ocppdb.judging.wording import fault_of
from ocppdb.records.verdicts import Finding, Layer, Verdict

if TYPE_CHECKING:
    from ocppdb.judging.fast import Quick

__all__ = ["Judge"]

GRAVEST = (
    "missing-field",
    "too-few-items",
    "null-value",
    "object-instead-of-list",
    "wrong-type",
    "value-not-allowed",
    "too-many-decimals",
    "out-of-range",
    "too-long",
    "too-many-items",
    "bad-format",
    "unknown-field",
)
"""Of several faults of a payload the first of these tells the code: what is missing says most of what is wrong."""
JUDGED = ("text", "frame", "schema", "format")
"""The layers that the verdict speaks of."""
DRAFT_04 = "draft-04"
MOST = 100
"""So many faults of a layer are told one by one."""


class Judge:
    """Judges frames and payloads by one version. May be shared by threads."""

    def __init__(self, book: Book, quick: "Callable[[Judge], Quick] | None" = None) -> None:
        self.book = book
        self._tests: dict[tuple[str, str], tuple[Test, RuleTest]] = {}
        self._quick = quick(self) if quick is not None else None

    def frame(self, text: str | bytes, action: str | None = None) -> Verdict:
        """Return the Verdict on a frame; `action` is that of the CALL which a CALLRESULT answers."""
        surely = self._quick.surely(text, action) if self._quick is not None else None
        if surely is not None:
            return surely[1]
        value, faults = parsed(text)
        if faults:
            return self.malformed(faults, text)
        return self.framed(framed(value, self.book), action)

    def surely(self, text: str | bytes, action: str | None = None) -> tuple[list[Any], Verdict] | None:
        """Return a frame and the Verdict on it if it is surely right; None where it has to be judged with care."""
        return None if self._quick is None else self._quick.surely(text, action)

    def malformed(self, faults: list[Fault], text: str | bytes) -> Verdict:
        """Return the Verdict on a text that is no JSON, of which nothing else can be said."""
        start = text[:40] if isinstance(text, str) else text[:40].decode("ascii", "replace")
        answered = not any(
            start.lstrip().startswith(f"[{each.number}") for each in self.book.frames.values() if not _asks(each.name)
        )
        told = faults[:MOST] + _more(len(faults), "text")
        findings = tuple(self.finding(fault, answered) for fault in told)
        return self._verdict(None, None, findings, told, answered)

    def framed(self, frame: Framed, action: str | None = None) -> Verdict:
        """Return the Verdict on what a frame says."""
        name = frame.form.name if frame.form else ""
        answered = frame.form is None or _asks(name)
        action = frame.action or action
        faults = list(frame.faults)
        broken: list[BrokenRule] = []
        kinds = self.book.actions.get(action or "", ())
        if frame.payload is not None and frame.kind in kinds and action:
            more, broken = self.payload_faults(frame.payload, action, frame.kind)
            faults += more
        findings = [self.finding(fault, answered, action, frame.kind) for fault in faults]
        findings += [self._rule(each) for each in broken[:MOST]]
        kind = frame.kind or (name or None)
        if not faults and frame.kind is not None and frame.kind not in kinds:
            findings.append(self._unjudged(name, action, frame.kind))
        return self._verdict(action, kind, tuple(findings), faults, answered)

    def payload(self, text: str | bytes, action: str, kind: str) -> Verdict:
        """Return the Verdict on a payload by itself."""
        value, faults = parsed(text)
        if not faults and not isinstance(value, dict):
            faults = [Fault("frame", "payload-not-object", (), "payload", "object", shown(value))]
        broken: list[BrokenRule] = []
        if not faults:
            faults, broken = self.payload_faults(value, action, kind)
        asked = kind == "request"
        findings = [self.finding(fault, asked, action, kind) for fault in faults] + [self._rule(each) for each in broken[:MOST]]
        return self._verdict(action, kind, tuple(findings), faults, asked)

    def payload_faults(self, value: Any, action: str, kind: str) -> tuple[list[Fault], list[BrokenRule]]:
        """Return the faults of a payload by its schema, and the rules that it breaks; no rule speaks of what has a wrong type in it."""
        test, rules = self._test(action, kind)
        out: list[Broken] = []
        test(value, out)
        if not out:
            return [], rules(value)
        root = self.book.payload(action, kind).schema
        faults = [fault_of(broken, root, self.book) for broken in out[:MOST]]
        torn = [broken.path for broken in out if broken.keyword == "type"]
        kept = [each for each in rules(value) if not any(path[: len(each.place)] == each.place for path in torn)]
        return faults + _more(len(out), "schema"), kept

    def exchange(self, action: str, request: Any, response: Any) -> list[Finding]:
        """Return what is wrong with a response as the answer to its request."""
        if self._quick is not None and self._quick.fits(action, request, response):
            return []
        _, rules = self._test(action, "exchange")
        return [self._rule(each, "exchange") for each in rules({"request": request, "response": response})]

    def _test(self, action: str, kind: str) -> tuple[Test, RuleTest]:
        key = action, kind
        if key not in self._tests:
            schema: Mapping[str, Any] = {} if kind == "exchange" else self.book.payload(action, kind).schema
            draft_04 = DRAFT_04 in str(schema.get("$schema"))
            self._tests[key] = made_ready(schema, draft_04=draft_04), rule_test(self.book.checked(action, kind))
        return self._tests[key]

    def _verdict(
        self, action: str | None, kind: str | None, findings: tuple[Finding, ...], faults: list[Fault], answered: bool
    ) -> Verdict:
        wrong = any(finding.layer in JUDGED and finding.severity == "error" for finding in findings)
        unjudged = any(finding.rule == "no action" for finding in findings)
        return Verdict(
            verdict="invalid" if wrong else "cannot-judge" if unjudged else "valid",
            version=self.book.version,
            action=action,
            kind=kind,
            findings=findings,
            callerror=self._code(faults) if answered else None,
            ok=not any(finding.severity == "error" for finding in findings),
        )

    def _code(self, faults: list[Fault]) -> str | None:
        """The code that answers several faults: that of the frame first, then that of the gravest of the payload."""
        known = [fault.fault for fault in faults if fault.fault in self.book.answers]
        first = [fault.fault for fault in faults if fault.layer in ("text", "frame")]
        for each in (*first, *(grave for grave in GRAVEST if grave in known)):
            answer = self.book.answers.get(each or "")
            return answer.code if answer is not None and answer.code != "none" else None
        return None

    def finding(self, fault: Fault, answered: bool, action: str | None = None, kind: str | None = None) -> Finding:
        """Return the Finding of a fault; `answered` is whether a peer answers the frame at all."""
        answer = self.book.answers.get(fault.fault or "")
        cited = self.book.answers.get("response-invalid") if not answered and fault.layer in ("schema", "format") else answer
        source, section = (answer.source, answer.section) if answer else (None, None)
        if action is not None and kind is not None and fault.layer in ("schema", "format"):
            _, source, section = self.book.payload(action, kind)
        return Finding(
            path=path_text(fault.path),
            layer=fault.layer,
            rule=fault.rule,
            expected=fault.expected,
            found=fault.found,
            severity="error",
            tip=fault.tip,
            fault=fault.fault,
            callerror=answer.code if answered and answer is not None and answer.code != "none" else None,
            also=answer.also if answered and answer is not None else (),
            open_point=cited.escalation if cited is not None else None,
            source=source,
            section=section,
        )

    def _rule(self, broken: BrokenRule, layer: Layer = "rule") -> Finding:
        check = broken.check
        return Finding(
            path_text(broken.path),
            layer,
            check.rule,
            check.text,
            broken.found,
            check.severity,
            fault="semantic",
            source=check.source,
            section=check.section,
        )

    def _unjudged(self, name: str, action: str | None, kind: str) -> Finding:
        expected = f"an action that has a {kind}" if action else "the CALL that it answers, or its action"
        found = action or f"a {name} by itself, whose payload is not judged"
        return Finding("", "exchange", "no action", expected, found, "notice")


def _more(count: int, layer: Layer) -> list[Fault]:
    """The fault that stands for all those that are not told."""
    more = f"{count - MOST} more faults"
    return [Fault(layer, None, (), "more faults", f"at most {MOST} to tell", more)] if count > MOST else []


def _asks(name: str) -> bool:
    """Whether a frame of that name wants an answer; nobody answers an answer, nor what is sent one way."""
    return name == "CALL"
