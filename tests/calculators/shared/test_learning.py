"""Learning: by cumulative average and by unit, with and without a change of slope, each against a case by hand."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.elements import aircraft, battery, bought_and_kept, datalink, launcher, site
from estimator.calculators.shared import learning

E90 = 0.847997  # 1 + ln 0.9 / ln 2 = 1 - 0.105361 / 0.693147
(FIRST_SO_FAR, LATER_SO_FAR, COST_SO_FAR), (FIRST_QUOTED, LATER_QUOTED, COST_QUOTED) = learning.SO_FAR, learning.QUOTED


def test_the_exponent_is_nil_without_a_slope() -> None:
    assert learning.learning_exponent() == 0
    assert learning.learning_exponent(0.9) == pytest.approx(E90, abs=1e-6)


def test_the_later_exponent_is_the_first_where_the_slope_does_not_change() -> None:
    # slope 0.95: 1 + ln 0.95 / ln 2 = 1 - 0.051293 / 0.693147 = 0.926000
    assert learning.later_exponent(E90) == pytest.approx(E90)
    assert learning.later_exponent(E90, 0.95) == pytest.approx(0.926, abs=1e-6)


def test_the_series_as_numbers() -> None:
    # 3 of 8 items ordered; quoted for all 8, or for 4; the slope changes at 5, or beyond all
    assert learning.series_so_far(3, 1, E90) == 3
    assert learning.series_quoted(8, 1, E90) == 8
    assert learning.series_quoted(8, 1, E90, 4) == 4
    assert learning.series_change(4, 8, 1, E90) == 8
    assert learning.series_change(4, 8, 1, E90, 5) == 5


def test_by_cumulative_average_each_doubling_lowers_the_mean_by_the_slope() -> None:
    # 1, 2, 4 items cost 1, 2 * 0.9 = 1.8, 4 * 0.81 = 3.24 first items
    number = np.array([0, 1, 2, 4])
    first = FIRST_SO_FAR(number, 8, E90)
    later = LATER_SO_FAR(number, 8, E90)
    found = COST_SO_FAR(number, first, later, 8, E90, E90)
    assert found == pytest.approx([0, 1, 1.8, 3.24], abs=1e-5)


def test_by_unit_each_doubling_lowers_the_price_of_the_item_by_the_slope() -> None:
    # item n costs n^-0.152003: 1, 0.9, 0.846206, 0.81; the area under the curve from 1/2 to 4 1/2:
    # (4.5^0.847997 - 0.5^0.847997) / 0.847997 = (3.580322 - 0.555556) / 0.847997 = 3.566954, within 0.4 % of
    # the sum 1 + 0.9 + 0.846206 + 0.81 = 3.556206
    first = FIRST_SO_FAR(4, 8, E90, 1)
    found = COST_SO_FAR(4, first, LATER_SO_FAR(4, 8, E90, 1), 8, E90, E90, 1)
    assert found == pytest.approx(3.566954, abs=2e-5)


def test_a_change_of_slope_leaves_no_jump_by_cumulative_average() -> None:
    # slope 0.9 to item 4, then 0.95: 4 cost 3.24, 8 cost 3.24 * 2 * 0.95 = 6.156
    number = np.array([4, 8])
    found = COST_SO_FAR(number, FIRST_SO_FAR(number, 4, E90), LATER_SO_FAR(number, 4, 0.926), 4, E90, 0.926)
    assert found == pytest.approx([3.24, 6.156], abs=1e-5)


def test_a_change_of_slope_leaves_no_jump_by_unit() -> None:
    # slope 0.9 to item 4, no more learning after it: each later item costs what item 4 does, 4^-0.152003 = 0.81
    number = np.array([4, 6])
    first, later = FIRST_SO_FAR(number, 4, E90, 1), LATER_SO_FAR(number, 4, 1, 1)
    assert later == pytest.approx([0, 2])
    found = COST_SO_FAR(number, first, later, 4, E90, 1, 1)
    assert found == pytest.approx([3.566954, 3.566954 + 2 * 0.81], abs=2e-5)


def test_a_series_as_quoted_costs_what_was_quoted() -> None:
    # quoted for 4 that cost 3.24: the first counts 4 / 3.24 = 1.234568, all 4 count 4
    found = learning.priced_so_far(np.array([1, 3.24]), 3.24, 4, 1)
    assert found == pytest.approx([1.234568, 4], abs=1e-6)


def test_the_series_as_quoted_is_counted_like_the_series_so_far() -> None:
    # 2 items by cumulative average: 1.8 first items
    assert FIRST_QUOTED(2, 8, E90) == pytest.approx(1.8, abs=1e-5)
    assert LATER_QUOTED(2, 8, E90) == 0
    assert COST_QUOTED(2, 1.8, 0, 8, E90, E90) == pytest.approx(1.8)


@pytest.mark.parametrize("kind", [aircraft, battery, bought_and_kept, datalink, launcher, site])
def test_orders_are_taken_as_they_are_or_as_what_they_add_to_the_series(kind) -> None:
    # two in the first year and one in the second; learned they count for 2.2 and, of 3 in all, for 0.8
    ordered = np.array([2.0, 1.0])
    assert kind.procurement_units(ordered).ravel().tolist() == [2, 1]
    learned = kind.procurement_units(ordered, 0.9, np.array([2.2, 3.0]))
    assert learned.ravel().tolist() == pytest.approx([2.2, 0.8])
