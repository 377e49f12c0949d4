"""Contracts of the whole budget, worked by hand in billions."""

from __future__ import annotations

import numpy as np
import pytest

from estimator import load
from estimator.calculators.pack import obligations
from tests.shipped import shipped

YEARS = np.array([2019.0, 2020, 2021, 2022])
NEAR = 1e-12


def test_published_contracts_are_general_materiel_and_new_future_obligations() -> None:
    # Published from 2020 to 2021: 2,400 + 1,000 and 2,410 + 990 = 3,400 each; pay 2,150 of 5,000 is 43 %.
    known = obligations.contracts_known(2020)
    published = obligations.obligations_published(known, YEARS, 2021, 2020)
    assert published.tolist() == [0, 1, 1, 0]
    new = obligations.new_obligations_published(published, np.array([2_300.0, 2_400, 2_410, 2_500]))
    assert new.tolist() == [0, 2_400, 2_410, 0]
    base = obligations.contract_base_published(new, np.array([900.0, 1_000, 990, 1_100]), published)
    assert base.tolist() == [0, 3_400, 3_400, 0]
    whole = np.array([0.0, 5_000, 5_000, 0])
    assert obligations.pay_share_published(2_150.0, whole, published) == pytest.approx([0, 0.43, 0.43, 0], rel=NEAR)


def test_the_burden_stands_in_its_own_published_years() -> None:
    known = obligations.burden_known(YEARS, 2021, 2022)
    assert known.tolist() == [0, 0, 1, 1]
    assert obligations.burden_published(known, np.array([5.0, 6, 7, 8])).tolist() == [0, 0, 7, 8]


def test_before_any_option_contracts_and_burden_keep_their_proportion_to_materiel() -> None:
    # Materiel of 2,000 in 2020, 2,500 in 2022, a quarter more: 2,400 become 3,000, 3,400 become 4,250, 5,600 7,000.
    rise = obligations.materiel_against_base(1, np.array([1_900.0, 2_000, 2_200, 2_500]), 2_000.0, YEARS, 2020)
    assert rise[3] == pytest.approx(1.25, rel=NEAR)
    for row, base, found in (
        (obligations.new_obligations_baseline, 2_400.0, 3_000),
        (obligations.contract_base_baseline, 3_400.0, 4_250),
        (obligations.burden_baseline, 5_600.0, 7_000),
    ):
        assert row(base, rise, YEARS, 2020)[3] == pytest.approx(found, rel=NEAR)
    # 2,500 of pay beside 2,500 of materiel are half.
    assert obligations.pay_share_baseline(1, 2_500.0, 2_500.0) == 0.5


def test_a_pack_that_publishes_no_obligations_has_no_such_row() -> None:
    rows = load("coastguard").model().rows
    assert not [id for id in rows if id.startswith("obligations.") or id.endswith(("_later", "_with_option"))]


def test_the_contract_base_of_2023_is_two_and_a_half_times_that_of_2022() -> None:
    # 1,039.7 + 2,458.3 = 3,498.0 and 1,885.0 + 7,067.6 = 8,952.6 billion, as the ministry of finance prints them.
    found = shipped().compare(["status_quo"]).value("obligations.contract_base_published")
    assert found[2022] == pytest.approx(3_498.0e9, rel=1e-9)
    assert found[2023] == pytest.approx(8_952.5e9, rel=2e-5)
