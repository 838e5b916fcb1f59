"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli import charging, make, read
from ocppdb.cli.command import main

__all__ = ["charging", "main", "make", "read"]
