"""The one reader: what was typed in is found whatever was moved, renamed or translated."""

import openpyxl
import pytest

from estimator.errors import WorkbookError
from estimator.returned.reader.workbook import read_returned
from estimator.workbook.plan.input_places import COLUMN
from tests.returned.sent_back import CASES, GROWTH, PRICE, READ, SCENARIO, SHARE, YEAR, above_the_headings, fill_in
from tests.returned.sent_back import renamed as rename
from tests.returned.typed_values import read_your_values


@pytest.mark.parametrize(("language", "move"), CASES)
def test_values_and_scenario_are_read_wherever_they_stand(request, returned, language, move):
    found = read_your_values(returned(fill_in, move, sent=request.getfixturevalue(language)))
    assert not found.refused
    assert {(each.id, each.year) for each in found.typed} == set(READ)
    assert found.numbers == {SHARE: 0.15}
    assert found.by_year == {GROWTH: {YEAR: 2.5}}
    assert found.scenario == SCENARIO


@pytest.mark.parametrize(("language", "move"), CASES)
def test_everything_else_reads_as_in_the_file_that_was_sent(request, returned, language, move):
    sent = request.getfixturevalue(language)
    before, after = read_returned(sent), read_returned(returned(move, sent=sent))

    def plain(rows):
        return {id: (each.unit, each.scale, each.value, each.by_year, each.given) for id, each in rows.items()}

    assert plain(after.base_rows()) == plain(before.base_rows())
    assert {each.by_year for each in before.base_rows().values()} == {True, False}
    assert [*after.comparison.options.values()] == [*before.comparison.options.values()]
    assert after.comparison.metrics.keys() == before.comparison.metrics.keys()
    assert after.scenario_values([SCENARIO]) == before.scenario_values([SCENARIO]) != {}
    assert after.scenarios.set_by(SCENARIO) == before.scenarios.set_by(SCENARIO) != frozenset()
    assert after.scenarios.set_by("base") == frozenset()


def test_a_renamed_sheet_with_a_row_on_top_is_found_by_its_title(returned):
    found = read_your_values(returned(fill_in, above_the_headings, rename))
    assert (found.numbers, found.scenario) == ({SHARE: 0.15}, SCENARIO)


def test_where_properties_were_dropped_the_manifest_is_read_beside_its_heading(sent, returned):
    def change(book):
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        book["Read me"].insert_cols(1)

    kept = read_returned(sent).manifest
    assert read_returned(returned(change)).manifest.items() >= {(key, kept[key]) for key in ("pack", "digest")}


@pytest.mark.parametrize("name", ["id", "value", "your_value", "unit", "scale"])
def test_a_heading_without_which_nothing_can_be_read_is_asked_for_at_its_cell(returned, name):
    def change(book):
        book["Assumptions"].cell(4, COLUMN[name]).value = "?"

    cell = f"Assumptions!{openpyxl.utils.get_column_letter(COLUMN[name])}4"
    with pytest.raises(WorkbookError, match=f"{cell}: expected the heading"):
        read_returned(returned(change))


def test_a_column_whose_heading_was_edited_stands_where_it_stood(returned):
    def change(book):
        book["Assumptions"].cell(4, COLUMN["source"]).value = "Where it comes from"

    read = read_returned(returned(change)).assumptions
    assert read.columns == COLUMN
    assert PRICE in {read.text(row, "id") for row in read.rows}
