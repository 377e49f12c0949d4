"""The written workbook gives what Python gives, stored and recalculated, also after it is edited."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from estimator.errors import FileError, WorkbookError
from estimator.files import write_bytes
from estimator.pack.records import Override
from estimator.returned.file.libreoffice import recalculate_with_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.overwriting import refuse_if_edited
from estimator.returned.verify import compared, verify
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import COMPARISON
from tests.returned.typed_values import read_your_values
from tests.workbook import small
from tests.workbook.selector import selector

MANIFEST = {"tool": "estimator 0.1.0", "pack": "boats", "digest": "0" * 64, "scenario": "", "overrides": ""}
TOLERANCE = 1e-9
ALLOWANCES = [f"{file}_{name}" for file in ("boat.allowance", "extra.spare") for name in "pqrstuvwxyz"]
EDITS = {
    **{id: 10.0 + at for at, id in enumerate(ALLOWANCES)},
    "economy.growth": 2.25,
    "boat.unit_price": 55.5,
    "boat.crew": 9.75,
    "boat.service_life": 7.0,
}
YEARLY_EDITS = {2023: 3.0, 2024: 1.0}


def write(path: Path, made: object = None, force: bool = False) -> Path:
    """Write the small model; an edited file is kept unless `force`."""
    if not force:
        refuse_if_edited(path)
    model = made if made is not None else small.model()
    write_bytes(path, workbook_bytes(model, small.values(model), manifest=MANIFEST))  # type: ignore[arg-type]
    return path


def edit(path: Path) -> None:
    """Type numbers into *your value* cells, as a colleague would."""
    book = openpyxl.load_workbook(path)
    sheet = book["Assumptions"]
    for row in range(1, sheet.max_row + 1):
        id = sheet.cell(row, COLUMN["id"]).value
        if id in EDITS:
            in_percent = sheet.cell(row, COLUMN["file_unit"]).value == "%"
            sheet.cell(row, COLUMN["your_value"]).value = EDITS[id] / 100 if in_percent else EDITS[id]
    yearly = book["Yearly inputs"]
    years = {yearly.cell(4, column).value: column for column in range(6, yearly.max_column + 1)}
    row = next(row for row in range(1, yearly.max_row) if yearly.cell(row, 4).value == "alpha.boats.ordered")
    while yearly.cell(row, 1).value != "Your value":
        row += 1
    for year, value in YEARLY_EDITS.items():
        yearly.cell(row, years[year]).value = value
    book.save(path)


def edited_model() -> object:
    """The same edits given to Python."""
    overrides = [Override(id, value=value) for id, value in EDITS.items()]
    return small.model(overrides=(*overrides, Override("alpha.boats.ordered", by_year=YEARLY_EDITS)))


def assert_same_rows(path: Path, made: object, found: dict[tuple[str, str], object]) -> None:
    """Every row and assumption in use in a recalculated file is what Python gives."""
    from estimator.analysis.standing.inputs_by_layer import read_inputs
    from estimator.workbook.plan.input_places import place
    from estimator.workbook.plan.row_places import lay_out
    from estimator.workbook.plan.years_left_off import years_written

    values = small.values(made)  # type: ignore[arg-type]
    layout = lay_out(made, place(read_inputs(made), {}).spots(), years_written(made))  # type: ignore[arg-type]
    for id, spot in layout.spots.items():
        columns = [openpyxl.utils.get_column_letter(6 + at) for at in layout.along(id)] if spot.by_year else []
        cells = columns or [openpyxl.utils.get_column_letter(spot.column)]
        numbers = [
            np.nan if (value := found.get((spot.sheet, f"{letters}{spot.row}"))) == "–" else value for letters in cells
        ]
        largest = np.nanmax(np.abs(values[id]), initial=1.0)
        wanted = values[id][0, layout.along(id)] if spot.by_year else values[id][0]
        assert np.allclose(numbers, wanted, rtol=TOLERANCE, atol=TOLERANCE * largest, equal_nan=True), id


@pytest.mark.parametrize("scenarios", [(), ("slump",), ("slump", "boom")])
def test_every_stored_value_is_what_the_formula_gives(tmp_path: Path, scenarios: tuple[str, ...]) -> None:
    found = verify(write(tmp_path / "case.xlsx", small.model(scenarios)))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)]
    assert found.formulas > 300
    assert found.manifest["pack"] == "boats"


def test_every_stored_value_is_what_libreoffice_computes(tmp_path: Path, soffice: str) -> None:
    path = write(tmp_path / "case.xlsx", small.model(("slump", "boom")))
    found = compared(path, read_package(path), recalculate_with_libreoffice(path, soffice))
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)]


@pytest.fixture
def wrongly_stored(tmp_path: Path) -> Path:
    """A workbook of which one stored value is another number than its formula gives."""
    path = write(tmp_path / "case.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = read_package(path).sheet_parts()[COMPARISON]
    assert b"<v>225000000000</v>" in parts[name]
    parts[name] = parts[name].replace(b"<v>225000000000</v>", b"<v>225000001000</v>", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return path


WRONG = ["Comparison!D8: stored 225000001000.0, recalculated 225000000000.0"]


def test_a_wrong_stored_value_is_caught(wrongly_stored: Path) -> None:
    found = verify(wrongly_stored)
    assert not found.holds
    assert [str(each).split(" (")[0] for each in found.differences] == WRONG


def test_libreoffice_catches_it_too(wrongly_stored: Path, soffice: str) -> None:
    computed = recalculate_with_libreoffice(wrongly_stored, soffice)
    found = compared(wrongly_stored, read_package(wrongly_stored), computed)
    assert [str(each).split(" (")[0] for each in found.differences] == WRONG


def test_numbers_typed_into_the_file_give_what_the_same_overrides_give_in_python(tmp_path: Path) -> None:
    path = write(tmp_path / "case.xlsx")
    edit(path)
    assert len(EDITS) + len(YEARLY_EDITS) >= 20
    assert_same_rows(path, edited_model(), recalculate(path))  # type: ignore[arg-type]


def test_libreoffice_follows_the_typed_numbers_as_well(tmp_path: Path, soffice: str) -> None:
    path = write(tmp_path / "case.xlsx")
    edit(path)
    assert_same_rows(path, edited_model(), recalculate_with_libreoffice(path, soffice))  # type: ignore[arg-type]


def test_choosing_a_scenario_in_the_file_gives_what_the_scenario_gives_in_python(tmp_path: Path) -> None:
    path = write(tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    selector(book).value = "slump"
    book.save(path)
    assert_same_rows(path, small.model(("slump",)), recalculate(path))  # type: ignore[arg-type]


def test_an_override_stands_in_the_your_value_cell_and_the_base_value_stays_beside_it(tmp_path: Path) -> None:
    made = small.model(
        ("slump",), (Override("economy.growth", value=3.0), Override("budget.share", by_year={2022: 2.0}))
    )
    path = write(tmp_path / "case.xlsx", made)
    sheet = openpyxl.load_workbook(path)["Assumptions"]
    assert (sheet["C6"].value, sheet["D6"].value) == (0.015, 0.03)
    assert verify(path).holds
    found = read_your_values(path)
    assert (found.numbers, found.by_year, found.scenario) == (
        {"economy.growth": 3.0},
        {"budget.share": {2022: 2.0}},
        "slump",
    )


def test_typed_numbers_are_read_back_text_as_it_stands_and_the_rest_is_refused_with_its_address(tmp_path: Path) -> None:
    path = write(tmp_path / "case.xlsx")
    edit(path)
    book = openpyxl.load_workbook(path)
    book["Assumptions"]["D6"] = "1,234"
    book["Assumptions"]["D5"] = 4
    book.save(path)
    found = read_your_values(path)
    assert found.numbers == {id: value for id, value in EDITS.items() if id != "economy.growth"}
    assert found.by_year == {"alpha.boats.ordered": YEARLY_EDITS}
    assert [(each.cell, each.content) for each in found.typed if each.id == "economy.growth"] == [
        ("Assumptions!D6", "1,234")
    ]
    assert [str(each) for each in found.refused] == ["Assumptions!D5: holds 4; no assumption stands in this row"]


def test_text_or_a_number_outside_the_limits_makes_a_check_fail(tmp_path: Path) -> None:
    for wrong in ("1,234", 11.0):
        path = write(tmp_path / "case.xlsx", force=True)
        book = openpyxl.load_workbook(path)
        assert book["Assumptions"]["A6"].value == "economy.growth"
        book["Assumptions"]["D6"] = wrong
        book.save(path)
        assert recalculate(path)["Comparison", "A2"] == "A check fails: see the sheet Checks"


def test_two_runs_give_the_same_bytes() -> None:
    model = small.model(("slump",))
    first, second = (workbook_bytes(model, small.values(model), manifest=MANIFEST) for _ in range(2))
    assert first == second


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = write(tmp_path / "case.xlsx")
    book = openpyxl.load_workbook(path)
    cells = {cell.value: cell for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)}
    for text in ("=Output that looks like a formula", "=1+1 is no formula", "@Report"):
        assert cells[text].data_type == "s"
        assert cells[text].quotePrefix


def test_control_characters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="control character"):
        write(tmp_path / "case.xlsx", small.model(alpha="Six \x07boats"))
    assert list(tmp_path.iterdir()) == []


def test_an_unedited_file_is_overwritten_and_an_edited_one_only_by_force(tmp_path: Path) -> None:
    path = write(tmp_path / "case.xlsx")
    write(path, small.model(("slump",)))
    edit(path)
    before = path.read_bytes()
    with pytest.raises(WorkbookError, match="edited since it was written"):
        write(path)
    assert path.read_bytes() == before
    write(path, force=True)
    assert verify(path).holds


def test_a_file_of_another_program_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(WorkbookError, match="it is no workbook of this program"):
        write(path)
    path.write_text("notes")
    with pytest.raises(WorkbookError, match="no workbook"):
        write(path)
    assert path.read_text() == "notes"


def test_a_failed_write_leaves_the_old_file_and_no_debris(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "case.xlsx")
    before = path.read_bytes()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileError, match="open elsewhere"):
        write(path, small.model(("slump",)))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["case.xlsx"]


def test_a_folder_that_does_not_exist_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written"):
        write(tmp_path / "nowhere" / "case.xlsx")


def test_a_zip_that_unpacks_to_far_more_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 80_000_000)
    with pytest.raises(WorkbookError, match="times its size"):
        verify(path)


@pytest.mark.parametrize("content", [b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', b"<!DOCTYPE a><a/>"])
def test_a_document_type_in_a_part_is_refused_with_or_without_entities(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "entities.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", content)
        archive.writestr("xl/_rels/workbook.xml.rels", b"<a/>")
    with pytest.raises(WorkbookError, match=r"it has a document type \(DOCTYPE\), which .* may declare entities"):
        read_your_values(path)


def test_no_sheet_is_hidden_and_every_sheet_shows_the_master_check(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "case.xlsx"))
    assert [sheet.title for sheet in book if sheet.sheet_state != "visible"] == []
    assert {sheet["A2"].value.split("(")[1][:13] for sheet in book} == {"checks_hold=1"}
    assert book.sheetnames[:5] == ["Answer", "Read me", "Comparison", "Charts", "Assumptions"]


def test_formulas_hold_no_literal_but_nil_one_and_two(tmp_path: Path) -> None:
    import re

    book = openpyxl.load_workbook(write(tmp_path / "case.xlsx"))
    formulas = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
    literal = re.compile(r"(?<![A-Za-z0-9_$.:!])[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9_])")
    bare = [re.sub(r"\"[^\"]*\"|'[^']*'", "", text) for text in formulas]
    assert {number for text in bare for number in literal.findall(text)} <= {"0", "1", "2"}
    assert max(len(text) for text in formulas) <= 161
