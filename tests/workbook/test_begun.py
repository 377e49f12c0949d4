"""Sheets that no draw changes are made while draws are: once, and the workbook is the same."""

from dataclasses import replace

import pytest

from estimator.workbook import book
from estimator.workbook.book import begin
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, README
from estimator.workbook.sheets.value_sheet import NOTHING_ATTACHED
from tests.workbook import small


@pytest.fixture
def made():
    model = small.model()
    return model, small.values(model)


@pytest.fixture
def names_built(monkeypatch):
    """The names of the sheets that are built, in order."""
    names, built = [], book.built

    def noted(plans, name):
        names.append(name)
        return built(plans, name)

    monkeypatch.setattr(book, "built", noted)
    return names


def test_sheets_that_were_begun_are_not_made_again_and_the_bytes_are_the_same(made, names_built):
    whole = workbook_bytes(*made, manifest={"scenario": "x"})
    alone, names_built[:] = sorted(names_built), []
    begun = begin(*made, NOTHING_ATTACHED)
    assert {ASSUMPTIONS, *begun.plans.layout.option_sheets.values()} <= set(begun.grids) == set(names_built)
    assert not {README, COMPARISON} & set(begun.grids)
    assert workbook_bytes(*made, manifest={"scenario": "x"}, begun=begun) == whole
    assert sorted(names_built) == alone
    assert not begun.grids


def test_what_was_begun_serves_no_other_workbook(made):
    model, values = made
    other, shown = dict(values), replace(NOTHING_ATTACHED, all_years=True)
    begun = begin(model, values, NOTHING_ATTACHED)
    assert begun.suits(model, values, NOTHING_ATTACHED, False)
    assert not begun.suits(model, values, shown, False)
    assert not begun.suits(model, values, NOTHING_ATTACHED, True)
    assert not begun.suits(model, other, NOTHING_ATTACHED, False)
    assert workbook_bytes(*made, manifest={}, attached=shown, begun=begun) == workbook_bytes(
        *made, manifest={}, attached=shown
    )
    taken = begin(model, values, NOTHING_ATTACHED)
    first = workbook_bytes(*made, manifest={}, begun=taken)
    assert workbook_bytes(*made, manifest={}, begun=taken) == first
