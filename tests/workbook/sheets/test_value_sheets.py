"""Grades, judgement and back-test as the workbook shows them."""

from dataclasses import replace

import pytest

from estimator.analysis.draws.outturns import Outturn
from estimator.analysis.standing.backtest import Outcome, outcomes_of
from estimator.analysis.standing.judgement import Factor, Judgement, Rating
from estimator.analysis.standing.published_cases import Case
from estimator.workbook.sheets.data import data_grid, written_out
from estimator.workbook.sheets.value_sheet import HEADER_ROW, Reasons, supplement_grid
from estimator.workbook.sheets.value_sheets import attached, backtest_supplement, judgement_supplement
from tests.report import case
from tests.shipped import shipped
from tests.workbook.small import SETTINGS

JUDGED = Judgement(
    {"weather": Factor("weather", "Weather", 3.0), "law": Factor("law", "Law", 1.0)},
    {"stay": {"weather": Rating(2.0, "Storms.", "white_paper"), "law": Rating(4.0, "Settled.", "white_paper")}},
    {"stay": 2.5},
)


def test_judgement_is_a_matrix_of_factor_by_option_with_the_reasons_beneath():
    # (3 × 2 + 1 × 4) ÷ 4 = 2.5
    made = judgement_supplement(case.PACK, JUDGED)
    assert [each.heading for each in made.columns] == ["Factor", "Weight", case.PACK.options["stay"].short or "Stay"]
    assert made.rows == (("Weather", 3.0, 2.0), ("Law", 1.0, 4.0), ("Weighted score", None, 2.5))
    assert made.beneath[0] == Reasons("Weather", "", (("Stay", "white_paper", "Storms."),))
    grid = supplement_grid(made)
    reason = next(place for place, entry in grid.entries.items() if entry.content == "Settled.")
    assert reason == (HEADER_ROW + 3 + 2 + 1 + 2 + 1, 3)  # the table, a gap, Weather, a gap, Law
    assert [grid.entries[reason[0], each].content for each in (1, 2)] == ["Stay", "white_paper"]


def test_a_factor_without_a_rating_leaves_a_blank_and_no_reason():
    ratings = {"stay": {"law": JUDGED.ratings["stay"]["law"]}}
    made = judgement_supplement(case.PACK, replace(JUDGED, ratings=ratings))
    assert made.rows[0] == ("Weather", 3.0, None)
    assert [each.heading for each in made.beneath] == ["Law"]


def test_no_number_of_data_is_shown_as_a_power_of_ten():
    formats = [written_out(each) for each in (1_485_551_761_217.7, 1_485.5, 7.0, 0.000657, 12.25, -3e12)]
    assert formats == ["#,##0.0", "#,##0.0", "#,##0", "0.0#########", "0.0#########", "#,##0"]
    grid = data_grid(("kind", "fiscal_year", "value"), [("row", 2031.0, 1.5e12)])
    cells = dict(grid.cells())
    assert [cells[2, each].format for each in (2, 3)] == ["0", "#,##0"]
    grid = data_grid(("kind", "value", "unit"), [("metric", 2031.0, "year"), ("metric", 2031.0, "person")])
    cells = dict(grid.cells())
    assert [cells[row, 2].format for row in (2, 3)] == ["0", "#,##0"]


def test_a_difference_that_would_be_shown_as_minus_nil_is_none():
    # 0.004 % below and above the published figure is less than half of the last digit shown; 0.006 % is more
    given = Case("c", "Two ships", "calibrated", {"a.b": 1.0}, 200.0, "GJPY_2020", "white_paper", tolerance=0.02)
    found = [Outcome(given, 200.0 * (1 + part)) for part in (-0.00004, 0.00004, -0.00006)]
    shown = [row[5] for row in backtest_supplement(found, {}, SETTINGS).rows]
    assert shown[:2] == [0.0, 0.0]
    assert shown[2] == pytest.approx(-0.00006, rel=1e-6)


def test_a_case_shows_both_numbers_and_what_is_allowed():
    given = Case("c", "Two ships", "calibrated", {"a.b": 1.0}, 200.0, "GJPY_2020", "white_paper", tolerance=0.02)
    missed = Outcome(given, 210.0)
    row = backtest_supplement([missed], {}, SETTINGS).rows[0]
    assert row[:5] == ("Two ships", "calibrated", 200.0, 210.0, "¥bn, 2020 prices")
    units = [replace(given, unit=unit) for unit in ("MEUR_2020 / boat", "1", "missile / station")]
    said = [backtest_supplement([Outcome(each, 210.0)], {}, SETTINGS).rows[0][4] for each in units]
    assert said == ["€m per boat, FY2020 prices", "ratio", "missiles per station"]
    assert row[5] == pytest.approx(0.05)
    assert row[6:11] == ("±2.00 %", "NO", None, None, None)
    predicted = replace(given, kind="predicted", miss="Yards were full.")
    among = {"c": Outturn(predicted, {0.05: 180.0, 0.5: 190.0, 0.95: 220.0}, 0.75)}
    row = backtest_supplement([Outcome(predicted, 210.0)], among, SETTINGS).rows[0]
    assert row[7:11] == ("missed", 180.0, 220.0, 0.75)
    assert row[-1] == "Yards were full."


def test_the_back_test_uses_the_values_of_the_files_whatever_is_in_force():
    changed = shipped().with_scenarios("pandemic_slump").with_overrides({"budget.gdp_share": "2 %"}).pack
    computed = [[each.computed for each in outcomes_of(pack)] for pack in (changed, shipped().pack)]
    assert computed[0] == computed[1]


def test_the_default_pack_brings_grades_judgement_back_test_and_data():
    result = shipped().compare(["aegis_ashore", "aegis_destroyers"])
    found = attached(result.model, result.values, result.metrics)
    sheets = {each.sheet: each for each in found.supplements}
    assert list(sheets) == ["Grades", "Back-test", "Judgement", "Found in time", "Quality"]
    assert all(sum(row[1:]) == pytest.approx(1) for row in sheets["Grades"].rows)
    called = {line[0] for each in sheets["Judgement"].beneath for line in each.lines}
    assert {"Aegis Ashore", "Aegis destroyers"} <= called  # one line each, as over the ratings
    hunted = sheets["Found in time"].rows  # neither option has satellites, whose number then stands open
    assert [row[:2] for row in hunted[:2]] == [(1.0, None), (2.0, None)]
    assert all(1 > row[2] > row[3] > 0 for row in hunted)
    assert {row[7] for row in sheets["Back-test"].rows} == {"yes", "missed"}
    assert {row[1] for row in found.data_rows} == {"", "aegis_ashore", "aegis_destroyers"}
