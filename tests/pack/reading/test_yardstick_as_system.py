"""An element may name the yardstick as its system: the whole table is enough, no line for each value."""

from __future__ import annotations

import pytest

from estimator.api import load
from estimator.errors import PackError
from estimator.evaluation import evaluate
from estimator.pack import read_pack, write_pack_skeleton

CHANGED = """
[element.watch.set.weather_loss]
value = 0.5
unit = "1"
why = "Rough water."
source = "judgement"
"""


def test_an_element_of_the_yardstick_has_its_values_and_its_crew(tmp_path):
    write_pack_skeleton(tmp_path)
    element = read_pack(tmp_path).options["shore_watch"].elements[1]
    assert element.assumptions["people_per_crew"] == "yardstick.crew"
    assert element.assumptions["crews_per_hull"] == "yardstick.crews_per_hull"
    values = evaluate(load(tmp_path).model())
    # a corvette stands the watch 0.4 of the year (one crew), 5 % of it lost to weather: 0.38 stations a ship, so
    # 1 / 0.38 = 2.6316 hulls with 60 people each
    assert values["shore_watch.watch.billets"].max() == pytest.approx(60 / 0.38)


def test_an_element_may_change_a_value_of_the_yardstick_for_itself(tmp_path):
    write_pack_skeleton(tmp_path)
    path = tmp_path / "options" / "shore_watch.toml"
    path.write_text(path.read_text(encoding="utf-8") + CHANGED, encoding="utf-8")
    values = evaluate(load(tmp_path).model())
    # 0.4 of the year, half of it lost: 0.2 stations a ship, 5 hulls, 300 people
    assert values["shore_watch.watch.billets"].max() == pytest.approx(300)


def test_a_pack_without_a_yardstick_has_no_such_system(tmp_path):
    write_pack_skeleton(tmp_path)
    (tmp_path / "yardstick.toml").unlink()
    with pytest.raises(PackError, match="no such system"):
        read_pack(tmp_path)
