"""The sheet Uncertainty in a small workbook: its flag, its place, and a workbook that stays clean."""

from __future__ import annotations

from estimator.report.number_table import Name, NumberColumn, NumberTable
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.lint.rules import lint
from estimator.returned.verify import verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.sheets.uncertainty.sheet import Account, Formats, Picture, Trace, uncertainty_grid
from estimator.workbook.sheets.value_sheet import CHANGED, SAME, Attached
from tests.workbook import small
from tests.workbook.sheets.test_as_exported import edited

COSTS = NumberTable(
    "Costs, m",
    (
        NumberColumn("option", "name", "Option"),
        NumberColumn("p50", "amount", "P50"),
        NumberColumn("p80", "amount", "P80"),
    ),
    ((Name("six_boats", "Six boats"), 12.5, 14.0), (Name("hulls", "Hulls", part=True), 8.0, None)),
    notes=("Drawn twice.",),
    unit="EUR_2025",
)
FORMATS = Formats(amounts={"EUR_2025": "0.0"})
BARS = Picture("bars", "Costs", "", "m", (Trace(COSTS, 1, 2, 2, "0072B2"), Trace(COSTS, 1, 3, 3, "E69F00", "dash")))


def write(path):
    made = small.model((), ())
    sheet = uncertainty_grid(Account(("Not live.",), (COSTS,), (BARS,), formats=FORMATS))
    path.write_bytes(workbook_bytes(made, small.values(made), manifest={}, attached=Attached(grids=(sheet,))))
    return path


def test_the_sheet_stands_before_the_assumptions_in_a_clean_workbook(tmp_path):
    path = write(tmp_path / "case.xlsx")
    names = list(read_package(path).sheet_parts())
    assert names.index("Uncertainty") == names.index("Assumptions") - 1
    assert lint(path) == []
    assert verify(path).holds


def test_its_flag_lights_once_a_value_is_typed_in_and_goes_out_when_it_is_cleared(tmp_path):
    path = write(tmp_path / "case.xlsx")
    assert recalculate(path)["Uncertainty", "A4"] == SAME
    edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], 12.5)
    assert recalculate(path)["Uncertainty", "A4"] == CHANGED
    edited(path, "Assumptions", "boat.crew", COLUMN["your_value"], None)
    assert recalculate(path)["Uncertainty", "A4"] == SAME


def test_a_table_holds_its_numbers_parts_dashes_and_notes_and_its_chart_reads_them(tmp_path):
    package = read_package(write(tmp_path / "case.xlsx"))
    cells = {address: cell.value for address, cell in package.cells("Uncertainty").items()}
    # The flag in row 4, the note in row 5, then after a blank row the title, the header and two lines.
    assert [cells[f"A{row}"] for row in range(5, 12) if f"A{row}" in cells] == [
        "Not live.",
        "Costs, m",
        "Option",
        "Six boats",
        "Hulls",
        "Drawn twice.",
    ]
    assert (cells["B9"], cells["C9"], cells["B10"], cells["C10"]) == (12.5, 14.0, 8.0, "–")
    (chart,) = [
        part.decode()
        for name, part in package.parts.items()
        if name.startswith("xl/charts/chart") and b"Uncertainty!" in part
    ]
    for address in ("$A$9:$A$10", "$B$9:$B$10", "$C$9:$C$10", "$B$8", "$C$8"):
        assert f"Uncertainty!{address}" in chart
