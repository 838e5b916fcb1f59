"""Under which names a site is asked: a page of another site must not reach it by having its own name point to this machine."""

import ipaddress
import re
from collections.abc import Collection

from ocppdb.site.refusals import refusal
from ocppdb.site.rooms import App, Receive, Scope, Send

__all__ = ["Named", "is_loopback"]

HOST = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[^:\[\]]*)(:\d*)?")


def is_loopback(name: str) -> bool:
    """Return whether a host is this machine as it speaks to itself: 127.0.0.1, ::1, localhost, anything.localhost."""
    plain = name.strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(plain).is_loopback
    except ValueError:
        return plain == "localhost" or plain.endswith(".localhost")


class Named:
    """An application that is only for this machine: it answers to the names of this machine, and to those under which it is published."""

    def __init__(self, app: App, published: Collection[str] = ()) -> None:
        self._app = app
        self._published = {name.rstrip(".").lower() for name in published}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 400 where it names another host."""
        if scope["type"] == "http" and not all(self._known(value) for key, value in scope["headers"] if key == b"host"):
            words = "This site is asked under a name that is not its own. Use localhost; to publish it as another: ocppdb serve --name NAME"
            await refusal(400, "Not the name of this site", words, home=None)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _known(self, value: bytes) -> bool:
        host = HOST.fullmatch(value.decode("latin-1"))
        return host is not None and (is_loopback(host["name"]) or host["name"].rstrip(".").lower() in self._published)
