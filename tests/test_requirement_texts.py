"""The hash of what a requirement says: the same for two copies that differ in form, another for another demand."""

from ocppdb.build.requirement_texts import requirement_rows, seed_file, text_sha
from ocppdb.build.seed import Record, Seed

COPY = """
# A table as a conversion writes it

<table><tr><td>ID</td><td>Precondition</td><td>Requirement definition</td><td>Note</td></tr>
<tr><td colspan="4">Several displays</td></tr>
<tr><td>001.FR.02 (2.1)</td><td>When a <b>tray</b> is empty</td><td>The Kettle SHALL send a TransactionRequest. (Same as A01.FR.07)</td><td>A note</td></tr>
<tr><td>104.FR.O3</td><td></td><td>The Kettle MAY whistle &lt; twice.</td></tr></table>
"""


def test_the_rows_of_a_table_are_read():
    assert list(requirement_rows(COPY)) == [
        ("O01.FR.02", "When a <b>tray</b> is empty", "The Kettle SHALL send a TransactionRequest. (Same as A01.FR.07)"),
        ("I04.FR.03", "", "The Kettle MAY whistle &lt; twice."),
    ]


def test_form_does_not_count():
    assert text_sha("When a tray is empty", "the kettle shall send a TransactionEventRequest") == text_sha(
        "When a <b>tray</b> is empty (2.1)", "The Kettle SHALL send a TransactionRequest. (Same as A01.FR.07)"
    )


def test_what_is_said_counts_and_so_does_the_column():
    assert len({text_sha("", "it shall"), text_sha("", "it may"), text_sha("it", "shall"), text_sha("its", "hall")}) == 4


def test_the_first_document_counts_the_last_is_kept_beside_it_and_a_deleted_requirement_has_no_hash():
    seed = Seed(requirements=[_requirement("O01.FR.02"), _requirement("I04.FR.03", deleted_in="2"), _requirement("A01.FR.01")])
    errata = (
        "<table><tr><td>O01.FR.02</td><td></td><td>another</td></tr><tr><td>A01.FR.01</td><td></td><td>one</td></tr></table>"
    )
    assert seed_file(seed, "ocpp99", {"part2": COPY, "errata": errata}) == (
        "# Made by python -m ocppdb.build.requirement_texts.\n"
        "source: part2\n"
        "records:\n"
        f"- {{requirement: A01.FR.01, text_sha: '{text_sha('', 'one')}', source: errata}}\n"
        f"- {{requirement: O01.FR.02, text_sha: '{text_sha('When a tray is empty', 'The Kettle SHALL send a TransactionRequest.')}', "
        f"later_sha: '{text_sha('', 'another')}', later_source: errata}}\n"
    )


def test_errata_have_a_word_before_the_id_and_what_they_delete_says_nothing():
    errata = (
        "<table><tr><td>Old</td><td>B09.FR.2 2 (2.1)</td><td>a</td><td>b</td></tr><tr><td>New text</td><td>B09.FR.22</td><td>a</td>"
        "<td>c</td></tr><tr><td>Delete</td><td>E06.FR.05</td><td>d</td><td>e</td></tr></table>"
    )
    assert list(requirement_rows(errata)) == [("B09.FR.22", "a", "b"), ("B09.FR.22", "a", "c"), ("E06.FR.05", "", "")]


def _requirement(id_, **others):
    record = Record("seed/ocpp99/requirements.yml", 1)
    record.update({"id": id_, "slug": "ocpp99"} | others)
    return record
