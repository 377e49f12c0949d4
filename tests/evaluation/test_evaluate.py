"""The NumPy reader: shapes, draws, rings, and errors that name the row and the year."""

from __future__ import annotations

import gc

import numpy as np
import pytest

from estimator import evaluation
from estimator.calculators.row import row
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate, latest
from estimator.expression.functions import maximum, only_where, previous, total
from estimator.model import build_model
from tests.model.small_pack import assumption, calculator, install, pack


@row(label="Growth path", unit="money_then")
def gdp(gdp, opening_gdp, growth):
    """Last year's times growth."""
    return previous(gdp, opening_gdp) * (1 + growth)


@row(label="Total", unit="money_then")
def gdp_total(gdp):
    """Sum of the path."""
    return total(gdp)


PATH = [assumption("economy.opening_gdp", 100, "JPY_then"), assumption("economy.growth", 0.1)]


def test_a_growth_path_follows_its_own_last_year(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", gdp, gdp_total))
    values = evaluate(build_model(pack(PATH)))
    # 110, 121, 133.1, 146.41, 161.051: together 671.561
    np.testing.assert_allclose(values["economy.gdp"], [[110, 121, 133.1, 146.41, 161.051]], rtol=1e-12)
    assert values["economy.gdp_total"].item() == pytest.approx(671.561, rel=1e-12)


def test_draws_run_side_by_side_and_equal_single_runs(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", gdp, gdp_total))
    model = build_model(pack(PATH))
    growth = np.array([[0.1], [0.0], [-0.5]])
    together = evaluate(model, {"economy.growth": growth})
    for draw in range(3):
        alone = evaluate(model, {"economy.growth": growth[draw : draw + 1]})
        np.testing.assert_array_equal(together["economy.gdp"][draw], alone["economy.gdp"][0])
    assert together["economy.gdp"].shape == (3, 5)
    assert together["economy.gdp_total"].shape == (3, 1)


@row(label="Share", unit="1", shown="share")
def share(people, posts):
    """Divides by a row that may be nil."""
    return people / posts


def test_a_division_by_nil_names_row_year_and_numbers(monkeypatch):
    install(monkeypatch, calculator("manpower", "pack", share))
    held = [assumption("manpower.people", 5), assumption("manpower.posts", {2020: 2, 2022: 0, 2023: 2})]
    with pytest.raises(EvaluationError, match=r"manpower\.share, FY2022: division by nil \(manpower\.people = 5"):
        evaluate(build_model(pack(held)))


@row(label="Ring with a division", unit="1", shown="count")
def ring(ring, posts):
    """Reads its own last year and divides."""
    return previous(ring, 1) / posts


def test_a_division_by_nil_inside_a_ring_names_row_and_year(monkeypatch):
    install(monkeypatch, calculator("manpower", "pack", ring))
    held = [assumption("manpower.posts", {2020: 2, 2022: 0, 2023: 2})]
    with pytest.raises(EvaluationError, match=r"manpower\.ring, FY2022"):
        evaluate(build_model(pack(held)))


@row(label="Steps", unit="1", shown="count")
def steps(falls, climbs_opening):
    """Half of a ring of two rows."""
    return previous(falls, climbs_opening) + 1


@row(label="Falls", unit="1", shown="count")
def falls(steps):
    """The other half, in the same year."""
    return maximum(0, steps - 2)


def test_rings_of_two_rows_are_computed_year_by_year(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", steps, falls))
    model = build_model(pack([assumption("economy.climbs_opening", 4)]))
    values = evaluate(model)
    # steps = falls a year before + 1 (opening 4): 5, then falls 3 → 4, 2 → 3, 1 → 2, 0 → 1
    np.testing.assert_array_equal(values["economy.steps"], [[5, 4, 3, 2, 1]])
    np.testing.assert_array_equal(values["economy.falls"], [[3, 2, 1, 0, 0]])


@row(label="Metric", unit="1", shown="count", metric="Metric")
def ratio(people, wanted):
    """Applies only where people are wanted."""
    return only_where(0 < wanted, people)


def test_what_does_not_apply_is_not_a_number(monkeypatch):
    install(monkeypatch, calculator("numbers", "option", ratio))
    model = build_model(pack([assumption("base.people", 5), assumption("base.wanted", 0)]))
    assert np.isnan(evaluate(model)["stay.ratio"].item())


def test_some_rows_of_a_model_that_was_computed_are_not_computed_again_and_those_of_another_are(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", gdp, gdp_total))
    one, two = build_model(pack(PATH)), build_model(pack([PATH[0], assumption("economy.growth", 0.2)]))
    rows, counted = [], evaluation._row
    monkeypatch.setattr(evaluation, "_row", lambda *given: rows.append(given[1]) or counted(*given))
    whole = evaluate(one)["economy.gdp_total"]
    rows.clear()
    assert evaluate(one, wanted=["economy.gdp_total"]) == {"economy.gdp_total": whole}
    assert not rows
    # another model, or another input: 120, 144, 172.8, 207.36, 248.832 in place of 110, 121 …, together 892.992
    assert evaluate(two, wanted=["economy.gdp_total"])["economy.gdp_total"].item() == pytest.approx(892.992, rel=1e-12)
    faster = evaluate(one, {"economy.growth": np.array([[0.2]])}, ["economy.gdp_total"])
    assert faster["economy.gdp_total"].item() == pytest.approx(892.992, rel=1e-12)
    assert "economy.gdp_total" in rows


def test_the_values_of_a_model_go_with_it(monkeypatch):
    install(monkeypatch, calculator("economy", "pack", gdp, gdp_total))
    model = build_model(pack(PATH))
    evaluate(model)
    assert len(latest._latest) == 1
    del model
    gc.collect()
    assert not latest._latest
