"""Work that grows with a stranger's file has an end: rows, hints, pairs of ids that may be renamed ones."""

import pytest

from estimator import load
from estimator.analysis.differences import renames as renaming
from estimator.errors import WorkbookError
from estimator.pack import without_layers
from estimator.pack.layers.settings_text import MOST_HINTS, Nearest
from estimator.returned.importing import read_import
from estimator.returned.reader import workbook
from estimator.workbook.plan.input_places import COLUMN
from tests.returned.sent_back import SHARE, row_of


def test_a_workbook_with_more_assumptions_than_any_pack_is_not_read(sent, monkeypatch):
    count = len(workbook.read_returned(sent).base_rows())
    monkeypatch.setattr(workbook, "MOST_ROWS", count - 1)
    with pytest.raises(WorkbookError, match=f"Assumptions: {count} assumptions; at most {count - 1} are read"):
        workbook.read_returned(sent).base_rows()


def test_hints_at_the_nearest_ids_are_given_for_the_first_unknown_ids_only():
    nearest = Nearest(["economy.gdp_growth", "budget.share"])
    hints = [nearest(f"economy.gdp_growt{'h' * 2}") for _ in range(MOST_HINTS + 2)]
    assert hints == ['Did you mean "economy.gdp_growth"?'] * MOST_HINTS + ["", ""]


def test_packs_with_too_many_different_ids_are_no_versions_of_one(monkeypatch):
    old, new = ({f"{name}.price": renaming.Known(f"{name}.price", 1.0, "year", "Price")} for name in ("ship", "boat"))
    assert renaming.renames(old, new) == {"ship.price": "boat.price"}
    monkeypatch.setattr(renaming, "MOST_PAIRS", 0)
    assert renaming.renames(old, new) == {}


def test_a_cell_of_hundreds_of_digits_is_quoted_by_its_beginning(returned, pack):
    def change(book):
        book["Assumptions"].cell(row_of(book["Assumptions"], SHARE), COLUMN["your_value"]).value = "12,5" + "7" * 396

    (refused,) = read_import(returned(change), without_layers(load(pack).pack)).refused
    assert "(400 characters)" in refused.what
    assert len(str(refused)) < 250
