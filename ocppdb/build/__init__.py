"""The build: seed and schemas into one database."""

from ocppdb.build.write import build, check

__all__ = ["build", "check"]
