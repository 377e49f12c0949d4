"""The envelope of life-cycle cost: by hand, and as the same ends give when they are set."""

from __future__ import annotations

import json
import shutil

import pytest

from estimator import load
from estimator.analysis.draws.distributions import is_uncertain
from estimator.analysis.questions.cost_bounds import cost_bounds, published_ends
from estimator.language.speaker import speaker_of
from estimator.pack import shipped_pack
from estimator.report.answers import compare as comparison
from tests.shipped import shipped, wired

HOURS = 88 * 187 * 30


@pytest.fixture(scope="module")
def fighters(tmp_path_factory):
    """The fighters with a range of price and of the flying hour, and two outcomes of disposal."""
    folder = tmp_path_factory.mktemp("fighters")
    shutil.copytree(shipped_pack("canada_fighters"), folder, dirs_exist_ok=True)
    system = folder / "systems" / "fighter.toml"
    text = system.read_text(encoding="utf-8")
    for value, more in {
        "value = 207.6751": 'range = [180, 240]\nshape = "uniform"\nvalue_is = "point"',
        "value = 71.5043": 'range = [60, 90]\nshape = "uniform"\nvalue_is = "point"',
        "value = 1.6699": 'outcomes = [[1, 0.5], [4, 0.5]]\nshape = "discrete"\nvalue_is = "point"',
    }.items():
        text = text.replace(value, f"{value}\n{more}")
    system.write_text(text, encoding="utf-8")
    return load(folder)


def test_all_inputs_at_their_cheap_and_at_their_dear_ends_by_hand(fighters):
    found = cost_bounds(fighters.model())["fighters"]
    assert found.low == pytest.approx(88 * (180e6 + 1e6) + HOURS * 60_000, rel=1e-9)
    assert found.high == pytest.approx(88 * (240e6 + 4e6) + HOURS * 90_000, rel=1e-9)
    assert found.ends == {
        "fighter.unit_price": (180, 240),
        "fighter.cost_per_hour": (60, 90),
        "fighter.disposal_cost": (1, 4),
    }


def test_a_pack_without_ranges_that_move_the_cost_has_one_number():
    found = cost_bounds(load("canada_fighters").model())["fighters"]
    assert found.low == found.point == found.high
    assert found.ends == {}


def test_the_ends_of_each_case_give_its_cost_when_they_are_set():
    base = load("coastguard")
    model = base.model()
    reversed_ends = 0
    for option in ("drones_and_shore_watch", "ten_patrol_ships"):
        found = cost_bounds(model)[option]
        for case, cost in enumerate((found.low, found.high)):
            settings = [f"{id}={pair[case]} {model.inputs[id].unit}" for id, pair in found.ends.items()]
            told = base.with_settings(*settings).compare([option]).metrics[option]["life_cycle_cost"].value
            assert told == pytest.approx(cost, rel=1e-9)
        assert found.low < found.point < found.high
        reversed_ends += sum(low > high for low, high in found.ends.values())
    assert reversed_ends > 0  # ships that stay out longer cost less


def test_the_ends_are_those_of_the_files():
    model = wired()
    ends = published_ends(model)
    assert set(ends) == {id for id, each in model.inputs.items() if is_uncertain(each)}
    assert ends["aegis_vessel.upkeep_price"] == (10.5, 16.25)
    assert ends["aegis_ashore.booster.happens"] == (0, 1)


def test_table_csv_and_json_tell_the_same(fighters):
    result = fighters.compare()
    bounds = cost_bounds(result.model)
    beside = comparison.Beside(bounds=bounds)
    told = json.loads(comparison.written(result.model, result.metrics, "json", beside=beside))["bounds"]["fighters"]
    assert (told["low"], told["point"], told["high"]) == (
        bounds["fighters"].low,
        bounds["fighters"].point,
        bounds["fighters"].high,
    )
    assert told["ends"]["fighter.unit_price"] == [180, 240]
    csv = comparison.written(result.model, result.metrics, "csv", beside=beside)
    assert (
        f'life_cycle_cost_all_low,"Life-cycle cost, every ranged input at the end that lowers it",{told["low"]}' in csv
    )
    (table,) = comparison.tables_beside(result.model, beside)
    assert [each.text for each in table.rows[0][1:]] == ["45.5", "53.7", "65.9"]  # CAD bn
    assert "No likely range" in table.notes[1]


def test_the_envelope_stands_beside_the_percentiles_of_the_draws(fighters):
    result = fighters.compare()
    simulation = result.simulation(256)
    (table,) = comparison.tables_beside(result.model, comparison.Beside(simulation, bounds=cost_bounds(result.model)))
    assert [each.key for each in table.columns] == ["option", "low", "point", "high", "P20", "P80"]
    low, _, high, p20, p80 = (each.value for each in table.rows[0][1:])
    assert low < p20 < p80 < high


def test_the_envelope_speaks_japanese():
    found = shipped().compare(["aegis_ashore"])
    speaker = speaker_of(found.model.pack, "ja")
    (table,) = comparison.tables_beside(found.model, comparison.Beside(bounds=cost_bounds(found.model)), speaker)
    assert table.title == "ライフサイクルコストの外枠, 億円"
    assert not speaker.missing
