"""Ways to break a workbook, each as people do it in a spreadsheet program: on the openpyxl workbook of a copy."""

from openpyxl.formula.translate import Translator, TranslatorError

from estimator.workbook.plan.comparison_plan import FIRST_METRIC, FIRST_OPTION, HEADER_ROW
from estimator.workbook.plan.input_places import COLUMN, FIRST_CHOICE, TOP
from estimator.workbook.plan.landmarks import ID_HEADING
from estimator.workbook.plan.row_places import FIRST, ID, VALUE
from tests.returned.moved_lines import delete_row
from tests.returned.sent_back import GROWTH, PRICE, row_of
from tests.workbook.selector import selector

OPTION = "patrol_ships"
SCENARIO_IDS = 4


def swap(sheet, one, other):
    """Swap what two rows hold, as sorting does, without the names that point to them."""
    for column in range(1, sheet.max_column + 1):
        cells = sheet.cell(one, column), sheet.cell(other, column)
        cells[0].value, cells[1].value = cells[1].value, cells[0].value


def ids(sheet, column=ID):
    """The rows that hold an id."""
    return [row for row in range(TOP, sheet.max_row + 1) if sheet.cell(row, column).value]


def _ids_of_metrics(sheet):
    return next(cell.column for cell in sheet[HEADER_ROW] if cell.value == ID_HEADING)


def metric_typed_over(book):
    """Years short of people: nil, whatever the sheet of the option says."""
    sheet = book["Comparison"]
    sheet.cell(row_of(sheet, "years_short_of_people", _ids_of_metrics(sheet)), FIRST_OPTION + 1).value = 77


def metric_made_a_dash(book):
    sheet = book["Comparison"]
    sheet.cell(row_of(sheet, "people", _ids_of_metrics(sheet)), FIRST_OPTION).value = "–"


def flip_typed_over(book):
    """The value in use under the last flip, beneath the comparison."""
    sheet = book["Comparison"]
    row = max(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("in use: "))
    column = next(each for each in range(FIRST_OPTION, sheet.max_column) if sheet.cell(row, each).value != "–")
    sheet.cell(row, column).value = 0.5


def assumptions_sorted_by_label(book):
    """All rows of the sheet by label: contents move, formulas of a row with it; names and other sheets stay."""
    sheet = book["Assumptions"]
    rows = ids(sheet, COLUMN["scale"])
    order = sorted(rows, key=lambda row: sheet.cell(row, COLUMN["label"]).value)
    held = {row: [sheet.cell(row, column).value for column in range(1, len(COLUMN) + 1)] for row in rows}
    for to, was in zip(rows, order, strict=True):
        for column, content in enumerate(held[was], 1):
            sheet.cell(to, column).value = _moved(content, was, to)


def _moved(content, was, to):
    """What a sort makes of the content of a cell: relative references go with it, also off the sheet."""
    if not isinstance(content, str) or not content.startswith("="):
        return content
    try:
        return Translator(content, f"A{was}").translate_formula(f"A{to}")
    except TranslatorError:
        return "=#REF!"


def yearly_inputs_swapped(book):
    sheet = book["Yearly inputs"]
    first, second = ids(sheet)[1:3]
    swap(sheet, first, second)


def rows_of_an_option_swapped(book):
    rows = ids(book[OPTION])
    swap(book[OPTION], rows[-1], rows[-2])


def scenarios_swapped(book):
    sheet = book["Scenarios"]
    cells = [sheet.cell(SCENARIO_IDS, FIRST_CHOICE + place) for place in (0, 1)]
    cells[0].value, cells[1].value = cells[1].value, cells[0].value


def id_typed_over(book):
    sheet = book["Assumptions"]
    sheet.cell(row_of(sheet, PRICE), 1).value = "our own price"


def input_deleted(book):
    """A price goes with its row: what reads it is a lost reference."""
    delete_row(book, "Assumptions", row_of(book["Assumptions"], PRICE))


def result_deleted(book):
    delete_row(book, OPTION, row_of(book[OPTION], f"{OPTION}.life_cycle_cost", ID))


def error_on_an_option(book):
    sheet = book[OPTION]
    row = max(row for row in ids(sheet) if sheet.cell(row, VALUE).value)
    sheet.cell(row, VALUE).value = "=1/0"


def error_on_a_price_sheet(book):
    book["Prices"]["H5"].value = "=NA()"


def unknown_scenario(book):
    selector(book).value = "no such scenario"


def typed_outside_the_limits(book):
    sheet = book["Assumptions"]
    row = row_of(sheet, PRICE)
    sheet.cell(row, COLUMN["your_value"]).value = sheet.cell(row, COLUMN["limit_high"]).value + 1


def text_typed(book):
    book["Assumptions"].cell(row_of(book["Assumptions"], PRICE), COLUMN["your_value"]).value = "much"


def base_value_outside_the_limits(book):
    book["Assumptions"].cell(row_of(book["Assumptions"], PRICE), COLUMN["value"]).value = -1


def year_outside_the_limits(book):
    """A base value of one year, in the row beneath the heading."""
    sheet = book["Yearly inputs"]
    sheet.cell(row_of(sheet, GROWTH, ID) + 1, FIRST + 3).value = 1e6


def verdict_deleted(book):
    delete_row(book, "Comparison", FIRST_METRIC + 1)
