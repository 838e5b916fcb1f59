"""Real questions from public threads, each answered by one call: the first thirty records of `about` hold the answer."""

import pytest

QUESTIONS = {
    "How long may chargePointSerialNumber be? (lbbrhzn/ocpp#1622)": (
        "BootNotification.request.chargePointSerialNumber",
        "1.6",
        ["at most 25 characters"],
    ),
    "Is chargeBoxSerialNumber still in use? (lbbrhzn/ocpp#1622)": ("chargeBoxSerialNumber", "1.6", ["is deprecated"]),
    "May the message id be a JSON number? (c-jimenez/open-ocpp-simu#24)": (
        "message id is a number not a string",
        None,
        ["A message id is a string of at most 36 characters", "RpcFrameworkError"],
    ),
    "What does GetConfiguration answer for unknown keys? (solidstudiosh/ocpp-virtual-charge-point#65)": (
        "GetConfiguration unknown keys",
        "1.6",
        ["unknownKey"],
    ),
    "May an optional field be sent as null? (dallmann-consulting/OCPP.Core#76)": (
        "reservationId null optional field",
        "1.6",
        ["No schema of 1.6 admits null"],
    ),
    "Is DataTransfer.data a string or any JSON? (mobilityhouse/ocpp#537)": (
        "DataTransfer.request.data",
        None,
        ["any", "string"],
    ),
    "A token stored as Blocked: may Authorize answer Invalid? (citrineos/citrineos#215)": (
        "AuthorizationStatus.Blocked",
        "1.6",
        ["AuthorizationStatus.Blocked", "authorize-status-by-cause"],
    ),
    "Does ClearChargingProfile without any field clear everything? (EVerest/libocpp#446)": (
        "ClearChargingProfile without any field",
        "1.6",
        ["ocpp16-clear-charging-profile-matching"],
    ),
    "How long is AuthorizationKey? (ChargeTimeEU/Java-OCA-OCPP#304)": ("AuthorizationKey", "1.6", ["16", "40"]),
    "Why is this SetChargingProfile rejected: its first period starts at 120? (steve-community/steve#1174)": (
        "SetChargingProfile startPeriod first period 0",
        "1.6",
        ["startPeriod of the first period is always 0"],
    ),
    "What belongs into StartTransaction.conf? (mikuso/ocpp-rpc#82)": (
        "StartTransaction",
        "1.6",
        ["StartTransaction.response.idTagInfo", "StartTransaction.response.transactionId"],
    ),
    "No certificate installed: Accepted with an empty list? (EVerest/libocpp#391)": (
        "GetInstalledCertificateIds no certificate",
        "1.6",
        ["NotFound"],
    ),
    "A transaction message is sent again: same message id? (mobilityhouse/ocpp#376)": (
        "retried transaction message same message id",
        "2.0.1",
        ["ocpp201-message-id-of-a-retried-event"],
    ),
    "Which status pair for a revoked contract certificate? (citrineos/citrineos-core#1056)": (
        "contract certificate revoked certificateStatus idTokenInfo",
        "2.0.1",
        ["CertificateRevoked", "Invalid"],
    ),
    "Which status follows a remote stop while the cable is in? (SAP/e-mobility-charging-stations-simulator#1227)": (
        "status after remote stop Finishing",
        "1.6",
        ["Charging to Finishing"],
    ),
    "Where are Charging and SuspendedEV in 2.0.1? (lbbrhzn/ocpp#2042)": (
        "chargingState connector status Occupied",
        "2.0.1",
        ["Occupied", "chargingState"],
    ),
    "Which error code for a missing required field? (steve-community/steve#1099)": (
        "error code for a missing required field",
        "1.6",
        ["ProtocolError", "OccurenceConstraintViolation"],
    ),
    "Which unit for Frequency? (lbbrhzn/ocpp#1576)": ("Hertz", "1.6", ["UnitOfMeasure has no value for it"]),
    "GetCompositeSchedule Rejected: must the schedule be there? (evcc-io/evcc#17836)": (
        "GetCompositeSchedule Rejected chargingSchedule absent",
        "1.6",
        ["Rejected"],
    ),
    "May the profile in RequestStartTransaction carry transactionId? (citrineos/citrineos-core#1069)": (
        "RequestStartTransaction chargingProfile transactionId",
        "2.0.1",
        ["The charging profile in a remote start has no transactionId"],
    ),
    "How long may an idToken be? (citrineos/citrineos-core#966)": ("IdTokenType.idToken", "2.0.1", ["at most 36 characters"]),
    "What reads the configuration in 2.0.1? (solidstudiosh/ocpp-virtual-charge-point#6)": (
        "read variables of the station",
        "2.0.1",
        ["GetVariables"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_call_answers(db, question):
    words, version, answers = QUESTIONS[question]
    items = list(db.about(words, version).items())[:30]
    told = "\n".join(f"{item.name} {item.text} {item.detail or ''}" for item in items)
    assert [answer for answer in answers if answer not in told] == []
    assert all(
        item.source and item.section and item.confidence for item in items if item.kind in ("rule", "escalation", "settled")
    )


def test_about_any_message_fits_in_8_kilobytes_and_leads_on(db):
    for message in db.messages():
        text = db.about(message.action, message.version).text()
        assert len(text.encode()) <= 8000, message.action
    assert "more: ocppdb about 'TransactionEvent'" in db.about("TransactionEvent").text()


def test_about_a_name_is_complete(db):
    dossier = db.about("UnlockConnector", "1.6", limit=1000)
    assert all(len(chapter.items) == chapter.total for chapter in dossier.chapters)
    told = {item.name for item in dossier.items()}
    assert {rule.id for rule in db.rules(action="UnlockConnector", version="1.6")} <= told
    assert {point.id for point in db.escalations("UnlockConnector", "1.6")} <= told
    assert {point.id for point in db.settled("UnlockConnector", "1.6")} <= told


def test_versions_stand_side_by_side(db):
    chapters = {
        chapter.title: {item.version for item in chapter.items} for chapter in db.about("UnlockConnector", "all").chapters
    }
    everywhere = {version.id for version in db.versions}
    assert [chapters[title] for title in ("What it is", "Settled, though often believed open", "Rules")] == [everywhere] * 3


@pytest.mark.parametrize(
    ("what", "kind", "name"),
    [
        ("meterStart", "field", "StartTransaction.request.meterStart"),
        ("BootNotification.req", "message", "BootNotification"),
        ("BootNotificationRequest", "message", "BootNotification"),
        ("evse id", "field", "Reset.request.evseId"),
        ("B01", "use-case", "B01"),
        ("B01.FR.04", "requirement", "B01.FR.04"),
        ("heartbeatinterval", "config-key", "HeartbeatInterval"),
        ("TC_B_01_CS", "test-case", "TC_B_01_CS"),
        ("Pending", "state", "Pending"),
        ("missing-field", "fault", "missing-field"),
    ],
)
def test_names_as_people_write_them(db, what, kind, name):
    assert (kind, name) in {(hit.kind, hit.name) for hit in db.about(what).subjects}


def test_a_requirement_is_a_hub(db):
    chapters = {chapter.title: {item.name for item in chapter.items} for chapter in db.about("C01.FR.02", "2.0.1").chapters}
    assert "c-authorize-unknown-token" in chapters["Rules"]
    assert chapters["Sequences"] and chapters["Test cases"]


def test_a_state_leads_to_what_is_said_of_its_value(db):
    told = {item.name for item in db.about("SuspendedEVSE", "1.6", kind="state", limit=100).items()}
    assert "suspended-by-refused-transaction" in told, "a rule about ChargePointStatus.SuspendedEVSE"
    assert told >= {rule.id for rule in db.rules("ChargePointStatus.SuspendedEVSE", version="1.6")}
