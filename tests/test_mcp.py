"""The MCP server: a real session over standard input and output, what every answer has, and calls that are meant to do harm."""

import asyncio
import importlib.util
import json
import subprocess
import sys
import time

import jsonschema
import pytest

from ocppdb.agents.skill.page import TOOLS as TOOLS_OF_THE_SKILL
from ocppdb.errors import OcppdbError
from ocppdb.mcp.answering import answer, refusal
from ocppdb.mcp.arguments import schema
from ocppdb.mcp.pages import BYTES, ITEMS
from ocppdb.mcp.shape import answer_shape
from ocppdb.mcp.tools import TOOLS

needs_the_sdk = pytest.mark.skipif(
    importlib.util.find_spec("mcp") is None, reason="the MCP SDK is missing: pip install 'ocppdb[mcp]'"
)
CALLS = [
    ("about", {"what": "UnlockConnector"}),
    ("about", {"what": "what may be sent while Pending", "version": "1.6"}),
    ("about", {"what": "BootNotification", "version": "2.0.1", "chapter": "Rules", "cursor": "20"}),
    ("search", {"words": "unlock connector"}),
    ("message", {"action": "SetChargingProfile", "version": "2.0.1"}),
    ("sequence", {"id": "ocpp201-b01-cold-boot"}),
    ("sequence", {"action": "UnlockConnector"}),
    ("escalations", {"action": "BootNotification", "version": "1.6"}),
    ("escalations", {"action": "BootNotification", "status": "both", "mode": "pragmatic", "language": "python"}),
    ("escalations", {"id": "ocpp16-meter-start-unit"}),
    ("compare", {"name": "StartTransaction"}),
    ("changes", {"before": "2.0.1", "after": "2.1", "name": "BootNotification"}),
    ("topic", {"name": "smart-charging"}),
    ("topic", {"document": "OCPP-2.0.1-Schemas-Provisioning"}),
    ("sql", {"query": "SELECT action, direction FROM messages WHERE version = '1.6' ORDER BY action"}),
    ("validate", {"frame": [2, "1", "Heartbeat", {"extra": 1}], "version": "1.6"}),
    ("detect", {"text": '[2,"1","StartTransaction",{}]'}),
    ("smart_charging", {"example": "ocpp16-night-tariff"}),
]


def those_that_are_there(db):
    return list(CALLS)


@pytest.fixture
def strict(tmp_path):
    """A project that says nothing of escalation."""
    (tmp_path / ".git").mkdir()
    return str(tmp_path)


def test_every_answer_has_its_shape_fits_a_page_and_says_the_same_again(db, strict):
    for name, given in those_that_are_there(db):
        found = answer(db, name, given, strict)
        jsonschema.validate(found, answer_shape(TOOLS[name].item, TOOLS[name].head))
        jsonschema.validate(given, schema(TOOLS[name].call))
        assert len(found["items"]) <= ITEMS, name
        assert len(json.dumps(found["items"], ensure_ascii=False).encode()) <= BYTES + 2 * ITEMS, name
        assert found["total"] >= len(found["items"]) > 0, name
        assert found == answer(db, name, given, strict), f"{name} answers differently the second time"


def test_every_fact_of_an_answer_is_cited(db, strict):
    for name in ("about", "search", "message", "compare"):
        given = next(given for tool, given in CALLS if tool == name)
        items = answer(db, name, given, strict)["items"]
        for item in items:
            if item.get("kind") == "version":
                continue  # how far this database goes is no fact of OCPP
            assert item.get("source") and item.get("section"), (name, item)


def test_all_pages_of_an_answer_together_are_the_answer(db, strict):
    names, cursor, total = [], None, None
    while cursor or total is None:
        found = answer(
            db, "message", {"action": "TransactionEvent", "version": "2.0.1"} | ({"cursor": cursor} if cursor else {}), strict
        )
        names += [(item["payload"], item["path"]) for item in found["items"]]
        cursor, total = found.get("next"), found["total"]
    fields = [
        (payload.kind, field.path) for payload in db.message("TransactionEvent", "2.0.1").payloads for field in payload.walk()
    ]
    assert sorted(names) == sorted(fields) and total == len(fields) > ITEMS


def test_the_first_page_about_a_name_has_some_of_every_chapter(db, strict):
    found = answer(db, "about", {"what": "BootNotification", "version": "2.0.1"}, strict)
    assert {item["chapter"] for item in found["items"]} >= {"What it is", "Rules", "Open: ask, never guess", "Sequences"}


def test_what_is_assumed_is_said(db, strict):
    assert answer(db, "message", {"action": "BootNotification"}, strict)["assumed"] is True
    told = answer(db, "message", {"action": "BootNotification", "version": "1.6"}, strict)
    assert (told["assumed"], told["versions"]) == (False, ["1.6"])


def test_strict_mode_says_stop_and_ask_wherever_a_point_is_open(db, strict):
    for name, given in (
        ("about", {"what": "BootNotification"}),
        ("message", {"action": "BootNotification"}),
        ("sequence", {"id": "ocpp201-b01-cold-boot"}),
        ("escalations", {"action": "BootNotification"}),
    ):
        found = answer(db, name, given, strict)
        assert found["mode"] == "strict" and found["instruction"].startswith("STOP AND ASK."), name
        assert name == "escalations" or all(point["question"].endswith("?") for point in found["open"]), name


def test_pragmatic_mode_is_the_projects_own_and_gives_the_comment(db, tmp_path):
    (tmp_path / "AGENTS.md").write_text("For OCPP: use pragmatic escalation mode.\n")
    found = answer(db, "escalations", {"id": "ocpp16-call-timeout-length", "language": "python"}, str(tmp_path))
    assert found["mode"] == "pragmatic" and "STOP" not in found["instruction"]
    assert "# OCPP " in found["items"][0]["answer"] and "Verify this matches your requirements." in found["items"][0]["answer"]


def test_a_settled_point_asks_nothing(db, strict):
    found = answer(db, "escalations", {"id": "ocpp16-meter-start-unit"}, strict)
    assert "instruction" not in found and found["items"][0]["status"] == "settled"


def test_a_name_that_does_not_exist_is_not_in_the_database(db, strict):
    with pytest.raises(OcppdbError) as error:
        answer(db, "message", {"action": "BotNotification"}, strict)
    assert refusal(error.value).startswith("Not in the database: ") and "BootNotification" in refusal(error.value)
    found = answer(db, "about", {"what": "BotNotification"}, strict)
    assert (
        not found["head"].get("called_so")
        and "Not in the database" in found["notes"][0]
        and "BootNotification" in found["notes"][0]
    )


HOSTILE = [
    ("about", {}, "needs the argument 'what'"),
    ("about", {"what": ""}, "has 0 letters"),
    ("about", {"what": "x" * 100_000}, "has 100,000 letters"),
    ("about", {"what": 7}, "what is 7, expected string"),
    ("about", {"what": ["BootNotification"]}, "what is list, expected string"),
    ("about", {"what": "BootNotification", "wat": 1}, "takes no argument 'wat'"),
    ("about", {"what": "BootNotification", "version": "9"}, "9"),
    ("about", {"what": "BootNotification", "cursor": "-1"}, "cursor is '-1'"),
    ("about", {"what": "BootNotification", "cursor": "99999"}, "there are"),
    ("about", {"what": "BootNotification", "cursor": "٣"}, "expected the `next`"),
    ("about", {"what": "BootNotification", "chapter": "Ruls"}, "Rules"),
    ("search", {"words": "unlock", "kind": "mesage"}, "message"),
    ("sequence", {}, "needs an id, an action or a use_case"),
    ("sequence", {"id": "ocpp201-b01-cold-bot"}, "ocpp201-b01-cold-boot"),
    ("escalations", {"mode": "lenient"}, "expected strict, pragmatic"),
    ("escalations", {"action": "BootNotification", "category": "SILENT"}, "expected SPEC-SILENT"),
    ("topic", {"document": "../../pyproject.toml"}, "no document"),
    ("topic", {"document": "/etc/passwd"}, "no document"),
    ("topic", {}, "needs a name or a document"),
    ("sql", {"query": "DELETE FROM messages"}, "expected one SELECT"),
    ("sql", {"query": "PRAGMA journal_mode = DELETE"}, "expected one SELECT"),
    ("sql", {"query": "SELECT 1; DROP TABLE messages"}, "one statement at a time"),
    ("sql", {"query": "WITH x AS (SELECT 1) INSERT INTO about SELECT 1, 2"}, "cannot be answered"),
    ("sql", {"query": "SELECT load_extension('x')"}, "cannot be answered"),
    ("sql", {"query": "SELECT zeroblob(900000000)"}, "cannot be answered"),
    ("sql", {"query": "SELECT name FROM nowhere"}, "no such table"),
    ("sql", {"query": "SELECT hex(randomblob(100000))"}, "longer than 20,000 bytes"),
    ("sql", {"query": "ATTACH '/etc/passwd' AS x"}, "expected one SELECT"),
    ("delete", {}, "there is no tool 'delete'"),
]


@pytest.mark.parametrize(("name", "given", "said"), HOSTILE)
def test_a_call_meant_to_do_harm_is_refused_in_clear_words(db, strict, name, given, said):
    with pytest.raises(OcppdbError) as error:
        answer(db, name, given, strict)
    assert said in refusal(error.value)
    assert len(refusal(error.value)) < 1_000


def test_a_question_in_sql_that_never_ends_is_ended(db, strict):
    begun = time.monotonic()
    with pytest.raises(OcppdbError, match="took longer than 1 s"):
        answer(
            db,
            "sql",
            {"query": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"},
            strict,
        )
    assert time.monotonic() - begun < 5


def test_data_nested_without_end_is_refused(db, strict):
    deep = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(OcppdbError):
        answer(db, "validate", {"frame": deep}, strict)


def test_a_path_out_of_the_project_is_refused(tmp_path):
    from ocppdb.mcp.more import _inside

    project = tmp_path / "project"
    project.mkdir()
    (project / "out").symlink_to(tmp_path)
    assert _inside(str(project), ".") == project.resolve()
    for path in ("..", "/etc/passwd", "out", "a/../../b", "out/secret", "\0"):
        with pytest.raises(OcppdbError):
            _inside(str(project), path)


def test_the_skill_names_the_tools_that_there_are():
    assert list(TOOLS) == list(TOOLS_OF_THE_SKILL)


def session(database_file, project, ask):
    """Run a client session with the server as a process of its own."""
    from mcp import Client, StdioServerParameters, stdio_client

    async def run():
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "ocppdb", "mcp", "--db", str(database_file), "--project", str(project)]
        )
        async with Client(stdio_client(server)) as client:
            return await ask(client)

    return asyncio.run(run())


@needs_the_sdk
def test_a_session_over_standard_input_and_output(db, database_file, strict):
    async def ask(client):
        tools = (await client.list_tools()).tools
        assert [tool.name for tool in tools] == list(TOOLS)
        for tool in tools:
            said = tool.annotations
            assert (said.read_only_hint, said.destructive_hint, said.idempotent_hint, said.open_world_hint) == (
                True,
                False,
                True,
                False,
            )
            assert tool.description and tool.title and tool.output_schema["type"] == "object"
            jsonschema.Draft202012Validator.check_schema(tool.input_schema)
            jsonschema.Draft202012Validator.check_schema(tool.output_schema)
        for name, given in those_that_are_there(db):
            told = await client.call_tool(name, given)
            assert not told.is_error, (name, told.content)
            assert told.structured_content == json.loads(told.content[0].text) == answer(db, name, given, strict), name
        wrong = await client.call_tool("message", {"action": "BotNotification"})
        assert (
            wrong.is_error
            and wrong.content[0].text.startswith("Not in the database: ")
            and "BootNotification" in wrong.content[0].text
        )
        listed = (await client.list_resources()).resources
        assert {resource.uri for resource in listed} == {f"ocpp://documents/{each.path}" for each in db.documents()}
        message = await client.read_resource("ocpp://messages/1.6/BootNotification")
        assert message.contents[0].text.startswith("BootNotification (message, OCPP 1.6)")
        schema_ = await client.read_resource("ocpp://schemas/2.0.1/Authorize/response")
        assert json.loads(schema_.contents[0].text) == db.schema("Authorize", "response", "2.0.1")
        for uri in (
            "ocpp://messages/1.6/Nothing",
            "ocpp://documents/../../seed/sources.yml",
            "file:///etc/passwd",
            "ocpp://" + "x" * 5000,
        ):
            with pytest.raises(Exception, match="Not in the database|no resource is at|letters, expected"):
                await client.read_resource(uri)
        (prompt,) = (await client.list_prompts()).prompts
        review = await client.get_prompt(prompt.name, {"action": "BootNotification", "code": "def boot(): pass"})
        assert "def boot(): pass" in review.messages[0].content.text and "`escalations`" in review.messages[0].content.text

    session(database_file, strict, ask)


@needs_the_sdk
def test_nothing_but_the_protocol_goes_to_standard_output(database_file, strict):
    """Lines that are no message, and messages that are wrong, are answered as such or passed over; the server lives on."""
    said = [
        "this is no JSON",
        json.dumps(
            {
                "jsonrpc": "2.0",
                "id": 1,
                "method": "initialize",
                "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "0"}},
            }
        ),
        json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}),
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "about", "arguments": "all"}}),
        json.dumps(
            {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "about", "arguments": {"what": "Heartbeat"}}}
        ),
    ]
    command = [sys.executable, "-m", "ocppdb", "mcp", "--db", str(database_file), "--project", strict]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        server.stdin.write("\n".join(said) + "\n")
        server.stdin.flush()
        answers = {}
        while 3 not in answers:
            line = server.stdout.readline()
            assert line, server.stderr.read()
            message = json.loads(line)
            assert message["jsonrpc"] == "2.0"
            answers[message.get("id")] = message
        rest, _ = server.communicate(timeout=60)
    assert rest == "" and server.returncode == 0
    assert "error" in answers[2] and answers[3]["result"]["structuredContent"]["total"] > 0


def test_without_the_sdk_the_command_says_what_to_install(database_file):
    code = "import sys; sys.modules['mcp_types'] = None; import ocppdb.cli; ocppdb.cli.main()"
    told = subprocess.run(
        [sys.executable, "-c", code, "mcp", "--db", str(database_file)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1 and "pip install 'ocppdb[mcp]'" in told.stderr and told.stdout == ""
