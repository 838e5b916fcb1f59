"""The site on Datasette 1.0, where that is installed in place of the stable one: pip install --pre "datasette>=1.0a41".

Its pages carry scripts of their own that our Content-Security-Policy does not let run, so what it shows is tested as it is without them.
"""

import asyncio
import re

import datasette
import pytest

from ocppdb.site import queries
from ocppdb.site.serve import application

if datasette.__version__.startswith("0."):
    pytest.skip("Datasette 1.0 is not installed", allow_module_level=True)


@pytest.fixture(scope="module")
def get(database_file):
    site = application(database_file)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(site.invoke_startup())
    yield lambda path: loop.run_until_complete(site.client.get(path, follow_redirects=True))
    loop.close()


@pytest.mark.parametrize("name", [name for name, _ in queries.listed()])
def test_a_ready_query(get, name):
    answered = get(f"/ocpp/{name}.json")
    assert (answered.status_code, answered.json()["ok"]) == (200, True)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/", "OCPP, looked up"),
        ("/2.0.1/messages/BootNotification", 'href="/ocpp/messages/ocpp201-BootNotification"'),
        ("/search?q=connector+0", "Found for"),
        ("/ocpp", "All required fields of a message"),
        ("/ocpp/messages?action=Reset", 'href="/1.6/messages/Reset"'),
        ("/ocpp/messages/ocpp201-BootNotification", 'Its page: <a href="/2.0.1/messages/BootNotification">'),
        ("/ocpp/required_fields?version=1.6", "chargePointVendor"),
        ("/ocpp?sql=select+6*7", "42"),
    ],
)
def test_a_page(get, path, says):
    page = get(path)
    assert (page.status_code, says in page.text) == (200, True)
    assert re.search("script-src 'self'[ ;]", page.headers["content-security-policy"])


def test_nothing_there(get):
    assert get("/nonsense").status_code == 404
    assert get("/ocpp/required_fields?version=9.9").status_code == 400
