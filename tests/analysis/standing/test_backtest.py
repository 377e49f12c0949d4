"""The default pack held against published totals, and case files that are wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from math import comb

import pytest

from estimator.analysis.standing.backtest import Outcome, backtest
from estimator.analysis.standing.published_cases import Case, cases
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
    assert {each.case.kind for each in outcomes().values()} == {"identity", "calibrated", "predicted"}


def test_identities_and_calibrated_cases_hold_and_a_prediction_that_misses_says_why():
    must_hold = [each for each in outcomes().values() if each.case.kind != "predicted"]
    assert [each.case.id for each in must_hold if not each.holds] == []
    assert [id for id, each in outcomes().items() if not each.passes] == []


# What the predictions reach over, by the words with which a row of each begins or ends.
FIELDS = {
    "budget": r"^budget\.",
    "manpower flow": r"^manpower\..*\.(strength|intake)@",
    "fleet": r"\.ships\.|first_element_year",
    "munitions": r"\.round_price",
    "discounting": r"^economy\.discount_factor",
    "constellation": r"\.satellites\.",
    "orbit": r"\.drones\.quantity",
    "contracts": r"_paid@",
}


@pytest.mark.parametrize("field", FIELDS)
def test_predictions_reach_over_each_field(field):
    found = [each.case for each in outcomes().values() if each.case.kind == "predicted"]
    assert [each.id for each in found if any(re.search(FIELDS[field], row) for row in each.rows)]


def test_the_fit_of_2013_to_2017_is_worked_by_hand():
    # Materiel 2,690.3 -> 2,733.4: 1.0160; home prices 0.999 -> 1.0414: 1.0424; a dollar 95.15 x 82 -> 100.502 x 110:
    # 1.4169, over home prices 1.3592; of nine percent: mixed prices 1.0235. 1.0160 / 1.0424 / 1.0235 = 0.9523 in four
    # years: -1.2 % a year. Carried on: 2,733.4 x 0.988^5 = 2,573.3 at home prices 1.0082^5 = 1.0417 and, of 13 %, a
    # dollar of 1.014^5 x 112 / 110 / 1.0417 = 1.0478, so 1.0062: 2,697. Pay 2,166.2 x 1.005^5 = 2,220.9; realignment
    # and the support of FY2017 no more: 203.9 x 1.0417 - (203.9 + 194.6) x 0.0417 = 195.8. In all 5,113.9.
    found = outcomes()["commitments_fy2022_from_2017"]
    assert found.computed == pytest.approx(5_113.9, rel=1e-3)
    assert found.difference == pytest.approx(5_113.9 / 5_400.5 - 1, abs=1e-3)


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


def test_the_bands_of_launcher_hunts_are_what_the_records_give():
    # 3 kills of 88 launches: a chance of 0.10 gives so few in 2.5 percent of hunts at most
    assert outcomes()["scud_hunt_1991"].case.band == (0, 0.1)
    assert 1 - chance_of_at_least(4, 88, 0.1) == pytest.approx(0.02, abs=0.008)
    # a third in four days; half in thirty; three quarters in five: the same chance each day
    case = outcomes()["iran_launchers_2025"].case
    assert case.value == pytest.approx(1 - (2 / 3) ** (1 / 4), abs=0.001)
    assert case.band == pytest.approx((1 - 0.5 ** (1 / 30), 1 - 0.25 ** (1 / 5)), abs=0.005)


def test_where_nil_was_published_the_difference_is_what_the_model_gives():
    case = Case("a", "A", "predicted", {}, 0.0, "1", "judgement", band=(0.0, 0.1))
    assert Outcome(case, 0.04).difference == 0.04
    assert Outcome(case, 0.04).holds
    assert not Outcome(case, 0.11).holds


def test_a_prediction_that_fails_passes_if_it_says_why():
    case = Case("a", "A", "predicted", {}, 0.5, "1", "judgement", band=(0.3, 0.6), miss="They manoeuvre.")
    assert Outcome(case, 0.7).passes
    assert not Outcome(replace(case, miss=""), 0.7).passes


def test_a_case_outside_its_tolerance_does_not_hold():
    case = Case("a", "A", "calibrated", {}, 100.0, "1", "judgement", tolerance=0.01)
    assert Outcome(case, 100.9).holds
    assert not Outcome(case, 101.1).holds
    banded = replace(case, tolerance=None, band=(90.0, 95.0))
    assert Outcome(banded, 95.0).holds
    assert not Outcome(banded, 95.1).holds


GOOD = {
    "label": "A",
    "kind": "calibrated",
    "rows": {"budget.headroom@2021": 1},
    "value": 1,
    "unit": "1",
    "tolerance": 0.1,
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"valu": 1}, "case.a.valu is unknown"),
        ({"band": [1, 2]}, "either tolerance or band"),
        ({"kind": "guess"}, "one of identity, calibrated, predicted$"),
        ({"kind": "model"}, '"model" is "calibrated" now, or "predicted"'),
        ({"miss": "Prices rose."}, "only a predicted case may miss"),
        ({"scenario": "as_sen_in_2020"}, 'no scenario of the pack. Did you mean "as_seen_in_2020"'),
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
        ({"budget.headroom@2021-2099": 1}, "GJPY_then", "2099 is no fiscal year"),
        ({"economy.real_gdp@2021": 1}, "GJPY_2013", "no assumption in use is priced in"),
    ],
)
def test_a_case_that_cannot_be_computed_says_why(rows, unit, words):
    pack = read_pack()
    table = {**GOOD, "source": next(iter(pack.sources)), "rows": rows, "unit": unit}
    with pytest.raises(ModelError, match=words):
        backtest(replace(pack, documents={"published": {"case": {"a": table}}}))


def test_the_sum_of_a_span_of_years_is_that_of_its_years():
    # 1 + 1 + 1 of three years, all in the decision year's past: the discount factor is 1 up to it.
    pack = read_pack()
    span = {**GOOD, "source": next(iter(pack.sources)), "rows": {"economy.discount_factor@2016-2018": 1}, "value": 3}
    found = backtest(replace(pack, documents={"published": {"case": {"a": span}}}))[0]
    assert (found.computed, found.holds) == (3, True)


@pytest.mark.parametrize(
    "id",
    ["commitments_fy2022_seen", "aegis_ashore_30_years", "maya_40_years", "patriot_battery", "payments_after_a_step"],
)
def test_a_case_gives_alone_what_it_gives_beside_the_others(id):
    pack = read_pack()
    alone = replace(pack, documents={"published": {"case": {id: pack.documents["published"]["case"][id]}}})
    # A power of one exponent for all draws and of one a draw differ in the last digit.
    assert backtest(alone)[0].computed == pytest.approx(outcomes()[id].computed, rel=1e-14)


def test_a_ratio_of_two_like_amounts_has_no_unit():
    assert outcomes()["payments_after_a_step"].case.unit == "1"  # the rise of payments over the step, both in missiles
