"""Units are read through pint's public names alone."""

import re
from pathlib import Path

from estimator import units


def test_nothing_private_of_pint_is_met():
    source = Path(units.__file__).read_text(encoding="utf-8")
    assert re.findall(r"[a-z\])]\._[a-z]\w*", source) == []


def test_the_powers_of_a_unit_are_what_pint_says_in_public():
    # A newer pint that no longer tells the powers so must be noticed here.
    made = units.registry()
    assert dict(made.Quantity(1, made.Unit("ship * year / person ** 2")).unit_items()) == {
        "ship": 1,
        "year": 1,
        "person": -2,
    }
    assert units.read("ship * year / person ** 2").normal == "ship * year / person ** 2"
