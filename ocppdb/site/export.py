"""The site as plain files: the same functions that answer a server's visitors write every page into a folder, for any static host."""

import itertools
import multiprocessing
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ocppdb.query import Database
from ocppdb.site.folder import Folder
from ocppdb.site.known import Known
from ocppdb.site.layout import STATIC_FOLDER, TOLD_IN_LISTS, Layout
from ocppdb.site.routes import ROUTES, Answer, Asked, Route
from ocppdb.site.site import Site

__all__ = ["export"]

STATIC_FILES = ("site.css", "sequence.css", "chart.css", "site.js", "search.js")
Page = tuple[Route, str, str]


def export(database: str, folder: str | os.PathLike[str], progress: Callable[[str], object] = lambda text: None) -> int:
    """Write every page of a database into a folder, and return how many files that are. Needs no server to be read.

    A folder that exists must be empty or hold an earlier export, whose files are replaced, and removed where they are no longer made.
    Raises ExportError where the folder is another's or cannot be written, DatabaseError where the database cannot be read.
    """
    target = Folder(folder)
    site = Site(Known(Database(database)), told_in_lists=TOLD_IN_LISTS)
    pages, layout = _laid_out(site)
    files = [layout.file(_whole(page)) for page in pages] + [f"{STATIC_FOLDER}/{name}" for name in STATIC_FILES]
    progress(f"writing {len(files)} files")
    target.begin(files)
    for name in STATIC_FILES:
        target.write(f"{STATIC_FOLDER}/{name}", (Path(__file__).parent / "static" / name).read_bytes())
    workers = _workers()
    if workers > 1:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            pool.starmap(_write_share, [(database, target, share, workers) for share in range(workers)])
    else:
        _write(site, layout, pages, target)
    target.end(files)
    return len(files)


def _laid_out(site: Site) -> tuple[list[Page], Layout]:
    pages = [(route, address, ending) for route in ROUTES for address, ending in route.plain(site)]
    return pages, Layout(site.known, [(address, ending) for _, address, ending in pages])


def _workers() -> int:
    """How many processes write: as many as there are processors, where a process can be copied without harm."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return min(4, os.cpu_count() or 1) if can_fork else 1


def _write_share(database: str, target: Folder, share: int, of: int) -> None:
    """Write one share of the pages, all forms of a page in the same."""
    site = Site(Known(Database(database)), told_in_lists=TOLD_IN_LISTS)
    pages, layout = _laid_out(site)
    groups = [list(group) for _, group in itertools.groupby(pages, key=lambda page: page[1])]
    _write(site, layout, itertools.chain.from_iterable(groups[share::of]), target)


def _write(site: Site, layout: Layout, pages: Iterable[Page], target: Folder) -> None:
    for file, answer in _answers(site, layout, pages):
        target.write(file, answer.body)


def _answers(site: Site, layout: Layout, pages: Iterable[Page]) -> Iterator[tuple[str, Answer]]:
    """The file and the content of each page, with links that lead from that file."""
    for page in pages:
        route, _, ending = page
        file = layout.file(_whole(page))
        match = re.fullmatch(route.pattern, _whole(page))
        if match is None:
            raise ValueError(f"{_whole(page)} is no address of its own route {route.pattern}")
        parts = {name: part for name, part in match.groupdict().items() if part is not None and name != "ending"}
        answer = route.respond(replace(site, link=layout.link(file)), Asked(tuple(parts.items()), ending))
        if answer.goto:
            raise ValueError(f"{_whole(page)} has no page of its own: it leads to {answer.goto}")
        yield file, answer


def _whole(page: Page) -> str:
    _, address, ending = page
    return address + (f".{ending}" if ending else "")
