"""The curated data: `seed/*.yml` read strictly, as plain records that know their file and line.

    seed/sources.yml              the documents that everything cites
    seed/<slug>/version.yml       a version of OCPP; its folder is its slug
    seed/<slug>/<list>.yml        one list of that version: messages, groups, roles ...
    seed/<slug>/<list>/*.yml      the same list in several files
    seed/<list>/*.yml             a list of records that speak of more than one version
    seed/shapes/<list>.json       the JSON Schema of one record of that list

A file is a mapping with `records` and what all of them share (`source`, `confidence`), or is itself one record.
"""

import json
import re
from functools import cache
from typing import NamedTuple

import yaml

from ocppdb.errors import SeedError
from ocppdb.files import shipped

__all__ = ["Problem", "Record", "Seed", "read"]

CONFIDENCE = ("schema-derived", "schema-described", "specification", "interpretation")


class Problem(NamedTuple):
    """One thing wrong in one place: `path:line rule: found, expected, tip`."""

    place: str
    rule: str
    text: str

    def __str__(self):
        return f"{self.place} {self.rule}: {self.text}"


class Record(dict):
    """A mapping of a seed file. `place` is its file and line; `at(key)` is that of one of its keys."""

    __slots__ = ("file", "lines", "first_line")

    @property
    def place(self):
        return f"{self.file}:{self.first_line}"

    def at(self, key):
        """Return the file and line of a key, or of the record where it lacks that key."""
        return f"{self.file}:{self.lines.get(key, self.first_line)}"


class Seed(dict):
    """All records by list name; a record of a version carries that version's id and slug. `flows` are its sequences laid out."""

    flows = None

    def of(self, name, version=None):
        """Return the records of one list, of one version or of all."""
        records = self.get(name, [])
        return records if version is None else [r for r in records if r["version"] == version]


class _Strict(yaml.CSafeLoader):
    """YAML with JSON's scalars only: 1.6 stays a number to complain about, Off and 12:30 stay text."""

    yaml_implicit_resolvers = {}


for _tag, _pattern, _first in (
    ("null", "null|", ["n", ""]),
    ("bool", "true|false", ["t", "f"]),
    ("int", "-?(?:0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(?:0|[1-9][0-9]*)\.[0-9]+", list("-0123456789")),
):
    _Strict.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


SCALARS = {
    "tag:yaml.org,2002:str": str,
    "tag:yaml.org,2002:int": int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:bool": lambda text: text == "true",
    "tag:yaml.org,2002:null": lambda text: None,
}


def _value(node, file, seen):
    """Return what a YAML node says; mappings become Records. Raises SeedError for a repeated key, a tag, or an alias.

    `seen` holds the lists and mappings met so far: an alias is one that is met again, and a few of them could stand for millions.
    """
    if isinstance(node, yaml.ScalarNode):
        if node.tag in SCALARS:
            return SCALARS[node.tag](node.value)
        raise _not_strict(node, file, f"found the tag {node.tag}")
    if id(node) in seen:
        raise _not_strict(node, file, "found an alias of what stands here")
    seen.add(id(node))
    if node.tag == "tag:yaml.org,2002:seq":
        return [_value(child, file, seen) for child in node.value]
    if node.tag != "tag:yaml.org,2002:map":
        raise _not_strict(node, file, f"found the tag {node.tag}")
    record = Record()
    record.file, record.first_line, record.lines = file, node.start_mark.line + 1, {}
    for key_node, value_node in node.value:
        key, line = key_node.value, key_node.start_mark.line + 1
        if not isinstance(key, str):
            raise _not_strict(key_node, file, "found a key that is no word")
        if key in record.lines:
            text = f"{key!r} was already given at line {record.lines[key]}; keep one of the two"
            raise SeedError([Problem(f"{file}:{line}", "repeated-key", text)])
        record.lines[key] = line
        record[key] = _value(value_node, file, seen)
    return record


def _not_strict(node, file, found):
    return SeedError([Problem(f"{file}:{node.start_mark.line + 1}", "yaml", f"{found}; expected strict YAML, written out")])


def read(root=None):
    """Read and check every seed file below `root` (default: the shipped seed).

    Returns a Seed. Raises SeedError with every problem of reading and of shape at once.
    """
    root = root or shipped("seed")
    seed, problems = Seed(), []
    for path in sorted(root.rglob("*.yml")):
        try:
            seed.setdefault(_list_name(path, root), []).extend(_records(path, root))
        except SeedError as error:
            problems += error.problems
    _stamp_versions(seed)
    for name, records in seed.items():
        problems += _shape_problems(name, records, root)
    if problems:
        raise SeedError(sorted(problems, key=_reading_order))
    return seed


def _reading_order(problem):
    file, _, line = problem.place.rpartition(":")
    return file, int(line), problem.rule, problem.text


def _list_name(path, root):
    """`seed/ocpp16/rules/states.yml` and `seed/ocpp16/rules.yml` both belong to the list `rules`."""
    parts = path.relative_to(root).with_suffix("").parts
    return parts[1] if _of_a_version(path, root) else parts[0]


def _of_a_version(path, root):
    """The folder of a version is the one that holds its version.yml."""
    parts = path.relative_to(root).parts
    return len(parts) > 1 and (root / parts[0] / "version.yml").exists()


def _records(path, root):
    file = f"seed/{path.relative_to(root).as_posix()}"
    loader = None
    try:
        loader = _Strict(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        top = None if node is None else _value(node, file, set())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        found = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise SeedError([Problem(f"{file}:{line}", "yaml", f"{found}; expected strict YAML")]) from None
    except (UnicodeDecodeError, RecursionError, OSError) as error:
        found = {UnicodeDecodeError: "not UTF-8", RecursionError: "nested too deeply"}.get(type(error), str(error))
        raise SeedError([Problem(f"{file}:1", "yaml", f"{found}; expected strict YAML")]) from None
    finally:
        if loader is not None:
            loader.dispose()
    if not isinstance(top, Record):
        raise SeedError([Problem(f"{file}:1", "yaml", f"found {_kind(top)}, expected a mapping with 'records'")])
    records = top.get("records", [top])
    defaults = {key: top[key] for key in ("source", "confidence") if key in top}
    strangers = [key for key in top if "records" in top and key not in (*defaults, "records")]
    if strangers or not isinstance(records, list) or not all(isinstance(r, Record) for r in records):
        found = f"{strangers[0]!r} beside 'records'" if strangers else "'records' that is no list of mappings"
        raise SeedError(
            [
                Problem(
                    top.at(strangers[0] if strangers else "records"),
                    "yaml",
                    f"found {found}; expected 'records' with a list, and at most 'source' and 'confidence'",
                )
            ]
        )
    slug = path.relative_to(root).parts[0] if _of_a_version(path, root) else None
    for record in records:
        for key, value in defaults.items():
            record.setdefault(key, value)
        if slug is not None:
            record["slug"] = slug
        if record is top:
            record["id"] = path.stem
    return records


def _stamp_versions(seed):
    ids = {record["slug"]: record.get("id") for record in seed.get("version", [])}
    for records in seed.values():
        for record in records:
            if "slug" in record:
                record["version"] = ids.get(record["slug"])


@cache
def _validator(name, root):
    from jsonschema import Draft202012Validator

    path = root / "shapes" / f"{name}.json"
    if not path.exists():
        return None
    shape = json.loads(path.read_text(encoding="utf-8"))
    shape["properties"] |= {"slug": {}, "version": {"type": "string"}}
    if shape.pop("cited", True):
        shape["properties"] |= {
            "source": {"type": "string"},
            "section": {"type": "string", "minLength": 1},
            "confidence": {"enum": list(CONFIDENCE)},
            "note": {"type": "string"},
        }
        shape["required"] = [*shape.get("required", []), "source", "section"]
    shape |= {"type": "object", "additionalProperties": False}
    return Draft202012Validator(shape)


def _shape_problems(name, records, root):
    validator = _validator(name, root)
    if validator is None:
        known = ", ".join(sorted(path.stem for path in (root / "shapes").glob("*.json")))
        yield Problem(records[0].place, "unknown-list", f"no list is called {name!r}; expected one of {known}")
        return
    surely_valid = _quick_check(validator)
    for record in records:
        if not surely_valid(record):
            for error in validator.iter_errors(record):
                yield Problem(_place(record, error), "shape", _explain(error))


def _quick_check(validator):
    """Return a function that is true only of records that the validator accepts: it passes the many that are plainly right.

    Asking jsonschema of each of thousands of records takes most of a build; it is asked of those that this leaves in doubt.
    """
    named = {}

    def test(shape):
        keywords = shape.keys() - {"$schema", "$defs", "title"}
        if not keywords:
            return lambda value: True
        if keywords == {"$ref"}:
            name = shape["$ref"].removeprefix("#/$defs/")
            if name not in named:
                named[name] = None
                named[name] = test(validator.schema["$defs"][name])
            return lambda value: named[name](value)
        if keywords == {"enum"}:
            return lambda value: isinstance(value, str) and value in shape["enum"]
        if shape.get("type") == "string" and keywords <= {"type", "minLength"} and shape.get("minLength", 1) == 1:
            return lambda value: isinstance(value, str) and value != ""
        if shape.get("type") == "string" and keywords == {"type", "pattern"}:
            matches = re.compile(shape["pattern"]).search
            return lambda value: isinstance(value, str) and matches(value) is not None
        if shape.get("type") == "boolean" and keywords == {"type"}:
            return lambda value: isinstance(value, bool)
        if shape.get("type") == "array" and keywords <= {"type", "items", "minItems"}:
            item, least = test(shape["items"]), shape.get("minItems", 0)
            return lambda value: isinstance(value, list) and len(value) >= least and all(map(item, value))
        if (
            shape.get("type") == "object"
            and keywords <= {"type", "properties", "required", "additionalProperties"}
            and "properties" in shape
        ):
            return record_test({key: test(child) for key, child in shape["properties"].items()}, set(shape.get("required", ())))
        return validator.evolve(schema=shape).is_valid

    def record_test(fields, required):
        def surely_valid(value):
            if not (isinstance(value, dict) and required <= value.keys() <= fields.keys()):
                return False
            for key, child in value.items():
                if not fields[key](child):
                    return False
            return True

        return surely_valid

    return test(validator.schema)


def _place(record, error):
    place, here = record.place, record
    for step in error.absolute_path:
        if isinstance(here, Record):
            place = here.at(step)
        here = here[step]
    if isinstance(here, Record):
        place = here.place
    if error.validator == "additionalProperties" and isinstance(here, Record):
        strangers = [key for key in here if key not in error.schema.get("properties", {})]
        place = here.at(strangers[0]) if strangers else place
    return place


def _explain(error):
    where = ".".join(map(str, error.absolute_path)) or "the record"
    if error.validator == "type" and isinstance(error.instance, (int, float)) and error.validator_value == "string":
        return f'{where} is the number {error.instance}, expected text: write it in quotes, "{error.instance}"'
    if error.validator == "required":
        return f"{error.message.split(' is a')[0]} is missing in {where}"
    if error.validator == "enum":
        return f"{where} is {error.instance!r}, expected one of {', '.join(map(str, error.validator_value))}"
    return f"{where}: {error.message}"


def _kind(value):
    return "nothing" if value is None else f"a {type(value).__name__}"
