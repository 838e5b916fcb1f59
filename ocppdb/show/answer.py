"""What stands behind a name: the answer of the API, and the text that shows it. One place for the command line and the site."""

from ocppdb.show import text as render

__all__ = ["answer"]


def answer(db, hit, full=False):
    """Return the answer behind a Hit as plain data, and the text that shows it; `full` tells what each field holds."""
    if hit.kind == "message":
        return _both(db.message(hit.name, hit.version), render.message, full)
    if hit.kind == "sequence":
        return _both(db.sequence(hit.name), lambda found: found.text())
    if hit.kind == "escalation":
        return _both(db.escalation(hit.name), lambda found: found.answer())
    if hit.kind == "settled":
        return _both(db.settled_point(hit.name), render.settled)
    row = db.row(hit)
    if hit.kind == "type" and row["category"] == "enumeration":
        return _both(db.enum(hit.name, hit.version), render.enumeration)
    if hit.kind == "type":
        return _both(db.data_type(hit.name, hit.version), render.payload_type, full)
    if hit.kind == "component":
        found = db.component(hit.name, hit.version)
        return render.plain(found), "\n".join([render.facts(hit, row), *map(render.variable, found.variables)])
    return {"kind": hit.kind, "name": hit.name} | row, render.facts(hit, row)


def _both(found, draw, *options):
    return render.plain(found), draw(found, *options)
