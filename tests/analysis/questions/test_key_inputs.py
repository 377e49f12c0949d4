"""The inputs that matter: the pack's own list, else by their share in what moves the headline metrics in draws."""

import json
import re
from shutil import copytree

import numpy as np
import pytest

from estimator import cache, load
from estimator.analysis.questions import key_inputs as ranking
from estimator.analysis.questions.key_inputs import _mean_shares, key_inputs
from estimator.analysis.standing.kept import key_of
from estimator.errors import PackError
from estimator.pack import default_folder
from estimator.pack.records import MOST_KEY_INPUTS
from tests.coast import rewrite, write_shorter_pack
from tests.keeping import kept
from tests.shipped import shipped, wired

__all__ = ["kept"]  # a fixture

OWN = ["watch_unit.equipment_price", "patrol_ship.unit_price"]


@pytest.fixture
def folder(tmp_path):
    return write_shorter_pack(tmp_path / "coast")


def with_list(folder, ids):
    """The pack with a list of its own."""
    words = ", ".join(f'"{each}"' for each in ids)
    rewrite(folder / "pack.toml", {"nouns = []": f"key_inputs = [{words}]\nnouns = []"})
    return folder


def test_a_packs_own_list_stands_in_its_order(folder):
    assert key_inputs(load(with_list(folder, OWN)).model()) == OWN


def test_of_a_packs_own_list_those_are_left_that_the_options_shown_read(folder):
    estimate = load(with_list(folder, ["patrol_ship.unit_price", "budget.gdp_share"]))
    assert all("patrol_ship.unit_price" in estimate.model([each]).inputs for each in estimate.pack.settings.options)
    assert key_inputs(estimate.model(["patrol_ships"]), most=1) == ["patrol_ship.unit_price"]


def test_the_default_packs_list_has_what_moves_its_headline_metrics_most_in_draws(tmp_path):
    folder = copytree(default_folder(), tmp_path / "japan")
    file = folder / "pack.toml"
    file.write_text(re.sub(r"(?s)\nkey_inputs = \[.*?\]", "", file.read_text(encoding="utf-8")), encoding="utf-8")
    unnamed = load(folder)
    named, found = shipped().pack.settings.key_inputs, key_inputs(wired())
    assert named
    assert not unnamed.pack.settings.key_inputs
    assert set(key_inputs(unnamed.model(), most=10)) <= set(found)
    assert found == list(named)  # all may be turned


def test_more_than_can_stand_first_are_refused(folder):
    estimate = load(folder)
    many = [id for id, each in estimate.pack.assumptions.items() if not each.is_by_year][: MOST_KEY_INPUTS + 2]
    with pytest.raises(PackError, match=f"at most {MOST_KEY_INPUTS} stand first; take 2 out"):
        load(with_list(folder, many))


def test_what_sets_the_headroom_comes_first_and_no_input_that_moves_nothing(folder):
    model = load(folder).model()
    found = key_inputs(model)
    assert found[:2] == ["budget.gdp_share", "economy.growth_shift"]
    assert len(found) == len(set(found)) > 5
    assert all(model.inputs[each].low is not None for each in found[1:])  # the ceiling alone has no range
    assert not [each for each in found if model.inputs[each].is_by_year or not model.inputs[each].editable]


def test_no_flag_changes_the_list(folder):
    estimate = load(folder)
    found = key_inputs(estimate.model())
    top = found[3]
    changed = estimate.with_overrides({top: estimate.pack.assumptions[top].value})
    assert changed.model().inputs[top].low is None  # certain now, so that its own draws would not move it
    assert key_inputs(changed.model()) == found
    shown = estimate.model(["shore_watch"])
    assert key_inputs(shown) == [each for each in found if each in shown.inputs]


def test_a_share_is_the_square_of_an_effect():
    # y = 10 a + b for a, b from 0 to 9: the ranks of y are y + 1, so the effects are as 10 to 1, their squares 100 to 1
    a, b = (each.ravel() for each in np.meshgrid(np.arange(10.0), np.arange(10.0)))
    found = _mean_shares(np.column_stack([a, b]), [[10 * a + b], [b]])
    assert found[0] == pytest.approx([100 / 101, 1 / 101], rel=1e-6)
    assert found[1] == pytest.approx([0, 1], abs=1e-6)  # the second subject is b alone


def test_a_companion_without_an_effect_of_its_own_has_no_share():
    drawn = np.random.default_rng(1).normal(size=(2048, 2))
    companion = 0.8 * drawn[:, 0] + 0.6 * drawn[:, 1]  # correlated by 0.8 with the first
    shares = _mean_shares(np.column_stack([drawn[:, 0], companion]), [[drawn[:, 0]]])[0]
    assert shares == pytest.approx([1, 0], abs=1e-6)


def test_what_does_not_move_or_does_not_apply_in_some_draw_weighs_nothing():
    a = np.arange(8.0)
    b = a[[3, 1, 2, 0, 7, 5, 6, 4]]
    outputs = [np.ones(8), np.where(a == 2, np.nan, b), a]
    assert _mean_shares(np.column_stack([a, b]), [outputs, outputs[:2]])[0] == pytest.approx([1, 0], abs=1e-6)
    assert _mean_shares(np.column_stack([a, b]), [outputs, outputs[:2]])[1] == pytest.approx([0, 0])
    assert _mean_shares(np.column_stack([a, b]), [outputs[:2]])[0] == pytest.approx([0, 0])


@pytest.fixture
def anew(monkeypatch):
    """Forget what this process ranked; gives the digests of the packs ranked from draws."""
    found, counted = ranking._found, []

    def count(model):
        counted.append(model.pack.digest)
        return found(model)

    monkeypatch.setattr(ranking, "_found", count)

    def forget():
        ranking._RANKED.clear()
        return counted

    return forget


def test_the_command_line_ranks_a_pack_once_and_anew_after_an_edit(kept, folder, anew):
    anew()
    first = key_inputs(load(folder).model())
    assert len(anew()) == 1
    assert key_inputs(load(folder).model()) == first
    assert len(anew()) == 1
    rewrite(folder / "pack.toml", {'title = "': 'title = "Another '})
    assert key_inputs(load(folder).model()) == first
    assert len(anew()) == 2


@pytest.mark.parametrize("spoilt", [b"[", b"{}", b'["no.such_input"]', b"[1]"])
def test_a_ranking_that_names_what_the_pack_has_not_is_made_anew(kept, folder, anew, spoilt):
    anew()
    model = load(folder).model()
    key = key_of("key inputs", model.pack.digest)
    cache.keep(key, spoilt)
    assert key_inputs(model)
    assert len(anew()) == 1
    assert json.loads(cache.find(key))
