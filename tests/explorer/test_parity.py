"""Every row in JavaScript is the row in Python: as it stands, in scenarios, changed by chance, and at the limits.

The default pack: as it stands, every scenario, 200 sets of inputs drawn within limits, and one in eight of its inputs
at each limit. The coast guard's: the same, and every input at each limit. Where Python refuses a set, as it does with
many inputs at nil, the page names the same row.
"""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from estimator import load
from estimator.errors import EvaluationError
from estimator.evaluation import evaluate, input_arrays
from estimator.expression import walk
from estimator.expression.computing import compute
from estimator.units import in_normal
from tests.explorer.engine import Engine

ASSUMPTIONS = Path(__file__).parents[2] / "assumptions"
TOLERANCE = 1e-9
CHUNK = 24
CHANGED = 12
SETS = 200
SAMPLE = {"japan": 8, "coastguard": 1}


@pytest.fixture(scope="module", params=SAMPLE)
def engine(request, tmp_path_factory):
    made = Engine(load(ASSUMPTIONS / request.param).model(), tmp_path_factory.mktemp("engine"))
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


def largest_term(expression, values):
    """The largest number that stands anywhere in a row's expression."""
    with np.errstate(all="ignore"):
        return max(float(np.nanmax(np.abs(compute(each, values)))) for each in walk(expression))


def row_refused(model, inputs):
    """The row that Python cannot compute."""
    with pytest.raises(EvaluationError) as refused:
        evaluate(model, inputs)
    return str(refused.value).split(":")[0].split(",")[0]


def held_against_python(engine, sets):
    """Compute sets both ways; every row agrees, or Python refuses the row that the page names. How many it refuses."""
    refusals = 0
    for start in range(0, len(sets), CHUNK):
        some = sets[start : start + CHUNK]
        values, failed = engine.run(some)
        sound = [place for place, each in enumerate(failed) if not each]
        for place, each in enumerate(failed):
            if each:
                refusals += 1
                refused = row_refused(engine.model, some[place])
                assert refused == each[refused], f"set {start + place}: {some[place]}"
                assert refused == next(id for id in engine.model.order if id in each)
        if sound:
            together = stacked(engine.model, [some[place] for place in sound])
            compare(engine.model, evaluate(engine.model, together), {id: each[sound] for id, each in values.items()})
    return refusals


def stacked(model, sets):
    """Inputs that differ between sets, as draws."""
    base = input_arrays(model)
    ids = dict.fromkeys(id for each in sets for id in each)
    return {id: np.concatenate([each.get(id, base[id]) for each in sets]) for id in ids}


def compare(model, expected, found):
    """Every row agrees to 1e-9 of its largest term, and is nothing where the other is nothing.

    A row may magnify the last digits of what it reads: a quotient of a remainder that is all but nil. It must then be
    what Python makes of the numbers that the page read, which are held against Python themselves.
    """
    for id, row in model.rows.items():
        if not agree(expected[id], found[id], row.expression, expected):
            with np.errstate(all="ignore"):
                again = compute(row.expression, found)
            assert agree(again, found[id], row.expression, found), id


def agree(ours, theirs, expression, read):
    """The same numbers, and nothing in the same places."""
    ours = np.broadcast_to(ours, theirs.shape)
    if (np.isnan(ours) != np.isnan(theirs)).any():
        return False
    with np.errstate(invalid="ignore"):
        apart = np.abs(ours - theirs)
        return not (apart > TOLERANCE * np.abs(ours)).any() or np.nanmax(apart) <= TOLERANCE * largest_term(
            expression, read
        )


def test_the_pack_as_it_stands_and_every_scenario(engine):
    pack = engine.model.pack
    base, sets = input_arrays(engine.model), [{}]
    for name in pack.scenarios:
        inputs = input_arrays(load(ASSUMPTIONS / pack.name).with_scenarios(name).model())
        sets.append({id: each for id, each in inputs.items() if id in base and not np.array_equal(each, base[id])})
    assert all(sets[1:])
    held_against_python(engine, sets)


def test_sets_of_inputs_drawn_within_their_limits(engine):
    held_against_python(engine, [drawn(engine.model, seed) for seed in range(SETS)])


def test_inputs_at_each_of_their_limits(engine):
    model = engine.model
    some = list(movable(model).items())[:: SAMPLE[model.pack.name]]
    held_against_python(engine, [{id: at(model, each, end)} for id, each in some for end in each.limits])


def test_inputs_at_nil_of_which_python_refuses_some(engine):
    model = engine.model
    some = [id for id, each in model.inputs.items() if each.editable][:: SAMPLE[model.pack.name]]
    refused = held_against_python(engine, [{id: at(model, model.inputs[id], 0.0)} for id in some])
    assert refused
