"""The file of decisions of a project: strict YAML of a declared shape, read with every problem at its line, and written."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from ocppdb.build.shapes import explained, place_of
from ocppdb.build.strict_yaml import Record, parse, text_of
from ocppdb.errors import DecisionError, SeedError
from ocppdb.records.shapes import decisions_shape

__all__ = ["read_decisions", "written"]


def read_decisions(path: Path) -> list[Record]:
    """Return the entries of a file of decisions. Raises DecisionError with every problem at its line."""
    try:
        content = parse(text_of(path, str(path)), str(path))
    except SeedError as error:
        raise DecisionError("\n".join(map(str, error.problems))) from None
    if content is None:
        return []
    if not isinstance(content, Record):
        raise DecisionError(
            f"{path}:1: found no mapping, expected decisions: and a list of entries. Write it with: ocppdb decide"
        )
    if content.get("decisions", ...) is None:
        return []
    errors = [
        f"{place_of(content, error)} shape: {_said(error)}"
        for error in Draft202012Validator(decisions_shape()).iter_errors(content)
    ]
    if errors:
        raise DecisionError("\n".join([f"{path}: {len(errors)} problem{'s' if len(errors) > 1 else ''}", *errors]))
    return list(content["decisions"])


def _said(error: ValidationError) -> str:
    if error.validator == "oneOf":
        return "expected either an option of the record, by its number, or an answer in your own words"
    return explained(error)


def written(entry: Mapping[str, Any]) -> str:
    """Return an entry as YAML, a text of it in quotes."""
    lines = []
    for key, value in entry.items():
        if isinstance(value, Mapping):
            lines.append(f"{key}:")
            lines += [f"  {inner}: {json.dumps(each, ensure_ascii=False)}" for inner, each in value.items()]
        else:
            lines.append(f"{key}: {value if key == 'id' else json.dumps(value, ensure_ascii=False)}")
    return "\n".join(f"{'  - ' if number == 0 else '    '}{line}" for number, line in enumerate(lines)) + "\n"
