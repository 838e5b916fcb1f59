"""The hardest questions are answered by reading the skill alone: SKILL.md, the contents of one document, and the parts that they lead to."""

import re
from pathlib import Path

import pytest
import yaml
from reading import MOST

from ocppdb.agents.documents import sections
from ocppdb.agents.documents.markdown import anchor
from ocppdb.agents.skill import files
from ocppdb.agents.skill.folder import SKILL

QUESTIONS = yaml.safe_load((Path(__file__).parent / "hardest.yml").read_text())["questions"]
ASKED = Path(__file__).parents[1] / "questions" / "test_questions.py"
each = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: str(question["number"]))


@pytest.fixture(scope="module")
def skill(db):
    return {path.removeprefix(f"{SKILL}/"): text for path, text in files(db).items() if path.startswith(SKILL)}


@pytest.fixture(scope="module")
def lead(skill):
    """Where SKILL.md leads for each document."""
    return {path.rpartition("/")[2]: path for path in re.findall(r"\]\((references/[^)]+)\)", skill["SKILL.md"])}


def test_they_are_those_that_are_asked():
    numbers = [question["number"] for question in QUESTIONS]
    assert len(numbers) >= 10
    assert sorted(numbers) == sorted({int(found) for found in re.findall(r"(?m)^def test_(\d+)_", ASKED.read_text())})


@each
def test_the_parts_that_the_contents_lead_to_hold_the_answer(skill, lead, question):
    text = skill[lead[question["document"]]]
    parts = sections(text)
    wanted = [anchor(part) for part in question["parts"]]
    assert [place for place in wanted if f"](#{place})" not in parts["contents"]] == []
    read = " ".join(" ".join(parts[place].split()) for place in wanted)
    assert [fact for fact in question["holds"] if fact not in read] == []
    assert len((parts["contents"] + read).encode()) <= MOST


def test_what_stands_elsewhere_is_missed(skill, lead):
    """The check can fail: the answer to the last question does not stand in the part of the first."""
    text = skill[lead[QUESTIONS[0]["document"]]]
    assert QUESTIONS[-1]["holds"][0] not in " ".join(sections(text)[anchor(QUESTIONS[0]["parts"][0])].split())
