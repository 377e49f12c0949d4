"""The link from shore to launchers at sea, and enablers that an ally supplies, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.calculators.elements import datalink, integration

SHARES = st.floats(0, 1)
YEAR = np.array([2025.0, 2026.0, 2027.0, 2028.0])


def value(found) -> float:
    return float(np.asarray(found).item())


@pytest.mark.parametrize(("distance", "relays"), [(20, 0), (40, 0), (41, 1), (120, 2)])
def test_relays_stand_where_one_hop_does_not_reach(distance, relays):
    assert value(datalink.relays_per_chain(distance, 40)) == relays


def test_a_chain_needs_both_terminals_all_relays_and_the_path():
    # 0.98² × 0.95² × 0.97 = 0.84076...
    assert value(datalink.chain_availability(0.98, 0.95, 2, 0.97)) == pytest.approx(0.9604 * 0.9025 * 0.97, rel=1e-12)


def test_of_two_chains_one_is_enough():
    # 1 − 0.2² = 0.96, less one in ten for jamming of both: 0.864
    chains = datalink.chains_availability(0.8, 2)
    assert value(chains) == pytest.approx(0.96, rel=1e-12)
    assert value(datalink.link_availability(chains, 0.1)) == pytest.approx(0.864, rel=1e-12)


def test_launchers_beyond_the_distance_limit_fail_the_check():
    assert value(datalink.within_distance(40, 40)) == 1
    assert value(datalink.within_distance(41, 40)) == 0


def test_terminals_stand_at_both_ends_of_all_chains_with_spares():
    # 2 ends × 2 links × 2 chains × 4/3 = 10.67: 11 terminals
    assert value(datalink.quantity(2, 2, 4 / 3)) == 11
    assert value(datalink.relays(2, 2, 1)) == 4


def test_relays_are_built_in_step_with_the_terminals():
    np.testing.assert_allclose(
        datalink.facilities_units(4, np.array([0.0, 5.0, 6.0, 0.0]), 11), [0, 20 / 11, 24 / 11, 0]
    )


def test_terminals_are_contracted_run_manned_and_renewed():
    ordered, in_service = np.array([2.0, 0, 0, 0]), np.array([0.0, 2, 2, 2])
    np.testing.assert_allclose(datalink.procurement_units(ordered), ordered)
    np.testing.assert_allclose(datalink.upkeep_units(in_service, 1), in_service)
    np.testing.assert_allclose(datalink.billets(in_service, 3), [0, 6, 6, 6])
    np.testing.assert_allclose(datalink.replacement_units(ordered, 2, 1, 1), [0, 0, 2, 0])
    # the link ends with them after two years, and nothing is renewed where it need not be
    assert [value(datalink.renewed_in_life(2, life, each)) for life, each in ((9, 1), (2, 1), (9, 0))] == [1, 0, 0]
    np.testing.assert_allclose(datalink.replacement_units(ordered, 2, 0, 1), [0, 0, 0, 0])
    assert value(datalink.replacement_price(7.0)) == 7


@given(SHARES, SHARES, st.integers(0, 4), SHARES, st.integers(1, 3))
def test_the_availability_of_a_link_is_a_share_that_spare_chains_never_lower(terminal, relay, relays, path, chains):
    chain = datalink.chain_availability(terminal, relay, relays, path)
    fewer, more = (value(datalink.chains_availability(chain, each)) for each in (chains, chains + 1))
    assert -1e-12 <= fewer <= more + 1e-12 <= 1 + 1e-9


def test_an_arrangement_holds_from_its_start_for_its_years():
    in_force = integration.in_force(YEAR, 2026, 2)
    np.testing.assert_allclose(in_force, [0, 1, 1, 0])
    np.testing.assert_allclose(integration.complete(in_force), in_force)
    np.testing.assert_allclose(integration.support_units(in_force, 1), in_force)
    np.testing.assert_allclose(integration.billets(in_force, 12), [0, 12, 12, 0])


def test_what_an_ally_supplies_is_saved_less_its_charge():
    # worth 50 × 0.6 = 30 a year; a tenth is charged: 27 saved
    supplied = integration.value_supplied(50, 0.6)
    charge = integration.support_price(supplied, 0.1)
    assert (value(supplied), value(charge)) == (30, pytest.approx(3, rel=1e-12))
    np.testing.assert_allclose(integration.cost_avoided(supplied, charge, np.array([0.0, 1.0])), [0, 27])


def test_the_ally_does_a_part_of_the_jamming_and_of_the_command():
    assert value(integration.jamming_lent(0.7)) == 0.7
    assert value(integration.command_lent(0.4)) == 0.4
    assert value(integration.jamming_lent()) == 0
    assert value(integration.rounds_lent(0.5)) == 0.5
    assert value(integration.rounds_lent()) == 0


def test_the_ally_passes_on_its_looks_in_part():
    assert value(integration.ally_looks(30, 0.6)) == pytest.approx(0.02, rel=1e-12)
