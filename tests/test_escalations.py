"""Escalations: what is open, who must decide, and what the two modes say."""

import sqlite3
from typing import get_args

import pytest

import ocppdb
from ocppdb import escalation_mode
from ocppdb.records.points import Category
from ocppdb.show.points import comment

POINT = "ocpp16-call-timeout-length"


@pytest.fixture(scope="module")
def escalations(db):
    return db.escalations()


def test_amounts(db, escalations):
    assert len(escalations) >= 120 and len(db.settled()) >= 40


def test_every_group_of_a_version_with_points_has_some(db):
    for version in db.versions:
        if "points" in version.reaches:
            for message in db.messages(version.id):
                assert db.escalations(version=version.id, group=message.group), message.group


def test_every_category_occurs_in_every_version(db):
    for version in ("1.6", "2.0.1"):
        for category in get_args(Category):
            assert db.escalations(version=version, category=category)


def test_each_has_options_evidence_and_one_default(escalations):
    for point in escalations:
        assert 2 <= len(point.options) <= 5 and sum(option.pragmatic for option in point.options) == 1, point.id
        assert next(option.label for option in point.options if option.pragmatic) == point.pragmatic_option, point.id
        assert {evidence.version for evidence in point.evidence} == {point.version}, point.id
        assert point.question.endswith("?") and point.subjects, point.id


def test_by_message_field_and_sequence(db):
    of_message = {point.id for point in db.escalations(action="StartTransaction", version="1.6")}
    assert POINT in of_message
    of_field = {point.id for point in db.escalations(path="StartTransaction.response.transactionId", version="1.6")}
    assert of_field and of_field <= of_message
    assert POINT in {point.id for point in db.escalations(sequence="ocpp16-transaction-start")}
    assert db.escalations(subject="MessageTimeout")[0].version == "1.6"


def test_by_words_and_all_of_them(db):
    assert [point.id for point in db.settled(words="meterStart Wh")] == ["ocpp16-meter-start-unit"]
    assert POINT in {point.id for point in db.escalations(words="long wait answer request")}
    assert db.escalations(words="wait xyzzy") == db.settled(words="meterStart xyzzy") == []


def test_a_message_field_key_and_sequence_carry_their_escalations(db):
    message = db.message("StartTransaction", version="1.6")
    assert message.escalations == tuple(point.id for point in db.escalations(action="StartTransaction", version="1.6"))
    field = db.field("StartTransaction.response.transactionId", version="1.6")
    assert set(field.escalations) == {
        point.id for point in db.escalations(path="StartTransaction.response.transactionId", version="1.6")
    }
    assert POINT in db.config_key("MessageTimeout").escalations
    assert POINT in db.sequence("ocpp16-transaction-start").escalations


def test_what_a_message_carries_is_what_is_listed_for_it(db):
    for message in (each for each in db.messages() if "points" in db.version(each.version).reaches):
        listed = db.escalations(action=message.action, version=message.version)
        assert message.escalations == tuple(point.id for point in listed), (message.version, message.action)


def test_a_point_about_a_value_is_about_the_fields_that_may_have_it(db):
    point = next(
        point
        for point in db.escalations(version="1.6")
        if ("1.6", "enum-value", "ChargingProfilePurposeType.TxDefaultProfile") in point.subjects
    )
    assert point.id in db.message("SetChargingProfile", version="1.6").escalations
    assert point.id in db.field("SetChargingProfile.request.csChargingProfiles.chargingProfilePurpose").escalations


def test_the_canned_query_lists_the_same_points(db, database_file):
    from ocppdb.site.serve import metadata

    connection = sqlite3.connect(database_file)
    sql = metadata("ocpp")["databases"]["ocpp"]["queries"]["open_points_of_a_message"]["sql"]
    for action in ("SetChargingProfile", "StartTransaction", "Reset"):
        rows = connection.execute(sql, {"version": "1.6", "action": action}).fetchall()
        assert sorted(row[0] for row in rows) == list(db.message(action, version="1.6").escalations)
    connection.close()


def test_unknown_names_are_errors(db):
    with pytest.raises(
        ocppdb.NotFound,
        match="no escalation 'ocpp16-call-timout-length' in any version of OCPP; nearest: ocpp16-call-timeout-length",
    ):
        db.escalation("ocpp16-call-timout-length")
    with pytest.raises(ocppdb.NotFound, match="no message 'StartTransactions'"):
        db.escalations(action="StartTransactions")


def test_strict_asks_and_writes_no_code(db):
    lines = db.escalation(POINT).answer("strict").splitlines()
    assert lines[0] == "POLICY-DEPENDENT: How long to wait for the answer to a request"
    assert "Over which networks do these stations talk, and how long may a request stay unanswered on either side?" in lines
    assert lines[-1] == "Write no code for this point before it is answered."


def test_pragmatic_takes_the_default_and_leaves_a_comment(db):
    assert db.escalation(POINT).answer("pragmatic", "//").splitlines()[-1] == (
        "// OCPP POLICY-DEPENDENT: Wait 30 seconds unless MessageTimeout says otherwise. Verify this matches your requirements."
    )


@pytest.mark.parametrize(
    ("language", "begins", "ends"),
    [
        ("//", "// ", "."),
        ("java", "// ", "."),
        ("C++", "// ", "."),
        (".rs", "// ", "."),
        ("Python", "# ", "."),
        ("yaml", "# ", "."),
        ("sql", "-- ", "."),
        ("Clojure", "; ", "."),
        ("html", "<!-- ", " -->"),
        ("css", "/* ", " */"),
        ("klingon", "// ", "."),
    ],
)
def test_comments_in_the_languages_own_syntax(language, begins, ends):
    said = comment("OCPP SPEC-SILENT: x. Verify this matches your requirements.", language)
    assert said.startswith(begins + "OCPP") and said.endswith("requirements" + ("" if ends == "." else ".") + ends)


# --- the mode of a project -----------------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path):
    (tmp_path / ".git").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("line", "mode"),
    [
        ("For OCPP: use pragmatic escalation mode.", "pragmatic"),
        ("OCPP escalation: strict — always ask before assuming spec-silent behavior.", "strict"),
        ("- **OCPP escalation mode**: `PRAGMATIC`", "pragmatic"),
        ("ocpp escalation strictness: pragmatic", "pragmatic"),
        ("When working on OCPP, escalate pragmatically.", "pragmatic"),
        ("Use the pragmatic, not the strict, mode for OCPP escalations.", "pragmatic"),
        ("OCPP escalation: strict, never pragmatic", "strict"),
        ("Do not use the pragmatic escalation mode for OCPP.", "strict"),
        ("OCPP escalation mode: pragmatic rather than strict", "pragmatic"),
        ("escalation_mode_ocpp = strict", "strict"),
    ],
)
def test_one_line_decides(project, line, mode):
    (project / "CLAUDE.md").write_text(f"# Our project\n\n{line}\n")
    answer = escalation_mode(project)
    assert (answer.mode, answer.line) == (mode, 3)
    assert answer.file == str(project / "CLAUDE.md") and line in answer.reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "OCPP is what we speak.",
        "Use strict typing.",
        "Be pragmatic about tests.",
        "Escalate pragmatic questions to the lead.",
        "```\nFor OCPP: use pragmatic escalation mode.\n```",
        "<!-- For OCPP: use pragmatic escalation mode. -->",
        "OCPP escalation strictness is documented elsewhere.",
    ],
)
def test_nothing_about_it_means_strict(project, text):
    (project / "AGENTS.md").write_text(text)
    assert escalation_mode(project)[:3] == ("strict", None, None)


def test_a_heading_may_speak_of_ocpp(project):
    (project / "AGENTS.md").write_text("## OCPP\n\nSpeak 1.6J.\nEscalation: pragmatic\n\n## Types\n\nMode: strict\n")
    assert escalation_mode(project)[:3] == ("pragmatic", str(project / "AGENTS.md"), 4)


def test_contradictory_lines_mean_strict_and_are_named(project):
    (project / "CLAUDE.md").write_text("OCPP escalation: pragmatic\n")
    (project / "AGENTS.md").write_text("OCPP escalation: strict\n")
    answer = escalation_mode(project)
    assert answer.mode == "strict"
    assert answer.reason == f"contradictory lines, so the default holds: {project / 'CLAUDE.md'}:1, {project / 'AGENTS.md'}:1"


def test_it_looks_up_to_the_root_of_the_repository_and_no_further(project):
    deep = project / "src" / "ocpp"
    deep.mkdir(parents=True)
    (project / "CLAUDE.md").write_text("OCPP escalation: pragmatic\n")
    assert escalation_mode(deep).file == str(project / "CLAUDE.md")
    (project / "src" / ".git").mkdir()
    assert escalation_mode(deep).file is None


def test_files_that_cannot_be_read_decide_nothing(project):
    (project / "CLAUDE.md").mkdir()
    (project / "AGENTS.md").write_bytes(b"\xff\xfe\x00OCPP escalation: pragmatic" + b"\x00" * 100)
    assert escalation_mode(project).mode in ("strict", "pragmatic")
    assert escalation_mode(project / "absent").mode == escalation_mode(project).mode
