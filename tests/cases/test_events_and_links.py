"""Discrete risks of the default pack, and the option whose engagement hangs on a link: what any reader would expect."""

from __future__ import annotations

import numpy as np
import pytest

from tests.cases.conftest import computed
from tests.cases.test_directions import changed

REMOTE = "ships_with_shore_radar"


def base(id):
    return computed("japan", "base").one(id)


@pytest.mark.parametrize(
    "setting",
    [
        f"{REMOTE}.link.common_outage=1",
        "shore_link.path_availability=0",
        "shore_link.terminal_availability=0",
        "aegis_ashore_site.material_availability=0",
    ],
)
def test_ships_that_shoot_on_a_radar_ashore_stop_nothing_without_link_or_radar(setting):
    case = changed("japan", setting)
    assert case.one(f"{REMOTE}.stations_held") == 0
    assert case.one(f"{REMOTE}.stopped_by_option") == 0
    # ships with a radar of their own do not notice
    for id in ("stations_held", "expected_leakers"):
        assert case.one(f"interceptors_on_ships.{id}") == base(f"interceptors_on_ships.{id}")


def test_a_better_link_never_lets_more_missiles_through():
    outages = (0.0, 0.05, 0.12, 0.3, 0.6, 1.0)
    cases = [changed("japan", f"{REMOTE}.link.common_outage={each}") for each in outages]
    leakers = [each.one(f"{REMOTE}.expected_leakers") for each in cases]
    assert leakers == sorted(leakers)
    assert leakers[0] < leakers[-1]
    held = [each.one(f"{REMOTE}.stations_held") for each in cases]
    # each outage leaves its own part of the stations
    assert held == pytest.approx([held[0] * (1 - each) for each in outages])


def test_the_booster_counts_by_its_chance_and_whole_in_either_event():
    never, always = (changed("japan", f"aegis_ashore.booster.happens={each}") for each in (0, 1))
    spent = [each.by_year("aegis_ashore.booster.development_outlay").sum() for each in (never, always)]
    assert spent[0] == 0
    even = changed("japan", "aegis_ashore.booster.happens=0.5")
    assert even.by_year("aegis_ashore.booster.development_outlay").sum() == pytest.approx(spent[1] / 2)
    for id in ("first_element_year", "complete_chain_year", "acquisition_cost"):
        assert never.one(f"aegis_ashore.{id}") <= base(f"aegis_ashore.{id}") <= always.one(f"aegis_ashore.{id}"), id
    # three years later if it happens, and signed contracts are paid on their own schedule all the same
    assert always.one("aegis_ashore.first_element_year") == never.one("aegis_ashore.first_element_year") + 3
    paid = "aegis_ashore.site.committed_outlay"
    np.testing.assert_allclose(always.by_year(paid), never.by_year(paid), rtol=1e-12)


def test_a_missile_that_is_not_offered_comes_later_and_its_launchers_with_it():
    offered, refused = (changed("japan", f"tomahawk.offered={each}") for each in (1, 0))
    for option, elements in (
        ("ground_launched_tomahawk", ("tomahawks", "launchers")),
        ("independent_strike", ("tomahawks",)),
    ):
        for element in elements:
            first = [int(np.flatnonzero(each.by_year(f"{option}.{element}.ordered"))[0]) for each in (offered, refused)]
            assert first[1] == first[0] + 4, (option, element)
        assert offered.one(f"{option}.complete_chain_year") <= refused.one(f"{option}.complete_chain_year")
