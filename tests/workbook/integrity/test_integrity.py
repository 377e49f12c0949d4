"""A workbook that was broken says so itself: the master check fails, and no verdict stands; an edited one stands."""

from __future__ import annotations

import pytest

from estimator.returned.file.libreoffice import recalculate_with_libreoffice
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.returned.verify import compared, verify
from estimator.workbook.cells.addresses import at
from estimator.workbook.plan.check_plan import IN_LIMITS
from estimator.workbook.plan.comparison_plan import FIRST_OPTION, VERDICT_ROW
from estimator.workbook.plan.held_cells import AS_ON_SHEET, IDS_STAND
from estimator.workbook.plan.integrity_checks import IN_LIST, NO_ERROR
from estimator.workbook.plan.named_cells import CHECKS_HOLD
from estimator.workbook.plan.while_checks_hold import NOT_VALID
from tests.returned.moved_lines import insert_column, insert_row
from tests.returned.sent_back import fill_in
from tests.shipped import workbook
from tests.workbook.integrity import broken

HOLDS = CHECKS_HOLD.sheet, at(*CHECKS_HOLD.place)
LAST_CHECK, ANSWER, FIRST_WORDS = 90, range(6, 8), 30  # above them on Answer stands the finding, as exported
KINDS = [
    (broken.metric_typed_over, {AS_ON_SHEET}),
    (broken.metric_made_a_dash, {AS_ON_SHEET}),
    (broken.flip_typed_over, {AS_ON_SHEET}),
    (broken.assumptions_sorted_by_label, {IDS_STAND}),
    (broken.yearly_inputs_swapped, {IDS_STAND}),
    (broken.rows_of_an_option_swapped, {IDS_STAND}),
    (broken.scenarios_swapped, {IDS_STAND}),
    (broken.id_typed_over, {IDS_STAND}),
    (broken.input_deleted, {IDS_STAND, NO_ERROR}),
    (broken.result_deleted, {IDS_STAND, NO_ERROR, AS_ON_SHEET}),
    (broken.error_on_an_option, {NO_ERROR}),
    (broken.error_on_a_price_sheet, {NO_ERROR}),
    (broken.unknown_scenario, {IN_LIST}),
    (broken.typed_outside_the_limits, {IN_LIMITS}),
    (broken.text_typed, {IN_LIMITS}),
    (broken.base_value_outside_the_limits, {IN_LIMITS}),
    (broken.year_outside_the_limits, {IN_LIMITS}),
]
BY_LIBREOFFICE = [KINDS[0], KINDS[3], KINDS[8], KINDS[12], KINDS[13]]


def verdicts(found, option):
    """Every verdict of a workbook with this option: of Comparison, of the option's own sheet, the answer."""
    own = [found[option, f"B{row}"] for row in range(FIRST_WORDS) if found.get((option, f"A{row}")) == "Verdict"]
    answer = [found.get(("Answer", f"B{row}")) for row in ANSWER]
    return {found["Comparison", at(VERDICT_ROW, FIRST_OPTION)], *own, *answer}


def failing(found):
    """The labels of the checks that fail."""
    rows = range(7, LAST_CHECK)
    return {found["Checks", f"A{row}"] for row in rows if found.get(("Checks", f"D{row}")) == "FAILS"}


def assert_says_so(found, labels, option=broken.OPTION):
    assert labels <= failing(found)
    assert found[HOLDS] == 0
    assert found["Comparison", "A2"] == found["Assumptions", "A2"] == "A check fails: see the sheet Checks"
    assert verdicts(found, option) == {NOT_VALID}


def assert_stands(found, option=broken.OPTION):
    assert failing(found) == set()
    assert found[HOLDS] == 1
    assert found["Comparison", "A2"] == "All checks hold"
    assert NOT_VALID not in found.values()
    assert not verdicts(found, option) & {None, ""}


@pytest.mark.parametrize(("spoil", "labels"), KINDS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_broken_workbook_says_so_and_gives_no_verdict(spoil, labels, returned):
    assert_says_so(recalculate(returned(spoil)), labels)


@pytest.mark.parametrize(("spoil", "labels"), BY_LIBREOFFICE, ids=lambda each: getattr(each, "__name__", ""))
def test_libreoffice_finds_it_broken_too(spoil, labels, returned, soffice):
    assert_says_so(recalculate_with_libreoffice(returned(spoil), soffice), labels)


def legal(book):
    """What people may do: values typed in, a scenario chosen, rows and a column inserted."""
    fill_in(book)
    sheet = book["Assumptions"]
    for row in broken.ids(sheet):
        if isinstance(sheet.cell(row, 4).value, str):  # a number typed as text is no number to the sheet
            sheet.cell(row, 4).value = None
    for name, row in (
        ("Assumptions", 12),
        ("Yearly inputs", 9),
        ("Comparison", 14),
        (broken.OPTION, 40),
        ("Checks", 9),
    ):
        insert_row(book, name, row)
    insert_column(book, "Scenarios", 3)


def test_a_workbook_as_written_and_one_with_legal_edits_stand(sent, returned):
    assert_stands(recalculate(sent))
    assert_stands(recalculate(returned(legal)))


def test_libreoffice_lets_both_stand(sent, returned, soffice):
    assert_stands(recalculate_with_libreoffice(sent, soffice))
    assert_stands(recalculate_with_libreoffice(returned(legal), soffice))


def test_the_stored_values_are_those_of_the_engine_from_pip(sent):
    assert verify(sent).holds


def test_the_stored_values_are_those_of_libreoffice(sent, soffice):
    assert compared(sent, read_package(sent), recalculate_with_libreoffice(sent, soffice)).holds


def test_in_japanese_it_stands(sent_in_japanese):
    assert recalculate(sent_in_japanese)[HOLDS] == 1


def test_in_japanese_it_says_so_in_japanese_where_it_does_not_stand(sent_in_japanese, returned, soffice):
    for spoil in (broken.unknown_scenario, broken.assumptions_sorted_by_label):
        found = recalculate_with_libreoffice(returned(spoil, sent=sent_in_japanese), soffice)
        assert found[HOLDS] == 0
        assert verdicts(found, broken.OPTION) == {"無効"}


@pytest.fixture(scope="module")
def coastguard():
    """The workbook of a pack with scenarios along the years, five options and typed ratings."""
    return workbook("coastguard")


def test_a_larger_pack_stands(coastguard):
    assert_stands(recalculate(coastguard), "chartered_vessels")


def test_a_larger_pack_says_that_it_was_sorted(coastguard, returned, soffice):
    option = "chartered_vessels"
    sorted_ = returned(broken.assumptions_sorted_by_label, sent=coastguard)
    assert_says_so(recalculate_with_libreoffice(sorted_, soffice), {IDS_STAND}, option)
