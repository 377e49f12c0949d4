"""Rows wanted alone, and inputs varied: the same numbers as a whole evaluation."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.analysis.questions.variations import Variations
from estimator.calculators.row import row
from estimator.evaluation import ancestors, evaluate
from estimator.expression.functions import previous, total
from estimator.model import build_model
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Debt", unit="1", shown="count")
def debt(debt, interest, start):
    """Last year's debt and the interest of last year."""
    return previous(debt, start) + previous(interest, 0)


@row(label="Interest", unit="1", shown="count")
def interest(debt, rate):
    """A share of the debt."""
    return debt * rate


@row(label="All interest", unit="1", shown="count")
def all_interest(interest):
    """Over all years."""
    return total(interest)


@row(label="Apart", unit="1", shown="count")
def apart(fee):
    """Reads nothing of the ring."""
    return fee * 2


@pytest.fixture
def bank(monkeypatch):
    install(monkeypatch, calculator("bank", "pack", debt, interest, all_interest, apart))
    return build_model(pack([assumption("bank.start", 100), assumption("bank.rate", 0.1), assumption("bank.fee", 5)]))


def test_a_wanted_row_is_computed_alone_with_its_ring_whole(bank):
    found = evaluate(bank, wanted=["bank.all_interest"])
    # Debt 100, 110, 121, 133.1, 146.41; a tenth of each is interest: 61.051 in all.
    assert list(found) == ["bank.all_interest"]
    assert found["bank.all_interest"].item() == pytest.approx(61.051, rel=1e-12)
    assert "bank.apart" not in ancestors(bank, ["bank.all_interest"])
    assert {"bank.debt", "bank.interest"} <= ancestors(bank, ["bank.all_interest"])


def test_only_what_a_change_reaches_is_affected(bank):
    study = Variations(bank)
    assert study.model.reached_by(["bank.fee"]) == {"bank.fee", "bank.apart"}
    assert study.model.reached_by(["bank.rate"]) == {"bank.rate", "bank.interest", "bank.debt", "bank.all_interest"}


def test_draws_in_groups_equal_single_evaluations(bank, monkeypatch):
    monkeypatch.setattr("estimator.analysis.questions.variations.GROUP", 3)
    rates = np.linspace(0, 0.5, 8).reshape(-1, 1)
    seen = []
    found = Variations(bank).scalars(
        {"bank.rate": rates}, ["bank.all_interest", "bank.apart"], 8, lambda done, whole: seen.append((done, whole))
    )
    for place, rate in enumerate(rates):
        alone = evaluate(bank, {"bank.rate": rate.reshape(1, 1)})
        assert found["bank.all_interest"][place] == alone["bank.all_interest"].item()
    assert found["bank.apart"].tolist() == [10.0] * 8
    assert seen == [(3, 8), (6, 8), (8, 8)]


def test_a_known_row_stands_for_what_lies_behind_it(bank):
    study = Variations(bank)
    found = study.at({}, ["bank.all_interest"], {"bank.interest": np.full((1, 5), 2.0)})
    assert found["bank.all_interest"].item() == 10


def test_a_draw_that_cannot_be_computed_is_nan_and_the_others_stand(boats):
    model = build_model(boats)
    quantities = np.array([[1.0], [0.0], [4.0], [0.0], [2.0]])
    found = Variations(model).scalars({"buy.ships.quantity": quantities}, ["buy.load", "buy.life_cycle_cost"], 5)
    # The load is 1 / quantity; the cost is 100 a ship, but computed beside the load it is unknown where that fails.
    np.testing.assert_array_equal(found["buy.load"], [1, np.nan, 0.25, np.nan, 0.5])
