"""Standing unit: each row against a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import unit


def test_only_the_part_that_serves_the_option_counts() -> None:
    # half of one unit, of which the ally supplies 0.4: 0.3; its pace 0.2 a year becomes 0.06, five years as before
    assert unit.quantity(1) == 1
    assert unit.quantity(1, 0.5, 0.4) == pytest.approx(0.3)
    assert unit.orders_per_year(0.2, 0.5, 0.4) == pytest.approx(0.06)


def test_people_grow_from_those_who_stand_there_already() -> None:
    # 4,000 less 890 are 3,110 new people; formed over five years, half of it counted: 311, 622, 933, 1,244, 1,555
    new = unit.new_people_per_unit(4000, 890)
    assert new == 3110
    formed = np.array([0.1, 0.2, 0.3, 0.4, 0.5])
    assert unit.billets(formed, new) == pytest.approx([311, 622, 933, 1244, 1555])


def test_people_count_by_the_organisation_in_which_they_serve() -> None:
    # 800 new people, 0.25 of them outside, of whom 0.6 and 0.4 in two services: 600 inside, 120 and 80 outside
    assert unit.own_billets(800, 0.25) == 600
    assert unit.billets_in_service(800, (0.6,), 0.25) == pytest.approx(120)
    assert unit.billets_in_service(800, (0.4,), 0.25) == pytest.approx(80)
    assert unit.own_billets(800) == 800
    assert unit.billets_in_service(800, (0.6,)) == 0


def test_posts_that_authorised_strength_holds_already_are_told_apart() -> None:
    # 0.3 of 600 inside and of 120 in a service
    assert unit.authorised_billets(600, 0.3) == pytest.approx(180)
    assert unit.authorised_billets_in_service(120, 0.3) == pytest.approx(36)
    assert unit.authorised_billets(600) == 0


def test_the_people_of_a_full_unit_are_the_options_own_and_the_allys() -> None:
    # half a unit of 3,110 new people, 0.4 of it supplied by the ally: 0.3 of them own, 0.2 the ally's
    assert unit.own_people(0.3, 3110) == pytest.approx(933)
    assert unit.ally_people(1, 3110, 0.5, 0.4) == pytest.approx(622)
    assert unit.ally_people(1, 3110, 0.5) == 0


def test_costs_go_by_the_head_and_by_the_unit() -> None:
    # 1,555 people and 0.5 units over a year
    assert unit.upkeep_units(1555, 1) == 1555
    assert unit.support_units(0.5, 1) == 0.5
    assert unit.upkeep_price(38.2) == pytest.approx(38.2)
    assert unit.support_price(65.1) == pytest.approx(65.1)
    assert unit.upkeep_price() == 0
    assert unit.support_price() == 0


def test_equipment_is_bought_as_the_unit_is_formed_and_again_later() -> None:
    assert unit.procurement_units(np.array([1.0, 1, 0])) == pytest.approx([1, 1, 0])
    assert unit.replacement_units(np.array([0, 0, 1.0])) == pytest.approx([0, 0, 1])
    assert unit.unit_price(10.9) == pytest.approx(10.9)
    assert unit.unit_price() == 0
    assert unit.replacement_price(10.9) == pytest.approx(10.9)
