"""Does an option fit? Words for it, live: by years over headroom and years short of people."""

from __future__ import annotations

from collections.abc import Mapping

from estimator.workbook.cells.grid import Formula

MONEY_METRIC, PEOPLE_METRIC = "years_over_headroom", "years_short_of_people"
FITS, MONEY, PEOPLE, BOTH = "Fits", "Over budget", "Short of people", "Over budget, short of people"


def verdict(cells: Mapping[str, str], values: Mapping[str, float]) -> Formula:
    """The verdict on one option; `cells` and `values` are those of the two metrics. A dash counts as nil."""
    over, short = (values.get(metric, 0.0) > 0 for metric in (MONEY_METRIC, PEOPLE_METRIC))
    value = (BOTH if short else MONEY) if over else PEOPLE if short else FITS
    money, people = (f"N({cells[each]})>0" if each in cells else "" for each in (MONEY_METRIC, PEOPLE_METRIC))
    if money and people:
        return Formula(f'IF({money},IF({people},"{BOTH}","{MONEY}"),IF({people},"{PEOPLE}","{FITS}"))', value)
    if money or people:
        return Formula(f'IF({money or people},"{MONEY if money else PEOPLE}","{FITS}")', value)
    return Formula(f'"{FITS}"', value)
