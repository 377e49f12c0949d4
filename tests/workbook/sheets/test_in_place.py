"""The sheet In place: each id beside what stands in its cell, each compared number beside the option's own."""

from __future__ import annotations

import openpyxl
import pytest

from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, IN_PLACE
from tests.shipped import compared


@pytest.fixture(scope="module")
def lines(tmp_path_factory):
    """Key, where, the option's own number and what stands there, in formulas and in values, by key and place."""
    path = compared("coastguard").to_workbook(tmp_path_factory.mktemp("in_place") / "boats.xlsx", draws=0)
    made = []
    for values in (False, True):
        sheet = openpyxl.load_workbook(path, data_only=values)[IN_PLACE]
        rows = [row[:4] for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]]
        made.append({(key, where): (own, there) for key, where, own, there in rows})
    return made


def test_an_id_stands_beside_the_cell_in_which_it_must_stand(lines):
    formulas, values = lines
    key = ("budget.gdp_share", ASSUMPTIONS)
    assert str(formulas[key][1]).startswith(f"={ASSUMPTIONS}!A")
    assert values[key] == (None, "budget.gdp_share")


def test_every_id_is_what_stands_in_its_cell_and_every_compared_number_the_options_own(lines):
    _, values = lines
    compared = {key: each for key, each in values.items() if key[1] == COMPARISON}
    assert len(compared) > 100
    assert all(own == there for own, there in compared.values() if own is not None)
    ids = {key: there for key, (own, there) in values.items() if key not in compared}
    assert len(ids) > 300
    assert all(key[0] == there for key, there in ids.items())
