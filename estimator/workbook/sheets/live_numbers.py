"""Numbers inside live sentences: the digits and the unit that the comparison shows, with the noun that agrees."""

from __future__ import annotations

import math
from dataclasses import replace

from estimator.display.decision import Shown, money_scale
from estimator.display.unit_words import money_words, with_noun
from estimator.pack.records import Settings
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.live_sentences import LiveNumber, number
from estimator.workbook.plan.named_cells import FINE_DECIMALS, MONEY_SCALE, PER_CENT

THOUSAND = 3  # decimals that a prefix moves


def live_number(
    cell: str, value: float, how: Shown, settings: Settings, noun: str = "", *, turned: bool = False
) -> LiveNumber:
    """The number of a cell with its unit; `noun` is what is counted, `turned` changes the sign."""
    fine = FINE_DECIMALS.name
    if how.kind == "year":
        return LiveNumber(cell, value if value == value else DASH, settings.year_prefix)
    if how.kind == "money":
        before, after = money_words(settings)
        return number(cell, value, _in_own_size(how, settings), before, after, scale=MONEY_SCALE.name, fine=fine)
    if how.kind == "share":
        return number(cell, value, how, after=" %", scale=PER_CENT.name, fine=fine)
    one, several = (with_noun(each, noun).removeprefix(each) for each in ("1", "2"))
    signed = (f"-{cell}", -value) if turned else (cell, value)
    return number(*signed, how, after=several, one=one, fine=fine)


def _in_own_size(how: Shown, settings: Settings) -> Shown:
    """Money in the pack's size, by which all sentences divide; a smaller one gets more decimals."""
    own = money_scale(settings)
    return replace(how, scale=own, places=how.places + THOUSAND * round(math.log(own / how.scale, 10**THOUSAND)))
