"""What is said of a frame that was judged: whether it is well formed, and each thing that is wrong with it."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.declare import Part

__all__ = ["Finding", "Layer", "Severity", "Verdict"]

Layer = Literal["text", "frame", "schema", "format", "rule", "exchange"]
"""The layers in which a frame is judged, in order; the verdict speaks of the first four."""
Severity = Literal["error", "warning", "notice"]


class Finding(NamedTuple):
    """One thing that is wrong with a frame."""

    path: Annotated[str, "Where: meterValue[0].sampledValue[1].context in the payload, [1] in the frame; empty for the whole."]
    layer: Annotated[Layer, "text, frame, schema, format, rule or exchange."]
    rule: Annotated[str, "What is broken: a keyword of JSON Schema, a part of the frame, or the id of a rule of the database."]
    expected: Annotated[str, "What should stand there."]
    found: Annotated[str, "What stands there, shortened where it is long."]
    severity: Annotated[
        Severity, "error (a SHALL, or the schema), warning (a SHOULD, or what a text states) or notice (an open point)."
    ]
    tip: Annotated[str | None, "What is probably meant."] = None
    fault: Annotated[str | None, "The kind of fault, as in the list callerrors; empty where no fault of that list fits."] = None
    callerror: Annotated[str | None, "The code that a peer of the version would answer; empty where none is defined."] = None
    also: Annotated[tuple[str, ...], Part("Other codes that it may answer.", made=True)] = ()
    open_point: Annotated[
        str | None, "Id of the escalation that asks for the code, where the specification leaves it open."
    ] = None
    source: Annotated[str | None, "The document that states what is broken."] = None
    section: Annotated[str | None, "Where in the document."] = None


class Verdict(NamedTuple):
    """What is said of one frame or payload. `ok` is true where no layer found an error."""

    verdict: Annotated[
        Literal["valid", "invalid", "cannot-judge"],
        "Whether text, frame, schema and formats are right, or why that cannot be said.",
    ]
    version: Annotated[str | None, "Version of OCPP by which it was judged."]
    action: Annotated[str | None, "The message; empty where it is not known."]
    kind: Annotated[str | None, "request or response; the name of the frame where it has no payload."]
    findings: Annotated[tuple[Finding, ...], Part("What is wrong, in the order of the layers.", made=True)]
    callerror: Annotated[str | None, "The code that a peer would answer; empty where it would answer none, or none is defined."]
    ok: Annotated[bool, "Whether no layer found an error."]
