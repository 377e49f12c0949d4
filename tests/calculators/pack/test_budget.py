"""Each row of the budget, worked by hand in billions."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import budget

YEARS = np.array([2019.0, 2020, 2021, 2022])
INDEX = np.array([0.99, 1.0, 1.01, 1.1])
NEAR = 1e-12


def test_the_ceiling_is_a_share_of_gross_domestic_product() -> None:
    # (1 % + 0.5 points) of 560,000 = 8,400.
    share = budget.ceiling_share(0.01, 0.005)
    assert share == pytest.approx(0.015, rel=NEAR)
    assert budget.ceiling(560_000.0, share) == pytest.approx(8_400, rel=NEAR)


def test_personnel_is_published_and_then_follows_wages_strength_and_posts() -> None:
    # 2022: 2,200 x 1.03 / 1.00 x 0.98 x 1.05 = 2,331.714.
    actual = np.array([2_180.0, 2_140, 2_200, 2_200])
    wages = np.array([0.98, 0.99, 1.0, 1.03])
    last, since = budget.last_personnel(actual, YEARS, 2021), budget.wages_since(wages, YEARS, 2021)
    factors = np.array([1.0, 1, 1, 0.98]), np.array([1.0, 1, 1, 1.05])
    found = budget.personnel(YEARS, 2021, actual, last, since, *factors)
    assert found == pytest.approx([2_180, 2_140, 2_200, 2_331.714], rel=NEAR)


def test_people_of_all_services_are_the_sum_and_their_fill_rate_that_of_all() -> None:
    # 800 and 90 serve, 100 posts are empty and 10 are over: 890 of 980.
    strength = budget.strength_total((np.array([800.0]), np.array([90.0])))
    vacant = budget.vacancies_total((np.array([100.0]), np.array([-10.0])))
    assert (strength.tolist(), vacant.tolist()) == ([890], [90])
    assert budget.fill_rate_total(strength, vacant) == pytest.approx(890 / 980, rel=NEAR)


def test_only_the_part_of_pay_that_is_not_fixed_falls_with_strength() -> None:
    # Strength 10 % below that of 2021, a fifth of pay moves: 1 - 0.2 x 0.1 = 0.98; wholly fixed by default.
    strength = np.array([1_050.0, 1_020, 1_000, 900])
    assert budget.strength_factor(strength, YEARS, 2021, 0.8)[3] == pytest.approx(0.98, rel=NEAR)
    assert budget.strength_factor(strength, YEARS, 2021).tolist() == [1, 1, 1, 1]


def test_pay_rises_where_posts_stay_empty() -> None:
    # From 95 % in 2021 to 85 %: ten points at 0.3 are 3 %; more people than then save.
    fill = np.array([0.97, 0.96, 0.95, 0.85])
    assert budget.recruiting_factor(fill, YEARS, 2021, 0.3) == pytest.approx([0.994, 0.997, 1, 1.03], rel=NEAR)
    assert budget.recruiting_factor(fill, YEARS, 2021).tolist() == [1, 1, 1, 1]


def test_published_parts_stand_in_their_years_only() -> None:
    # Published 2020-2021; 1,900 + 1,000 = 2,900, with personnel 2,100 = 5,000.
    published = budget.published(2020, 2021, YEARS)
    assert published.tolist() == [0, 1, 1, 0]
    materiel = budget.materiel_published(1_900.0, 1_000.0, published)
    assert materiel.tolist() == [0, 2_900, 2_900, 0]
    assert budget.published_budget(2_100.0, materiel, published).tolist() == [0, 5_000, 5_000, 0]


def test_the_materiel_baseline_grows_and_moves_with_foreign_money() -> None:
    # 2,900 in 2020 at index 1. 2 % a year from 2020: 1.02 in 2021, and no more after it where growth ends in 2021.
    level = budget.materiel_level(np.array([0.0, 2_900, 2_950, 0]), INDEX, YEARS, 2020)
    assert level == pytest.approx(2_900, rel=NEAR)
    growing = np.array([1, 1, 1, 0])
    years = budget.years_grown(YEARS, 2020, growing, 1, 2021)
    assert years.tolist() == [0, 0, 1, 1]
    assert budget.years_grown(YEARS, 2020, np.ones(4), 1).tolist() == [0, 0, 1, 2]  # no end is named
    growth = budget.materiel_growth(years, 0.02)
    assert growth == pytest.approx([1, 1, 1.02, 1.02], rel=NEAR)
    # A dollar costs 105, 100, 110, 120: a fifth of materiel moves with it, so prices are 1.02 in 2021 and 1.04 in 2022.
    foreign = budget.foreign_money_index(YEARS, 2020, np.array([105.0, 100, 110, 120]))
    assert foreign == pytest.approx([1.05, 1, 1.1, 1.2], rel=NEAR)
    assert np.all(budget.foreign_money_index(YEARS, 2020) == 1)  # no foreign money is named
    prices = budget.materiel_prices(foreign, 0.2)
    assert prices == pytest.approx([1.01, 1, 1.02, 1.04], rel=NEAR)
    # 2021: 2,900 x 1.02 x 1.02 x 1.01 = 3,047.3316.
    grown = budget.materiel_grown(level, growth, prices, INDEX)
    assert grown[2] == pytest.approx(3_047.3316, rel=NEAR)
    # 2022 keeps the share of 2021: 3,047.3316 of 500,000, so 3,169.224864 of 520,000.
    gdp = np.array([480_000.0, 490_000, 500_000, 520_000])
    last, product = budget.last_grown(grown, YEARS, 2021), budget.last_growing_gdp(gdp, YEARS, 2021)
    found = budget.materiel_baseline(grown, gdp, growing, last, product)
    assert found[2:] == pytest.approx([3_047.3316, 3_169.224864], rel=NEAR)
    no_end = budget.last_grown(grown, YEARS), budget.last_growing_gdp(gdp, YEARS)
    assert budget.materiel_baseline(grown, gdp, np.ones(4), *no_end).tolist() == grown.tolist()


def test_signed_contracts_are_paid_in_equal_parts_from_the_decision_on() -> None:
    # From 2020 over 2 years, a half in each; 1.5 years count as two.
    for years in (2, 1.5):
        whole = budget.run_off_whole(years)
        assert float(whole) == 2
        assert budget.contracts_paid(YEARS, 2020, whole, 1).tolist() == [0, 0.5, 0.5, 0]


def test_the_redirectable_share_rises_from_nil_to_its_limit() -> None:
    # Limit 10 % over 4 years from 2020: nil before and in 2020, 2.5 % in 2021, 5 % in 2022, and never above 10 %.
    run_off = budget.run_off(np.array([2019.0, 2020, 2021, 2022, 2030]), 2020, 4)
    assert run_off == pytest.approx([0, 0, 0.25, 0.5, 1], rel=NEAR)
    found = budget.redirectable_share(0.1, run_off)
    assert found == pytest.approx([0, 0, 0.025, 0.05, 0.1], rel=NEAR)


def test_redirectable_materiel_is_a_share_of_the_baseline() -> None:
    # 5 % of 3,190 = 159.5.
    assert budget.redirectable(3_190.0, 0.05) == pytest.approx(159.5, rel=NEAR)


def test_support_keeps_its_real_level_after_the_published_years() -> None:
    # Prices 1.1 over 1.0 after 2020, 1 up to it.
    found = budget.ally_support_prices(np.array([0.9, 1.0, 1.05, 1.1]), YEARS, 2020)
    assert found == pytest.approx([1, 1, 1.05, 1.1], rel=NEAR)
    # (200 + 190) x 1.1 + 100 x 1.1 = 539.
    assert budget.ally_support(200.0, 190.0, 1.1, 100.0, 1.1) == pytest.approx(539, rel=NEAR)


def test_only_the_real_change_of_support_takes_headroom() -> None:
    # 390 in 2020 is 429 at the prices of 2022; 539 is 110 more.
    support = np.array([380.0, 390, 395, 539])
    level = budget.ally_support_level(support, INDEX, YEARS, 2020)
    assert level == pytest.approx(390, rel=NEAR)
    assert budget.support_change(support, level, INDEX)[3] == pytest.approx(110, rel=NEAR)


def test_realignment_counts_under_the_ceiling_only_as_far_as_it_is_said() -> None:
    # Half of 190 at prices 1.1 = 104.5; nothing by default.
    series = np.array([180.0, 190, 195, 200])
    assert budget.realignment_base(series, 0.5, INDEX, YEARS, 2020)[3] == pytest.approx(104.5, rel=NEAR)
    assert budget.realignment_base(series, 0.0, INDEX, YEARS, 2020)[3] == 0


def test_commitments_and_headroom_add_up_to_the_ceiling() -> None:
    # 2,200 + 3,190 - 160 + 110 + 0 + 50 x 1.04 = 5,392; 5,652 less that is 260; at prices 1.04 it is 250. With nothing
    # redirected 260 - 160 = 100.
    claims = budget.claims(1.04, 50.0)
    assert claims == pytest.approx(52, rel=NEAR)
    bound = budget.commitments(2_200.0, 3_190.0, 160.0, 110.0, 0.0, claims)
    assert bound == pytest.approx(5_392, rel=NEAR)
    left = budget.headroom(5_652.0, bound)
    assert left == pytest.approx(260, rel=NEAR)
    assert budget.real_headroom(left, 1.04) == pytest.approx(250, rel=NEAR)
    assert budget.headroom_as_it_stands(left, 160.0) == pytest.approx(100, rel=NEAR)


def test_the_fixed_share_is_pay_and_earlier_contracts_over_the_whole() -> None:
    # (2,100 + 1,900) / 5,000 = 0.8; nil where nothing is published.
    found = budget.published_fixed_share(2_100.0, 1_900.0, np.array([5_000.0, 0]))
    assert found == pytest.approx([0.8, 0], rel=NEAR)
