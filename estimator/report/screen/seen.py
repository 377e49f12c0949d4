"""What the screen looks at: a comparison, its draws if any were made, and the language in which it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from estimator.analysis.draws.records import Simulation, Spread
from estimator.analysis.standing.compare import Metrics
from estimator.evaluation import Array
from estimator.language import Speaker
from estimator.language.speaker import in_cho
from estimator.model.graph import Model
from estimator.pack.records import Settings

LOW, MIDDLE, HIGH = 0.2, 0.5, 0.8
MOSTLY = 0.5


@dataclass(frozen=True)
class Seen:
    """A comparison as the screen sees it. `simulation` is None where nothing was drawn."""

    model: Model
    values: Mapping[str, Array]
    metrics: Metrics
    simulation: Simulation | None = None
    speaker: Speaker | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The options in their order."""
        return tuple(self.metrics)

    @property
    def settings(self) -> Settings:
        """What the pack says of years, money and names."""
        return self.model.pack.settings

    @cached_property
    def names(self) -> dict[str, str]:
        """The short label of each option, in English."""
        return {each: self.model.short(each) for each in self.options}

    def say(self, text: str) -> str:
        """A text in the language of the screen."""
        return in_cho(self.speaker.say(text)) if self.speaker else text

    def point(self, option: str, metric: str) -> float | None:
        """A metric at the given values; None where it does not apply."""
        found = self.metrics[option].get(metric)
        return None if found is None else found.value

    def spread(self, option: str, metric: str) -> Spread | None:
        """A metric over the draws; None where nothing was drawn, or where it does not apply in most draws."""
        found = self.simulation.spreads.get(option, {}).get(metric) if self.simulation else None
        return found if found and found.applies >= MOSTLY else None

    def at(self, option: str, metric: str, level: float = MIDDLE) -> float | None:
        """A percentile of a metric; without draws its value at the given values as the middle, and no other."""
        found = self.spread(option, metric)
        if found is not None:
            return found.percentiles[level].value
        return self.point(option, metric) if level == MIDDLE and self.simulation is None else None
