"""An example with the values that matter in a step of a sequence."""

import copy
from collections.abc import Mapping
from itertools import accumulate
from typing import Any, NamedTuple

__all__ = ["overlaid"]

Schema = Mapping[str, Any]


class Row(NamedTuple):
    """One row of the list that lies so many steps down a path."""

    depth: int
    number: int
    of: int


def overlaid(example: Mapping[str, Any], values: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Return an example with values in the places of their paths, such as `idTagInfo.status` or `meterValue[].sampledValue[].value`.

    A value in a list stands in all of its items. Several fields of a list with equally many values are its rows, and it has as many
    items; else of several values of one field, which are alternatives, the first is taken. None leaves a field out.
    """
    made: dict[str, Any] = copy.deepcopy(dict(example))
    depths = _row_depths(values)
    for path, value in values.items():
        if path in depths:
            for index, each in enumerate(value):
                _put(made, path.split("."), each, schema, schema, Row(depths[path], index, len(value)))
        else:
            _put(made, path.split("."), value, schema, schema)
    return made


def _row_depths(values: Mapping[str, Any]) -> dict[str, int]:
    """The paths whose values are columns, and how many steps down the list of their rows lies: the innermost that they share."""
    columns: dict[tuple[str, int], list[str]] = {}
    for path, value in values.items():
        if isinstance(value, list) and "[]." in path:
            columns.setdefault((path.split("[]")[0], len(value)), []).append(path)
    depths: dict[str, int] = {}
    for paths in columns.values():
        if len(paths) > 1:
            depths |= dict.fromkeys(paths, _shared_depth(paths))
    return depths


def _shared_depth(paths: list[str]) -> int:
    """How many steps down the innermost list lies that all the paths go through."""
    first, *others = [[*accumulate(path.split("[].")[:-1], "{}[].{}".format)] for path in paths]
    shared = [path for path in first if all(path in other for other in others)]
    return shared[-1].count(".") + 1


def _put(at: dict[str, Any], steps: list[str], value: Any, schema: Schema, root: Schema, row: Row | None = None) -> None:
    name = steps[0].replace("[]", "")
    below = _followed(schema.get("properties", {}).get(name, {}), root)
    is_list = below.get("type") == "array"
    item = _followed(below.get("items", {}), root) if is_list else below
    if len(steps) == 1:
        _set(at, name, value, is_list)
    elif is_list:
        items = at.setdefault(name, [{}])
        if row and row.depth == 1:
            items[:] = [items[index] if index < len(items) else copy.deepcopy(items[-1]) for index in range(row.of)]
            items = items[row.number : row.number + 1]
        for each in items:
            _put(each, steps[1:], value, item, root, _below(row))
    else:
        _put(at.setdefault(name, {}), steps[1:], value, item, root, _below(row))


def _set(at: dict[str, Any], name: str, value: Any, is_list: bool) -> None:
    if value is None:
        at.pop(name, None)
    elif is_list:
        at[name] = value if isinstance(value, list) else [value]
    else:
        at[name] = value[0] if isinstance(value, list) else value


def _below(row: Row | None) -> Row | None:
    return row and row._replace(depth=row.depth - 1)


def _followed(schema: Schema, root: Schema) -> Schema:
    return root["definitions"][schema["$ref"].removeprefix("#/definitions/")] if "$ref" in schema else schema
