"""The gallery: real cases of other countries, each a small pack that meets its published totals."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest

from estimator.analysis.standing.backtest import backtest
from estimator.api import load
from estimator.errors import InputError
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack import shipped_packs
from estimator.returned.file.recalculate import recalculate
from estimator.returned.lint.rules import lint
from estimator.returned.verify import verify
from estimator.workbook.plan.check_plan import IN_LIMITS
from estimator.workbook.plan.input_places import COLUMN
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS
from tests.opened import opened

GALLERY = ("canada_fighters", "canada_frigates", "korea_satellites", "us_interceptor_site", "us_patrol_aircraft")
NOT_OF_ALL = ("budget", "manpower", "yardstick", "threat")


@pytest.fixture(scope="module", params=GALLERY)
def pack(request):
    return load(request.param).pack


def test_a_case_meets_each_published_total_within_its_tolerance(pack):
    found = backtest(pack)
    assert found
    assert [each.case.id for each in found if not each.holds] == []


def test_a_published_total_may_differ_by_no_more_than_two_percent(pack):
    assert [each.case.id for each in backtest(pack) if not 0 < (each.case.tolerance or 1) <= 0.02] == []


def test_every_check_of_a_case_holds(pack):
    model = build_model(pack)
    values = evaluate(model)
    checks = [id for id, row in model.rows.items() if row.marks.get("measure") == "check"]
    assert checks
    assert [id for id in checks if not (values[id] == 1).all()] == []


def test_a_case_is_a_pack_of_costs_alone(pack):
    assert not [id for id in pack.assumptions if id.partition(".")[0] in NOT_OF_ALL]


def test_the_source_of_a_published_total_prints_its_figure(pack):
    for each in backtest(pack):
        assert pack.sources[each.case.source].where, each.case.id


def test_the_gallery_is_of_three_countries_and_currencies_and_comes_with_the_program():
    packs = [load(name).pack for name in GALLERY]
    assert {"CAD", "KRW", "USD"} == {pack.settings.currency for pack in packs}
    assert set(GALLERY) < shipped_packs().keys()
    assert {Path(folder).name for folder in shipped_packs().values()} >= set(GALLERY)


def test_a_year_of_delay_costs_what_the_escalation_of_the_acquisition_says():
    # 84.5 billion dollars at 3 percent a year: 2.535
    found = load("canada_frigates").compare()
    planned, later = (found.value(f"{each}.acquisition_cost_then_year") for each in ("as_planned", "a_year_later"))
    assert later - planned == pytest.approx(0.03 * planned, rel=1e-6)


def test_an_hour_of_the_drone_by_hand():
    # losses of 945 * 0.000023 = 2.1735 % a year over 18 years leave (1 - 0.978265^18) / 0.021735 years of 945 hours:
    # 239e6 over them, and 18,700
    found = load("us_patrol_aircraft").compare().metrics["drone"]["cost_per_hour_of_use"].value
    left = (1 - 0.978265**18) / 0.021735
    assert found == pytest.approx(239e6 / (left * 945) + 18_700, rel=1e-9)


def test_a_pack_whose_costs_no_range_moves_gives_a_workbook_that_computes_anew(tmp_path):
    # only then-year money rests on the shift of prices: the life-cycle cost has no drivers to tell
    written = load("canada_frigates").compare().to_workbook(tmp_path / "frigates.xlsx", draws=50)
    found = verify(written)
    assert found.holds, [str(each) for each in (*found.differences, *found.errors)][:10]


@pytest.mark.parametrize(
    ("life", "holds"),
    [(18, 1.0), (0, 1.0), (-5, 0.0), (17.5, 0.0)],  # the pack sets no limits; Python refuses the last two all the same
)
def test_a_life_below_nil_or_in_parts_fails_in_the_workbook_as_it_is_refused_by_the_program(tmp_path, life, holds):
    written = load("us_patrol_aircraft").compare().to_workbook(tmp_path / "book.xlsx", draws=0)
    sheets = opened(written)
    lives = next(row for row in sheets[ASSUMPTIONS].iter_rows() if row[0].value == "rq4_aircraft.service_life")
    lives[COLUMN["your_value"] - 1].value = life
    sheets.save(tmp_path / "typed.xlsx")
    check = next(row for row in sheets["Checks"].iter_rows() if row[0].value == IN_LIMITS)
    assert recalculate(tmp_path / "typed.xlsx")["Checks", check[2].coordinate] == holds
    changed = load("us_patrol_aircraft").with_overrides
    with nullcontext() if holds else pytest.raises(InputError):
        changed({"rq4_aircraft.service_life": life})


@pytest.mark.parametrize("name", GALLERY)
def test_the_workbook_of_a_case_is_clean_by_every_rule(name, tmp_path):
    # two sentences with small money had 162 characters, as their decimals went by a long name
    assert [str(each) for each in lint(load(name).compare().to_workbook(tmp_path / "case.xlsx", draws=0))] == []


@pytest.mark.parametrize("name", sorted(shipped_packs()))
def test_no_shipped_pack_takes_a_quantity_below_nil(name):
    assumptions = load(shipped_packs()[name]).pack.assumptions.values()
    found = [each for each in assumptions if each.id.endswith(".quantity") and each.editable]
    assert found
    assert [each.id for each in found if not each.limits or each.limits[0] < 0] == []
