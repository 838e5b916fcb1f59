// What Datasette's own script for tables asks of its page.
window.DATASETTE_ALLOW_FACET = true;
