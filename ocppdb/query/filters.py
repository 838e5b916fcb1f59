"""Filters: which rows of a table are asked for. A value that cannot exist is an error with the nearest ones, never an empty answer."""

from collections.abc import Mapping

from ocppdb.errors import NotFound
from ocppdb.files import told
from ocppdb.query.names import version_id
from ocppdb.query.reader import Reader
from ocppdb.records.declare import NOUNS, Declared, declared

__all__ = ["Condition", "where"]

Condition = tuple[str, tuple[object, ...]]
"""An SQL condition, and its parameters."""
YES_OR_NO = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False}


def where(reader: Reader, table: str, version: str | None, given: Mapping[str, object]) -> Condition:
    """Return the condition that rows of a table are of a version and have some values; a value of None asks for an empty column.

    Columns are called as in the answer. Raises NotFound for a version, column or value that does not exist.
    """
    fields = {field.name: field for field in declared(NOUNS[table].records[0]) if field.is_column}
    of_version = version_id(reader, version)
    terms = ["1"] if of_version is None else ["version = ?"]
    parameters: list[object] = [] if of_version is None else [of_version]
    for name, value in given.items():
        if name not in fields:
            raise NotFound.of(f"{table} has no column {told(name, 80)!r}", name, fields, f"it has {', '.join(fields)}")
        terms.append(f'"{fields[name].column}" IS ?')
        parameters.append(_legal(reader, table, of_version, fields[name], value))
    return " AND ".join(terms), tuple(parameters)


def _legal(reader: Reader, table: str, version: str | None, field: Declared, value: object) -> object:
    """The value as the column holds it, upper and lower case aside."""
    if value is None:
        return None
    if field.type is bool:
        return _yes_or_no(field, value)
    for each in field.values:
        if each.lower() == str(value).lower():
            return each
    for of in dict.fromkeys((version, None)):
        condition, parameters = ("", ()) if of is None else (" WHERE version = ?", (of,))
        values = reader.values(f'SELECT DISTINCT "{field.column}" FROM {table}{condition} ORDER BY 1', parameters)
        for each in values:
            if str(each).lower() == str(value).lower():
                if of == version:
                    return str(each) if field.type is str else each
                raise _elsewhere(reader, table, version, field, each)
    names = [str(each) for each in values if each is not None] or list(field.values)
    what = f"no {field.name} {told(str(value), 80)!r} in {f'OCPP {version}' if version else table}"
    raise NotFound.of(what, str(value), names, "leave the filter out to see what there is")


def _elsewhere(reader: Reader, table: str, version: str | None, field: Declared, value: object) -> NotFound:
    having = reader.values(f'SELECT DISTINCT version FROM {table} WHERE "{field.column}" IS ? ORDER BY 1', (value,))
    has = "have" if len(having) > 1 else "has"
    return NotFound(f"no {field.name} {value!r} in OCPP {version}; OCPP {' and '.join(having)} {has} it", (str(value),))


def _yes_or_no(field: Declared, value: object) -> bool:
    if isinstance(value, (bool, int)) and value in (0, 1):
        return bool(value)
    if str(value).lower() in YES_OR_NO:
        return YES_OR_NO[str(value).lower()]
    raise NotFound(f"{field.name} is {told(str(value), 80)!r}, expected yes or no", ("yes", "no"))
