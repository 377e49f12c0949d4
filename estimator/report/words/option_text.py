"""The sentences about an option as text, with its numbers in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from estimator.analysis.draws.records import Simulation
from estimator.analysis.standing.compare import Metric
from estimator.analysis.standing.flips import Flip
from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.declared import shown_id, shown_metric
from estimator.display.text import text
from estimator.display.unit_words import with_noun
from estimator.evaluation import Array
from estimator.model.graph import Model
from estimator.pack.records import Settings
from estimator.report.words.numbers_in_sentences import WITH_UNIT, number_with_unit
from estimator.report.words.sentence import Crossed, Number, PeakYear, Sentence, Told, Wording, holds, words_of


@dataclass(frozen=True)
class Facts:
    """What is known of one option; `shown` is how metrics stand beside those of the other options.

    `at_launch` is the same where launchers may be struck before their first launch, unless that is assumed already.
    `simulation` holds the draws; None where nothing was drawn.
    """

    model: Model
    values: Mapping[str, Array]
    option: str
    metrics: Mapping[str, Metric]
    judged_share: float | None
    flips: Sequence[Flip]
    shown: Mapping[str, Shown] = field(default_factory=dict)
    flips_shown: Mapping[tuple[str, str], Shown] = field(default_factory=dict)
    at_launch: Facts | None = None
    simulation: Simulation | None = None

    @property
    def settings(self) -> Settings:
        """What the pack says of years, money and names."""
        return self.model.pack.settings

    def number(self, role: Role, service: str = "") -> float | None:
        """The value of a metric, or of an assumption; None where it does not apply."""
        metric = self.model.name(role, service)
        if metric in self.metrics:
            return self.metrics[metric].value
        id = self.model.role(role, self.option, service)
        return float(self.values[id][0, 0]) if id and id in self.values else None

    def with_unit(self, role: Role) -> str:
        """A metric with its unit; empty where it does not apply."""
        value = self.number(role)
        return "" if value is None else number_with_unit(value, self.how(role), self.settings)

    def text(self, role: Role, service: str = "", turned: bool = False) -> str:
        """The digits of a number alone, or of the same below nil; empty where it does not apply."""
        value = self.number(role, service)
        return "" if value is None else text(-value if turned else value, self.how(role, service))

    def told(self, role: Role, noun: str = "", *, turned: bool = False) -> str:
        """A number as a sentence says it: with its unit, or with what it counts; empty where it does not apply."""
        if self.number(role) is None:
            return ""
        return (
            self.with_unit(role)
            if self.how(role).kind in WITH_UNIT
            else with_noun(self.text(role, turned=turned), noun)
        )

    def how(self, role: Role, service: str = "") -> Shown:
        """How a metric is shown beside those of the other options, or an assumption alone."""
        metric, value = self.model.name(role, service), self.number(role, service)
        if metric in self.metrics:
            alone = shown_metric(self.model, metric, self.metrics[metric].unit, [value])
            return self.shown.get(metric, alone)
        id = self.model.role(role, self.option, service) or ""
        used, row = self.model.inputs.get(id), self.model.rows.get(id)
        return shown_id(self.model, id, used.normal_unit if used else row.unit if row else "", [value])

    def label(self, option: str = "") -> str:
        """The label of this option, or of another."""
        return self.model.pack.options[option or self.option].label


def option_text(sentence: Sentence | Crossed, facts: Facts) -> str:
    """The sentence of the first wording that holds; empty where none does, or a number in it does not apply."""
    if facts.number(sentence.of) is None:
        return ""
    if not sentence.for_baseline and facts.option == facts.settings.baseline_option:
        return ""
    wording = next((each for each in sentence.wordings if holds(each.test, facts.number)), Wording(""))
    told = [_told(each, facts) for each in wording.told]
    return wording.words.format(*told) if all(told) else ""


def _told(told: Told, facts: Facts) -> str:
    if isinstance(told, Number):
        return _number(told, facts)
    return _peak_year(told, facts) if isinstance(told, PeakYear) else words_of(facts.settings, told)


def _number(told: Number, facts: Facts) -> str:
    return facts.told(told.role, told.noun, turned=told.turned)


def _peak_year(told: PeakYear, facts: Facts) -> str:
    """In which fiscal year a row along the years is largest; empty where there is no such row."""
    id = facts.model.role(told.row, facts.option)
    if id is None or facts.number(told.peak) is None:
        return ""
    return f"{facts.settings.year_prefix}{facts.model.years[int(facts.values[id][0].argmax())]}"
