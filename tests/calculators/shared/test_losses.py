"""Losses in use: each row worked by hand, the balance of a delivery over its life, and of places that are renewed."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import aircraft, constellation
from estimator.calculators.shared import deliveries, hours, losses, renewal, replacing, retirement


@pytest.mark.parametrize(
    "yearly_loss", [hours.YEARLY_LOSS, aircraft.YEARLY_LOSS], ids=lambda row: row.arguments[1].name
)
def test_losses_come_by_the_year_and_by_the_hour(yearly_loss) -> None:
    # 1 % a year, and 200 hours at 0.00005: 0.01 + 0.01
    assert yearly_loss(0.01, 200, 0.00005) == pytest.approx(0.02)
    assert yearly_loss(0.01, 200) == pytest.approx(0.01)


def test_losses_that_are_replaced_shorten_nothing() -> None:
    assert losses.unreplaced_loss(0.02) == pytest.approx(0.02)
    assert losses.unreplaced_loss(0.02, 1) == 0


def test_what_was_lost_before_the_end_of_a_life() -> None:
    # 10 % a year over 3 years: 1 - 0.9 * 0.9 * 0.9; the last generation of a place that served 2 years: 1 - 0.81
    assert losses.lost_in_a_year(1, 0.1) == pytest.approx(0.1)
    assert losses.years_of_losses(3, 1, 0.1) == 3
    assert losses.years_of_losses(3, 1, 0.1, 2) == 2
    assert losses.lost_share(0.1, 3) == pytest.approx(0.271)
    assert losses.lost_share(0.1, 2) == pytest.approx(0.19)
    assert losses.lost_share() == 0


def test_a_delivery_shrinks_until_what_is_left_retires() -> None:
    # 10 in the second year, 10 % lost in each later one, 3 years of life: 10, 9, 8.1, none; 7.29 retire
    delivered = np.array([0.0, 10, 0, 0, 0, 0])
    lost = losses.lost_share(0.1, 3)
    found = kept(delivered, 3, 0.1, lost, 0)
    assert found == pytest.approx([0, 10, 9, 8.1, 0, 0])
    assert retirement.retired(delivered, 3, lost) == pytest.approx([0, 0, 0, 0, 7.29, 0])
    assert deliveries.in_service(delivered, 3, 0.1, found).ravel() == pytest.approx(found)
    assert deliveries.in_service(delivered, 3).ravel() == pytest.approx([0, 10, 10, 10, 0, 0])


def kept(delivered, life, loss, lost, refilled):
    """The balance of `losses.kept_in_use`, year by year: last year's comes in as a row that is there already."""
    refilled = np.broadcast_to(refilled, delivered.shape)
    given_up = losses.given_up(delivered, life, loss, lost).ravel()
    so_far = np.zeros(delivered.shape)
    for year in range(len(delivered)):
        so_far[year] = losses.kept_in_use(so_far, delivered, loss, loss, refilled, given_up).ravel()[year]
    return so_far


def test_all_has_come_however_much_was_lost_since() -> None:
    # 8.1 of 10 are left: of the places all are filled
    places = deliveries.places_filled(np.array([10.0, 0, 0]), 3, 0.1)
    assert places.ravel().tolist() == [10, 10, 10]
    assert deliveries.service_share(8.1, 10, 0.1, 10) == 1
    assert np.all(deliveries.places_filled(np.array([10.0, 0, 0]), 3) == 0)


def test_a_renewal_fills_places_up_again_and_the_last_generation_may_be_short() -> None:
    # places for 5 years, items for 2: generations of 2, 2 and 1 years; 10 % a year: 1 - 0.81 are lost by a renewal
    assert renewal.last_life(5, 2, 0.1) == 1
    assert renewal.last_life(4, 2, 0.1) == 2
    assert renewal.last_life(4, 2) == 0
    refilled = renewal.refilled(np.array([0.0, 10, 0, 10, 0, 0, 0]), 1, 2, 1, 0.1)
    assert refilled.ravel() == pytest.approx([0, 0, 1.9, 0, 1.9, 0, 0])
    # 10, 9, full again, 9, full again, and 9 of them retire
    lost = losses.lost_share(0.1, 1)
    found = kept(np.array([10.0, 0, 0, 0, 0, 0, 0]), 5, 0.1, lost, refilled.ravel())
    assert found == pytest.approx([10, 9, 10, 9, 10, 0, 0])


def test_lost_items_are_bought_again_in_the_year_of_the_loss() -> None:
    # 50 in service, 2 % a year: 1; nothing where losses are not replaced
    assert losses.lost_replaced(50, 1, 0.02, 1) == pytest.approx(1)
    assert losses.lost_replaced(50, 1, 0.02) == 0
    assert replacing.replacement_units(3) == 3
    assert replacing.replacement_price(80) == 80
    # of satellites 4 fall due by age, and 1 was lost
    assert constellation.replacement_units(4, 1) == 5
    assert constellation.replacement_units(4) == 4
