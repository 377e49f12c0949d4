"""Pay and training of the people that an element needs, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.shared import staffing

BILLETS = np.array([0.0, 100.0, 160.0, 40.0])


def test_pay_is_billets_times_pay() -> None:
    assert staffing.pay_outlay(200.0, 9e6, 1.0) == 1.8e9


def test_those_who_fill_new_billets_and_who_replace_losses_are_trained() -> None:
    # losses of 5 %: 100 + 5, 60 + 8, and 2 where the unit shrinks; 8 each
    found = staffing.training_outlay(BILLETS, 0.05, 1.0, 8.0)
    assert found.ravel() == pytest.approx([0, 840, 544, 16])


def test_of_crews_who_serve_already_only_losses_are_replaced() -> None:
    # 5, 8 and 2 people, 8 each
    found = staffing.training_outlay(BILLETS, 0.05, 1.0, 8.0, np.array([0.0, 1.0, 1.0, 1.0]))
    assert found.ravel() == pytest.approx([0, 40, 64, 16])


def test_without_a_price_training_costs_nothing() -> None:
    assert np.all(staffing.training_outlay(BILLETS, 0.05, 1.0) == 0)


def test_who_fills_a_billet_before_the_first_year_of_training_is_trained_in_it():
    # billets 0, 40, 60, 60 with 5 % lost a year: entrants 0, 42, 23, 3; training begins in the third year
    billets, years = np.array([0.0, 40.0, 60.0, 60.0]), np.array([2025.0, 2026.0, 2027.0, 2028.0])
    waiting = staffing.waiting_entrants(billets, 0.05, 1.0, 2027.0)
    assert waiting.ravel().tolist() == pytest.approx([0, 42, 23, 3])
    trained = staffing.trained_so_far(years, waiting, 2027.0)
    assert trained.ravel().tolist() == pytest.approx([0, 0, 65, 68])
    paid = staffing.training_outlay(billets, 0.05, 1.0, 8.0, 0.0, trained, 2027.0)
    assert paid.ravel().tolist() == pytest.approx([0, 0, 520, 24])


def test_without_a_first_year_nobody_waits_for_training():
    assert np.all(staffing.waiting_entrants(BILLETS, 0.05, 1.0) == 0)
    assert np.all(staffing.trained_so_far(np.arange(4.0)) == 0)
