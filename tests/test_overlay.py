"""What the values of a step make of an example."""

import pytest

from ocppdb.judging.overlay import overlaid

SCHEMA = {
    "properties": {
        "status": {"type": "string"},
        "list": {"type": "array", "items": {"$ref": "#/definitions/Item"}},
        "keys": {"type": "array", "items": {"type": "string"}},
    },
    "definitions": {
        "Item": {
            "type": "object",
            "properties": {
                "id": {"type": "integer"},
                "parts": {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
            },
        }
    },
}
EXAMPLE = {"status": "Idle", "list": [{"id": 1, "kind": "a"}, {"id": 2, "kind": "b"}], "keys": ["x"]}


@pytest.mark.parametrize(
    "values, changed",
    [
        ({"status": ["Busy", "Failed"]}, {"status": "Busy"}),
        ({"status": None}, {"status": ...}),
        ({"keys": ["y", "z"]}, {"keys": ["y", "z"]}),
        ({"keys": "y"}, {"keys": ["y"]}),
        ({"list[].kind": "c"}, {"list": [{"id": 1, "kind": "c"}, {"id": 2, "kind": "c"}]}),
        ({"list[].kind": ["c", "d"]}, {"list": [{"id": 1, "kind": "c"}, {"id": 2, "kind": "c"}]}),
        ({"list[].id": [5], "list[].kind": ["c"]}, {"list": [{"id": 5, "kind": "c"}]}),
        (
            {"list[].id": [5, 6, 7], "list[].parts[].name": ["p", "q", "r"]},
            {
                "list": [
                    {"id": 5, "kind": "a", "parts": [{"name": "p"}]},
                    {"id": 6, "kind": "b", "parts": [{"name": "q"}]},
                    {"id": 7, "kind": "b", "parts": [{"name": "r"}]},
                ]
            },
        ),
        (
            {"list[].parts[].name": ["p", "q"], "list[].parts[].size": [1, 2], "list[].id": 5},
            {
                "list": [
                    {"id": 5, "kind": "a", "parts": [{"name": "p", "size": 1}, {"name": "q", "size": 2}]},
                    {"id": 5, "kind": "b", "parts": [{"name": "p", "size": 1}, {"name": "q", "size": 2}]},
                ]
            },
        ),
    ],
)
def test_values_stand_in_an_example(values, changed):
    expected = {name: value for name, value in {**EXAMPLE, **changed}.items() if value is not ...}
    assert overlaid(EXAMPLE, values, SCHEMA) == expected
    assert EXAMPLE["list"] == [{"id": 1, "kind": "a"}, {"id": 2, "kind": "b"}]
