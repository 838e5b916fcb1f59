"""What must be true of the seed beyond its shape: one function for each rule, its docstring the rule in a sentence."""

from ocppdb.build.lint.rules import RULES, check, rule_called

__all__ = ["RULES", "check", "rule_called"]
