"""Spend-out rates and profiles by year: each row against a case worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.calculators.shared import payments
from tests.coast import write_shorter_pack

RATES = {1: 0.1, 2: 0.2, 3: 0.25, 4: 0.15, 5: 0.12, 6: 0.08, 7: 0.06, 8: 0.04}


def test_each_row_of_later_years_takes_two_years_and_hands_on_the_rest() -> None:
    # 100 ordered in the first year, 50 in the second; contract years 7 and 8 pay 6 and 4 percent
    units = np.array([100.0, 50, 0, 0])
    third, fifth, seventh = payments.PROCUREMENT_SPREAD
    last = seventh(units, 1, 0.06, 0.04)
    assert last == pytest.approx([6, 50 * 0.06 + 100 * 0.04, 50 * 0.04, 0])
    # years 5 and 6 pay 12 and 8 percent, and two years on what `last` pays: 6 in the third year, 7 in the fourth
    middle = fifth(units, 1, 0.12, 0.08, last)
    assert middle == pytest.approx([12, 6 + 8, 4 + 6, 7])
    assert third(units, 1, 0.25, 0.15, middle) == pytest.approx([25, 12.5 + 15, 7.5 + 12, 14])


@pytest.mark.parametrize("name", ["PROCUREMENT", "FACILITIES", "REFIT", "INTRODUCTION", "REPLACEMENT"])
def test_contracts_of_every_stream_are_paid_at_their_rates(name: str) -> None:
    # 10 ordered in the second year: its rates, one after the other, and the whole in the end
    units = np.array([0.0, 10, 0, 0, 0, 0, 0, 0, 0])
    later = 0.0
    for row, first in zip(reversed(getattr(payments, f"{name}_SPREAD")), (7, 5, 3), strict=True):
        later = row(units, 1, RATES[first], RATES[first + 1], later)
    paid = getattr(payments, f"{name}_PAID")(units, 8, 1, RATES[1], RATES[2], later)
    assert paid == pytest.approx([0, 1, 2, 2.5, 1.5, 1.2, 0.8, 0.6, 0.4])


def test_streams_without_rates_are_paid_in_equal_parts() -> None:
    # 6 ordered in the first year, 3 in the second, over three years (2.4 rounded up): 2, then 2 + 1 twice, then 1
    units = np.array([6.0, 3, 0, 0, 0])
    for row in (payments.UPKEEP_PAID, payments.SPARES_PAID, payments.DISPOSAL_PAID):
        assert row(units, 2.4, 1) == pytest.approx([2, 3, 3, 1, 0])


def test_a_profile_given_outright_spreads_all_that_is_ordered() -> None:
    # 4 and 2 ordered, whatever the contract: a half in the first year, a sixth and a third later
    units, profile = np.array([0.0, 4, 2]), np.array([0.5, 1 / 6, 1 / 3])
    assert payments.PROCUREMENT_PAID(units, 2, 1, procurement_profile=profile) == pytest.approx([3, 1, 2])


def test_the_first_rate_says_what_is_left_to_later_years() -> None:
    # 80 signed, a tenth paid at once: 72; in equal parts over four years: 60
    assert payments.PROCUREMENT_LATER(80, 4, 1, 1, 0.1) == pytest.approx(72)
    assert payments.PROCUREMENT_LATER(80, 4, 1, 1) == pytest.approx(60)


def with_rates(folder, *rates: float):
    """The example pack, its ships paid at these rates; gives quantities paid for and ordered by year."""
    write_shorter_pack(folder)
    system = folder / "systems" / "patrol_ship.toml"
    added = "".join(RATE.format(year, rate) for year, rate in enumerate(rates, 1))
    system.write_text(system.read_text(encoding="utf-8") + added, encoding="utf-8")
    result = load(folder).compare()
    return (result.value(f"patrol_ships.ships.procurement_{what}") for what in ("paid", "units"))


RATE = """
[procurement_rate_{}]
label = "Paid in a year of the contract"
value = {}
unit = "1"
shown = "share"
source = "judgement"
grade = "C"
"""


def test_a_pack_pays_its_ships_at_the_rates_of_their_system(tmp_path: Path) -> None:
    # one ship ordered in FY2026 and one in FY2027; a tenth, a quarter, nothing, then the rest of each
    paid, units = with_rates(tmp_path / "coast", 0.1, 0.25, 0, 0.65)
    first, second = units[2026], units[2027]
    assert first + second == pytest.approx(2)
    by_hand = (0.1 * first, 0.25 * first + 0.1 * second, 0.25 * second, 0.65 * first, 0.65 * second)
    assert [paid[year] for year in range(2026, 2031)] == pytest.approx(by_hand)
    assert sum(paid.values()) == pytest.approx(2)


def test_what_tells_no_years_of_payment_is_paid_within_the_year() -> None:
    # 10 and 20 fall due: as they do without years, 5 and 15 and 10 over two; the buy must tell its years
    units = np.array([10.0, 20, 0])
    assert payments.UPKEEP_PAID(units, one_year=1) == pytest.approx([10, 20, 0])
    assert payments.UPKEEP_PAID(units, 2, 1) == pytest.approx([5, 15, 10])
    with pytest.raises(TypeError, match="procurement_contract_years"):
        payments.PROCUREMENT_PAID(units, one_year=1)
