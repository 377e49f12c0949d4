"""The comparison under uncertainty: every metric of every option over many draws of all ranges at once.

All options see the same draws, so that a difference between two of them is a difference of the options. Shares of
draws are chances *given the ranges of this pack*: what no range covers (a cancelled programme, a war) is not in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from estimator.analysis.draws.blocks import in_order, processors
from estimator.analysis.draws.correlation import Correlation, correlation, with_range
from estimator.analysis.draws.distributions import distributions, is_uncertain, require_fits
from estimator.analysis.draws.drawing import Drawing, Input
from estimator.analysis.draws.outputs import Outputs, plan_costs, plan_outputs
from estimator.analysis.draws.processes import Crew
from estimator.analysis.draws.quantiles import Collector
from estimator.analysis.draws.records import Fan, Reserve, Run, Simulation, Spread
from estimator.analysis.draws.sampling import blocks_for
from estimator.analysis.draws.summary import chances, fan_of, reserves, spread_of
from estimator.analysis.draws.trials import Block, CostTrials, Trials
from estimator.calculators.roles import Role
from estimator.errors import InputError
from estimator.evaluation import evaluate
from estimator.evaluation.compiled import is_available, pays
from estimator.evaluation.plan import Plan
from estimator.model import Model

Array = NDArray[np.float64]
COMPARED_DRAWS = 16 * 1024
FEW_BLOCKS = 4
YEARLY_SHARE = 4  # of the memory for kept draws, the part that goes to the rows by year
Progress = Callable[[int, int], None]


class Sink(Protocol):
    """Takes the draws of each block, to save them."""

    def add(self, columns: Sequence[str], values: Array) -> None:
        """Take the next draws, `(draws, columns)`."""


def drawing_of(model: Model, ids: Sequence[str], run: Run) -> tuple[Drawing, Correlation]:
    """How to draw some uncertain assumptions of a model. Raises PackError for a range or correlation that cannot be.

    Each has the column that it has with all ranges of the pack, so a value that somebody fixes, or an option that is
    left out, changes no draw of another.
    """
    fitted = distributions(model.inputs[id] for id in ids)
    inputs = tuple(Input(id, each, model.inputs[id].scale) for id, each in fitted.items())
    ranged = with_range(model.pack)
    together = correlation(model.pack, ranged)
    names = (*(together.mixing.beside if together.mixing else ()), *(each.id for each in ranged))
    found = together.among(fitted)
    return Drawing(inputs, run.sampler, run.seed, found.mixing if run.correlated else None, names), found


def uncertain_inputs(model: Model) -> list[str]:
    """The uncertain assumptions that a model reads, in the order of the files."""
    return [id for id, each in model.inputs.items() if is_uncertain(each)]


def correlation_warnings(model: Model) -> tuple[str, ...]:
    """What `correlation.toml` asks for and does not get, as warnings.

    Raises PackError with every range that its shape does not fit, or every mistake of `correlation.toml`.
    """
    assumptions = [model.inputs[id] for id in uncertain_inputs(model)]
    require_fits(assumptions)
    return correlation(model.pack, with_range(model.pack)).warnings


def simulate(
    model: Model, run: Run | None = None, progress: Progress | None = None, sink: Sink | None = None
) -> Simulation:
    """Simulate a model. Ctrl-C (KeyboardInterrupt) ends it early with what is done, if at least one block is.

    Raises PackError for ranges that cannot be drawn from, EvaluationError for a draw that cannot be computed.
    """
    with begun(model, run or Run(), keep_inputs=sink is not None) as underway:
        return underway.finished(progress, sink)


@contextmanager
def begun(model: Model, run: Run, keep_inputs: bool = False, beside: bool = False) -> Iterator[Underway]:
    """A simulation under way: its processes compute while this one does something else. Raises as `simulate` does.

    `beside` says that this process is one of the workers asked for and has work of its own.
    """
    run.check()
    with Crew(_processes(run, beside)) as crew:
        yield Underway(model, run, keep_inputs, crew)


def _processes(run: Run, beside: bool) -> int:
    """How many processes are started; none where all is computed here, or by a cluster."""
    workers = _workers(run)
    if run.cluster or workers == 1:
        return 0
    return min(workers - 1 if beside else workers, len(blocks_for(run.draws)))


def _workers(run: Run) -> int:
    return run.workers or (processors() if len(blocks_for(run.draws)) > FEW_BLOCKS else 1)


class Underway:
    """A simulation that has begun. State: the results of blocks that still come."""

    def __init__(self, model: Model, run: Run, keep_inputs: bool, crew: Crew) -> None:
        """Plan what is computed, and have it computed."""
        self.model, self.run, self.crew = model, run, crew
        ids = uncertain_inputs(model)
        plan, outputs = plan_outputs(model, ids)
        self.drawing, self.correlation = drawing_of(model, [id for id in ids if id in plan.inputs], run)
        self.trials = Trials(
            plan,
            self.drawing,
            run.draws,
            outputs,
            tuple(outputs.costs.values()),
            _points(model, outputs, self.drawing, plan),
            keep_inputs,
            fast=_is_fast(plan, run),
            baseline=outputs.costs.get(model.pack.settings.baseline_option, ""),
        )
        if crew.size or run.cluster:
            self.trials.prepare()
        self.blocks = self._results(self.trials, run)
        self.costs = {} if run.cluster else self._costs(run)

    def finished(self, progress: Progress | None = None, sink: Sink | None = None) -> Simulation:
        """Wait for all blocks and put the answer together."""
        tally = _Tally(self.trials.outputs, self.run)
        self._gather(tally, progress, sink)
        spreads = _spreads(self.model, self.trials, tally)
        return _result(self.model, self.trials, tally, self.correlation, self.run, spreads, self._pair(tally, spreads))

    def _gather(self, tally: _Tally, progress: Progress | None, sink: Sink | None) -> None:
        columns = [*(each.id for each in self.drawing.inputs), *self.trials.outputs.metrics]
        try:
            for block in self.blocks:
                tally.add(block)
                if sink is not None and block.inputs is not None:
                    sink.add(columns, np.concatenate([block.inputs, block.metrics], axis=1))
                if progress is not None:
                    progress(tally.draws, self.run.draws)
        except KeyboardInterrupt:
            if tally.draws < 2:
                raise
            self.crew.close()

    def _results(self, job: Trials | CostTrials, run: Run) -> Iterator[Any]:
        numbers = blocks_for(run.draws)
        if run.cluster:
            return in_order(job, numbers, _workers(run), run.cluster)
        return self.crew.results(job, numbers)

    def _costs(self, run: Run) -> dict[bool, tuple[CostTrials, Iterator[Any]]]:
        """The costs alone, with correlated and with independent inputs, as far as the run does not tell them itself.

        Beyond `COMPARED_DRAWS` both are computed, on so many draws.
        """
        if not self._tells_pair:
            return {}
        few = replace(run, draws=min(run.draws, COMPARED_DRAWS), cluster="")
        plan = plan_costs(self.model, [each.id for each in self.drawing.inputs])
        wanted = [way for way in (True, False) if way != run.correlated or few.draws != run.draws]
        jobs = {way: _cost_trials(self.model, plan, self.drawing, few, way) for way in wanted}
        return {way: (job, self._results(job, few)) for way, job in jobs.items()}

    @property
    def _tells_pair(self) -> bool:
        """True if costs are told with correlated and with independent inputs."""
        return self.run.pair and bool(self.correlation.ids)

    def _pair(
        self, tally: _Tally, spreads: dict[str, dict[str, Spread]]
    ) -> tuple[dict[str, Spread], dict[str, Spread]]:
        """The spread of each option's cost with correlated and with independent inputs, on as many draws."""
        if not self._tells_pair:
            return {}, {}
        whole = tally.draws == self.run.draws and not self.run.cluster
        costs = self.costs if whole else self._costs(replace(self.run, draws=tally.draws))
        cost = self.model.name(Role.LIFE_CYCLE_COST)
        known = {option: each[cost] for option, each in spreads.items() if cost in each}
        found = {way: _cost_spreads(self.model, job, results) for way, (job, results) in costs.items()}
        return found.get(True, known), found.get(False, known)


def _is_fast(plan: Plan, run: Run) -> bool:
    """True if the compiled kernels are to be used. Raises InputError where they are asked for and are not there."""
    if run.compiled and not is_available():
        raise InputError("the compiled kernels need numba: pip install 'estimator[fast]'")
    return pays(plan, run.draws) if run.compiled is None else run.compiled


def _points(model: Model, outputs: Outputs, drawing: Drawing, plan: Plan) -> dict[str, float]:
    """Each output with every assumption at its value."""
    inputs = {each.id: np.array([[each.value]]) for each in drawing.inputs}
    found = plan.run(inputs)
    metrics = evaluate(model, wanted=outputs.metrics)
    names = [name for each in outputs.elements.values() for name in each]
    return {**{name: float(found[name][0, 0]) for name in names}, **{id: float(metrics[id][0, 0]) for id in metrics}}


class _Tally:
    """Adds up blocks in their order."""

    def __init__(self, outputs: Outputs, run: Run) -> None:
        self.collector = Collector(len(outputs.metrics), run.draws, run.kept_bytes)
        columns = len(outputs.yearly) * (outputs.span[1] - outputs.span[0])
        self.yearly = Collector(columns, run.draws, run.kept_bytes // YEARLY_SHARE, batches=1)
        self.sums: Block | None = None

    @property
    def draws(self) -> int:
        return self.collector.draws

    def total(self) -> Block:
        if self.sums is None:
            raise InputError("no draw was made")
        return self.sums

    def add(self, block: Block) -> None:
        self.collector.add(block.metrics)
        self.yearly.add(block.yearly)
        light = replace(block, metrics=np.empty((0, 0)), inputs=None, yearly=np.empty((0, 0)))
        self.sums = light if self.sums is None else _added(self.sums, light)


def _added(one: Block, two: Block) -> Block:
    return Block(
        metrics=one.metrics,
        over={key: one.over[key] + two.over[key] for key in one.over},
        short={key: one.short[key] + two.short[key] for key in one.short},
        holding={key: one.holding[key] + two.holding[key] for key in one.holding},
        at_or_below=one.at_or_below + two.at_or_below,
        cheaper=one.cheaper + two.cheaper,
        cheapest=one.cheapest + two.cheapest,
        least_of_choices=one.least_of_choices + two.least_of_choices,
        allocations={key: one.allocations[key] + two.allocations[key] for key in one.allocations},
    )


def _cost_trials(model: Model, plan: Plan, whole: Drawing, run: Run, correlated: bool) -> CostTrials:
    """The cost of each option, and nothing else, over draws of the inputs that it reads."""
    ids = [each.id for each in whole.inputs if each.id in plan.inputs]
    drawing, _ = drawing_of(model, ids, replace(run, correlated=correlated))
    return CostTrials(plan, drawing, run.draws, fast=_is_fast(plan, run))


def _cost_spreads(model: Model, job: CostTrials, results: Iterator[Array]) -> dict[str, Spread]:
    """The spread of each option's cost from the draws of a job."""
    collector = Collector(len(job.plan.wanted), job.draws)
    for found in results:
        collector.add(found)
    return {
        id.rsplit(".", 1)[0]: spread_of(collector, place, model.rows[id].unit, None, None)
        for place, id in enumerate(job.plan.wanted)
    }


def _result(
    model: Model,
    trials: Trials,
    tally: _Tally,
    correlation: Correlation,
    run: Run,
    spreads: dict[str, dict[str, Spread]],
    pair: tuple[dict[str, Spread], dict[str, Spread]],
) -> Simulation:
    outputs, sums = trials.outputs, tally.total()
    share = sums.cheaper / tally.draws
    costly, fans = list(outputs.costs), _fans(model, outputs, tally.yearly)
    cheapest, of_choices = (_shares(costly, each, tally.draws) for each in (sums.cheapest, sums.least_of_choices))
    baseline = model.pack.settings.baseline_option
    return Simulation(
        model=model,
        run=run,
        draws=tally.draws,
        spreads=spreads,
        reserves={option: _reserves(model, trials, tally, option, spreads[option]) for option in costly},
        chances={option: chances(model, option, sums, tally.draws) for option in outputs.options},
        cheaper={a: {b: float(share[i, j]) for j, b in enumerate(costly) if i != j} for i, a in enumerate(costly)},
        cheapest=cheapest,
        least_of_choices={option: each for option, each in of_choices.items() if each or option != baseline},
        correlation=correlation,
        correlated_cost=pair[0],
        independent_cost=pair[1],
        inputs=len(trials.drawing.inputs),
        moved=tuple(each.id for each in trials.drawing.inputs if each.distribution.moved),
        exact=tally.collector.exact,
        headroom=fans.get(outputs.headroom or ""),
        outlays={option: fans[id] for option, id in outputs.outlays.items()},
    )


def _shares(options: Sequence[str], counts: Array, draws: int) -> dict[str, float]:
    """In what share of the draws each option counts."""
    return {option: float(count / draws) for option, count in zip(options, counts, strict=True)}


def _reserves(
    model: Model, trials: Trials, tally: _Tally, option: str, spreads: dict[str, Spread]
) -> tuple[Reserve, ...]:
    """What must be added to the cost of an option to reach its percentiles."""
    outputs, cost = trials.outputs, model.name(Role.LIFE_CYCLE_COST)
    return reserves(
        trials.point[outputs.costs[option]],
        spreads[cost],
        outputs.elements[option],
        trials.point,
        tally.total().allocations[option],
        tally.draws,
    )


def _fans(model: Model, outputs: Outputs, yearly: Collector) -> dict[str, Fan]:
    """Each row that is kept by year, with its point estimate."""
    point = evaluate(model, wanted=outputs.yearly)
    years = model.years[outputs.span[0] : outputs.span[1]]
    return {
        id: fan_of(
            yearly, place * len(years), model.rows[id].unit, dict(zip(years, _part(point[id], outputs), strict=True))
        )
        for place, id in enumerate(outputs.yearly)
    }


def _part(array: Array, outputs: Outputs) -> list[float]:
    first, after = outputs.span
    return [float(each) for each in array[0, first:after]]


def _spreads(model: Model, trials: Trials, tally: _Tally) -> dict[str, dict[str, Spread]]:
    spreads: dict[str, dict[str, Spread]] = {option: {} for option in trials.outputs.options}
    below = tally.total().at_or_below
    for place, id in enumerate(trials.outputs.metrics):
        option, metric = id.split(".", 1)
        spreads[option][metric] = spread_of(
            tally.collector, place, model.rows[id].unit, trials.point[id], float(below[place])
        )
    return spreads
