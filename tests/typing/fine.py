"""A user's script without a mistake: types follow every value through the API."""

import ocppdb

with ocppdb.open() as db:
    boot = db.message("BootNotification", version="2.0.1")
    model = boot.request["chargingStation.model"]
    longest: int = model.max_length or 0
    required: list[str] = [field.name for field in boot.request.fields if field.required]
    options: list[str] = [option.label for option in db.escalation("ocpp16-call-timeout-length").options]
    steps: list[str] = [step.action or "" for step in db.sequence("ocpp201-b01-cold-boot").steps]
    seconds: str | None = db.config_key("HeartbeatInterval").unit
    try:
        db.rules(state="Pendin")
    except ocppdb.NotFound as error:
        nearest: tuple[str, ...] = error.nearest
