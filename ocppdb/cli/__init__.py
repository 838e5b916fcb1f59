"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli import make, read, write
from ocppdb.cli.command import main

__all__ = ["main", "make", "read", "write"]
