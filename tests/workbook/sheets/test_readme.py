"""The sheet Read me: what it explains, and that it does not say again what Answer says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from estimator import load
from estimator.report.manifest import manifest_texts
from estimator.report.words.summary import CHEAPEST_THAT_FITS
from estimator.workbook.book import compose
from estimator.workbook.plan.landmarks import MANIFEST_HEADING
from estimator.workbook.plan.sheet_registry import ANSWER, README
from estimator.workbook.sheets.answer.sheet import FIT_NOW
from tests.workbook import small
from tests.workbook.sheets.test_answer_lines import OPTIONS, model_of


def sheet_of(made, name):
    return next(grid for grid in made.grids if grid.name == name)


def column(grid, number):
    return [entry.content for (_, at), entry in sorted(grid.entries.items()) if at == number]


def told(model, values):
    """The texts of the first column of Read me, and the book."""
    made = compose(model, values, manifest_texts(model.pack))
    return column(sheet_of(made, README), 1), made


@pytest.fixture(scope="module")
def coastguard(pack):
    found = load(pack).compare()
    return told(found.model, found.values)


def test_the_glossary_explains_the_words_of_this_workbook_and_no_others(coastguard):
    found, _ = coastguard
    terms = found[found.index("Words used") + 1 : found.index(MANIFEST_HEADING)]
    assert {"Headroom", "Redirectable", "Movable share", "Fill rate", "Station", "Obligation"} <= set(terms)
    assert not {"Enabler", "Revisit time", "Exposure"} & set(terms)  # patrol ships strike nothing
    boats, _ = told(small.model(), small.values(small.model()))
    assert {"Headroom", "Station"}.isdisjoint(boats)
    assert "Life-cycle cost" in boats


def test_the_answer_stands_once_on_the_sheet_answer(coastguard):
    found, made = coastguard
    headings = [FIT_NOW, CHEAPEST_THAT_FITS.heading]
    assert set(headings) <= set(column(sheet_of(made, ANSWER), 1))
    assert set(headings).isdisjoint(found)


def test_a_workbook_without_the_sheet_answer_says_the_answer_on_read_me():
    # Nothing to fit into is counted, so nothing is drawn and no option fits or fails: who leaks least is all there is.
    model, values = model_of(OPTIONS)
    rows = {id: row for id, row in model.rows.items() if id.endswith("expected_leakers")}
    found, made = told(replace(model, rows=rows, order=tuple(rows)), {id: values[id] for id in rows})
    assert ANSWER not in [grid.name for grid in made.grids]
    row = found.index("Fewest missiles of the first day get through")
    assert found[row - 1] == "The answer, as it stands now"
