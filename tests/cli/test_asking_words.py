"""What the commands that ask say in words, where a number alone would mislead."""

from __future__ import annotations


def said(outcome):
    """What a command printed, on one line."""
    assert outcome.code == 0, outcome.err
    return " ".join(outcome.out.split())


def test_a_target_in_money_needs_its_unit_for_tables_show_another(estimator):
    by = ("--by", "ocean_patrol_ship.unit_price", "--option", "six_large_ships", "-p", "coastguard")
    found = estimator("breakeven", "life_cycle_cost=2", *by)
    assert found.code == 2
    assert 'say in which unit, as in "life_cycle_cost=2 MEUR_' in found.err
    assert estimator("breakeven", "life_cycle_cost=0", *by).code == 0  # nil is nil in every unit
    assert estimator("breakeven", "people=2", *by).code == 0
