"""The paragraph on an option's sheet says what the comparison found, and follows an edit."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from estimator.cli.app import app
from estimator.report.words.brief import brief
from estimator.report.words.option_sentences import IN_WORKBOOK
from estimator.returned.file.package import read_package
from estimator.returned.file.recalculate import recalculate
from estimator.workbook.plan.row_places import ID, VALUE
from tests.saved import save
from tests.shipped import shipped
from tests.workbook.test_default_pack import typed_in

COASTGUARD = Path(__file__).parents[3] / "assumptions" / "coastguard"
OPTION = "ten_patrol_ships"
FIRST, COUNT = 11, len(IN_WORKBOOK)  # the first row of the paragraph and how many there can be
VERDICT = "IF(checks_hold=1,"  # begins the paragraph, beneath as many links as the sheet has parts
PRICE = "patrol_ship_new.unit_price"
ROOMLESS = "No year in which it spends leaves any headroom."  # of the brief alone
NUMBER = re.compile(r"[0-9](?:[0-9,.]*[0-9])?")


@pytest.fixture(scope="module")
def base():
    return shipped("coastguard")


@pytest.fixture(scope="module")
def written(base, tmp_path_factory):
    return base.compare().to_workbook(tmp_path_factory.mktemp("words") / "words.xlsx", sheet_names="ids")


def sentences(cells):
    """The texts of the paragraph on the sheet of ten patrol ships."""
    found = [cells.get((OPTION, f"B{row}")) for row in range(FIRST, FIRST + COUNT)]
    return [each for each in found if isinstance(each, str)]


def told(estimate):
    """The same facts, put into words here from the numbers of the Python API."""
    value = estimate.compare().value
    millions = {
        each: value(f"{OPTION}.{each}") / 1e6
        for each in ("life_cycle_cost", "acquisition_cost", "operation_cost_per_year")
    }
    peak = value(f"{OPTION}.peak_share_of_headroom") * 100
    return [
        f"It costs €{millions['life_cycle_cost']:,.1f} m over FY2025–FY2044.",
        f"It takes €{millions['acquisition_cost']:,.1f} m to acquire.",
        f"It takes €{millions['operation_cost_per_year']:.1f} m a year to operate.",
        f"It takes up to {peak:.1f} % of the budget's headroom (in FY",
        f"It needs {value(f'{OPTION}.people'):.0f} people in its peak year.",
    ]


def assert_told(texts, estimate):
    for wanted in told(estimate):
        assert any(each.startswith(wanted) for each in texts), (wanted, texts)


def stored(path):
    package = read_package(path)
    return {(OPTION, address): cell.value for address, cell in package.cells(OPTION).items()}


def test_the_stored_words_are_those_of_the_numbers(base, written):
    texts = sentences(stored(written))
    assert_told(texts, base)
    assert "Short of people." in texts


def test_every_sentence_is_a_formula_of_no_more_than_160_characters(written):
    cells = read_package(written).cells(OPTION)
    formulas = [cells[f"B{row}"].formula for row in range(FIRST, FIRST + 16)]
    assert all(formulas)
    assert max(map(len, formulas)) <= 160


def test_the_words_follow_an_edit(base, written, tmp_path):
    edited = tmp_path / "edited.xlsx"
    price = base.pack.assumptions[PRICE].value * 2  # ships at twice the price no longer fit the money
    typed_in(written, edited, {PRICE: price}, {})
    texts = sentences(recalculate(edited))
    assert_told(texts, base.with_overrides({PRICE: price}))
    assert texts != sentences(stored(written))
    assert "Over budget, short of people." in texts
    assert any(each.startswith("It exceeds it in ") and each.endswith(" of 20 years.") for each in texts)


def briefed(estimate):
    """The sentences of the brief about each option that the workbook has too, in the brief's order."""
    result = estimate.compare()
    made = brief(result.model, result.values, result.metrics, {}, [])
    return {
        option: [sentences[subject] for subject in IN_WORKBOOK if subject in sentences]
        for option, (_, sentences) in made.options.items()
    }


def same_numbers(one, other):
    """Equal as far as the one with fewer decimals tells: 1.50 and 1.5, 1,234.5 and 1234.5, 0.80 and 1."""
    for left, right in zip(NUMBER.findall(one), NUMBER.findall(other), strict=True):
        places = min(len(each.partition(".")[2]) for each in (left, right))
        one, other = (float(each.replace(",", "")) for each in (left, right))
        yield one == pytest.approx(other, abs=10**-places / 2 + 1e-9)


def assert_same_sentences(texts, live):
    assert [NUMBER.sub("#", each) for each in texts] == [NUMBER.sub("#", each) for each in live]
    assert all(all(same_numbers(one, other)) for one, other in zip(texts, live, strict=True))


def test_the_brief_says_the_same_sentences_in_the_same_order_with_the_same_digits(base, written):
    package = read_package(written)
    count = 0
    for option, texts in briefed(base).items():
        there = package.cells(option)
        first = next(row for row in range(1, 40) if (cell := there.get(f"B{row}")) and VERDICT in (cell.formula or ""))
        cells = [there.get(f"B{row}") for row in range(first, first + COUNT)]
        live = [str(each.value) for each in cells if each and each.formula and each.value]
        assert texts == live  # word for word, digit for digit
        count += len(live)
    assert count > 60


def test_no_line_that_does_not_apply_parts_the_lines_of_a_subject(base, written):
    package = read_package(written)
    for option in base.pack.settings.options:
        cells = package.cells(option)
        first = next(row for row in range(1, 40) if VERDICT in (getattr(cells.get(f"B{row}"), "formula", None) or ""))
        rows = [row for row in range(first, first + COUNT) if (cell := cells.get(f"B{row}")) and cell.formula]
        about = {row: getattr(cells.get(f"A{row}"), "value", None) for row in rows}
        gaps = [row for row in rows if not cells[f"B{row}"].value]
        assert all(about.get(row + 1, "the end") for row in gaps), (option, gaps)


@pytest.mark.parametrize(
    "edit",
    [
        {PRICE: 20.0},  # the least allowed
        {"budget.gdp_share": 0.1},  # no headroom in any year, in per cent
        {"threat.limited_raid": 40.0},
    ],
)
def test_after_an_edit_the_sheet_says_what_the_brief_says_of_it(base, written, tmp_path, edit):
    edited = tmp_path / "edited.xlsx"
    typed_in(written, edited, edit, {})
    package = read_package(written)
    formulas = [
        row for row in range(FIRST, FIRST + COUNT) if (cell := package.cells(OPTION).get(f"B{row}")) and cell.formula
    ]
    cells = recalculate(edited)
    live = [str(cells[OPTION, f"B{row}"] or "") for row in formulas]
    texts = briefed(base.with_overrides(edit))[OPTION]
    assert_same_sentences([each for each in texts if each != ROOMLESS], [each for each in live if each])


def test_the_brief_says_the_same_sentences_where_it_has_them(base, written):
    texts = sentences(stored(written))
    outcome = CliRunner().invoke(app, ["brief", "--pack", str(COASTGUARD), "--options", OPTION, "--draws", "0"])
    words = " ".join(outcome.output.split())
    shared = ("The services cannot spare them", "It serves in part from", "It fits the budget from a ceiling")
    same = [each for each in texts if each.startswith(shared)]
    assert len(same) == len(shared)
    assert all(each in words for each in same), (same, words)


def test_an_error_on_the_sheet_is_no_sentence_that_something_does_not_apply(written, tmp_path):
    book = openpyxl.load_workbook(written)
    sheet = book[OPTION]
    rows = {sheet.cell(row, ID).value: row for row in range(1, sheet.max_row + 1)}
    for metric in ("life_cycle_cost", "peak_share_of_headroom", "people", "break_even_gdp_share"):
        sheet.cell(rows[f"{OPTION}.{metric}"], VALUE).value = "=NA()"
    save(book, tmp_path / "error.xlsx")
    found = recalculate(tmp_path / "error.xlsx")
    errors = [each for row in range(FIRST, FIRST + COUNT) if (each := found.get((OPTION, f"B{row}"))) == "#N/A"]
    assert len(errors) >= 4  # cost, share of headroom, people, break-even: none of them says that there is none
