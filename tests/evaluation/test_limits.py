"""A number that the limits allow can be computed with; where a divisor is nil, the row says what that means."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.errors import EvaluationError
from estimator.evaluation import Values, evaluate
from estimator.model import Model
from estimator.pack import write_pack_skeleton

DRAWS = 32  # so many at once keep to a few hundred megabytes
PACKS = Path(__file__).parents[2] / "assumptions"
NOTHING = """[option]
label = "Nothing at all"
short = "Nothing"
role = "{role}"
summary = "No element, so no cost."
"""


def _at(values: Values, cases: list[tuple[str, float]]) -> Values:
    """Inputs of which each draw has another one at an end of its limits, and all others as they are."""
    found = {id: np.repeat(values[id], len(cases), axis=0) for id, _ in cases}
    for draw, (id, end) in enumerate(cases):
        found[id][draw] = end
    return found


def _failing(model: Model) -> list[str]:
    """What cannot be computed with one assumption at either of its limits and all others as they are."""
    values = evaluate(model)
    limited = [(id, each) for id, each in model.inputs.items() if each.limits and each.editable]
    cases = [(id, end * each.scale) for id, each in limited for end in each.limits]
    assert len(cases) > 50

    def problems(some: list[tuple[str, float]]) -> list[str]:
        try:
            evaluate(model, _at(values, some))
        except EvaluationError as problem:
            if len(some) > 1:
                return [found for each in some for found in problems([each])]
            return [f"{some[0][0]} at {some[0][1]}: {problem}"]
        return []

    return [each for start in range(0, len(cases), DRAWS) for each in problems(cases[start : start + DRAWS])]


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
