"""Topics: every route that a reader may take leads to its documents, and what is no topic is searched."""

import pytest

import ocppdb

S = "OCPP-2.0.1-Schemas/OCPP-2.0.1-Schemas-"
T = "OCPP-1.6J-Schemas/OCPP-1.6J-Schemas-"
SEQUENCES = ["OCPP-2.0.1-Sequences/OCPP-2.0.1-Sequences.md", "OCPP-2.0.1-Sequences/OCPP-2.0.1-Sequences-Operational.md"]
SMART = [f"OCPP-2.0.1-SmartCharging/OCPP-2.0.1-SmartCharging{part}.md" for part in ("", "-Examples", "-ISO15118")]
ROUTES = {
    "1.6": ["OCPP-1.6J.md"],
    "1.6j": ["OCPP-1.6J.md"],
    "1.6 smart-charging": [f"{T}SmartCharging.md", "OCPP-1.6J-SmartCharging/OCPP-1.6J-SmartCharging.md"],
    "1.6 schemas": [
        f"{T}{name}.md" for name in "Core SmartCharging Firmware LocalAuthList Reservation RemoteTrigger Security".split()
    ],
    "1.6 sequences": ["OCPP-1.6J-Sequences/OCPP-1.6J-Sequences.md"],
    "1.6 core": [f"{T}Core.md"],
    "1.6 firmware": [f"{T}Firmware.md"],
    "1.6 auth-list": [f"{T}LocalAuthList.md"],
    "1.6 reservation": [f"{T}Reservation.md"],
    "smart-charging": SMART,
    "authorize": [f"{S}Authorization.md"],
    "authorization": [f"{S}Authorization.md"],
    "transactions": [f"{S}Transactions.md", SEQUENCES[0]],
    "provisioning": [f"{S}Provisioning.md", SEQUENCES[0]],
    "boot": [f"{S}Provisioning.md", SEQUENCES[0]],
    "schemas": [
        f"{S}{name}.md"
        for name in "Authorization Availability Diagnostics Display Firmware Provisioning Reservation Security SmartCharging Transactions".split()
    ],
    "sequences": SEQUENCES,
    "types": ["OCPP-2.0.1-DataTypes.md"],
    "data-types": ["OCPP-2.0.1-DataTypes.md"],
    "firmware": [f"{S}Firmware.md", SEQUENCES[1]],
    "diagnostics": [f"{S}Diagnostics.md", SEQUENCES[1]],
    "reservation": [f"{S}Reservation.md"],
    "display": [f"{S}Display.md"],
    "security": [f"{S}Security.md"],
    "certificates": [f"{S}Security.md"],
    "availability": [f"{S}Availability.md"],
}


@pytest.mark.parametrize("name", ROUTES)
def test_every_route_leads_to_its_documents(db, name):
    topic = db.topic(name)
    assert list(topic.documents) == ROUTES[name]
    assert topic.assumed == (not name.startswith("1.6"))
    assert topic.version == ("1.6" if name.startswith("1.6") else "2.0.1")


@pytest.mark.parametrize("name", ["/ocpp smart-charging", "OCPP Smart Charging", "smart_charging", "2.0.1 smart charging"])
def test_a_topic_is_written_in_many_ways(db, name):
    assert db.topic(name).name == "smart-charging"


def test_a_version_may_be_given_beside(db):
    assert db.topic("core", "1.6").documents == db.topic("1.6 core").documents
    with pytest.raises(ocppdb.NotFound, match="^the topic '1.6 core' is of OCPP 1.6, asked for in 2.0.1$"):
        db.topic("1.6 core", "2.0.1")


def test_what_is_no_topic_is_searched(db):
    topic = db.topic("phase switching")
    assert (topic.name, topic.version, topic.assumed, topic.asked) == ("search", "2.0.1", True, "phase switching")
    assert "SmartChargingCtrlr.ACPhaseSwitchingSupported" in [hit.name for hit in topic.found]
    assert SMART[0] in topic.documents


def test_what_is_found_nowhere_is_said(db):
    with pytest.raises(ocppdb.NotFound, match="^no topic 'qwertzui' in OCPP 2.0.1; there are overview, smart-charging"):
        db.topic("qwertzui")


def test_every_topic_names_documents_that_exist_and_is_called_once(db):
    paths = {document.path for document in db.documents()}
    assert [(topic.name, path) for topic in db.topics() for path in topic.documents if path not in paths] == []
    called = [(topic.version, name) for topic in db.topics() for name in (topic.name, *topic.aliases)]
    assert len(called) == len(set(called))
    assert paths - {path for topic in db.topics() for path in topic.documents} == set()
