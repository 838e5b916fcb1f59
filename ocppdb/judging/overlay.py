"""An example with the values that matter in a step of a sequence."""

import copy
from collections.abc import Mapping
from typing import Any

__all__ = ["overlaid"]

Schema = Mapping[str, Any]


def overlaid(example: Mapping[str, Any], values: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Return an example with values in the places of their paths, such as `idTagInfo.status` or `meterValue[].sampledValue[].value`.

    A value in a list stands in all of its items. Of several values of one field, which are alternatives, the first is taken.
    """
    made: dict[str, Any] = copy.deepcopy(dict(example))
    for path, value in values.items():
        _put(made, path.split("."), value, schema, schema)
    return made


def _put(at: dict[str, Any], steps: list[str], value: Any, schema: Schema, root: Schema) -> None:
    name = steps[0].replace("[]", "")
    below = _followed(schema.get("properties", {}).get(name, {}), root)
    is_list = below.get("type") == "array"
    item = _followed(below.get("items", {}), root) if is_list else below
    if len(steps) == 1:
        alternatives = isinstance(value, list) and not is_list
        several = value if isinstance(value, list) else [value]
        at[name] = several if is_list else several[0] if alternatives else value
        return
    if is_list:
        for each in at.setdefault(name, [{}]):
            _put(each, steps[1:], value, item, root)
    else:
        _put(at.setdefault(name, {}), steps[1:], value, item, root)


def _followed(schema: Schema, root: Schema) -> Schema:
    return root["definitions"][schema["$ref"].removeprefix("#/definitions/")] if "$ref" in schema else schema
