"""Tasks as agents get them: each is answered by reading two documents of the skill, and by three calls of the tools, for little reading."""

import statistics

import pytest
from reading import MOST, TASKS, by_documents, by_tools, missing

from ocppdb.agents.documents import text

named = pytest.mark.parametrize("task", TASKS, ids=lambda task: task["task"][:60])


@pytest.fixture(scope="module")
def documents(db):
    return {each.path.rpartition("/")[2].removesuffix(".md"): text(db, each) for each in db.documents()}


@pytest.fixture
def project(tmp_path):
    (tmp_path / ".git").mkdir()
    return str(tmp_path)


def test_there_are_tasks_enough_and_the_hardest_questions_are_among_them():
    assert len(TASKS) >= 40 and len({task["task"] for task in TASKS}) == len(TASKS)
    assert sum("question" in task for task in TASKS) >= 10


@named
def test_the_tools_answer_within_three_calls(db, project, task):
    seen = by_tools(db, task, project)
    assert len(task["calls"]) <= 3
    assert missing(seen, task) == []
    assert seen.size <= MOST


@named
def test_the_documents_answer_within_two_of_them(documents, task):
    seen = by_documents(documents, task)
    assert len(task["documents"]) <= 2
    assert missing(seen, task) == []
    assert seen.size <= MOST


def test_a_fact_that_is_not_there_is_missed(db, documents, project):
    """The checks can fail."""
    task = TASKS[0] | {"must": ["chargePointMood"], "must_not": ["currentTime"]}
    for seen in (by_tools(db, task, project), by_documents(documents, task)):
        assert missing(seen, task) == [["chargePointMood"], "not currentTime"]


def test_on_average_a_task_costs_little(db, documents, project):
    assert statistics.mean(by_tools(db, task, project).size for task in TASKS) < 12_000
    assert statistics.mean(by_documents(documents, task).size for task in TASKS) < 15_000
