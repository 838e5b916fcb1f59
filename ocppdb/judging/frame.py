"""The layer of the frame: its array, the type number, the id, the action, the payload, and the error code as the version writes it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocppdb.judging.book import Book, Element, FrameForm
from ocppdb.judging.fault import Fault, Path, shortened, shown
from ocppdb.judging.wording import nearest

__all__ = ["Framed", "framed"]

TYPES: Mapping[str, type] = {"string": str, "object": dict, "array": list}
PAYLOADS = {"CALL": "request", "SEND": "request", "CALLRESULT": "response"}
"""The kind of payload of a frame, by its name; the others have an error code."""


class Framed(NamedTuple):
    """What a frame says: its form, id, action and payload as far as they can be read, and what is wrong."""

    form: FrameForm | None
    id: str | None
    action: str | None
    kind: str | None
    payload: Any
    code: str | None
    faults: tuple[Fault, ...]


def framed(value: Any, book: Book) -> Framed:
    """Return what a frame says, and every fault of it."""
    if not isinstance(value, list):
        tip = "give the action to judge a payload by itself" if isinstance(value, dict) else None
        return _nothing(Fault("frame", "frame-not-array", (), "frame", "an array", shown(value), tip))
    form = book.frames.get(value[0]) if value and type(value[0]) is int else None
    if form is None:
        numbers = ", ".join(map(str, book.frames))
        found = shown(value[0]) if value else "nothing"
        tip = book.elsewhere("frame", str(value[0])) if value else None
        return _nothing(Fault("frame", "unknown-message-type", (0,), "messageType", f"one of {numbers}", found, tip))
    if len(value) != len(form.elements):
        expected = f"{len(form.elements)} elements: {form.layout}"
        faults = [Fault("frame", _of(form, "frame-arity"), (), "frame", expected, f"{len(value)} elements")]
        id_ = value[1] if len(value) > 1 and isinstance(value[1], str) else None
        action = value[2] if form.name in ("CALL", "SEND") and len(value) > 2 and isinstance(value[2], str) else None
        return Framed(form, id_, action if action in book.actions else None, None, None, None, tuple(faults))
    return _whole(form, value, book)


def _nothing(fault: Fault) -> Framed:
    return Framed(None, None, None, None, None, None, (fault,))


def _of(form: FrameForm, fault: str) -> str:
    """The kind of a fault: whatever is wrong with a CALLERROR is answered by nobody."""
    return fault if form.name in PAYLOADS else "callerror-invalid"


def _whole(form: FrameForm, value: list[Any], book: Book) -> Framed:
    """A frame of the right number of elements."""
    id_, last = value[1], value[-1]
    asked = value[2] if form.name in ("CALL", "SEND") else None
    code = value[2] if form.name not in PAYLOADS else None
    faults = [*_id(form, id_)]
    if asked is not None or form.name in ("CALL", "SEND"):
        faults += _action(asked, book)
    if form.name not in PAYLOADS:
        faults += [*_code(form, code, book), *_plain(form, 3, value[3])]
    faults += _payload(form, last)
    known = isinstance(asked, str) and asked in book.actions
    return Framed(
        form,
        id_ if isinstance(id_, str) else None,
        asked if known else None,
        PAYLOADS.get(form.name),
        last if isinstance(last, dict) else None,
        code if isinstance(code, str) else None,
        tuple(faults),
    )


def _id(form: FrameForm, id_: Any) -> Iterator[Fault]:
    most = form.elements[1].max_length
    expected = f"string, at most {most} characters"
    if not isinstance(id_, str) or not id_:
        yield Fault("frame", _of(form, "message-id-invalid"), (1,), "messageId", expected, shown(id_))
    elif most is not None and len(id_) > most:
        found = f"{len(id_)} characters"
        yield Fault("frame", _of(form, "message-id-too-long"), (1,), "messageId length", f"at most {most} characters", found)


def _action(asked: Any, book: Book) -> Iterator[Fault]:
    if isinstance(asked, str) and asked in book.actions:
        return
    expected = f"an action of {book.version}"
    if not isinstance(asked, str):
        yield Fault("frame", "unknown-action", (2,), "unknown action", expected, shown(asked))
        return
    like = nearest(asked, book.actions)
    if like and like.lower() == asked.lower():
        tip: str | None = f"{like} is meant: upper and lower case count"
    else:
        there = book.elsewhere("message", asked)
        tip = there or (f"{like} is probably meant" if like else None)
    yield Fault("frame", "unknown-action", (2,), "unknown action", expected, shortened(asked), tip)


def _code(form: FrameForm, code: Any, book: Book) -> Iterator[Fault]:
    if isinstance(code, str) and code in book.codes:
        return
    like = nearest(code, book.codes) if isinstance(code, str) else None
    expected = like or f"an error code of {book.version}: {', '.join(book.codes)}"
    tip = book.elsewhere("error-code", code) if isinstance(code, str) else None
    found = shortened(code) if isinstance(code, str) else shown(code)
    yield Fault("frame", _of(form, ""), (2,), "errorCode", expected, found, tip)


def _plain(form: FrameForm, index: int, value: Any) -> Iterator[Fault]:
    """An element that is a text for people."""
    element: Element = form.elements[index]
    if not isinstance(value, TYPES.get(element.type, object)):
        yield Fault("frame", _of(form, ""), (index,), "frame", element.type, shown(value))
    elif element.max_length is not None and isinstance(value, str) and len(value) > element.max_length:
        expected = f"at most {element.max_length} characters"
        yield Fault("frame", _of(form, ""), (index,), "frame", expected, f"{len(value)} characters")


def _payload(form: FrameForm, value: Any) -> Iterator[Fault]:
    if isinstance(value, dict):
        return
    path: Path = (len(form.elements) - 1,)
    tip = "an empty object, {}, says that there is nothing to say" if value is None else None
    if isinstance(value, str) and value.lstrip().startswith("{") and form.name in PAYLOADS:
        tip = "the payload is written as a string: send the object itself"
    fault = "null-payload" if value is None else "payload-not-object"
    found = "string" if isinstance(value, str) and form.name not in PAYLOADS else shown(value)
    yield Fault("frame", _of(form, fault), path, "frame", "object", found, tip)
