"""The command line: each command parses its words, calls one function, and prints what it returns."""

from ocppdb.cli.command import main

__all__ = ["main"]

MODULES = ("read", "reading", "judge", "charging", "projects", "agents", "write", "make")
main.unread = tuple(f"{__name__}.{module}" for module in MODULES)
