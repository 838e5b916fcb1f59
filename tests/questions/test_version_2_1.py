"""Real questions about 2.1, from public threads: each is answered by one call."""

import pytest

ASKED_ABOUT = {
    "The CSMS refuses the energy transfer: end the transaction, or negotiate another one? (EVerest/libocpp#1067)": (
        "requested energy transfer refused",
        ["q-transfer-refused-renegotiation", "q-transfer-refused-ends", "stoppedReason ReqEnergyTransferRejected"],
    ),
    "Is dischargeLimit positive, as it is for discharging anyway? (EVerest/libocpp#1031)": (
        "ChargingSchedulePeriodType.dischargeLimit",
        ["as 0 or a negative number", "-5000 lets the EV give back up to 5000"],
    ),
    "Which operationMode does a merged schedule have? (EVerest/EVerest#2067)": (
        "operationMode composite schedule",
        ["ocpp21-composite-schedule-operation-mode"],
    ),
    "A transaction goes on after a power cut: is its profile sent again? (citrineos/citrineos-core#684)": (
        "TxResumed",
        ["the CSMS sends the TxProfile of the transaction again, unless ChargingProfilePersistence"],
    ),
    "Does the limit of a remote start go into the request, or into an answer? (citrineos/citrineos-core#690)": (
        "transactionLimit remote start",
        ["The answer to the Started event of a transaction", "has transactionLimit", "f-remote-start-limit-confirmed"],
    ),
    "A bank card that the terminal has accepted: of which type is its token? (EVerest/EVerest#1601)": (
        "bank card",
        ["An identifier from a payment terminal that has authorized a payment card", "AuthorizeDirectPayment true"],
    ),
    "Who settles a payment at the terminal, and who gives the receipt? (citrineos/citrineos-core#643)": (
        "SettlementByCSMS",
        ["c-settlement-by-csms", "the station does not settle through its terminal", "ReceiptServerUrl"],
    ),
    "A payment is cancelled before anything was charged: what is told? (citrineos/citrineos-core#695)": (
        "cancel after start of transaction no cost NotifySettlement",
        ["c-cancel-after-start-told", "totalCost 0"],
    ),
    "May the tariff of a driver have validFrom? (citrineos/citrineos-core#650)": (
        "driver tariff validFrom",
        ["The tariff in an AuthorizeResponse has no validFrom", "i-driver-tariff-valid-from-ignored"],
    ),
    "Who sends ReportDERControl? (ChargeTimeEU/Java-OCA-OCPP#405)": (
        "ReportDERControl",
        ["The Charging Station sends the DER controls asked for with GetDERControl", "r-report-tbc"],
    ),
    "Is a SetDERControl refused that holds several controls? (EVerest/EVerest#2100)": (
        "SetDERControl several controls in one request",
        ["A SetDERControl with several controls, or with one that does not go with its controlType, is rejected"],
    ),
    "How is a message sent that nobody answers? (ChargeTimeEU/Java-OCA-OCPP#406)": (
        "NotifyPeriodicEventStream",
        ["goes out as a frame of type SEND", "neither by CALLRESULT nor by CALLERROR"],
    ),
    "Is an unknown type of message answered with MessageTypeNotSupported? (mikuso/ocpp-rpc#96)": (
        "unknown message type",
        ["Whether an answer is due is not said", "MessageTypeNotSupported"],
    ),
    "How do both sides agree on 2.1? (EVerest/libocpp#841)": (
        "websocket subprotocol ocpp2.1",
        ["t-subprotocol-name", "t-subprotocol-agreed-returned", "t-subprotocol-order-is-preference"],
    ),
}
"""Question and thread: what is asked about, and what the first thirty records hold."""

WHAT_CHANGED = {
    "Is limit still required in a period? (EVerest/libocpp#845)": (
        "ChargingSchedulePeriodType",
        ["~ ChargingSchedulePeriodType.limit: required yes -> no"],
    ),
    "Which enumeration has the types of a token? (EVerest/EVerest#1083)": (
        "IdTokenType",
        ["~ IdTokenType.type: opened IdTokenEnumType -> string", "- IdTokenEnumType"],
    ),
    "A monitoring report is invalid without eventNotificationType: since when? (EVerest/libocpp#1099)": (
        "NotifyMonitoringReport",
        ["+ VariableMonitoringType.eventNotificationType: 1..1"],
    ),
}


@pytest.mark.parametrize("question", ASKED_ABOUT)
def test_one_call_answers(db, question):
    words, answers = ASKED_ABOUT[question]
    items = list(db.about(words, "2.1").items())[:30]
    told = "\n".join(f"{item.name} {item.text} {item.detail or ''}" for item in items)
    assert [answer for answer in answers if answer not in told] == []
    points = [item for item in items if item.kind in ("escalation", "settled")]
    assert all(item.source and item.section and item.confidence for item in points)


@pytest.mark.parametrize("question", WHAT_CHANGED)
def test_one_call_tells_what_changed(db, question):
    name, answers = WHAT_CHANGED[question]
    told = db.changes("2.0.1", "2.1", name).text()
    assert [answer for answer in answers if answer not in told] == []
