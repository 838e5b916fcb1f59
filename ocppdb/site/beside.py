"""The plugins beside that of the pages: importing this has Datasette know them."""

from datasette.plugins import pm

from ocppdb.site import cells, safety

__all__: list[str] = []

for plugin in (cells, safety):
    if not pm.is_registered(plugin):
        pm.register(plugin)
