"""The finding in two sentences, with its chance: in how many choices money and people hold, and which costs least.

Declared once: the screen on a terminal says it with short labels, what has more room with whole ones. A choice is an
option beside the baseline. Without draws there are no chances, and the sentences say that they are of the given values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from estimator.analysis.draws.records import Simulation
from estimator.analysis.standing.compare import Metrics
from estimator.calculators.roles import Role
from estimator.display.declared import shown_metric
from estimator.display.verdict import EVENTS, Standing, Verdict, chance_in_percent, in_draws
from estimator.model.graph import Model
from estimator.report.words.numbers_in_sentences import number_with_unit
from estimator.report.words.summary import FITTING, alike, members

MIDDLE, LARGE = 0.5, 100.0
*_, OVERALL = EVENTS
JUDGED = ("paid", "manned")
"""What is said of a choice that has the money, and the people."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, in sentences, and the option whose verdict or cost they turn on."""

    option: str
    sentences: tuple[str, ...]


def finding(
    model: Model, metrics: Metrics, simulation: Simulation | None = None, names: Mapping[str, str] | None = None
) -> Finding:
    """The finding; `names` are what the options are called, by default their labels."""
    called = names or {id: model.pack.options[id].label for id in metrics}
    choices = [each for each in metrics if each != model.pack.settings.baseline_option] or list(metrics)
    told = _Told(model, metrics, simulation, called, choices)
    return Finding(told.option, tuple(each for each in (told.holding_sentence(), told.cost_sentence()) if each))


@dataclass(frozen=True)
class _Told:
    """What the sentences are made of."""

    model: Model
    metrics: Metrics
    simulation: Simulation | None
    called: Mapping[str, str]
    choices: Sequence[str]

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdicts on the choices that have a class."""
        if self.simulation is None:
            return {}
        found = {each: self.simulation.verdicts(each)[OVERALL] for each in self.choices}
        return {id: each for id, each in found.items() if each.standing}

    @property
    def holding(self) -> list[str]:
        """The choices that hold; without draws those that fit at the given values."""
        if self.simulation is None:
            return members(FITTING, self.choices, self.number) if self._is_judged() else []
        return [id for id, each in self.verdicts.items() if each.standing is Standing.HOLDS]

    @property
    def surest(self) -> list[str]:
        """The choices that hold with the largest chance, all that are alike; none where none is judged."""
        chances = {id: each.chance or 0.0 for id, each in self.verdicts.items()}
        best = max(chances.values(), default=None)
        return [id for id, chance in chances.items() if chance == best]

    @property
    def cheapest(self) -> str:
        """The first of the least costly; empty where none has a cost."""
        return next(iter(self.least_costly), "")

    @property
    def least_costly(self) -> list[str]:
        """The least costly of those that hold, where several do, else of all: each that costs the same."""
        running = self.holding if len(self.holding) > 1 else self.choices
        known = {id: cost for id in running if (cost := self.cost(id)) is not None}
        least = min(known.values(), default=None)
        return [id for id, cost in known.items() if alike(cost, least)]

    @property
    def option(self) -> str:
        """Whom it turns on: where none holds the surest, else the least costly of those that hold."""
        surest = min(self.surest, key=lambda each: self.cost(each) or 0.0, default="")
        return (self.cheapest if len(self.holding) > 1 else surest) or self.cheapest or self.choices[0]

    def number(self, role: Role, option: str) -> float | None:
        """A metric at the given values; None where it does not apply."""
        metric = self.metrics[option].get(self.model.name(role))
        return None if metric is None else metric.value

    def cost(self, option: str) -> float | None:
        """The median of an option's life-cycle cost, without draws the cost at the given values."""
        if self.simulation is None:
            return self.number(Role.LIFE_CYCLE_COST, option)
        spread = self.simulation.spreads.get(option, {}).get(self.simulation.cost)
        return None if spread is None else spread.percentiles[MIDDLE].value

    def holding_sentence(self) -> str:
        """How many choices can be paid and manned; empty where the pack judges neither."""
        if self.simulation is None:
            return self._holding_at_values() if self._is_judged() else ""
        if not self.surest:
            return ""
        chance = self.verdicts[self.surest[0]]
        if len(self.choices) == 1:
            return f"{self.called[self.surest[0]]} can be {self._what()} {in_draws(chance.chance or 0.0)}."
        enough = chance_in_percent(self.model.pack.settings.chance_holds)
        how = "surest" if self.holding else "nearest"
        are, each = ("are", " each") if len(self.surest) > 1 else ("is", "")
        who = f"{how} {are} {self._named(self.surest)} ({chance.percent}{each})"
        return f"{self._count()} can be {self._what()} with {enough} chance; {who}."

    def _holding_at_values(self) -> str:
        if len(self.choices) == 1:
            can = "can" if self.holding else "cannot"
            return f"{self.called[self.choices[0]]} {can} be {self._what()} at the given values."
        return f"{self._count()} can be {self._what()} at the given values."

    def _named(self, options: Sequence[str]) -> str:
        """What one option is called, or several: `A, B and C`."""
        *names, last = (self.called[each] for each in options)
        return f"{', '.join(names)} and {last}" if names else last

    def _count(self) -> str:
        return f"{len(self.holding) or 'None'} of {len(self.choices)} choices"

    def cost_sentence(self) -> str:
        """Which choice costs least, and in how many draws; empty where no cost is known."""
        id, cost = self.cheapest, self.cost(self.cheapest) if self.cheapest else None
        if cost is None:
            return ""
        amount = self._amount(id, cost)
        drawn = self.simulation if self._cost_is_drawn() else None
        at = " at P50" if drawn else ""
        if len(self.choices) == 1:
            return f"It costs {amount}{at}." if self._is_judged() else self._beside_baseline(id, cost, at)
        if len(self.least_costly) > 1:
            of_these = "Of these " if len(self.holding) > 1 else ""
            return f"{of_these}{self._named(self.least_costly)} cost least alike: {amount}{at}."
        is_surest = self.simulation is not None and self.surest == [id]
        least = f"Least costly {'of these ' if len(self.holding) > 1 else ''}is {self.called[id]}"
        often = f", {in_draws(drawn.least_of_choices.get(id, 0.0))}" if drawn else ""
        return f"{'It also costs least' if is_surest else least}: {amount}{at}{often}."

    def _beside_baseline(self, id: str, cost: float, at: str) -> str:
        """What the only choice costs, beside the baseline's cost where the pack has one: the two are its answer."""
        baseline = self.model.pack.settings.baseline_option
        other = self.cost(baseline) if baseline in self.metrics and baseline != id else None
        if other is None:
            return f"The cost of {self.called[id]} is {self._amount(id, cost)}{at}."
        fine = cost != other and self._amount(id, cost) == self._amount(baseline, other)
        one, two = self._amount(id, cost, fine), self._amount(baseline, other, fine)
        return f"The cost of {self.called[id]} is {one}{at}, against {two} for {self.called[baseline]}."

    def _cost_is_drawn(self) -> bool:
        """True where the cost of a choice differs between draws: without a range of its inputs it has no P50."""
        if self.simulation is None:
            return False
        spreads = (self.simulation.spreads.get(each, {}).get(self.simulation.cost) for each in self.choices)
        return any(len({each.value for each in spread.percentiles.values()}) > 1 for spread in spreads if spread)

    def _amount(self, id: str, cost: float, fine: bool = False) -> str:
        """The cost with its unit; unless it is to be `fine`, without decimals that nobody reads."""
        metric = self.model.name(Role.LIFE_CYCLE_COST)
        how = shown_metric(self.model, metric, self.metrics[id][metric].unit, [cost])
        how = replace(how, places=0) if cost / how.scale >= LARGE and not fine else how
        return number_with_unit(cost, how, self.model.pack.settings)

    def _is_judged(self) -> bool:
        """True if the pack says of a choice whether money or people hold."""
        return any(self.number(role, each) is not None for role in FITTING.by for each in self.choices)

    def _what(self) -> str:
        """What is judged in this pack: that a choice can be paid, manned, or both."""
        known = [any(self.number(role, each) is not None for each in self.metrics) for role in FITTING.by]
        return " and ".join(word for word, is_known in zip(JUDGED, known, strict=True) if is_known)
