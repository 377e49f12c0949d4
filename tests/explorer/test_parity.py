"""Every row in JavaScript is the row in Python: as it stands, in scenarios, changed by chance, and at the limits.

Both packs: as they stand, every scenario, 200 sets of inputs drawn within limits. Every input at each of its limits: of
the coast guard's pack always, of the default pack one in eight, and all in a step of `.ci/run`. Where Python refuses a
set, as it does with many inputs at nil, the page names the same row.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate, input_arrays
from estimator.units import in_normal
from tests.explorer.agreement import differing
from tests.explorer.engine import Engine
from tests.shipped import shipped, under, wired

ASSUMPTIONS = Path(__file__).parents[2] / "assumptions"
CHUNK = 24
CHANGED = 12
SETS = 200
SAMPLE = {"japan": 8, "coastguard": 1}


@pytest.fixture(scope="module", params=SAMPLE)
def estimate(request):
    return shipped(request.param)


@pytest.fixture(scope="module")
def engine(estimate, tmp_path_factory):
    made = Engine(wired(estimate.pack.name), tmp_path_factory.mktemp("engine"))
    yield made
    made.close()


def movable(model):
    """Inputs with limits that may be set."""
    return {id: each for id, each in model.inputs.items() if each.limits and each.editable}


def at(model, assumption, number):
    """An input at one number of its file's unit, in every year if it is by year."""
    value = in_normal(float(round(number)) if assumption.whole else number, assumption.scale)
    return np.full((1, len(model.years) if assumption.is_by_year else 1), value)


def drawn(model, seed):
    """A few inputs anywhere within their limits."""
    made = random.Random(seed)
    some = made.sample(sorted(movable(model)), CHANGED)
    return {id: at(model, model.inputs[id], made.uniform(*model.inputs[id].limits)) for id in some}


def row_refused(model, inputs):
    """The row that Python cannot compute."""
    with pytest.raises(EvaluationError) as refused:
        evaluate(model, inputs)
    return str(refused.value).split(":")[0].split(",")[0]


@dataclass
class Held:
    """What came of sets of inputs: what does not agree, and how many sets both refuse."""

    apart: list[str] = field(default_factory=list)
    refused: int = 0


def held_against_python(engine, sets):
    """Compute sets both ways. Rows differ, or Python refuses another row than the page names, or both agree."""
    held = Held()
    for start in range(0, len(sets), CHUNK):
        some = sets[start : start + CHUNK]
        values, failed = engine.run(some)
        sound = [place for place, each in enumerate(failed) if not each]
        for place, each in enumerate(failed):
            if each:
                held.refused += 1
                refused = row_refused(engine.model, some[place])
                if not refused == each.get(refused) == next(id for id in engine.model.order if id in each):
                    held.apart.append(f"{some[place]}: Python refuses {refused}, the page {each}")
        if sound:
            expected = evaluate(engine.model, stacked(engine.model, [some[place] for place in sound]))
            held.apart += differing(engine.model, expected, {id: each[sound] for id, each in values.items()})
    return held


def stacked(model, sets):
    """Inputs that differ between sets, as draws."""
    base = input_arrays(model)
    ids = dict.fromkeys(id for each in sets for id in each)
    return {id: np.concatenate([each.get(id, base[id]) for each in sets]) for id in ids}


def at_limits(model, every):
    """Sets of one input each, at each of its limits; of every so manieth input."""
    return [{id: at(model, each, end)} for id, each in list(movable(model).items())[::every] for end in each.limits]


def test_the_pack_as_it_stands_and_every_scenario(engine, estimate):
    base, sets = input_arrays(engine.model), [{}]
    for name in estimate.pack.scenarios:
        inputs = input_arrays(under(engine.model, estimate.with_scenarios(name).pack))
        sets.append({id: each for id, each in inputs.items() if id in base and not np.array_equal(each, base[id])})
    assert all(sets[1:])
    held = held_against_python(engine, sets)
    assert (held.apart, held.refused) == ([], 0)


def test_sets_of_inputs_drawn_within_their_limits(engine):
    sets = [drawn(engine.model, seed) for seed in range(SETS)]
    assert held_against_python(engine, sets).apart == []


def test_inputs_at_each_of_their_limits(engine):
    assert held_against_python(engine, at_limits(engine.model, SAMPLE[engine.model.pack.name])).apart == []


@pytest.mark.every_limit
@pytest.mark.parametrize("estimate", ["japan"], indirect=True)
def test_every_input_of_the_default_pack_at_each_of_its_limits(engine):
    sets = at_limits(engine.model, 1)
    assert len(sets) == 2 * len(movable(engine.model)) > 1000
    assert held_against_python(engine, sets).apart == []


def test_inputs_at_nil_of_which_python_refuses_some(engine):
    model = engine.model
    some = [id for id, each in model.inputs.items() if each.editable][:: SAMPLE[model.pack.name]]
    held = held_against_python(engine, [{id: at(model, model.inputs[id], 0.0)} for id in some])
    assert held.apart == []
    assert held.refused


def test_the_metrics_of_a_case_are_computed_on_its_page_and_a_dash_where_they_do_not_apply(tmp_path):
    model = load(ASSUMPTIONS / "canada_fighters").model()
    engine = Engine(model, tmp_path)
    idle = {"fighter.hours_per_item": np.zeros((1, 1))}
    held = held_against_python(engine, [{}, idle])
    values, _ = engine.run([{}, idle])
    engine.close()
    assert (held.apart, held.refused) == ([], 0)
    assert np.isnan(values["fighters.operation_per_hour"]).ravel().tolist() == [False, True]
