"""The MCP server beside a bare server of the SDK, both measured in turn in one run: python benchmarks/agents.py

Measured is what a client waits for: from the start of the process to the answer of the first call; then an `about` in the running server.
A run ends with status 1 where a limit is exceeded.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import ocppdb

ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
BARE = """
import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

async def call_tool(context, parameters):
    return types.CallToolResult(content=[types.TextContent(type="text", text="{}")], structured_content={})

async def list_tools(context, parameters):
    return types.ListToolsResult(tools=[])

async def serve():
    server = Server("bare", on_list_tools=list_tools, on_call_tool=call_tool)
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())

anyio.run(serve)
"""
HELLO = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "benchmark", "version": "0"}}
NAMES = (
    "Heartbeat",
    "IdTokenType",
    "UnlockConnector",
    "HeartbeatInterval",
    "B01.FR.04",
    "ReserveNow",
    "SecurityEventNotification",
)
ROUNDS = 7
START, ANSWER = 1.5, 0.010
"""The limits: of the quotient of the two starts, and the seconds of an `about`."""


class Session:
    """A server as a process, and what a client says to it."""

    def __init__(self, *command):
        self.server = subprocess.Popen(
            [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
        )
        self.number = 0
        self.ask("initialize", HELLO)
        self.say({"method": "notifications/initialized"})

    def say(self, message):
        self.server.stdin.write(json.dumps({"jsonrpc": "2.0"} | message) + "\n")
        self.server.stdin.flush()

    def ask(self, method, parameters):
        self.number += 1
        self.say({"id": self.number, "method": method, "params": parameters})
        answer = json.loads(self.server.stdout.readline())
        assert answer["id"] == self.number, answer
        return answer["result"]

    def about(self, name):
        return self.ask("tools/call", {"name": "about", "arguments": {"what": name}})

    def close(self):
        self.server.stdin.close()
        self.server.wait()


def first_answer(*command):
    started = time.perf_counter()
    session = Session(*command)
    session.about(NAMES[0])
    waited = time.perf_counter() - started
    session.close()
    return waited


def main():
    with ocppdb.open(os.environ.get("OCPPDB")) as db, tempfile.NamedTemporaryFile("w", suffix=".py") as bare:
        bare.write(BARE)
        bare.flush()
        ours, floor = ("-m", "ocppdb", "mcp", "--db", db.path), (bare.name,)
        first_answer(*ours), first_answer(*floor)
        pairs = [(first_answer(*ours), first_answer(*floor)) for _ in range(ROUNDS)]
        session = Session(*ours)
        session.about(NAMES[0])
        times = []
        for name in NAMES * 5:
            started = time.perf_counter()
            session.about(name)
            times.append(time.perf_counter() - started)
        session.close()
    mine, plain = (statistics.median(side) for side in zip(*pairs))
    about = statistics.median(times)
    print(
        f"start to first answer  {mine * 1000:8.1f} ms, bare server {plain * 1000:8.1f} ms, ratio {mine / plain:.2f}, limit {START}"
    )
    print(f"about, in the running server, median of {len(NAMES)} names  {about * 1000:8.1f} ms, limit {ANSWER * 1000:g} ms")
    return 0 if mine / plain <= START and about <= ANSWER else 1


if __name__ == "__main__":
    sys.exit(main())
