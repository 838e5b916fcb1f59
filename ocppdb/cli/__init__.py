"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli import agents, make, read, reading, write
from ocppdb.cli.command import main

__all__ = ["agents", "main", "make", "read", "reading", "write"]
