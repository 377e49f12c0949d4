"""Long sums stand in the workbook as subtotals by element, and give the same number."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from estimator.expression.functions import maximum, sum_of
from estimator.model.graph import Model
from estimator.returned.verify import verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.subtotals import with_subtotals
from tests.workbook import small

COUNT = 30


@pytest.fixture
def crowded() -> Model:
    """The small model with a sum of sixty rows: thirty of each of two elements, each the number of boats wanted, 6."""
    made = small.model()
    names = [
        f"alpha.{element}.want_{letter}{at}" for element in ("boats", "more") for letter in "x" for at in range(COUNT)
    ]
    rows = dict(made.rows)
    for id in names:
        rows[id] = small.row(id, "Wanted", "boat", "scalar", "element", maximum(small.r("alpha.boats.quantity"), 0), {})
    wanted = sum_of(tuple(small.r(id) for id in names)) / small.r("alpha.boats.quantity")
    rows["alpha.wanted"] = small.row("alpha.wanted", "Wanted in all", "1", "scalar", "option", wanted, {"metric": True})
    return replace(made, rows=rows, order=tuple(rows))


def test_a_long_sum_becomes_subtotals_of_at_most_twelve_and_gives_the_same(crowded: Model, tmp_path: Path) -> None:
    path = tmp_path / "crowded.xlsx"
    values = small.values(crowded)
    assert values["alpha.wanted"][0, 0] == 2 * COUNT
    path.write_bytes(workbook_bytes(crowded, values, manifest={}))
    assert verify(path).holds
    sheet = openpyxl.load_workbook(path)["alpha"]
    labels = [sheet.cell(row, 1).value for row in range(1, sheet.max_row + 1)]
    parts = [row for row, label in enumerate(labels, 1) if str(label).startswith("Wanted in all, of which")]
    assert len(parts) == 6  # thirty of each element: 12 + 12 + 6
    stored = openpyxl.load_workbook(path, data_only=True)["alpha"]
    assert [stored.cell(row, 3).value for row in parts] == [72, 72, 36, 72, 72, 36]
    formulas = [cell.value for row in sheet for cell in row if cell.data_type == "f"]
    assert max(len(text) for text in formulas) <= 161


def test_short_sums_and_the_model_itself_are_left_alone(crowded: Model) -> None:
    plain = small.model()
    same, _ = with_subtotals(plain, small.values(plain))
    assert dict(same.rows) == dict(plain.rows)
    more, _ = with_subtotals(crowded, small.values(crowded))
    assert set(crowded.rows) < set(more.rows)
    assert crowded.rows["alpha.wanted"].precedents != more.rows["alpha.wanted"].precedents
