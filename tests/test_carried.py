"""What carries over from one version to the next: shown by the hashes of requirements, and never more than is shown."""

import pytest

from ocppdb.build.carried import with_carried
from ocppdb.build.seed import Record, Seed
from ocppdb.build.structure import Structure


def record(**told):
    made = Record("seed/a/rules.yml", 1)
    made.update(told)
    return made


def seed_of(texts=("same", "same"), **lists):
    """A seed of two versions, of which b carries over from a; A01.FR.01 reads in each as its hash says."""
    return Seed(
        version=[
            record(id="a", version="a", slug="a", words=["a"]),
            record(id="b", version="b", slug="b", words=["b"], carries="a"),
        ],
        sources=[record(id=f"text-{each}", edition="2025-01") for each in "ab"] + [record(id="errata", edition="2026-02")],
        terms=[record(version=each, term="Kettle") for each in "ab"] + [record(version="a", term="Stove")],
        **{"requirement-texts": [text(version, sha) for version, sha in zip("ab", texts, strict=True)]} | lists,
    )


def later(list_, seed):
    """The records of a list in version b, with what is carried over."""
    nothing = Structure({}, [], {})
    return with_carried(seed, {"a": nothing, "b": nothing}).of(list_, "b")


def carried(rule=(), texts=("same", "same"), **others):
    """The rules of version b that follow from one rule of version a, which rests on A01.FR.01."""
    return later("rules", seed_of(texts, rules=[record(**RULE | dict(rule))], **others))


RULE = {
    "version": "a",
    "slug": "a",
    "source": "text-a",
    "id": "warm",
    "text": "The Kettle is warm.",
    "section": "A01.FR.01",
    "subjects": [],
}


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


def outcome(**told):
    return record(version="b", slug="b", source="text-b", rule="warm", **told)


@pytest.mark.parametrize("texts", [("same", "same"), ("one", "another")])
def test_a_rule_that_was_read_in_both_holds_with_the_place_where_it_was_read(texts):
    (rule,) = carried({"note": "TC_01 tests it."}, texts, carried=[outcome(section="3.2", text="The Kettle is hot.")])
    assert (rule["text"], rule["source"], rule["section"], rule.get("note")) == ("The Kettle is hot.", "text-b", "3.2", None)
    assert rule["proof"] == "Read in both: text-a A01.FR.01; text-b 3.2."


@pytest.mark.parametrize("told", [{"rewritten": "It is hot.", "as": ["hot"]}, {"ended": "Nobody asks for it."}])
def test_what_was_rewritten_or_ended_is_not_carried_over(told):
    assert carried(carried=[outcome(**told)]) == []


def point(**told):
    evidence = [record(source="text-a", section="A01.FR.01", note="The Kettle may be warm.")]
    beside = {"version": "a", "slug": "a", "id": "how-warm", "title": "Warmth", "subjects": [], "evidence": evidence}
    return record(**beside | told)


def test_a_point_that_rests_on_requirements_is_carried_over_with_their_places():
    (made,) = later("settled", seed_of(settled=[point(related=["how-cold"])]))
    assert made["evidence"] == [{"source": "text-b", "section": "A01.FR.01", "note": "The Kettle may be warm."}]
    assert made["related"] == [], "the other point was not carried over"


def test_what_the_text_does_not_say_has_to_be_looked_for_in_the_other_text():
    open_point = point(rests_on="absence")
    assert later("escalations", seed_of(escalations=[open_point])) == []
    looked_for = record(version="b", slug="b", source="text-b", escalation="how-warm")
    (made,) = later("escalations", seed_of(escalations=[open_point], carried=[looked_for]))
    assert [(each["source"], each["section"]) for each in made["evidence"]] == [("text-b", "A01.FR.01")]


def sequence(**step):
    said = {"version": "a", "slug": "a", "id": "boil", "title": "Boil", "summary": "It boils.", "use_case": "A01"}
    step = record(**{"internal": "Kettle", "note": "Boils.", "requirements": ["A01.FR.01"]} | step)
    return record(**said | {"section": "A01", "source": "text-a", "steps": [step], "checked_against": ["TC_01"]})


USE_CASES = [record(version=each, id="A01", title="Boiling") for each in "ab"]


def test_a_sequence_is_carried_over_where_all_its_steps_read_the_same():
    (made,) = later("sequences", seed_of(sequences=[sequence()], **{"use-cases": USE_CASES}))
    assert (made["id"], made["source"], made["section"]) == ("boil", "text-b", "A01")
    assert "checked_against" not in made, "nobody compared it with the later documents"


@pytest.mark.parametrize(
    ("step", "others"),
    [
        ({"requirements": ["A01.FR.02"]}, {}),
        ({"requirements": ["3.1"]}, {}),
        ({"note": "On a Stove."}, {}),
        ({"open_point": "how-warm"}, {"escalations": [point(rests_on="absence")]}),
        ({}, {"use-cases": [*USE_CASES[:1], record(version="b", id="A01", title="Freezing")]}),
    ],
    ids=str,
)
def test_a_sequence_is_not_carried_over_where_a_step_is_not_shown_to_hold(step, others):
    assert later("sequences", seed_of(sequences=[sequence(**step)], **{"use-cases": USE_CASES} | others)) == []


def test_a_note_on_documents_of_the_version_before_stays_there():
    assert "note" not in carried({"note": "TC_01 tests it."})[0]


def test_frames_of_2_1_are_judged_by_rules_that_it_has_in_common_with_2_0_1(db):
    payload = {"idTokenInfo": {"status": "Accepted"}, "certificateStatus": "CertificateRevoked"}
    (finding,) = db.validate(payload, "2.1", "Authorize", "response").findings
    assert (finding.rule, finding.source, finding.section) == ("c-contract-status-revoked", "ocpp21-part2-ed1", "C07.FR.16")


def test_what_holds_of_2_1_was_written_or_carried_over(db):
    assert {rule.origin for rule in db.rules(version="2.1")} == {"written", "carried-over"}


def test_a_carried_rule_leads_to_the_one_that_it_is_the_same_as(db):
    (chapter,) = (each for each in db.about("b-reset-accepted", "2.1").chapters if each.title == "Linked with")
    assert ("2.0.1", "rule", "b-reset-accepted", "same as") in [(i.version, i.kind, i.name, i.detail) for i in chapter.items]


INVARIANT = """
WITH carried(version, kind, name) AS (
  SELECT version, 'rule', id FROM rules WHERE origin = 'carried-over'
  UNION ALL SELECT version, 'sequence', id FROM sequences WHERE origin = 'carried-over'
  UNION ALL SELECT version, CASE status WHEN 'open' THEN 'escalation' ELSE 'settled' END, id FROM points WHERE origin = 'carried-over')
SELECT * FROM carried WHERE NOT EXISTS
  (SELECT 1 FROM links WHERE links.version = carried.version AND relation = 'same-as' AND from_kind = kind AND to_kind = kind
   AND replace(from_name, '-', '.') LIKE '%' || replace(name, '-', '.') AND to_version != links.version)
"""


def test_everything_that_is_carried_over_is_linked(db):
    assert db.sql(INVARIANT) == []


def test_rules_of_the_later_version_are_found_by_words(db):
    assert "k-txprofile-needs-transaction" in [rule.id for rule in db.rules(words="TxProfile transactionId", version="2.1")]
