"""A workbook's side of `diff` finds what `import` finds, whatever was moved, renamed or translated."""

import pytest

from estimator.analysis.differences.compared import differences
from estimator.returned.sides import side_of_workbook
from tests.returned.sent_back import (
    CASES,
    GROWTH,
    PRICE,
    SCENARIO,
    SHARE,
    YEAR,
    above_the_headings,
    fill_in,
    more_columns,
    renamed,
)
from tests.returned.typed_values import read_your_values


@pytest.mark.parametrize(("language", "move"), CASES)
def test_the_same_differences_are_found_in_a_workbook_whose_lines_and_sheets_moved(request, returned, language, move):
    sent = request.getfixturevalue(language)
    found = differences(side_of_workbook(sent), side_of_workbook(returned(fill_in, move, sent=sent)))
    typed = {each.id: each for each in found.assumptions if each.layer == "your value"}
    assert typed.keys() == {PRICE, SHARE, GROWTH}
    assert (typed[PRICE].new, typed[SHARE].new) == (pytest.approx(95.5), 0.15)
    assert (typed[GROWTH].years, typed[GROWTH].new[YEAR]) == ((YEAR,), 2.5)
    others = {each.layer for each in found.assumptions} - {"your value"}
    assert others == {f"scenario {SCENARIO}"}
    assert "life_cycle_cost" in {each.metric for each in found.results}


def test_lines_and_sheets_that_moved_are_no_difference(sent, returned):
    found = differences(side_of_workbook(sent), side_of_workbook(returned(above_the_headings, more_columns, renamed)))
    assert found.equal, (found.facts, found.assumptions[:3], found.results[:3])


def test_a_text_that_is_no_number_is_no_value_of_the_workbook(sent, returned):
    def change(book):
        fill_in(book)
        sheet = book["Assumptions"]
        cell = next(cell for cell in sheet["D"] if cell.value == "0.0955 GCRN_2024 / ship")
        cell.value = "about 90"

    path = returned(change)
    assert "about 90" in {each.content for each in read_your_values(path).typed}
    found = differences(side_of_workbook(sent), side_of_workbook(path)).assumptions
    assert PRICE not in {each.id for each in found}
