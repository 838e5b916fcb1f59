"""Examples of payloads: what a station and its CSMS really say to each other, in one session at one site."""

from typing import Annotated, Any, Literal, NamedTuple

from ocppdb.records.common import InVersion
from ocppdb.records.declare import Column, Key, noun

__all__ = ["Example"]


@noun(
    "examples",
    list="examples",
    identity=("payload", "form"),
    label="payload",
    facets=("version", "form"),
    keys=(Key("payload_id", "The payload.", "payloads", indexed=True),),
)
class Example(NamedTuple):
    """An example of a payload, right in all layers of the judge."""

    version: InVersion
    payload: Annotated[
        str, Column("Message and kind: BootNotification.request.", pattern=r"^[A-Za-z0-9]+\.(request|response)$")
    ]
    form: Annotated[
        Literal["minimal", "realistic"],
        "minimal (what is required and nothing else) or realistic (what a station or CSMS would send).",
    ]
    value: Annotated[dict[str, Any], Column("The payload.", form="json", empty=True)]
    note: Annotated[str | None, "What is to be known of it."]
