"""The columns of the screen: what stands in each, in the words of the screen's language.

A number is the median of the draws, with its 20th and 80th percentile where there is room; without draws it is the
value at the given values, and every chance a dash. A column whose metric no option has is None.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from estimator.calculators.roles import Role
from estimator.display.decision import Shown
from estimator.display.declared import shown_metric
from estimator.display.text import DASH, half_up, text
from estimator.display.verdict import EVENTS, chance_in_percent
from estimator.language.speaker import UNIT, large_unit
from estimator.report.headlines import numbers
from estimator.report.screen.seen import HIGH, LOW, Seen
from estimator.report.words.option_sentences import OVER, SHORT
from estimator.report.words.option_sentences import VERDICT as WORDS
from estimator.visible import visible_line, width_of

DIGITS: Final = 3
UNBROKEN: Final = "\N{NO-BREAK SPACE}"
OPTION, VERDICT = "option", "verdict"
MONEY, PEOPLE, OVERALL = EVENTS
NARROWEST_HEAD: Final = 9
OF_THE_POINT: Final = {
    WORDS.both: "over and short",
    WORDS.one_alone: "over budget",
    WORDS.other_alone: "short of people",
    WORDS.neither: "fits",
}
"""The verdict at the given values in as few words as a narrow column holds."""


@dataclass(frozen=True)
class Column:
    """A heading and one cell an option; numbers stand to the right."""

    key: str
    heading: str
    cells: tuple[str, ...]
    right: bool = True

    @property
    def room(self) -> int:
        """The columns that the heading may take before it is broken into lines."""
        return max(NARROWEST_HEAD, *map(width_of, self.cells))


def option_column(seen: Seen) -> Column:
    """The short labels of the options."""
    return Column(
        OPTION, seen.say("Option"), tuple(visible_line(seen.say(each)) for each in seen.names.values()), False
    )


def amount_column(seen: Seen, metric: str, heading: str, *, ranged: bool = False) -> Column | None:
    """A metric of each option, with P20 and P80 if `ranged` and drawn; money says its unit, if not that of the cost."""
    if not numbers(seen.metrics, metric):
        return None
    middles = [seen.at(option, metric) for option in seen.options]
    how = _shown(seen, metric, middles)
    unit = how.unit if how.kind == "money" and how.unit != _unit_of_cost(seen, metric) else ""
    tell = _Telling(how, " %" if how.kind == "share" else "")
    if ranged and seen.simulation:
        ends = [(seen.at(each, metric, LOW), seen.at(each, metric, HIGH)) for each in seen.options]
        cells = tuple(tell.ranged(middle, *pair) for middle, pair in zip(middles, ends, strict=True))
    else:
        cells = tuple(map(tell.alone, middles))
    ends_told = any(each.endswith(")") or f"){tell.after}" in each for each in cells)
    words = [seen.say(heading), together(seen.say(unit)) if unit else "", "(P20–P80)" if ends_told else ""]
    return Column(metric, " ".join(filter(None, words)), cells)


def together(words: str) -> str:
    """Words that stay on one line of a heading, such as a unit of money."""
    return words.replace(" ", UNBROKEN)


def _unit_of_cost(seen: Seen, metric: str) -> str:
    """The unit that the column of costs says; empty of the costs themselves."""
    cost = seen.model.name(Role.LIFE_CYCLE_COST)
    if metric == cost or not numbers(seen.metrics, cost):
        return ""
    return _shown(seen, cost, [seen.at(each, cost) for each in seen.options]).unit


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the numbers of a column are written, and what stands after each."""

    how: Shown
    after: str

    def alone(self, value: float | None) -> str:
        """One number; a fiscal year has no decimals."""
        if value is None:
            return DASH
        return text(half_up(value, 0) if self.how.kind == "year" else value, self.how) + self.after

    def ranged(self, middle: float | None, low: float | None, high: float | None) -> str:
        """The middle, and in brackets its range, if that is any."""
        if middle is None or low is None or high is None:
            return self.alone(middle)
        one, *ends = (text(each, self.how) for each in (middle, low, high))
        return self.alone(middle) if set(ends) == {one} else f"{one} ({'–'.join(ends)}){self.after}"


def _shown(seen: Seen, metric: str, values: Sequence[float | None]) -> Shown:
    """As everywhere else, with no more than three digits of the middle one of the options."""
    unit = seen.model.metric_units[metric]
    how = shown_metric(seen.model, metric, unit, values)
    sizes = [abs(each) for each in values if each]
    middle = median(sizes) if sizes else 0.0
    if seen.speaker and how.unit == UNIT:
        word, scale = large_unit(middle)
        how = replace(how, unit=word, scale=scale, places=DIGITS - 1)
    if how.kind == "year" or not middle:
        return how
    digits = DIGITS - 1 - math.floor(math.log10(middle / how.scale))
    return replace(how, places=max(0, min(how.places, digits)))


def chance_column(seen: Seen, event: str, heading: str) -> Column | None:
    """The chance of an event that is judged, `MONEY` or `PEOPLE`; dashes without draws."""
    if not numbers(seen.metrics, seen.model.name(OVER if event == MONEY else SHORT)):
        return None
    sim = seen.simulation
    cells = ((sim.verdicts(each)[event].percent if sim else "") or DASH for each in seen.options)
    return Column(chance_key(event), seen.say(heading), tuple(cells))


def chance_key(event: str) -> str:
    """What the column of a chance is called among those of metrics."""
    return f"chance_{event}"


def cheapest_column(seen: Seen) -> Column | None:
    """The chance to be the cheapest of all options."""
    if not numbers(seen.metrics, seen.model.name(Role.LIFE_CYCLE_COST)) or len(seen.options) < 2:
        return None
    found = seen.simulation.cheapest if seen.simulation else {}
    cells = (chance_in_percent(found[each]) if each in found else DASH for each in seen.options)
    return Column(chance_key("cheapest"), seen.say("Cheapest of all"), tuple(cells))


def verdict_column(seen: Seen) -> Column | None:
    """The verdict as sign, word and chance; without draws that of the point, after a dash for its chance."""
    judged = any(numbers(seen.metrics, seen.model.name(role)) for role in (OVER, SHORT))
    if not judged:
        return None
    if seen.simulation is None:
        cells = tuple(f"{DASH} {seen.say(_of_the_point(seen, each))}" for each in seen.options)
        return Column(VERDICT, seen.say("Verdict (point)"), cells, False)
    return Column(VERDICT, seen.say("Verdict"), tuple(_verdict(seen, each) for each in seen.options), False)


def _verdict(seen: Seen, option: str) -> str:
    found = seen.simulation.verdicts(option)[OVERALL] if seen.simulation else None
    if found is None or found.standing is None:
        return DASH
    return f"{seen.say(found.words)} {found.percent}"


def _of_the_point(seen: Seen, option: str) -> str:
    over, short = ((seen.point(option, seen.model.name(role)) or 0.0) > 0 for role in (OVER, SHORT))
    return OF_THE_POINT[WORDS.word(over, short)]
