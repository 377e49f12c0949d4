"""Whose an assumption is."""

import pytest

from estimator.display.owners import owned_label, owners_of
from tests.shipped import shipped

OWNED = {
    "sm3_block_iia.round_price": ("SM-3 Block IIA interceptor",),
    "integrated_strike.satellites.supplied_by_ally": (
        "Limited strike, integrated with the United States",
        "Radar satellites",
    ),
    "economy.growth_shift": (),
    "manpower.msdf.loss_rate": (),
}


@pytest.fixture(scope="module")
def pack():
    return shipped().pack


@pytest.mark.parametrize("id", OWNED)
def test_an_id_tells_whose_it_is(pack, id):
    assert owners_of(pack, id) == OWNED[id]


def test_a_label_says_whose_it_is(pack):
    label = "Price of one round"
    assert owned_label(pack, "sm3_block_iia.round_price", label) == f"SM-3 Block IIA interceptor: {label}"
    assert owned_label(pack, "integrated_strike.satellites.supplied_by_ally", "Part") == "Radar satellites: Part"
    assert owned_label(pack, "economy.growth_shift", "Growth") == "Growth"


def test_an_option_and_an_element_of_its_name_are_said_once(pack):
    for option in pack.options.values():
        for each in option.elements:
            found = owners_of(pack, f"{each.id}.anything")
            assert found == ((option.label,) if each.label == option.label else (option.label, each.label))
