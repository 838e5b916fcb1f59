"""Where the official JSON Schemas are read from: the installed distribution, or folders and zips that the user names."""

import hashlib
import importlib.metadata
import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ocppdb.build.problem import Problem
from ocppdb.build.schema_folders import brief, folders, title
from ocppdb.build.schema_form import Schema, parse
from ocppdb.build.strict_yaml import Record
from ocppdb.errors import SchemaError, SeedError
from ocppdb.release import SCHEMAS

__all__ = ["File", "fingerprint", "read"]

KINDS = ("request", "response")
"""What a message has, unless its record says `payloads`."""
ONE_WAY = "one_way"


class File(NamedTuple):
    """One schema file: whose it is, where it came from, and what it says."""

    version: str
    action: str
    kind: str
    """`request` or `response`; a one-way message is a request without a response."""
    name: str
    origin: str
    sha256: str
    content: Schema
    one_way: bool = False


class _Expected(NamedTuple):
    """The message that a file name belongs to."""

    action: str
    kind: str
    one_way: bool
    place: str


class _Found(NamedTuple):
    """The files of a version, and where they lie."""

    contents: dict[str, bytes]
    origin: str


def read(
    versions: Sequence[Record],
    messages: Sequence[Record],
    paths: Iterable[str | Path] = (),
    *,
    warn: Callable[[str], object] = lambda text: None,
) -> list[File]:
    """Return the schema files of all versions, by version and file name.

    `versions` and `messages` are the seed's records. `paths` are folders or zip files to take a version's schemas from;
    a version that none of them holds comes from the installed distribution. `warn` is called with a text where that is not the
    one that the seed knows by its `schemas_sha256`. Raises SchemaError, and SeedError for a one-way message in a version that has none.
    """
    expected = {version["id"]: _expected(version, messages) for version in versions}
    given = _given(paths, versions, expected)
    files = []
    for version in versions:
        names = expected[version["id"]]
        if not names:
            continue
        found = given.get(version["id"]) or _distributed(version)
        _check_names(version, names, found, given, warn)
        of_version = [_file(version, name, names[name], found) for name in sorted(names)]
        if version["id"] not in given:
            _check_fingerprint(version, of_version, warn)
        files += of_version
    return files


def fingerprint(files: Iterable[File]) -> str:
    """Return the SHA-256 over the lines `name:sha256` of files, sorted: what `schemas_sha256` of a version.yml holds."""
    return hashlib.sha256("".join(sorted(f"{file.name}:{file.sha256}\n" for file in files)).encode()).hexdigest()


def _expected(version: Record, messages: Iterable[Record]) -> dict[str, _Expected]:
    """Return the file names of a version, each with what it is the schema of."""
    return {
        version[f"{role}_file"].replace("{action}", message["action"]): _Expected(
            message["action"], "request" if role == ONE_WAY else role, role == ONE_WAY, message.place
        )
        for message in messages
        if message["version"] == version["id"]
        for role in _roles(version, message)
    }


def _roles(version: Record, message: Record) -> Sequence[str]:
    """Return what a message has a file for: request, response, or one_way alone."""
    roles: Sequence[str] = message.get("payloads", KINDS)
    if not message.get("one_way"):
        return roles
    if "payloads" in message:
        raise _one_way(message, "has payloads as well; keep one of the two")
    if not ("one_way_file" in version and "one_way_name" in version):
        raise _one_way(message, f"expected one_way_file and one_way_name in seed/{version['slug']}/version.yml")
    return (ONE_WAY,)


def _one_way(message: Record, text: str) -> SeedError:
    return SeedError([Problem(message.place, "one-way", f"{message['action']} is one-way: {text}")])


def _check_names(
    version: Record, names: Mapping[str, _Expected], found: _Found, given: Mapping[str, _Found], warn: Callable[[str], object]
) -> None:
    """Every file of a message is there, and no other file; what the distribution has beyond them is no error."""
    missing = sorted(names.keys() - found.contents.keys())
    if missing:
        raise SchemaError(
            f"{found.origin}: {len(missing)} schema files of OCPP {version['id']} are missing, among them {missing[0]} "
            f"of the message {names[missing[0]].action} ({names[missing[0]].place}). Correct the message's name, or give a folder "
            "or zip that holds the files too (--schemas may be repeated), or none to use the installed ones."
        )
    strangers = sorted(found.contents.keys() - names.keys())
    if not strangers:
        return
    if version["id"] in given:
        raise SchemaError(
            f"{found.origin}: {brief(strangers[0])} belongs to no message of OCPP {version['id']}. "
            f"Remove the file, or add its message to seed/{version['slug']}/messages.yml."
        )
    if "schemas_sha256" in version:
        warn(
            f"{found.origin}: {len(strangers)} files belong to no message of OCPP {version['id']} and were left out, among them "
            f"{brief(strangers[0])}. Add its message to seed/{version['slug']}/messages.yml if it is one."
        )


def _check_fingerprint(version: Record, files: Sequence[File], warn: Callable[[str], object]) -> None:
    """The installed files are those that the seed was checked against; a version in the making does not say yet which."""
    expected, found = version.get("schemas_sha256"), fingerprint(files)
    if expected not in (None, found):
        warn(
            f"{files[0].origin}: found other schemas of OCPP {version['id']} than this release was checked against "
            f"({found[:12]}..., expected {expected[:12]}...). Give the files that OCA publishes with --schemas, or check what "
            f"changed and write schemas_sha256: {found} into seed/{version['slug']}/version.yml."
        )


def _file(version: Record, name: str, expected: _Expected, found: _Found) -> File:
    data = found.contents[name]
    content = parse(data, f"{found.origin}/{name}", f"{expected.action}.{expected.kind}", version["drafts"])
    digest = hashlib.sha256(data).hexdigest()
    return File(version["id"], expected.action, expected.kind, name, found.origin, digest, content, expected.one_way)


def _distributed(version: Record) -> _Found:
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        raise SchemaError(f"the distribution {SCHEMAS} is not installed. Run: pip install {SCHEMAS}")
    folder = Path(spec.submodule_search_locations[0]) / version["schema_folder"]
    origin = f"{SCHEMAS} {importlib.metadata.version(SCHEMAS)}/{version['schema_folder']}"
    if not folder.is_dir():
        raise SchemaError(f"{origin}: no such folder. Install {SCHEMAS} again.")
    return _Found(folders(folder).get(".", {}), origin)


def _given(
    paths: Iterable[str | Path], versions: Sequence[Record], expected: Mapping[str, Mapping[str, _Expected]]
) -> dict[str, _Found]:
    """Return the files of the folders and zips that were named, by version."""
    given: dict[str, _Found] = {}
    for named in paths:
        if not str(named):
            raise SchemaError(
                "--schemas: found an empty path, expected a folder or zip file. Leave it out for the installed schemas."
            )
        path, known = Path(named), False
        for folder, contents in folders(path).items():
            version = _version_of(contents, versions, expected)
            if version is None:
                continue
            known = True
            origin = title(path) if folder in ("", ".") else f"{title(path)}/{brief(folder)}"
            found = given.setdefault(version, _Found({}, origin))
            for name, data in contents.items():
                if found.contents.setdefault(name, data) != data:
                    raise SchemaError(
                        f"{origin}/{brief(name)} differs from the same file in {found.origin}: give only one of the two."
                    )
        if not known:
            raise SchemaError(
                f"{title(path)}: holds no JSON Schemas of OCPP. Expected files such as BootNotificationResponse.json."
            )
    return given


def _version_of(
    contents: Mapping[str, bytes], versions: Sequence[Record], expected: Mapping[str, Mapping[str, _Expected]]
) -> str | None:
    """Return the version that a folder belongs to: by the mark that its files bear, and by most names that are a version's."""

    def likeness(version: Record) -> tuple[bool, int]:
        mark = version.get("schema_mark", "").encode()
        return mark != b"" and any(mark in data for data in contents.values()), len(
            expected[version["id"]].keys() & contents.keys()
        )

    likely = [version for version in versions if likeness(version)[1]]
    found: str | None = max(likely, key=likeness)["id"] if likely else None
    return found
