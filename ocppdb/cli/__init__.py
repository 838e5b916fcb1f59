"""The command line."""

from ocppdb.cli.main import main

__all__ = ["main"]
