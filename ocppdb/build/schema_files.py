"""Where the official JSON Schemas are read from: the installed distribution, or folders and zips that the user names."""

import hashlib
import importlib.metadata
import importlib.util
import json
import zipfile
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ocppdb.errors import SchemaError
from ocppdb.release import SCHEMAS

__all__ = ["File", "read"]

MOST_BYTES = 5_000_000
"""No schema file comes near this; a larger one is not a schema."""


class File(NamedTuple):
    """One schema file: whose it is, where it came from, and what it says."""

    version: str
    action: str
    kind: str
    name: str
    origin: str
    sha256: str
    content: dict


def read(versions, messages, paths=()):
    """Return the schema files of all versions, by version and file name.

    `versions` and `messages` are the seed's records. `paths` are folders or zip files to take a version's schemas from;
    a version that none of them holds comes from the installed distribution. Raises SchemaError.
    """
    expected = {version["id"]: _expected(version, messages) for version in versions}
    given = _given(paths, expected)
    files = []
    for version in versions:
        names = expected[version["id"]]
        contents, origin = given.get(version["id"]) or _distributed(version)
        missing = sorted(names.keys() - contents.keys())
        if missing:
            action = names[missing[0]][0]
            place = next(m.place for m in messages if (m["version"], m["action"]) == (version["id"], action))
            raise SchemaError(
                f"{origin}: {len(missing)} schema files of OCPP {version['id']} are missing, among them {missing[0]} "
                f"of the message {action} ({place}). Correct the message's name, or give a folder or zip that holds the "
                "files too (--schemas may be repeated), or none to use the installed ones."
            )
        strangers = sorted(contents.keys() - names.keys())
        if strangers:
            raise SchemaError(
                f"{origin}: {strangers[0]} belongs to no message of OCPP {version['id']}. "
                f"Remove the file, or add its message to seed/{version['slug']}/messages.yml."
            )
        for name in sorted(names):
            action, kind = names[name]
            content = _parse(contents[name], f"{origin}/{name}", version)
            digest = hashlib.sha256(contents[name]).hexdigest()
            files.append(File(version["id"], action, kind, name, origin, digest, content))
    return files


def _expected(version, messages):
    actions = [message["action"] for message in messages if message["version"] == version["id"]]
    return {
        version[f"{kind}_file"].format(action=action): (action, kind) for action in actions for kind in ("request", "response")
    }


def _distributed(version):
    spec = importlib.util.find_spec(SCHEMAS)
    if spec is None or not spec.submodule_search_locations:
        raise SchemaError(f"the distribution {SCHEMAS} is not installed. Run: pip install {SCHEMAS}")
    folder = Path(spec.submodule_search_locations[0]) / version["schema_folder"]
    origin = f"{SCHEMAS} {importlib.metadata.version(SCHEMAS)}/{version['schema_folder']}"
    if not folder.is_dir():
        raise SchemaError(f"{origin}: no such folder. Install {SCHEMAS} again.")
    return {path.name: _bytes(path) for path in folder.glob("*.json")}, origin


def _given(paths, expected):
    """Return {version: ({file name: bytes}, origin)} for the folders and zips that were named."""
    given = {}
    for path in map(Path, paths):
        found = 0
        for folder, contents in (_zipped(path) if path.is_file() else _foldered(path)).items():
            score = {version: len(names.keys() & contents.keys()) for version, names in expected.items()}
            version = max(score, key=score.get)
            if not score[version]:
                continue
            found += 1
            origin = path.name if folder in ("", ".") else f"{path.name}/{folder}"
            known, first = given.setdefault(version, ({}, origin))
            for name, data in contents.items():
                if known.setdefault(name, data) != data:
                    raise SchemaError(f"{origin}/{name} differs from the same file in {first}: give only one of the two.")
        if not found:
            raise SchemaError(
                f"{path.name}: holds no JSON Schemas of OCPP. Expected files such as BootNotificationResponse.json."
            )
    return given


def _foldered(path):
    if not path.is_dir():
        raise SchemaError(f"{path.name}: no such folder or zip file. --schemas expects one of the two.")
    folders = {}
    for file in sorted(path.rglob("*.json")):
        folders.setdefault(file.parent.relative_to(path).as_posix(), {})[file.name] = _bytes(file)
    return folders


def _zipped(path):
    folders = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                name = PurePosixPath(entry.filename)
                if name.suffix != ".json" or name.parts[0] == "__MACOSX":
                    continue
                _check_size(entry.file_size, f"{path.name}/{name}")
                folders.setdefault(name.parent.as_posix(), {})[name.name] = archive.read(entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise SchemaError(f"{path.name}: not a zip file that can be read ({error}). Expected OCA's zip, or a folder.") from None
    return folders


def _bytes(path):
    try:
        _check_size(path.stat().st_size, path.name)
        return path.read_bytes()
    except OSError as error:
        raise SchemaError(f"{path.name}: cannot be read ({error.strerror}).") from None


def _check_size(size, name):
    if size > MOST_BYTES:
        raise SchemaError(f"{name}: {size} bytes, and a schema file has at most {MOST_BYTES}. Remove the file.")


def _parse(data, name, version):
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SchemaError(f"{name}: not UTF-8 at byte {error.start}. Get the file again from its publisher.") from None
    except json.JSONDecodeError as error:
        raise SchemaError(
            f"{name}: not JSON at line {error.lineno}, column {error.colno}: {error.msg}. The file is damaged; get it again."
        ) from None
    except RecursionError:
        raise SchemaError(f"{name}: nested too deeply to be a schema. Get the file again from its publisher.") from None
    if not isinstance(content, dict):
        raise SchemaError(f"{name}: found a JSON {type(content).__name__}, expected an object. Get the file again.")
    if content.get("$schema") not in version["drafts"]:
        drafts = " or ".join(version["drafts"])
        raise SchemaError(
            f"{name}: its $schema is {content.get('$schema')!r}, expected {drafts}. "
            f"Use the schemas that OCA publishes for OCPP {version['id']}."
        )
    return content
