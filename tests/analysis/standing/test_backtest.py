"""The default pack held against published totals, and case files that are wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import comb

import pytest

from estimator.analysis.standing.backtest import Case, Outcome, backtest, cases
from estimator.errors import ModelError
from estimator.pack import read_pack


@cache
def outcomes() -> dict[str, Outcome]:
    return {each.case.id: each for each in backtest(read_pack())}


def test_aegis_ashore_reproduces_the_ministrys_thirty_year_total():
    # 267.9 (two units) + 3.1 (first training) + 195.4 (thirty years) = 466.4 billion yen of FY2018
    found = outcomes()["aegis_ashore_30_years"]
    assert found.case.value == 466.4
    assert found.computed == pytest.approx(466.4, rel=0.001)


# The tolerances of the mission: 2 percent for the Maya class, bands for 2020, 1 percent for fixed shares.
LOOSEST = {"maya_40_years": 0.02, "maya_30_years": 0.02, "dedicated_ships_40_years": 0.02}
BANDS = {
    "escort_type_2020": (480, 500),
    "merchant_type_2020": (380, 400),
    "rig_type_2020": (420, 560),
    "land_sites_2020": (360, 440),
    "patriot_battery": (1.0, 1.1),
    "payments_after_a_step": (0.2, 0.33),
}


@pytest.mark.parametrize("id", [*LOOSEST, *BANDS, "budget_fy2023", "fixed_share_fy2019", "fixed_share_fy2023"])
def test_each_published_total_is_met(id):
    found = outcomes()[id]
    assert found.holds, f"{found.computed} against {found.case.value}"
    assert (found.case.tolerance or 0) <= LOOSEST.get(id, 0.011)
    assert found.case.band == BANDS.get(id)


def test_every_case_explains_its_difference():
    assert all(each.case.explanation for each in outcomes().values())
    assert {each.case.kind for each in outcomes().values()} == {"model", "identity", "calibrated", "predicted"}


# Hits over attempts with the exact binomial interval of 95 percent, to two decimals outward.
RECORDS = {
    "sm3_tests_2011": (22, 27, "calibrated"),
    "sm3_block_iia_tests_2020": (4, 6, "calibrated"),
    "japanese_sm3_tests": (6, 7, "predicted"),
    "patriot_2003": (2, 2, "calibrated"),
    "al_udeid_2025": (13, 14, "predicted"),
    "kyiv_2024": (9, 16, "predicted"),
}


def chance_of_at_least(hits: int, attempts: int, one: float) -> float:
    return sum(comb(attempts, k) * one**k * (1 - one) ** (attempts - k) for k in range(hits, attempts + 1))


@pytest.mark.parametrize("id", RECORDS)
def test_the_band_of_a_record_is_as_wide_as_its_few_attempts(id):
    # At each end of an interval of 95 percent, a record as good or as bad has a chance of 2.5 percent.
    hits, attempts, kind = RECORDS[id]
    case = outcomes()[id].case
    assert case.kind == kind
    assert case.value == pytest.approx(hits / attempts, abs=0.001)
    low, high = case.band
    assert chance_of_at_least(hits, attempts, low) == pytest.approx(0.025, abs=0.008)
    bad = 1 - chance_of_at_least(hits + 1, attempts, high)
    assert high == 1 or bad == pytest.approx(0.025, abs=0.008)


def test_a_prediction_that_fails_passes_and_is_told():
    failed = {id: each for id, each in outcomes().items() if not each.holds}
    assert set(failed) <= {id for id, each in outcomes().items() if each.case.kind == "predicted"}
    assert all(each.passes for each in outcomes().values())
    case = Case("a", "A", "predicted", {}, 0.5, "1", "judgement", band=(0.3, 0.6))
    assert Outcome(case, 0.7).passes
    assert not Outcome(replace(case, kind="calibrated"), 0.7).passes


def test_a_case_outside_its_tolerance_does_not_hold():
    case = Case("a", "A", "model", {}, 100.0, "1", "judgement", tolerance=0.01)
    assert Outcome(case, 100.9).holds
    assert not Outcome(case, 101.1).holds
    banded = replace(case, tolerance=None, band=(90.0, 95.0))
    assert Outcome(banded, 95.0).holds
    assert not Outcome(banded, 95.1).holds


GOOD = {"label": "A", "kind": "model", "rows": {"budget.headroom@2021": 1}, "value": 1, "unit": "1", "tolerance": 0.1}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"valu": 1}, "case.a.valu is unknown"),
        ({"band": [1, 2]}, "either tolerance or band"),
        ({"kind": "guess"}, "one of model, identity, calibrated, predicted"),
        ({"source": "nobody"}, '"nobody" is not in sources.toml'),
        ({"value": "many"}, "is no number"),
    ],
)
def test_a_wrong_case_says_what_is_wrong(changed, words):
    pack = read_pack()
    table = {**GOOD, "source": next(iter(pack.sources)), **changed}
    with pytest.raises(ModelError, match=words.replace("[", r"\[")):
        cases(replace(pack, documents={"published": {"case": {"a": table}}}))


@pytest.mark.parametrize(
    ("rows", "unit", "words"),
    [
        ({"budget.hedroom@2021": 1}, "GJPY_then", "budget.headroom"),
        ({"budget.headroom": 1}, "GJPY_then", "@2022"),
        ({"budget.headroom@1999": 1}, "GJPY_then", "1999 is no fiscal year"),
        ({"economy.real_gdp@2021": 1}, "GJPY_2013", "no assumption in use is priced in"),
    ],
)
def test_a_case_that_cannot_be_computed_says_why(rows, unit, words):
    pack = read_pack()
    table = {**GOOD, "source": next(iter(pack.sources)), "rows": rows, "unit": unit}
    with pytest.raises(ModelError, match=words):
        backtest(replace(pack, documents={"published": {"case": {"a": table}}}))


@pytest.mark.parametrize("id", ["aegis_ashore_30_years", "maya_40_years", "patriot_battery", "payments_after_a_step"])
def test_a_case_gives_alone_what_it_gives_beside_the_others(id):
    pack = read_pack()
    alone = replace(pack, documents={"published": {"case": {id: pack.documents["published"]["case"][id]}}})
    assert backtest(alone)[0].computed == outcomes()[id].computed


def test_a_ratio_of_two_like_amounts_has_no_unit():
    assert outcomes()["payments_after_a_step"].case.unit == "1"  # the rise of payments over the step, both in missiles
