"""The MCP server: the same questions as tools for agents, over standard input and output. The SDK is imported in `server` alone."""
