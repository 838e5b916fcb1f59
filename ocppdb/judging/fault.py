"""What the layers yield: a fault with its place, before it is known what a peer of the version answers."""

from typing import Any, NamedTuple

from ocppdb.records.verdicts import Layer

__all__ = ["Fault", "Path", "path_text", "shown"]

Path = tuple[str | int, ...]
"""The way down to a value: names of fields and indexes of lists."""
MOST_SHOWN = 60


class Fault(NamedTuple):
    """One thing that is wrong. `fault` is its kind in the list callerrors, or None."""

    layer: Layer
    fault: str | None
    path: Path
    rule: str
    expected: str
    found: str
    tip: str | None = None


def path_text(path: Path) -> str:
    """Return a path as it is written: meterValue[0].sampledValue[1].context."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return shortened(text, 200)


def shown(value: Any) -> str:
    """Return a value as it is told: `number 0`, `string "0"`, `object`, `null`."""
    if value is None or value is True or value is False:
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return f'string "{shortened(value)}"'
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "list"
    return f"number {shortened(str(value))}"


def shortened(text: str, most: int = MOST_SHOWN) -> str:
    """Return a text in at most so many characters, and without any that cannot be printed."""
    clean = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text[: most + 1])
    return clean if len(clean) <= most else f"{clean[:most]}..."
