"""What carries over from one version to the next: shown by the hashes of requirements, and never more than is shown."""

import pytest

from ocppdb.build.carried import with_carried
from ocppdb.build.seed import Record, Seed
from ocppdb.build.structure import Structure
from ocppdb.errors import NotReached


def record(**told):
    made = Record("seed/a/rules.yml", 1)
    made.update(told)
    return made


def carried(rule=(), texts=("same", "same"), **others):
    """The rules of version b that follow from one rule of version a, which rests on A01.FR.01."""
    beside = {"version": "a", "slug": "a", "source": "text-a"}
    told = {"id": "warm", "text": "The Kettle is warm.", "section": "A01.FR.01", "subjects": []} | beside | dict(rule)
    seed = Seed(
        version=[
            record(id="a", version="a", slug="a", words=["a"]),
            record(id="b", version="b", slug="b", words=["b"], carries="a"),
        ],
        rules=[record(**told)],
        sources=[record(id=f"text-{each}", edition="2025-01") for each in "ab"] + [record(id="errata", edition="2026-02")],
        terms=[record(version=each, term="Kettle") for each in "ab"] + [record(version="a", term="Stove")],
        **{"requirement-texts": [text(version, sha) for version, sha in zip("ab", texts, strict=True)]} | others,
    )
    nothing = Structure({}, [], {})
    return [each for each in with_carried(seed, {"a": nothing, "b": nothing}).of("rules") if each["version"] == "b"]


def text(version, sha, **later):
    return record(version=version, requirement="A01.FR.01", text_sha=sha, source=f"text-{version}", **later)


def test_a_rule_is_carried_over_with_its_own_citation_and_the_proof():
    (rule,) = carried({"note": "Lukewarm will do.", "allowed": "required"})
    assert dict(rule) == {
        "id": "warm",
        "text": "The Kettle is warm.",
        "note": "Lukewarm will do.",
        "allowed": "required",
        "section": "A01.FR.01",
        "subjects": [],
        "source": "text-b",
        "version": "b",
        "slug": "b",
        "origin": "carried-over",
        "carried_from": "a",
        "proof": "Reads the same in OCPP a and b: A01.FR.01 (hash same).",
    }


@pytest.mark.parametrize(
    "given",
    [
        {"texts": ("one", "another")},
        {"requirement-texts": [text("a", "same"), text("b", "same", later_sha="other", later_source="errata")]},
        {"requirement-texts": [text("a", "same")]},
        {"errata": [record(version="a", source="errata", subjects=[{"kind": "requirement", "name": "A01.FR.01"}])]},
        {"rule": {"section": "3.1"}},
        {"rule": {"requirements": ["A01.FR.02"]}},
        {"rule": {"note": "Said in the note of the requirement."}},
        {"rule": {"subjects": [{"kind": "term", "name": "Stove"}]}},
        {"rule": {"text": "On a Stove it is warm."}},
        {"rule": {"text": "It is warm since Edition 4."}},
    ],
    ids=str,
)
def test_what_is_not_shown_is_not_carried_over(given):
    assert carried(**given) == []


def test_a_note_on_documents_of_the_version_before_stays_there():
    assert "note" not in carried({"note": "TC_01 tests it."})[0]


def test_frames_of_2_1_are_judged_by_rules_that_it_has_in_common_with_2_0_1(db):
    payload = {"idTokenInfo": {"status": "Accepted"}, "certificateStatus": "CertificateRevoked"}
    (finding,) = db.validate(payload, "2.1", "Authorize", "response").findings
    assert (finding.rule, finding.source, finding.section) == ("c-contract-status-revoked", "ocpp21-part2-ed1", "C07.FR.16")


def test_that_no_rule_of_2_1_is_found_is_no_answer(db):
    with pytest.raises(NotReached, match="^the rules of OCPP 2.1 are not all recorded yet, so that none is found says nothing"):
        db.rules("BatterySwap", "2.1")
    assert {rule.origin for rule in db.rules(version="2.1")} == {"carried-over"}


def test_a_carried_rule_leads_to_the_one_that_it_is_the_same_as(db):
    (chapter,) = (each for each in db.about("b-reset-accepted", "2.1").chapters if each.title == "Linked with")
    assert ("2.0.1", "rule", "b-reset-accepted", "same as") in [(i.version, i.kind, i.name, i.detail) for i in chapter.items]


INVARIANT = """
SELECT rules.slug FROM rules WHERE origin = 'carried-over' AND NOT EXISTS
  (SELECT 1 FROM links WHERE links.version = rules.version AND relation = 'same-as' AND from_kind = 'rule' AND from_name = rules.id
   AND to_version != links.version AND to_name = rules.id)
"""


def test_every_carried_rule_is_linked(db):
    assert db.sql(INVARIANT) == []


def test_rules_of_the_later_version_are_found_by_words(db):
    assert "k-txprofile-needs-transaction" in [rule.id for rule in db.rules(words="TxProfile transactionId", version="2.1")]
