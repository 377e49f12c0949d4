"""A workbook as it comes back: values typed in and a scenario chosen, then lines moved and sheets renamed."""

from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST, HEADER
from tests.returned.moved_lines import insert_column, insert_row
from tests.workbook.selector import selector

PRICE, SHARE, GROWTH = "patrol_ship.unit_price", "budget.gdp_share", "economy.real_growth"
SCENARIO, YEAR = "lean_years", 2030


def row_of(sheet, id, column=1):
    """The row of an id."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column).value == id)


def fill_in(book):
    """A number, a number typed as text, a number of one year, and a scenario; `READ` is what was meant."""
    sheet, yearly = book["Assumptions"], book["Yearly inputs"]
    sheet.cell(row_of(sheet, PRICE), COLUMN["your_value"]).value = "0.0955 GCRN_2024 / ship"
    sheet.cell(row_of(sheet, SHARE), COLUMN["your_value"]).value = 0.0015
    row = row_of(yearly, GROWTH, 4)
    while yearly.cell(row, 1).value not in ("Your value", "入力値"):
        row += 1
    column = next(each for each in range(FIRST, FIRST + 50) if yearly.cell(HEADER, each).value == YEAR)
    yearly.cell(row, column).value = 0.025
    selector(book).value = SCENARIO


READ = {(PRICE, None): 95.5, (SHARE, None): 0.15, (GROWTH, YEAR): 2.5}


def above_the_headings(book):
    """A row inserted on top of each sheet that is read by its headings."""
    for sheet in ("Assumptions", "Yearly inputs", "Scenarios", "Comparison"):
        insert_row(book, sheet, 1)


def renamed(book):
    """Sheets under other names; their titles stay. References follow, as they do in a spreadsheet program."""
    names = {"Assumptions": "Annahmen", "Yearly inputs": "Jahre", "Scenarios": "Varianten"}
    names |= {"Comparison": "Vergleich", "Answer": "Antwort"}
    for each in book:
        for cells in each.iter_rows():
            for cell in cells:
                if cell.data_type == "f" and isinstance(cell.value, str):
                    cell.value = _called(cell.value, names)
    for name in book.defined_names.values():
        name.value = _called(name.value, names)
    for was, now in names.items():
        book[was].title = now


def _called(formula, names):
    for was, now in names.items():
        formula = formula.replace(f"'{was}'!", f"{now}!").replace(f"{was}!", f"{now}!")
    return formula


def more_columns(book):
    """A column for remarks before the yellow one of Assumptions, one before the years, one left of the comparison."""
    insert_column(book, "Assumptions", COLUMN["your_value"])
    book["Assumptions"].cell(4, COLUMN["your_value"]).value = "Remark"
    insert_column(book, "Yearly inputs", FIRST)
    insert_column(book, "Comparison", 1)


def selector_moved(book):
    """The yellow cell of the scenario cut and put elsewhere; the formulas that read it follow."""
    sheet, comparison = book["Answer"], book["Comparison"]
    sheet["H3"].value, sheet["A3"].value = sheet["A3"].value, None
    for cell in (comparison["B4"], comparison["C1"]):
        assert "Answer!$A$3" in cell.value
        cell.value = cell.value.replace("Answer!$A$3", "Answer!$H$3")


MOVES = (above_the_headings, renamed, more_columns, selector_moved)
CASES = [*(("sent", move) for move in MOVES), ("sent_in_japanese", renamed), ("sent_in_japanese", more_columns)]
