"""What drives a metric of an option: one input at a time, rank correlation, Sobol's indices, Morris's effects.

Only inputs that the metric depends on are varied. The tornado and the rank correlation use the inputs as they are drawn
in `simulate`; Sobol's indices and Morris's effects take each input by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.drawing import Drawing, Input, values_at
from estimator.analysis.draws.indices import morris_effects, rank_correlations, sobol_indices
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK, SMALLEST, blocks_for
from estimator.analysis.draws.shapes import Discrete
from estimator.analysis.draws.simulate import drawing_of, uncertain_inputs
from estimator.analysis.draws.trials import computed
from estimator.errors import EvaluationError, InputError, UnknownNameError, did_you_mean
from estimator.evaluation import ancestors
from estimator.evaluation.compiled import compiled, pays
from estimator.evaluation.one_at_a_time import moved_one_at_a_time
from estimator.evaluation.plan import Plan
from estimator.evaluation.planning import make_plan
from estimator.model import Model

Array = NDArray[np.float64]
Method = Literal["tornado", "spearman", "sobol", "morris"]
METHODS: tuple[Method, ...] = get_args(Method)
LOW, HIGH = 0.1, 0.9
FEWEST_DRAWS = 16
MOST_HELD = 50_000_000
"""Most numbers of a method in memory at once: 400 MB."""
DEFAULT_SIZE: dict[Method, int] = {"tornado": 1, "spearman": 16 * 1024, "sobol": 512, "morris": 50}
Progress = Callable[[int, int], None]


class NotThere(InputError):
    """A metric that cannot be explained for one option, though it can for others."""


@dataclass(frozen=True, slots=True)
class Driver:
    """One input's part in a metric. `measures` by name, in the order of the report; NaN where one does not apply.

    `low` and `high` are the input's 10th and 90th percentile in the unit of the pack's file, of one with outcomes the
    smallest and the largest.
    """

    id: str
    label: str
    low: float
    high: float
    measures: dict[str, float]


@dataclass(frozen=True)
class Sensitivity:
    """The drivers of one metric of one option, the strongest first. `meaning` says how to read them."""

    option: str
    metric: str
    method: Method
    unit: str
    point: float
    drivers: tuple[Driver, ...]
    evaluations: int
    seed: int
    correlated: bool
    meaning: tuple[str, ...]


@dataclass(frozen=True)
class _Moved:
    """Some metrics with every input at its value, `(1,)`, and with each at its ends, `(inputs, 2)`, by place."""

    places: Mapping[str, int]
    points: Mapping[str, Array]
    ends: Mapping[str, Array]


@dataclass
class _Question:
    """A metric as a function of its uncertain inputs. State: how much of it is done.

    `moved` is the metric at the ends of inputs, those of the question among them, where that is known already.
    """

    model: Model
    id: str
    drawing: Drawing
    progress: Progress | None
    moved: _Moved | None = None
    expected: int = 0
    done: int = 0

    @cached_property
    def plan(self) -> Plan:
        """How to compute the metric for many values."""
        return make_plan(self.model, [each.id for each in self.inputs], [self.id])

    @property
    def inputs(self) -> tuple[Input, ...]:
        return self.drawing.inputs

    def at_values(self, values: Array) -> Array:
        """The metric at values of the inputs. Raises InputError where it does not apply."""
        found = np.empty(values.shape[0])
        ready = compiled(self.plan) if pays(self.plan, values.shape[0]) else None
        for start in range(0, values.shape[0], BLOCK):
            piece = slice(start, min(start + BLOCK, values.shape[0]))
            found[piece] = computed(self.plan, self.drawing, values[piece], ready)[self.id][:, 0]
            self._did(piece.stop - piece.start)
        return self._applying(found)

    def one_at_a_time(self) -> Array:
        """The metric with each input at its ends, all others at their values, `(inputs, 2)`."""
        if self.moved is not None:
            self._did(2 * len(self.inputs))
            return self._applying(self.moved.ends[self.id][[self.moved.places[each.id] for each in self.inputs]])
        values = np.repeat(_points(self.inputs), 2 * len(self.inputs), axis=0)
        for place, each in enumerate(self.inputs):
            values[2 * place : 2 * place + 2, place] = each.values(_ends(each))
        return self.at_values(values).reshape(-1, 2)

    def point(self) -> float:
        """The metric with every input at its value."""
        found = self.moved.points[self.id] if self.moved else self.at_values(_points(self.inputs))
        return float(self._applying(found)[0])

    def _did(self, count: int) -> None:
        self.done += count
        if self.progress is not None and self.expected:
            self.progress(min(self.done, self.expected), self.expected)

    def _applying(self, found: Array) -> Array:
        if np.isnan(found).any():
            raise NotThere(f"{self.id} does not apply in some draws, so what drives it cannot be told")
        return found

    def at_chances(self, chances: Array) -> Array:
        """The metric at chances of the inputs; the very ends are taken a hair inside."""
        return self.at_values(values_at(self.inputs, np.clip(chances, SMALLEST, 1.0 - SMALLEST)))


def sensitivity(
    model: Model,
    option: str,
    metric: str,
    method: Method = "tornado",
    *,
    size: int = 0,
    seed: int = 1,
    correlated: bool = True,
    progress: Progress | None = None,
) -> Sensitivity:
    """Find what drives a metric of an option.

    `size` is draws (spearman), base draws (sobol, a power of 2) or paths (morris); 0 takes the method's own.
    Raises UnknownNameError for a metric that the option does not have, InputError for a method that there is not.
    """
    _require_method(method)
    run = Run(draws=2, seed=seed, correlated=correlated)
    question = _question(model, option, metric, run, progress)
    if method == "tornado":
        question.moved = _moved(model, [question.id], run)
    return _told(question, option, metric, method, size, run)


def _require_method(method: str) -> None:
    if method not in METHODS:
        raise InputError(f'no method "{method}": expected one of {", ".join(METHODS)}')


def _require_size(method: Method, size: int, inputs: int) -> None:
    """Raise InputError for a size at which the chances of all inputs would not be held in memory."""
    each = {"tornado": 0, "spearman": inputs, "sobol": 2 * inputs, "morris": inputs * (inputs + 1)}[method]
    if size * each > MOST_HELD:
        raise InputError(f"a size of {size:,}: {method} of {inputs} inputs takes at most {MOST_HELD // each:,}")


def _told(question: _Question, option: str, metric: str, method: Method, size: int, run: Run) -> Sensitivity:
    chosen = size or DEFAULT_SIZE[method]
    count = len(question.inputs)
    _require_size(method, chosen, count)
    question.expected = {
        "tornado": 2 * count + 1,
        "spearman": chosen,
        "sobol": chosen * (count + 2),
        "morris": chosen * (count + 1),
    }[method]
    point = question.point()
    question.done = 0
    measured = _MEASURES[method](question, chosen, run.seed)
    drivers = sorted(_drivers(question, measured), key=lambda each: -_weight(each))
    return Sensitivity(
        option=option,
        metric=metric,
        method=method,
        unit=question.model.rows[question.id].unit,
        point=point,
        drivers=tuple(drivers),
        evaluations=question.expected,
        seed=run.seed,
        correlated=question.drawing.mixing is not None,
        meaning=tuple(_meaning(method, question)),
    )


def sensitivities(
    model: Model,
    metric: str,
    method: Method = "tornado",
    *,
    size: int = 0,
    seed: int = 1,
    correlated: bool = True,
    progress: Progress | None = None,
    or_none: bool = False,
) -> tuple[list[Sensitivity], list[str]]:
    """What drives a metric of every option shown, and why some options are left out.

    With `or_none` there may be nothing to tell: a metric that no uncertain assumption moves has no drivers. Raises
    UnknownNameError for a metric that does not exist, InputError for a method that there is not and, without `or_none`,
    if no option can be told.
    """
    _require_method(method)
    if metric not in model.metric_labels:
        hint = did_you_mean(metric, model.metric_labels) or "estimator list metrics shows them."
        raise UnknownNameError(f'no metric "{metric}". {hint}')
    found, left_out, run = [], [], Run(draws=2, seed=seed, correlated=correlated)
    ids = [id for option in model.options if (id := f"{option}.{metric}") in model.rows and model.rows[id].metric]
    moved = _moved(model, ids, run) if method == "tornado" and ids else None
    for option in model.options:
        try:
            question = _question(model, option, metric, run, progress)
            question.moved = moved
            found.append(_told(question, option, metric, method, size, run))
        except NotThere as reason:
            left_out.append(f"{option} is left out: {reason}")
    if not (found or or_none):
        raise InputError("\n".join(left_out))
    return found, left_out


def _question(model: Model, option: str, metric: str, run: Run, progress: Progress | None) -> _Question:
    id = f"{option}.{metric}"
    if id in model.absent:
        raise NotThere(model.absent[id])
    if id not in model.rows or not model.rows[id].metric:
        known = list(model.metrics(option)) if option in model.options else list(model.options)
        hint = did_you_mean(metric if option in model.options else option, known)
        raise UnknownNameError(f'"{id}" is no metric of an option. {hint or "estimator list metrics shows them."}')
    drawing, _ = drawing_of(model, _uncertain(model, [id]), run)
    if not drawing.inputs:
        raise NotThere(f"{id} rests on no assumption with a range; give one a range and a shape, and it is drawn")
    return _Question(model, id, drawing, progress)


def _uncertain(model: Model, ids: Sequence[str]) -> list[str]:
    """The uncertain assumptions on which some rows depend."""
    needed = ancestors(model, ids)
    return [id for id in uncertain_inputs(model) if id in needed]


def _moved(model: Model, ids: Sequence[str], run: Run) -> _Moved | None:
    """Some metrics with each input at its ends, together; None where one case cannot be computed."""
    inputs = drawing_of(model, _uncertain(model, ids), run)[0].inputs
    plan = make_plan(model, [each.id for each in inputs], ids, many=False)
    values, ends = {each.id: each.value for each in inputs}, {each.id: each.values(_ends(each)) for each in inputs}
    try:
        found = moved_one_at_a_time(plan, values, {id: [float(value) for value in pair] for id, pair in ends.items()})
    except EvaluationError:
        return None
    return _Moved(
        {each.id: place for place, each in enumerate(inputs)},
        {id: point[:, 0] for id, (point, _) in found.items()},
        {id: moved[:, :, 0] for id, (_, moved) in found.items()},
    )


def _points(inputs: Sequence[Input]) -> Array:
    return np.array([[each.value for each in inputs]])


def _ends(each: Input) -> Array:
    """The chances between which an input is moved: its outermost outcomes, or the 10th and 90th percentile."""
    listed = isinstance(each.distribution.curve, Discrete)
    return np.array([SMALLEST, 1.0 - SMALLEST] if listed else [LOW, HIGH])


def _drivers(question: _Question, measured: dict[str, Array]) -> list[Driver]:
    found = []
    for place, each in enumerate(question.inputs):
        low, high = (float(value) for value in each.distribution.quantile(_ends(each)))
        numbers = {name: float(array[place]) for name, array in measured.items()}
        found.append(Driver(each.id, question.model.inputs[each.id].label, low, high, numbers))
    return found


def _weight(driver: Driver) -> float:
    """How strong a driver is: the swing, the correlation's size, the total index, the mean absolute effect."""
    measures = driver.measures
    for name in ("swing", "total", "absolute"):
        if name in measures:
            return abs(measures[name])
    return abs(measures["rank_correlation"])


def _tornado(question: _Question, size: int, seed: int) -> dict[str, Array]:
    """The metric with one input at its 10th and its 90th percentile, all others at their values."""
    found = question.one_at_a_time()
    return {"at_low": found[:, 0], "at_high": found[:, 1], "swing": np.abs(found[:, 1] - found[:, 0])}


def _spearman(question: _Question, size: int, seed: int) -> dict[str, Array]:
    if size < FEWEST_DRAWS:
        raise InputError(f"{size} draws: a rank correlation needs {FEWEST_DRAWS} or more")
    inputs, outputs = [], []
    for number in blocks_for(size):
        values = question.drawing.block(number)[: size - number * BLOCK]
        inputs.append(values)
        outputs.append(question.at_values(values))
    return {"rank_correlation": rank_correlations(np.concatenate(inputs), np.concatenate(outputs))}


def _sobol(question: _Question, size: int, seed: int) -> dict[str, Array]:
    found = sobol_indices(question.at_chances, len(question.inputs), size, seed)
    return {
        "first": found.first,
        "first_error": found.first_error,
        "total": found.total,
        "total_error": found.total_error,
    }


def _morris(question: _Question, size: int, seed: int) -> dict[str, Array]:
    ends = np.array([_ends(each) for each in question.inputs])

    def between(chances: Array) -> Array:
        return question.at_chances(ends[:, 0] + chances * (ends[:, 1] - ends[:, 0]))

    found = morris_effects(between, len(question.inputs), size, seed)
    return {
        "absolute": found.absolute,
        "absolute_error": found.absolute_error,
        "mean": found.mean,
        "deviation": found.deviation,
    }


_MEASURES: dict[Method, Callable[[_Question, int, int], dict[str, Array]]] = {
    "tornado": _tornado,
    "spearman": _spearman,
    "sobol": _sobol,
    "morris": _morris,
}

_WORDS: dict[Method, str] = {
    "tornado": "Each input at its 10th and 90th percentile, of the distribution fitted to its range (of bounds: inside "
    "the range), all others at their values.",
    "spearman": "Rank correlation of each input with the metric over the draws, from -1 to 1.",
    "sobol": "First: share of the variance that goes if this input alone becomes known. Total: share that stays if all "
    "others become known. The ± is a 95 % confidence interval.",
    "morris": "Effect of moving an input from its 10th to its 90th percentile: mean absolute effect (± 95 %), mean, "
    "and deviation, which is large where the effect depends on other inputs.",
}
_IF_CORRELATED: dict[Method, str] = {
    "tornado": "{count} of these inputs move together in simulate; here each moves alone, so the swings do not add up "
    "to the spread.",
    "spearman": "{count} of these inputs move together, so a correlation also shows what an input's companions do: an "
    "input without any effect of its own may stand high.",
    "sobol": "{count} of these inputs move together in simulate. The indices take them as independent: they share out "
    "the variance that the model would have without correlation, not the one that simulate shows.",
    "morris": "{count} of these inputs move together in simulate; the effects move one at a time and leave that out.",
}


def _meaning(method: Method, question: _Question) -> list[str]:
    lines = [_WORDS[method]]
    if question.drawing.mixing is not None:
        lines.append(_IF_CORRELATED[method].format(count=len(question.drawing.mixing.ids)))
    return lines
