"""Development: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import development

YEARS = np.array([2020.0, 2021.0, 2022.0, 2023.0])


def test_the_time_elapsed_runs_from_nothing_to_one() -> None:
    # start 2021, 2 years: end of 2020 is 0, end of 2021 is 1/2, end of 2022 is 1, and 1 it stays
    found = development.elapsed_share(YEARS, 2021, 2, 1)
    assert found == pytest.approx([0, 0.5, 1, 1])


def test_the_uncut_share_is_the_rayleigh_distribution() -> None:
    # a = 3.5, x = 0.5: 1 - exp(-3.5 * 0.25) = 1 - exp(-0.875) = 1 - 0.416862 = 0.583138
    assert development.uncut_share(0.5, 3.5) == pytest.approx(0.583138, abs=1e-6)


def test_the_cut_profile_ends_at_one() -> None:
    # 1 - exp(-3.5) = 0.969803; 0.969803 / 0.969803 = 1; 0.583138 / 0.969803 = 0.601296
    assert development.spent_share(0.2, 0.969802617, 3.5) == pytest.approx(1)
    assert development.spent_share(0.2, 0.583138, 3.5) == pytest.approx(0.601296, abs=1e-6)


def test_the_share_of_a_year_is_the_difference_of_two_ends_of_year() -> None:
    # 0, 0.6, 1, 1 gives 0, 0.6, 0.4, 0
    assert development.year_share(np.array([0, 0.6, 1, 1])) == pytest.approx([0, 0.6, 0.4, 0])


def test_all_the_money_is_spent_whatever_the_shape() -> None:
    for shape in (0.5, 3.5, 8.0):
        elapsed = development.elapsed_share(np.arange(2015.0, 2040.0), 2021, 7, 1)
        shares = development.year_share(
            development.spent_share(elapsed, development.uncut_share(elapsed, shape), shape)
        )
        assert shares.sum() == pytest.approx(1, rel=1e-12)


def test_the_outlay_is_the_share_of_the_total() -> None:
    # 60 and 40 percent of 50 are 30 and 20
    assert development.development_outlay(np.array([0.6, 0.4]), 50) == pytest.approx([30, 20])


def test_money_is_obligated_as_it_is_spent() -> None:
    assert development.development_obligation(np.array([30.0, 20.0])) == pytest.approx([30, 20])


def test_development_is_complete_in_its_last_year() -> None:
    assert development.complete(np.array([0, 0.5, 1, 1])) == pytest.approx([0, 0, 1, 1])


def test_a_development_that_may_not_be_needed_counts_by_its_event() -> None:
    # a chance of three in ten of 80 over two years: 14.4 and 9.6; whole where it happens, nothing where it does not
    shares = np.array([0.6, 0.4])
    assert development.development_outlay(shares, 80, 0.3) == pytest.approx([14.4, 9.6])
    assert development.development_outlay(shares, 80, 1) == pytest.approx([48, 32])
    assert development.development_outlay(shares, 80, 0) == pytest.approx([0, 0])
    # where it does not happen nothing waits for it
    assert development.complete(np.array([0, 0.5, 1]), 0) == pytest.approx([1, 1, 1])
    assert development.complete(np.array([0, 0.5, 1]), 1) == pytest.approx([0, 0, 1])


def test_shares_by_year_replace_the_curve_and_must_add_to_one() -> None:
    profile = np.array([0, 0.25, 0.75, 0])
    assert development.year_share(np.array([0, 0.6, 1, 1]), profile) == pytest.approx([0, 0.25, 0.75, 0])
    assert development.check_development_spent(profile, profile) == 1
    assert development.check_development_spent(profile / 2, profile / 2) == 0
