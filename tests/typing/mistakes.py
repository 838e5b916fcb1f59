"""A user's script with six typical mistakes, one to a function; test_records lets mypy find them."""

import ocppdb

db = ocppdb.open()


def wrong_attribute() -> str:
    return db.message("BootNotification").actoin


def wrong_argument_name() -> object:
    return db.messages(profile="Core")


def none_not_handled() -> int:
    return db.field("StartTransaction.request.idTag").max_length + 1


def wrong_type() -> object:
    return db.search("reset", limit="many")


def options_by_position() -> object:
    return db.escalations("Reset", "1.6", "SPEC-SILENT")


def a_value_that_cannot_be() -> bool:
    return db.message("Reset").direction == "csms-to-csms"
