"""One bad workbook for each rule of the lint: the small workbook with one thing spoiled."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from copy import copy
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.chart import BarChart
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN, TOP
from estimator.workbook.plan.landmarks import HELPER
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, COMPARISON, README, SCENARIOS, SOURCES, YEARLY
from tests.once import once
from tests.opened import opened
from tests.workbook import small

OPTION = "alpha"
YEAR, NEXT = "K", "L"


@cache
def good() -> bytes:
    """The small workbook as it is written."""
    made = small.model()
    return workbook_bytes(made, small.values(made), manifest={"tool": "estimator"})


def row_of(workbook: Workbook, sheet: str, id: str) -> int:
    """The row of an id on a year sheet, or on Assumptions."""
    column = 1 if sheet == ASSUMPTIONS else 4
    found = (row[0].row for row in workbook[sheet].iter_rows(min_col=column, max_col=column) if row[0].value == id)
    return int(next(found))


def formula(text: str) -> Callable[[Workbook], str]:
    """Put a formula in a year cell of the row of outlays; returns the cell."""

    def spoil(workbook: Workbook) -> str:
        place = f"{YEAR}{row_of(workbook, OPTION, 'alpha.boats.outlay')}"
        workbook[OPTION][place] = text
        return f"{OPTION}!{place}"

    return spoil


def number_among_formulas(workbook: Workbook) -> str:
    """A number typed over a formula along the years."""
    place = f"{NEXT}{row_of(workbook, OPTION, 'alpha.boats.outlay')}"
    workbook[OPTION][place] = 5
    return f"{OPTION}!{place}"


def another_column(workbook: Workbook) -> str:
    """A formula that reads the year before, where its neighbours read their own."""
    row = row_of(workbook, OPTION, "alpha.boats.outlay")
    workbook[OPTION][f"{NEXT}{row}"] = workbook[OPTION][f"{YEAR}{row}"].value
    return f"{OPTION}!{NEXT}{row}"


def hidden_sheet(workbook: Workbook) -> str:
    """A sheet out of sight."""
    workbook[SOURCES].sheet_state = "hidden"
    return SOURCES


def hidden_column(workbook: Workbook) -> str:
    """A column out of sight, without a plus sign."""
    workbook[SOURCES].column_dimensions["C"].hidden = True
    return f"{SOURCES}!C1"


def hidden_row(workbook: Workbook) -> str:
    """A row out of sight, without a plus sign."""
    workbook[SOURCES].row_dimensions[5].hidden = True
    return f"{SOURCES}!A5"


def many_frozen_rows(workbook: Workbook) -> str:
    """Headings that take half of a small screen."""
    workbook[COMPARISON].freeze_panes = "C9"
    return f"{COMPARISON}!A4: 8 rows are frozen"


def merged_cells(workbook: Workbook) -> str:
    """Cells merged inside a table."""
    workbook[ASSUMPTIONS].merge_cells("B5:B6")
    return f"{ASSUMPTIONS}!B5:B6"


def merged_heading(workbook: Workbook) -> str:
    """A heading over two columns."""
    workbook[SCENARIOS].merge_cells("B4:C4")
    return f"{SCENARIOS}!B4:C4"


def name(word: str) -> Callable[[Workbook], str]:
    """A defined name."""

    def spoil(workbook: Workbook) -> str:
        workbook.defined_names[word] = DefinedName(word, attr_text=f"{ASSUMPTIONS}!$A$1")
        return f"name {word}"

    return spoil


def whole_column_name(workbook: Workbook) -> str:
    """A name that stands for a whole column."""
    workbook.defined_names["all_ids"] = DefinedName("all_ids", attr_text=f"{ASSUMPTIONS}!$A:$A")
    return "name all_ids"


def place(column: str, row: int) -> str:
    """A cell of Assumptions by its column's name."""
    return f"{ASSUMPTIONS}!{get_column_letter(COLUMN[column])}{row}"


def long_heading(workbook: Workbook) -> str:
    """A heading of which only the start can be read."""
    text = "How good the evidence behind this number is, by letter"
    workbook[ASSUMPTIONS].cell(TOP - 1, COLUMN["grade"]).value = text
    return place("grade", TOP - 1)


def twin_headings(workbook: Workbook) -> str:
    """Two columns called the same."""
    workbook[ASSUMPTIONS].cell(TOP - 1, COLUMN["high"]).value = "Low"
    return place("high", TOP - 1)


def no_limit(workbook: Workbook) -> str:
    """A *your value* cell that takes any number, although the assumption has limits."""
    row = row_of(workbook, ASSUMPTIONS, "economy.growth")
    cell = f"D{row}"
    checks = workbook[ASSUMPTIONS].data_validations
    checks.dataValidation = [each for each in checks.dataValidation if str(each.sqref) != cell]
    return f"{ASSUMPTIONS}!{cell}"


def no_yearly_limit(workbook: Workbook) -> str:
    """The same along the years."""
    workbook[YEARLY].data_validations.dataValidation = []
    return YEARLY


def wider_limit(workbook: Workbook) -> str:
    """A *your value* cell that takes more than the assumption's limits allow."""
    cell = f"D{row_of(workbook, ASSUMPTIONS, 'economy.growth')}"
    checks = workbook[ASSUMPTIONS].data_validations.dataValidation
    next(each for each in checks if str(each.sqref) == cell).formula2 = "1000"
    return f"{ASSUMPTIONS}!{cell}"


def no_source(workbook: Workbook) -> str:
    """A number from nowhere."""
    row = row_of(workbook, ASSUMPTIONS, "boat.crew")
    workbook[ASSUMPTIONS].cell(row, COLUMN["source"]).value = None
    return place("source", row)


def no_unit(workbook: Workbook) -> str:
    """A number of nothing."""
    row = row_of(workbook, ASSUMPTIONS, "boat.crew")
    workbook[ASSUMPTIONS].cell(row, COLUMN["unit"]).value = None
    return place("unit", row)


def no_grade(workbook: Workbook) -> str:
    """A number that does not say how good it is."""
    row = row_of(workbook, ASSUMPTIONS, "boat.crew")
    workbook[ASSUMPTIONS].cell(row, COLUMN["grade"]).value = None
    return place("grade", row)


def wordless_chart(workbook: Workbook) -> str:
    """A chart that only those who see it can read."""
    workbook[COMPARISON].add_chart(BarChart(), "H4")
    return "drawing1, Chart 1"


def no_master_check(workbook: Workbook) -> str:
    """A sheet that does not say whether the checks hold."""
    workbook[COMPARISON]["A2"] = "All checks hold"
    return f"{COMPARISON}!A2"


def master_check_out_of_sight(workbook: Workbook) -> str:
    """A sheet whose second row is folded away."""
    workbook[COMPARISON].row_dimensions[2].hidden = True
    return f"{COMPARISON}!A2"


def many_pages(workbook: Workbook) -> str:
    """A sheet that is fitted to sixty pages."""
    workbook[SOURCES].page_setup.fitToHeight = 60
    return f"{SOURCES}: the workbook prints on "


def endless_print(workbook: Workbook) -> str:
    """A sheet whose rows are all printed, each page as high as its paper: 3,000 rows of 13.2 points take 14 metres."""
    sheet = workbook[ASSUMPTIONS]
    sheet.print_area, sheet.sheet_properties.pageSetUpPr.fitToPage = None, False
    sheet["A3000"] = "the end"
    return f"{ASSUMPTIONS}: the workbook prints on "


def helper_in_sight(workbook: Workbook) -> str:
    """The best values that only other cells read, unfolded and printed."""
    sheet = workbook[COMPARISON]
    sheet.print_area = None
    for each in sheet.column_dimensions.values():
        each.hidden = False
    first = next(cell for row in sheet.iter_rows() for cell in row if cell.style == HELPER)
    return f"{COMPARISON}!{first.coordinate}"


def colour_without_meaning(workbook: Workbook) -> str:
    """Letters in a colour that the legend does not tell."""
    workbook[COMPARISON]["A1"].font = Font(color="7030A0")
    return f"{COMPARISON}!A1: the colour 7030A0 has no meaning"


def filled_blank(workbook: Workbook) -> str:
    """Two cells without text on a ground that the legend does not tell."""
    for place in ("C90", "C91"):
        workbook[COMPARISON][place].fill = PatternFill("solid", fgColor="FFC000")
    return f"{COMPARISON}!C90: 2 cells from here on: the colour 000000 on FFC000"


def mixed_colours(workbook: Workbook) -> str:
    """Ink and ground that each have a meaning, but none together."""
    workbook[COMPARISON]["A1"].font = Font(color="00703C")
    workbook[COMPARISON]["A1"].fill = PatternFill("solid", fgColor="FBE0E0")
    return f"{COMPARISON}!A1: the colour 00703C on FBE0E0"


def theme_colour(workbook: Workbook) -> str:
    """A colour of the theme, as Excel's palette gives it."""
    workbook[COMPARISON]["A1"].font = Font(color=Color(theme=5))
    return f"{COMPARISON}!A1: the colour theme colour 5"


def formula_like_an_input(workbook: Workbook) -> str:
    """A formula in the colour of what is typed in."""
    cell = workbook[OPTION][f"{YEAR}{row_of(workbook, OPTION, 'alpha.boats.outlay')}"]
    cell.font = Font(color="0000FF")
    return f"{OPTION}!{cell.coordinate}: a formula in 0000FF"


def two_meanings(workbook: Workbook) -> str:
    """A legend that gives the colour of links to two things."""
    sheet = workbook[README]
    row = next(cell.row for cell in sheet["A"] if cell.value == "Legend")
    sheet.cell(row + 5, 1).font = copy(sheet.cell(row + 4, 1).font)
    return f"{README}!A{row + 5}: 00703C stands for two things"


def no_legend(workbook: Workbook) -> str:
    """A file that does not say what its colours mean."""
    sheet = workbook[README]
    next(cell for cell in sheet["A"] if cell.value == "Legend").value = None
    return f"{README}: no legend"


def coloured_light(workbook: Workbook) -> str:
    """A conditional format in colours of its own."""
    light = FormulaRule(formula=["$A$1=1"], font=Font(color="7030A0"), fill=PatternFill("solid", bgColor="FFC000"))
    workbook[COMPARISON].conditional_formatting.add("B7:C9", light)
    return f"{COMPARISON}!B7: a light in 7030A0 on FFC000"


LONG = "=" + "+".join(["alpha.boats.spare_money"] * 8)
SPOILT: list[tuple[str, Callable[[Workbook], str]]] = [
    ("literal-number", formula("=boat.unit_price*1.05")),
    ("literal-number", formula("=boat.unit_price*3E2")),
    ("one-pattern", number_among_formulas),
    ("one-pattern", another_column),
    ("formula-length", formula(LONG)),
    ("nested-if", formula("=IF(A1=1,1,IF(A1=2,2,IF(A1=0,0,1)))")),
    ("volatile", formula("=SUM(OFFSET(A1,0,1))")),
    ("volatile", formula("=YEAR(TODAY())")),
    ("shared-functions", formula("=_xlfn.XLOOKUP(A1,A1:B1,A2:B2)")),
    ("index-arguments", formula("=INDEX(A1:A2,1)")),
    ("index-arguments", formula("=1+INDEX($A$1:$B$1,MAX(1,2))")),
    ("whole-column", formula("=SUM(Assumptions!C:C)")),
    ("whole-column", formula("=SUM($4:$4)")),
    ("whole-column", whole_column_name),
    ("error", formula("=A1+#REF!")),
    ("external-link", formula("=[1]Sheet1!A1")),
    ("external-link", formula("='[prices.xlsx]Sheet 1'!A1")),
    ("hidden", hidden_sheet),
    ("hidden", hidden_column),
    ("hidden", hidden_row),
    ("frozen-rows", many_frozen_rows),
    ("print-pages", many_pages),
    ("print-pages", endless_print),
    ("helpers", helper_in_sight),
    ("colours", colour_without_meaning),
    ("colours", filled_blank),
    ("colours", mixed_colours),
    ("colours", theme_colour),
    ("colours", formula_like_an_input),
    ("colours", two_meanings),
    ("colours", no_legend),
    ("colours", coloured_light),
    ("merged", merged_cells),
    ("merged", merged_heading),
    ("names", name("f35")),
    ("names", name("two words")),
    ("names", name("Boat.crew")),
    ("heading-fits", long_heading),
    ("heading-unique", twin_headings),
    ("limits", no_limit),
    ("limits", no_yearly_limit),
    ("limits", wider_limit),
    ("input-source", no_source),
    ("input-source", no_unit),
    ("input-source", no_grade),
    ("described", wordless_chart),
    ("master-check", no_master_check),
    ("master-check", master_check_out_of_sight),
]


def spoilt(folder: Path, spoil: Callable[[Workbook], str]) -> tuple[Path, str]:
    """The spoilt workbook and the place of the fault. Saving drops the stored values of all formulas."""
    workbook = opened(once("small.xlsx", lambda path: path.write_bytes(good())))
    where = spoil(workbook)
    path = folder / "bad.xlsx"
    workbook.save(path)
    return path, where


def with_parts(folder: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a piece of the XML of one part replaced, once."""
    path = folder / "bad.xlsx"
    with zipfile.ZipFile(io.BytesIO(good())) as archive, zipfile.ZipFile(path, "w") as made:
        for name_ in archive.namelist():
            text = archive.read(name_).decode()
            if name_ == part:
                assert old in text
                text = text.replace(old, new, 1)
            made.writestr(name_, text)
    return path
