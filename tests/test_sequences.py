"""Sequences: as answers, as text, as Mermaid and as pictures."""

import xml.etree.ElementTree as ElementTree

import pytest

from ocppdb import NotFound
from ocppdb.show.svg import CHARACTER, layout

TEXT = {"head", "guard", "label", "value", "note", "internal", "tab"}


@pytest.fixture(scope="module")
def sequences(db):
    return db.sequences()


def test_every_use_case_of_2_0_1_is_told_or_explained(db):
    told = {sequence.use_case for sequence in db.sequences(version="2.0.1")}
    explained = {use_case.id for use_case in db.facts("use_cases", "2.0.1") if use_case.without_messages}
    assert told | explained == {use_case.id for use_case in db.facts("use_cases", "2.0.1")}
    assert len(told | explained) == 119 and not told & explained


def test_every_message_of_a_version_with_sequences_occurs(db, sequences):
    told = {(sequence.version, step.action) for sequence in sequences for step in sequence.steps}
    with_sequences = {version.id for version in db.versions if "sequences" in version.reaches}
    assert {(message.version, message.action) for message in db.messages() if message.version in with_sequences} <= told


def test_every_main_sequence_says_what_it_was_compared_with(sequences):
    main = [sequence for sequence in sequences if sequence.kind == "main" and sequence.origin == "written"]
    assert [sequence.id for sequence in main if not sequence.checked_against] == []


def test_a_sequence(db):
    boot = db.sequence("ocpp201-b01-cold-boot")
    assert (boot.use_case, boot.kind, boot.group) == ("B01", "main", "Provisioning")
    request = next(step for step in boot.steps if step.action == "BootNotification" and step.kind == "request")
    assert (request.sender, request.receiver, request.field_values["reason"]) == ("Charging Station", "CSMS", "PowerUp")
    assert "B01.FR.01" in request.requirements


def test_an_unknown_sequence_gets_the_nearest(db):
    with pytest.raises(
        NotFound, match="no sequence 'ocpp201-b01-cold-bot' in any version of OCPP; nearest: ocpp201-b01-cold-boot"
    ):
        db.sequence("ocpp201-b01-cold-bot")


def test_sequences_of_a_message(db):
    found = db.sequences(action="UnlockConnector", version="2.0.1")
    assert found and all(any(step.action == "UnlockConnector" for step in sequence.steps) for sequence in found)
    assert {sequence.kind for sequence in db.sequences(use_case="F05")} == {"main", "failure"}


def test_fragments_bracket_what_they_hold(sequences):
    for sequence in sequences:
        stack = []
        for step in sequence.steps:
            if step.fragment == "end":
                assert stack.pop() == step.depth, sequence.id
            elif step.fragment == "else":
                assert stack[-1] == step.depth, sequence.id
            elif step.fragment:
                stack.append(step.depth)
            else:
                assert step.depth == len(stack), sequence.id
        assert stack == [], sequence.id


def test_no_box_overlaps_another_or_is_clipped(sequences):
    for sequence in sequences:
        drawn = layout(sequence)
        boxes = [box for box in drawn.boxes if box.kind in TEXT]
        for number, box in enumerate(boxes):
            assert 0 <= box.x and 0 <= box.y and box.x + box.width <= drawn.width and box.y + box.height <= drawn.height, (
                sequence.id,
                box,
            )
            assert all(len(line) * CHARACTER <= box.width for line in box.lines), (sequence.id, box)
            for other in boxes[number + 1 :]:
                apart = (
                    box.x + box.width <= other.x
                    or other.x + other.width <= box.x
                    or box.y + box.height <= other.y
                    or other.y + other.height <= box.y
                )
                assert apart, (sequence.id, box, other)


def test_a_frame_holds_the_boxes_of_its_steps(db):
    drawn = layout(
        next(sequence for sequence in db.sequences(version="2.0.1") if any(step.depth > 1 for step in sequence.steps))
    )
    frames = [box for box in drawn.boxes if box.kind == "frame"]
    assert len(frames) >= 2
    outer = max(frames, key=lambda box: box.height)
    inner = min(frames, key=lambda box: box.height)
    assert outer.x <= inner.x and inner.x + inner.width <= outer.x + outer.width


def test_every_picture_is_well_formed_and_named(sequences):
    for sequence in sequences:
        root = ElementTree.fromstring(sequence.svg())
        words = [element.text for element in root]
        assert sequence.title in words and sequence.summary in words
        assert root.attrib["role"] == "img"


def test_mermaid_says_every_step(sequences):
    for sequence in sequences:
        lines = sequence.mermaid().splitlines()
        assert lines[0] == "sequenceDiagram"
        assert sum(line.strip() == "end" for line in lines) == sum(step.fragment == "end" for step in sequence.steps)
        assert sum("->>" in line for line in lines) == sum(step.kind in ("request", "response") for step in sequence.steps)


def test_mermaid_of_a_sequence(db):
    lines = db.sequence("ocpp16-boot-pending").mermaid().splitlines()
    assert lines[:4] == [
        "sequenceDiagram",
        "   title First boot, answered Pending",
        "   participant p1 as Charge Point",
        "   participant p2 as Central System",
    ]
    assert "   p2-->>p1: BootNotification response<br/>status = Pending<br/>interval = 600" in lines
    assert "   Note right of p1: Reading is allowed in Pending#59; only remote start and remote stop are forbidden." in lines
    fragment = lines.index("   alt the Central System wants a new BootNotification now")
    assert lines[fragment + 1].startswith("      p2->>p1: TriggerMessage<br/>requestedMessage = BootNotification")
    assert lines[fragment + 6 : fragment + 8] == [
        "   else no trigger comes",
        "      Note over p1: Waits at least as long as interval says#59; after an interval of 0 it chooses a wait that does not flood "
        "the Central System.",
    ]


def test_what_goes_on_at_once_is_no_alternative(db):
    par = next(
        sequence
        for sequence in db.sequences()
        if [step.fragment for step in sequence.steps if step.fragment] == ["par", "else", "end"]
    )
    assert "\n   and " in par.mermaid() and "\n   else " not in par.mermaid()


@pytest.mark.parametrize(
    ("id", "participants"),
    [
        ("ocpp16-boot-pending", ("Charge Point", "Central System")),
        (
            "ocpp16-charging-profile-local-controller",
            ("EV Driver", "EV", "Charge Point", "Local Controller", "Central System"),
        ),
        ("ocpp201-f01-remote-start-cable-first", ("EV Driver", "Charging Station", "CSMS", "External System")),
    ],
)
def test_participants_stand_from_the_driver_to_who_deals_with_the_csms(db, id, participants):
    assert db.sequence(id).participants == participants


def test_text_from_what_is_before_to_what_is_after(db):
    lines = db.sequence("ocpp16-boot-pending").text().splitlines()
    assert lines[0] == "First boot, answered Pending (ocpp16-boot-pending, alternative of 4.2, OCPP 1.6)"
    assert lines[3:9] == [
        "  Before: The Charge Point has just booted and is connected.",
        "  Before: The Central System wants to check or prepare the Charge Point before it accepts it.",
        "",
        "  1 Charge Point -> Central System: BootNotification",
        "          chargePointVendor = Sunwell",
        "          chargePointModel = Duo-22",
    ]
    assert lines[9] == "          [4.2]"
    fragment = lines.index("else [no trigger comes]")
    assert lines[fragment + 1 : fragment + 8] == [
        " 13    (Charge Point) Waits at least as long as interval says; after an interval of 0 it chooses a wait that",
        "         does not flood the Central System.",
        "             [4.2]",
        " 14    Charge Point -> Central System: BootNotification",
        "             chargePointVendor = Sunwell",
        "             chargePointModel = Duo-22",
        "             Takes a side on the open point ocpp16-pending-boot-retry.",
    ]
    assert lines[-4:] == [
        "  After: The Charge Point is configured and accepted.",
        "  Note: Section 4.2 lets a pending Charge Point send nothing without a TriggerMessage, yet also gives it an",
        "  interval after which to send BootNotification again. Both ways of going on are shown.",
        "  [ocpp16-ed2, 4.2, specification; compared with 4.2, 6.4, errata 3.22]",
    ]
