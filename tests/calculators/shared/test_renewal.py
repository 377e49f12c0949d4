"""Renewal: each row against a case worked by hand, and the whole over a life."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.shared import deliveries, renewal

YEARS = np.arange(2020.0, 2042.0)


def test_a_year_belongs_to_a_generation_and_a_place_in_it() -> None:
    # first order 2023, life 5: 2023 to 2027 is generation 0, 2028 to 2032 generation 1; 2022 lies before
    years = np.array([2022.0, 2023, 2027, 2028, 2034])
    generation = renewal.generation(years, 2023, 5)
    assert generation == pytest.approx([-1, 0, 0, 1, 2])
    # 2022 is 4 years into the generation before the first, 2034 is 11 = 2 * 5 + 1 years after 2023
    assert renewal.generation_position(years, 2023, generation, 5) == pytest.approx([4, 0, 4, 0, 1])


def test_replacement_stops_when_places_are_given_up() -> None:
    # life 5, places kept 15 years: generations 1 (from year 5) and 2 (from year 10), not 3 (year 15)
    assert renewal.replacement_open(np.array([-1, 0, 1, 2, 3]), 5, 15) == pytest.approx([0, 0, 1, 1, 0])
    # kept 16 years: a fourth generation begins in the last year
    assert renewal.replacement_open(np.array([3]), 5, 16) == pytest.approx([1])


def test_a_generation_is_ordered_at_the_rate_of_the_first_buy() -> None:
    # 25 at 10 a year: 10, 20, 25, 25 so far, so 10, 10, 5, 0 in the years
    position = np.array([0, 1, 2, 3])
    so_far = renewal.generation_ordered(25, 10, position, 1)
    before = renewal.generation_before(25, 10, position)
    assert so_far == pytest.approx([10, 20, 25, 25])
    assert before == pytest.approx([0, 10, 20, 25])
    assert renewal.renewed(so_far, before, np.array([1, 1, 1, 1])) == pytest.approx([10, 10, 5, 0])
    assert renewal.renewed(so_far, before, np.array([0, 0, 0, 0])) == pytest.approx([0, 0, 0, 0])


def test_the_build_up_must_fit_into_one_life() -> None:
    # 10 a year over 5 years are 50
    assert renewal.build_up_fits(50, 10, 5) == 1
    assert renewal.build_up_fits(51, 10, 5) == 0


def test_over_a_life_each_place_is_filled_without_a_gap() -> None:
    # 25 places at 10 a year from 2023, life 5, kept 15 years: bought 25 once and again twice, 75 in all,
    # and whatever was ordered in the last five years equals the places held
    quantity, rate, first, life, kept = 25, 10, 2023, 5, 15
    ordered_so_far = deliveries.ordered_so_far(quantity, rate, first, YEARS, 1)
    ordered = deliveries.ordered(ordered_so_far)
    places = deliveries.in_service(deliveries.delivered(ordered, 0), kept)
    generation = renewal.generation(YEARS, first, life)
    position = renewal.generation_position(YEARS, first, generation, life)
    renewed = renewal.renewed(
        renewal.generation_ordered(quantity, rate, position, 1),
        renewal.generation_before(quantity, rate, position),
        renewal.replacement_open(generation, life, kept),
    )
    assert np.sum(ordered) == 25
    assert np.sum(renewed) == 50
    alive = deliveries.in_service(np.asarray(ordered) + renewed, life)
    assert alive == pytest.approx(np.asarray(places))
