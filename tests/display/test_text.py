"""Numbers as people read them."""

import math
from dataclasses import replace

import pytest

from estimator import load
from estimator.display.decision import shown, shown_alone
from estimator.display.text import general, held_edge, own_text, text, with_unit
from tests.pack_settings import settings

SETTINGS = settings()
EUROS = replace(SETTINGS, currency="EUR", price_year=2024, money_shown="MEUR")


@pytest.mark.parametrize(
    ("unit", "declared", "settings", "expected"),
    [
        ("JPY_2020", "", SETTINGS, ("¥bn", 1e9, "money")),
        ("JPY_then", "", SETTINGS, ("¥bn then-year", 1e9, "money")),
        ("JPY_2018", "", SETTINGS, ("¥bn 2018", 1e9, "money")),
        ("JPY_2020 / station / year", "", SETTINGS, ("¥bn / station / year", 1e9, "money")),
        ("USD_2018", "", SETTINGS, ("$ 2018", 1.0, "money")),
        ("EUR_2024", "", EUROS, ("€m", 1e6, "money")),
        ("CHF_2024", "", EUROS, ("CHF", 1.0, "money")),
        ("dimensionless", "share", SETTINGS, ("%", 0.01, "share")),
        ("dimensionless", "ratio", SETTINGS, ("", 1.0, "ratio")),
        ("person", "", SETTINGS, ("person", 1.0, "people")),
        ("year", "", SETTINGS, ("year", 1.0, "year")),
        ("missile", "", SETTINGS, ("missile", 1.0, "measure")),
    ],
)
def test_a_unit_is_shown_in_the_packs_own_size_of_money(unit, declared, settings, expected):
    how = shown(unit, settings, declared)
    assert (how.unit, how.scale, how.kind) == expected


@pytest.mark.parametrize(
    ("unit", "values", "expected"),
    [
        ("JPY_2020 / person / year", (8.8e6, 9.1e6), ("¥m / person / year", 1e6)),
        ("JPY_2020 / meal", (850.0,), ("¥ / meal", 1.0)),
        ("JPY_2020", (0.0, 0.2e9), ("¥bn", 1e9)),
        ("JPY_2020", (0.0, 0.0), ("¥bn", 1e9)),
        ("JPY_then / USD_then", (106.0, 155.2), ("¥ then-year / USD_then", 1.0)),
    ],
)
def test_small_prices_and_exchange_rates_take_a_smaller_unit(unit, values, expected):
    how = shown(unit, SETTINGS, "", values)
    assert (how.unit, how.scale) == expected


@pytest.mark.parametrize(
    ("value", "unit", "declared", "expected"),
    [
        (466_400_000_000.0, "JPY_2020", "", "466.4"),
        (1_941_600_000_000.0, "JPY_2020", "", "1,941.6"),
        (1_234_567.0, "JPY_2020", "", "0.00123"),
        (1290.4, "person", "", "1,290"),
        (2031.0, "year", "", "2031"),
        (0.01234, "dimensionless", "share", "1.23"),
        (0.1234, "dimensionless", "share", "12.3"),
        (2.5, "dimensionless", "ratio", "2.50"),
        (-0.0, "missile", "", "0"),
        (2.25, "missile", "", "2.25"),
        (None, "person", "", "–"),
        (math.nan, "person", "", "–"),
        (math.inf, "person", "", "∞"),
    ],
)
def test_a_value_is_written_with_about_three_telling_digits(value, unit, declared, expected):
    assert own_text(value, shown(unit, SETTINGS, declared)) == expected


def test_the_largest_value_of_a_row_decides_its_decimals():
    assert shown("JPY_2020", SETTINGS, "", [1e9, 466.4e9, None]).places == 1
    assert shown("JPY_2020", SETTINGS, "", [1e9, 2e9]).places == 2
    assert shown("JPY_2020", SETTINGS, "", [None]).places == 1


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (392.0, "", "392"),
        (1234567.0, "", "1,234,567"),
        (0.0125, "", "0.0125"),
        (2021.0, "year", "2021"),
        (1 / 3, "", "0.333333"),
        (1e-12, "", "1e-12"),
        (-0.0, "", "0"),
        (None, "", "–"),
        (123456.789, "", "123,457"),
        (31_625_000 + 2**-25, "", "31,625,000"),
    ],  # a sum of parts that misses a whole number by its last digits
)
def test_any_other_number_has_up_to_six_telling_digits(value, unit, expected):
    assert general(value, unit) == expected


@pytest.mark.parametrize(
    ("edge", "from_it_on", "up_to_it"),
    [
        (1.0006829545, "1.00069", "1.00068"),
        (956.5426038, "956.543", "956.542"),
        (-0.01234567, "-0.0123456", "-0.0123457"),
        (2.0000000001, "2", "2"),  # what a search leaves beside a round number
        (1234567.4, "1,234,568", "1,234,567"),
        (0.0, "0", "0"),
    ],
)
def test_an_edge_is_rounded_to_the_side_that_holds(edge, from_it_on, up_to_it):
    assert general(held_edge(edge, up=True)) == from_it_on
    assert general(held_edge(edge, up=False)) == up_to_it


def test_pure_numbers_carry_no_unit():
    assert with_unit(0.5, "1") == "0.5"
    assert with_unit(392.0, "GJPY_2024 / ship") == "392 GJPY_2024 / ship"


def test_what_is_counted_agrees_with_its_number_and_a_fiscal_year_has_no_unit():
    # as import and breakeven have it, so that whatif, show and diff say the same
    cases = ((4.0, "ship"), (1.0, "ship"), (5.0, "year"), (2026.0, "year"), (2.0, "person / crew"), (None, "ship"))
    assert [with_unit(*each) for each in cases] == ["4 ships", "1 ship", "5 years", "2026", "2 person / crew", "–"]


def test_the_ceiling_and_the_break_even_have_three_decimals_so_that_they_can_be_told_apart():
    # 0.261 % breaks a ceiling of 0.26 %; with two decimals both would read 0.26.
    for declared, value, expected in (
        ("fine share", 0.00261, "0.261"),
        ("fine share", 0.0026, "0.260"),
        ("share", 0.00261, "0.26"),
        ("fine share", 0.0, "0.000"),
    ):
        assert own_text(value, shown("1", SETTINGS, declared)) == expected


def test_without_a_pack_all_money_of_a_table_has_one_prefix_and_shares_are_per_cent():
    # The largest amount, 1.80932e9, is 1,809.32 million: thousands of millions, and 67,645,130 is 67.6 of them.
    how = shown_alone("EUR_2025", "", (1_809_320_000.0, 67_645_130.0), 1_809_320_000.0)
    assert [text(value, how) for value in (1_809_320_000.0, 67_645_130.0)] == ["1,809.3", "67.6"]
    assert how.unit == "€m 2025"
    # A pack that shows millions has 883,108,000 as 883.1 of them; the first unit in the currency counts.
    how = shown_alone("EUR_2025", "", [883_108_000.0], 883_108_000.0, ("GJPY", "MEUR"))
    assert (text(883_108_000.0, how), how.unit) == ("883.1", "€m 2025")
    # 40,000 are 0.04 of its millions: the size of the amount counts then, as everywhere.
    assert shown_alone("EUR_2025", "", [40_000.0], 40_000.0, ("MEUR",)).unit == "€ 2025"
    assert shown_alone("CRN_2024", "", [820e6], 820e6, ()).unit == "CRN thousand 2024"
    # A share of 0.0566865 is 5.67 %.
    share = shown_alone("1", "share", [0.0566865], 0.0566865)
    assert (text(0.0566865, share), share.unit) == ("5.67", "%")


def test_an_index_is_called_an_index_and_a_ratio_a_ratio():
    assert [shown("1", SETTINGS, declared).words for declared in ("index", "ratio")] == ["index", "ratio"]


def test_the_price_of_one_thing_has_the_same_prefix_alone_as_in_its_pack():
    # 249,800 an hour: thousands, whatever the money of the pack is shown in
    settings = load("canada_frigates").pack.settings
    alone = shown_alone("CAD_2023 / hour", "", [249_800.0, 68_500.0], 249_800.0, ("MCAD",), "2023")
    beside = shown("CAD_2023 / hour", settings, "", [249_800.0, 68_500.0])
    assert (alone.unit, alone.scale) == ("CAD thousand / hour", beside.scale)
