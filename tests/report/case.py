"""A comparison made by hand: two options, one row along the years, five metrics, no calculator."""

import numpy as np

from estimator.analysis.standing.compare import Metric
from estimator.calculators.row import row
from estimator.expression import Reference
from estimator.expression.functions import previous, total
from estimator.model import Model, ModelRow
from estimator.pack.records import Assumption, Element, Group, Option, Override, Pack, Place, Scenario, Source, System
from tests.pack_settings import settings

SETTINGS = settings(
    title="Two ways to watch",
    question="Which?",
    reference_option="buy_two_large_ships",
    options=("stay", "buy_two_large_ships"),
)
SOURCE = Source("white_paper", "Defence white paper", "Ministry", "2020-07", "p. 12", Place("sources.toml", 3))
PRICE = Assumption(
    id="ship.unit_price",
    label="Price of a ship",
    unit="GJPY_2020 / ship",
    scale=1e9,
    normal_unit="JPY_2020 / ship",
    source="white_paper",
    grade="C",
    value=100.0,
    low=90.0,
    high=120.0,
    shape="triangular",
    mode=100.0,
    basis="estimate",
    note="Lead ship.",
    place=Place("systems/ship.toml", 7),
)
BOUGHT = Assumption(
    id="buy_two_large_ships.ships.bought",
    label="Ships bought",
    unit="ship",
    scale=1.0,
    normal_unit="ship",
    source="white_paper",
    grade="A",
    by_year={2021: 1.0, 2022: 1.0, 2023: 0.0},
    fill="zero",
    place=Place("options/buy_two_large_ships.toml", 9),
    layer="option",
)
PACK = Pack(
    name="small",
    settings=SETTINGS,
    services={},
    sources={"white_paper": SOURCE},
    assumptions={each.id: each for each in (PRICE, BOUGHT)},
    systems={"ship": System("ship", "Large ship")},
    options={
        "stay": Option("stay", "Stay", "Stay", "none"),
        "buy_two_large_ships": Option(
            "buy_two_large_ships",
            "Buy two large ships",
            "Two large ships",
            "watch",
            elements=(Element("buy_two_large_ships", "ships", "Ships", "fleet", "ship"),),
        ),
    },
    scenarios={"dear": Scenario("dear", "Dear ships", "", (Override("ship.unit_price", 150.0, layer="scenario"),))},
    digest="abc123",
    groups={"prices": Group("prices", "Prices", ("*.unit_price",))},
    applied=(Override("ship.unit_price", 100.0, unit="GJPY_2020 / ship"),),
)


@row(label="Outlay", unit="money", measure="outlay", phase="procurement")
def outlay(bought, unit_price):
    """What the ships of a year cost."""
    return bought * unit_price


@row(label="Life-cycle cost", unit="money", metric="Life-cycle cost")
def life_cycle_cost(outlay):
    """All phases in the horizon, undiscounted."""
    return total(outlay)


@row(label="Ships so far", unit="ship")
def ships_so_far(ships_so_far, bought):
    """Last year's ships and this year's."""
    return previous(ships_so_far, 0) + bought


def model_row(definition, id, unit, shape, scope, *arguments):
    """One row wired by hand."""
    named = [Reference(argument) for argument in arguments]
    return ModelRow(
        id=id,
        label=definition.label,
        unit=unit,
        shape=shape,
        expression=definition.function(*named),
        definition=definition,
        scope=scope,
        group=id.rsplit(".", 1)[0],
        precedents=arguments,
        marks=definition.marks,
    )


OUTLAY = model_row(outlay, "buy_two_large_ships.ships.outlay", "JPY_2020", "by_year", "element", BOUGHT.id, PRICE.id)
COST = model_row(life_cycle_cost, "buy_two_large_ships.life_cycle_cost", "JPY_2020", "scalar", "option", OUTLAY.id)
SO_FAR = model_row(
    ships_so_far,
    "buy_two_large_ships.ships.so_far",
    "ship",
    "by_year",
    "element",
    "buy_two_large_ships.ships.so_far",
    BOUGHT.id,
)
LABELS = {
    "life_cycle_cost": "Life-cycle cost",
    "people": "People",
    "peak_year": "Peak year",
    "peak_share_of_headroom": "Peak share of headroom",
    "expected_leakers": "Leakers",
}
MODEL = Model(
    pack=PACK,
    options=("stay", "buy_two_large_ships"),
    inputs=PACK.assumptions,
    rows={each.id: each for each in (OUTLAY, COST, SO_FAR)},
    rings=((SO_FAR.id,),),
    absent={"stay.life_cycle_cost": "the option has no outlay"},
    order=(OUTLAY.id, COST.id, SO_FAR.id),
    metric_labels=LABELS,
    metric_units={},
)
# Outlays: one ship each in 2021 and 2022 at 100 billion yen, so 200 billion in all.
VALUES = {
    PRICE.id: np.array([[100e9]]),
    BOUGHT.id: np.array([[0.0, 1.0, 1.0, 0.0, 0.0]]),
    OUTLAY.id: np.array([[0.0, 100e9, 100e9, 0.0, 0.0]]),
    COST.id: np.array([[200e9]]),
    SO_FAR.id: np.array([[0.0, 1.0, 2.0, 2.0, 2.0]]),
}
NOTHING = "the option has no people"
METRICS = {
    "stay": {
        "life_cycle_cost": Metric(None, "JPY_2020", "the option has no outlay"),
        "people": Metric(None, "person", NOTHING),
        "peak_year": Metric(None, "year", "the option has no outlay"),
        "peak_share_of_headroom": Metric(0.0, "dimensionless"),
        "expected_leakers": Metric(None, "missile", "no raid is fought"),
    },
    "buy_two_large_ships": {
        "life_cycle_cost": Metric(200e9, "JPY_2020"),
        "people": Metric(1290.0, "person"),
        "peak_year": Metric(2021.0, "year"),
        "peak_share_of_headroom": Metric(0.1234, "dimensionless"),
        "expected_leakers": Metric(None, "missile", "no raid is fought"),
    },
}
