"""The default pack's pack-wide numbers against published totals. Billions of yen unless said otherwise."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from estimator.calculators import element_calculators
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack.layers.applied import apply_scenarios, later_than_known
from estimator.pack.reading.reader import read_pack

JAPAN = Path(__file__).parents[2] / "assumptions" / "japan"
SERVICES = ("gsdf", "msdf", "asdf", "joint")
BILLION = 1e9


@lru_cache(maxsize=1)
def computed() -> tuple[tuple[int, ...], dict[str, list[float]]]:
    """Years and values of the model of the baseline option."""
    model = build_model(read_pack(JAPAN, element_calculators()), ["status_quo"])
    return model.years, {id: values[0].tolist() for id, values in evaluate(model).items()}


def at(id: str, year: int) -> float:
    """One row in one fiscal year."""
    years, values = computed()
    found = values[id]
    return found[years.index(year)] if len(found) > 1 else found[0]


def test_the_budget_of_2023_is_the_sum_of_its_published_parts() -> None:
    # Identity of the Fiscal System Council: 2,196.9 + 2,518.2 + 1,885.0 = 6,600.1.
    assert at("budget.published_budget", 2023) / BILLION == pytest.approx(6_600.1, abs=0.05)


@pytest.mark.parametrize(
    ("year", "whole"),
    [(2013, 4_680.3), (2017, 4_899.6), (2019, 5_007.0), (2020, 5_068.8), (2021, 5_123.5), (2022, 5_178.8)],
)
def test_earlier_budgets_are_the_sum_of_their_published_parts(year: int, whole: float) -> None:
    assert at("budget.published_budget", year) / BILLION == pytest.approx(whole, abs=0.15)


@pytest.mark.parametrize(("year", "share"), [(2019, 0.80), (2023, 0.71)])
def test_the_fixed_share_is_the_published_one(year: int, share: float) -> None:
    # (2,183.1 + 1,843.1) / 5,007.0 = 0.804; (2,196.9 + 2,518.2) / 6,600.1 = 0.714.
    assert at("budget.published_fixed_share", year) == pytest.approx(share, abs=0.005)


def test_commitments_of_2020_are_the_budget_of_2020() -> None:
    # Nothing is redirected and support has not changed: commitments are the published 5,068.8 and 193.7 of realignment.
    assert at("budget.commitments", 2020) / BILLION == pytest.approx(5_262.5, abs=0.15)


def test_the_headroom_of_2021_is_some_hundred_billions() -> None:
    # At the budget rates a dollar of 2020 costs 112.042 / 106.0 x 108 / 0.999 = 114.27 yen, 1.0388 times 110; so
    # materiel of which 17 % is foreign 1.0066 times: 2,926.2 x 1.01 of growth x 1.0066 x 0.999 of prices = 2,972.0.
    # 1 % of 554,913 = 5,549.1; less 2,191.9 personnel, materiel, 193.7 x 0.999 = 193.5 of realignment and the real
    # change of support: 420.4 (201.7 + 218.7 of realignment) less 393.0 x 0.999 = 27.8. Left: 163.9.
    assert at("budget.headroom", 2021) / BILLION == pytest.approx(163.9, abs=0.1)


@pytest.mark.parametrize(
    ("year", "budget", "market"), [(2013, 82, 100.18), (2020, 110, 106.01), (2023, 137, 144.54), (2025, 150, 150.74)]
)
def test_dollars_are_converted_at_the_budgets_rate_and_the_markets_stands_beside(year, budget, market) -> None:
    assert at("currency.usd.exchange_rate", year) == pytest.approx(budget)
    assert at("currency.usd.market_rate", year) == pytest.approx(market)


def test_materiel_keeps_its_share_of_gross_domestic_product_once_growth_ends() -> None:
    # 1.01 ^ 10 = 1.1046 from FY2020 to FY2030, then the share of FY2030, 4,119.1 of 687,144 = 0.5995 %.
    assert at("budget.materiel_growth", 2030) == at("budget.materiel_growth", 2050) == pytest.approx(1.1046, abs=5e-5)
    for year in (2031, 2050):
        share = at("budget.materiel_baseline", year) / at("economy.gdp", year)
        assert share == pytest.approx(0.005995, abs=5e-7)


def test_commitments_and_headroom_make_the_ceiling_in_every_year() -> None:
    years, values = computed()
    for index, _year in enumerate(years):
        ceiling = values["budget.ceiling"][index]
        assert values["budget.commitments"][index] + values["budget.headroom"][index] == pytest.approx(
            ceiling, rel=1e-12
        )


@pytest.mark.parametrize(("year", "published"), [(2019, 227_442), (2020, 232_509), (2021, 230_754)])
def test_published_strengths_add_up_to_the_published_total(year: int, published: int) -> None:
    assert sum(at(f"manpower.{each}.strength", year) for each in SERVICES) == pytest.approx(published, abs=0.5)


@pytest.mark.parametrize(("year", "published"), [(2022, 227_843), (2023, 223_511), (2024, 220_252)])
def test_the_balance_of_people_meets_the_published_totals(year: int, published: int) -> None:
    # Total strength on 31 March of the next year; the rates are set to these three, within half a percent.
    assert sum(at(f"manpower.{each}.strength", year) for each in SERVICES) == pytest.approx(published, rel=0.005)


@pytest.mark.parametrize("year", [2022, 2032])
def test_authorised_strengths_add_up_to_the_legal_total(year: int) -> None:
    assert sum(at(f"manpower.{each}.authorised", year) for each in SERVICES) == pytest.approx(247_154, abs=0.5)


def test_gross_domestic_product_of_2027_follows_the_official_outlook() -> None:
    # 616.13 x 1.011 x 1.031 x 1.013 x 1.021 x 1.006 x 1.003 = 670.2 trillion.
    assert at("economy.gdp", 2027) / 1e12 == pytest.approx(670.2, abs=0.1)


def test_a_dollar_of_2018_costs_more_yen_when_it_is_paid_later() -> None:
    # FY2021: 112.042 / 102.765 x 108 / 0.999 = 117.9 yen of 2020.
    level, rate = at("currency.usd.price_level", 2021), at("currency.usd.exchange_rate", 2021)
    assert level / at("currency.usd.price_level", 2018) * rate / at("economy.price_index", 2021) == pytest.approx(
        117.9, abs=0.1
    )


PACK_WIDE = ("economy.", "budget.", "currency.", "manpower.", "contract.", "growth.", "yardstick.", "effects.")


def headroom(scenario: str, year: int) -> float:
    """Headroom of one fiscal year under one scenario, in billions."""
    pack = apply_scenarios(read_pack(JAPAN, element_calculators()), [scenario])
    model = build_model(pack, ["status_quo"])
    return float(evaluate(model)["budget.headroom"][0][model.years.index(year)]) / BILLION


def test_two_percent_of_gdp_stays_in_force_after_2027() -> None:
    # FY2035: the headroom of one percent, and one more percent of 712,280 = 7,122.8.
    more = headroom("two_percent", 2035) - at("budget.headroom", 2035) / BILLION
    assert more == pytest.approx(7_122.8, abs=0.1)


def test_a_lasting_slump_leaves_no_headroom_in_the_end() -> None:
    # FY2050: 1 % of 549,553 = 5,495.5. Nine tenths of materiel that keeps its share of gross domestic product,
    # 0.6877 % = 3,779.2 less 377.9; personnel 2,196.9 x 1.1476 of wages, x 0.9409 for fewer people, x 1.0801 to fill
    # posts = 2,562.3; support 216.4. 5,495.5 - 3,401.3 - 2,562.3 - 216.4 = -684.5.
    assert headroom("pandemic_slump", 2050) == pytest.approx(-684.5, abs=1)


def test_joint_units_are_filled_as_the_three_services_are() -> None:
    # FY2032: strength of the services over 149,000 + 45,543 + 47,244 = 241,787 posts, times 5,367 joint posts.
    people = sum(at(f"manpower.{each}.strength", 2032) for each in ("gsdf", "msdf", "asdf"))
    assert at("manpower.joint.strength", 2032) == pytest.approx(people / 241_787 * 5_367, rel=1e-9)


def test_what_joint_units_need_the_three_services_find() -> None:
    pack = read_pack(JAPAN, element_calculators())
    model = build_model(pack, ["integrated_strike"])
    found = evaluate(model)
    year = model.years.index(2035)
    joint = found["integrated_strike.new_billets_joint"][0][year]
    assert joint > 0
    for service, part in (("gsdf", 0.6), ("msdf", 0.2), ("asdf", 0.2)):
        own = found[f"integrated_strike.new_billets_{service}"][0][year]
        needed = found[f"integrated_strike.needed_{service}"][0][year]
        assert needed == pytest.approx(own + part * joint, rel=1e-12)


def test_three_fifths_of_the_new_cyber_people_serve_in_the_joint_command() -> None:
    # Of the new people of integrated strike's part of the unit 0.6 are inside and 0.4 outside, 0.6 of these Ground.
    pack = read_pack(JAPAN, element_calculators())
    found = evaluate(build_model(pack, ["integrated_strike"]))
    new = found["integrated_strike.cyber.in_service"].max() * (
        found["cyber_unit.people_per_unit"].item() - found["cyber_unit.existing_people"].item()
    )
    assert found["integrated_strike.cyber.own_billets"].max() == pytest.approx(new * 0.6)
    assert found["integrated_strike.cyber.billets_in_gsdf"].max() == pytest.approx(new * 0.4 * 0.6)


def test_as_seen_in_2020_uses_no_later_figure_of_economy_budget_or_people() -> None:
    pack = read_pack(JAPAN, element_calculators())
    looked_at = [id for id in pack.assumptions if id.startswith(PACK_WIDE)]
    assert later_than_known(pack, pack.scenarios["as_seen_in_2020"], looked_at) == []
