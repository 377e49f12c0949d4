"""What readers write beside the tables is told as a note with its cell; it is never an id, and nothing fails of it."""

import pytest

from estimator import load
from estimator.pack import without_layers
from estimator.returned.importing import read_import
from estimator.returned.shown_values import read_exported
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST
from tests.returned.moved_lines import insert_column, insert_row
from tests.returned.sent_back import GROWTH, SHARE, row_of

pytestmark = pytest.mark.usefixtures("keeping")  # what a pack gives today is composed once, not for each file


def block_of(sheet, id):
    """The rows of a block on Yearly inputs by their labels."""
    row, found = row_of(sheet, id, 4) + 1, {}
    while label := sheet.cell(row, 1).value:
        found[label] = row
        row += 1
    return found


def ids_that_are_none(book):
    """Texts in every column of ids, where no assumption, metric or option stands; each with its cell."""
    yearly, last = book["Yearly inputs"], book["Assumptions"].max_row
    cells = {
        f"Yearly inputs!D{block_of(yearly, GROWTH)['Your value']}": "economy.nothing",
        f"Yearly inputs!D{block_of(yearly, GROWTH)['In use'] + 1}": "ask the ministry",
        f"Assumptions!A{last + 3}": "sum.of_mine",
        "Scenarios!A9": "not.here",
        "Comparison!H8": "checked",
        f"Comparison!H{book['Comparison'].max_row + 2}": "checked",
    }
    return _typed(book, cells)


def remarks(book):
    """Remarks and a sum to the right of the tables and beneath them."""
    return _typed(book, {"Assumptions!Z9": "who says so?", "Checks!H3": 12.5, "shore_watch!C3": "=1+1"})


def _typed(book, cells):
    for where, content in cells.items():
        sheet, _, cell = where.partition("!")
        book[sheet][cell].value = content
    return cells


@pytest.fixture
def case(pack):
    return without_layers(load(pack).pack)


@pytest.mark.parametrize("write", [ids_that_are_none, remarks])
def test_what_stands_where_the_program_writes_nothing_is_a_note_with_its_cell(returned, sent, case, write):
    cells = {}
    file = returned(lambda book: cells.update(write(book)))
    found, before = read_import(file, case), read_exported(sent)
    told = {note.partition(" holds a note")[0]: note for note in found.notes}
    assert told.keys() == cells.keys()
    for cell, content in cells.items():
        assert repr(str(content)) in told[cell]
    assert (found.taken, found.refused, found.edited, found.differs) == ((), (), (), ())
    now = read_exported(file)
    assert now.assumptions.keys() == before.assumptions.keys()
    assert {id: each.keys() for id, each in now.results.items()} == {
        id: each.keys() for id, each in before.results.items()
    }


@pytest.mark.parametrize("language", ["sent", "sent_in_japanese"])
def test_a_workbook_that_nobody_wrote_in_holds_no_notes(request, case, language):
    assert read_import(request.getfixturevalue(language), case).notes == ()


def test_a_label_that_was_emptied_leaves_its_block_as_it_is(returned, case):
    def change(book):
        sheet = book["Yearly inputs"]
        sheet.cell(row_of(sheet, GROWTH, 4), 1).value = None
        sheet.cell(block_of(sheet, GROWTH)["Your value"], FIRST + 3).value = 0.0125  # a cell for a share: 1.25 %

    (taken,) = read_import(returned(change), case).taken
    assert (taken.id, taken.number) == (GROWTH, pytest.approx(1.25))


def test_remarks_in_a_column_to_the_left_of_the_labels_do_not_become_the_labels(returned, case):
    def change(book):
        sheet = book["Yearly inputs"]
        sheet.cell(block_of(sheet, GROWTH)["Your value"], FIRST).value = 0.0275
        insert_column(book, "Yearly inputs", 1)
        sheet["A8"].value, sheet["A9"].value = "look here", "look here"

    (taken,) = read_import(returned(change), case).taken
    assert (taken.id, taken.number) == (GROWTH, pytest.approx(2.75))


def test_notes_in_a_row_that_was_inserted_are_told_once_and_their_text_is_cut(returned, case):
    def change(book):
        row = row_of(book["Assumptions"], SHARE)
        insert_row(book, "Assumptions", row)
        for name in ("label", "note", "source"):
            book["Assumptions"].cell(row, COLUMN[name]).value = "too low! " * 50

    notes = [each for each in read_import(returned(change), case).notes if "holds a note" in each]
    assert len(notes) == 1
    assert "(and 2 more of its row)" in notes[0]
    assert len(notes[0]) < 200
