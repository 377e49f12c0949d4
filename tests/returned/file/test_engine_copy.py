"""What the engine gets of a file: its cells as they were read, and nothing else."""

import io
import json
import subprocess
import sys
import zipfile

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from estimator.errors import WorkbookError
from estimator.returned.file import engine
from estimator.returned.file.engine_copy import engine_copy
from estimator.returned.file.package import package_of
from estimator.returned.file.recalculate import LEAST_MEMORY, PATIENCE, bounds_for, recalculated
from tests.hostile.files import with_cells


def book(rows):
    return package_of(with_cells(f'<row r="1">{rows}</row>'.encode()), "back.xlsx")


def values(rows):
    return {address: value for (_, address), value in recalculated(book(rows), "back.xlsx").items()}


@pytest.mark.parametrize("end", ["/>", " />", "></c>", "><v/></c>"])
def test_a_blank_cell_is_no_nought_whichever_way_a_writer_ends_it(end):
    # openpyxl ends it `/>`, with a space by ElementTree; through lxml it writes an end tag.
    found = values(f'<c r="A1" s="16" t="n"{end}<c r="B1"><f>COUNT(A1:A1)+10</f><v>10</v></c>')
    assert found == {"B1": 10.0}


def test_texts_booleans_errors_and_shared_formulas_reach_the_engine_as_they_were_read():
    found = values(
        '<c r="A1" t="inlineStr"><is><t> a&amp;b _x005F_x0041_ _x0007_</t></is></c><c r="B1" t="b"><v>1</v></c>'
        '<c r="C1" t="e"><v>#N/A</v></c><c r="D1"><f t="shared" si="3" ref="D1:E1">LEN(A1)</f></c>'
        '<c r="E1"><f t="shared" si="3"/></c><c r="F1"><f>IF(ISNA(C1),IF(B1,7,8),9)</f></c>'
    )
    assert found["A1"] == " a&b _x0041_ \ufffd"  # XML has no letter for a bell
    assert (found["D1"], found["E1"], found["F1"]) == (14.0, 4.0, 7.0)  # " a&b _x0041_ " and a bell; TRUE


def test_styles_drawings_and_what_else_the_file_holds_do_not_reach_the_engine():
    with zipfile.ZipFile(io.BytesIO(engine_copy(book('<c r="A1" s="77777"><v>1</v></c>')).file)) as made:
        assert b"77777" not in made.read("xl/worksheets/sheet1.xml")
        assert {name.partition("/")[0] for name in made.namelist()} == {"[Content_Types].xml", "_rels", "xl"}
        assert len(made.namelist()) == 6


def test_a_formula_that_is_shared_with_none_is_named_with_its_cell():
    with pytest.raises(WorkbookError, match=r"back\.xlsx: sheet Sheet, cell B1: shares the formula of a cell that has"):
        book('<c r="A1"><v>1</v></c><c r="B1"><f t="shared" si="9"/><v>2</v></c>').cells("Sheet")


def test_a_small_file_gets_little_memory_and_a_large_one_more():
    small, large = bounds_for(5_000), bounds_for(7 * 2**20)
    assert small == (LEAST_MEMORY + 1_000_000, 20)  # 5,000 bytes x 200
    assert large[0] > 2 * small[0]
    assert small[1] < large[1] <= PATIENCE


def sheet_for_engine(rows):
    with zipfile.ZipFile(io.BytesIO(engine_copy(book(rows)).file)) as made:
        return made.read("xl/worksheets/sheet1.xml").decode()


def test_a_formula_copied_along_its_row_reaches_the_engine_once():
    rows = '<c r="A1"><v>2</v></c>' + "".join(
        f'<c r="{here}1"><f>{before}1*$A$1+LEN("A1")</f><v>0</v></c>' for before, here in ("AB", "BC", "CD")
    )
    written = sheet_for_engine(rows)
    assert written.count("$A$1") == 1
    assert written.count('<f t="shared" si="0"/>') == 2
    # 2*2 + 2 = 6, 6*2 + 2 = 14, 14*2 + 2 = 30
    assert values(rows) == {"A1": 2.0, "B1": 6.0, "C1": 14.0, "D1": 30.0}


@pytest.mark.parametrize("formula", ["SUM(A:A)", "SUM(a1)", "SUM(1:1)*0+COUNT(A:A)", "$A:$A", "Q1.B2+b$1", "SUM(A1:A)"])
def test_a_formula_with_what_only_some_programs_move_is_written_out_for_each_cell(formula):
    rows = "".join(f'<c r="{letter}2"><f>{formula}</f><v>0</v></c>' for letter in "CDE")
    assert sheet_for_engine(rows).count(f"<f>{formula}</f>") == 3


@pytest.mark.parametrize(
    ("formula", "name", "left_out"),
    [
        ("=1+1", "", True),
        ('="the sheet a b"', "", True),
        ("=SUM('a b'!A1:A2)", "", False),
        ("=ROWS('A b'!A1:A2)", "", False),  # Excel takes letters of either size
        ("=SUM(held)", "'a b'!$A$1", False),
        ("=1+1", "SUM('a b'!$A$1:$A$2)", False),
        ("=INDIRECT(\"'a b'!A\"&1)", "", False),
    ],
)
def test_a_sheet_of_values_reaches_the_engine_only_if_something_may_read_it(formula, name, left_out, tmp_path):
    made, path = openpyxl.Workbook(), tmp_path / "two.xlsx"
    made.active["A1"] = formula
    values_alone = made.create_sheet("a b")
    values_alone["A1"], values_alone["A2"] = 3, 4
    values_alone.print_area, values_alone.print_title_rows = "A1:A2", "1:1"
    if name:
        made.defined_names["held"] = DefinedName("held", attr_text=name)
    made.save(path)
    found = recalculated(package_of(path.read_bytes(), "two.xlsx"), "two.xlsx")
    assert (("a b", "A1") not in found) == left_out
    if "SUM" in formula:
        assert found["Sheet", "A1"] == (7 if "A1:A2" in formula else 3)


def test_the_engine_has_nothing_to_say_of_formulas(tmp_path):
    """A line for each formula without a value took half of its time."""
    made, asked = tmp_path / "copy.xlsx", tmp_path / "asked.json"
    rows = '<c r="A1"><f>1+1</f></c><c r="B1"><f>A1&amp;"x"</f></c><c r="C1"><v>3</v></c>'
    made.write_bytes(engine_copy(book(rows)).file)
    asked.write_text("[[0, 1, 1, 3]]", encoding="utf-8")
    command = [sys.executable, "-P", engine.__file__, made, asked, tmp_path / "cells.json", str(2**30), "20"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout + done.stderr == b""
    assert json.loads((tmp_path / "cells.json").read_text(encoding="utf-8")) == [2.0, "2x", 3.0]
