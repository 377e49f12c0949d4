"""What if: before, after, and shares that add up to the change exactly."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.analysis.questions.whatif import all_sets, growing_sets, settled, shapley, whatif
from estimator.analysis.standing.compare import compare
from estimator.errors import InputError, UnknownNameError
from estimator.model import build_model
from estimator.pack import apply, parse_setting

SMALL = st.floats(-1e6, 1e6, allow_nan=False)


def under(pack, *settings):
    return apply(pack, [parse_setting(each, pack) for each in settings])


def test_a_product_of_two_changes_shares_its_difference_by_shapley(boats):
    after = under(boats, "buy.ships.quantity=3", "buy.ships.price=150")
    found = whatif(boats, after)
    # 2 × 100 = 200 becomes 3 × 150 = 450. The third ship adds 100 (first) or 150 (second): 125 in the mean.
    # The price adds 2 × 50 = 100 or 3 × 50 = 150: 125 in the mean.
    shares = found.shares["buy"]
    assert shares.change == 250
    assert shares.shares == {"buy.ships.quantity": 125.0, "buy.ships.price": 125.0}
    assert found.before.options["buy"]["life_cycle_cost"].value == 200
    assert found.after.options["buy"]["life_cycle_cost"].value == 450
    assert found.method == "shapley"


def test_what_a_change_does_not_reach_has_no_share(boats):
    found = whatif(boats, under(boats, "buy.ships.quantity=3", "lease.ships.quantity=4"))
    assert found.shares["buy"].shares == {"buy.ships.quantity": 100.0, "lease.ships.quantity": 0.0}
    assert found.shares["lease"].shares == {"buy.ships.quantity": 0.0, "lease.ships.quantity": 50.0}


def test_an_option_without_the_metric_says_so(boats):
    found = whatif(boats, under(boats, "buy.ships.quantity=3"))
    assert found.shares["stay"].change is None
    assert found.shares["stay"].reason


def test_a_metric_that_stops_to_apply_shares_nothing(boats):
    # The hill is 2 × 8 = 16 before and 10 × 0 = 0 after, where `few` does not apply any more.
    found = whatif(boats, under(boats, "buy.ships.quantity=10"), metric="few")
    assert found.shares["buy"].reason == "the metric does not apply after the changes"


def test_nothing_changed_is_refused(boats):
    with pytest.raises(InputError, match="nothing changes"):
        whatif(boats, under(boats, "buy.ships.quantity=2"))


def test_an_unknown_metric_names_the_nearest(boats):
    with pytest.raises(UnknownNameError, match='Did you mean "life_cycle_cost"'):
        whatif(boats, under(boats, "buy.ships.quantity=3"), metric="life_cycle_cots")


def test_after_is_what_a_model_wired_anew_gives(boats):
    after = under(boats, "buy.ships.quantity=3", "buy.ships.waste=0.2")
    found = whatif(boats, after)
    anew = compare(build_model(after))
    assert found.after.options == anew.options


def by_orders(values, count):
    """Shapley's value by its definition: the mean over all orders of what each change adds."""
    shares = [0.0] * count
    for order in permutations(range(count)):
        chosen = 0
        for change in order:
            shares[change] += values[chosen | 1 << change] - values[chosen]
            chosen |= 1 << change
    return [share / math.factorial(count) for share in shares]


@given(st.integers(1, 5).flatmap(lambda count: st.lists(SMALL, min_size=2**count, max_size=2**count)))
def test_shapley_is_the_mean_over_all_orders(values):
    count = int(math.log2(len(values)))
    found = shapley(np.array(values), all_sets(count))
    largest = max(map(abs, values))
    np.testing.assert_allclose(found, by_orders(values, count), rtol=0, atol=1e-9 * largest + 1e-12)


@given(st.lists(SMALL, min_size=1, max_size=12), SMALL)
def test_settled_shares_add_up_to_the_last_digit_where_floats_can(shares, off):
    change = math.fsum(shares) + off * 1e-12
    made = settled(shares, change)
    # A share larger than the change itself has too few digits to end on the change's last one.
    largest = max(map(abs, shares))
    assert abs(math.fsum(made) - change) <= (0.0 if largest <= abs(change) else np.spacing(largest))


def test_sets_grow_one_change_at_a_time():
    assert growing_sets(2).tolist() == [[0, 0], [1, 0], [1, 1]]
    assert all_sets(2).tolist() == [[0, 0], [1, 0], [0, 1], [1, 1]]


def test_more_than_ten_changes_share_in_the_order_given(boats, monkeypatch):
    monkeypatch.setattr("estimator.analysis.questions.whatif.MOST_EXACT", 1)
    found = whatif(boats, under(boats, "buy.ships.quantity=3", "buy.ships.price=150"))
    # First the third ship at 100, then 50 more for each of three ships.
    assert found.method == "order"
    assert found.shares["buy"].shares == {"buy.ships.quantity": 100.0, "buy.ships.price": 150.0}
