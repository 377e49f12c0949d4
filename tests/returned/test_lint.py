"""The lint finds what is wrong with a workbook, and nothing wrong with one that is as written."""

from __future__ import annotations

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils import get_column_letter

from estimator.errors import WorkbookError
from estimator.returned.file.attributes import Span
from estimator.returned.file.sheet_cells import SheetCells
from estimator.returned.file.stored_cell import StoredCell
from estimator.returned.lint.contents import read_contents
from estimator.returned.lint.paper import Paper, Printed
from estimator.returned.lint.rules import RULES, lint
from estimator.returned.lint.sheet_rules import stored_values
from estimator.returned.lint.tokens import pattern, tokens
from estimator.workbook.export import workbook_bytes
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.row_places import FIRST
from estimator.workbook.plan.sheet_registry import EVERY_PAGE, PAGES
from estimator.workbook.sheets.value_sheet import Attached
from tests.opened import opened
from tests.returned.moved_lines import insert_row
from tests.returned.sent_back import PRICE, above_the_headings, more_columns, renamed, row_of
from tests.shipped import workbook
from tests.workbook import bad_workbooks, small

ALSO = {
    "master_check_out_of_sight": ("hidden",),  # a check folded away is a hidden row as well
    "endless_print": ("helpers",),  # who prints all of Assumptions prints its helpers, too
}
FIRST_SHEET = "xl/worksheets/sheet1.xml"


def rules(path: Path) -> set[str]:
    """The rules that object to a workbook."""
    return {each.rule for each in lint(path)}


def test_a_workbook_as_written_is_clean(tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(bad_workbooks.good())
    assert lint(path) == []


@pytest.mark.parametrize("pack", ["japan", "coastguard"])
def test_the_workbook_of_a_pack_is_clean(pack):
    assert [str(each) for each in lint(workbook(pack))] == []


@pytest.mark.parametrize(
    ("rule", "spoil"), bad_workbooks.SPOILT, ids=[f"{rule}-{at}" for at, (rule, _) in enumerate(bad_workbooks.SPOILT)]
)
def test_a_spoilt_workbook_is_found_out_at_its_cell(rule, spoil, tmp_path):
    path, where = bad_workbooks.spoilt(tmp_path, spoil)
    told = lint(path)
    found = [str(each) for each in told if each.rule == rule]
    assert any(where in each for each in found), found
    # saving drops stored values and the texts beside charts; a new formula in one year also breaks its row's pattern
    saved = {"stored-value", "described", "one-pattern", "literal-number"}
    assert {each.rule for each in told} <= {rule, *saved, *ALSO.get(spoil.__name__, ())}


def test_a_formula_without_a_value_is_found(tmp_path):
    path = bad_workbooks.with_parts(tmp_path, FIRST_SHEET, "<v>All checks hold</v>", "")
    (found,) = lint(path)
    assert str(found).startswith("stored-value  Answer!A2: ")


def test_a_cell_that_shows_an_error_is_found(tmp_path):
    old = '<c r="A2" s="2" t="str"><f>IF(checks_hold=1,"All checks hold","A check fails: see the sheet Checks")</f>'
    with_error = old.replace('t="str"', 't="e"')
    text = f"{old}<v>All checks hold</v>"
    path = bad_workbooks.with_parts(tmp_path, FIRST_SHEET, text, f"{with_error}<v>#N/A</v>")
    assert [str(each).split(";")[0] for each in lint(path)] == ["error  Answer!A2: shows #N/A"]


def test_a_list_of_other_workbooks_is_found(tmp_path):
    links = '<externalReferences><externalReference r:id="rId99" xmlns:r="http://example.org"/></externalReferences>'
    path = bad_workbooks.with_parts(tmp_path, "xl/workbook.xml", "<definedNames>", f"{links}<definedNames>")
    assert rules(path) == {"external-link"}


def test_every_rule_has_a_workbook_that_breaks_it():
    by_hand = {"stored-value"}  # in a test of its own above
    assert {rule for rule, _ in bad_workbooks.SPOILT} | by_hand == set(RULES)


def test_another_programs_file_is_refused_with_a_reason(tmp_path):
    path = tmp_path / "text.xlsx"
    path.write_text("no workbook")
    with pytest.raises(WorkbookError, match="no workbook"):
        lint(path)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (("A1+$B1", 1, 3), ("B1+$B1", 1, 4), True),
        (("A1+B1", 1, 3), ("B1+$B1", 1, 4), False),
        (("SUM($G$4:K$4)", 9, 11), ("SUM($G$4:L$4)", 9, 12), True),
        (("'Economy and budget'!K62*2", 9, 11), ("'Economy and budget'!L62*2", 9, 12), True),
        (("'A1 and B1'!K62", 9, 11), ("'A2 and B1'!L62", 9, 12), False),
        (('"K1"&K1', 1, 11), ('"K1"&L1', 1, 12), True),
        (('"K1"&K1', 1, 11), ('"L1"&L1', 1, 12), False),
        (("LOG10(K1)", 1, 11), ("LOG10(L1)", 1, 12), True),
    ],
)
def test_copies_along_a_row_have_one_pattern(left, right, same):
    assert (pattern(*left) == pattern(*right)) is same


def test_a_formula_is_taken_apart():
    kinds = " ".join(kind for kind, _ in tokens('IF(ROUND(a.b-$C$4,x)>1E2,"(7)",Sheet_1!A1:B2)'))
    assert kinds == (
        "function function name other reference other name close other number other text other reference close"
    )


def found_in(path):
    """What the lint objects to, but for the stored values, which openpyxl drops: rule and words."""
    return {(each.rule, each.what) for each in lint(path) if each.rule != "stored-value"}


@pytest.mark.parametrize("language", ["sent", "sent_in_japanese"])
def test_sheets_under_other_names_are_as_well_made_as_before(request, returned, language):
    sent = request.getfixturevalue(language)
    assert found_in(returned(renamed, sent=sent)) == found_in(returned(sent=sent, name="as_it_was.xlsx"))


@pytest.mark.parametrize(("language", "move"), [("sent", above_the_headings), ("sent_in_japanese", more_columns)])
def test_an_input_without_a_source_is_found_wherever_its_row_and_column_stand(request, returned, language, move):
    def spoil(book):
        sheet = book["Assumptions"]
        sheet.cell(row_of(sheet, PRICE), COLUMN["source"]).value = None

    found = lint(returned(spoil, move, sent=request.getfixturevalue(language)))
    column = COLUMN["source"] + (move is more_columns)
    cell = f"{get_column_letter(column)}{row_of_price(returned, move)}"
    assert [(each.cell, each.what) for each in found if each.rule == "input-source"] == [
        (cell, f"{PRICE} has no source")
    ]


def row_of_price(returned, move):
    """The row of a price after a move."""
    return row_of(opened(returned(move, name="moved.xlsx"))["Assumptions"], PRICE)


def other_formula(book):
    """One year's formula of the first row along the years is another one."""
    sheet = book["patrol_ships"]
    row = next(row for row in range(5, sheet.max_row) if sheet.cell(row, FIRST + 3).data_type == "f")
    sheet.cell(row, FIRST + 3).value = "=A1"


def printed_without_titles(book):
    for sheet in book:
        sheet.print_title_rows = None


@pytest.mark.parametrize(
    "change",
    [printed_without_titles, lambda book: insert_row(book, "patrol_ships", 1)],
    ids=["no titles", "row on top"],
)
def test_another_formula_among_the_years_is_found_by_the_headings_of_the_sheet(returned, change):
    found = [each.sheet for each in lint(returned(other_formula, change)) if each.rule == "one-pattern"]
    assert found == ["patrol_ships"]


def test_a_sheet_printed_on_pages_side_by_side_has_headings_too(returned):
    def change(book):
        other_formula(book)
        book["patrol_ships"].print_title_cols = "A:C"

    assert "patrol_ships" in {each.sheet for each in lint(returned(change)) if each.rule == "one-pattern"}


def test_cells_that_a_data_table_lost_are_one_finding() -> None:
    lost = {f"B{row}": StoredCell(None, "") for row in range(5, 105)}
    others = {"B4": StoredCell(None, "A1+1"), "B3": StoredCell(1.0, "")}
    sheet = SimpleNamespace(name="What-if", cells=SheetCells.of({**lost, **others}))
    found = [(each.cell, each.what) for each in stored_values(SimpleNamespace(sheets=(sheet,)))]  # type: ignore[arg-type]
    assert found == [
        ("B4", "a formula without a value"),
        ("B5", "100 cells of data tables without a value, from here on"),
    ]


def saved_again(path, soffice, place):
    """The file as LibreOffice saves it."""
    how = [soffice, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*how, "--outdir", str(place / "again"), str(path)], check=True, capture_output=True, timeout=300)
    return place / "again" / path.name


@pytest.mark.libreoffice
def test_a_file_that_libreoffice_saved_keeps_its_colours_helpers_and_pages(soffice, tmp_path):
    path = tmp_path / "good.xlsx"
    path.write_bytes(bad_workbooks.good())
    assert not {"colours", "helpers", "print-pages"} & rules(saved_again(path, soffice, tmp_path))


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("rule", "spoil"),
    [each for each in bad_workbooks.SPOILT if each[0] in ("print-pages", "helpers", "colours")],
    ids=lambda each: getattr(each, "__name__", each),
)
def test_a_fault_in_looks_is_found_after_libreoffice_saved_it(rule, spoil, soffice, tmp_path):
    path, where = bad_workbooks.spoilt(tmp_path, spoil)
    sheet = where.partition("!")[0].partition(":")[0]
    found = [each for each in lint(saved_again(path, soffice, tmp_path)) if each.rule == rule]
    assert sheet in {each.sheet for each in found}, found


def test_a_workbook_written_to_be_printed_whole_may_be_long(tmp_path):
    path, _ = bad_workbooks.spoilt(tmp_path, bad_workbooks.many_pages)
    assert rules(path) & {"print-pages"}
    made = opened(path)
    made.custom_doc_props.append(StringProperty(name=PAGES, value=EVERY_PAGE))
    made.save(path)
    assert not rules(path) & {"print-pages"}


def test_print_all_is_told_in_the_file(tmp_path):
    made = small.model()
    path = tmp_path / "whole.xlsx"
    path.write_bytes(workbook_bytes(made, small.values(made), manifest={}, attached=Attached(print_all=True)))
    assert read_contents(path).printed_whole


@pytest.mark.parametrize(
    ("paper", "rows", "pages"),
    [
        # A4 lies 210 mm high, less three margins of 0.4 inches 179.5 mm; a row of 13.2 points is 4.657 mm: 38 rows, and
        # a tenth of a page in hand makes it 42
        (Paper(9, False, 1, 1, 1.0, (), ()), 42, 1),
        (Paper(9, False, 1, 1, 1.0, (), ()), 43, 2),
        (Paper(9, False, 1, 1, 0.5, (), ()), 84, 1),  # half as large, twice as many
        (Paper(9, True, 1, 0, 1.0, (10, 20), ()), 30, 3),  # two breaks make three pages
        (Paper(9, True, 1, 0, 1.0, (10, 20), (Span(1, 1, 2, 15),)), 30, 2),  # of which one ends with the area
        (Paper(9, True, 2, 3, 1.0, (), ()), 3000, 6),  # fitted to two by three
    ],
)
def test_pages_are_counted_by_fit_breaks_and_heights(paper, rows, pages):
    # one column of ten digits is 75 pixels wide, 20 mm, well within 277
    unseen = (frozenset(), frozenset())
    assert Printed(paper, {1: 10.0}, {}, unseen, Span(1, 1, 1, rows)).pages() == pages


def test_pages_side_by_side_are_counted_by_widths():
    # 40 columns of 75 pixels are 793.75 mm; three pages of 277 mm hold 831
    paper, unseen = Paper(9, False, 1, 1, 1.0, (), ()), (frozenset(), frozenset())
    widths = dict.fromkeys(range(1, 41), 10.0)
    assert Printed(paper, widths, {}, unseen, Span(1, 1, 40, 5)).pages() == 3
    folded = (frozenset(), frozenset(range(1, 28)))  # 13 columns are left, 258 mm
    assert Printed(paper, widths, {}, folded, Span(1, 1, 40, 5)).pages() == 1


def test_a_workbook_without_a_column_to_type_into_is_told_so_once(returned):
    def spoil(book):
        book["Assumptions"].delete_cols(COLUMN["your_value"])

    found = [str(each) for each in lint(returned(spoil)) if each.rule == "limits" and "Assumptions" in str(each)]
    assert len(found) == 1
    assert 'there is no column "Your value"' in found[0]
