"""What a client can read by an address: documents, messages, and the JSON Schemas of their payloads."""

import json
import re
from collections.abc import Iterator
from urllib.parse import unquote

from ocppdb.agents.documents import text
from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.mcp.arguments import Refused
from ocppdb.query import Database

__all__ = ["TEMPLATES", "listed", "read"]

MARKDOWN, TEXT, JSON = "text/markdown", "text/plain", "application/schema+json"
TEMPLATES = (
    ("ocpp://messages/{version}/{action}", "message", "A message with all its fields, to read.", TEXT),
    ("ocpp://schemas/{version}/{action}/{kind}", "schema", "The JSON Schema of a request or response.", JSON),
    ("ocpp://documents/{+path}", "document", "A document about a part of the protocol.", MARKDOWN),
)
LONGEST = 300


def listed(db: Database) -> Iterator[tuple[str, str, str, str]]:
    """Yield (uri, name, what it tells, media type) for each document."""
    for each in db.documents():
        yield f"ocpp://documents/{each.path}", each.title, each.summary, MARKDOWN


def read(db: Database, uri: str) -> tuple[str, str]:
    """Return the media type and text behind an address. Raises NotFound for a name that does not exist, Refused for no such address."""
    if len(uri) > LONGEST:
        raise Refused(f"the address {told(uri, 60)!r} has {len(uri):,} letters, expected at most {LONGEST}")
    match = re.fullmatch(r"ocpp://(messages|schemas|documents)/(.+)", uri)
    parts = unquote(match[2]).split("/") if match else []
    if match and match[1] == "documents":
        return MARKDOWN, text(db, db.document("/".join(parts)))
    if match and match[1] == "messages" and len(parts) == 2:
        return TEXT, _message(db, *parts)
    if match and match[1] == "schemas" and len(parts) == 3:
        return JSON, _schema(db, *parts)
    raise Refused(f"no resource is at {told(uri, 100)!r}; expected one of {', '.join(each[0] for each in TEMPLATES)}")


def _message(db: Database, version: str, action: str) -> str:
    from ocppdb.show.text import message

    return message(db.message(action, version), full=True)


def _schema(db: Database, version: str, action: str, kind: str) -> str:
    if kind not in ("request", "response"):
        raise NotFound.of(f"no payload is called {told(kind, 40)!r}", kind, ["request", "response"])
    return json.dumps(db.schema(action, "response" if kind == "response" else "request", version), indent=1)
