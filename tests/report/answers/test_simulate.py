"""How a simulation, its drivers and a distribution are told."""

import json
import re
from dataclasses import replace

import pytest

from estimator.analysis.draws.distributions import distribution
from estimator.analysis.draws.records import Chances, Run
from estimator.analysis.draws.sensitivity import sensitivities
from estimator.analysis.draws.simulate import simulate
from estimator.errors import UnknownNameError
from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton
from estimator.report.answers import sensitivity as drivers
from estimator.report.answers import simulate as simulated
from estimator.report.answers.simulation_tables import chance_table
from estimator.report.words.drawn_distribution import COLUMNS, drawn
from tests.model.small_pack import assumption

COST = "life_cycle_cost"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return build_model(read_pack(folder))


@pytest.fixture(scope="module")
def found(model):
    return simulate(model, Run(1024, workers=1))


def test_json_holds_every_metric_with_manifest_seed_and_draws(model, found):
    told = json.loads(simulated.written(found, "json"))
    assert told["manifest"]["digest"] == model.pack.digest
    assert told["manifest"]["simulation"]["seed"] == 1
    assert told["manifest"]["simulation"]["draws"] == 1024
    for option in model.options:
        assert set(told["options"][option]["metrics"]) == set(model.metrics(option))
        record = told["options"][option]["metrics"][COST]
        assert record["percentiles"]["p5"] < record["percentiles"]["p95"]
        assert record["coefficient_of_variation"] == pytest.approx(record["standard_deviation"] / record["mean"])


def test_csv_holds_one_number_a_row(found):
    lines = simulated.written(found, "csv").splitlines()
    assert lines[0] == "option,metric,statistic,value,unit"
    assert any(line.startswith(f"patrol_ships,{COST},p80,") for line in lines)
    assert any(line.startswith("patrol_ships,over_headroom,chance_20") for line in lines)
    assert all(line.count(",") == 4 for line in lines)


@pytest.mark.parametrize("how", ["table", "markdown"])
def test_tables_tell_spread_chances_reserves_and_how_they_were_made(found, how):
    told = simulated.written(found, how)
    for words in (
        "P80",
        "over headroom",
        "Chance that the option of the row costs less",
        "Reserve above the point",
        "with and without correlation",
        "how settled it is",
        "1,024 draws, seed 1",
    ):
        assert words in told


def test_whether_the_baseline_counts_among_the_cheapest_is_said(model, found):
    # The finding asks who costs least of the choices, beside the baseline; the column of all options.
    assert model.pack.settings.baseline_option in found.cheapest
    assert "the baseline among them" in simulated.written(found, "table")
    alone = replace(model.pack, settings=replace(model.pack.settings, baseline_option=""))
    without = replace(found, model=replace(model, pack=alone))
    assert "Cheapest of all by life-cycle cost, whatever" in simulated.written(without, "table")


def test_of_one_option_nothing_is_said_of_the_cheapest(model, found):
    alone = simulate(build_model(model.pack, model.options[:1]), Run(64, workers=1))
    told = simulated.written(alone, "table")
    assert "heapest" not in told
    assert "costs less than that of the column" not in told
    assert len(model.options) > 1
    assert "heapest" in simulated.written(found, "table")


def test_a_pack_that_judges_neither_money_nor_people_has_no_columns_of_dashes_for_them(found):
    nothing = dict.fromkeys(found.chances, Chances(None, {}, None, {}))
    judged, unjudged = (chance_table(each).keys for each in (found, replace(found, chances=nothing)))
    assert {"holding", "class"} <= set(judged)
    assert list(unjudged) == ["option", "cheapest"]


def test_what_equal_seeds_promise_depends_on_the_sampler(model, found):
    promise = "with sobol, for the same options"
    assert promise in simulated.written(found, "table")
    assert promise not in simulated.written(simulate(model, Run(64, sampler="random", workers=1)), "table")


def test_other_metrics_are_shown_when_asked_for_and_mistakes_explained(found):
    assert "(people)" in simulated.written(found, "table", ["people"])
    assert simulated.written(found, "table", ["all"]).count("at  ") > 5
    with pytest.raises(UnknownNameError, match="Did you mean"):
        simulated.written(found, "table", ["peoples"])


def test_equal_runs_are_told_in_equal_words(model, found):
    assert simulated.written(simulate(model, Run(1024, workers=1)), "json") == simulated.written(found, "json")


@pytest.mark.parametrize("method", ["tornado", "spearman", "sobol", "morris"])
def test_drivers_are_told_with_ranges_bars_and_meaning(model, method):
    size = {"spearman": 1024, "sobol": 16, "morris": 4}.get(method, 0)
    told, left_out = sensitivities(model, COST, method, size=size)
    assert left_out == []
    text = drivers.written(model, told, "table", 3)
    assert "patrol_ship.unit_price" in text
    assert "█" in text
    records = json.loads(drivers.written(model, told, "json", 3))["sensitivity"]
    assert [each["option"] for each in records] == list(model.options)
    assert len(drivers.written(model, told, "csv", 3).splitlines()) >= 5


def lines_of(**given):
    made = assumption("a.b", given.pop("value"), "ship", **given)
    return drawn(made, distribution(made)).splitlines()


def test_a_symmetric_distribution_is_drawn_symmetric_with_its_value_in_the_middle():
    lines = lines_of(value=5, low=3.0, high=7.0, shape="triangular")
    marks = next(line for line in lines if "▲" in line)
    assert marks.index("▲") in (COLUMNS // 2 - 1, COLUMNS // 2)
    assert lines[-1].startswith("P5 ")
    assert "P10 3  " in lines[-1]
    assert "P50 5  " in lines[-1]


def test_percentiles_that_a_limit_moves_are_told_as_they_are():
    # The limit cuts off the top and what is left is scaled up to 1: both percentiles fall, the lower out of the range.
    told = lines_of(value=0.92, low=0.85, high=0.98, shape="triangular", mode=0.92, limits=(0.0, 1.0))[-1]
    low, high = map(float, re.search(r"they lie elsewhere: P10 ([0-9.]+), P90 ([0-9.]+)\.$", told).groups())
    # Triangle from a to b about 0.92: (0.85 - a)² = 0.1 (b - a)(0.92 - a), (b - 0.98)² = 0.1 (b - a)(b - 0.92), solved
    # by a = 0.7960, b = 1.0311. Above 1 lie 0.0311² / (0.2351 x 0.1111) = 3.70 %, so P10 is where the uncut curve has
    # 9.63 %, at 0.7960 + root(0.0963 x 0.2351 x 0.1240) = 0.8490, and P90 where 13.33 % of it lie above, at
    # 1.0311 - root(0.1333 x 0.2351 x 0.1111) = 0.9721.
    assert (low, high) == pytest.approx((0.8490, 0.9721), abs=0.0001)


def test_the_note_of_a_simulation_on_moved_percentiles_does_not_say_where_they_lie(model, found):
    moved = replace(found, moved=("a.b",))
    told = simulated.written(moved, "table")
    assert "Percentiles of 1 ranges lie elsewhere than the ranges say, since limits leave no room" in told
    assert "further in" not in told


def test_the_tornado_says_that_its_percentiles_are_those_of_the_fitted_distribution(model):
    told, _ = sensitivities(model, COST, "tornado")
    assert "of the distribution fitted to its range (of bounds: inside the range)" in drivers.written(
        model, told, "table", 3
    )


def test_few_values_are_drawn_as_steps():
    lines = lines_of(value=1, outcomes=((0.0, 0.25), (1.0, 0.75)), shape="bernoulli")
    assert lines[0].strip() == "█" * (COLUMNS // 2)
    assert lines[0].startswith(" " * (COLUMNS // 2))
    # A quarter against three quarters: two rows of six.
    assert lines[5].startswith("█" * COLUMNS)
