"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli import charging, judge, make, projects, read, write
from ocppdb.cli.command import main

__all__ = ["charging", "judge", "main", "make", "projects", "read", "write"]
