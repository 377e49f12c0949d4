"""A cancelled contract: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import commitment

YEARS = np.array([2020.0, 2021.0, 2022.0, 2023.0])


def test_what_was_paid_is_sunk() -> None:
    assert commitment.sunk_money(19.6) == 19.6


def test_a_share_of_the_unpaid_part_falls_due() -> None:
    # 159.1 * 0.4 = 63.64
    assert commitment.cancelling_cost(159.1, 0.4) == pytest.approx(63.64)


def test_the_settlement_is_paid_in_equal_parts() -> None:
    # 60 over 2 years from 2021: 30 and 30
    settling = commitment.settling(YEARS, 2021, 2)
    assert settling == pytest.approx([0, 1, 1, 0])
    assert commitment.cancelling_outlay(60, settling, 2, 1) == pytest.approx([0, 30, 30, 0])


def test_the_settlement_is_entered_into_in_the_decision_year() -> None:
    assert commitment.cancelling_obligation(60, YEARS, 2021) == pytest.approx([0, 60, 0, 0])


def test_the_settlement_is_unpaid_until_its_last_part() -> None:
    # 60 entered into in 2021, 30 paid in 2021 and in 2022: 30 are left at the end of 2021, nothing at that of 2022
    obligation, outlay = np.array([0.0, 60, 0, 0]), np.array([0.0, 30, 30, 0])
    assert commitment.cancelling_unpaid(obligation, outlay) == pytest.approx([0, 30, 0, 0])
