"""How a noun is declared: once, as a NamedTuple whose fields say what they hold.

    @noun("units", list="units", identity=("unit",), kind="unit", text="meaning", facets=("quantity",))
    class Unit(NamedTuple):
        \"""A standardized unit.\"""

        version: Version
        unit: Annotated[str, "As it goes over the wire."]
        quantity: Annotated[str | None, "What is measured in it."]

Everything else follows from this: the answer of the API is the class itself; its table has a column for each field that is a single value,
with its type, NULL, CHECK and keys; the shape of a seed record, the row, the entry in the index of names, and what Datasette and the
documentation say. A field of another type than a single value (a tuple of other records) is joined to the answer and is no column.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

__all__ = [
    "LISTS",
    "NOUNS",
    "NUMBERED",
    "Column",
    "Declared",
    "Key",
    "Listed",
    "Noun",
    "Part",
    "declared",
    "documented",
    "field_of",
    "noun",
    "one_line",
    "table",
    "written_list",
]

T = TypeVar("T")


class Column(NamedTuple):
    """What is said of a field beside its type, where its text alone is not enough.

    `column` is its name in the table where that differs from the field's; `references` the table whose key it holds; `pattern` what a
    text of the seed looks like; `made` that the build makes it, so that no seed record has it; `default` what it is where the seed says
    nothing; not `wanted` that it may be absent, though the answer then has an empty value; `form` how a tuple or dict is kept in one
    column: `lines`, a text one to a line, or `json`; `empty` that a dict may be empty.
    """

    doc: str
    column: str | None = None
    references: str | None = None
    indexed: bool = False
    pattern: str | None = None
    made: bool = False
    form: Literal["plain", "lines", "json"] = "plain"
    default: str | bool | None = None
    wanted: bool = True
    empty: bool = False


class Part(NamedTuple):
    """Says that a field is a list or mapping which the seed writes within the record, and that other tables hold.

    `least` and `most` are the numbers of its items; not `wanted` that it may be absent; `made` that the answer alone has it.
    """

    doc: str
    least: int = 1
    most: int | None = None
    made: bool = False
    wanted: bool = True


class Key(NamedTuple):
    """A column that only the table has: its own key, a link to another table, or what else SQL needs and an answer does not.

    It is `indexed` where a query looks rows up by it: an index takes as much room as the column.
    """

    name: str
    doc: str
    references: str | None = None
    type: type = str
    optional: bool = False
    indexed: bool = False
    values: tuple[str, ...] = ()
    formula: str | None = None
    """What it is computed of whenever it is read, as SQL over the other columns: such a column takes no room."""


class Declared(NamedTuple):
    """A field of a record, or a column of a table, with everything that was declared of it."""

    name: str
    """Name of the field in an answer and in the seed."""
    column: str
    """Name of the column."""
    type: Any
    """str, int, float or bool for a column; else the annotation."""
    optional: bool
    values: tuple[str, ...]
    """The closed set that it is one of; empty where it is open."""
    doc: str
    references: str | None
    indexed: bool
    pattern: str | None
    made: bool
    form: str
    is_column: bool
    part: Part | None
    default: str | bool | None
    wanted: bool
    """Whether a seed record must have it."""
    empty: bool = False
    """Whether a dict of the seed may be empty."""
    formula: str | None = None
    """What the column is computed of, where it is kept nowhere."""


class Noun(NamedTuple):
    """A table, and what follows from the classes of its rows."""

    table: str
    records: tuple[type, ...]
    doc: str
    key: str
    keys: tuple[Key, ...]
    without: tuple[str, ...]
    unique: tuple[tuple[str, ...], ...]
    kind: str | None
    called: str
    text: str | None
    label: str | None
    sort: str | None
    facets: tuple[str, ...]
    compared: tuple[str, ...] | None
    searched: str | None
    hidden: bool

    @property
    def columns(self) -> tuple[Declared, ...]:
        """The columns of the table: its key and version, those of the records in their order, the citation, and the links."""
        return _columns(self.table)


class Listed(NamedTuple):
    """A list of the seed: the class of its records, the fields that name one within its version, and keys that only the seed has.

    `told` are keys that a file says once at its top, each with what it says; in a record `from` of the file is `from_version`.
    """

    name: str
    record: type
    identity: tuple[str, ...]
    written: Mapping[str, Any]
    table: str | None
    told: Mapping[str, str] = MappingProxyType({})


NOUNS: dict[str, Noun] = {}
"""Every table that is declared, by name, in the order of declaration."""
LISTS: dict[str, Listed] = {}
"""Every list of the seed, by name."""
NUMBERED = "row_number"
"""The key of a table of parts, to whose rows nothing leads: SQLite numbers them, in the order in which they were written."""


def noun(table_name: str, **more: Any) -> Callable[[type[T]], type[T]]:
    """Declare the class of a table's rows; the keyword arguments are those of `table`."""

    def declare(record: type[T]) -> type[T]:
        table(table_name, record, **more)
        return record

    return declare


def table(
    name: str,
    *records: type,
    doc: str | None = None,
    key: str = "slug",
    keys: tuple[Key, ...] = (),
    without: tuple[str, ...] = (),
    list: str | None = None,
    lists: Mapping[str, type] | None = None,
    identity: tuple[str, ...] = (),
    unique: tuple[tuple[str, ...], ...] | None = None,
    kind: str | None = None,
    called: str | None = None,
    text: str | None = None,
    label: str | None = None,
    sort: str | None = None,
    facets: tuple[str, ...] = (),
    compared: tuple[str, ...] | None = None,
    searched: str | None = None,
    hidden: bool = False,
    written: Mapping[str, Any] | None = None,
    told: Mapping[str, str] | None = None,
) -> None:
    """Declare a table whose rows are of one or more classes.

    A column that only some of the classes have may be NULL. `key` is the column that is the primary key: a `slug` made of the
    identity where no field has that name, or NUMBERED. `list` is the seed's list of the same things (`lists`, where there are several), `identity`
    the fields that name a record of it within its version, `written` the keys that only the seed's record has, `told` those of a file's
    top, each the id of a version. `unique` are the sets of
    columns that are unique, by default version and identity. `kind` is what the index of names calls such a thing, `called` the form of
    its name, by default the identity, and `text` the form of what it says. `compared` are the columns by which two versions of a
    thing differ: none of them tells only that it is new or gone; without `compared` versions are not compared in it. `searched` is the
    full-text index over its rows.
    """
    if unique is None:
        unique = (("version", *identity),) if 0 < len(identity) < 3 else ()
    NOUNS[name] = Noun(
        table=name,
        records=records,
        doc=doc or " ".join((records[0].__doc__ or "").split("\n\n")[0].split()),
        key=key,
        keys=keys,
        without=without,
        unique=unique,
        kind=kind,
        called=called or (f"{{{identity[0]}}}" if identity else ""),
        text=text and (text if "{" in text else f"{{{text}}}"),
        label=label or (identity[0] if len(identity) == 1 else None),
        sort=sort,
        facets=facets,
        compared=compared,
        searched=searched,
        hidden=hidden,
    )
    for record in records:
        setattr(record, "__repr__", one_line)
    for each, record in (lists or ({list: records[0]} if list else {})).items():
        LISTS[each] = Listed(each, record, identity if identity or not lists else ("id",), written or {}, name, told or {})


def written_list(
    name: str, *, identity: tuple[str, ...], written: Mapping[str, Any] | None = None
) -> Callable[[type[T]], type[T]]:
    """Declare the class of the records of a list of the seed that goes into the tables of others and has none of its own."""

    def declare(record: type[T]) -> type[T]:
        LISTS[name] = Listed(name, record, identity, written or {}, None)
        return record

    return declare


@cache
def declared(record: type) -> tuple[Declared, ...]:
    """Return the fields of a record class with what was declared of each, in order."""
    defaults = getattr(record, "_field_defaults", {})
    return tuple(field_of(name, annotation, name in defaults) for name, annotation in record.__annotations__.items())


@cache
def _columns(name: str) -> tuple[Declared, ...]:
    noun_ = NOUNS[name]
    found: dict[str, Declared] = {}
    for record in noun_.records:
        for field in declared(record):
            if field.is_column and field.name not in noun_.without:
                everywhere = all(any(each.name == field.name for each in declared(other)) for other in noun_.records)
                found.setdefault(field.column, field if everywhere else field._replace(optional=True))
    keys = {each.name: _key(each) for each in noun_.keys}
    if noun_.key not in found | keys:
        keys[noun_.key] = _key(
            Key(NUMBERED, "Row number.", type=int) if noun_.key == NUMBERED else Key(noun_.key, "Id of the row.")
        )
    first = [(found if each in found else keys).pop(each) for each in (noun_.key, "version") if each in found or each in keys]
    last = [found.pop(each) for each in ("note", "source", "section", "confidence") if each in found]
    return (*first, *found.values(), *last, *keys.values())


def _key(key: Key) -> Declared:
    return Declared(
        key.name,
        key.name,
        key.type,
        key.optional,
        key.values,
        key.doc,
        key.references,
        key.indexed,
        None,
        True,
        "plain",
        True,
        None,
        None,
        False,
        formula=key.formula,
    )


def field_of(name: str, annotation: Any, has_default: bool = False) -> Declared:
    """Return what an annotation declares of a field."""
    said: Any = ""
    if get_origin(annotation) is Annotated:
        annotation, *metadata = get_args(annotation)
        said = metadata[-1]
    optional = False
    if get_origin(annotation) in (Union, UnionType) and NoneType in get_args(annotation):
        optional = True
        rest = [each for each in get_args(annotation) if each is not NoneType]
        annotation = rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007
    values: tuple[str, ...] = ()
    if get_origin(annotation) is Literal:
        values, annotation = get_args(annotation), str
    part = said if isinstance(said, Part) else None
    column = said if isinstance(said, Column) else Column(said if isinstance(said, str) else part.doc if part else "")
    single = annotation in (str, int, float, bool)
    return Declared(
        name=name,
        column=column.column or name,
        type=annotation,
        optional=optional or not column.wanted,
        values=values,
        doc=column.doc,
        references=column.references,
        indexed=column.indexed,
        pattern=column.pattern,
        made=column.made or bool(part and part.made),
        form=column.form,
        is_column=part is None and (single or column.form != "plain"),
        part=part,
        default=column.default,
        wanted=part.wanted and not part.made
        if part
        else column.wanted and not (optional or has_default or column.made or column.default is not None),
        empty=column.empty,
    )


def one_line(answer: Any) -> str:
    """Return an answer in one line: its class and the values that tell it from others."""
    said = [
        f"{field}={getattr(answer, field)!r}"
        for field in ("version", "action", "id", "name", "path", "key", "code", "event", "unit", "value", "kind")
        if isinstance(getattr(answer, field, None), str)
    ]
    return f"{type(answer).__name__}({', '.join(said[:3])})"


def documented(record: type) -> Iterator[tuple[str, str]]:
    """Yield each field of a record class, and what it holds."""
    for field in declared(record):
        yield field.name, field.doc
