"""A price that meets no quantity is a mistake at its file and line; a quantity of 0 that is written down is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator.api import load
from estimator.errors import WiringError
from estimator.pack import write_pack_skeleton

STOCK = """
[element.decoys]
label = "Decoys"
calculator = "munitions"

[element.decoys.from]
procurement_contract_years = "contract.equipment_years"
upkeep_contract_years = "contract.maintenance_years"
first_order_year = "ships.first_order_year"
service_life = "patrol_ship.service_life"
lead_time = "patrol_ship.lead_time"
{wires}
[element.decoys.set.round_price]
label = "Price of one decoy"
value = 0.5
unit = "MCRN_2024 / missile"
limits = [0, 9]
basis = "estimate"
source = "judgement"
grade = "C"

[element.decoys.set.orders_per_year]
label = "Decoys ordered in a year"
value = 10
unit = "missile / year"
limits = [1, 99]
source = "judgement"
grade = "C"
{more}"""
ROUNDS = """
[element.decoys.set.rounds]
label = "Decoys to be held"
value = {value}
unit = "missile"
limits = [0, 999]
source = "judgement"
grade = "C"
"""
REFIT = """
[refit_price]
label = "Mid-life refit of one ship"
value = 9
unit = "MCRN_2024 / ship"
limits = [0, 99]
basis = "estimate"
source = "judgement"
grade = "C"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack_skeleton(tmp_path / "pack")
    return tmp_path / "pack"


def add(folder: Path, file: str, text: str) -> int:
    """Add a text at the end of a file; the line of its first table."""
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(before + text, encoding="utf-8")
    return before.count("\n") + 2


def problem(folder: Path) -> str:
    with pytest.raises(WiringError) as caught:
        load(folder).model()
    return str(caught.value)


def test_a_stock_with_a_price_and_no_rounds_is_told_where_it_stands(folder: Path) -> None:
    line = add(folder, "options/patrol_ships.toml", STOCK.format(wires="", more=""))
    says = problem(folder)
    assert f"options/patrol_ships.toml:{line}: " in says
    assert "patrol_ships.decoys" in says
    assert "rounds or launch_cells" in says


def test_cells_that_come_to_nothing_at_the_other_end_of_a_wire_are_no_quantity(folder: Path) -> None:
    # the ships of this pack say nothing of launch cells
    line = add(
        folder, "options/patrol_ships.toml", STOCK.format(wires='launch_cells = "ships.launch_cells"\n', more="")
    )
    says = problem(folder)
    assert f"options/patrol_ships.toml:{line}: " in says
    assert "cells_per_ship" in says


def test_a_price_of_a_system_that_nothing_counts_is_told_at_its_line(folder: Path) -> None:
    line = add(folder, "systems/patrol_ship.toml", REFIT)
    says = problem(folder)
    assert f"systems/patrol_ship.toml:{line}: " in says
    assert '"refit_price" is a price without a quantity' in says
    assert "refits_per_ship" in says


@pytest.mark.parametrize("value", [40, 0])
def test_a_quantity_that_is_written_down_is_an_answer_even_if_it_is_nil(folder: Path, value: int) -> None:
    add(folder, "options/patrol_ships.toml", STOCK.format(wires="", more=ROUNDS.format(value=value)))
    model = load(folder).model()
    assert model.inputs["patrol_ships.decoys.rounds"].value == value
    assert any("patrol_ships.decoys.rounds" in row.precedents for row in model.rows.values())


def test_a_price_that_a_kind_of_element_never_asks_for_is_no_mistake(folder: Path) -> None:
    # existing ships on watch buy none, though their system has a price
    path = folder / "options" / "patrol_ships.toml"
    text = path.read_text(encoding="utf-8").replace('calculator = "fleet" ', 'calculator = "watch" ')
    text = text.partition("[element.ships.set.quantity]")[0]
    given = {"stations_wanted": (1, "station"), "hulls_available": (9, "ship")}
    given |= {"watch_start": (2026, "year"), "watch_years": (9, "year")}
    for name, (value, unit) in given.items():
        text += f'\n[element.ships.set.{name}]\nlabel = "{name}"\nvalue = {value}\nunit = "{unit}"\n'
        text += 'limits = [0, 9999]\nsource = "judgement"\ngrade = "C"\n'
    path.write_text(text, encoding="utf-8")
    model = load(folder).model()
    assert "patrol_ships.ships.on_watch" in model.rows
    assert "patrol_ships.ships.procurement_outlay" not in model.rows
