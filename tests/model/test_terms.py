"""Terms that an element may leave out, such as watch and crews of a fleet: no trace where none of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from estimator.api import load
from estimator.errors import EstimatorError
from estimator.returned.verify import verify
from tests.calculators.elements.test_bought_and_kept import ECONOMY, OPTION, PACK, RESTS, SOURCES

WATCH = {"stations_wanted", "stations_per_hull", "material_watch_share", "crew_endurance_share", "crews_per_hull"}
ELEMENT = """
[option]
label = "Bare"
short = "Bare"
role = "defence"

[element.bare]
label = "Bare"
calculator = "{kind}"
{service}
[element.bare.set]
quantity = {{ label = "Number", value = 2, unit = "{item}", {rests} }}
orders_per_year = {{ label = "Pace", value = 1, unit = "{item} / year", {rests} }}
first_order_year = {{ label = "First order", value = 2025, unit = "year", {rests} }}
lead_time = {{ label = "Lead time", value = 2, unit = "year", {rests} }}
service_life = {{ label = "Life", value = 3, unit = "year", {rests} }}
procurement_contract_years = {{ label = "Payment", value = 1, unit = "year", {rests} }}
unit_price = {{ label = "Price", value = 100, unit = "MAUD_2024 / {item}", basis = "estimate", {rests} }}
upkeep_price = {{ label = "Upkeep", value = 10, unit = "MAUD_2024 / {item} / year", basis = "estimate", {rests} }}
"""
ITEMS = {"fleet": "ship", "site": "site", "battery": "battery", "launcher": "battery", "aircraft": "aircraft"}


def bare(folder: Path, kind: str, *more: str) -> Path:
    """A pack whose second option is one element of a kind with a price and an upkeep, and what more is told of it."""
    (folder / "options").mkdir(parents=True)
    plain = OPTION.format(name="missiles", number=1, price=300, upkeep=8, more="", rests=RESTS)
    element = ELEMENT.format(kind=kind, item=ITEMS[kind], service="", rests=RESTS)
    files = {"pack": PACK.replace("frigates", "bare"), "sources": SOURCES, "economy": ECONOMY.format(rests=RESTS)}
    files |= {"options/missiles": plain, "options/bare": element + "\n".join(more) + "\n"}
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def told(name: str, value: float, unit: str) -> str:
    """One more input of the element."""
    basis = 'basis = "estimate", ' if "AUD" in unit else ""
    shown = 'shown = "share", ' if unit == "1" else ""
    return f'{name} = {{ label = "{name}", value = {value}, unit = "{unit}", {basis}{shown}{RESTS} }}'


@pytest.mark.parametrize("kind", ITEMS)
def test_a_price_and_an_upkeep_are_enough(kind, tmp_path) -> None:
    found = load(bare(tmp_path / "pack", kind)).compare()
    # two of 100, each in service for 3 years at 10: 200 + 60, nobody paid
    assert found.metrics["bare"]["life_cycle_cost"].value == pytest.approx(260e6, rel=1e-12)
    rows = {id.rpartition(".")[2] for id in found.model.rows if id.startswith("bare.bare.")}
    traces = (
        "station",
        "watch",
        "crew",
        "billets",
        "hull",
        "availability",
        "disposal",
        "loss",
        "lost",
        "kept",
        "hours",
    )
    assert not [name for name in rows if any(word in name for word in traces)]
    assert not [
        name for name in rows if name in {"places_filled", "replacement_units", "replacement_price", "pay_outlay"}
    ]


def test_a_price_and_an_upkeep_are_enough_in_the_workbook(tmp_path) -> None:
    found = load(bare(tmp_path / "pack", "fleet")).compare()
    assert verify(found.to_workbook(tmp_path / "bare.xlsx", draws=0)).holds


@pytest.mark.parametrize("name", sorted(WATCH - {"crews_per_hull"}))
def test_a_part_of_a_term_asks_for_the_rest_of_it(name, tmp_path) -> None:
    line = told(name, 0.4, {"stations_wanted": "station", "stations_per_hull": "station / ship"}.get(name, "1"))
    line = line.replace('"1", shown = "share"', '"ship / crew"') if name == "crew_endurance_share" else line
    with pytest.raises(EstimatorError) as problem:
        load(bare(tmp_path / "pack", "fleet", line)).model()
    assert all(each in str(problem.value) for each in WATCH - {name})


def test_a_crew_without_crews_is_not_taken_for_nobody(tmp_path) -> None:
    with pytest.raises(EstimatorError, match="crews_per_hull"):
        load(bare(tmp_path / "pack", "fleet", told("people_per_crew", 100, "person / crew"))).model()


def test_hours_that_cost_something_ask_for_their_number(tmp_path) -> None:
    with pytest.raises(EstimatorError, match="hours_per_item"):
        load(bare(tmp_path / "pack", "launcher", told("cost_per_hour", 0.01, "MAUD_2024 / hour"))).model()


def test_losses_by_the_hour_ask_for_the_hours(tmp_path) -> None:
    with pytest.raises(EstimatorError, match="hours_per_aircraft"):
        load(bare(tmp_path / "pack", "aircraft", told("losses_per_hour", 0.0001, "aircraft / hour"))).model()


@pytest.mark.parametrize("kind", ITEMS)
def test_losses_shorten_the_life_of_any_kind_or_are_bought_again(kind, tmp_path) -> None:
    loss = told("loss_rate", 0.1, "1 / year")
    shortened = load(bare(tmp_path / "shortened", kind, loss)).compare()
    # each of two is in service for 1 + 0.9 + 0.81 = 2.71 years at 10: 200 + 54.2
    assert shortened.metrics["bare"]["life_cycle_cost"].value == pytest.approx(254.2e6, rel=1e-12)
    held = shortened.value("bare.bare.in_service")
    assert [round(held[year], 9) for year in range(2026, 2032)] == [0, 1, 1.9, 1.71, 0.81, 0]
    assert shortened.value("bare.bare.service_share")[2029] == 1  # all has come, whatever was lost since
    again = load(bare(tmp_path / "again", kind, loss, told("losses_replaced", 1, "1").replace("share", "count")))
    # 1, 2, 2, 1 in service: six years at 10, of which a tenth is bought again each year: 200 + 60 + 0.6 * 100
    assert again.compare().metrics["bare"]["life_cycle_cost"].value == pytest.approx(320e6, rel=1e-12)


def test_losses_and_hours_stand_live_in_the_workbook(tmp_path) -> None:
    more = (told("loss_rate", 0.1, "1 / year"), told("hours_per_item", 100, "hour / ship / year"))
    found = load(
        bare(
            tmp_path / "pack",
            "fleet",
            *more,
            told("cost_per_hour", 0.02, "MAUD_2024 / hour"),
            told("disposal_share", 0.5, "1"),
        )
    ).compare()
    # 254.2, 5.42 ship-years of 100 hours at 0.02, and 0.729 of two disposed of at 50: 254.2 + 10.84 + 72.9
    assert found.metrics["bare"]["life_cycle_cost"].value == pytest.approx(337.94e6, rel=1e-12)
    assert verify(found.to_workbook(tmp_path / "losses.xlsx", draws=0)).holds
