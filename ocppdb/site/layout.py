"""Plain files of a site: the file of each address, the place in it of what has no file of its own, and the links between them."""

from collections.abc import Callable, Iterable
from urllib.parse import quote, unquote

from ocppdb.records.subjects import Hit
from ocppdb.site.addresses import PLACES, address, anchor, list_address
from ocppdb.site.known import Known
from ocppdb.site.site import STATIC

__all__ = ["STATIC_FOLDER", "TOLD_IN_LISTS", "Layout", "has_file"]

STATIC_FOLDER = "static"
TOLD_BY_OWNER = ("field", "enum-value", "variable")
"""Kinds that are told where they belong: on the page of their message, type or component."""
TOLD_IN_LISTS = frozenset(
    {
        "rule",
        "requirement",
        "erratum",
        "fault",
        "status-transition",
        "security-event",
        "reason-code",
        "unit",
        "measurand",
        "id-token-type",
        "term",
        "certification-feature",
        "test-case",
        "role",
        "variable",
    }
)
"""Kinds that are told in full by the list of all of them; of variables, those that belong to no component."""


def has_file(kind: str) -> bool:
    """Return whether each thing of a kind has a file of its own."""
    return kind in PLACES and kind not in TOLD_IN_LISTS and kind not in TOLD_BY_OWNER


class Layout:
    """Where everything lies below a folder. A page that others lie below is the `index` of its own folder."""

    def __init__(self, known: Known, addresses: Iterable[tuple[str, str]]) -> None:
        """Take the addresses that have files, each with its ending: html is `""`."""
        whole = list(addresses)
        folders = {address.rpartition("/")[0] for address, _ in whole}
        self._files = {
            address + (f".{ending}" if ending else ""): _file(address, ending, address in folders) for address, ending in whole
        }
        self._told: dict[str, str] = {}
        for kind in PLACES:
            if not has_file(kind):
                for hit in known.hits(None, kind):
                    self._told[address(hit.version, hit.kind, hit.name)] = "#".join(_place(known, hit))

    def file(self, address: str) -> str:
        """Return the file of an address, relative to the folder. Raises KeyError for an address that has none."""
        return unquote(self._files[address])

    def link(self, file: str) -> Callable[[str], str]:
        """Return the function that makes of an address the link to it from a file."""
        up = "../" * file.count("/")

        def link(path: str) -> str:
            if path.startswith(STATIC):
                return f"{up}{STATIC_FOLDER}/{path.removeprefix(STATIC)}"
            if path in self._files:
                return up + self._files[path]
            owner, _, id = self._told[path].partition("#")
            return f"{up}{self._files[owner]}#{id}"

        return link


def _file(address: str, ending: str, is_folder: bool) -> str:
    name = "index" if address == "/" else f"{address[1:]}/index" if is_folder else address[1:]
    return f"{name}.{ending or 'html'}"


def _place(known: Known, hit: Hit) -> tuple[str, str]:
    """The address of the page that tells a thing which has none, and where on it: `/1.6/messages/Reset`, `request.type`."""
    if hit.kind in TOLD_BY_OWNER:
        owner, _, part = hit.name.partition(".")
        if "customData." in part:  # the extension that every type has is told once, as a type
            part = part[: part.index("customData.")] + "customData"
        for kind in ("message", "type", "component"):
            found = known.addresses.named(hit.version, kind, owner)
            if part and found is not None:
                return address(found.version, kind, owner), quote(anchor(hit.name if kind == "component" else part), safe="()")
    return list_address(hit.version, hit.kind), quote(anchor(hit.name), safe="()")
