"""A simulation: the same for any number of workers, sums that add up, chances that agree with the draws."""

import numpy as np
import pytest

from estimator.analysis.draws.blocks import in_order
from estimator.analysis.draws.distributions import distributions
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.draws_file import draws_file
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK, SAMPLERS
from estimator.analysis.draws.simulate import simulate
from estimator.errors import InputError, PackError
from estimator.evaluation import evaluate
from estimator.model import build_model
from estimator.pack import apply
from estimator.pack.records import Override

COST = "life_cycle_cost"

DRAWS = 4 * BLOCK + 100


class Kept:
    """A sink that keeps the draws."""

    def __init__(self):
        self.columns, self.parts = (), []

    def add(self, columns, values):
        self.columns = tuple(columns)
        self.parts.append(values)

    def column(self, name):
        return np.concatenate(self.parts)[:, self.columns.index(name)]


@pytest.fixture(scope="module")
def kept():
    return Kept()


@pytest.fixture(scope="module")
def found(coast, kept):
    return simulate(coast, Run(DRAWS, seed=3, workers=1), sink=kept)


def numbers(simulation):
    """Every number to its last bit, as text, since what never applies equals nothing, not even itself."""
    return {
        (option, metric): repr((each.mean, each.deviation, *(value.value for value in each.percentiles.values())))
        for option, spreads in simulation.spreads.items()
        for metric, each in spreads.items()
    }


def test_independent_costs_can_be_left_out_and_nothing_else_changes(coast, found):
    alone = simulate(coast, Run(DRAWS, seed=3, workers=1, pair=False))
    assert found.independent_cost
    assert not alone.independent_cost
    assert numbers(alone) == numbers(found)


def test_mean_deviation_and_percentiles_are_those_of_the_draws(found, kept):
    for option, spreads in found.spreads.items():
        draws = kept.column(f"{option}.{COST}")
        assert draws.size == DRAWS
        spread = spreads[COST]
        assert spread.mean == pytest.approx(draws.mean(), rel=1e-12)
        assert spread.deviation == pytest.approx(draws.std(ddof=1), rel=1e-9)
        assert spread.percentiles[0.8].value == pytest.approx(np.quantile(draws, 0.8), rel=1e-12)
        assert spread.point_percentile == pytest.approx(np.mean(draws <= spread.point), abs=1e-12)
        first, second = draws[: DRAWS // 2], draws[DRAWS // 2 :]
        assert spread.halves == pytest.approx(np.quantile(second, 0.8) - np.quantile(first, 0.8), rel=1e-9)


def test_the_point_estimate_is_that_of_the_comparison(coast, found):
    from estimator.analysis.standing.compare import compare

    for option, metrics in compare(coast).options.items():
        assert found.spreads[option][COST].point == pytest.approx(metrics[COST].value, rel=1e-12)


def test_reserves_of_elements_add_up_to_the_percentile_less_the_point(found):
    for option, reserves in found.reserves.items():
        spread = found.spreads[option][COST]
        for each in reserves:
            assert each.total == pytest.approx(spread.percentiles[each.level].value - spread.point, rel=1e-12)
            assert sum(each.elements.values()) == pytest.approx(each.total, rel=1e-9, abs=1e-9 * spread.mean)


def test_chances_of_being_cheaper_are_shares_of_the_same_draws(found, kept):
    one, two = found.spreads
    first, second = kept.column(f"{one}.{COST}"), kept.column(f"{two}.{COST}")
    assert found.cheaper[one][two] == pytest.approx(np.mean(first < second), abs=1e-12)
    assert found.cheaper[two][one] == pytest.approx(np.mean(second < first), abs=1e-12)
    assert sum(found.cheapest.values()) == pytest.approx(1, abs=1e-12)


def test_chances_of_breaking_headroom_agree_with_the_years_over_it(found, kept):
    for option, chances in found.chances.items():
        years = kept.column(f"{option}.years_over_headroom")
        assert chances.over == pytest.approx(np.mean(years > 0), abs=1e-12)
        assert sum(chances.over_by_year.values()) == pytest.approx(years.mean(), rel=1e-9, abs=1e-12)


def test_chances_of_lacking_people_agree_with_the_years_short_of_them(found, kept):
    told = [option for option, chances in found.chances.items() if chances.short is not None]
    assert told
    for option in told:
        years = kept.column(f"{option}.years_short_of_people")
        assert found.chances[option].short == pytest.approx(np.mean(years > 0), abs=1e-12)


def test_several_processes_give_exactly_the_same_answer(coast, found):
    again = simulate(coast, Run(DRAWS, seed=3, workers=2))
    assert numbers(again) == numbers(found)
    assert again.cheaper == found.cheaper
    assert again.reserves == found.reserves


def test_counting_in_bins_changes_only_percentiles_and_states_by_how_much(coast):
    draws = 20 * BLOCK
    exact, counted = simulate(coast, Run(draws)), simulate(coast, Run(draws, kept_bytes=0))
    assert exact.exact
    assert not counted.exact
    for option in exact.spreads:
        one, two = exact.spreads[option][COST], counted.spreads[option][COST]
        assert two.mean == pytest.approx(one.mean, rel=1e-12)
        for level, each in two.percentiles.items():
            assert abs(each.value - one.percentiles[level].value) <= 2 * each.error


def test_correlated_costs_spread_wider_than_independent_ones(found):
    for option, spread in found.correlated_cost.items():
        assert spread.deviation >= found.independent_cost[option].deviation * 0.99


class Interrupting:
    """Progress that presses Ctrl-C after some draws."""

    def __init__(self, after):
        self.after = after

    def __call__(self, done, total):
        if done >= self.after:
            raise KeyboardInterrupt


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_reports_the_draws_made_so_far(coast, workers):
    stopped = simulate(coast, Run(16 * BLOCK, workers=workers), Interrupting(2 * BLOCK))
    assert stopped.interrupted
    assert stopped.draws == 2 * BLOCK
    whole = simulate(coast, Run(2 * BLOCK))
    assert stopped.spreads["patrol_ships"][COST].mean == whole.spreads["patrol_ships"][COST].mean


def test_ctrl_c_before_the_first_block_ends_it(coast, monkeypatch):
    monkeypatch.setattr("estimator.analysis.draws.trials.Trials.block", Interrupting(0))
    with pytest.raises((KeyboardInterrupt, TypeError)):
        simulate(coast, Run(2 * BLOCK, workers=1))


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_the_eightieth_percentile_lies_above_eighty_percent_of_fresh_draws(coast, sampler):
    fresh = Kept()
    simulate(coast, Run(8 * BLOCK, seed=99, sampler="random", workers=1), sink=fresh)
    truth = fresh.column(f"patrol_ships.{COST}")
    shares = []
    for seed in range(8):
        found = simulate(coast, Run(BLOCK, seed=seed, sampler=sampler, workers=1))
        shares.append(np.mean(truth <= found.spreads["patrol_ships"][COST].percentiles[0.8].value))
    # Standard errors: 0.4 / sqrt(8192) = 0.0044 of the truth, 0.4 / sqrt(1024 * 8) = 0.0044 of the mean of eight.
    assert np.mean(shares) == pytest.approx(0.8, abs=0.02)


def test_a_simulation_of_one_certain_number_less_is_another_simulation(coast_pack, coast):
    ranged = next(id for id, each in coast.inputs.items() if each.low is not None and id.endswith("unit_price"))
    fixed = build_model(apply(coast_pack, [Override(id=ranged, value=coast.inputs[ranged].value)]))
    assert fixed.inputs[ranged].value == coast.inputs[ranged].value
    assert simulate(fixed, Run(BLOCK)).draws == BLOCK


def test_impossible_runs_are_refused(coast):
    unknown = Run(sampler="sobl")  # type: ignore[arg-type]
    for run, words in (
        (Run(1), "1 draws"),
        (Run(seed=-1), "seed -1"),
        (Run(workers=-1), "-1 workers"),
        (unknown, 'no sampler "sobl": expected one of sobol'),
    ):
        with pytest.raises(InputError, match=words):
            simulate(coast, run)


def test_a_range_that_cannot_be_drawn_from_stops_the_simulation_with_its_place(coast_pack):
    from dataclasses import replace

    wrong = next(each for each in coast_pack.assumptions.values() if each.low is not None)
    bad = replace(wrong, shape="normal", range_is="bounds")
    model = build_model(replace(coast_pack, assumptions={**coast_pack.assumptions, wrong.id: bad}))
    with pytest.raises(PackError, match=rf"{wrong.place}: {wrong.id}: a normal shape does not fit"):
        simulate(model, Run(BLOCK))


@pytest.mark.parametrize("ending", [".csv", ".npz", ".parquet"])
def test_saved_draws_are_the_draws(coast, found, kept, tmp_path, ending):
    target = tmp_path / f"draws{ending}"
    with draws_file(target) as sink:
        simulate(coast, Run(DRAWS, seed=3, workers=1), sink=sink)
    name = f"patrol_ships.{COST}"
    np.testing.assert_array_equal(read_column(target, name), kept.column(name))
    assert [each.name for each in tmp_path.iterdir()] == [target.name]


def read_column(path, name):
    if path.suffix == ".npz":
        with np.load(path) as held:
            return held["draws"][:, list(held["columns"]).index(name)]
    if path.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        return parquet.read_table(path)[name].to_numpy()
    lines = path.read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index(name)
    return np.array([float(line.split(",")[place]) for line in lines[1:]])


def test_draws_are_saved_only_in_a_known_kind_of_file(tmp_path):
    with pytest.raises(InputError, match="choose one of these endings"), draws_file(tmp_path / "draws.xls"):
        pass


class Square:
    """A job of plain numbers."""

    def block(self, number):
        return number * number


@pytest.mark.parametrize("workers", [1, 2])
def test_blocks_come_in_their_order(workers):
    assert list(in_order(Square(), range(20), workers)) == [number * number for number in range(20)]


def test_an_input_is_drawn_in_the_unit_of_the_model(coast):
    fitted = distributions(coast.inputs.values())
    inputs = tuple(Input(id, each, coast.inputs[id].scale) for id, each in fitted.items())
    values = Drawing(inputs, "sobol", 1).block(0)
    for place, each in enumerate(inputs):
        given = coast.inputs[each.id]
        below = np.mean(values[:, place] <= given.low * given.scale * (1 + 1e-12))
        assert below == pytest.approx(0.1 if given.range_is == "percentiles" else 0.0, abs=0.005)


def by_year(coast, kept, id):
    """The draws of one row by year, computed again by the plain evaluation."""
    drawn = {name: kept.column(name)[:, np.newaxis] for name in kept.columns if name in coast.inputs}
    settings = coast.pack.settings
    first = coast.years.index(settings.first_year)
    found = evaluate(coast, drawn, wanted=[id])[id]
    return np.broadcast_to(found, (DRAWS, len(coast.years)))[:, first : coast.years.index(settings.last_year) + 1]


@pytest.mark.parametrize("option", ["patrol_ships", None])
def test_percentiles_by_year_are_those_of_the_draws(coast, found, kept, option):
    fan = found.outlays[option] if option else found.headroom
    draws = by_year(coast, kept, f"{option}.charged_then" if option else "budget.headroom")
    settings = coast.pack.settings
    assert list(fan.point) == list(range(settings.first_year, settings.last_year + 1))
    for level, told in fan.percentiles.items():
        direct = np.quantile(draws, level, axis=0)
        assert [each.value for each in told.values()] == pytest.approx(list(direct), rel=1e-9)
        assert all(each.error == 0 for each in told.values())


def test_chances_of_each_year_are_shares_of_the_draws_over_headroom(coast, found, kept):
    outlays, headroom = (by_year(coast, kept, id) for id in ("patrol_ships.charged_then", "budget.headroom"))
    direct = np.mean((outlays > 0) & (headroom - outlays < -5e-10), axis=0)
    assert list(found.chances["patrol_ships"].over_by_year.values()) == pytest.approx(list(direct), abs=1e-12)


def test_the_fan_runs_through_the_point_estimate_of_the_evaluation(coast, found):
    settings = coast.pack.settings
    first, after = coast.years.index(settings.first_year), coast.years.index(settings.last_year) + 1
    told = evaluate(coast, wanted=["patrol_ships.charged_then"])["patrol_ships.charged_then"][0, first:after]
    assert list(found.outlays["patrol_ships"].point.values()) == pytest.approx(list(told), rel=1e-12)


def test_percentiles_by_year_in_bins_state_their_error(coast):
    draws = 20 * BLOCK
    exact, counted = simulate(coast, Run(draws)), simulate(coast, Run(draws, kept_bytes=0))
    one, two = exact.outlays["patrol_ships"], counted.outlays["patrol_ships"]
    assert any(each.error > 0 for each in two.percentiles[0.5].values())
    for level, by in two.percentiles.items():
        for year, each in by.items():
            assert abs(each.value - one.percentiles[level][year].value) <= 2 * each.error
