"""The paragraph on top of an option's sheet: what the brief says of it, as short live sentences that follow an edit.

A sentence stands where the option has the rows that it reads. Its numbers are the metrics on the same sheet, rounded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimator.model.graph import Model
from estimator.report.words import option_sentences as phrases
from estimator.report.words.option_sentences import RAID, READS
from estimator.units import FINE
from estimator.workbook.cells.addresses import at, column_letters
from estimator.workbook.cells.formats import PERCENT, money_scale, money_words
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Formula, Grid
from estimator.workbook.cells.live_sentences import Told, case, nothing, number, sentence
from estimator.workbook.plan.row_places import FIRST, HEADER, LABEL, UNIT, Layout, Section
from estimator.workbook.sheets.comparison.verdict import MONEY_METRIC, PEOPLE_METRIC, verdict

SCALE, PER_CENT, FINE_PLACES = "money_scale", "per_cent", "decimals_of_break_even"
COST, PEAK, PEAK_ROW = "life_cycle_cost", "peak_share_of_headroom", "share_of_headroom"
FIRST_YEAR, WHOLE_YEAR, STATIONS = "first_element_year", "complete_chain_year", "stations_held"


def put_paragraph(
    grid: Grid, section: Section, model: Model, values: Mapping[str, NDArray[np.float64]], layout: Layout, option: str
) -> None:
    """Put an option's sentences on its sheet, one a row, each with what it is about."""
    found = _Option(model, values, layout, option)
    grid.line(section.row, (section.heading, "", "", "", ""), "band")
    for row, id in enumerate(section.rows, section.row + 1):
        grid.put(row, LABEL, READS[id][0] or None, "indented")
        grid.put(row, UNIT, SENTENCES[id](found), "text")


@dataclass(frozen=True)
class _Option:
    """An option with the cells and the values of its metrics."""

    model: Model
    values: Mapping[str, NDArray[np.float64]]
    layout: Layout
    option: str

    def cell(self, metric: str) -> str:
        """The cell of a metric on the option's own sheet."""
        spot = self.layout.spots[f"{self.option}.{metric}"]
        return at(spot.row, spot.column)

    def has(self, metric: str) -> bool:
        """True if the option has a row."""
        return f"{self.option}.{metric}" in self.model.rows

    def value(self, metric: str) -> float:
        """The value of a metric; NaN where it does not apply."""
        return float(self.values[f"{self.option}.{metric}"][0, 0])

    def above_nil(self, metric: str) -> bool:
        """What `N(cell)>0` gives."""
        return self.value(metric) > 0

    def applies(self, metric: str) -> bool:
        """What `ISNUMBER(cell)` gives."""
        return self.value(metric) == self.value(metric)

    def is_number(self, metric: str) -> str:
        """The test that a metric applies."""
        return f"ISNUMBER({self.cell(metric)})"

    def if_applies(self, metric: str, pattern: str, *told: Told | str) -> Formula:
        """A sentence while a metric applies, else a dash."""
        cases = [case(pattern, *told, test=self.is_number(metric)), nothing()]
        return sentence(cases, 0 if self.applies(metric) else 1)

    def count(self, metric: str, places: int = 0, after: str = "") -> Told:
        """A number of things."""
        return number(self.cell(metric), self.value(metric), places, after=after)

    def money(self, metric: str) -> Told:
        """An amount in the unit that money is shown in."""
        settings = self.model.pack.settings
        before, after = money_words(settings)
        size = money_scale(settings)
        return number(self.cell(metric), self.value(metric), 1, before, after, scale=SCALE, size=size)

    def share(self, metric: str, places: int = 1, places_at: str = "") -> Told:
        """A share in per cent."""
        value, cell = self.value(metric), self.cell(metric)
        return number(cell, value, places, after=" %", scale=PER_CENT, size=PERCENT, places_at=places_at)

    def year(self, metric: str) -> Told:
        """A fiscal year."""
        return Told(self.cell(metric), self.value(metric) if self.applies(metric) else DASH, self.prefix)

    @property
    def prefix(self) -> str:
        """What stands before a fiscal year."""
        return self.model.pack.settings.year_prefix

    @property
    def years(self) -> str:
        """How many years are compared."""
        settings = self.model.pack.settings
        return f"{settings.last_year - settings.first_year + 1} years"


def _verdict(option: _Option) -> Formula:
    metrics = [each for each in (MONEY_METRIC, PEOPLE_METRIC) if option.has(each)]
    return verdict({each: option.cell(each) for each in metrics}, {each: option.value(each) for each in metrics})


def _cost(option: _Option) -> Formula:
    settings = option.model.pack.settings
    first, last = (f"{option.prefix}{year}" for year in (settings.first_year, settings.last_year))
    return sentence([case(phrases.COSTS, option.money(COST), first, last)], 0)


def _acquired(option: _Option) -> Formula:
    told = (option.money("acquisition_cost"), option.money("operation_cost_per_year"))
    return option.if_applies("operation_cost_per_year", phrases.ACQUIRED, *told)


def _headroom(option: _Option) -> Formula:
    """The largest share of headroom and the year of it, where the largest number along the years stands."""
    spot = option.layout.spots[f"{option.option}.{PEAK_ROW}"]
    first, last = column_letters(FIRST), column_letters(option.layout.last)
    span = f"{first}{spot.row}:{last}{spot.row}"
    formula = f"INDEX({first}{HEADER}:{last}{HEADER},MATCH({option.cell(PEAK)},{span},0))"
    numbers = option.values[f"{option.option}.{PEAK_ROW}"][0]
    year = Told(formula, float(option.model.years[int(np.nanargmax(numbers))]), option.prefix)
    return option.if_applies(PEAK, phrases.TAKES, option.share(PEAK), year)


def _over(option: _Option) -> Formula:
    cases = [
        case(phrases.EXCEEDS, option.count(MONEY_METRIC), option.years, test=f"N({option.cell(MONEY_METRIC)})>0"),
        case(phrases.STAYS, test=option.is_number(PEAK)),
        case(phrases.NO_ROOM),
    ]
    return sentence(cases, 0 if option.above_nil(MONEY_METRIC) else 1 if option.applies(PEAK) else 2)


def _break_even(option: _Option) -> Formula:
    told = option.share("break_even_gdp_share", FINE, FINE_PLACES), option.year("break_even_year")
    return option.if_applies("break_even_year", phrases.FITS_FROM, *told)


def _people(option: _Option) -> Formula:
    test = f"N({option.cell('people')})>0"
    cases = [case(phrases.NEEDS, option.count("people", after=" people"), test=test), case(phrases.NO_PEOPLE)]
    return sentence(cases, 1 - option.above_nil("people"))


def _manning(option: _Option) -> Formula:
    test = f"N({option.cell(PEOPLE_METRIC)})>0"
    cases = [case(phrases.NOT_SPARED, option.count(PEOPLE_METRIC), option.years, test=test), case(phrases.SPARED)]
    return sentence(cases, 1 - option.above_nil(PEOPLE_METRIC))


def _dates(option: _Option) -> Formula:
    first, whole = option.year(FIRST_YEAR), option.year(WHOLE_YEAR)
    cases = [
        nothing(f"NOT(ISNUMBER({whole.formula}))"),
        case(phrases.AT_ONCE, first, test=f"{first.formula}={whole.formula}"),
        case(phrases.IN_PART, first, whole),
    ]
    return sentence(cases, 0 if not option.applies(WHOLE_YEAR) else 1 if first.value == whole.value else 2)


def _stations(option: _Option) -> Formula:
    """What is held, and what is freed of the pack's yardstick."""
    settings = option.model.pack.settings
    held, freed = option.count(STATIONS, 2), f"{settings.yardstick}s_freed"
    plain = case(phrases.HOLDS, held)
    if not option.has(freed):
        return sentence([plain], 0)
    things = f"{settings.yardstick_noun}s"
    more = case(phrases.FREES, held, things, option.count(freed, 2), test=option.is_number(freed))
    return sentence([more, plain], 0 if option.applies(freed) else 1)


def _leakers(option: _Option) -> Formula:
    raid = number(RAID, float(option.values[RAID][0, 0]), 0, after=" missiles")
    return option.if_applies("expected_leakers", phrases.LEAK, raid, option.count("expected_leakers", 1))


def _strike(option: _Option) -> Formula:
    told = (option.count("expected_launchers_destroyed", 1), option.count("expected_leakers_after_strike", 1))
    return option.if_applies("expected_leakers_after_strike", phrases.STRIKES, *told)


SENTENCES: dict[str, Callable[[_Option], Formula]] = {
    "verdict": _verdict,
    "cost": _cost,
    "acquired": _acquired,
    "headroom": _headroom,
    "over": _over,
    "break_even": _break_even,
    "people": _people,
    "manning": _manning,
    "dates": _dates,
    "stations": _stations,
    "leakers": _leakers,
    "strike": _strike,
}
