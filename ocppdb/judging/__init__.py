"""Judging frames: a pure function of what a version says, a text, and the open CALLs of one connection. Needs the standard library only."""
