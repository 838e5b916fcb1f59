"""Which version a text or a project speaks: short texts of every kind, trees as they are, and trees that mean harm."""

import json
import os
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from ocppdb.cli import main
from ocppdb.errors import NotFound
from ocppdb.projects.ignore import ignored, patterns
from ocppdb.projects.tree import MOST_BYTES, walk
from ocppdb.projects.words import parts

BOOT_16 = '[2,"19223201","BootNotification",{"chargePointVendor":"VendorX","chargePointModel":"SingleSocketCharger"}]'
BOOT_2 = '[2,"1","BootNotification",{"reason":"PowerUp","chargingStation":{"model":"M","vendorName":"V"}}]'

TEXTS = {
    # frames
    BOOT_16: "1.6",
    BOOT_2: "2.0.1 or 2.1",
    '[2,"1","Heartbeat",{}]': "",
    '[3,"1",{"idTagInfo":{"status":"Accepted"},"transactionId":7}]': "1.6",
    '[3,"1",{"idTokenInfo":{"status":"Accepted"}}]': "2.0.1 or 2.1",
    '[3,"1",{"status":"Accepted","currentTime":"2024-01-01T00:00:00Z","interval":300}]': "",
    '[4,"1","FormationViolation","",{}]': "1.6",
    '[2,"1","StatusNotification",{"connectorId":1,"errorCode":"NoError","status":"Preparing"}]': "1.6",
    '[2,"1","StatusNotification",{"timestamp":"2024-01-01T00:00:00Z","connectorStatus":"Occupied","evseId":1,"connectorId":1}]': "2.0.1 or 2.1",
    '[2,"1","Reset",{"type":"Hard"}]': "1.6",
    '[2,"1","Reset",{"type":"OnIdle"}]': "2.0.1 or 2.1",
    '2024-05-01 10:00:01 <- [2,"7","StartTransaction",{"connectorId":1,"idTag":"A1","meterStart":0,"timestamp":"2024-05-01T10:00:00Z"}]': "1.6",
    'const raw = "[2,\\"1\\",\\"Authorize\\",{\\"idTag\\":\\"A\\"}]";': "1.6",
    "frame = [2, '1', 'Authorize', {'idToken': {'idToken': 'A', 'type': 'ISO14443'}}]": "2.0.1 or 2.1",
    '[2,"1","ClearedChargingLimit",{"chargingLimitSource":"EMS"}]': "2.0.1 or 2.1",
    '{"idTag": "04E8", "connectorId": 1}': "1.6",
    '{"requestId": 1, "reportBase": "FullInventory"}': "2.0.1 or 2.1",
    # lines of several languages
    "await self.call(call.StartTransaction(connector_id=1, id_tag=tag, meter_start=0, timestamp=now))": "1.6",
    "from ocpp.v16 import call_result": "1.6",
    "from ocpp.v201.enums import RegistrationStatusEnumType": "2.0.1",
    'import "github.com/lorenzodonini/ocpp-go/ocpp1.6/core"': "1.6",
    "import eu.chargetime.ocpp.v201.model.messages.TransactionEventRequest;": "2.0.1",
    "use rust_ocpp::v1_6::messages::boot_notification::BootNotificationRequest;": "1.6",
    "public class RemoteStartTransactionHandler : IHandler {}": "1.6",
    "@on(Action.remote_start_transaction)": "1.6",
    "case 'RequestStartTransaction': return handle(payload);": "2.0.1 or 2.1",
    "func (c *Client) HandleTransactionEvent(req *TransactionEventRequest) {}": "2.0.1 or 2.1",
    "switch (ocppAction) { case TRANSACTION_EVENT: break; }": "2.0.1 or 2.1",
    "client.send('BootNotification', { chargePointModel: 'M', chargePointVendor: 'V' })": "1.6",
    "server.on('BootNotification', ({ chargingStation, reason }) => { })": "2.0.1 or 2.1",
    "reserve_now(connector_id=1, expiry_date=soon, id_tag='A')": "1.6",
    "ChargePointErrorCode.EV_COMMUNICATION_ERROR": "1.6",
    "if idToken.type == IdTokenEnumType.ISO14443:": "2.0.1 or 2.1",
    "SendLocalList.conf": "1.6",
    "let evse_id = request.evse_id; let connector_id = request.connector_id;": "2.0.1 or 2.1",
    "setConnector(connectorId)": "1.6",
    "StartTransaction": "1.6",
    "TransactionEvent": "2.0.1 or 2.1",
    "session.startTransaction(); session.commitTransaction();": "",
    # configuration
    "MeterValueSampleInterval = 60": "1.6",
    "ocpp_version: '1.6'": "1.6",
    "OCPP_PROTOCOL=ocpp2.0.1": "2.0.1",
    "OCPPCommCtrlr.OfflineThreshold: 60": "2.0.1 or 2.1",
    'subprotocols=["ocpp1.6", "ocpp2.0.1"]': "1.6 and 2.0.1",
    "Sec-WebSocket-Protocol: ocpp1.6": "1.6",
    "Sec-WebSocket-Protocol: ocpp2.1": "2.1",
    "ocpp==2.1.0": "",
    'dependencies: { "ocpp": "2.0.1" }': "2.0.1",
    '{"key": "LocalPreAuthorize", "value": "true"}': "1.6",
    # prose
    "The Charge Point opens a WebSocket to the Central System.": "1.6",
    "Each Charging Station connects to the CSMS.": "2.0.1 or 2.1",
    "Our backend speaks OCPP 1.6J and OCPP 2.0.1.": "1.6 and 2.0.1",
    "It supports OCPP 1.6, 2.0.1 and 2.1.": "1.6 and 2.0.1 and 2.1",
    "OCPP version 1.6 over WebSockets": "1.6",
    "After RemoteStartTransaction the station sends StartTransaction with the same idTag.": "1.6",
    # negations, the past and the future, refusals
    "We no longer support OCPP 1.6; only OCPP 2.0.1 is spoken.": "2.0.1",
    "This was ported from OCPP 1.6 to OCPP 2.0.1": "2.0.1",
    "OCPP 2.1 is not supported yet, we speak OCPP 1.6.": "1.6",
    "OCPP 1.6 (OCPP 2.0.1 planned)": "1.6",
    "// StartTransaction is not used, TransactionEvent took its place": "2.0.1 or 2.1",
    "expect(() => connect('ocpp1.6')).toThrow()": "",
    "with pytest.raises(Unsupported): server.reject('ocpp1.6')": "",
    "Do not use OCPP 1.6.": "",
    # words that are English, or of other programs
    "Please reset the authorize button and clear the cache before you reserve now.": "",
    "START TRANSACTION; INSERT INTO t VALUES (1); COMMIT;": "",
    "POST /oauth/token returns id_token and request_id, status info and error code": "",
    "The event type and the serial number come with the firmware version.": "",
    "import numpy as np": "",
    "": "",
    # bridges
    f"{BOOT_16}\n{BOOT_2}": "1.6 and (2.0.1 or 2.1)",
    "translate(StartTransaction) -> TransactionEvent(eventType='Started')": "1.6 and (2.0.1 or 2.1)",
    # not covered, and relatives
    "OCPP 1.5 over SOAP": "",
    "Sec-WebSocket-Protocol: ocpp2.0": "",
    'xmlns:cs="urn://Ocpp/Cs/2012/06/"': "",
    "OCPI 2.2.1 location with evse_id, evse_uid and connector_id": "",
    "OCPI 2.2.1 towards roaming hubs, OCPP 1.6 towards stations": "1.6",
}


def expected(text, db):
    """The versions that are written in words, as far as the database has them."""
    known = [version.id for version in db.versions]
    groups = [each.strip("()").split(" or ") for each in text.split(" and ")]
    return tuple(group for each in groups if (group := tuple(version for version in each if version in known)))


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:50])
def test_short_texts(db, text):
    found = db.detect(text)
    assert found.speaks == expected(TEXTS[text], db), found.text(20)
    assert (found.sure == "unclear") == (not found.speaks)
    assert (found.ask is None) == (found.sure == "certain")


def test_what_is_not_covered_is_named(db):
    assert db.detect("OCPP 1.5 over SOAP; ocpp2.0").not_covered == ("OCPP 1.5", "OCPP 2.0", "SOAP")
    assert db.detect("OCPI 2.2.1 and OICP").relatives == ("OCPI", "OICP")


def test_a_single_version_is_told_as_such(db):
    assert db.detect(BOOT_16).version == "1.6"
    assert db.detect("ocpp1.6 ocpp2.0.1").version is None
    assert db.detect("ocpp1.6 ocpp2.0.1").versions == ("1.6", "2.0.1")


def test_unclear_is_asked_and_the_assumption_is_said(db):
    found = db.detect("await client.heartbeat()")
    assumed = next(version.id for version in db.versions if version.assumed)
    assert (found.sure, found.assumed) == ("unclear", assumed)
    assert found.ask.startswith("Which version of OCPP does this speak: 1.6")
    assert f"assume {assumed}, and say so" in found.text()


def test_evidence_tells_file_line_what_and_why(db, tmp_path):
    (tmp_path / "station.py").write_text(
        "import ocpp\n\n\nasync def boot(self):\n    await self.call(StartTransaction(id_tag=tag))\n"
    )
    clue = db.detect(tmp_path).evidence[0]
    assert clue[:5] == ("station.py", 5, "name", "StartTransaction", ("1.6",))
    assert clue.why == "action StartTransaction is in no other version"


def test_names_are_the_same_in_all_spellings():
    spellings = "RemoteStartTransaction remoteStartTransaction remote_start_transaction REMOTE_START_TRANSACTION remote-start-transaction"
    assert {parts(each) for each in spellings.split()} == {("remote", "start", "transaction")}
    assert parts("Get15118EVCertificate") == ("get", "15118", "ev", "certificate")
    assert parts("EVSEType") == ("evse", "type")


def test_a_bridge_says_which_files_speak_which(db, tmp_path):
    (tmp_path / "old.go").write_text(f'// {BOOT_16}\nconst proto = "ocpp1.6"\n')
    (tmp_path / "new.go").write_text('const proto = "ocpp2.0.1"\n')
    found = db.detect(tmp_path)
    assert found.speaks == (("1.6",), ("2.0.1",))
    assert {each.file: each.speaks for each in found.files} == {"old.go": (("1.6",),), "new.go": (("2.0.1",),)}
    assert "OCPP 2.0.1: new.go" in found.text()


OLD = 'connect("ocpp1.6"); on("StartTransaction"); on("StopTransaction"); on("RemoteStartTransaction")\n'
NEW = 'on("TransactionEvent"); on("NotifyReport"); on("SetVariables"); idToken, evseId, triggerReason, seqNo, vendorName\n'
TREES = {
    "documents are about OCPP, the code speaks it": (
        {"src/a.ts": OLD, "docs/ocpp21/part2.md": "OCPP 2.1 BatterySwap OpenPeriodicEventStream\n" * 200},
        (("1.6",),),
    ),
    "where there is no code, documents tell": (
        {"docs/a.md": "It speaks OCPP 2.1.\n" * 9, "docs/b.md": "ocpp2.1 " * 9},
        (("2.1",),),
    ),
    "a small part of a large project": (
        {f"v16/{number}.java": OLD for number in range(60)} | {"ocpp/v201/Handler.java": f"// OCPP 2.0.1\n{NEW}"},
        (("1.6",), ("2.0.1",)),
    ),
    "a version that is told of in a line of a large project is none that it speaks": (
        {f"v16/{number}.java": OLD for number in range(60)} | {"Version.java": "// OCPP 2.0.1 extends it\n"},
        (("1.6",),),
    ),
    "one constant tells which of two versions all the names are of": (
        {f"dto/{number}.ts": NEW for number in range(60)} | {"const.ts": 'PROTOCOL = "ocpp2.0.1"\n'},
        (("2.0.1",),),
    ),
    "names of packages and methods are no other version": (
        {f"{number}.java": f"package emulator.chargepoint;\n{NEW}" for number in range(30)}
        | {
            "Start.java": "package emulator.chargepoint;\nvoid onStartTransactionSent() {}\n",
            "Proto.java": 'P = "ocpp2.0.1"\n',
        },
        (("2.0.1",),),
    ),
    "a version that is not covered is not taken for its neighbour": (
        {f"v1x/{number}.scala": OLD for number in range(6)} | {f"v20/{name}.scala": f"// OCPP 2.0\n{NEW}" for name in "AB"},
        (("1.6",),),
    ),
    "code in a folder called protocol is code": (
        {"Protocol/A.cs": OLD, "Protocol/B.cs": f'"ocpp2.0.1"\n{NEW}'},
        (("1.6",), ("2.0.1",)),
    ),
}


@pytest.mark.parametrize("name", TREES)
def test_trees(db, tmp_path, name):
    files, speaks = TREES[name]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    found = db.detect(tmp_path)
    assert found.speaks == speaks, found.text(20)


def test_what_git_ignores_and_what_was_brought_along_is_not_read(db, tmp_path):
    for path in ("src/a.py", "node_modules/x/b.js", "vendor/c.go", "made/d.py", "keep/made/e.py", ".hidden/f.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("ocpp2.0.1\n" if path != "src/a.py" else "ocpp1.6\n")
    (tmp_path / ".gitignore").write_text("/made/\n")
    (tmp_path / "keep" / ".gitignore").write_text("made\n")
    found = db.detect(tmp_path)
    assert (found.version, found.read) == ("1.6", 1)
    assert found.left == {"generated or from elsewhere": 5, "ignored by git": 2}


IGNORES = [
    ("*.log\n!keep.log\n", "a/b.log", False, True),
    ("*.log\n!keep.log\n", "a/keep.log", False, False),
    ("/top\n", "a/top", False, False),
    ("a/**/z\n", "a/b/c/z", False, True),
    ("a/**/z\n", "a/z", False, True),
    ("**/x\n", "p/q/x", False, True),
    ("doc/\n", "doc", False, False),
    ("doc/\n", "doc", True, True),
    ("f?o[0-9]\n", "fzo7", False, True),
    ("f[!a-c]o\n", "fbo", False, False),
    ("\\#x\n", "#x", False, True),
    ("# comment\n\n", "comment", False, False),
    ("a/*\n", "a/b/c", False, False),
    ("trailing   \n", "trailing", False, True),
    ("[\n(((\n", "(((", False, True),
    ("out/**\n", "out/a/b", False, True),
]


@pytest.mark.parametrize(("text", "path", "is_folder", "expected"), IGNORES)
def test_patterns_of_gitignore(text, path, is_folder, expected):
    assert ignored(path, is_folder, [("", patterns(text))]) is expected


def test_a_tree_that_means_harm(db, tmp_path):
    """Links that loop, a FIFO, a file that may not be read, broken encodings, binary files, long lines, deep folders, odd names."""
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "passwd").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "fifo.py")
    (tmp_path / "binary.py").write_bytes(b"\0\1\2" * 100)
    (tmp_path / "broken.py").write_bytes(b"\xff\xfe\xfa ocpp1.6 \xc3(")
    (tmp_path / "latin.py").write_bytes(b"# \xe9\xe8 ocpp1.6\n")
    (tmp_path / "utf16.py").write_bytes("ocpp1.6".encode("utf-16"))
    (tmp_path / "long.js").write_text("[" * 200_000)
    (tmp_path / "frames.log").write_text('[2,"1","Authorize",' * 2000 + "[" * 5000)
    (tmp_path / "huge.json").write_text('[2,"1","Reset",{"type":"Hard"}]' + " " * MOST_BYTES * 4)
    (tmp_path / "odd\nname\udcff.py").write_text("x")
    (tmp_path / ".gitignore").write_bytes(b"\xff\n" + b"*" * 5000 + b"\n" + b"a*" * 400 + b"b\n!!\n")
    deep = tmp_path
    for _ in range(150):
        deep /= "d"
        deep.mkdir()
    (deep / "end.py").write_text("ocpp1.6")
    found = db.detect(tmp_path)
    assert found.version == "1.6"
    assert found.left["a link"] == 2 and found.left["no regular file"] == 1
    assert "d/" * 150 + "end.py" in {each.file for each in found.files}
    assert found.text().isprintable() or "\udcff" not in found.text()


def test_no_more_of_a_file_is_read_than_the_limit(tmp_path):
    (tmp_path / "large.txt").write_text("x" * MOST_BYTES * 3)
    (file,) = walk(str(tmp_path), Counter())
    assert len(file.text) == MOST_BYTES


def test_a_pattern_that_would_take_for_ever_does_not(tmp_path):
    import time

    (tmp_path / ".gitignore").write_text("\n".join(["*a" * 30 + "b"] * 20))
    for number in range(50):
        (tmp_path / f"{'a' * 60}{number}").write_text("x")
    started = time.process_time()
    assert len([*walk(str(tmp_path), Counter())]) == 50
    assert time.process_time() - started < 5


def test_a_path_that_is_not_there(db):
    with pytest.raises(NotFound, match="nowhere: no such file or folder. Name a file of text or a folder"):
        db.detect(Path("nowhere"))


def test_names_come_from_the_tables(db, database_file):
    """Every message that only some versions have is found by its name alone, for those versions."""
    connection = sqlite3.connect(database_file)
    having = {}
    for version, action in connection.execute("SELECT version, action FROM messages"):
        having.setdefault(action, []).append(version)
    connection.close()
    some = {action: tuple(of) for action, of in having.items() if len(of) < len(db.versions) and len(parts(action)) > 1}
    assert len(some) > 40
    assert {action: db.detect(f'"{action}"').speaks for action in some} == {action: (of,) for action, of in some.items()}


def test_the_command_line(database_file, tmp_path):
    def run(*arguments, **more):
        return CliRunner().invoke(main, ("detect", *arguments), env={"OCPPDB": str(database_file)}, prog_name="ocppdb", **more)

    (tmp_path / "a.py").write_text('p = "ocpp1.6"\n')
    (tmp_path / "b.py").write_text('p = "ocpp2.0.1"\n')
    assert run(str(tmp_path / "a.py")).stdout.splitlines() == [
        "OCPP 1.6, certain",
        "  a.py:1: 1.6: ocpp1.6 (the subprotocol of that version)",
        "1 file read",
    ]
    both = json.loads(run(str(tmp_path / "a.py"), str(tmp_path / "b.py"), "--json").stdout)
    assert (both["speaks"], both["sure"], both["read"]) == ([["1.6"], ["2.0.1"]], "certain", 2)
    assert run("-", input=BOOT_16).stdout.startswith("OCPP 1.6, certain\n")
    unclear = run("-", input="hello")
    assert (unclear.exit_code, unclear.stdout.startswith("unclear: nothing here tells a version of OCPP\nAsk: Which")) == (
        1,
        True,
    )
    assert run("-", "src").exit_code == 2
    missing = run("nowhere")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert (
        missing.stderr
        == "Error: nowhere: no such file or folder. Name a file of text or a folder, or - for what is typed in.\n"
    )
