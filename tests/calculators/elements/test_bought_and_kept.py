"""Bought and kept: each row against a case worked by hand, and a pack of one page that needs nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from estimator.api import load
from estimator.calculators.elements import bought_and_kept as kept

PACK = """
[pack]
title = "Frigates or missiles"
question = "Which costs less?"
first_year = 2024
last_year = 2053
first_column_year = 2024
last_column_year = 2053
decision_year = 2024
price_year = 2024
currency = "AUD"
as_of = "2024-06"
baseline_option = "missiles"
reference_option = "missiles"
options = ["missiles", "frigates"]
"""
ECONOMY = """
deflator_change = {{ label = "Change of prices", unit = "%", by_year = {{ 2024 = 2.5 }}, {rests} }}
discount_rate = {{ label = "Discount rate, real", value = 3, unit = "%", {rests} }}
"""
OPTION = """
[option]
label = "{name}"
short = "{name}"
role = "defence"

[element.things]
label = "Things"
calculator = "bought_and_kept"

[element.things.set]
quantity = {{ label = "Number", value = {number}, unit = "item", {rests} }}
unit_price = {{ label = "Price", value = {price}, unit = "MAUD_2024 / item", basis = "estimate", {rests} }}
orders_per_year = {{ label = "Pace", value = 1, unit = "item / year", {rests} }}
first_order_year = {{ label = "First order", value = 2025, unit = "year", {rests} }}
lead_time = {{ label = "Lead time", value = 2, unit = "year", {rests} }}
service_life = {{ label = "Life", value = 20, unit = "year", {rests} }}
procurement_contract_years = {{ label = "Payment", value = 3, unit = "year", {rests} }}
yearly_upkeep = {{ label = "Upkeep", value = {upkeep}, unit = "MAUD_2024 / item / year", basis = "estimate", {rests} }}
{more}
"""
MORE = """
learning_slope = {{ label = "Slope", value = 0.9, unit = "1", shown = "ratio", {rests} }}
learning_by_unit = {{ label = "By unit", value = 1, unit = "1", shown = "count", {rests} }}
loss_rate = {{ label = "Loss", value = 1, unit = "% / year", {rests} }}
disposal_share = {{ label = "Disposal", value = 5, unit = "%", {rests} }}
"""
RESTS = 'source = "judgement", grade = "C"'
SOURCES = '[judgement]\ntitle = "Judgement"\npublisher = "Nobody"\ndate = "2024"\n'


def one_page(folder: Path) -> Path:
    """A pack that says no more than prices, upkeep and times."""
    (folder / "options").mkdir(parents=True)
    missiles = OPTION.format(name="missiles", number=2, price=300, upkeep=8, more="", rests=RESTS)
    more = MORE.format(rests=RESTS)
    frigates = OPTION.format(name="frigates", number=3, price=1000, upkeep=40, more=more, rests=RESTS)
    files = {"pack": PACK, "sources": SOURCES, "economy": ECONOMY.format(rests=RESTS)}
    files |= {"options/missiles": missiles, "options/frigates": frigates}
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_of_one_page_computes(tmp_path) -> None:
    found = load(one_page(tmp_path / "pack")).compare().metrics
    # missiles: 2 * 300 + 2 * 20 years * 8 = 600 + 320
    assert found["missiles"]["life_cycle_cost"].value == pytest.approx(920e6, rel=1e-9)
    # frigates, quoted for all 3: 3 * 1000; each is in use for 1 + 0.99 + … + 0.99^19 = 18.209306 years, at 40:
    # 2185.116760; left at the end 0.99^20 = 0.817907 of 3, disposed of at 50: 122.686042
    assert found["frigates"]["life_cycle_cost"].value == pytest.approx(5307.802802e6, rel=1e-8)


def test_a_pack_of_one_page_asks_nothing_of_people_or_money(tmp_path) -> None:
    found = load(one_page(tmp_path / "pack")).compare().model.metric_labels
    assert "life_cycle_cost" in found
    assert not {"years_short_of_people", "years_over_headroom", "life_cycle_cost_without_pay"} & found.keys()


def test_without_learning_what_is_ordered_is_what_is_paid_for() -> None:
    assert kept.procurement_units(np.array([0, 2, 1])) == pytest.approx([0, 2, 1])


def test_with_learning_the_first_of_a_series_counts_for_more() -> None:
    # so far 0, 1.25, 2 items of the quoted price: 0, 1.25, 0.75
    found = kept.procurement_units(np.array([0, 1, 1]), 0.85, np.array([0, 1.25, 2]))
    assert found == pytest.approx([0, 1.25, 0.75])


def test_years_of_upkeep_of_what_is_in_service() -> None:
    assert kept.upkeep_units(10, 1) == 10


def test_upkeep_is_a_share_or_an_amount() -> None:
    # 100 * 0.03 + 2 = 3 + 2
    assert kept.upkeep_price(100, 0.03, 2) == pytest.approx(5)
    assert kept.upkeep_price(100) == 0


def test_works_are_begun_with_the_order() -> None:
    assert kept.facilities_units(3, 1) == 3


def test_disposal_is_a_share_of_the_price_and_an_amount() -> None:
    # 10 retired; 5 % of a price of 100, and 1
    assert kept.disposal_units(10) == 10
    assert kept.disposal_price(100, 0.05, 1) == pytest.approx(6)


def test_people_serve_with_what_is_in_use() -> None:
    assert kept.billets(10, 4) == 40
    assert kept.billets(10) == 0
