"""Units: words and powers are worked out as pint does, which is met by its public names and only where two differ."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator import units
from estimator.errors import UnitError

WORDS = (*units.NOUNS, *units.PLAIN, "JPY_2024", "USD_then", "dimensionless", "%")
FACTORS = st.tuples(st.sampled_from(("*", "/")), st.sampled_from(WORDS), st.integers(-9, 9).filter(bool))


def test_nothing_private_of_pint_is_met():
    source = Path(units.__file__).read_text(encoding="utf-8")
    assert re.findall(r"[a-z\])]\._[a-z]\w*", source) == []


def by_pint(text):
    """The powers that pint finds in a text, by word."""
    made = units.registry()
    for token in ("JPY_2024", "USD_then"):
        if token not in made:
            made.define(f"{token} = [{token}]")
    found = made.Quantity(1, made.Unit(text.replace("%", "dimensionless"))).unit_items()
    return {word: power for word, power in dict(found).items() if word != "dimensionless"}


def powers_written(normal):
    """The powers of a normal form, read again by Python's own arithmetic of text."""
    found = {}
    for place, part in enumerate(re.split(r" / ", normal)):
        for factor in part.split(" * "):
            word, _, power = factor.partition(" ** ")
            if word != "1":
                found[word] = int(power or 1) * (-1 if place else 1)
    return found


def text_of(factors):
    return "1" + "".join(f" {joined} {word} ** {power}" for joined, word, power in factors)


@given(st.lists(FACTORS, min_size=1, max_size=5))
def test_words_and_powers_of_a_unit_are_those_that_pint_finds(factors):
    assert powers_written(units.read(text_of(factors)).normal) == by_pint(text_of(factors))


@given(st.lists(FACTORS, max_size=3), st.lists(FACTORS, max_size=3), st.sampled_from((1, -1)))
def test_products_and_quotients_of_units_are_those_that_pint_finds(left, right, sign):
    one, two = units.read(text_of(left)).normal, units.read(text_of(right)).normal
    expected = by_pint(text_of(left))
    for word, power in by_pint(text_of(right)).items():
        expected[word] = expected.get(word, 0) + sign * power
    assert powers_written(units.product(one, two, sign)) == {word: power for word, power in expected.items() if power}


@pytest.mark.parametrize(
    ("text", "scale", "normal"),
    [
        ("GJPY_2024 / ship", 1e9, "JPY_2024 / ship"),
        ("kperson / Mship ** 2 * h", 1e3 / 1e6**2, "hour * person / ship ** 2"),
        ("%·year ** -1", 0.01, "1 / year"),
        ("ship / person / ship", 1.0, "1 / person"),
    ],
)
def test_a_unit_has_a_scale_and_one_normal_form(text, scale, normal):
    found = units.read(text)
    assert (found.scale, found.normal) == (pytest.approx(scale, rel=1e-15), normal)


@pytest.mark.parametrize("text", ["ship ** 0", "9**9**9**9", "ship / (person * year)", "ship ship", "ship ** 1.5"])
def test_what_is_no_product_of_words_with_whole_powers_is_refused(text):
    with pytest.raises(UnitError, match="cannot be read: write words joined by"):
        units.read(text)


def test_the_factor_between_two_units_is_pints():
    # A day has 24 hours, and a price of 2024 is no number of prices of 2020.
    assert units.factor("person / hour", "person / day") == pytest.approx(24, rel=1e-12)
    assert units.factor("JPY_2024 / ship", "JPY_2020 / ship") is None


def test_a_round_and_what_a_pack_s_raids_bring_count_the_same_as_missiles_and_nothing_else_does():
    units.declare((), "enemy_drone")
    # Two rounds a drone are a pure number; a drone is no ship.
    assert units.factor("round / enemy_drone", "1") == 1
    assert units.factor("JPY_2024 / missile", "JPY_2024 / enemy_drone") == 1
    assert units.factor("enemy_drone", "ship") is None
    assert units.read("kenemy_drone / station").normal == "enemy_drone / station"


def test_pint_is_not_loaded_to_wire_a_pack_whose_units_fit():
    code = "import sys; from estimator.api import load; load().model(); sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_powers_of_a_unit_are_what_pint_says_in_public():
    # A newer pint that no longer tells the powers so must be noticed here.
    made = units.registry()
    assert dict(made.Quantity(1, made.Unit("ship * year / person ** 2")).unit_items()) == {
        "ship": 1,
        "year": 1,
        "person": -2,
    }
    assert units.read("ship * year / person ** 2").normal == "ship * year / person ** 2"
