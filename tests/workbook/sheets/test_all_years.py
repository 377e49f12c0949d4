"""The years before and after those compared are folded away, or all in view where that is asked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from estimator import load
from estimator.workbook.plan.sheet_registry import ECONOMY, MANPOWER, YEARLY

PACK = Path(__file__).parents[3] / "assumptions" / "coastguard"
OUTSIDE = ("2024", "2045")  # the case compares FY2025 to FY2044


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, openpyxl.Workbook]:
    """The workbook as it is, and with all years in view."""
    folder, compared = tmp_path_factory.mktemp("years"), load(PACK).compare(["ten_patrol_ships"])
    paths = {
        each: compared.to_workbook(folder / f"{each}.xlsx", draws=0, all_years=each, sheet_names="ids")
        for each in (False, True)
    }
    return {wanted: openpyxl.load_workbook(path) for wanted, path in paths.items()}


def hidden_years(found: Worksheet) -> list[str]:
    """The years whose columns are out of view."""
    hidden = set[int]()
    for dimension in found.column_dimensions.values():
        if dimension.hidden:
            hidden |= set(range(dimension.min, dimension.max + 1))
    years = {cell.column: cell.value for cell in found[4] if isinstance(cell.value, int | float)}
    return [f"{years[column]:.0f}" for column in sorted(hidden) if column in years]


@pytest.mark.parametrize("sheet", [ECONOMY, MANPOWER, YEARLY, "ten_patrol_ships"])
@pytest.mark.parametrize("wanted", [False, True])
def test_years_outside_the_comparison_are_folded_away_unless_all_are_wanted(
    books: dict[bool, openpyxl.Workbook], sheet: str, wanted: bool
) -> None:
    hidden = hidden_years(books[wanted][sheet])
    if wanted:
        assert hidden == []
    else:
        assert set(OUTSIDE) <= set(hidden)
        assert not set(hidden) & {str(year) for year in range(2025, 2045)}
