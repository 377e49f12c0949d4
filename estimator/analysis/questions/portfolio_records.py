"""A question about sets of options, and the records of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from estimator.analysis.questions.portfolio_parts import Limits
from estimator.analysis.questions.portfolio_solving import Rules, bounds
from estimator.evaluation import Array
from estimator.model import Model

JUDGEMENT: Final = "judgement"
NO_RULES: Final = Rules()
Method = Literal["solver", "enumeration"]


@dataclass(frozen=True)
class Question:
    """What is asked: the metric (or `judgement`), its direction, the candidates, the rules, the delays by option.

    `budget_share` is the share of the headroom that may be used; without `people` the limits of people are left out.
    What `must` be in the set is, alone or as part of another option; what is in `forbidden` is no candidate.
    """

    metric: str
    maximise: bool = True
    options: tuple[str, ...] = ()
    rules: Rules = NO_RULES
    delays: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    budget_share: float = 1.0
    people: bool = True
    must: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """The best set at one share of the headroom, and its value and money (then-year, horizon)."""

    share: float
    chosen: tuple[tuple[str, int], ...]
    value: float | None
    money: float


@dataclass(frozen=True)
class Marginal:
    """What more of a limit in one fiscal year adds to the value: per unit of the limit."""

    name: str
    year: int
    value: float


@dataclass(frozen=True)
class Portfolio:
    """The answer. `chosen` are options with their delays, `value` the metric of the set (None if it does not apply).

    `left_out` says of each other candidate why. `marginals` come from duals of the linear relaxation (`solver`), or
    from a tenth more of one year's limit (`enumeration`).
    """

    question: Question
    model: Model
    method: Method
    unit: str
    limits: Limits
    chosen: tuple[tuple[str, int], ...]
    value: float | None
    use: Array
    left_out: Mapping[str, str]
    frontier: tuple[Point, ...]
    marginals: tuple[Marginal, ...]
    sets_tried: int
    skipped_delays: tuple[str, ...]

    @property
    def allowed(self) -> Array:
        """What may be used of each limit by year: of the headroom the share asked for."""
        return bounds(self.limits, self.question.budget_share)

    @property
    def money(self) -> float:
        """Then-year money of the set over the horizon."""
        return float(self.use[0].sum())
