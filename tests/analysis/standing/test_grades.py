"""Money counts under the lowest grade of the prices that it is made of."""

from __future__ import annotations

import pytest

from estimator.analysis.standing.checking import condition
from estimator.analysis.standing.grades import grade_shares
from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.report.answers.check import report
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Ships", unit="money", measure="outlay")
def ships_outlay(ships, unit_price, year, one_year):
    """Price of the ships in every year."""
    return ships * unit_price * (year / year)


@row(label="Upkeep", unit="money", measure="outlay")
def upkeep_outlay(ships, upkeep_price, unit_price, year):
    """Made of two prices: the lower grade counts."""
    return ships * (upkeep_price + unit_price) * (year / year)


@row(label="Horizon", unit="1", shown="flag", role=Role.IN_HORIZON)
def in_horizon(year, first_year, last_year):
    """The years compared."""
    return (first_year <= year) * (year <= last_year)


def graded(id, value, unit, grade):
    from dataclasses import replace

    return replace(assumption(id, value, unit), grade=grade)


@pytest.fixture
def model(monkeypatch):
    install(
        monkeypatch,
        calculator("boats", "element", ships_outlay, upkeep_outlay),
        calculator("horizon", "pack", in_horizon),
    )
    held = [
        graded("buy.ships.ships", 2, "ship", "C"),
        graded("buy.ships.unit_price", 3, "JPY_2020 / ship", "A"),
        graded("buy.ships.upkeep_price", 1, "JPY_2020 / ship", "B"),
    ]
    return build_model(pack(held))


def test_shares_by_grade_add_up_and_follow_the_lowest_price(model):
    shares = grade_shares(model, evaluate(model))["buy"]
    # a year: ships 2 × 3 = 6 of grade A; upkeep 2 × (1 + 3) = 8 of grade B; the judged number of ships changes nothing
    assert shares["A"] == pytest.approx(6 / 14)
    assert shares["B"] == pytest.approx(8 / 14)
    assert shares["C"] == 0
    assert grade_shares(model, evaluate(model))["stay"] == {"A": 0.0, "B": 0.0, "C": 0.0}


def test_check_reports_the_share_of_cost_on_each_grade(model):
    # 6 of 14 on grade A, 8 of 14 on grade B; the option that costs nothing is left out of the text
    found = report(model, condition(model, evaluate(model)))
    assert "  buy: 43 % A, 57 % B, 0 % C\n" in found.as_text()
    assert "stay:" not in found.as_text()
    assert found.document["cost_by_grade"]["buy"] == {"A": pytest.approx(6 / 14), "B": pytest.approx(8 / 14), "C": 0}
