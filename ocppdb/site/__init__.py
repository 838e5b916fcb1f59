"""The Datasette plugin: what the pages need beside metadata.yml. Loaded by its entry point wherever ocppdb is installed.

A page of a message, type, component, sequence or open point ends with the answer that the API and the command line give: a tree, a
picture, the question with its options.
"""

import sqlite3
from functools import cache

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from .. import render
from ..errors import OcppdbError
from ..query import Database

__all__ = ["extra_css_urls", "extra_template_vars", "render_cell"]


@hookimpl
def extra_css_urls():
    return ["/-/static-plugins/ocppdb/pages.css"]


@hookimpl
def extra_template_vars(datasette, database, table):
    def ocpp_answer(keys):
        path = database and datasette.databases[database].path
        return _answer(str(path), table, keys[0]) if path and keys else ""

    return {"ocpp_answer": ocpp_answer}


@hookimpl
def render_cell(value, column, table, database, datasette):
    """The location of a subject is a link to its row."""
    if table == "subjects" and column == "location" and value:
        target, _, key = value.partition("/")
        return Markup('<a href="{}">{}</a>').format(f"{datasette.urls.table(database, target)}/{tilde_encode(key)}", value)
    return None


@cache
def _open(path):
    """The database of a page, or None for one that is not ours."""
    try:
        return Database(path)
    except (OcppdbError, sqlite3.Error):
        return None


def _answer(path, table, key):
    db = _open(path)
    if db is None or table not in ANSWERS:
        return ""
    hits = db.at(f"{table}/{key}")
    return ANSWERS[table](db, hits[0]) if hits else ""


def _text(make):
    return lambda db, hit: Markup('<pre class="ocpp-answer">{}</pre>').format(escape(make(db, hit)))


def _type(db, hit):
    row = db.row(hit)
    if row["category"] == "enumeration":
        return render.enumeration(db.enum(hit.name, hit.version))
    return render.payload_type(db.data_type(hit.name, hit.version), full=True)


def _picture(db, hit):
    found = db.sequence(hit.name)
    return Markup('<div class="ocpp-picture">{}</div>').format(Markup(found.svg())) + _text(lambda *_: found.text())(db, hit)


def _component(db, hit):
    found = db.component(hit.name, hit.version)
    return "\n".join(map(render.variable, found.variables)) or "no variables of its own"


ANSWERS = {
    "messages": _text(lambda db, hit: render.message(db.message(hit.name, hit.version), full=True)),
    "types": _text(_type),
    "components": _text(_component),
    "sequences": _picture,
    "escalations": _text(lambda db, hit: db.escalation(hit.name).answer()),
    "settled": _text(lambda db, hit: render.settled(db.settled_point(hit.name))),
}
"""Tables whose pages show more than their row."""
