"""Real questions about the way from 1.6 to 2.0.1, from public threads: each is answered by one call."""

import pytest

QUESTIONS = {
    "What do I send in place of StartTransaction and StopTransaction? (SAP/e-mobility-charging-stations-simulator#1800)": (
        "StopTransaction",
        ["message StopTransaction -> message TransactionEvent: merged", "TransactionEventEnumType.Ended"],
    ),
    "Request PDU is invalid, it must have idToken: how is a bare idTag written? (SAP/e-mobility-charging-stations-simulator#1800)": (
        "Authorize.request.idTag",
        ["field Authorize.request.idToken: renamed", "type string -> IdTokenType"],
    ),
    "Where are Charging and SuspendedEV, if the connector is only Occupied? (lbbrhzn/ocpp#2042)": (
        "ChargePointStatus",
        [
            "ChargePointStatus.SuspendedEV -> ConnectorStatusEnumType.Occupied",
            "ChargePointStatus.SuspendedEV -> ChargingStateEnumType.SuspendedEV",
        ],
    ),
    "Which stoppedReason is a reason of 1.6? (shiv3/ocpp-cp-simulator#335)": (
        "Reason",
        ["Reason.HardReset -> ReasonEnumType.ImmediateReset: merged", "Reason.Local -> ReasonEnumType.Local: same"],
    ),
    "StatusNotification lost every error field: how is a fault reported? (charinev/unified-error-codes#71)": (
        "StatusNotification.request.errorCode",
        ["field NotifyEvent.request.eventData: moved"],
    ),
    "Which component and variable is a ground failure? (charinev/unified-error-codes#85)": (
        "ChargePointErrorCode.GroundFailure",
        ["variable RCD.Tripped", "stoppedReason GroundFault"],
    ),
    "Which component variable is a configuration key of 1.6? (EVerest/EVerest#1771)": (
        "HeartbeatInterval",
        ["config-key HeartbeatInterval -> variable OCPPCommCtrlr.HeartbeatInterval"],
    ),
    "May the status of the whole station be reported with connectorId 0? (mobilityhouse/ocpp#532)": (
        "StatusNotification.request.connectorId",
        ["There is no report for 0"],
    ),
    "Must the connector be known when a transaction starts? (EVerest/libocpp#1088)": (
        "StartTransaction.request.connectorId",
        ["field TransactionEvent.request.evse: split", "occurs 1..1 -> 0..1"],
    ),
    "Which transactionId has a transaction that starts offline? (EVerest/libocpp#495)": (
        "StartTransaction.response.transactionId",
        ["field TransactionEvent.request.transactionInfo.transactionId: moved", "Made by the station"],
    ),
    "Where do the fields of the 1.6 boot message go? (shiv3/ocpp-cp-simulator#69)": (
        "BootNotification",
        ["BootNotification.request.chargePointVendor -> ", "at most 20 characters -> 50 characters", "reason: new"],
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_call_answers(db, question):
    name, answers = QUESTIONS[question]
    told = db.compare(name, "1.6").text()
    assert [answer for answer in answers if answer not in told] == []
