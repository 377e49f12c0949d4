"""Sweeps: how they are written, what they give, and that a grid equals single runs."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from estimator.analysis.questions.levers import lever, parse_sweep, target_value
from estimator.analysis.questions.sweep import sweep
from estimator.analysis.standing.compare import compare
from estimator.errors import InputError, UnitError, UnknownNameError
from estimator.model import build_model
from estimator.pack import apply, parse_setting, read_pack
from tests.model.small_pack import assumption
from tests.model.small_pack import pack as small_pack

BY_YEAR = small_pack(
    [
        assumption("economy.growth", {2020: 1, 2023: 2}, "%", limits=(-5, 5)),
        assumption("economy.price", 200, "GJPY_2020", limits=(0, 1000)),
        assumption("economy.count", 3, whole=True, limits=(1, 100)),
    ]
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("economy.price=100..200:50", (100, 150, 200)),
        ("economy.price=100..180:50", (100, 150)),
        ("economy.price=200..100:-50", (200, 150, 100)),
        ("economy.price = 1,00..3 : 1", None),
        ("economy.price=0.1..0.2:0.05 TJPY_2020", (100, 150, 200)),
        ("economy.price=1e2..2e2:1e2", (100, 200)),
        ("economy.count=1..4", (1, 2, 3, 4)),
        ("economy.count=7..7", (7,)),
        ("economy.growth=2021-2022:0..1:0.5 %", (0, 0.5, 1)),
        ("economy.growth=2021:0..0.01:0.005 1", None),
    ],
)
def test_a_span_is_read_in_the_unit_of_the_file(text, values):
    if values is None:
        with pytest.raises(InputError):
            parse_sweep(text, BY_YEAR)
    else:
        assert parse_sweep(text, BY_YEAR).values == pytest.approx(values, abs=1e-12)


def test_without_a_step_a_span_has_twenty():
    assert len(parse_sweep("economy.price=100..200", BY_YEAR).values) == 21


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("economy.price=100..2000:50", "outside its limits, 0 to 1000 GJPY_2020"),
        ("economy.price=100..200:-50", "the step must lead from the first value to the last"),
        ("economy.price=100..200:0", "the step must lead"),
        ("economy.price=0..1000:0.000001", "at most 100,000 values are computed"),
        ("economy.price=100", "Expected ID=FROM..TO:STEP"),
        ("economy.price", "Expected ID=FROM..TO:STEP"),
        ("economy.price=100..200:50 ship", "does not measure the same"),
        ("economy.count=1..4:0.5", "expected a whole step"),
        ("economy.count=1.5..4", "expected a whole number"),
        ("economy.growth=0..1:0.5 %", "say which years turn, such as 2027-2030"),
        ("economy.growth=2031:0..1:0.5 %", "no span of fiscal years from 2020 to 2024"),
        ("economy.price=2021:100..200", "give it without years"),
    ],
)
def test_a_span_that_makes_no_sense_says_why(text, words):
    with pytest.raises(InputError, match=words):
        parse_sweep(text, BY_YEAR)


def test_an_unknown_assumption_names_the_nearest():
    with pytest.raises(UnknownNameError, match=r'Did you mean "economy\.price"'):
        parse_sweep("economy.pric=1..2", BY_YEAR)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for name in (text, f"economy.price={text}"):
        values = (0.0,)
        with contextlib.suppress(InputError, UnitError):
            values = parse_sweep(name, BY_YEAR).values
        assert values
        assert np.isfinite(values).all()


def test_the_years_of_a_lever_turn_and_the_others_stay():
    turned = lever(BY_YEAR, "economy.growth", "2022-2023").array([4.0, 5.0], BY_YEAR.settings.years)
    # 2020 to 2022 hold 1 %, 2023 and 2024 2 %.
    np.testing.assert_allclose(turned, [[0.01, 0.01, 0.04, 0.04, 0.02], [0.01, 0.01, 0.05, 0.05, 0.02]])


def test_a_target_takes_its_unit():
    assert target_value("2 TJPY_2020", "JPY_2020", "cost") == 2e12
    assert target_value("1.5 %", "dimensionless", "share") == pytest.approx(0.015)
    assert target_value("1,250.0", "person", "people") == 1250
    with pytest.raises(InputError, match=r"1250 or as 1\.250"):
        target_value("1,250", "person", "people")
    with pytest.raises(InputError, match="does not measure the same"):
        target_value("2 ship", "JPY_2020", "cost")
    with pytest.raises(UnitError, match="price year"):
        target_value("2 JPY", "JPY_2020", "cost")
    with pytest.raises(InputError, match="finite"):
        target_value("1e999", "JPY_2020", "cost")
    with pytest.raises(InputError, match="is no number"):
        target_value("much", "JPY_2020", "cost")


def test_one_assumption_gives_a_row_for_each_value(boats):
    found = sweep(build_model(boats), [parse_sweep("buy.ships.quantity=1..3:1", boats)], ["life_cycle_cost", "ships"])
    assert found.values["buy"]["life_cycle_cost"].tolist() == [100, 200, 300]
    assert found.values["lease"]["life_cycle_cost"].tolist() == [150, 150, 150]
    assert "stay.life_cycle_cost" in found.absent


def test_two_assumptions_give_a_grid(boats, monkeypatch):
    monkeypatch.setattr("estimator.analysis.questions.sweep.GROUP", 2)
    spans = [parse_sweep("buy.ships.quantity=1..3:1", boats), parse_sweep("buy.ships.price=10..50:10", boats)]
    found = sweep(build_model(boats), spans, ["life_cycle_cost"])
    # One, two, three ships at 10, 20, 30, 40, 50.
    expected = [[10, 20, 30, 40, 50], [20, 40, 60, 80, 100], [30, 60, 90, 120, 150]]
    assert found.values["buy"]["life_cycle_cost"].tolist() == expected
    assert found.values["lease"]["life_cycle_cost"].tolist() == [[150] * 5] * 3


def test_a_value_that_cannot_be_computed_is_blank_and_the_others_stand(boats):
    spans = [parse_sweep("buy.ships.quantity=0..2:1", boats), parse_sweep("buy.ships.yard=1..2:1", boats)]
    found = sweep(build_model(boats), spans, ["load"]).values["buy"]["load"]
    np.testing.assert_array_equal(found, [[np.nan, np.nan], [1, 2], [0.5, 1]])


def test_the_same_assumption_twice_is_refused(boats):
    span = parse_sweep("buy.ships.quantity=1..3:1", boats)
    with pytest.raises(InputError, match="swept twice"):
        sweep(build_model(boats), [span, span], ["ships"])
    with pytest.raises(InputError, match="one or two"):
        sweep(build_model(boats), [span] * 3, ["ships"])


def test_a_grid_of_the_default_pack_equals_single_runs():
    pack = read_pack()
    model = build_model(pack, ["aegis_ashore", "interceptors_on_ships"])
    texts = ("budget.gdp_share=1..2:0.5 %", "currency.usd.rate_multiplier=0.8..1.2:0.2")
    spans = [parse_sweep(text, pack) for text in texts]
    metrics = list(model.metric_labels)
    found = sweep(model, spans, metrics)
    for first, second in ((0, 2), (2, 0), (1, 1)):
        settings = [f"{each.lever.id}={each.values[place]}" for each, place in zip(spans, (first, second), strict=True)]
        alone = compare(build_model(apply(pack, [parse_setting(each, pack) for each in settings]), model.options))
        for option, held in found.values.items():
            for metric, grid in held.items():
                value = alone.options[option][metric].value
                # Equal to twelve digits: sums of shared rows may be taken in another order.
                assert grid[first, second] == pytest.approx(np.nan if value is None else value, rel=1e-12, nan_ok=True)
