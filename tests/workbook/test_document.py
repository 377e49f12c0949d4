"""The workbook as a document: properties, heading styles, print set-up, and the inputs on top of an option's sheet."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from estimator.workbook.cells.grid import Band, Grid
from estimator.workbook.export import workbook_bytes
from estimator.workbook.file.printing import A3, A4, made_from, paper_of, print_area, printed_width, repeated
from estimator.workbook.file.styles import LOOKS
from estimator.workbook.sheets.data import data_grid
from tests.workbook import bad_workbooks, small

MANIFEST = {"tool": "estimator", "version": "0.1.0", "pack": "boats", "digest": "0123456789abcdef" * 4}


@pytest.fixture(scope="module")
def book():
    made = small.model()
    return openpyxl.load_workbook(io.BytesIO(workbook_bytes(made, small.values(made), manifest=MANIFEST)))


def test_the_properties_say_title_subject_and_language(book):
    found = book.properties
    assert (found.title, found.subject, found.language) == ("Boats & lighthouses", "Which way?", "en-GB")


def test_titles_and_headings_are_heading_styles_of_the_program_that_opens_the_file(book):
    assert {sheet["A1"].style for sheet in book} == {"Heading 1"}
    styles = {cell.value: cell.style for sheet in book for row in sheet for cell in row if cell.value}
    assert (styles["Question"], styles["Contents"]) == ("Heading 2", "Heading 2")
    assert styles["Nothing: metrics"] == "Heading 3"
    assert book["Assumptions"]["D6"].style == "Input"
    with zipfile.ZipFile(io.BytesIO(bad_workbooks.good())) as archive:
        text = archive.read("xl/styles.xml").decode()
    found = dict(re.findall(r'<cellStyle name="([^"]+)" xfId="\d+" builtinId="(\d+)"', text))
    assert found == {"Normal": "0", "Heading 1": "16", "Heading 2": "17", "Heading 3": "18", "Input": "20"}


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_kind_of_text_reaches_the_contrast_that_accessibility_asks_for():
    # Web Content Accessibility Guidelines 2.1, 1.4.3: (lighter + 0.05) / (darker + 0.05) of at least 4.5
    for kind, look in LOOKS.items():
        lighter, darker = sorted((luminance(look.color), luminance(look.fill or "FFFFFF")), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5, kind


def test_every_page_says_file_sheet_number_and_what_the_numbers_were_made_from(book):
    for sheet in book:
        footer = sheet.oddFooter
        assert footer.left.text == "Boats && lighthouses · estimator 0.1.0 · boats · 0123456789ab"
        assert (footer.center.text, footer.right.text) == ("&A", "Page &P of &N")
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == {"Read me": 3, "Comparison": 2, "Charts": 0}.get(sheet.title, 1)


def test_a_manifest_with_gaps_leaves_no_gaps_in_the_footer():
    assert made_from({"tool": "estimator"}) == "estimator"
    assert made_from({}) == ""


@pytest.mark.parametrize(
    ("columns", "paper", "pages"),
    [
        # A column of 20 is 20 × 7 + 5 = 145 pixels of 25.4/96 mm: 38.36 mm. At the smallest scale, 65 %, A4 takes
        # 277/0.65 = 426 mm: 11 columns; A3 takes 400/0.65 = 615 mm: 16 columns.
        (11, A4, 1),
        (12, A3, 1),
        (16, A3, 1),
        # Two pages of A4 take 2 × 426 mm less the repeated first column: 852 − 38 = 814 mm, 21 columns
        (17, A4, 2),
        (21, A4, 2),
        # Two of A3 take 1231 − 38 = 1192 mm: 31 columns; three 1846 − 77 = 1769 mm, and wider sheets get smaller.
        (22, A3, 2),
        (31, A3, 2),
        (32, A3, 3),
        (60, A3, 3),
    ],
)
def test_the_paper_is_the_smallest_on_which_letters_can_be_read(columns, paper, pages):
    grid = Grid("wide", freeze="B5", widths=dict.fromkeys(range(1, columns + 1), 20.0))
    grid.put(1, columns, "end")
    assert (repeated(grid), printed_width(grid)) == (1, pytest.approx(columns * 145 * 25.4 / 96))
    assert paper_of(grid) == (paper, pages)


def test_folded_columns_take_no_room_and_years_count():
    grid = Grid("years", widths=dict.fromkeys(range(1, 9), 20.0), groups=[(2, 3, True), (4, 5, False)])
    grid.first_year_column = 6
    grid.bands.append(Band(5, "", [1.0, 2.0, 3.0]))
    assert printed_width(grid) == pytest.approx(6 * 145 * 25.4 / 96)  # eight columns less two that are folded


def test_of_data_the_metrics_are_printed_and_nothing_else():
    rows = [("metric", "buy", "cost", 3.0), ("metric", "lease", "cost", 2.0), *(("row", "buy", "outlay", 1.0),) * 40]
    grid = data_grid(("kind", "option", "id", "value"), rows)
    assert print_area(grid) == "A1:D3"  # the headings and two metrics
    assert print_area(data_grid(("kind", "option"), [("row", "buy")])) == "A1:B2"


def test_the_inputs_on_top_of_a_sheet_are_those_that_its_rows_read_each_with_its_value(book):
    sheet = book["alpha"]
    top = next(row for row in range(5, 20) if str(sheet.cell(row, 1).value).startswith("Inputs that this sheet reads"))
    found = [(sheet.cell(row, 4).value, sheet.cell(row, 3).value) for row in range(top + 1, top + 40)]
    block = found[: found.index((None, None))]
    letters = "pqrstuvwxyz"
    # price, life and crew of a boat, the sums of eleven allowances and eleven spares, the quantity and the orders
    assert [id for id, _ in block] == [
        "boat.unit_price",
        "boat.service_life",
        "boat.crew",
        *(f"boat.allowance_{each}" for each in letters),
        *(f"extra.spare_{each}" for each in letters),
        "alpha.boats.quantity",
        "alpha.boats.ordered",
    ]
    assert all(value == f"={id}" for id, value in block[:-1])
    assert block[-1][1] == "by year"
    assert sheet.cell(top, 1).value == f"Inputs that this sheet reads: {len(block)}"
    assert sheet.row_dimensions[top + 1].outlineLevel == 1
