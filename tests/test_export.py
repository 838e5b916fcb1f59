"""The site as plain files: everything is there, every link leads somewhere, and nothing that is not ours is touched."""

import json
import os
import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from ocppdb.cli import main
from ocppdb.errors import ExportError
from ocppdb.site.addresses import PLACES
from ocppdb.site.folder import HEAD, LIST, Folder
from ocppdb.site.layout import TOLD_BY_OWNER, TOLD_IN_LISTS, has_file

LEADING = re.compile(r'\s(?:href|src|action|data-names|data-words)="([^"]*)"')
IDS = re.compile(r'<[^>]*\sid="([^"]*)"')


@pytest.fixture(scope="module")
def pages(exported):
    return {path.resolve(): path.read_text() for path in exported.rglob("*.html")}


def test_every_link_and_anchor_of_plain_files_leads_somewhere(pages):
    ids = {path: set(map(unescape, IDS.findall(text))) for path, text in pages.items()}
    lost, within = [], 0
    for path, text in pages.items():
        for link in set(map(unescape, LEADING.findall(text))):
            if link.startswith("https://"):
                continue
            file, _, id = link.partition("#")
            target = Path(os.path.normpath(path.parent / unquote(file.partition("?")[0]))) if file else path
            within += bool(id)
            if file.startswith("/") or not (target in pages or target.is_file()) or (id and unquote(id) not in ids[target]):
                lost.append(f"{path.name}: {link}")
    assert lost == []
    assert (len(pages) > 1500, within > 10_000) == (True, True)


def test_no_page_of_plain_files_has_an_id_twice(pages):
    twice = {path.name: ids for path, text in pages.items() if len(ids := IDS.findall(text)) != len(set(ids))}
    assert twice == {}


def test_every_thing_has_a_page_or_a_place_on_one(db, exported):
    kinds = {kind: has_file(kind) or kind in TOLD_IN_LISTS or kind in TOLD_BY_OWNER for kind in PLACES}
    assert [kind for kind, told in kinds.items() if not told] == []
    words = json.loads((exported / "words.js").read_text().partition(" = ")[2].rstrip(";\n"))
    links = [link for _, _, things in words["kinds"].values() for *_, link in things]
    assert len(links) == db.sql("SELECT count(*) AS number FROM subjects WHERE kind != 'version'")[0]["number"]
    assert "2.0.1/messages/TransactionEvent.html#request.seqNo" in links
    assert "1.6/rules.html#pending-no-remote-stop" in links
    assert [link for link in links if not (exported / unquote(link.partition("#")[0])).is_file()] == []


def test_the_pages_are_those_of_the_server(exported):
    page = (exported / "1.6/messages/BootNotification.html").read_text()
    assert '<a href="../../1.6/types/RegistrationStatus.html">RegistrationStatus</a>' in page
    assert json.loads((exported / "1.6/messages/BootNotification.json").read_text())["answer"]["action"] == "BootNotification"
    assert (exported / "1.6/messages/BootNotification.md").read_text().startswith("# BootNotification\n")
    assert (exported / "2.0.1/sequences/ocpp201-b01-cold-boot.svg").read_text().startswith("<svg ")
    told = re.search(
        r'<li class="entry" id="pending-no-remote-stop">.*?</li>', (exported / "1.6/rules.html").read_text(), re.S
    )[0]
    assert "RemoteStopTransaction" in told and "../sources/ocpp16-ed2.html" in told


# --- the folder -----------------------------------------------------------------------------------------------------------------


def written(path, *names):
    folder = Folder(path)
    folder.begin(names)
    for name in names:
        folder.write(name, "new")
    folder.end(names)


def names_in(path):
    return {file.relative_to(path).as_posix() for file in path.rglob("*") if not file.is_dir()}


def test_the_next_export_removes_what_is_no_longer_made_and_nothing_else(tmp_path):
    written(tmp_path / "out", "index.html", "1.6/old/Reset.html")
    (tmp_path / "out/CNAME").write_text("mine")
    written(tmp_path / "out", "index.html", "2.0.1/Reset.html")
    assert names_in(tmp_path / "out") == {LIST, "CNAME", "index.html", "2.0.1/Reset.html"}
    assert not (tmp_path / "out/1.6").exists()


def test_an_export_that_was_ended_halfway_is_ours(tmp_path):
    folder = Folder(tmp_path / "out")
    folder.begin(["a.html", "b.html"])
    folder.write("a.html", "half")
    (tmp_path / "out/.c.html.part").write_text("left")
    written(tmp_path / "out", "c.html")
    assert names_in(tmp_path / "out") == {LIST, "c.html"}


def test_a_folder_with_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(
        ExportError, match=r"is a folder that holds other things, such as thesis.txt\. Name a folder that is new"
    ):
        Folder(tmp_path)
    (tmp_path / LIST).write_text("# Written by somebody else\nthesis.txt\n")
    with pytest.raises(ExportError, match="holds other things"):
        Folder(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "says"), [("file", "is a file, expected a folder"), ("", "is empty"), ("\0", "is no name"), ("fifo", "is a FIFO")]
)
def test_what_cannot_be_a_folder_is_refused(tmp_path, name, says):
    (tmp_path / "file").write_text("mine")
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(ExportError, match=says):
        Folder(tmp_path / name if name.isalpha() else name)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_link_to_a_folder_is_followed_and_links_within_are_not(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    written(tmp_path / "link", "index.html")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real/index.html").read_text() == "new"
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/Reset.html").write_text("mine")
    (tmp_path / "real/1.6").symlink_to(tmp_path / "precious")
    with pytest.raises(ExportError, match="is no folder but a link"):
        written(tmp_path / "link", "index.html", "1.6/Reset.html")
    written(tmp_path / "link", "index.html")
    assert (tmp_path / "precious/Reset.html").read_text() == "mine"
    (tmp_path / "real/index.html").unlink()
    (tmp_path / "real/index.html").symlink_to(tmp_path / "precious/Reset.html")
    written(tmp_path / "link", "index.html")
    assert (tmp_path / "precious/Reset.html").read_text() == "mine"


def test_a_list_that_was_tampered_with_removes_nothing_outside(tmp_path):
    (tmp_path / "precious").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LIST).write_text(f"{HEAD}\n../precious\n{tmp_path}/precious\n")
    written(tmp_path / "out", "index.html")
    assert (tmp_path / "precious").read_text() == "mine"


def test_the_command_says_what_is_wrong(database_file, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    result = CliRunner().invoke(main, ["export", "site", str(tmp_path), "--db", str(database_file)])
    assert (result.exit_code, "holds other things, such as thesis.txt" in result.output) == (1, True)
