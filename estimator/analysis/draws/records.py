"""What a simulation is asked and what it finds: frozen records, in base units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from estimator.analysis.draws.correlation import Correlation
from estimator.analysis.draws.quantiles import KEPT_BYTES, Quantile
from estimator.analysis.draws.sampling import SamplerName, check_sampler
from estimator.calculators.roles import Role
from estimator.display.verdict import Verdict, verdict_on
from estimator.errors import InputError
from estimator.model import Model

DEFAULT_DRAWS, MOST_DRAWS = 16 * 1024, 100_000_000
COMPARED = 2048
"""Draws behind the verdicts of a comparison, a brief and a workbook, if nobody says otherwise."""


@dataclass(frozen=True)
class Run:
    """How to simulate. `workers` 1 computes in this process, 0 in one for each processor if there is much to compute;
    `cluster` is a Dask scheduler's address, or `local`.

    `compiled` True or False uses the compiled kernels or not; None uses them where numba is installed and there is
    much to compute. They give the same numbers to nine digits. Without `pair`, costs with correlated and with
    independent inputs are not drawn beside one another.
    """

    draws: int = DEFAULT_DRAWS
    seed: int = 1
    sampler: SamplerName = "sobol"
    correlated: bool = True
    workers: int = 1
    cluster: str = ""
    compiled: bool | None = None
    kept_bytes: int = KEPT_BYTES
    pair: bool = True

    def check(self) -> None:
        """Raise InputError for numbers that cannot be, and for a sampler that there is not."""
        if not 2 <= self.draws <= MOST_DRAWS:
            raise InputError(f"{self.draws} draws: expected 2 to {MOST_DRAWS:,}")
        if self.seed < 0:
            raise InputError(f"seed {self.seed}: expected a whole number from 0 on")
        if self.workers < 0:
            raise InputError(f"{self.workers} workers: expected 1 or more, or 0 for one a processor")
        check_sampler(self.sampler)


@dataclass(frozen=True, slots=True)
class Spread:
    """One metric of one option over the draws, in base units.

    `point` is the estimate with every assumption at its value, `point_percentile` the share of draws at or below it.
    `applies` is the share of draws in which the metric applies; the rest is over those. `halves` is by how much the
    80th percentile differs between the first and the second half of the draws, `batch_error` its standard error from
    the batches (with sobol, whose draws balance one another, an upper bound).
    """

    unit: str
    point: float | None
    mean: float
    deviation: float
    percentiles: Mapping[float, Quantile]
    point_percentile: float | None
    applies: float
    halves: float
    batch_error: float

    @property
    def variation(self) -> float | None:
        """Standard deviation over mean; None where the mean is nil."""
        return self.deviation / abs(self.mean) if self.mean else None


@dataclass(frozen=True, slots=True)
class Reserve:
    """What must be added to an option's point estimate to reach a percentile of its cost, and each element's part."""

    level: float
    total: float
    elements: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely an option breaks headroom or lacks people, at all and by fiscal year; None where that cannot be.

    `money`, `people` and `holding` are the events that are judged: charged outlays stay within headroom in every year
    with outlays, no year is short of people, both in the same draw. An option that asks for none holds. In a pack that
    has nothing of one event the other decides; None where it has neither. `verdicts` of a simulation makes classes.
    """

    over: float | None
    over_by_year: Mapping[int, float]
    short: float | None
    short_by_year: Mapping[int, float]
    money: float | None = None
    people: float | None = None
    holding: float | None = None

    @property
    def events(self) -> Mapping[str, float | None]:
        """The chance of each event that is judged, by its name in `estimator.display.verdict.EVENTS`."""
        return {"money": self.money, "people": self.people, "overall": self.holding}


@dataclass(frozen=True, slots=True)
class Fan:
    """One row of the years compared over the draws, in base units: its point estimate and percentiles by year."""

    unit: str
    point: Mapping[int, float]
    percentiles: Mapping[float, Mapping[int, Quantile]]


@dataclass(frozen=True)
class Simulation:
    """What a simulation found. `draws` may be fewer than `run.draws` if it was interrupted.

    `spreads` by option and metric; `cheaper[a][b]` is the chance that a costs less than b (life-cycle cost),
    `cheapest` that an option costs least of all, `least_of_choices` that it does of those beside the baseline;
    `independent` holds the cost's spread with all inputs drawn independently, None where nothing correlates.
    `moved` are assumptions whose limits leave no room for the percentiles of their range. `outlays` is what each option
    takes out of the budget by year, then-year money, `headroom` what there is; None where the pack has no budget.
    """

    model: Model
    run: Run
    draws: int
    spreads: Mapping[str, Mapping[str, Spread]]
    reserves: Mapping[str, tuple[Reserve, ...]]
    chances: Mapping[str, Chances]
    cheaper: Mapping[str, Mapping[str, float]]
    cheapest: Mapping[str, float]
    correlation: Correlation
    correlated_cost: Mapping[str, Spread]
    independent_cost: Mapping[str, Spread]
    inputs: int
    moved: tuple[str, ...]
    exact: bool
    outlays: Mapping[str, Fan] = field(default_factory=dict)
    headroom: Fan | None = None
    least_of_choices: Mapping[str, float] = field(default_factory=dict)

    @property
    def cost(self) -> str:
        """The id of the metric that options are compared by here, life-cycle cost."""
        return self.model.name(Role.LIFE_CYCLE_COST)

    def verdicts(self, option: str) -> Mapping[str, Verdict]:
        """The verdicts on an option by event: `money`, `people`, and `overall`, both in the same draw."""
        settings = self.model.pack.settings
        return {event: verdict_on(chance, settings) for event, chance in self.chances[option].events.items()}

    @property
    def interrupted(self) -> bool:
        """True if fewer draws were made than asked for."""
        return self.draws < self.run.draws
