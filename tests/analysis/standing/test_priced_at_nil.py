"""A price of 0 is told under the comparison: what is bought for nothing may come out cheapest."""

from __future__ import annotations

import pytest

from estimator.analysis.standing.compare import compare
from estimator.analysis.standing.priced_at_nil import priced_at_nil
from estimator.api import load
from estimator.pack import write_pack_skeleton
from estimator.report.answers.compare import table


@pytest.fixture
def folder(tmp_path):
    write_pack_skeleton(tmp_path)
    return tmp_path


def free(folder):
    path = folder / "systems" / "patrol_ship.toml"
    text = path.read_text(encoding="utf-8").replace("value = 55\n", "value = 0\n").replace("range = [46, 66]", "#")
    path.write_text(text.replace('shape = "lognormal"', "#", 1), encoding="utf-8")


def test_a_price_of_nil_is_named_under_the_comparison(folder):
    free(folder)
    model = load(folder).model()
    assert priced_at_nil(model) == ("patrol_ship.unit_price",)
    notes = table(model, compare(model).options).notes
    assert "Counted as free, since its price is 0: patrol_ship.unit_price" in notes


def test_a_price_of_nil_of_what_is_spent_anyway_is_none(folder):
    free(folder)
    path = folder / "options" / "patrol_ships.toml"
    text = path.read_text(encoding="utf-8").replace('funding = "new" ', 'funding = "attributed" ')
    path.write_text(text, encoding="utf-8")
    assert priced_at_nil(load(folder).model()) == ()


def test_nothing_is_said_where_everything_has_a_price(folder):
    model = load(folder).model()
    assert priced_at_nil(model) == ()
    assert not [note for note in table(model, compare(model).options).notes if "free" in note]
