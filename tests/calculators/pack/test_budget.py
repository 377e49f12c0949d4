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


def test_personnel_is_published_and_then_follows_wages() -> None:
    # 2022: 2,200 x 1.03 / 1.00 = 2,266.
    path = np.array([2_180.0, 2_140, 2_200, 2_266])
    actual = np.array([2_180.0, 2_140, 2_200, 2_200])
    wages = np.array([0.98, 0.99, 1.0, 1.03])
    assert budget.personnel(path, actual, wages, 2021, YEARS) == pytest.approx(path, rel=NEAR)


def test_published_parts_stand_in_their_years_only() -> None:
    # Published 2020-2021; 1,900 + 1,000 = 2,900, with personnel 2,100 = 5,000.
    published = budget.published(2020, 2021, YEARS)
    assert published.tolist() == [0, 1, 1, 0]
    materiel = budget.materiel_published(1_900.0, 1_000.0, published)
    assert materiel.tolist() == [0, 2_900, 2_900, 0]
    assert budget.published_budget(2_100.0, materiel, published).tolist() == [0, 5_000, 5_000, 0]


def test_the_materiel_baseline_keeps_its_real_level() -> None:
    # 2,900 in 2020 at index 1; in 2022 2,900 x 1.1 = 3,190.
    level = budget.materiel_level(np.array([0.0, 2_900, 2_950, 0]), INDEX, YEARS, 2020)
    assert level == pytest.approx(2_900, rel=NEAR)
    assert budget.materiel_baseline(level, INDEX)[3] == pytest.approx(3_190, rel=NEAR)


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
    # 2,200 + 3,190 - 160 + 110 + 0 = 5,340; 5,600 less that is 260; at prices 1.04 it is 250.
    bound = budget.commitments(2_200.0, 3_190.0, 160.0, 110.0, 0.0)
    assert bound == pytest.approx(5_340, rel=NEAR)
    left = budget.headroom(5_600.0, bound)
    assert left == pytest.approx(260, rel=NEAR)
    assert budget.real_headroom(left, 1.04) == pytest.approx(250, rel=NEAR)


def test_the_fixed_share_is_pay_and_earlier_contracts_over_the_whole() -> None:
    # (2,100 + 1,900) / 5,000 = 0.8; nil where nothing is published.
    found = budget.fixed_share(2_100.0, 1_900.0, np.array([5_000.0, 0]))
    assert found == pytest.approx([0.8, 0], rel=NEAR)
