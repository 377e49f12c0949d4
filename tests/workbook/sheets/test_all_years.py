"""The years before and after those compared are folded away, or all in view where that is asked for."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from estimator import load
from estimator.workbook.plan.sheet_registry import ECONOMY, MANPOWER, YEARLY

PACK = Path(__file__).parents[3] / "assumptions" / "coastguard"
OUTSIDE = ("2024", "2045")  # the case compares FY2025 to FY2044


def hidden_years(path: Path, sheet: str) -> list[str]:
    """The years whose columns are out of view."""
    found = openpyxl.load_workbook(path)[sheet]
    hidden = set[int]()
    for dimension in found.column_dimensions.values():
        if dimension.hidden:
            hidden |= set(range(dimension.min, dimension.max + 1))
    years = {cell.column: cell.value for cell in found[4] if isinstance(cell.value, int | float)}
    return [f"{years[column]:.0f}" for column in sorted(hidden) if column in years]


@pytest.mark.parametrize("sheet", [ECONOMY, MANPOWER, YEARLY, "ten_patrol_ships"])
@pytest.mark.parametrize("wanted", [False, True])
def test_years_outside_the_comparison_are_folded_away_unless_all_are_wanted(
    tmp_path: Path, sheet: str, wanted: bool
) -> None:
    compared = load(PACK).compare(["ten_patrol_ships"])
    path = compared.to_workbook(tmp_path / "years.xlsx", draws=0, all_years=wanted)
    hidden = hidden_years(path, sheet)
    if wanted:
        assert hidden == []
    else:
        assert set(OUTSIDE) <= set(hidden)
        assert not set(hidden) & {str(year) for year in range(2025, 2045)}
