"""A plan gives the numbers that `evaluate` gives."""

import pickle

import numpy as np
import pytest

from estimator.calculators.row import row
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate
from estimator.evaluation.planning import make_plan
from estimator.expression import Operation, Reference
from estimator.expression.functions import ceiling, lagged, previous, total, trailing_total, where
from estimator.model import build_model
from estimator.pack import read_pack
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Path", unit="JPY_then")
def path(path, opening, growth):
    """Last year's times growth."""
    return previous(path, opening) * (1 + growth)


@row(label="Half of the path", unit="JPY_then")
def half(path, halves):
    """The path over whole halves."""
    return path / ceiling(halves)


@row(label="Window", unit="JPY_then")
def window(half, span):
    """A trailing sum."""
    return trailing_total(half, span) + lagged(half, span)


@row(label="Larger", unit="JPY_then")
def larger(window, path):
    """The larger of the two."""
    return where(path < window, window, path)


@row(label="Result", unit="JPY_then")
def result(larger):
    """Over all years."""
    return total(larger)


@row(label="Certain", unit="1", shown="count")
def certain(fixed):
    """Nothing uncertain."""
    return fixed + 1


GIVEN = [
    assumption("economy.opening", 100, "JPY_then"),
    assumption("economy.growth", 0.1),
    assumption("economy.halves", 2),
    assumption("economy.span", 2, "year"),
    assumption("economy.fixed", 4),
]
VARIED = ["economy.growth", "economy.halves", "economy.span"]


@pytest.fixture
def model(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", path, half, window, larger, result, certain))
    return build_model(pack(GIVEN))


def draws(count=50):
    random = np.random.default_rng(1)
    return {
        "economy.growth": random.normal(0.1, 0.05, (count, 1)),
        "economy.halves": random.uniform(0.5, 3.5, (count, 1)),
        "economy.span": random.integers(1, 4, (count, 1)).astype(float),
    }


def test_a_plan_gives_what_evaluate_gives(model):
    wanted = ["economy.result", "economy.window", "economy.certain"]
    given = draws()
    planned, computed = make_plan(model, VARIED, wanted).run(given), evaluate(model, given, wanted)
    for id in wanted:
        np.testing.assert_array_equal(np.broadcast_to(planned[id], computed[id].shape), computed[id])


def test_a_plan_survives_being_sent_elsewhere(model):
    plan = make_plan(model, VARIED, ["economy.result"])
    given = draws()
    sent = pickle.loads(pickle.dumps(plan))
    np.testing.assert_array_equal(sent.run(given)["economy.result"], plan.run(given)["economy.result"])


def test_an_expression_over_rows_can_be_wanted_too(model):
    doubled = Operation("add", (Reference("economy.result"), Reference("economy.result")))
    found = make_plan(model, VARIED, ["economy.result"], {"twice": doubled}).run(draws())
    np.testing.assert_array_equal(found["twice"], 2 * found["economy.result"])


def test_what_does_not_vary_is_computed_once(model):
    assert make_plan(model, VARIED, ["economy.certain"]).steps == ()


def test_a_number_that_cannot_be_computed_names_row_year_and_draw(model):
    given = draws() | {"economy.halves": np.where(np.arange(50)[:, None] == 7, 0.0, 1.0)}
    with pytest.raises(EvaluationError, match=r"economy\.half, FY2020, in draw 8 of this block: division by nil"):
        make_plan(model, VARIED, ["economy.half"]).run(given)


def test_every_metric_of_the_default_pack_is_the_same_by_plan_and_by_evaluate():
    model = build_model(read_pack(), ["aegis_ashore", "independent_strike"])
    ranged = [each for each in model.inputs.values() if each.low is not None]
    random = np.random.default_rng(2)
    given = {}
    for each in ranged:
        values = random.triangular(each.low, each.value, each.high, (5, 1)) if each.low < each.high else each.value
        given[each.id] = (np.round(values) if each.whole else values) * each.scale
    wanted = [row.id for option in model.options for row in model.metrics(option).values()]
    planned, computed = make_plan(model, list(given), wanted).run(given), evaluate(model, given, wanted)
    for id in wanted:
        np.testing.assert_array_equal(np.broadcast_to(planned[id], (5, 1)), np.broadcast_to(computed[id], (5, 1)))
