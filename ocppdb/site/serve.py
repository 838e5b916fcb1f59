"""The site: Datasette on the database, with the descriptions and canned queries of metadata.yml."""

from pathlib import Path

import yaml

from ocppdb.errors import DatabaseError
from ocppdb.files import shipped

__all__ = ["application", "metadata", "serve"]

HOST = "127.0.0.1"
WRITTEN_FOR = "ocpp"
"""The name of the database that metadata.yml is written for."""


def metadata(name):
    """Return metadata.yml as a dict, for a database of any name."""
    content = yaml.load(shipped("metadata.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    content["databases"] = {name: content["databases"][WRITTEN_FOR]}
    return content


def application(path):
    """Return a Datasette of one immutable database."""
    from datasette.app import Datasette

    return Datasette(
        [],
        immutables=[str(path)],
        metadata=metadata(Path(path).stem),
        settings={"default_page_size": 100, "max_returned_rows": 5000},
    )


def serve(path, port):
    """Serve the site until it is interrupted. Raises DatabaseError where the port is taken."""
    import socket

    import uvicorn

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise DatabaseError(
                f"{HOST}:{port}: cannot be listened on ({error.strerror}). Choose another with --port."
            ) from None
    uvicorn.run(application(path).app(), host=HOST, port=port, log_level="info", lifespan="on")
