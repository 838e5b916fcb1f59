"""What Datasette is told of every table and view, in YAML, and the same as Markdown: the declarations' own words."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ocppdb.records.all import NOUNS
from ocppdb.records.declare import documented
from ocppdb.tables import VIEWS

__all__ = ["answers_markdown", "tables_markdown", "tables_yaml"]


WIDE = 20
"""More columns than this are a wide table."""
WIDE_PAGE = 200


class Described(NamedTuple):
    """A table or view: what it is, what its columns mean, and how it is best read."""

    doc: str
    columns: Mapping[str, str]
    reading: Mapping[str, Any]


def described() -> dict[str, Described]:
    """Return every table and view by name, in the order of the declarations."""
    tables = {
        noun.table: Described(
            noun.doc,
            {column.column: column.doc for column in noun.columns},
            _told(
                hidden=noun.hidden,
                sort=noun.sort,
                label_column=noun.label,
                facets=list(noun.facets),
                fts_table=noun.searched,
                size=_size(len(noun.columns)),
            ),
        )
        for noun in NOUNS.values()
    }
    return tables | {
        name: Described(view.doc, view.columns, _told(facets=list(view.facets), size=_size(len(view.columns))))
        for name, view in VIEWS.items()
    }


def _size(columns: int) -> int | None:
    """The rows of a page of a wide table, whose lists nobody reads whole; others have as many as the site says."""
    return WIDE_PAGE if columns > WIDE else None


def _told(**reading: Any) -> dict[str, Any]:
    return {key: value for key, value in reading.items() if value}


def tables_yaml(indent: int = 6) -> str:
    """Return the `tables:` part of metadata.yml: JSON's strings and lists, which YAML reads as well."""
    return "\n".join(" " * indent + line for line in _yaml())


def _yaml() -> Iterator[str]:
    for name, table in described().items():
        yield f"{name}:"
        for key, value in table.reading.items():
            yield f"  {key}: {json.dumps(value)}"
        yield f"  description: {json.dumps(table.doc)}"
        yield "  columns:"
        for column, text in table.columns.items():
            yield f"    {column}: {json.dumps(text)}"
    yield from ("alembic_version:", "  hidden: true")


def tables_markdown() -> str:
    """Return the same descriptions as Markdown."""
    lines: list[str] = []
    for name, table in described().items():
        lines += ["", f"## {name}", "", table.doc, "", "| column | |", "|---|---|"]
        lines += [f"| `{column}` | {text} |" for column, text in table.columns.items()]
    return "\n".join([*lines, "", ""])


def answers_markdown(*records: type) -> str:
    """Return what the fields of some answers hold, as Markdown."""
    lines: list[str] = []
    for record in records:
        lines += ["", f"## {record.__name__}", "", " ".join((record.__doc__ or "").split()), "", "| field | |", "|---|---|"]
        lines += [f"| `{name}` | {text} |" for name, text in documented(record)]
    return "\n".join([*lines, "", ""])
