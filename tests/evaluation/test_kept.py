"""Values that were kept are those that were computed, to the last bit, whatever is changed on top."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from estimator import cache, evaluation
from estimator.api import load
from estimator.evaluation import evaluate
from estimator.workbook.plan.rows_left_off import with_rows_left_off
from estimator.workbook.plan.subtotals import with_subtotals
from tests.coast import pack, rewrite
from tests.keeping import kept

__all__ = ["kept", "pack"]  # fixtures


def bits(values):
    """Every array by id, in its order, with its shape and its bytes."""
    return [(id, each.shape, each.tobytes()) for id, each in values.items()]


@pytest.fixture(params=["default", "coastguard", "edited"])
def folder(request, pack, tmp_path):
    """A pack's folder: the default one, another country's, one of the user's own that was edited."""
    if request.param == "edited":
        place = shutil.copytree(pack, tmp_path / "pack")
        rewrite(place / "systems" / "patrol_ship.toml", {"value = 12": "value = 13"})
        return place
    return None if request.param == "default" else request.param


def test_values_are_the_same_bits_with_and_without_what_is_kept(kept, folder):
    made = load(folder)
    options = list(made.pack.options)[-1:]
    scalar = next(each.id for each in made.pack.assumptions.values() if not each.is_by_year and each.value)
    for changed in (made, made.with_settings(f"{scalar}*=1.001"), made):
        fresh = bits(evaluate(changed.model(options)))
        again = bits(evaluate(changed.model(options)))
        cache.use(False)
        assert fresh == again == bits(evaluate(changed.model(options)))
        cache.use()


def test_only_rows_that_a_change_reaches_are_computed_again(kept, monkeypatch):
    made = load("coastguard")
    model = made.model()
    evaluate(model)
    id = next(each for each in model.inputs if model.readers.get(each) and model.inputs[each].editable)
    changed = made.with_settings(f"{id}*=1.001" if not model.inputs[id].is_by_year else f"{id}*=2030: 1.001").model()
    computed = []
    row = evaluation._row
    monkeypatch.setattr(evaluation, "_row", lambda *given: computed.append(given[1]) or row(*given))
    evaluate(changed)
    rings = {each for ring in model.rings for each in ring}
    assert set(computed) == (changed.reached_by([id]) & set(model.rows)) - rings


def test_values_of_another_machine_or_numpy_are_not_used(kept, monkeypatch):
    model = load("coastguard").model()
    before = evaluation.values_key(model, evaluation.input_arrays(model))
    monkeypatch.setattr("platform.node", lambda: "another")
    other = evaluation.values_key(model, evaluation.input_arrays(model))
    monkeypatch.setattr(np, "__version__", "99")
    assert len({before, other, evaluation.values_key(model, evaluation.input_arrays(model))}) == 3


def test_changes_are_not_kept_as_what_the_files_say(kept):
    made = load("coastguard")
    scalar = next(each.id for each in made.pack.assumptions.values() if not each.is_by_year and each.value)
    evaluate(made.with_settings(f"{scalar}*=1.5").model())
    kept_now = bits(evaluate(made.model()))
    cache.use(False)
    assert kept_now == bits(evaluate(made.model()))


@pytest.mark.parametrize("body", [b"", b"12345678", b"x" * 7], ids=["empty", "too short", "no number"])
def test_numbers_of_another_length_are_computed_anew(kept, body):
    model = load("coastguard").model()
    first = bits(evaluate(model))
    cache.keep(evaluation.values_key(model, evaluation.input_arrays(model)), body)
    assert bits(evaluate(model)) == first


def test_rows_made_for_sheets_are_not_taken_for_those_that_are_kept(kept, pack):
    model = load(pack).model()
    values = evaluate(model)
    fewer = with_rows_left_off(model)
    assert model.key
    assert fewer.key == ""
    assert with_subtotals(model, values)[0].key == ""
    assert bits(evaluate(model)) == bits(values)
