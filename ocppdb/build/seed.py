"""The curated data: the folders and files of `seed/` as lists of records, each checked for its shape.

    seed/sources.yml              the documents that everything cites
    seed/<slug>/version.yml       a version of OCPP; its folder is its slug
    seed/<slug>/<list>.yml        one list of that version: messages, groups, roles ...
    seed/<slug>/<list>/*.yml      the same list in several files
    seed/mappings/1.6-2.0.1/*.yml what the things of one version have become in another
    seed/shapes/<list>.json       the shape of such a file, for editors

A file is a mapping with `records` and what all of them share (`source`, `confidence`), or is itself one record.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ocppdb.build.problem import Problem, in_reading_order, problem
from ocppdb.build.shapes import shape_problems
from ocppdb.build.strict_yaml import Record, parse, text_of
from ocppdb.errors import SeedError
from ocppdb.files import shipped
from ocppdb.records.all import LISTS

if TYPE_CHECKING:
    from ocppdb.build.flow import Row
    from ocppdb.judging.judge import Judge

__all__ = ["ACROSS", "Record", "Seed", "read"]

SHARED = ("source", "confidence")
"""What a file may say once for all of its records."""
TOLD = {"slug": "folder", "version": "folder", "id": "name of the file"}
"""What where a record stands tells of it: the folder of its version, and the name of a file that is itself a record."""
ACROSS = ("sources", "synonyms", "mappings")
"""Lists that speak of more than one version."""


class Seed(dict[str, list[Record]]):
    """All records by list name; a record of a version carries that version's id and slug.

    `files` are the text and the records of each file that was read, by what it is called; `flows` the sequences laid out, and `judges`
    the judge of each version, both made when first asked for. The lists of a seed that was read stay as they are: `having` others, it
    is another seed.
    """

    flows: "list[tuple[Record, list[Row]]] | None" = None
    judges: "dict[str, Judge] | None" = None
    files: dict[str, tuple[str, list[Record]]]
    _by_version: dict[str, dict[str, list[Record]]] | None = None

    def of(self, name: str, version: str | None = None) -> list[Record]:
        """Return the records of one list, of one version or of all; none where the seed has no such list."""
        if version is None:
            return self.get(name, [])
        if self._by_version is None:
            self._by_version = {}
        if name not in self._by_version:
            grouped = self._by_version[name] = {}
            for record in self.get(name, ()):
                grouped.setdefault(record["version"], []).append(record)
        return self._by_version[name].get(version, [])

    def having(self, name: str, records: list[Record]) -> "Seed":
        """Return a seed that has these records in one list, and the rest of this one."""
        seed = Seed(self | {name: records})
        if name not in ("rules", "version"):
            seed.judges = self.judges
        return seed


def read(root: Path | None = None, before: Seed | None = None) -> Seed:
    """Return every record below `root` (default: the shipped seed), read and checked for its shape.

    A file whose text is as it was in the seed `before` gives the same records again. Raises SeedError with every problem of reading and
    of shape at once.
    """
    root = root or shipped("seed")
    seed, places, problems = Seed(), dict[str, str](), list[Problem]()
    unchecked = dict[str, list[Record]]()
    seed.files = {}
    kept = _kept(before, root) if before else {}
    for path in sorted(root.rglob("*.yml")):
        file = _called(path, root)
        try:
            text = text_of(path, file)
            old, as_before = kept.get(file, (None, []))
            records = as_before if text == old else _records(parse(text, file), path, root, file)
        except SeedError as error:
            problems += error.problems
        else:
            seed.files[file] = (text, records)
            name = _list_name(path, root)
            places.setdefault(name, records[0].place if records else f"{file}:1")
            seed.setdefault(name, []).extend(records)
            unchecked.setdefault(name, []).extend(records if records is not as_before else ())
    problems += _misnamed(root)
    problems += _one_version_a_folder(seed)
    _stamp_versions(seed)
    for name, records in seed.items():
        problems += [*shape_problems(name, unchecked[name], places[name])] or _without_version(name, records)
    if problems:
        raise SeedError(in_reading_order(problems))
    return seed


def _kept(before: Seed, root: Path) -> dict[str, tuple[str, list[Record]]]:
    """The files of a seed whose records carry a version that says below `root` what it said there."""
    says = {version["slug"]: root / version["slug"] / "version.yml" for version in before.of("version")}
    another = {
        slug
        for slug, path in says.items()
        if not path.is_file() or path.read_bytes().decode(errors="replace") != before.files[_called(path, root)][0]
    }
    return {file: known for file, known in before.files.items() if file.split("/")[1] not in another}


def _misnamed(root: Path) -> Iterator[Problem]:
    """A file that would be passed over without a word."""
    for path in root.rglob("*.yaml"):
        yield problem(f"{_called(path, root)}:1", "yaml", "found the ending .yaml; expected .yml: rename the file")


def _called(path: Path, root: Path) -> str:
    """What a file is called in messages; bytes that are no text are spelled out."""
    return f"seed/{path.relative_to(root).as_posix()}".encode("utf-8", "backslashreplace").decode("utf-8")


def _list_name(path: Path, root: Path) -> str:
    """`seed/ocpp16/rules/states.yml` and `seed/ocpp16/rules.yml` both belong to the list `rules`."""
    parts = path.relative_to(root).with_suffix("").parts
    return parts[0] if _slug(path, root) is None else parts[1]


def _slug(path: Path, root: Path) -> str | None:
    """The folder of a version is the one that holds its version.yml, and is its slug."""
    parts = path.relative_to(root).parts
    return parts[0] if len(parts) > 1 and (root / parts[0] / "version.yml").exists() else None


def _records(top: Any, path: Path, root: Path, file: str) -> list[Record]:
    """Return the records that a file says, with what they share and where they belong. Raises SeedError."""
    if not isinstance(top, Record):
        raise SeedError([problem(f"{file}:1", "yaml", f"found {_kind(top)}, expected a mapping with 'records'")])
    told = LISTS[name].told if (name := _list_name(path, root)) in LISTS else {}
    records = _listed(top, tuple(told)) if "records" in top else [top]
    _say_versions(top, records, told)
    shared = {key: top[key] for key in SHARED if key in top}
    slug = _slug(path, root)
    problems = [told for record in records for told in _told_twice(record, record is top)]
    if problems:
        raise SeedError(problems)
    for record in records:
        for key, value in shared.items():
            record.setdefault(key, value)
        if slug is not None:
            record["slug"] = slug
        if record is top:
            record["id"] = path.stem
    return records


def _say_versions(top: Record, records: list[Record], told: Iterable[str]) -> None:
    """Give each record the versions that the top of its file tells. Raises SeedError where the top has none."""
    for key in told:
        if not isinstance(top.get(key), str):
            text = f"found {top.get(key)!r} as {key!r} of the file, expected the id of a version in quotes"
            raise SeedError([problem(top.at(key), "shape", text)])
        for record in records:
            record[f"{key}_version"] = top[key]


def _told_twice(record: Record, is_a_file: bool) -> Iterator[Problem]:
    for key, teller in TOLD.items():
        if key in record and (is_a_file or key != "id"):
            yield problem(record.at(key), "told-twice", f"found {key!r}, which the {teller} tells; take it out")


def _listed(top: Record, told: tuple[str, ...]) -> list[Record]:
    """Return the records of a file that lists them. Raises SeedError where it holds anything else."""
    records = top["records"]
    strangers = [key for key in top if key not in (*SHARED, *told, "records")]
    if not strangers and isinstance(records, list) and all(isinstance(record, Record) for record in records):
        return records
    found = f"{strangers[0]!r} beside 'records'" if strangers else "'records' that is no list of mappings"
    expected = "'records' with a list, and at most " + " and ".join(repr(key) for key in (*told, *SHARED))
    place = top.at(strangers[0] if strangers else "records")
    raise SeedError([problem(place, "yaml", f"found {found}; expected {expected}")])


def _one_version_a_folder(seed: Seed) -> Iterator[Problem]:
    """Whatever follows takes a version by its id and by its folder."""
    first: dict[tuple[str, str], Record] = {}
    for record in seed.of("version"):
        for key in ("slug", "id"):
            told = key, str(record.get(key))
            if told in first:
                text = f"found a second version with the {'folder' if key == 'slug' else 'id'} {told[1]}, as at {first[told].place}"
                yield problem(record.at(key), "version-folder", f"{text}; give it one of its own")
            first.setdefault(told, record)
    for slug in {record["slug"] for records in seed.values() for record in records if "slug" in record}:
        if ("slug", slug) not in first:
            yield problem(f"seed/{slug}/version.yml:1", "version-folder", "found no version, expected the record of one")


def _stamp_versions(seed: Seed) -> None:
    """Give every record of a version that version's id; its slug where the version itself cannot be read, which is told there."""
    ids = {record["slug"]: record.get("id") for record in seed.of("version") if "slug" in record}
    for records in seed.values():
        for record in records:
            if "slug" in record:
                id_ = ids.get(record["slug"])
                record["version"] = id_ if isinstance(id_, str) else record["slug"]


def _without_version(name: str, records: list[Record]) -> Iterator[Problem]:
    if name not in ACROSS:
        for record in records:
            if "slug" not in record:
                text = f"found {name} that belong to no version; expected them in the folder of one, beside its version.yml"
                yield problem(record.place, "version-folder", text)
                return


def _kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"
