"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli import agents, charging, judge, make, projects, read, reading, write
from ocppdb.cli.command import main

__all__ = ["agents", "charging", "judge", "main", "make", "projects", "read", "reading", "write"]
