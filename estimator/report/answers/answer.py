"""The answer to a question: tables for people, one tidy table for CSV, one document for JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from estimator.display.decision import Shown
from estimator.display.text import DASH, general, half_up, own_text, text
from estimator.display.unit_words import with_noun
from estimator.report.manifest import Document
from estimator.report.tables import Cell, Column, Format, Number, Table, as_json, as_markdown, as_text, table_csv
from estimator.report.words.numbers_in_sentences import amount
from estimator.units import CALENDAR, NO_UNIT, is_noun

YEAR = "year"
MOST_DECIMALS = 9
TOLD = 1 - 1e-9  # a change is told where it is one of the last decimal shown, but for the digits of computing


@dataclass(frozen=True)
class Answer:
    """What a command prints: `tables` for people, `tidy` for CSV, `document` for JSON."""

    tables: tuple[Table, ...]
    tidy: Table
    document: Document


def written(answer: Answer, how: Format) -> str:
    """An answer in one of the formats."""
    if how == "json":
        return as_json(answer.document)
    if how == "csv":
        return table_csv(answer.tidy)
    write = as_markdown if how == "markdown" else as_text
    return "\n".join(write(each) for each in answer.tables)


def columns(names: str, right: Iterable[str] = ()) -> tuple[Column, ...]:
    """Columns from headings parted by commas; those of `right` hold numbers."""
    wanted = set(right)
    return tuple(Column(name.replace(" ", "_"), name, name in wanted) for name in names.split(", "))


def amounts(values: Iterable[float | None], how: Shown) -> Iterator[Number]:
    """Numbers of one metric, written alike, with the decimals that they need together."""
    found = list(values)
    fitted = how.fitted(found)
    return (Number(value, text(value, fitted)) for value in found)


def side_by_side(before: float | None, after: float | None, how: Shown) -> tuple[Number, Number, Number]:
    """Two numbers and their change, all with as many decimals as it takes to see the change.

    The change is printed as the difference of the numbers printed, so that a reader who subtracts finds it; its own
    last digit may be another.
    """
    change = None if before is None or after is None else after - before
    values = (before, after, change)
    fitted = how.fitted(values)
    finer = (replace(fitted, places=places) for places in range(fitted.places, MOST_DECIMALS + 1))
    told = next((each for each in finer if not change or abs(change) / each.scale * 10**each.places >= TOLD), fitted)
    return Number(before, text(before, told)), Number(after, text(after, told)), printed_difference(after, before, told)


def printed_difference(one: float | None, other: float | None, how: Shown) -> Number:
    """The first less the second, printed as the difference of the two as they are printed."""
    if one is None or other is None:
        return Number(None, DASH)
    if not math.isfinite(one - other) or how.beyond(one) or how.beyond(other):
        return Number(one - other, text(one - other, how))
    printed = half_up(one / how.scale, how.places) - half_up(other / how.scale, how.places)
    return Number(one - other, text(printed * how.scale, how))


def in_words(value: float | None, how: Shown) -> str:
    """One number of a metric with its unit, for a sentence."""
    return DASH if value is None else counted(own_text(value, how), value, how.unit)


def plain(value: float | None, unit: str) -> str:
    """The value of an assumption with its unit, as the file writes it."""
    if value is None:
        return DASH
    return counted(general(value, unit), value, unit)


def counted(written: str, value: float, unit: str) -> str:
    """A number as a sentence says it: 3 batteries, 1 year, 2050 where that is a fiscal year, ¥12 bn."""
    if unit == YEAR:
        return written if value > CALENDAR else with_noun(written, unit)
    if is_noun(unit):
        return with_noun(written, unit)
    return written if unit in ("", NO_UNIT) else amount(written, unit)


def tidy(names: str, rows: Iterable[tuple[Cell | float | None, ...]]) -> Table:
    """A table for CSV: numbers as they are."""
    made = tuple(tuple(_cell(cell) for cell in row) for row in rows)
    return Table("", columns(names), made)


def _cell(value: Cell | float | None) -> Cell:
    return Number(float(value), "") if isinstance(value, int | float) else value
