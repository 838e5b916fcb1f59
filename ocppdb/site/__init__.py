"""The Datasette plugin: what the pages need beside metadata.yml. Loaded by its entry point wherever ocppdb is installed."""

from datasette import hookimpl

__all__ = ["extra_css_urls"]


@hookimpl
def extra_css_urls():
    return ["/-/static-plugins/ocppdb/pages.css"]
