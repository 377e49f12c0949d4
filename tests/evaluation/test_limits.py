"""A number that the limits allow can be computed with; where a divisor is nil, the row says what that means."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate
from estimator.model import Model
from estimator.pack import write_pack_skeleton

PACKS = Path(__file__).parents[2] / "assumptions"
NOTHING = """[option]
label = "Nothing at all"
short = "Nothing"
role = "{role}"
summary = "No element, so no cost."
"""


def _moved_by(model: Model, id: str) -> set[str]:
    """The input and every row that reads it, directly or through others; rings whole."""
    found, rings = {id}, [set(ring) for ring in model.rings]
    while True:
        more = {row for row in model.order if found.intersection(model.rows[row].precedents)}
        more |= {each for ring in rings if ring & found for each in ring}
        if more <= found:
            return found
        found |= more


def _failing(model: Model) -> list[str]:
    """What cannot be computed with one assumption at either of its limits and all others as they are."""
    values, problems = evaluate(model), []
    for id, each in model.inputs.items():
        if each.limits and each.editable:
            moved = _moved_by(model, id)
            ends = np.array([each.limits]).T * each.scale * np.ones_like(values[id])
            try:
                evaluate(model, {**{key: value for key, value in values.items() if key not in moved}, id: ends})
            except EvaluationError as problem:
                problems.append(f"{id} at {each.limits}: {problem}")
    return problems


@pytest.mark.parametrize("name", ["coastguard", "japan"])
def test_every_assumption_may_stand_at_its_limits(name):
    assert _failing(load(PACKS / name).model()) == []


def test_every_assumption_of_a_new_pack_may_stand_at_its_limits(tmp_path):
    write_pack_skeleton(tmp_path / "new")
    assert _failing(load(tmp_path / "new").model()) == []


def test_a_division_by_nil_is_explained_without_the_words_of_the_code(tmp_path):
    shutil.copytree(PACKS / "coastguard", tmp_path / "pack")
    file = tmp_path / "pack" / "yardstick.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("limits = [0.01, 2]", "limits = [0, 2]"), encoding="utf-8")
    made = load(tmp_path / "pack").with_settings("yardstick.stations_per_hull=0")
    with pytest.raises(EvaluationError, match="division by nil") as caught:
        made.compare()
    assert "divide_or" not in str(caught.value)
    assert "limits above 0" in str(caught.value)


def test_where_the_reference_option_costs_nothing_the_ratio_does_not_apply(tmp_path):
    write_pack_skeleton(tmp_path / "pack")
    options = tmp_path / "pack" / "options"
    (options / "idle.toml").write_text(NOTHING.format(role="baseline"), encoding="utf-8")
    file = tmp_path / "pack" / "pack.toml"
    lines = [
        f'{line.split()[0]} = "idle"' if line.startswith(("reference_option", "baseline_option")) else line
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    text = "\n".join(
        line.replace("options = [", 'options = ["idle", ') if line[:9] == "options =" else line for line in lines
    )
    file.write_text(text + "\n", encoding="utf-8")
    result = load(tmp_path / "pack").compare()
    assert {found["cost_vs_idle"].value for found in result.metrics.values()} == {None}
