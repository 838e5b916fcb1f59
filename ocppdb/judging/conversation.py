"""One connection: its open CALLs, so that an answer is judged with what it answers."""

from collections import OrderedDict
from typing import Any, NamedTuple

from ocppdb.judging.fault import Fault, shortened
from ocppdb.judging.frame import Framed, framed
from ocppdb.judging.judge import Judge
from ocppdb.judging.text import parsed
from ocppdb.records.verdicts import Finding, Severity, Verdict

__all__ = ["Conversation"]

MOST = 1_000
"""How many CALLs are kept, open or answered; the oldest are forgotten."""


class Call(NamedTuple):
    """A CALL that was sent, and how often it was answered."""

    action: str | None
    payload: Any
    answers: int


class Conversation:
    """Judges the frames of one connection in their order.

    `sender` tells the ends of the connection apart, in any words: both may use the same ids. Without it an id is taken to be that of
    the last CALL that has it.
    """

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._calls: OrderedDict[tuple[str | None, str], Call] = OrderedDict()
        self._senders: dict[str | None, None] = {}

    @property
    def open_calls(self) -> tuple[tuple[str, str | None], ...]:
        """The ids and actions of the CALLs that wait for an answer."""
        return tuple((id_, call.action) for (_, id_), call in self._calls.items() if not call.answers)

    def validate(self, frame: str | bytes, sender: str | None = None, action: str | None = None) -> Verdict:
        """Return the Verdict on the next frame of the connection; `action` is what it answers, where its CALL may not be there."""
        surely = self._surely(frame, sender)
        if surely is not None:
            return surely
        value, faults = parsed(frame)
        if faults:
            return self._judge.malformed(faults, frame)
        said = framed(value, self._judge.book)
        if said.form is None or said.id is None:
            return self._judge.framed(said)
        if said.form.name in ("CALL", "SEND"):
            return self._asked(said.id, said.action, said.payload, self._judge.framed(said), sender, said.form.name == "CALL")
        return self._answered(said, sender, action)

    def _surely(self, frame: str | bytes, sender: str | None) -> Verdict | None:
        """The Verdict on a CALL, or on the answer to one, if it is surely right."""
        key = self._key(_id_in(frame), sender)
        call = self._calls[key] if key is not None else None
        surely = self._judge.surely(frame, call.action if call is not None else None)
        if surely is None:
            return None
        value, verdict = surely
        if len(value) == 4:
            _, id_, action, payload = value
            return self._asked(id_, action, payload, verdict, sender)
        if key is None or call is None or value[1] != key[1]:
            return None
        return self._told(key, call, verdict, "response", value[2])

    def _asked(
        self, id_: str, action: str | None, payload: Any, verdict: Verdict, sender: str | None, answered: bool = True
    ) -> Verdict:
        key = sender, id_
        used = self._calls.get(key)
        if answered:
            self._keep(key, Call(action, payload, 0))
        if used is None:
            return verdict
        what = "answered" if used.answers else "still open"
        found = f'id "{shortened(key[1])}" of a CALL of {used.action or "an unknown action"}, {what}'
        return self._with(
            verdict, "message-id-in-use", "messageId in use", "an id that no CALL before it had", found, "warning"
        )

    def _answered(self, said: Framed, sender: str | None, action: str | None) -> Verdict:
        key = self._key(said.id or "", sender)
        call = self._calls.get(key) if key is not None else None
        if key is None or call is None:
            found = f'id "{shortened(said.id or "")}"'
            verdict = self._judge.framed(said, action)
            told = tuple(each for each in verdict.findings if each.rule != "no action")
            return self._with(
                verdict._replace(findings=told),
                "answer-unmatched",
                "stray answer",
                "an answer to an open CALL",
                found,
                "warning",
            )
        return self._told(key, call, self._judge.framed(said, call.action), said.kind, said.payload)

    def _told(self, key: tuple[str | None, str], call: Call, verdict: Verdict, kind: str | None, payload: Any) -> Verdict:
        """The Verdict on an answer beside its CALL."""
        self._keep(key, call._replace(answers=call.answers + 1, payload=None))
        if call.answers:
            found = f'a second answer to id "{shortened(key[1])}"'
            return self._with(verdict, "answer-unmatched", "second answer", "one answer to a CALL", found, "warning")
        if kind == "response" and verdict.verdict == "valid" and call.action and call.payload is not None:
            more = self._judge.exchange(call.action, call.payload, payload)
            return _beside(verdict, more)
        return verdict

    def _key(self, id_: str, sender: str | None) -> tuple[str | None, str] | None:
        """Under which key the CALL is kept that an answer means: it was sent by the other end."""
        if sender is None:
            return (None, id_) if (None, id_) in self._calls else None
        return next(((each, id_) for each in self._senders if each != sender and (each, id_) in self._calls), None)

    def _keep(self, key: tuple[str | None, str], call: Call) -> None:
        self._calls[key] = call
        self._senders[key[0]] = None
        if len(self._calls) > MOST:
            self._calls.popitem(last=False)

    def _with(self, verdict: Verdict, fault: str, rule: str, expected: str, found: str, severity: Severity) -> Verdict:
        finding = self._judge.finding(Fault("exchange", fault, (1,), rule, expected, found), answered=False)
        return _beside(verdict, [finding._replace(severity=severity)])


def _id_in(frame: str | bytes) -> str:
    """What stands where a frame has its id, unread."""
    text = frame[:200] if isinstance(frame, str) else frame[:200].decode("utf-8", "replace")
    return (text.split('"', 2) + [""])[1]


def _beside(verdict: Verdict, findings: list[Finding]) -> Verdict:
    """A verdict with findings of the exchange beside its own, which leave it alone."""
    ok = verdict.ok and not any(finding.severity == "error" for finding in findings)
    return verdict._replace(findings=(*verdict.findings, *findings), ok=ok)
