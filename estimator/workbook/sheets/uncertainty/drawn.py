"""The sheet Uncertainty of a model: drawn here, or of a simulation that was made already."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from estimator.analysis.draws.records import Run, Simulation
from estimator.analysis.draws.sensitivity import Sensitivity, sensitivities
from estimator.analysis.draws.simulate import Progress, begun, uncertain_inputs
from estimator.errors import EstimatorError
from estimator.model import Model
from estimator.report.answers.simulate import NO_RANGES
from estimator.workbook.cells.grid import Grid
from estimator.workbook.plan.sheet_registry import UNCERTAINTY
from estimator.workbook.sheets.answer.as_drawn import AsDrawn, as_drawn
from estimator.workbook.sheets.uncertainty.sheet import Account, uncertainty_grid
from estimator.workbook.sheets.uncertainty.tables import account

NOT_COMPUTED = "Not computed: {problem}"


class Drawings(NamedTuple):
    """The sheet Uncertainty, what the first sheet shows of the draws, and the draws; None where nothing is drawn."""

    grid: Grid
    first: AsDrawn | None = None
    simulation: Simulation | None = None


@contextmanager
def sheet_as_wanted(
    model: Model,
    simulation: Simulation | None,
    run: Run | None,
    progress: Progress | None = None,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Callable[[], Drawings | None]]:
    """The sheet of a simulation that is there already, else of a run that begins here; None without either."""
    if simulation is not None:
        yield lambda: sheet_with_drivers(simulation)
    elif run is None:
        yield lambda: None
    else:
        with begun_sheet(model, run, progress, tell) as finished:
            yield finished


@contextmanager
def begun_sheet(
    model: Model, run: Run, progress: Progress | None = None, tell: Callable[[str], None] | None = None
) -> Iterator[Callable[[], Drawings]]:
    """The sheet of a model, begun: with several workers the draws are made beside this process until it is asked for.

    Without ranges, or where a draw cannot be computed, the sheet says so, and `tell` gets why. Ctrl-C is not held up.
    Raises InputError for a number of draws that cannot be.
    """
    run.check()
    if not uncertain_inputs(model):
        yield lambda: Drawings(uncertainty_grid(Account((NO_RANGES,), ())))
        return
    with ExitStack() as stack:
        try:
            simulated = stack.enter_context(begun(model, run, beside=True)).finished
        except EstimatorError as problem:
            refused = _not_computed(problem, tell)
            yield lambda: Drawings(refused)
        else:
            yield lambda: _sheet_of(simulated, progress, tell)


def _sheet_of(
    simulated: Callable[[Progress | None], Simulation], progress: Progress | None, tell: Callable[[str], None] | None
) -> Drawings:
    try:
        found = simulated(progress)
    except EstimatorError as problem:
        return Drawings(_not_computed(problem, tell))
    if found.interrupted:
        raise KeyboardInterrupt
    return sheet_with_drivers(found)


def _not_computed(problem: EstimatorError, tell: Callable[[str], None] | None) -> Grid:
    if tell is not None:
        tell(f"The sheet {UNCERTAINTY} is not computed: {problem}")
    return uncertainty_grid(Account((NOT_COMPUTED.format(problem=str(problem).splitlines()[0]),), ()))


def sheet_with_drivers(simulation: Simulation) -> Drawings:
    """The sheet of a simulation, and what the first sheet shows of it; the tornadoes are computed here."""
    drivers, _ = sensitivities(simulation.model, simulation.cost, "tornado", or_none=True)
    return Drawings(sheet(simulation, drivers), as_drawn(simulation, drivers), simulation)


def sheet(simulation: Simulation, drivers: Sequence[Sensitivity]) -> Grid:
    """The sheet of a simulation, with the tornado of each option."""
    return uncertainty_grid(account(simulation, drivers))
