"""What the first sheet shows of a simulation: plain numbers, as exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.draws.records import Simulation
from estimator.analysis.draws.sensitivity import Sensitivity
from estimator.display.verdict import Verdict

LOW, HIGH = 0.2, 0.8
TOLD, DIGITS = 3, 10


@dataclass(frozen=True, slots=True)
class Moved:
    """An assumption that moves an option's cost: the cost at its low and at its high value."""

    id: str
    label: str
    at_low: float
    at_high: float


@dataclass(frozen=True)
class AsDrawn:
    """Of each option the 20th and 80th percentile of life-cycle cost, and what moves it most, the strongest first.

    `stands` is the percentile of the draws at which the point stands, 43 for P43.

    `verdicts` are those on money and people holding in the same draw; `finding` are the sentences that tell what was
    found, with its chance.
    """

    draws: int
    costs: Mapping[str, tuple[float, float]]
    moved: Mapping[str, tuple[Moved, ...]]
    verdicts: Mapping[str, Verdict]
    stands: Mapping[str, float]
    finding: tuple[str, ...] = ()


def as_drawn(simulation: Simulation, drivers: Sequence[Sensitivity]) -> AsDrawn:
    """The numbers of a simulation, to digits in which no two machines differ."""
    spreads = {option: each[simulation.cost] for option, each in simulation.spreads.items() if simulation.cost in each}
    costs = {
        option: (_steady(each.percentiles[LOW].value), _steady(each.percentiles[HIGH].value))
        for option, each in spreads.items()
    }
    verdicts = {option: simulation.verdicts(option)["overall"] for option in simulation.chances}
    known = {option: each.point_percentile for option, each in spreads.items()}
    stands = {option: float(round(100 * share)) for option, share in known.items() if share is not None}
    return AsDrawn(simulation.draws, costs, {each.option: tuple(_moved(each)) for each in drivers}, verdicts, stands)


def _moved(found: Sensitivity) -> list[Moved]:
    strongest = [each for each in found.drivers if each.measures["swing"] > 0][:TOLD]
    return [
        Moved(each.id, each.label, _steady(each.measures["at_low"]), _steady(each.measures["at_high"]))
        for each in strongest
    ]


def _steady(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")
