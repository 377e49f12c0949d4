"""Money in the words of live formulas in 億円, the unit in which Japanese counts it: ¥bn moved by one place.

The cells keep ¥bn, since a number format divides by thousands only. In words the divisor is a cell, which becomes a
tenth, and as many places fewer are rounded to: both languages tell equally many digits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from estimator.display.unit_words import money_words
from estimator.language.speaker import in_oku as in_oku_digits
from estimator.workbook.cells.book import Book
from estimator.workbook.cells.formula import DASH
from estimator.workbook.cells.grid import Entry, Formula, Grid
from estimator.workbook.cells.live_sentences import Case, LiveNumber, LiveSentence, sentence
from estimator.workbook.plan.named_cells import MONEY_SCALE
from estimator.workbook.plan.while_checks_hold import NOT_VALID, Guarded

OKU: Final = "億円"
MOVED: Final = ("¥", " bn")
TIMES: Final = 10.0
PLACES: Final = re.compile(rf"/{MONEY_SCALE.name},(\d)\)")
IN_TEXT: Final = re.compile(r"([0-9]+)(?= ¥bn)")


def is_in_billions(book: Book) -> bool:
    """True for the book of a pack that counts in ¥bn."""
    return money_words(book.model.pack.settings) == MOVED and MONEY_SCALE.name in book.names


def in_oku(book: Book) -> Book:
    """The book of a pack that counts in ¥bn, with a tenth as the divisor of money in words."""
    sheet, place = MONEY_SCALE.sheet, MONEY_SCALE.place
    return replace(book, grids=tuple(_grid(grid, place if grid.name == sheet else None) for grid in book.grids))


def _grid(grid: Grid, divisor: tuple[int, int] | None) -> Grid:
    entries = {place: _entry(entry, place == divisor) for place, entry in grid.entries.items()}
    return replace(grid, entries=entries)


def _entry(entry: Entry, divides: bool) -> Entry:
    content = entry.content
    if divides and isinstance(content, float):
        return replace(entry, content=content / TIMES)
    told = content.statement if isinstance(content, Guarded) else content
    if isinstance(content, Formula) and isinstance(told, Formula) and PLACES.search(told.text):
        return replace(entry, content=_moved(content))
    return entry


def _moved(formula: Formula) -> Formula:
    """The formula that rounds the same amount to one place fewer, and the text that it gives."""
    if isinstance(formula, Guarded):
        return formula.said(_moved(formula.statement), NOT_VALID)
    if isinstance(formula, LiveSentence):
        return sentence([_case(each) for each in formula.cases], formula.chosen)
    value = formula.value
    if isinstance(value, str):
        value = IN_TEXT.sub(lambda match: f"{int(match[1]) * TIMES:.0f}", value)
    return Formula(_fewer(formula.text), value)


def _case(case: Case) -> Case:
    return replace(case, parts=tuple(_told(each) if isinstance(each, LiveNumber) else each for each in case.parts))


def _told(told: LiveNumber) -> LiveNumber:
    if not PLACES.search(told.formula):
        return told
    value = in_oku_digits(told.value) if isinstance(told.value, str) and told.value != DASH else told.value
    return replace(told, formula=_fewer(told.formula), value=value)


def _fewer(text: str) -> str:
    return PLACES.sub(lambda match: f"/{MONEY_SCALE.name},{int(match[1]) - 1})", text)
