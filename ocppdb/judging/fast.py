"""The quick way, where `jiter` and `jsonschema-rs` are installed: it passes the many frames that are surely right.

Whatever it does not pass is judged with care by the judge itself, so that the findings are the same with and without it.
"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ocppdb.judging.text import ABSURD
from ocppdb.records.verdicts import Verdict

if TYPE_CHECKING:
    from ocppdb.judging.judge import Judge, Quick

__all__ = ["quick"]


def quick() -> "Callable[[Judge], Quick] | None":
    """Return the function that makes the quick way of a judge; None where the extra `fast` is not installed."""
    try:
        import jiter
        import jsonschema_rs
    except ImportError:
        return None
    return None


def _made(judge: "Judge", from_json: Callable[..., Any], validator_for: Callable[..., Any]) -> "Quick":
    raise NotImplementedError
