"""The first screen of an option's sheet: links to its parts, its outlays drawn, elements folded beneath totals."""

from __future__ import annotations

import numpy as np
import openpyxl
import pytest

from estimator import load
from estimator.calculators.roles import Role
from estimator.returned.verify import verify
from estimator.workbook.plan.row_places import CONTENTS, HEADER, LABEL, UNIT, VALUE
from tests.coast import pack, sent
from tests.opened import opened
from tests.shipped import workbook

__all__ = ["pack", "sent"]
OPTION = "patrol_ships"


@pytest.fixture(scope="module")
def result(pack):
    return load(pack).compare()


@pytest.fixture(scope="module")
def sheet(sent):
    return opened(sent)[OPTION]


def links(sheet):
    """The links to places of the sheet itself: each text with the row that it leads to."""
    found = [cell for row in sheet.iter_rows(min_row=CONTENTS) for cell in row if cell.hyperlink]
    own = [cell for cell in found if cell.hyperlink.location.startswith(f"{sheet.title}!")]
    return {cell.value: int(cell.hyperlink.location.rpartition("!A")[2]) for cell in own}


def elements(result, sheet):
    """The rows of the headings of the option's elements, by id."""
    labels = {each.label: each.id for each in result.model.pack.options[OPTION].elements}
    rows = [row for row in range(HEADER + 1, sheet.max_row) if sheet.row_dimensions[row + 1].hidden]
    return {labels[name]: row for row in rows if (name := sheet.cell(row, LABEL).value) in labels}


def test_a_link_on_the_first_screen_leads_to_the_heading_of_each_part(sheet, result):
    found = links(sheet)
    assert {"Metrics", "Costs", "Budget", "People"} <= set(found)
    assert {each.label for each in result.model.pack.options[OPTION].elements} <= set(found)
    for words, row in found.items():
        heading = sheet.cell(row, LABEL).value
        assert heading == words or heading.endswith(f": {words.lower()}")
        assert sheet.row_dimensions[row + 1].outlineLevel == 1


def test_the_rows_of_an_element_are_folded_and_its_total_stays_in_sight(sheet, result):
    found = elements(result, sheet)
    assert len(found) == len(result.model.pack.options[OPTION].elements)
    for row in found.values():
        assert not sheet.row_dimensions[row].hidden
        assert sheet.row_dimensions[row + 1].hidden


def test_the_totals_of_the_elements_add_up_to_the_life_cycle_cost(sent, result):
    sheet = opened(sent, data_only=True)[OPTION]
    totals = [sheet.cell(row, VALUE).value for row in elements(result, sheet).values()]
    cost = result.values[result.model.require_role(Role.LIFE_CYCLE_COST, OPTION)][0, 0]
    assert np.isclose(sum(each for each in totals if each is not None), cost, rtol=1e-12)
    assert verify(sent).holds


def test_the_outlays_are_drawn_against_the_headroom_beside_the_words(sheet, result):
    (chart,) = sheet._charts
    settings, first = result.model.pack.settings, HEADER
    assert chart.anchor._from.row + 1 == sheet_row(sheet, "In plain words, as it stands now")
    names = [series.tx.strRef.f for each in chart._charts for series in each.series]
    assert [each.rpartition("!")[0].strip("'") for each in names] == [OPTION, "Economy and budget"]
    years = chart.series[0].cat.numRef or chart.series[0].cat.strRef
    left, right = (each.strip("$").split("$") for each in years.f.rpartition("!")[2].split(":"))
    assert [sheet[f"{column}{first}"].value for column, _ in (left, right)] == [settings.first_year, settings.last_year]


def sheet_row(sheet, text):
    return next(row for row in range(1, sheet.max_row) if sheet.cell(row, LABEL).value == text)


def test_a_sentence_does_not_run_under_the_chart(sent):
    sheet = opened(sent, data_only=True)[OPTION]
    (chart,) = opened(sent)[OPTION]._charts
    columns = range(UNIT, chart.anchor._from.col + 1)
    shown = [openpyxl.utils.get_column_letter(each) for each in columns]
    room = sum(sheet.column_dimensions[each].width for each in shown if not sheet.column_dimensions[each].hidden)
    words = sheet_row(sheet, "In plain words, as it stands now")
    assert max(len(sheet.cell(row, UNIT).value or "") for row in range(words + 1, words + 15)) * 0.8 < room


def test_outlays_that_stand_alone_are_drawn_from_nil():
    # The baseline takes no headroom: its outlays hardly change, and columns cut off beneath would make them seem to.
    sheets = opened(workbook("coastguard"))
    (alone,), (against,) = (sheets[tab]._charts for tab in ("Ageing ships", "Five charters"))
    assert (alone.y_axis.scaling.min, against.y_axis.scaling.min) == (0.0, None)
