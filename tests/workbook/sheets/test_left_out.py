"""What an option's costs leave out stands at the foot of its sheet, beneath everything that is computed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl

from estimator.pack.records import LeftOut
from estimator.returned.verify import verify
from estimator.workbook.plan.row_places import LABEL, LEFT_OUT, UNIT
from tests.workbook import small
from tests.workbook.test_workbook import write

QUAY = LeftOut("quay", "Quays", "The harbour has room for six boats.", ("alpha",))
DREDGING = LeftOut("dredging", "Dredging", "Paid by the town.", ("alpha",))


def test_costs_left_out_are_told_at_the_foot_of_the_option_that_leaves_them_out(tmp_path: Path) -> None:
    made = small.model()
    made = replace(made, pack=replace(made.pack, left_out=(QUAY, DREDGING)))
    path = write(tmp_path / "case.xlsx", made)
    assert verify(path).holds
    sheet = openpyxl.load_workbook(path)["alpha"]
    column = [sheet.cell(row, LABEL).value for row in range(1, sheet.max_row + 1)]
    at = column.index(LEFT_OUT) + 1
    told = [(sheet.cell(row, LABEL).value, sheet.cell(row, UNIT).value) for row in (at + 1, at + 2)]
    assert told == [(QUAY.label, QUAY.reason), (DREDGING.label, DREDGING.reason)]
    assert sheet.max_row == at + 2
    other = openpyxl.load_workbook(path)["beta"]
    assert LEFT_OUT not in [other.cell(row, LABEL).value for row in range(1, other.max_row + 1)]
