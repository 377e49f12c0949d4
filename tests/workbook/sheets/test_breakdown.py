"""The sheet Breakdown: the parts of an option's cost, live over its rows, and the difference of two options."""

from __future__ import annotations

from openpyxl import load_workbook

from estimator import load
from estimator.analysis.questions.breakdown import breakdown
from estimator.analysis.standing.compare import compare
from estimator.api import Result
from estimator.returned.file.recalculate import recalculate
from estimator.returned.verify import verify
from tests.coast import pack

__all__ = ["pack"]  # a fixture
OPTIONS = ("patrol_ships", "shore_watch")


def written(pack, path, options=OPTIONS, language="en"):
    """The workbook of some options with the sheet, and what was found."""
    model = load(pack).model(options)
    found = [breakdown(model, each) for each in options]
    result = Result(compare(model))
    return result.to_workbook(path, draws=0, broken_down=found, language=language), found


def lines(cells, column="B"):
    """Label and number of each line of the sheet, in order, as a spreadsheet program computes them."""
    rows = sorted(int(address[1:]) for sheet, address in cells if sheet == "Breakdown" and address[0] == "A")
    return [(cells["Breakdown", f"A{row}"], cells.get(("Breakdown", f"{column}{row}"))) for row in rows]


def test_every_part_is_what_the_command_tells_and_the_sum_what_is_compared(pack, tmp_path):
    path, found = written(pack, tmp_path / "case.xlsx")
    assert verify(path).differences == ()
    made = lines(recalculate(path))
    for each in found:
        start = [label for label, _ in made].index(each.option)
        end = next(row for row, (label, _) in enumerate(made) if row > start and label == "As compared")
        for label, number in (made[start + 1], made[end]):
            assert abs(number - each.total) <= 1e-9 * each.total, label
        for element in each.elements:
            place = next(row for row in range(start + 2, end) if made[row][0] == element.label)
            assert abs(made[place][1] - element.total) <= 1e-9 * each.total
            phases = dict(reversed(made[place + 1 : end]))
            for phase, money in element.phases.items():
                assert abs(phases[phase] - money) <= 1e-9 * each.total


def test_a_value_typed_in_moves_the_parts_with_the_total(pack, tmp_path):
    path, (found,) = written(pack, tmp_path / "case.xlsx", OPTIONS[:1])
    book = load_workbook(path)
    sheet = book["Assumptions"]
    head = {cell.value: cell.column for row in sheet.iter_rows(max_row=12) for cell in row if cell.value}
    row = next(each[0].row for each in sheet.iter_rows() if "patrol_ship.unit_price" in [cell.value for cell in each])
    typed = sheet.cell(row, head["Value"]).value * 2
    sheet.cell(row, head["Your value"]).value = typed
    book.save(tmp_path / "edited.xlsx")
    made = dict(reversed(lines(recalculate(tmp_path / "edited.xlsx"))))
    whole, compared = made[found.model.pack.options[OPTIONS[0]].label], made["As compared"]
    assert abs(whole - compared) <= 1e-9 * compared
    assert compared > 1.1 * found.total
    changed = load(pack).with_overrides({"patrol_ship.unit_price": typed}).model(OPTIONS[:1])
    assert abs(made["As compared"] - breakdown(changed, OPTIONS[0]).total) <= 1e-9 * found.total


def test_the_difference_of_two_adds_up_by_phase_and_by_element(pack, tmp_path):
    path, (one, other) = written(pack, tmp_path / "case.xlsx")
    cells = recalculate(path)
    made = lines(cells, "D")
    labels = [label for label, _ in made]
    whole = one.total - other.total
    for title in ("Difference by phase", "Difference by element"):
        start = labels.index(title)
        parts = []
        for _, number in made[start + 1 :]:
            if not isinstance(number, float | int):
                break
            parts.append(number)
        assert len(parts) > 1
        assert abs(sum(parts) - whole) <= 1e-9 * max(one.total, other.total)


def test_the_usual_workbook_has_no_such_sheet_and_japanese_one_has_its_texts(pack, tmp_path):
    usual = load(pack).compare(OPTIONS).to_workbook(tmp_path / "usual.xlsx", draws=0)
    assert "Breakdown" not in load_workbook(usual, read_only=True).sheetnames
    path, _ = written(pack, tmp_path / "ja.xlsx", OPTIONS, "ja")
    book = load_workbook(path, read_only=True)
    (name,) = [each for each in book.sheetnames if each in ("Breakdown", "費用の内訳")]
    texts = {cell.value for row in book[name].iter_rows() for cell in row if isinstance(cell.value, str)}
    assert {"調達", "段階別の差", "比較表の値"} <= texts
    assert not {"procurement", "Difference by phase", "As compared", "Share"} & texts
