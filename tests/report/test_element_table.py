"""Cost by element and phase, in every place where it is told: by hand, and adding up to the life-cycle cost."""

from __future__ import annotations

import json

import pytest

from estimator.api import load
from estimator.language.speaker import speaker_of
from estimator.report.answers import compare as comparison
from estimator.report.long_table import long_table
from estimator.report.words.explain import explain
from tests.shipped import shipped

BUY, AIR, END = 88 * 207.6751e6, 88 * 187 * 30 * 71_504.3, 88 * 1.6699e6  # price, flying hours, disposal of 88 aircraft


@pytest.fixture(scope="module")
def fighters():
    return load("canada_fighters").compare()


@pytest.fixture(scope="module")
def ships():
    return load("coastguard").compare()


def test_an_element_costs_its_price_its_hours_and_its_disposal(fighters):
    (aircraft,) = fighters.comparison.elements["fighters"]
    assert aircraft.phases == pytest.approx({"procurement": BUY, "operation": AIR, "disposal": END}, rel=1e-6)


def test_the_elements_of_each_option_add_up_to_its_life_cycle_cost_in_json(ships):
    told = json.loads(ships.to_json())
    for option, elements in told["elements"].items():
        parts = [money for each in elements.values() for money in each["phases"].values()]
        assert sum(parts) == pytest.approx(told["options"][option]["life_cycle_cost"]["value"], rel=1e-12)
        assert sum(each["total"] for each in elements.values()) == pytest.approx(sum(parts), rel=1e-12)


def test_the_long_table_has_a_line_for_each_element_and_phase(fighters):
    lines = [line for line in long_table(fighters.model, fighters.values, fighters.metrics) if line[0] == "element"]
    assert [line[1:5] for line in lines] == [
        ("fighters", f"fighters.aircraft.{phase}", f"Fighters: {phase}", None)
        for phase in ("procurement", "operation", "disposal")
    ]
    assert lines[0][5:] == (pytest.approx(BUY, rel=1e-6), "CAD_2023", "constant CAD 2023")


def test_the_full_comparison_ends_with_elements_under_their_option_and_phases_that_any_has(fighters):
    beside = comparison.Beside(costs=fighters.comparison.elements)
    told = comparison.written(fighters.model, fighters.metrics, "table", beside=beside)
    *_, heads, _, option, element, _, _ = told.splitlines()
    assert heads.split() == ["element", "total", "procurement", "operation", "disposal"]
    assert option == "Eighty-eight fighters"
    assert element.split() == ["Fighters", "53.7", "18.3", "35.3", "0.1"]  # CAD bn of the products above


def test_an_option_is_shown_with_what_its_elements_cost(fighters):
    told = explain(fighters.model, fighters.values, "fighters")
    costs = next(each for each in told.facts if each.key == "costs")
    assert costs.text == "aircraft: CAD 53.7 bn (procurement 18.3, operation 35.3, disposal 0.1)"
    assert costs.raw["aircraft"]["procurement"] == pytest.approx(BUY, rel=1e-6)


def test_the_table_speaks_japanese_in_its_own_unit_of_money():
    found = shipped().compare(["aegis_ashore"])
    speaker = speaker_of(found.model.pack, "ja")
    beside = comparison.Beside(costs=found.comparison.elements)
    (english,) = comparison.tables_beside(found.model, beside)
    (other,) = comparison.tables_beside(found.model, beside, speaker)
    assert other.title == "要素別・段階別ライフサイクルコスト, 億円"
    assert not speaker.missing
    whole = [table.rows[1][1].text for table in (english, other)]
    assert whole[0].replace(",", "").replace(".", "") == whole[1].replace(",", "")
