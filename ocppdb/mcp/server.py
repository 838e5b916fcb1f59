"""The server itself: tools, resources and a prompt over standard input and output. The only module that imports the SDK.

It keeps nothing between two calls, writes nothing, and reaches out to nobody. Nothing but the protocol goes to standard output.
"""

import functools
import gc
from typing import Any

import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from ocppdb.errors import OcppdbError
from ocppdb.mcp import prompts, resources
from ocppdb.mcp.answering import answer, refusal
from ocppdb.mcp.arguments import schema
from ocppdb.mcp.instructions import INSTRUCTIONS
from ocppdb.mcp.shape import answer_shape
from ocppdb.mcp.tools import TOOLS, Tool
from ocppdb.query import Database
from ocppdb.release import RELEASE

__all__ = ["run", "server"]

READING = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def run(db: Database, project: str) -> None:
    """Serve a database to the agent that works in a project, until standard input ends."""

    async def serve() -> None:
        serving = server(db, project)
        async with stdio_server() as (reading, writing):
            await serving.run(reading, writing, serving.create_initialization_options())

    gc.freeze()  # what the SDK has made stays: looking through it for garbage is most of what a collection costs
    anyio.run(serve)


def server(db: Database, project: str) -> Server[Any]:
    """Return the server of a database, for the agent that works in a project."""

    async def list_tools(context: Any, parameters: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=_tools(db))

    async def call_tool(context: Any, parameters: types.CallToolRequestParams) -> types.CallToolResult:
        return _called(db, project, parameters.name, parameters.arguments or {})

    async def list_resources(context: Any, parameters: Any) -> types.ListResourcesResult:
        listed = [
            types.Resource(uri=uri, name=name, description=said, mime_type=form)
            for uri, name, said, form in resources.listed(db)
        ]
        return types.ListResourcesResult(resources=listed)

    async def list_templates(context: Any, parameters: Any) -> types.ListResourceTemplatesResult:
        listed = [
            types.ResourceTemplate(uri_template=uri, name=name, description=said, mime_type=form)
            for uri, name, said, form in resources.TEMPLATES
        ]
        return types.ListResourceTemplatesResult(resource_templates=listed)

    async def read_resource(context: Any, parameters: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            form, text = resources.read(db, str(parameters.uri))
        except OcppdbError as error:
            raise MCPError(types.INVALID_PARAMS, refusal(error)) from None
        contents = types.TextResourceContents(uri=parameters.uri, mime_type=form, text=text)
        return types.ReadResourceResult(contents=[contents], ttl_ms=0, cache_scope="private")

    async def list_prompts(context: Any, parameters: Any) -> types.ListPromptsResult:
        return types.ListPromptsResult(prompts=[_prompt(each) for each in prompts.PROMPTS.values()])

    async def get_prompt(context: Any, parameters: types.GetPromptRequestParams) -> types.GetPromptResult:
        try:
            text = prompts.text(db, parameters.name, parameters.arguments or {})
        except OcppdbError as error:
            raise MCPError(types.INVALID_PARAMS, refusal(error)) from None
        said = types.PromptMessage(role="user", content=types.TextContent(type="text", text=text))
        return types.GetPromptResult(messages=[said])

    return Server(
        "ocppdb",
        version=RELEASE,
        title="OCPP reference database",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_list_resource_templates=list_templates,
        on_read_resource=read_resource,
        on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )


def _called(db: Database, project: str, name: str, arguments: dict[str, Any]) -> types.CallToolResult:
    import json

    try:
        found = answer(db, name, arguments, project)
    except OcppdbError as error:
        return types.CallToolResult(content=[types.TextContent(type="text", text=refusal(error))], is_error=True)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=found)


@functools.cache
def _tools(db: Database) -> list[types.Tool]:
    return [_tool(each) for each in TOOLS.values()]


def _tool(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.doc,
        input_schema=schema(tool.call),
        output_schema=answer_shape(tool.item, tool.head),
        annotations=READING.model_copy(update={"title": tool.title}),
    )


def _prompt(prompt: prompts.Prompt) -> types.Prompt:
    arguments = [types.PromptArgument(name=name, description=said, required=must) for name, said, must in prompt.arguments]
    return types.Prompt(name=prompt.name, title=prompt.title, description=prompt.doc, arguments=arguments)
